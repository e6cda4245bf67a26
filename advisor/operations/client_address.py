"""Who is asking: the address of a request's sender. Never stored as it is.

And how to read an address that a sender told, which may be anything.
"""

import hashlib
import hmac
import ipaddress
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest

_NO_ADDRESS: Final = "0.0.0.0"  # noqa: S104  # nothing is bound to it


def client_address(request: HttpRequest) -> str:
    """The sender's address as the outermost of our own proxies saw it.

    Without ``TRUSTED_PROXIES`` headers count for nothing: anybody could write them.
    """
    seen = request.META.get("REMOTE_ADDR") or _NO_ADDRESS
    if settings.TRUSTED_PROXIES:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        named = [each.strip() for each in told if each.strip()]
        if named:
            seen = named[-min(settings.TRUSTED_PROXIES, len(named))]
    try:
        return str(ipaddress.ip_address(seen))
    except ValueError:
        return _NO_ADDRESS


def pseudonymous_ip(request: HttpRequest) -> str:
    """A stand-in for the sender's address, the same for the same sender.

    A keyed hash in the form of a private IPv6 address: it tells senders apart without naming them.
    Of an IPv6 address the first 64 bits count, which is what one household has.
    """
    address = ipaddress.ip_address(client_address(request))
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped
        address = inside or ipaddress.IPv6Address(int(address) >> 64 << 64)
    digest = hmac.new(settings.SECRET_KEY.encode(), str(address).encode(), hashlib.sha256).digest()
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))


def parse_header_url(text: str) -> SplitResult:
    """An address from a header in its parts; all of them empty where it is none.

    >>> parse_header_url("https://example.com/a?b").path, parse_header_url("http://[").netloc
    ('/a', '')
    """
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")
