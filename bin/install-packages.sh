#!/bin/sh
# Installs Debian/Ubuntu packages without starting anything: install-packages.sh PACKAGE…
# Called by box.py, as root.  A database or queue that the machine already runs is left as it is.
set -eu

export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
policy=/usr/sbin/policy-rc.d

# Freshly unpacked services ask this file before they start.  One that stands there already is kept.
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT INT TERM
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
fi

install() {
    apt-get install -y --no-install-recommends "$@"
}

apt-get update

# PostgreSQL's package makes a system-wide cluster unless told otherwise before it is installed.
case " $* " in
*" postgresql "*)
    install postgresql-common
    sed -i -E 's/^#? *create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
    ;;
esac

install "$@"
