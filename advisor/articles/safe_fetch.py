"""Whether an article's address answers and what it says, asked without being led into a private
network."""

import codecs
import http.client
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from catalog.fetching import (
    MOST_HOPS,
    MOVED,
    USUAL_PORTS,
    AddressRefusedError,
    Guard,
    Resolver,
    is_public,
    opened,
    resolve,
    seconds_left,
)

TIMEOUT_SECONDS = 8.0
MOST_BYTES = 900_000


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What an address answered; ``status`` is None where we could not look, ``note`` says why."""

    status: int | None
    address: str  # where it ended
    note: str = ""
    text: str = ""  # of the page, where it was read


def look(
    address: str,
    *,
    resolver: Resolver = resolve,
    public: Callable[[str], bool] = is_public,
    ports: frozenset[int] = frozenset(USUAL_PORTS.values()),
    timeout_s: float = TIMEOUT_SECONDS,
) -> Seen:
    """Ask for a page and follow where it leads; nothing of what it says is kept."""
    guard = Guard(resolver=resolver, public=public, ports=ports)
    return replace(read(address, guard=guard, timeout_s=timeout_s), text="")


def read(address: str, *, guard: Guard | None = None, timeout_s: float = TIMEOUT_SECONDS) -> Seen:
    """Ask for a page, follow where it leads, and keep the text of what answers with 200."""
    deadline = time.monotonic() + timeout_s
    here = address
    try:
        for _hop in range(MOST_HOPS + 1):
            status, onward, text = _ask(here, guard or Guard(), deadline)
            if status not in MOVED or not onward:
                return Seen(
                    status=status, address=here, text=text if status == http.client.OK else ""
                )
            here = urljoin(here, onward)
        return Seen(status=None, address=here, note=_("It redirects forever."))
    except AddressRefusedError as refused:
        return Seen(status=None, address=here, note=str(refused))
    except (OSError, http.client.HTTPException, ValueError) as error:
        note = _("We could not check it: %(error)s") % {"error": str(error) or type(error).__name__}
        return Seen(status=None, address=here, note=note[:300])


def _ask(address: str, guard: Guard, deadline: float) -> tuple[int, str, str]:
    """Status, ``Location`` and text of one address."""
    headers = {"User-Agent": "RoomHeatPumpAdvisor-content-check", "Accept": "text/html,*/*"}
    with opened(address, guard=guard, deadline=deadline, headers=headers) as response:
        body = b""
        while len(body) < MOST_BYTES and not response.isclosed():
            seconds_left(deadline)
            body += response.read(16_384)
        location = response.headers.get("Location", "")
        return response.status, location, _decoded(body, response.headers.get_content_charset())


def _decoded(body: bytes, charset: str | None) -> str:
    """The text of a page by the charset that it names, else UTF-8; what does not read is marked."""
    named = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,30})", body[:2048])
    for name in (charset, named and named[1].decode("ascii", "replace"), "utf-8"):
        if name:
            try:
                return body.decode(codecs.lookup(name).name, "replace")
            except LookupError:
                continue
    return body.decode("utf-8", "replace")
