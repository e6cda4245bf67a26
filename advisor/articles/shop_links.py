"""Links to shops, with the label that says who pays. Added to a finished page, never before.

Nothing that ranks imports this module or reads its table: tests/advisor/test_shops.py proves it.
"""

import time
from dataclasses import dataclass

from django.urls import reverse

from advisor.listing.versioned import VersionedCache
from advisor.models import RetailerLink

KEPT_SECONDS = 30.0
"""For so long an edit may take to show: a page asks no query of its own for a few links."""


@dataclass(frozen=True, kw_only=True)
class ShopLink:
    shop: str
    address: str  # ours, which counts and redirects
    paid: bool


_links: VersionedCache[dict[str, tuple[ShopLink, ...]]] = VersionedCache()
_reads = [True]


def links_of(slug: str) -> tuple[ShopLink, ...]:
    """The shops of one unit, by name."""
    if not _reads[0]:
        return ()
    return _links.get(time.monotonic() // KEPT_SECONDS, _read).get(slug, ())


def forget() -> None:
    """Read again at the next page: for tests and after an edit in this process."""
    _reads[0] = True
    _links.forget()


def never_read() -> None:
    """As if there were no link: for tests that count queries."""
    _reads[0] = False


def _read() -> dict[str, tuple[ShopLink, ...]]:
    found: dict[str, tuple[ShopLink, ...]] = {}
    rows = RetailerLink.objects.filter(shown=True).order_by("retailer", "id")
    for pk, slug, shop, paid in rows.values_list("pk", "heat_pump__slug", "retailer", "pays"):
        link = ShopLink(shop=shop, address=reverse("out", args=[pk]), paid=paid)
        found[slug] = (*found.get(slug, ()), link)
    return found
