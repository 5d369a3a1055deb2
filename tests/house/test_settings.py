"""Settings fail loudly.  Each case starts a real process with its own environment."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from platssamverkan.env import RedisAddress, env_bool, env_database, env_int, env_redis

GOOD = {
    "SECRET_KEY": "k3J9x-Qm2Vb7Tz4Lr8Wn1Pc6Ys5Hd0Gf-aEuIoXjKqRtSvZy91",
    "ALLOWED_HOSTS": "plats.example.se",
    "DATABASE_URL": "postgresql://u:p@db/platssamverkan",
    "REDIS_URL": "redis://redis:6379/0",
    "DJANGO_SETTINGS_MODULE": "platssamverkan.settings",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **GOOD, **changes}
    code = "import django; django.setup(); print('started')"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


def test_production_starts_with_everything_in_place() -> None:
    assert start().stdout == "started\n"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghijklmnop" * 4, "SECRET_KEY is too simple"),
        ("SECRET_KEY", "short", "SECRET_KEY is too simple"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS must name"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name"),
        ("DATABASE_URL", "", "DATABASE_URL is not set"),
        ("DATABASE_URL", "mysql://u@h/d", "must start with postgresql://"),
        ("DATABASE_URL", "postgresql://u@h", "names no database"),
        ("REDIS_URL", "", "REDIS_URL is not set"),
        ("REDIS_URL", "memcached://x", "must start with redis://"),
        ("DEBUG", "maybe", "DEBUG='maybe' is neither yes nor no"),
        ("EMAIL_PORT", "smtp", "is not a whole number"),
    ],
)
def test_a_bad_setting_stops_the_start_and_is_named(name: str, value: str, said: str) -> None:
    result = start(**{name: value})
    assert result.returncode != 0
    assert said in result.stderr


def test_debug_and_demo_exclude_each_other() -> None:
    assert "exclude each other" in start(DEBUG="1", DEMO="1").stderr


@pytest.mark.parametrize(
    "spelling", ["unix:///run/x/redis.sock?db=2", "redis+socket:///run/x/redis.sock?virtual_host=2"]
)
def test_either_spelling_of_a_socket_serves_both_readers(
    monkeypatch: pytest.MonkeyPatch, spelling: str
) -> None:
    monkeypatch.setenv("REDIS_URL", spelling)
    assert env_redis("REDIS_URL") == RedisAddress(
        client="unix:///run/x/redis.sock?db=2", celery="redis+socket:///run/x/redis.sock?virtual_host=2"
    )


def test_a_database_socket_and_its_options_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:p%40ss@/plats?host=/run/pg&sslmode=require")
    found = env_database("DATABASE_URL")
    assert (found["USER"], found["PASSWORD"], found["NAME"], found["HOST"]) == (
        "app",
        "p@ss",
        "plats",
        "/run/pg",
    )
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_numbers_and_switches_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("N", "0")
    with pytest.raises(ImproperlyConfigured):
        env_int("N", 5, least=1)
    monkeypatch.setenv("N", "Yes")
    assert env_bool("N") is True
