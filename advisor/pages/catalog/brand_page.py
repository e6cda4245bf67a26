"""The units of one brand."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.formatting.numbers import (
    number,
)
from advisor.listing import search as shelves
from advisor.listing.known_numbers import of_brand
from advisor.listing.search import TODAY, Shelf, Wanted
from advisor.pages.catalog.known_lines import KnownSection, known_section
from advisor.pages.catalog.list_filters import carried_settings, list_address
from advisor.pages.catalog.shelf_groups import ShelfGroup, shelf_counts, shelf_groups
from advisor.pages.shared import structured
from advisor.pages.shared.structured import trail

MOST_OF_A_BRAND = 100
MOST_DRAFTS = 24


# --- A brand ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BrandPage:
    title: str
    name: str
    maker: str
    website: str
    groups: tuple[ShelfGroup, ...]
    known: KnownSection | None  # answers to what people type of this brand, and drafts
    count: str
    shelves: str  # how many of them stand on which shelf
    more: str  # where a brand has more than one page holds
    filters: str
    smallest: str
    canonical: SafeString
    data: SafeString


def has_page(shelf: Shelf, slug: str) -> bool:
    """Whether anything is known of a brand: a live unit, a draft, or an answer of the table."""
    return slug in shelf.brands or of_brand(shelf, slug).is_certain


def brand_page(
    query: QueryDict,
    shelf: Shelf,
    *,
    slug: str,
    name: str,
    maker: str,
    website: str,
    today: date,
) -> BrandPage:
    """Every live unit of a brand, by shelf and then the lowest output first, and what else is
    known of it."""
    carried = carried_settings(query)
    wanted = Wanted(brand=slug)
    found = shelves.find(shelf, wanted, today=today)
    total, shown = len(found.rows), found.rows[:MOST_OF_A_BRAND]
    groups = shelf_groups(shelf, shown, found.prices, carried=carried)
    title = _("%(brand)s heat pumps for one room") % {"brand": name}
    return BrandPage(
        title=title,
        name=name,
        maker=maker,
        website=website,
        groups=groups,
        shelves=shelf_counts(shelf, found.rows) if total else "",
        known=known_section(
            of_brand(shelf, slug),
            shelf,
            title=_("What people ask about %(brand)s") % {"brand": name},
            carried=carried,
            most_drafts=MOST_DRAFTS,
        ),
        count=ngettext("%(count)s model", "%(count)s models", total) % {"count": number(total)}
        if total
        else _("None of the units in our list"),
        more=_("All %(count)s, with filters") % {"count": number(total)}
        if total > len(shown)
        else "",
        filters=list_address(wanted, carried),
        smallest=_lowest(groups[0]) if groups else "",
        canonical=structured.canonical("brand", slug),
        data=structured.json_ld(
            structured.item_list(
                title, [(line.name, line.address) for group in groups for line in group.units]
            ),
            structured.breadcrumbs(trail((name, reverse("brand", args=(slug,))))),
        ),
    )


def _lowest(first: ShelfGroup) -> str:
    """The unit with the lowest output on the first shelf that the brand stands on."""
    line = first.units[0]
    least = line.facts[0]
    parts = {
        "least": least.figure,
        "model": line.model,
        "note": f", {least.note}" if least.note else "",
    }
    if first.place == TODAY:
        return (
            _("The lowest output of those sold or certified today: %(least)s (%(model)s%(note)s).")
            % parts
        )
    return (
        _("We know of none that is sold today. The lowest output: %(least)s (%(model)s%(note)s).")
        % parts
    )
