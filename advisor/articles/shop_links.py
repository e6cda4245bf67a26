"""Links to shops, with the label that says who pays. Added to a finished page, never before.

Nothing that ranks imports this module or reads its table: tests/advisor/test_shops.py proves it.
"""

import hashlib
import time
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse

from advisor.listing.versioned import VersionedCache
from advisor.models import RetailerLink
from advisor.pages.shared import page_cache

KEPT_SECONDS = 30.0
"""For so long an edit may take to show: a page asks no query of its own for a few links."""


@dataclass(frozen=True, kw_only=True)
class ShopLink:
    shop: str
    address: str  # ours, which counts and redirects
    paid: bool


Shown: TypeAlias = tuple[dict[str, tuple[ShopLink, ...]], str]
"""The shops of each unit, and a text that moves with any of them."""

_links: VersionedCache[Shown] = VersionedCache()
_reads = [True]


def links_of(slug: str) -> tuple[ShopLink, ...]:
    """The shops of one unit, by name."""
    return _shown()[0].get(slug, ())


@page_cache.depends_on
def version() -> str:
    """Moves with any link that a page may show."""
    return _shown()[1]


def _shown() -> Shown:
    return _links.get(time.monotonic() // KEPT_SECONDS, _read) if _reads[0] else ({}, "")


def forget() -> None:
    """Read again at the next page: for tests and after an edit in this process."""
    _reads[0] = True
    _links.forget()


def never_read() -> None:
    """As if there were no link: for tests that count queries."""
    _reads[0] = False


def _read() -> Shown:
    found: dict[str, tuple[ShopLink, ...]] = {}
    rows = RetailerLink.objects.filter(shown=True).order_by("retailer", "id")
    for pk, slug, shop, paid in rows.values_list("pk", "heat_pump__slug", "retailer", "pays"):
        link = ShopLink(shop=shop, address=reverse("out", args=[pk]), paid=paid)
        found[slug] = (*found.get(slug, ()), link)
    return found, hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()
