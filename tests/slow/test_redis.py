"""Two hosts that share their finished pages in Debian's Redis (``CACHE_URL=redis://…``), with the
limits that compose.yaml sets: an answer of one serves the other, and a Redis that is killed or
hangs costs nobody a page.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
import redis

from advisor.operations import optional_cache
from advisor.operations.redis_pages import RedisPages
from tests.advisor.operations.server import Server, free_port
from tests.slow.compose_settings import COMPOSE
from tests.slow.stack import ROOM, Base, Load, manage, program
from tests.slow.test_shared_cache import ask

pytestmark = pytest.mark.slow
WORD = "p,w;/1"
QUOTED = "p%2Cw%3B%2F1"


class Redis:
    """A process of our own, that can be lost and come back on the same port."""

    def __init__(self, folder: Path, *options: str) -> None:
        server, *ours = COMPOSE["services"]["redis"]["command"]
        self.port = free_port()
        self.command = [
            *(program(server, "redis-server"), *ours, *options, "--dir", str(folder)),
            *("--bind", "127.0.0.1", "--port", str(self.port), "--requirepass", WORD),
        ]
        self.log = (folder / "redis.log").open("wb")
        self.start()

    @property
    def client(self) -> "redis.Redis":
        return redis.Redis(port=self.port, password=WORD, db=1)

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, stdout=self.log)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with suppress(redis.ConnectionError):
                self.client.ping()
                return
            time.sleep(0.02)
        raise AssertionError(self.command)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def kept(self, tag: str = "") -> list[bytes]:
        """Keys of pages."""
        return [key for key in self.client.scan_iter() if key.endswith(tag.encode())]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Redis]:
    found = Redis(tmp_path)
    yield found
    found.kill()
    found.log.close()


@pytest.fixture
def hosts(base: Base, store: Redis) -> Iterator[tuple[Server, Server]]:
    """One process each, so that what a process pays once is paid once."""
    setting = {
        "CACHE_URL": f"redis://:{QUOTED}@127.0.0.1:{store.port}/1",
        "WEB_CONCURRENCY": "1",
    }
    front = free_port()
    with ExitStack() as running:
        servers = []
        for pooled in (True, False):
            servers.append(Server(base.environment(front, pooled=pooled) | setting))
            running.callback(servers[-1].kill)
        yield servers[0], servers[1]


def test_page_that_one_host_made_is_answered_by_the_other(
    hosts: tuple[Server, Server], store: Redis
) -> None:
    made, tag = ask(hosts[0], f"{ROOM}171")
    (key,) = store.kept(tag)
    assert key.startswith(b"advisor:")
    assert 3000 < store.client.ttl(key) <= 3600
    other, other_tag = ask(hosts[0], f"{ROOM}172")
    assert other != made
    # The page of another room is put in its place: whoever has it now has it from there.
    (other_key,) = store.kept(other_tag)
    store.client.set(key, store.client.get(other_key) or b"")
    for host in hosts:
        assert ask(host, f"{ROOM}171") == (other, tag)
    # What somebody else put there is no page: it is made again.
    store.client.set(key, b"cos\nsystem\n(S'true'\ntR.")
    for host in hosts:
        assert ask(host, f"{ROOM}171") == (made, tag)


def test_redis_that_is_killed_costs_nobody_a_page_and_is_used_again(
    base: Base, hosts: tuple[Server, Server], store: Redis
) -> None:
    with Load(hosts[0], a_second=8) as visitors:
        time.sleep(1)
        store.kill()
        time.sleep(3)
        for host in hosts:
            assert host.get("/readyz") == (200, "ready\n")
        doctor = manage("doctor", environment=hosts[0].environment)
        assert (
            "note   The cache of finished pages (CACHE_URL) cannot be used"
            in (doctor.communicate(timeout=60)[0])
        )
        assert doctor.returncode == 0
        store.start()
        time.sleep(optional_cache.PAUSE + 1)
    assert visitors.failed() == []
    assert visitors.slowest() < 2
    for host, area in zip(hosts, (181, 182), strict=True):
        _made, tag = ask(host, f"{ROOM}{area}")
        assert len(store.kept(tag)) == 1


def test_redis_that_hangs_costs_a_quarter_of_a_second_once(
    hosts: tuple[Server, Server], store: Redis
) -> None:
    host = hosts[0]
    usual = sorted(host.seconds(f"{ROOM}{area}") for area in range(201, 210))[4]
    os.kill(store.process.pid, signal.SIGSTOP)
    try:
        first = host.seconds(f"{ROOM}301")
        assert first < usual + 0.3
        again = sorted(host.seconds(f"{ROOM}{area}") for area in range(302, 311))
        assert again[4] < usual + 0.05  # it is left alone
        time.sleep(optional_cache.PAUSE)
        assert host.seconds(f"{ROOM}311") < usual + 0.3  # one request tries
    finally:
        os.kill(store.process.pid, signal.SIGCONT)
    time.sleep(optional_cache.PAUSE + 0.5)
    _made, tag = ask(host, f"{ROOM}312")
    assert len(store.kept(tag)) == 1


def test_over_tls_only_a_server_with_a_certificate_is_believed(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *(program("openssl", "openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-keyout", str(key), "-out", str(certificate), "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    port = free_port()
    store = Redis(
        tmp_path,
        *("--tls-port", str(port), "--tls-cert-file", str(certificate)),
        *("--tls-key-file", str(key), "--tls-auth-clients", "no"),
    )
    try:
        url = f"rediss://:{QUOTED}@127.0.0.1:{port}/0"
        pages = RedisPages(f"{url}?ssl_ca_certs={certificate}", {})
        pages.set("a", b"a page")
        assert pages.get("a") == b"a page"
        with pytest.raises(redis.ConnectionError, match="certificate"):
            RedisPages(url, {}).get("a")
    finally:
        store.kill()
        store.log.close()


def test_redis_of_compose_is_bounded(store: Redis) -> None:
    pages = RedisPages(f"redis://:{QUOTED}@127.0.0.1:{store.port}/0", {})
    most, drops = pages.limit()
    assert (most, drops) == (64 * 1024 * 1024, "allkeys-lru")
    for number in range(100):
        pages.set(str(number), os.urandom(1024 * 1024))
    assert 20 < store.client.info("keyspace")["db0"]["keys"] < 70
    assert pages.get("99")
    # Redis drops the oldest of a few that it looks at: now and then a very old one stays.
    assert sum(pages.get(str(number)) is None for number in range(30)) > 15
