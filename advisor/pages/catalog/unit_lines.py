"""One unit as a line of a list: its few figures, each with a note where it is an estimate."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.engine.money import AGED, FRESH, FROM_CLASS, Purchase
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import day
from advisor.formatting.numbers import (
    Figure,
    btu_figure,
    decibels,
    money,
    money_span,
    not_published,
    temperature_figure,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import shown_number
from advisor.listing.inventory import Card
from advisor.listing.search import Shelf
from advisor.listing.spoken_names import spoken_name
from advisor.pages.shared.render import with_query
from catalog.models import SaleStatus

SOLD: dict[str, Text] = {
    SaleStatus.ON_SALE.value: gettext_lazy("on sale"),
    SaleStatus.CERTIFIED.value: gettext_lazy("certified, no store seen"),
    SaleStatus.UNKNOWN.value: gettext_lazy("not known if it is sold"),
    SaleStatus.ARCHIVE.value: gettext_lazy("older generation"),
    SaleStatus.DISCONTINUED.value: gettext_lazy("discontinued"),
}


NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class UnitFact:
    label: Text
    figure: Figure
    note: str = ""

    @property
    def is_known(self) -> bool:
        return self.figure != not_published()


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """One unit in a list."""

    slug: str
    name: str
    brand: str
    halves: tuple[str, ...]  # the model number, in parts that are not broken over lines
    model: str
    address: str
    link: str  # the address with what the open page carries
    called: str  # as people say it: "Mitsubishi FX, 6k wall unit"
    facts: tuple[UnitFact, ...]
    state: str  # not sold today: in words
    state_kind: str


def unit_line(
    shelf: Shelf, row: int, prices: Purchase, *, units: str, carried: Mapping[str, str] = NOTHING
) -> UnitLine:
    """``carried`` goes along to the page of the unit."""
    card = shelf.cards[row]
    address, link = unit_link(card, carried)
    figure, note = price(prices, row, card.price_seen)
    return UnitLine(
        slug=card.slug,
        name=card.name,
        brand=card.brand,
        halves=halves(shown_number(card.model)),
        model=card.model,
        address=address,
        link=link,
        called=spoken_name(
            card,
            kind=UNIT_TYPES[int(shelf.kind[row])],
            cooling_btu_h=float(shelf.cooling_btu_h[row]),
        ),
        facts=(
            UnitFact(
                label=_("Minimum heat"),
                figure=btu_figure(float(shelf.least_btu_h[row]), units),
                note=least_note(shelf, row),
            ),
            UnitFact(
                label=_("Nameplate"), figure=btu_figure(float(shelf.cooling_btu_h[row]), units)
            ),
            UnitFact(
                label=_("Heats down to"), figure=known_temperature(shelf.coldest_f[row], units)
            ),
            UnitFact(label=_("Voltage"), figure=voltage_figure(card.voltage)),
            UnitFact(label=_("Sound from"), figure=decibels(_known(shelf.sound_db[row]), None)),
            UnitFact(label=_("Unit only"), figure=figure, note=note),
        ),
        state=str(SOLD[card.sale]) if card.sale != SaleStatus.ON_SALE else "",
        state_kind="heat" if card.sale == SaleStatus.DISCONTINUED else "quiet",
    )


def unit_link(card: Card, carried: Mapping[str, str]) -> tuple[str, str]:
    """The address of a unit's page, and the same with what the open page carries."""
    address = reverse("model", args=(card.brand_slug, card.slug))
    return address, with_query(address, carried)


def halves(model: str) -> tuple[str, ...]:
    """The numbers of indoor and outdoor unit apart, so that no line breaks inside one.

    >>> halves("MSZ-FS06NA / MUZ-FS06NA")
    ('MSZ-FS06NA /', 'MUZ-FS06NA')
    """
    first, slash, second = model.partition(" / ")
    return (f"{first} /", second) if slash else (model,)


def least_note(shelf: Shelf, row: int) -> str:
    """Nothing where the lowest output is published; else the word for an estimate."""
    if shelf.least_is_published[row]:
        return ""
    if not np.isnan(shelf.range_figure_btu_h[row]):
        return _("estimate; what is published is the low end of a range")
    return _("estimate, single speed") if shelf.one_speed[row] else _("estimate")


def price(prices: Purchase, row: int, seen: date | None) -> tuple[Figure, str]:
    """The price by today's rule, and its date or what replaces it."""
    basis = int(prices.basis[row])
    low, high = float(prices.low[row]), float(prices.high[row])
    aged = float(prices.aged_share[row])
    if basis == FROM_CLASS:
        return Figure(money_span(low, high)), _("range for its class")
    if basis == FRESH and low == high:
        shown = money(low)
    elif basis == AGED and math.isclose(high / (1 + aged), low / (1 - aged), rel_tol=0.01):
        shown = _("about %(price)s") % {"price": money(float(prices.typical[row]))}
    else:
        shown = money_span(low, high)
    return Figure(shown), _("found %(day)s") % {"day": day(seen)}


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def known_temperature(value: float, units: str) -> Figure:
    return temperature_figure(_known(value), units)


def voltage_figure(voltage: str) -> Figure:
    return Figure(voltage, "V") if voltage else not_published()
