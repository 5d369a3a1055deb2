"""What the container engine asks: `healthcheck.py web|worker|beat` ends with 0 when that process is well."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

# Beat writes its schedule down every three minutes.
BEAT_SILENCE = 600


def web() -> bool:
    """/health answers 200 under the site's own name, as the proxy would ask."""
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
    connection.request("GET", "/health", headers={"Host": host, "X-Forwarded-Proto": "https"})
    return connection.getresponse().status == 200


def worker() -> bool:
    """The worker of this very container answers over the queue."""
    name = f"celery@{socket.gethostname()}"
    asked = ["celery", "-A", "platssamverkan", "inspect", "ping", "--timeout", "8", "-d", name]
    return subprocess.run(asked, stdout=subprocess.DEVNULL, check=False).returncode == 0  # noqa: S603


def beat() -> bool:
    """The schedule was written lately."""
    return any(
        time.time() - path.stat().st_mtime < BEAT_SILENCE for path in Path("var/beat").glob("schedule*")
    )


if __name__ == "__main__":
    CHECKS = {"web": web, "worker": worker, "beat": beat}
    sys.exit(0 if CHECKS[sys.argv[1]]() else 1)
