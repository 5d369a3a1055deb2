"""The box on copies of itself: real servers in awkward places, and one sentence for every trouble."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.house.conftest import Copy, CopyMaker


@pytest.fixture(scope="module")
def closed(copy_to: CopyMaker, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A checkout below a folder only its owner may enter."""
    folder = tmp_path_factory.mktemp("closed")
    folder.chmod(0o700)
    return copy_to(folder / "checkout")


@pytest.fixture(scope="module")
def deep(copy_to: CopyMaker, open_folder: Path) -> Copy:
    """A checkout whose path is longer than any socket's may be."""
    folder = open_folder / ("d" * 90) / ("e" * 60)
    assert len(str(folder)) > 150
    return copy_to(folder)


def assert_one_sentence(finished: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """The run failed, and said why in a single line that holds these words."""
    assert finished.returncode != 0
    lines = finished.stderr.strip().splitlines()
    assert len(lines) == 1, finished.stderr
    assert lines[0].startswith("box: ")
    for word in words:
        assert word in lines[0]


def test_a_closed_and_a_deep_checkout_run_side_by_side(closed: Copy, deep: Copy) -> None:
    with ThreadPoolExecutor() as both:
        sockets = set(both.map(Copy.start, (closed, deep)))
    assert len(sockets) == 2
    for copy in (closed, deep):
        assert copy.sql("SELECT 1") == "1"
        assert "running" in copy.box("services", "status").stdout.splitlines()[1]
        copy.sql(f"CREATE TABLE whose AS SELECT '{copy.root.name}'::text AS name")
    assert closed.sql("SELECT name FROM whose") == closed.root.name
    assert deep.sql("SELECT name FROM whose") == deep.root.name
    if os.geteuid() == 0:
        assert not closed.postgres_home().is_relative_to(closed.root), (
            "postgres cannot enter a closed checkout"
        )
    assert deep.postgres_home().is_relative_to(deep.root)


def test_the_runtime_role_makes_no_tables(deep: Copy) -> None:
    deep.start()
    deep.sql("CREATE TABLE IF NOT EXISTS made_by_owner (id bigserial PRIMARY KEY)")
    as_app = deep.box("run", "--", "psql", "-XAt", "-U", "platssamverkan_app", "-c", "CREATE TABLE mine ()")
    assert "permission denied" in as_app.stderr
    written = deep.box(
        *("run", "--", "psql", "-XAt", "-U", "platssamverkan_app"),
        *("-c", "INSERT INTO made_by_owner DEFAULT VALUES", "-c", "SELECT count(*) FROM spatial_ref_sys"),
    )
    assert written.returncode == 0, written.stderr


def test_servers_that_were_killed_come_back_with_their_data(deep: Copy) -> None:
    deep.start()
    deep.sql("CREATE TABLE kept AS SELECT 42 AS answer")
    pid_file = deep.postgres_home() / "data" / "postmaster.pid"
    redis_pid = deep.root / "var" / "redis" / "redis.pid"
    for file in (pid_file, redis_pid):
        os.kill(int(file.read_text().split()[0]), signal.SIGKILL)
    # Its number went to a stranger meanwhile, as happens after a restart of the machine.
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    sockets = Path(deep.start())
    assert (sockets / "redis.sock").is_socket()
    assert deep.sql("SELECT answer FROM kept") == "42"


def test_the_last_run_out_turns_the_services_off(deep: Copy) -> None:
    deep.box("services", "stop")
    # Two test runs at once get databases of their own, and nobody's end stops another's.
    program = deep.root / "pytest"
    program.write_text('#!/bin/sh\necho "$DATABASE_URL $REDIS_URL"\nread line\npsql -XAtc "SELECT 1"\n')
    program.chmod(0o755)
    runs = [
        subprocess.Popen(
            [sys.executable, str(deep.root / "bin" / "box.py"), "run", "--", str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    seen = []
    for run in runs:
        assert run.stdout is not None
        line = run.stdout.readline()
        seen.append(run.stdout.readline() if line.startswith("Another run") else line)
    assert {address.split("/")[3].split("?")[0] for address in seen} == {"platssamverkan", "platssamverkan_2"}
    assert {address.strip()[-4:] for address in seen} == {"db=1", "db=2"}
    for run in runs:
        output, _ = run.communicate("\n")
        assert output.strip().splitlines()[-1] == "1"
        assert run.returncode == 0
    assert deep.box("services", "status").returncode == 3


def test_a_taken_port_names_another(closed: Copy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_one_sentence(closed.box("demo", PORT=str(port)), f"Port {port} is taken", "make demo")
    assert_one_sentence(closed.box("demo", PORT="eight"), "PORT=eight is not a port")


def test_a_sockets_folder_that_is_a_link_is_refused(closed: Copy, tmp_path: Path) -> None:
    sockets = Path(closed.start())
    closed.box("services", "stop")
    aside = sockets.with_suffix(".aside")
    sockets.rename(aside)
    sockets.symlink_to(tmp_path)
    try:
        assert_one_sentence(closed.box("services", "start"), str(sockets), "remove it")
    finally:
        sockets.unlink()
        aside.rename(sockets)


def stub(folder: Path, name: str, script: str) -> None:
    """A program of that name which does what the test needs."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def want_missing_package(copy: Copy) -> None:
    """Make the copy need something no system has."""
    listed = copy.root / "bin" / "system-packages.txt"
    listed.write_text("[always]\nnothing-like-it  file:/nonexistent/*  # for the test\n")


def test_without_sudo_the_packages_to_install_are_named(copy_to: CopyMaker, open_folder: Path) -> None:
    copy = copy_to(open_folder / "no sudo")
    want_missing_package(copy)
    stub(open_folder / "stubs", "apt-get", "exit 1")
    # Root needs no sudo, so it asks as nobody, with a Python that nobody may run.
    user = "nobody" if os.geteuid() == 0 else None
    python = shutil.which("python3", path="/usr/bin") if user else sys.executable
    assert python is not None
    if user:
        shutil.chown(copy.root, user)
    refused = copy.box("setup", python=python, user=user, PATH=str(open_folder / "stubs"))
    assert_one_sentence(refused, "no sudo", "apt-get install --no-install-recommends nothing-like-it")
    stub(open_folder / "stubs", "sudo", "exit 1")
    refused = copy.box("setup", python=python, user=user, PATH=str(open_folder / "stubs"))
    assert_one_sentence(refused, "sudo does not let you", "nothing-like-it")
    if user:
        shutil.rmtree(copy.root / "var")


def test_package_servers_out_of_reach_are_said_in_one_sentence(copy_to: CopyMaker, open_folder: Path) -> None:
    copy = copy_to(open_folder / "no network")
    want_missing_package(copy)
    stub(open_folder / "offline", "apt-get", "echo \"Temporary failure resolving 'deb.example'\"; exit 100")
    stub(open_folder / "offline", "sudo", 'test "$1" = -n && shift; exec "$@"')
    refused = copy.box("setup", PATH=f"{open_folder / 'offline'}:{os.environ['PATH']}")
    assert_one_sentence(refused, "nothing-like-it", "check the network", "var/log/packages.log")


@pytest.fixture(scope="module")
def small_site(deep: Copy) -> Copy:
    """The deep copy with a stand-in for the project: the box, its services and honcho are the real ones."""
    (deep.root / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (deep.root / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    (deep.root / "requirements.txt").write_text("")
    (deep.root / "static").mkdir()
    (deep.root / "manage.py").write_text("import sys\nprint('logins of', sys.argv[1])\n")
    (deep.root / "site.py").write_text(
        "import http.server, os\n"
        "class Answer(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        self.send_response(200)\n"
        "        self.end_headers()\n"
        "host, port = os.environ['BIND'].split(':')\n"
        "http.server.HTTPServer((host, int(port)), Answer).serve_forever()\n"
    )
    (deep.root / "Procfile").write_text("web: python -P site.py\nworker: sleep 1000\n")
    return deep


@pytest.mark.parametrize("signum", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.long)])
def test_ctrl_c_stops_all_of_the_demo_and_is_a_success(small_site: Copy, signum: signal.Signals) -> None:
    small_site.box("services", "stop")
    with socket.create_server(("127.0.0.1", 0)) as chosen:
        port = chosen.getsockname()[1]
    demo = subprocess.Popen(
        [sys.executable, str(small_site.root / "bin" / "box.py"), "demo"],
        env={**os.environ, "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert demo.stdout is not None
    said = []
    for line in demo.stdout:
        said.append(line)
        if "Stop with Ctrl-C" in line:
            break
    text = "".join(said)
    assert text.index("logins of demo") < text.index(f"running at http://127.0.0.1:{port}/")
    assert_one_sentence(small_site.box("demo", PORT="1" + str(port)[:4]), "running already")
    demo.send_signal(signum)
    rest, _ = demo.communicate(timeout=30)
    assert demo.returncode == 0, rest
    assert rest.rstrip().endswith("The data are kept for next time.")
    with socket.create_server(("127.0.0.1", port)):
        assert small_site.box("services", "status").returncode == 3


def test_half_made_data_and_removed_data_are_made_anew(deep: Copy) -> None:
    deep.start()
    # The servers go on answering for a while when their data are removed under them.
    shutil.rmtree(deep.root / "var")
    unfinished = deep.root / "var" / "postgres" / "unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("15\n")
    deep.start()
    assert deep.sql("SELECT extname FROM pg_extension WHERE extname = 'postgis'") == "postgis"
    assert (deep.postgres_home() / "data" / "PG_VERSION").exists()
    assert not unfinished.exists()


@pytest.mark.long
def test_a_start_killed_at_any_moment_is_taken_up_again(copy_to: CopyMaker, open_folder: Path) -> None:
    for number, delay in enumerate((0.1, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1)):
        copy = copy_to(open_folder / f"killed {number}")
        started = subprocess.Popen(
            [sys.executable, str(copy.root / "bin" / "box.py"), "services", "start"],
            stdout=subprocess.DEVNULL,
        )
        time.sleep(delay)
        started.kill()
        started.wait()
        copy.start()
        assert copy.sql("SELECT count(*) FROM pg_extension WHERE extname = 'unaccent'") == "1"
