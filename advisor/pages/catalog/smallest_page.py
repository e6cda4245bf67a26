"""The units with the lowest output, by type: what is the smallest today, and what ever was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.engine.equipment import IntArray
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
from advisor.listing.search import Shelf, Wanted
from advisor.listing.smallest import Smallest, smallest_of
from advisor.pages.catalog.list_filters import carried_settings, list_address
from advisor.pages.catalog.unit_lines import (
    SOLD,
    known_temperature,
    least_note,
    price,
    unit_link,
    voltage_figure,
)
from advisor.pages.shared import smallest_words, structured
from catalog.models import SaleStatus

SHORTEST_LIST = 10
"""Units of one type on the page of the smallest."""
FORMER_LIST = 5
"""Units of one type among those that are no longer made."""


@dataclass(frozen=True, kw_only=True)
class SmallRow:
    rank: str
    name: str
    also: str  # the other labels of the machine
    address: str
    link: str  # the address with what the open page carries
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
    sentence: str  # the smallest of today by output and by nameplate
    published: str  # the lowest output that is published, where that is another
    says: str
    rows: tuple[SmallRow, ...]
    more: str
    more_text: str
    former: tuple[SmallRow, ...]  # no longer made


@dataclass(frozen=True, kw_only=True)
class SmallestPage:
    title: str
    day: str
    types: tuple[SmallType, ...]
    data: SafeString
    hidden: tuple[tuple[str, str], ...]
    units: str

    @property
    def has_former(self) -> bool:
        return any(each.former for each in self.types)


def smallest_page(query: QueryDict, shelf: Shelf, *, today: date) -> SmallestPage:
    """What is on sale or certified and may be picked, by type, the lowest output first; then the
    lowest that were ever published of units no longer made."""
    carried = carried_settings(query)
    units = carried.get("units", "us")
    prices = shelf.prices(today)
    asked = [kind for kind in UNIT_TYPES if kind in query.get("type", "").split(",")]
    types = tuple(
        _small_type(shelf, smallest_of(shelf, kind), prices, carried)
        for kind in asked or UNIT_TYPES
    )
    return SmallestPage(
        title=_("The smallest heat pumps today"),
        day=day(today),
        types=types,
        data=structured.json_ld(
            *(
                structured.item_list(
                    _("Smallest by lowest output: %(type)s") % {"type": each.title},
                    [(row.name, row.address) for row in each.rows],
                )
                for each in types
                if each.rows
            ),
            structured.breadcrumbs(structured.trail((_("The smallest"), reverse("smallest")))),
        ),
        hidden=tuple(carried.items()),
        units=units,
    )


def _small_type(
    shelf: Shelf, found: Smallest, prices: Purchase, carried: Mapping[str, str]
) -> SmallType:
    kind, units = found.kind, carried.get("units", "us")
    count = int((shelf.kind == UNIT_TYPES.index(kind)).sum())
    return SmallType(
        key=kind,
        title=WORDS[kind].plural,
        sentence=smallest_words.smallest_sentence(shelf, found, units).text
        if found.today.size
        else "",
        published=smallest_words.published_today(shelf, found, units),
        says=str(WORDS[kind].smallest),
        rows=_small_rows(shelf, found.today[:SHORTEST_LIST], prices, carried),
        more=list_address(Wanted(type=(kind,)), carried)
        if len(found.today) > SHORTEST_LIST
        else "",
        more_text=_("All %(count)s, with filters") % {"count": number(count)},
        former=_small_rows(shelf, found.former[:FORMER_LIST], prices, carried),
    )


def _small_rows(
    shelf: Shelf, rows: IntArray, prices: Purchase, carried: Mapping[str, str]
) -> tuple[SmallRow, ...]:
    return tuple(
        _small_row(shelf, row, prices, rank=rank, carried=carried)
        for rank, row in enumerate(rows, start=1)
    )


def _small_row(
    shelf: Shelf, row: int, prices: Purchase, *, rank: int, carried: Mapping[str, str]
) -> SmallRow:
    card, units = shelf.cards[row], carried.get("units", "us")
    address, link = unit_link(card, carried)
    figure, note = price(prices, row, card.price_seen)
    return SmallRow(
        rank=number(rank),
        name=card.name,
        also=_also(shelf, row),
        address=address,
        link=link,
        least=btu_figure(float(shelf.least_btu_h[row]), units),
        note=least_note(shelf, row),
        nameplate=btu_figure(float(shelf.cooling_btu_h[row]), units),
        coldest=known_temperature(shelf.coldest_f[row], units),
        voltage=voltage_figure(card.voltage),
        price=str(figure),
        price_note=note,
        state=str(SOLD[card.sale]) if card.sale != SaleStatus.ON_SALE else "",
    )


def _also(shelf: Shelf, row: int) -> str:
    others = [card.name for card in shelf.labels(row)[1:]]
    return _("Also sold as %(names)s") % {"names": ", ".join(others)} if others else ""
