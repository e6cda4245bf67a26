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
from advisor.listing.search import Shelf, Wanted
from advisor.pages.catalog.list_filters import carried_settings, list_address
from advisor.pages.catalog.unit_lines import UnitLine, unit_line
from advisor.pages.shared import structured
from advisor.pages.shared.structured import trail

MOST_OF_A_BRAND = 100


# --- A brand ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BrandPage:
    title: str
    name: str
    maker: str
    website: str
    units: tuple[UnitLine, ...]
    count: str
    more: str  # where a brand has more than one page holds
    filters: str
    smallest: str
    canonical: SafeString
    data: SafeString


def brand_page(
    query: QueryDict, shelf: Shelf, *, slug: str, name: str, maker: str, website: str, today: date
) -> BrandPage:
    """Every live unit of a brand, the lowest output first."""
    carried = carried_settings(query)
    units = carried.get("units", "us")
    wanted = Wanted(brand=slug)
    found = shelves.find(shelf, wanted, today=today)
    total, shown = len(found.rows), found.rows[:MOST_OF_A_BRAND]
    lines = tuple(unit_line(shelf, row, found.prices, units=units) for row in shown)
    title = _("%(brand)s heat pumps for one room") % {"brand": name}
    smallest = ""
    if lines:
        smallest = _("The lowest output in this list: %(least)s (%(model)s%(note)s).") % {
            "least": lines[0].facts[0].figure,
            "model": lines[0].model,
            "note": f", {lines[0].facts[0].note}" if lines[0].facts[0].note else "",
        }
    return BrandPage(
        title=title,
        name=name,
        maker=maker,
        website=website,
        units=lines,
        count=ngettext("%(count)s model", "%(count)s models", total) % {"count": number(total)},
        more=_("All %(count)s, with filters") % {"count": number(total)}
        if total > len(lines)
        else "",
        filters=list_address(wanted, carried),
        smallest=smallest,
        canonical=structured.canonical("brand", slug),
        data=structured.json_ld(
            structured.item_list(title, [(line.name, line.address) for line in lines]),
            structured.breadcrumbs(trail((name, reverse("brand", args=(slug,))))),
        ),
    )
