"""The sitemap: every address for search engines, with the day of its last change where known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.urls import reverse

from advisor.content.documents import guides
from advisor.listing.search import Shelf
from advisor.pages.shared import structured
from advisor.pages.shared.public_addresses import PUBLIC_ADDRESSES

CHANGE_WITH_CATALOG = frozenset({"heat_pumps", "smallest", "data"})
FUNDING_GUIDE = "who-pays"
"""A guide whose address has a name of its own."""


@dataclass(frozen=True, kw_only=True)
class SitemapEntry:
    path: str
    changed: date | None = None


class SiteSitemap(Sitemap[SitemapEntry]):
    """Pages, guides, brands and units in one list, cut into files of ``limit`` addresses."""

    limit = 5_000
    """A file may hold 50,000, but its template takes 0.15 ms an address."""

    def __init__(self, shelf: Shelf, changed: Mapping[int, date]) -> None:
        """``changed``: the day of the last change of a unit, by the id of its record."""
        self._entries = [
            *_pages(max(changed.values(), default=None)),
            *_guides(),
            *_brands_and_units(shelf, changed),
        ]

    def items(self) -> list[SitemapEntry]:
        return self._entries

    def location(self, item: SitemapEntry) -> str:
        return item.path

    def lastmod(self, item: SitemapEntry) -> date | None:
        return item.changed

    def get_domain(self, site: object = None) -> str:  # noqa: ARG002  (never the Host asked for)
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: object = None) -> str:  # noqa: ARG002
        return urlsplit(settings.SITE_URL).scheme

    def index(self) -> list[SitemapIndexItem]:
        """One item for each file, where there is more than one."""
        address = structured.absolute_url(reverse("sitemap"))
        return [SitemapIndexItem(f"{address}?page={page}") for page in self.paginator.page_range]


def _pages(newest: date | None) -> Iterator[SitemapEntry]:
    for name, record in PUBLIC_ADDRESSES.items():
        if record.in_sitemap and not record.has_parts:
            changed = newest if name in CHANGE_WITH_CATALOG else None
            yield SitemapEntry(path=reverse(name), changed=changed)


def _guides() -> Iterator[SitemapEntry]:
    for slug in guides():
        if slug != FUNDING_GUIDE:
            yield SitemapEntry(path=reverse("guide", args=(slug,)))


def _brands_and_units(shelf: Shelf, changed: Mapping[int, date]) -> Iterator[SitemapEntry]:
    units = []
    of_brand: dict[str, date | None] = {}
    for row, card in enumerate(shelf.cards):
        when = changed.get(int(shelf.id[row]))
        path = reverse("model", args=(card.brand_slug, card.slug))
        units.append(SitemapEntry(path=path, changed=when))
        known = of_brand.get(card.brand_slug)
        of_brand[card.brand_slug] = max(filter(None, (known, when)), default=None)
    for slug in shelf.brands:
        yield SitemapEntry(path=reverse("brand", args=(slug,)), changed=of_brand[slug])
    yield from units
