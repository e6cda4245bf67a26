"""compose.yaml as processes of this machine: nginx, hosts of the app, PgBouncer, PostgreSQL.

Settings and configurations are those of the repository; only addresses differ.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg

from advisor.operations import embedded_postgres as embedded
from tests.advisor.operations.server import Address, Server, free_port
from tests.slow.compose_settings import file_at, file_copied_to, settings_of

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "street17"
METRICS = "the word for metrics"
POOL = 20
ROOM = "/advice/results/?space=bedroom&zip=02130&area="
_SERVER = "    server app{}:8000 max_fails=5 fail_timeout=2s;\n"


def program(name: str, package: str) -> str:
    """Where it is; who lacks it is told the line that installs it."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    assert found, f"This is tested with {name}: sudo apt-get install {package}"
    return found


class Front(Address):
    """nginx on a port of this machine."""

    def __init__(self, port: int, log: Path) -> None:
        super().__init__(port)
        self.log = log


@contextmanager
def nginx_before(hosts: Sequence[int], folder: Path, port: int = 0) -> Iterator[Front]:
    """nginx with the configuration that compose mounts, before the ports of the app's hosts."""
    nginx = program("nginx", "nginx-light")
    front = Front(port or free_port(), folder / "access.log")
    ours = file_at("nginx", "/etc/nginx/conf.d/default.conf").read_text()
    first, second = (_SERVER.format(number) for number in (1, 2))
    lines = "".join(first.replace("app1:8000", f"127.0.0.1:{host}") for host in hosts)
    for old, new in (
        (first + second, lines),
        ("    listen 80;\n", f"    listen 127.0.0.1:{front.port};\n"),
        ("/var/log/nginx/access.log", str(front.log)),
        ("/var/log/nginx/error.log", str(folder / "error.log")),
    ):
        assert ours.count(old) == 1, old
        ours = ours.replace(old, new)
    whole = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(
        f"daemon off; {user} worker_processes 1; pid {folder}/nginx.pid;\n"
        f"error_log {folder}/start.log; events {{ worker_connections 512; }}\n"
        f"http {{ {temporary}\n{ours}\n}}\n"
    )
    process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(whole)])
    try:
        deadline = time.monotonic() + 10
        while True:
            assert process.poll() is None, (folder / "start.log").read_text()
            with suppress(OSError):
                front.get("/healthz")
                break
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield front
    finally:
        process.terminate()
        process.wait(10)


class Cluster:
    """A PostgreSQL of its own, with a small disk beside it that can be filled, and PgBouncer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.small_disk = folder / "small"
        self.small_disk.mkdir()
        self.start()
        with self.admin("postgres") as connection:
            for statement in (
                f"CREATE ROLE advisor LOGIN PASSWORD '{PASSWORD}'",
                "CREATE DATABASE advisor OWNER advisor",
            ):
                connection.execute(statement)

    def start(self) -> None:
        """Start it, or again after a crash. The small disk is empty then."""
        identity = embedded.find_identity()
        root = os.geteuid() == 0
        space = ("unshare", "--mount", *(() if root else ("--user", "--map-root-user")))
        owner = identity.uid if root else 0
        mount = f'mount -t tmpfs -o size=2m,mode=0700,uid={owner} tmpfs "$0" && exec "$@"'
        done = subprocess.run(
            [
                *(*space, "sh", "-c", mount, str(self.small_disk)),
                *(sys.executable, "-m", "advisor.operations.embedded_postgres"),
                *("start", str(self.folder)),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert done.returncode == 0, "The full disk is tested on a small one: `unshare --mount`"
        self.url = done.stdout.strip()

    def stop(self) -> None:
        embedded.stop(self.folder)

    @property
    def sockets(self) -> str:
        return parse_qs(urlsplit(self.url).query)["host"][0]

    def admin(self, database: str = "advisor") -> "psycopg.Connection[Any]":
        """As the superuser, past PgBouncer."""
        return psycopg.connect(self.url, dbname=database, autocommit=True)

    def ask(self, question: str, *values: object) -> Any:
        """The first cell of an answer from the app's database, past PgBouncer."""
        with psycopg.connect(self.direct, autocommit=True) as connection:
            row = connection.execute(question, values).fetchone()
        assert row is not None
        return row[0]

    @property
    def direct(self) -> str:
        return f"postgresql://advisor@/advisor?host={self.sockets}&port={embedded.PORT}"

    def processes(self) -> list[int]:
        """The server's, its first one first."""
        first = int((self.folder / "pg18" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def signal(self, sign: signal.Signals) -> None:
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, sign)


@contextmanager
def pgbouncer_before(cluster: Cluster, folder: Path) -> Iterator[int]:
    """PgBouncer with the configuration that compose builds into its image; gives its port."""
    pgbouncer = program("pgbouncer", "pgbouncer")
    port = free_port()
    ours = file_copied_to("pooler", "/etc/pgbouncer/pgbouncer.ini").read_text()
    for old, new in (
        ("host=db port=5432", f"host={cluster.sockets} port={embedded.PORT}"),
        ("listen_addr = *", "listen_addr = 127.0.0.1"),
        ("listen_port = 6432", f"listen_port = {port}"),
        ("/tmp/users.txt", str(folder / "users.txt")),
    ):
        assert ours.count(old) == 1, old
        ours = ours.replace(old, new)
    assert f"default_pool_size = {POOL}\n" in ours
    # Stricter than ours: each transaction on another connection, so that what leans on a session
    # shows it here and not once in a thousand times.
    ours += "server_round_robin = 1\nmin_pool_size = 5\n"
    (folder / "pgbouncer.ini").write_text(ours)
    (folder / "users.txt").write_text(f'"advisor" "{PASSWORD}"\n')
    identity = embedded.find_identity()  # PgBouncer does not run as root either
    process = subprocess.Popen(
        [*identity.prefix, pgbouncer, str(folder / "pgbouncer.ini")],
        user=pwd.getpwnam(identity.user).pw_uid if identity.user else None,
        extra_groups=[] if identity.user else None,
        stderr=(folder / "pgbouncer.log").open("wb"),
    )
    try:
        deadline = time.monotonic() + 10
        while True:
            assert process.poll() is None, (folder / "pgbouncer.log").read_text()
            with suppress(psycopg.OperationalError):
                psycopg.connect(address(port)).close()
                break
            assert time.monotonic() < deadline, (folder / "pgbouncer.log").read_text()
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def address(pooler: int) -> str:
    """The database through PgBouncer, in compose's words."""
    given = settings_of("app1", POSTGRES_PASSWORD=PASSWORD, SECRET_KEY="x")["DATABASE_URL"]
    assert "@pooler:6432/" in given
    return given.replace("@pooler:6432/", f"@127.0.0.1:{pooler}/")


@dataclass(frozen=True, kw_only=True)
class Base:
    """A filled database behind PgBouncer, and what its two first starts at once said."""

    cluster: Cluster
    pooler: int
    folder: Path
    first_starts: list[tuple[int, str]] = field(default_factory=list)

    def environment(
        self, front: int, *, pooled: bool = True, service: str = "app1"
    ) -> dict[str, str]:
        """Of a host: the settings of compose.yaml, and nothing of this shell's."""
        given = {
            "POSTGRES_PASSWORD": PASSWORD,
            "SECRET_KEY": "x" * 50,
            "METRICS_TOKEN": METRICS,
            "PORT": str(front),
        }
        ours = settings_of(service, **given)
        ours["DATABASE_URL"] = address(self.pooler)
        if not pooled:
            ours |= {"DATABASE_URL": self.cluster.direct, "DATABASE_POOLED": "0"}
        kept = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")
        return {**{name: os.environ[name] for name in kept if name in os.environ}, **ours}


@contextmanager
def base() -> Iterator[Base]:
    """Nothing of it outlives the block."""
    # Not pytest's own temporary folder: that one is closed to the account which root may borrow.
    folder = Path(tempfile.mkdtemp(prefix="stack-"))
    folder.chmod(0o755)
    cluster = Cluster(folder)
    try:
        with pgbouncer_before(cluster, folder) as pooler:
            found = Base(cluster=cluster, pooler=pooler, folder=folder)
            both = [
                manage("prepare_database", environment=found.environment(8000)) for _ in range(2)
            ]
            for host in both:
                told = host.communicate(timeout=120)[0]
                found.first_starts.append((host.returncode, told))
            yield found
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def manage(*words: str, environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@dataclass(frozen=True, kw_only=True)
class Stack:
    """Two hosts behind nginx."""

    base: Base
    front: Front
    hosts: tuple[Server, Server]

    def everywhere(self) -> tuple[Address, ...]:
        return (self.front, *self.hosts)


@contextmanager
def stack(given: Base, *, pooled: tuple[bool, bool] = (True, True)) -> Iterator[Stack]:
    """Two hosts on ``given``, each through PgBouncer or not."""
    manifest = ROOT / "var" / "static" / "staticfiles.json"
    assert manifest.exists(), "Static files are not collected: ./run setup"
    port = free_port()
    with ExitStack() as running:
        hosts = []
        for number, through in enumerate(pooled, 1):
            environment = given.environment(port, pooled=through, service=f"app{number}")
            hosts.append(Server(environment))
            running.callback(hosts[-1].kill)
        folder = Path(tempfile.mkdtemp(prefix="front-", dir=given.folder))
        front = running.enter_context(nginx_before([host.port for host in hosts], folder, port))
        yield Stack(base=given, front=front, hosts=(hosts[0], hosts[1]))


@dataclass(frozen=True)
class Answer:
    path: str
    status: int
    seconds: float
    why: str = ""


class Load:
    """Visitors who ask for pages all the time, from several threads, within what nginx takes."""

    PATHS = ("/", f"{ROOM}{{}}", "/advice/?space=bedroom", f"{ROOM}{{}}", "/guides/")

    def __init__(self, place: Address, *, visitors: int = 3, a_second: float = 15) -> None:
        self.place = place
        self.pause = visitors / a_second
        self.answers: list[Answer] = []
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._visit, args=[number], daemon=True)
            for number in range(visitors)
        ]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(40)

    def _visit(self, number: int) -> None:
        asked = number
        while not self._over.is_set():
            asked += 1
            path = self.PATHS[asked % len(self.PATHS)].format(100 + 300 * number + asked % 300)
            began = time.monotonic()
            try:
                status, why = self.place.get(path)[0], ""
            except OSError as error:
                status, why = 0, repr(error)
            seconds = time.monotonic() - began
            self.answers.append(Answer(path, status, seconds, why))
            self._over.wait(max(0.0, self.pause - seconds))

    def failed(self) -> list[Answer]:
        assert len(self.answers) > 20
        return [answer for answer in self.answers if answer.status != 200]

    def slowest(self) -> float:
        return max(answer.seconds for answer in self.answers)


def requests_served(host: Server) -> float:
    """By a host since it started, as it tells Prometheus."""
    status, text = host.get("/metrics", {"Authorization": f"Bearer {METRICS}"})
    assert status == 200
    lines = [line for line in text.splitlines() if "requests_total{" in line]
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines)
