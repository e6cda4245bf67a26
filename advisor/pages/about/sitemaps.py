"""The addresses for search engines."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import escape

from advisor.content.documents import guides
from advisor.listing.search import Shelf
from advisor.pages.shared import structured
from advisor.pages.shared.layout import address_of

URLS_PER_SITEMAP = 45_000
SITEMAP_PAGES = (
    *("home", "heat_pumps", "smallest", "compare_units", "decode"),
    *("method", "data", "guides", "funding", "privacy"),
)
"""Pages without parts for search engines; one that does not exist is left out."""


def sitemap_entries(shelf: Shelf, changed: Mapping[int, date]) -> list[tuple[str, date | None]]:
    """Every address for search engines with the day of its last change, if known."""
    newest = max(changed.values(), default=None)
    moving = {"heat_pumps", "smallest", "data"}
    entries = [
        (structured.whole(address), newest if name in moving else None)
        for name in SITEMAP_PAGES
        if (address := address_of(name))
    ]
    by_brand: dict[str, date | None] = {}
    units = []
    for row, card in enumerate(shelf.cards):
        when = changed.get(int(shelf.id[row]))
        path = reverse("model", args=(card.brand_slug, card.slug))
        units.append((structured.whole(path), when))
        known = by_brand.get(card.brand_slug)
        by_brand[card.brand_slug] = max(filter(None, (known, when)), default=None)
    brands = [
        (structured.whole(reverse("brand", args=(slug,))), by_brand[slug]) for slug in shelf.brands
    ]
    read_on = [
        (structured.whole(reverse("guide", args=(slug,))), None)
        for slug in guides()
        if slug != "who-pays"  # stands above under its own name
    ]
    return [*entries, *read_on, *brands, *units]


def sitemap_xml(entries: Sequence[tuple[str, date | None]]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, when in entries:
        modified = f"<lastmod>{when.isoformat()}</lastmod>" if when else ""
        lines.append(f"<url><loc>{escape(address)}</loc>{modified}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def sitemap_index(count: int) -> str:
    """The list of sitemaps, where there are more addresses than one may hold."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    base = structured.whole(reverse("sitemap"))
    lines += [f"<sitemap><loc>{base}?page={page}</loc></sitemap>" for page in range(1, count + 1)]
    return "\n".join([*lines, "</sitemapindex>", ""])
