"""What the project's own programs find in their environment when the box starts them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from toolbox.checkout import Checkout
from toolbox.cluster import programs
from toolbox.locks import open_lock, take
from toolbox.process import BoxError

# The operator's own settings of these would aim our programs elsewhere, or contradict the demo.
NOT_OURS = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "DATABASE_TEMPLATE",
    "DATABASE_RUNTIME_ROLE",
    "MFA_REQUIRED_ROLES",
    "SECRET_KEY_FALLBACKS",
    "PYTHONHOME",
    "PYTHONPATH",
)
DATABASE = "platssamverkan"
OWNER = "platssamverkan_owner"
APP = "platssamverkan_app"
# Redis has sixteen numbered databases: the demo's is 0, and each test run takes one of the rest.
TEST_RUNS = range(1, 16)


def demo_environment(checkout: Checkout) -> dict[str, str]:
    """Addresses and secrets of the demo, under the role that may not change tables."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_OURS and not name.startswith(("PG", "EMAIL_", "OIDC_"))
    }
    path = [str(checkout.venv / "bin"), str(programs(None)), os.environ.get("PATH", os.defpath)]
    return {
        **kept,
        "PATH": os.pathsep.join(path),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "platssamverkan.settings",
        "DEMO": "1",
        "SECRET_KEY": checkout.secret_key(),
        "DATABASE_URL": database_url(checkout, APP),
        "DATABASE_OWNER_URL": database_url(checkout, OWNER),
        "REDIS_URL": redis_url(checkout, 0),
        "MEDIA_ROOT": str(checkout.var / "media"),
        "STATIC_ROOT": str(checkout.var / "static"),
        # So that a bare psql lands where the project's data are.
        "PGHOST": str(checkout.sockets),
        "PGDATABASE": DATABASE,
        "PGUSER": OWNER,
    }


def owner_environment(checkout: Checkout) -> dict[str, str]:
    """The same for migrations, which need the owner."""
    return {**demo_environment(checkout), "DATABASE_URL": database_url(checkout, OWNER)}


@contextmanager
def test_environment(checkout: Checkout) -> Iterator[dict[str, str]]:
    """The same for one test run: the owner, and a test database, Redis number and media of its own."""
    for number in TEST_RUNS:
        with open_lock(checkout, f"tests-{number}") as lock:
            if not take(lock):
                continue
            database = DATABASE if number == 1 else f"{DATABASE}_{number}"
            # Nobody misses a test's last rows after a crash, so its commits need not wait for the disk.
            url = database_url(checkout, OWNER, database) + "&options=" + quote("-c synchronous_commit=off")
            yield {
                **owner_environment(checkout),
                "DATABASE_URL": url,
                "REDIS_URL": redis_url(checkout, number),
                "MEDIA_ROOT": str(checkout.var / f"tests-{number}" / "media"),
            }
            return
    raise BoxError(f"{len(TEST_RUNS)} test runs of this checkout are under way. Wait for one to end.")


def production_environment(checkout: Checkout) -> dict[str, str]:
    """Settings as a real installation has them, for `check --deploy`."""
    environment = {
        **demo_environment(checkout),
        "ALLOWED_HOSTS": "plats.example.se",
        "MFA_REQUIRED_ROLES": "admin,coordinator,police,district_officer",
    }
    del environment["DEMO"]
    return environment


def database_url(checkout: Checkout, role: str, database: str = DATABASE) -> str:
    """A database of the private cluster, as that role."""
    return f"postgresql://{role}@/{database}?host={checkout.sockets}"


def redis_url(checkout: Checkout, number: int) -> str:
    """A numbered database of the private Redis."""
    return f"unix://{checkout.sockets}/redis.sock?db={number}"
