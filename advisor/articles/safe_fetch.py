"""Whether an article's address answers, asked without being led into a private network."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
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
MOST_BYTES = 300_000


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What an address answered; ``status`` is None where we could not look, ``note`` says why."""

    status: int | None
    address: str  # where it ended
    note: str = ""


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
    guard = Guard(resolver=resolver, public=public, ports=ports)
    here = address
    try:
        for _hop in range(MOST_HOPS + 1):
            status, onward = _ask(here, guard, deadline)
            if status not in MOVED or not onward:
                return Seen(status=status, address=here)
            here = urljoin(here, onward)
        return Seen(status=None, address=here, note=_("It redirects forever."))
    except AddressRefusedError as refused:
        return Seen(status=None, address=here, note=str(refused))
    except (OSError, http.client.HTTPException, ValueError) as error:
        note = _("We could not check it: %(error)s") % {"error": str(error) or type(error).__name__}
        return Seen(status=None, address=here, note=note[:300])


def _ask(address: str, guard: Guard, deadline: float) -> tuple[int, str]:
    """Status and ``Location`` of one address."""
    headers = {"User-Agent": "RoomHeatPumpAdvisor-content-check", "Accept": "text/html,*/*"}
    with opened(address, guard=guard, deadline=deadline, headers=headers) as response:
        read = 0
        while read < MOST_BYTES and not response.isclosed():
            seconds_left(deadline)
            read += len(response.read(16_384))
        return response.status, response.headers.get("Location", "")
