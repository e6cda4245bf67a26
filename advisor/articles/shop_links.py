"""Links to shops, with the label that says who pays. Added to a finished page, never before.

Nothing that ranks imports this module or reads its table: tests/advisor/test_shops.py proves it.
"""

import math
import threading
import time
from dataclasses import dataclass

from django.urls import reverse

from advisor.models import RetailerLink

KEPT_SECONDS = 30.0
"""For so long an edit may take to show: a page asks no query of its own for a few links."""


@dataclass(frozen=True, kw_only=True)
class ShopLink:
    shop: str
    address: str  # ours, which counts and redirects
    paid: bool


_lock = threading.Lock()
_kept: dict[str, tuple[ShopLink, ...]] = {}
_until = [0.0]


def links_of(slug: str) -> tuple[ShopLink, ...]:
    """The shops of one unit, by name."""
    if time.monotonic() > _until[0]:
        with _lock:
            fresh = _read()
            _kept.clear()
            _kept.update(fresh)
            _until[0] = time.monotonic() + KEPT_SECONDS
    return _kept.get(slug, ())


def forget() -> None:
    """Read again at the next page: for tests and after an edit in this process."""
    _until[0] = 0.0


def keep_for_good() -> None:
    """Never read again, as if there were none: for tests that count queries."""
    _kept.clear()
    _until[0] = math.inf


def _read() -> dict[str, tuple[ShopLink, ...]]:
    found: dict[str, tuple[ShopLink, ...]] = {}
    rows = RetailerLink.objects.filter(shown=True).order_by("retailer", "id")
    for pk, slug, shop, paid in rows.values_list("pk", "heat_pump__slug", "retailer", "pays"):
        link = ShopLink(shop=shop, address=reverse("out", args=[pk]), paid=paid)
        found[slug] = (*found.get(slug, ()), link)
    return found
