"""Looking outside: bounded, and never led into a private network. Everything stays on localhost."""

import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from advisor.articles import safe_fetch
from advisor.articles.safe_fetch import Seen, look
from catalog.fetching import MOST_HOPS, is_public
from tests.lanes import one_in

PRIVATE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fd12::1", "ff02::1", "::ffff:10.0.0.1"),
    *("192.88.99.1", "192.0.0.192", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"),
    *("fec0::1", "3fff::1", "64:ff9b:1::1"),
    *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "not an address", ""),
)


class Server:
    """A site on this machine; its pages are functions of the path → status, headers, body."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, str]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.headers["Host"], self.path))
                if self.path == "/slow":
                    time.sleep(1.5)
                status, headers, body = outer.pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    outer.asked.append(("cut off", self.path))

            def log_message(self, *_words: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.server.shutdown()
    made.server.server_close()


NAMES = {
    "article.example": ["127.0.0.1"],
    "inside.example": ["10.0.0.5"],
    "both.example": ["127.0.0.1", "192.168.0.1"],
    "nothing.example": [],
}


@pytest.fixture
def looking(server: Server) -> Callable[[str], Seen]:
    """``look`` with names of our own; 127.0.0.1 stands for the open internet."""

    def resolver(host: str, _port: int) -> list[str]:
        if host not in NAMES:
            raise socket.gaierror("no such name")
        return NAMES[host]

    def public(address: str) -> bool:
        return address == "127.0.0.1" or is_public(address)

    def looked(path: str) -> Seen:
        address = path if "://" in path else f"http://article.example:{server.port}{path}"
        ports = frozenset({80, 443, server.port})
        return look(address, resolver=resolver, public=public, ports=ports, timeout_s=1.0)

    return looked


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111"])
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_a_page_that_is_there_is_seen(server: Server, looking: Callable[[str], Seen]) -> None:
    server.pages["/a"] = (200, {}, b"x" * 1000)
    seen = looking("/a")
    assert (seen.status, seen.note) == (200, "")
    assert server.asked == [(f"article.example:{server.port}", "/a")]


def test_a_page_that_is_gone_is_dead_and_not_unknown(looking: Callable[[str], Seen]) -> None:
    assert looking("/nothing").status == 404


def test_a_redirect_is_followed_and_named(server: Server, looking: Callable[[str], Seen]) -> None:
    server.pages["/old"] = (301, {"Location": "/new"}, b"")
    server.pages["/new"] = (200, {}, b"")
    seen = looking("/old")
    assert seen.status == 200
    assert seen.address.endswith("/new")


@pytest.mark.parametrize(
    "target",
    [
        "http://inside.example/admin",
        "http://both.example/",
        "http://10.0.0.5/",
        "http://[::ffff:10.0.0.5]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://nothing.example/",
    ],
)
def test_a_redirect_into_a_private_network_is_refused_unasked(
    server: Server, looking: Callable[[str], Seen], target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("10.0.0.5", "::ffff:10.0.0.5", "169.254.169.254"):
        monkeypatch.setitem(NAMES, name, [name])
    server.pages["/trap"] = (302, {"Location": target}, b"")
    seen = looking("/trap")
    assert seen.status is None
    assert "private network" in seen.note
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        "ftp://article.example/",
        "file:///etc/passwd",
        "gopher://article.example/",
        "http://user:secret@article.example/",
        "http://article.example:22/",
        "http:///nothing",
        "javascript:alert(1)",
        "http://[::1",
        "http://article.example:99999/",
    ],
)
def test_other_schemes_ports_and_passwords_are_refused(
    server: Server, looking: Callable[[str], Seen], address: str
) -> None:
    seen = looking(address)
    assert seen.status is None
    assert seen.note
    assert server.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(
    server: Server, looking: Callable[[str], Seen], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages["/a"] = (200, {}, b"")
    connected: list[str] = []
    real = socket.create_connection

    def create(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address[0])
        return real(address, timeout=timeout)

    monkeypatch.setattr(socket, "create_connection", create)
    assert looking("/a").status == 200
    assert connected == ["127.0.0.1"]  # not the name, which could change its mind


def test_a_circle_ends(server: Server, looking: Callable[[str], Seen]) -> None:
    server.pages["/a"] = (302, {"Location": "/a"}, b"")
    seen = looking("/a")
    assert seen.status is None
    assert "forever" in seen.note
    assert len(server.asked) == MOST_HOPS + 1


def test_a_slow_page_is_left_and_that_is_said(looking: Callable[[str], Seen]) -> None:
    started = time.monotonic()
    seen = looking("/slow")
    assert seen.status is None
    assert seen.note.startswith("We could not check it")
    assert time.monotonic() - started < 1.4


@pytest.mark.parametrize("piece", one_in(3, [b"X-A: b\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"x"]))
def test_a_page_that_comes_by_drops_is_left_too(
    server: Server, looking: Callable[[str], Seen], piece: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drip(self: http.server.BaseHTTPRequestHandler) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        try:
            for _drop in range(30):
                time.sleep(0.1)
                self.wfile.write(piece)
        except OSError:
            server.asked.append(("cut off", self.path))

    monkeypatch.setattr(server.server.RequestHandlerClass, "do_GET", drip)
    started = time.monotonic()
    seen = looking("/drops")
    assert seen.status is None
    assert seen.note.startswith("We could not check it")
    assert time.monotonic() - started < 2


def test_an_endless_page_is_read_to_a_limit(server: Server, looking: Callable[[str], Seen]) -> None:
    server.pages["/big"] = (200, {}, b"x" * 30_000_000)
    assert looking("/big").status == 200
    assert safe_fetch.MOST_BYTES < 1_000_000


def test_a_name_that_nobody_knows_is_no_dead_article(looking: Callable[[str], Seen]) -> None:
    seen = looking("http://unknown.example/")
    assert seen.status is None
    assert "no such name" in seen.note
