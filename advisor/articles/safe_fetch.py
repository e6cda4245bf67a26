"""Looking at an address outside without being led inside.

An address in an article may be anything, and may redirect anywhere. So every hop is resolved
first, refused unless all of its addresses are public, and the connection goes to the address that
was checked: a name cannot change its mind in between. Time, size and number of hops are bounded.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

TIMEOUT_SECONDS = 8.0
MOST_BYTES = 300_000
MOST_HOPS = 5
USUAL_PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
MOVED = frozenset({301, 302, 303, 307, 308})

Resolver = Callable[[str, int], list[str]]
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(Exception):
    """An address that is not looked at; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What an address answered; ``status`` is None where we could not look, ``note`` says why."""

    status: int | None
    address: str  # where it ended
    note: str = ""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
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
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def look(
    address: str,
    *,
    resolver: Resolver = resolve,
    public: Callable[[str], bool] = is_public,
    ports: frozenset[int] = frozenset(USUAL_PORTS.values()),
    timeout_s: float = TIMEOUT_SECONDS,
) -> Seen:
    """Ask for a page and follow where it leads; nothing of what it says is kept."""
    deadline = time.monotonic() + timeout_s
    here = address
    try:
        for _hop in range(MOST_HOPS + 1):
            status, onward = _ask(here, resolver, public, ports, deadline)
            if status not in MOVED or not onward:
                return Seen(status=status, address=here)
            here = urljoin(here, onward)
        return Seen(status=None, address=here, note=_("It redirects forever."))
    except RefusedError as refused:
        return Seen(status=None, address=here, note=str(refused))
    except (OSError, http.client.HTTPException, ValueError) as error:
        note = _("We could not check it: %(error)s") % {"error": str(error) or type(error).__name__}
        return Seen(status=None, address=here, note=note[:300])


def _ask(
    address: str,
    resolver: Resolver,
    public: Callable[[str], bool],
    ports: frozenset[int],
    deadline: float,
) -> tuple[int, str]:
    """Status and ``Location`` of one address."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in USUAL_PORTS or not host or parts.username or parts.password:
        raise RefusedError(_("We do not check this kind of address."))
    port = parts.port or USUAL_PORTS[parts.scheme]
    if port not in ports:
        raise RefusedError(_("We do not check this kind of address."))
    found = resolver(host, port)
    if not found or not all(public(each) for each in found):
        raise RefusedError(_("It leads to a private network, and we do not check those."))
    connection = http.client.HTTPConnection(host, port)
    sock = socket.create_connection((found[0], port), timeout=_left(deadline))
    # A timeout is for each piece: who sends a byte now and then would hold us for hours.
    line = sock.dup()
    end = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, [line])
    end.daemon = True
    end.start()
    try:
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection.sock = sock
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": "RoomHeatPumpAdvisor-content-check", "Accept": "text/html,*/*"}
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        read = 0
        while read < MOST_BYTES and not response.isclosed():
            sock.settimeout(_left(deadline))
            read += len(response.read(16_384))
        return response.status, response.headers.get("Location", "")
    finally:
        end.cancel()
        sock.close()
        line.close()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):  # the other side was quicker
        line.shutdown(socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError(_("it took too long"))
    return left
