"""Ask addresses outside without being led inside; time, size and number of hops are bounded.

An address that a person entered may be anything, and may redirect anywhere. So every hop is
resolved first, refused unless all of its IP addresses are public, and the connection goes to the
IP address that was checked: a name cannot change its mind in between.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

MOST_HOPS: Final = 5
USUAL_PORTS: Final = {"http": 80, "https": 443}
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
NOT_PUBLIC: Final = tuple(
    ipaddress.ip_network(each)
    for each in (
        "192.0.0.0/24",  # IETF protocol assignments; a cloud's metadata at .192
        "192.88.99.0/24",  # former 6to4 relays
        "168.63.129.16/32",  # a cloud's metadata, at an address that looks public
        "fec0::/10",  # site local
        "3fff::/20",  # documentation
        "64:ff9b:1::/48",  # local NAT64
    )
)
"""What Python's own tables take for public, or took in one of the versions that we run on."""
MOVED: Final = frozenset({301, 302, 303, 307, 308})
_PIECE: Final = 64 * 1024

Resolver = Callable[[str, int], list[str]]
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefusedError(Exception):
    """An address that is not asked; the message says why."""


class TooLargeError(Exception):
    """The answer is larger than what is read."""


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system knows them."""
    return list(
        dict.fromkeys(
            str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
    )


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, whatever it is wrapped in.

    >>> [is_public(each) for each in ("93.184.216.34", "10.0.0.1", "100.64.0.1", "169.254.1.1")]
    [True, False, False, False]
    >>> [is_public(each) for each in ("::1", "::ffff:127.0.0.1", "fd00::1", "64:ff9b::a00:1")]
    [False, False, False, False]
    """
    try:
        ip: IP = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in NAT64:
            inside.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(each is not None and not is_public(str(each)) for each in inside):
            return False
    if any(ip in net for net in NOT_PUBLIC):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Which addresses may be asked."""

    resolver: Resolver = resolve
    public: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset(USUAL_PORTS.values())
    schemes: frozenset[str] = frozenset(USUAL_PORTS)


def trusted(address: str) -> Guard:
    """A guard for an address that the operator has set, which may be on this machine."""
    parts = urlsplit(address)
    port = parts.port or USUAL_PORTS.get(parts.scheme, 0)
    return Guard(
        public=lambda _ip: True, ports=frozenset({port}), schemes=frozenset({parts.scheme})
    )


@dataclass(frozen=True, kw_only=True)
class Downloaded:
    """What came of a download; the body is in the file."""

    status: int
    address: str  # where it ended
    headers: Mapping[str, str] = field(default_factory=dict)  # names in small letters


@contextmanager
def opened(
    address: str, *, guard: Guard, deadline: float, headers: Mapping[str, str]
) -> Iterator[http.client.HTTPResponse]:
    """The answer of one address, still to be read; redirects are not followed.

    ``deadline`` is a moment of ``time.monotonic``: the connection is cut off then, so that who
    sends a byte now and then cannot hold us. Raises ``AddressRefusedError``, ``OSError`` and
    ``http.client.HTTPException``.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in guard.schemes or not host or parts.username or parts.password:
        raise AddressRefusedError(_("We do not check this kind of address."))
    port = parts.port or USUAL_PORTS[parts.scheme]
    if port not in guard.ports:
        raise AddressRefusedError(_("We do not check this kind of address."))
    found = guard.resolver(host, port)
    if not found or not all(guard.public(each) for each in found):
        raise AddressRefusedError(_("It leads to a private network, and we do not check those."))
    connection = http.client.HTTPConnection(host, port)
    connection.default_port = USUAL_PORTS[parts.scheme]  # the Host header names no usual port
    sock = socket.create_connection((found[0], port), timeout=seconds_left(deadline))
    line = sock.dup()
    end = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, [line])
    end.daemon = True
    end.start()
    try:
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection.sock = sock
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=dict(headers))
        yield connection.getresponse()
    finally:
        end.cancel()
        sock.close()
        line.close()


def download(
    address: str,
    path: Path,
    *,
    guard: Guard,
    max_bytes: int,
    timeout_s: float,
    headers: Mapping[str, str],
    hops: int = MOST_HOPS,
) -> Downloaded:
    """Write what an address answers to ``path``, following at most ``hops`` redirects.

    Only an answer with status 200 is written. Raises ``TooLargeError`` beyond ``max_bytes``
    [bytes], ``AddressRefusedError``, ``OSError`` (too slow, cut off) and
    ``http.client.HTTPException`` (an answer that ended early).
    """
    deadline = time.monotonic() + timeout_s
    here = address
    for _hop in range(hops + 1):
        with opened(here, guard=guard, deadline=deadline, headers=headers) as response:
            onward = response.headers.get("Location", "")
            if response.status in MOVED and onward and hops:
                here = urljoin(here, onward)
                continue
            if response.status == http.client.OK:
                _write(response, path, max_bytes=max_bytes, deadline=deadline)
            return Downloaded(
                status=response.status,
                address=here,
                headers={name.lower(): value for name, value in response.headers.items()},
            )
    raise AddressRefusedError(_("It redirects forever."))


def _write(
    response: http.client.HTTPResponse, path: Path, *, max_bytes: int, deadline: float
) -> None:
    if int(response.headers.get("Content-Length") or 0) > max_bytes:
        raise TooLargeError
    written = 0
    with path.open("wb") as file:
        while piece := response.read(_PIECE):
            seconds_left(deadline)
            written += len(piece)
            if written > max_bytes:
                raise TooLargeError
            file.write(piece)
    if response.length:  # read(n) ends quietly where the other side hung up too early
        raise http.client.IncompleteRead(b"", response.length)


def seconds_left(deadline: float) -> float:
    """Time until ``deadline`` [s]; raises ``TimeoutError`` when it has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError(_("it took too long"))
    return left


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):  # the other side was quicker
        line.shutdown(socket.SHUT_RDWR)
