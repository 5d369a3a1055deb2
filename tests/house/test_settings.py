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
    "MFA_REQUIRED_ROLES": "admin,coordinator,police,district_officer",
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
        ("MFA_REQUIRED_ROLES", "", "MFA_REQUIRED_ROLES must name the roles"),
        ("OIDC_ISSUER", "http://login.example.se", "OIDC_ISSUER must start with https://"),
        ("OIDC_ISSUER", "http://127.0.0.1:9", "OIDC_ISSUER must start with https://"),
        ("OIDC_ISSUER", "https://login.example.se", "OIDC_NAME is not set"),
    ],
)
def test_a_bad_setting_stops_the_start_and_is_named(name: str, value: str, said: str) -> None:
    result = start(**{name: value})
    assert result.returncode != 0
    assert said in result.stderr


def printed(expression: str, **changes: str) -> str:
    """What the settings hold, in a process of their own."""
    environment = {"PATH": os.environ["PATH"], **GOOD, **changes}
    code = f"from platssamverkan import settings as s; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_role_nobody_knows_stops_the_web_server() -> None:
    environment = {"PATH": os.environ["PATH"], **GOOD, "MFA_REQUIRED_ROLES": "admin,chef"}
    code = "import platssamverkan.wsgi"
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode != 0
    assert "MFA_REQUIRED_ROLES names chef" in result.stderr


def test_the_demo_starts_without_required_second_factors() -> None:
    assert printed("s.MFA_REQUIRED_ROLES", DEMO="1", MFA_REQUIRED_ROLES="") == "[]"


def test_a_provider_is_taken_from_the_environment() -> None:
    named = {"OIDC_ISSUER": "https://login.example.se/", "OIDC_NAME": "Staden"}
    secret = {"OIDC_CLIENT_ID": "plats", "OIDC_CLIENT_SECRET": "x"}
    asked = "[(a['name'], a['settings']) for a in s.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS']]"
    assert printed(asked) == "[]"
    assert printed(asked, **named, **secret) == "[('Staden', {'server_url': 'https://login.example.se'})]"
    here = {"OIDC_ISSUER": "http://127.0.0.1:9", "DEMO": "1"}
    assert "http://127.0.0.1:9" in printed(asked, **(named | secret | here))


def test_in_production_cookies_belong_to_the_host_and_travel_over_tls_alone() -> None:
    names = "[n for n in dir(s) if n.endswith('_COOKIE_NAME')]"
    assert printed(f"sorted(getattr(s, n) for n in {names})") == (
        "['__Host-csrf', '__Host-device', '__Host-session']"
    )
    assert printed("s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS") == (
        "True True 31536000"
    )


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
