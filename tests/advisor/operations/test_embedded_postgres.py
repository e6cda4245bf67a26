"""Real servers in temporary folders: what a development machine does to a database."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from advisor.operations import embedded_postgres as embedded

ROOT = Path(__file__).resolve().parents[3]
Folder = Callable[[str], Path]

START = (sys.executable, "-m", "advisor.operations.embedded_postgres", "start")


@pytest.fixture
def folder() -> Iterator[Folder]:
    """Function that names a folder whose server is stopped after the test. Not pytest's own
    temporary folder: that one is closed to the account which root may have to borrow."""
    top = Path(tempfile.mkdtemp(prefix="epg-"))
    top.chmod(0o755)
    made: list[Path] = []

    def name(path: str = "cluster") -> Path:
        made.append(top / path)
        return made[-1]

    yield name
    for each in made:
        embedded.stop(each)
    shutil.rmtree(top, ignore_errors=True)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster after its first start, at rest: for tests that are not about the first start."""
    here = tmp_path_factory.mktemp("finished")
    with psycopg.connect(embedded.start(here, fast=True), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (answer int)")
        connection.execute("INSERT INTO kept VALUES (42)")
    embedded.stop(here)
    return here


@pytest.fixture
def old_folder(folder: Folder, finished: Path) -> Folder:
    """As ``folder``, with a cluster at rest in it that keeps one row."""

    def copy(path: str = "cluster") -> Path:
        return Path(shutil.copytree(finished, folder(path)))

    return copy


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        assert row is not None
        return row[0]


def server_pid(folder: Path) -> int:
    return int((folder / "pg18" / "postmaster.pid").read_text().split()[0])


def write_pid_file(folder: Path, first_line: str) -> None:
    """As a crash leaves it: everything but the first line true."""
    file = folder / "pg18" / "postmaster.pid"
    data = folder / "pg18"
    file.write_text(f"{first_line}\n{data}\n{int(time.time())}\n5432\n{data}\n\n  1  1\nready\n")


def test_first_start_gives_a_database_and_the_second_finds_it_running(folder: Folder) -> None:
    here = folder("cluster")
    url = embedded.start(here, fast=True)
    assert ask(url, "SELECT current_database()") == "app"
    pid = server_pid(here)
    began = time.monotonic()
    assert embedded.start(here, fast=True) == url
    assert time.monotonic() - began < 0.5
    assert server_pid(here) == pid


@pytest.mark.slow
def test_only_the_owner_can_open_the_server_and_nothing_listens_on_the_network(
    old_folder: Folder,
) -> None:
    here = old_folder("cluster")
    url = embedded.start(here, fast=True)
    assert ask(url, "SHOW listen_addresses") == ""
    assert (here / "pg18").stat().st_mode & 0o777 == 0o700
    assert (here / "pg18" / ".s.PGSQL.5432").stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_development_cluster_survives_a_power_cut_and_test_cluster_need_not(
    folder: Folder,
) -> None:
    assert ask(embedded.start(folder("kept")), "SHOW fsync") == "on"
    assert ask(embedded.start(folder("fast"), fast=True), "SHOW fsync") == "off"


def test_killed_server_comes_back_with_its_rows(old_folder: Folder) -> None:
    here = old_folder("cluster")
    url = embedded.start(here)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE kept SET answer = 43")
    os.kill(server_pid(here), signal.SIGKILL)
    assert embedded.start(here) == url
    assert ask(url, "SELECT answer FROM kept") == 43


@pytest.mark.parametrize("left_behind", ["another program's", "empty", "nonsense", "dead"])
def test_left_pid_file_does_not_stop_the_start(old_folder: Folder, left_behind: str) -> None:
    here = old_folder("cluster")
    stranger = subprocess.Popen(["sleep", "60"])
    if left_behind == "dead":
        stranger.kill()
        stranger.wait()
    if left_behind == "empty":
        (here / "pg18" / "postmaster.pid").write_text("")
    elif left_behind == "nonsense":
        write_pid_file(here, "nonsense")
    else:
        write_pid_file(here, str(stranger.pid))
    try:
        url = embedded.start(here, fast=True)
        assert ask(url, "SELECT answer FROM kept") == 42
        assert left_behind != "another program's" or stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_another_program_named_in_the_pid_file_is_never_stopped(old_folder: Folder) -> None:
    here = old_folder("cluster")
    with subprocess.Popen(["sleep", "60"]) as stranger:
        write_pid_file(here, str(stranger.pid))
        assert embedded.stop(here) is False
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize("name", ["pg18", "pg18.new"])
def test_half_finished_first_start_is_begun_again(folder: Folder, name: str) -> None:
    here = folder("cluster")
    (here / name / "base" / "1").mkdir(parents=True)
    (here / name / "PG_VERSION").write_text("18\n")
    (here / name / "postgresql.conf").write_text("port = 1\n")
    assert ask(embedded.start(here, fast=True), "SELECT 1") == 1
    assert not (here / "pg18.new").exists()


def test_first_start_killed_in_the_middle_is_begun_again(folder: Folder) -> None:
    here = folder("cluster")
    command = [
        sys.executable,
        "-m",
        "advisor.operations.embedded_postgres",
        "start",
        str(here),
        "--fast",
    ]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as first:
        deadline = time.monotonic() + 10
        while not (here / "pg18.new" / "PG_VERSION").exists() and time.monotonic() < deadline:
            time.sleep(0.005)
        os.killpg(first.pid, signal.SIGKILL)
    assert not (here / "pg18").exists()
    assert ask(embedded.start(here, fast=True), "SELECT 1") == 1


@pytest.mark.slow
def test_eight_first_starts_at_once_share_one_server(folder: Folder) -> None:
    here = folder("cluster")
    command = [
        sys.executable,
        "-m",
        "advisor.operations.embedded_postgres",
        "start",
        str(here),
        "--fast",
    ]
    starts = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(8)
    ]
    said = {start.communicate()[0] for start in starts}
    assert [start.returncode for start in starts] == [0] * 8
    assert len(said) == 1
    assert ask(said.pop().strip(), "SELECT 1") == 1


@pytest.mark.slow
@pytest.mark.parametrize("path", ["a folder with spaces", "it's a ü", "x" * 110])
def test_awkward_path_gets_a_private_socket_elsewhere(folder: Folder, path: str) -> None:
    here = folder(path)
    url = embedded.start(here, fast=True)
    assert ask(url, "SELECT current_setting('data_directory')") == str(here / "pg18")
    sockets = Path(str(ask(url, "SELECT trim(current_setting('unix_socket_directories'), '\"')")))
    assert sockets.parent == Path(tempfile.gettempdir())
    assert sockets.stat().st_mode & 0o777 == 0o700
    embedded.stop(here)
    assert not sockets.exists()


def test_path_that_a_shell_would_read_as_a_command_is_refused(folder: Folder) -> None:
    with pytest.raises(embedded.EmbeddedPostgresError, match="rename the folder"):
        embedded.start(folder("costs $HOME"), fast=True)


def test_socket_folder_that_is_a_link_to_elsewhere_is_refused(folder: Folder) -> None:
    here = folder("a folder with spaces")
    target = folder("of a stranger")
    target.mkdir()
    link = embedded._socket_folder(here.resolve() / "pg18")
    link.symlink_to(target)
    try:
        with pytest.raises(embedded.EmbeddedPostgresError, match="belongs to someone else"):
            embedded.start(here, fast=True)
    finally:
        link.unlink()


def test_vanished_socket_brings_a_new_server_not_a_second_one(old_folder: Folder) -> None:
    here = old_folder("a folder with spaces")
    embedded.start(here, fast=True)
    old = server_pid(here)
    shutil.rmtree(embedded._socket_folder(here.resolve() / "pg18"))
    assert ask(embedded.start(here, fast=True), "SELECT answer FROM kept") == 42
    assert not embedded._serves(old, here / "pg18")


def test_renamed_folder_keeps_its_one_server(folder: Folder, old_folder: Folder) -> None:
    before, after = old_folder("before"), folder("after")
    embedded.start(before, fast=True)
    pid = server_pid(before)
    before.rename(after)
    assert ask(embedded.start(after, fast=True), "SELECT answer FROM kept") == 42
    assert server_pid(after) == pid


@pytest.mark.slow
def test_upper_case_does_not_depend_on_the_language_of_the_machine(folder: Folder) -> None:
    here = folder("cluster")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "advisor.operations.embedded_postgres",
            "start",
            str(here),
            "--fast",
        ],
        cwd=ROOT,
        env={**os.environ, "LANG": "C", "LC_ALL": "C", "PGDATA": "/nowhere", "PGPORT": "1"},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert ask(embedded.start(here, fast=True), "SELECT upper('é')") == "É"


@pytest.mark.slow
def test_root_borrows_an_account_where_namespaces_are_closed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts_before = pwd.getpwall()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: None)
    identity = embedded.find_identity()
    assert identity.prefix == ()
    assert identity.user in {"postgres", "nobody"}
    assert identity.uid == pwd.getpwnam(str(identity.user)).pw_uid
    monkeypatch.undo()
    if os.geteuid() == 0:  # others cannot become another user, and never have to
        here = folder("cluster")
        monkeypatch.setattr(embedded, "find_identity", lambda: identity)
        assert ask(embedded.start(here, fast=True), "SELECT upper('é')") == "É"
        assert Path(f"/proc/{server_pid(here)}").stat().st_uid == identity.uid
        assert embedded.stop(here) is True
    assert pwd.getpwall() == accounts_before


def test_stop_ends_the_server_and_says_whether_there_was_one(old_folder: Folder) -> None:
    here = old_folder("cluster")
    assert embedded.stop(here) is False
    embedded.start(here, fast=True)
    pid = server_pid(here)
    assert embedded.stop(here) is True
    assert not embedded._serves(pid, here / "pg18")
    assert embedded.stop(here) is False


def test_missing_binaries_are_named_in_one_sentence(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(embedded.EmbeddedPostgresError, match="set DATABASE_URL"):
        embedded.start(folder("cluster"), fast=True)


def test_module_needs_neither_django_nor_any_other_package() -> None:
    code = (
        "import sys, json, advisor.operations.embedded_postgres;"
        "print(json.dumps([name for name in sys.modules if not name.startswith('_')]))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert loaded <= set(sys.stdlib_module_names) | {"advisor", "sitecustomize"}
