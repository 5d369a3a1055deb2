"""docker-compose.yml, Dockerfile and proxy held against the settings and the Procfile, without an engine."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PROCFILE = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
OURS = sorted({*PROCFILE, "migrate"})
# ${NAME}, ${NAME:-default}, ${NAME:?what to do}; a doubled dollar is a plain one.
VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<rest>[^}]*))?\}")
SECRET = re.compile(r"PASSWORD|SECRET|KEY|TOKEN")
NOT_EVERYWHERE = {"EMAIL_HOST_PASSWORD", "OIDC_CLIENT_SECRET", "SECRET_KEY_FALLBACKS"}
# What an operator writes into .env.
ANSWERS = {
    "SECRET_KEY": "k7Yq2vXw9ZbN4mRt6LpJ8hGfD3sAc5eU1oViTnBxQyWzEr0uKjHgFdSaPlMo",
    "SITE_HOST": "plats.example.se",
    "TLS_EMAIL": "drift@example.se",
    "EMAIL_HOST": "mail.example.se",
    "DEFAULT_FROM_EMAIL": "Platssamverkan <noreply@example.se>",
    "MFA_REQUIRED_ROLES": "admin,coordinator,police,district_officer",
    **{
        f"{name}_PASSWORD": f"{name.lower()}0123456789abcdef"
        for name in ("POSTGRES", "OWNER", "APP", "REDIS")
    },
}


def filled_in(text: str) -> str:
    """The text as the engine reads it with ANSWERS in .env."""

    def value(match: re.Match[str]) -> str:
        name, kind = match["name"], match["kind"]
        if kind == "-":
            return ANSWERS.get(name, match["rest"])
        return ANSWERS[name]

    return VARIABLE.sub(value, text).replace("$$", "$")


def environment(service: str) -> dict[str, str]:
    """What the processes of one service are given."""
    return {name: filled_in(str(value)) for name, value in SERVICES[service]["environment"].items()}


def load_settings(variables: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Import the settings with these variables and nothing of ours, and print three of them."""
    program = (
        "from platssamverkan import settings as s; d = s.DATABASES['default'];"
        "print(s.PRODUCTION, s.ALLOWED_HOSTS, d['USER'], d['HOST'], s.MEDIA_ROOT)"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"], **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_variables() -> set[str]:
    """Every variable that the settings read, by the name given to an env_… helper."""
    tree = ast.parse((ROOT / "platssamverkan" / "settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id.startswith("env_")
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_process_of_the_procfile_has_a_service_with_the_same_command() -> None:
    for name, command in PROCFILE.items():
        assert SERVICES[name]["command"] == command


@pytest.mark.parametrize("service", OURS)
def test_the_settings_start_in_production_with_what_a_service_is_given(service: str) -> None:
    loaded = load_settings(environment(service))
    assert loaded.returncode == 0, loaded.stderr
    role = "owner" if service == "migrate" else "app"
    assert loaded.stdout.strip() == f"True ['plats.example.se'] platssamverkan_{role} db /app/var/media"


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "MFA_REQUIRED_ROLES"]
)
def test_the_settings_refuse_to_start_without_what_compose_gives(name: str) -> None:
    variables = environment("web")
    del variables[name]
    loaded = load_settings(variables)
    assert loaded.returncode != 0
    assert name in loaded.stderr.splitlines()[-1]


def test_services_are_given_no_variable_that_nobody_reads() -> None:
    server = {"BIND", "WEB_CONCURRENCY"}
    assert all(name in (ROOT / "deploy" / "gunicorn.conf.py").read_text() for name in server)
    for service in OURS:
        assert set(environment(service)) <= settings_variables() | server


def test_every_variable_is_explained_to_operators() -> None:
    table = (ROOT / "docs" / "operations.md").read_text()
    from_env_file = {match["name"] for match in VARIABLE.finditer(TEXT)}
    missing = {name for name in settings_variables() | from_env_file if f"`{name}`" not in table}
    assert not missing


def test_addresses_name_services_of_this_file() -> None:
    for service in OURS:
        for name in ("DATABASE_URL", "REDIS_URL"):
            assert urlsplit(environment(service)[name]).hostname in SERVICES


def test_no_secret_has_a_default() -> None:
    for match in VARIABLE.finditer(TEXT):
        if SECRET.search(match["name"]):
            # A mail server inside the house may need no login, few have a provider, and most keys are the
            # first; everything else must be given.
            optional = match["name"] in NOT_EVERYWHERE and match["rest"] == ""
            assert optional or match["kind"] == "?", match[0]
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if SECRET.search(name):
                assert VARIABLE.fullmatch(value), f"{name} is written out"


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["db"]["networks"] == SERVICES["redis"]["networks"] == ["inside"]


def test_everything_that_keeps_running_is_watched() -> None:
    for name, service in SERVICES.items():
        assert ("healthcheck" in service) == (name != "migrate"), name
        assert service["restart"] == ("no" if name == "migrate" else "unless-stopped"), name
        assert "no-new-privileges:true" in service["security_opt"], name
    for name in PROCFILE:
        assert SERVICES[name]["healthcheck"]["test"] == ["CMD", "python", "deploy/healthcheck.py", name]
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_must_last_lies_in_named_volumes() -> None:
    mounted = {
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if not volume.startswith("./")
    }
    assert mounted == set(COMPOSE["volumes"])
    for file in re.findall(r"- \./([^:]+):", TEXT):
        assert (ROOT / file).is_file()


def test_images_are_pinned() -> None:
    foreign = [service["image"] for service in SERVICES.values() if "build" not in service]
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    for image in [*foreign, *bases]:
        assert re.search(r":\d", image), image


def test_the_image_runs_as_nobody_special_and_holds_no_secret() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    users = [number for number, line in enumerate(lines) if line.startswith("USER ")]
    assert lines[users[-1]].split()[1] not in {"root", "0"}
    assert not any(line.startswith("RUN ") for line in lines[users[-1] :])
    assert not any(SECRET.search(line) for line in lines if line.startswith(("ENV", "ARG")))
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".env", "var", ".git"} <= set(ignored)


def test_the_proxy_sets_anew_what_django_believes() -> None:
    proxy = (ROOT / "deploy" / "Caddyfile").read_text()
    assert "reverse_proxy web:8000" in proxy
    assert "header_up X-Forwarded-Proto {scheme}" in proxy
    assert "trusted_proxies static" not in proxy
    assert "trusted_proxies private_ranges" not in proxy
    assert environment("web")["BIND"].endswith(":8000")
