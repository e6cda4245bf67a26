"""The units with the lowest output, by type."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.engine.money import Purchase
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import day
from advisor.formatting.numbers import (
    Figure,
    btu_figure,
    number,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import WORDS
from advisor.listing import search as shelves
from advisor.listing.search import Shelf, Wanted
from advisor.pages.catalog.list_filters import carried_settings, list_address
from advisor.pages.catalog.unit_lines import (
    SOLD,
    known_temperature,
    least_note,
    price,
    voltage_figure,
)
from advisor.pages.shared import structured
from advisor.pages.shared.structured import trail
from catalog.models import SaleStatus

SHORTEST_LIST = 10
"""Units of one type on the page of the smallest."""


# --- The smallest -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SmallRow:
    rank: str
    name: str
    address: str
    least: Figure
    note: str
    nameplate: Figure
    coldest: Figure
    voltage: Figure
    price: str
    price_note: str
    state: str


@dataclass(frozen=True, kw_only=True)
class SmallType:
    key: str
    title: Text
    says: str
    rows: tuple[SmallRow, ...]
    more: str
    more_text: str


@dataclass(frozen=True, kw_only=True)
class SmallestPage:
    title: str
    day: str
    types: tuple[SmallType, ...]
    start: str
    data: SafeString
    hidden: tuple[tuple[str, str], ...]
    units: str


def smallest_page(query: QueryDict, shelf: Shelf, *, today: date) -> SmallestPage:
    """What can be picked, by type, the lowest output first."""
    carried = carried_settings(query)
    units = carried.get("units", "us")
    prices = shelf.prices(today)
    asked = [kind for kind in UNIT_TYPES if kind in query.get("type", "").split(",")]
    types = []
    for kind in asked or UNIT_TYPES:
        rows = shelves.smallest(shelf, kind, most=SHORTEST_LIST)
        count = int((shelf.stock.units.kind == UNIT_TYPES.index(kind)).sum())
        types.append(
            SmallType(
                key=kind,
                title=WORDS[kind].plural,
                says=str(WORDS[kind].smallest),
                rows=tuple(
                    _small_row(shelf, row, prices, rank=rank, units=units)
                    for rank, row in enumerate(rows, start=1)
                ),
                more=list_address(Wanted(type=(kind,)), carried) if count > len(rows) else "",
                more_text=_("All %(count)s, with filters") % {"count": number(count)},
            )
        )
    return SmallestPage(
        title=_("The smallest heat pumps you can buy"),
        day=day(today),
        types=tuple(types),
        start=reverse("questions"),
        data=structured.json_ld(
            *(
                structured.item_list(
                    _("Smallest by lowest output: %(type)s") % {"type": each.title},
                    [(row.name, row.address) for row in each.rows],
                )
                for each in types
                if each.rows
            ),
            structured.breadcrumbs(trail((_("The smallest"), reverse("smallest")))),
        ),
        hidden=tuple(carried.items()),
        units=units,
    )


def _small_row(shelf: Shelf, row: int, prices: Purchase, *, rank: int, units: str) -> SmallRow:
    card = shelf.cards[row]
    figure, note = price(prices, row, card.price_seen)
    return SmallRow(
        rank=number(rank),
        name=card.name,
        address=reverse("model", args=(card.brand_slug, card.slug)),
        least=btu_figure(float(shelf.least_btu_h[row]), units),
        note=least_note(shelf, row),
        nameplate=btu_figure(float(shelf.cooling_btu_h[row]), units),
        coldest=known_temperature(shelf.coldest_f[row], units),
        voltage=voltage_figure(card.voltage),
        price=str(figure),
        price_note=note,
        state=str(SOLD[card.sale]) if card.sale != SaleStatus.ON_SALE else "",
    )
