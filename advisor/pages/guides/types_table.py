"""The types side by side by what is on sale or certified today: a live part of the guides."""

import numpy as np
from django.utils.translation import gettext as _

from advisor.engine.place import FloatArray
from advisor.engine.study import MILD_DAY_F
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import day
from advisor.formatting.numbers import (
    btu_figure,
    decibels,
    not_published,
    number,
    span,
    temperature,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing import search
from advisor.pages.guides.blocks import GuideBlock, GuideRequest
from advisor.pages.shared.etags import today
from advisor.pages.shared.price_ranges import PriceRange, price_range
from advisor.pages.shared.smallest_words import lowest_output


def types_table(request: GuideRequest) -> GuideBlock:
    """The three types by what is on sale or certified today: one query."""
    units = request.form.units
    shelf = search.current()
    stock = shelf.stock
    columns = stock.units
    prices = [price_range(shelf, kind, today()) for kind in UNIT_TYPES]
    of_type = [np.flatnonzero(columns.kind == index) for index in range(len(UNIT_TYPES))]
    rows: tuple[tuple[Text, ...], ...] = (
        (_("Models on sale or certified"), *(number(len(at)) for at in of_type)),
        (
            _("Minimum heat at %(temperature)s, lowest model")
            % {"temperature": temperature(MILD_DAY_F, units)},
            *(lowest_output(shelf, kind, units) for kind in UNIT_TYPES),
        ),
        (
            _("Cooling, smallest to largest"),
            *(_spread(columns.cooling_btu_h[at], units) for at in of_type),
        ),
        (
            _("Quietest sound level, from the quietest to the loudest model"),
            *(_decibels(columns.sound_min_db[at]) for at in of_type),
        ),
        (
            _("Prices we found"),
            *(_prices(each) for each in prices),
        ),
    )
    heads: tuple[Text, ...] = ("", *(TYPE_NAMES[each] for each in UNIT_TYPES))
    found = [each for each in prices if each]
    note = _("Catalog %(version)s. Blanks are not counted.") % {"version": stock.version}
    if found:
        note += " " + _("Prices found between %(first)s and %(last)s.") % {
            "first": day(min(each.oldest for each in found)),
            "last": day(max(each.newest for each in found)),
        }
    return GuideBlock(kind="table", heads=heads, rows=rows, note=note)


def _known(values: FloatArray) -> list[float]:
    return [float(value) for value in values if not np.isnan(value)]


def _spread(values: FloatArray, units: str) -> str:
    known = _known(values)
    if not known:
        return str(not_published())
    return span(btu_figure(min(known), units), btu_figure(max(known), units))


def _decibels(values: FloatArray) -> str:
    known = _known(values)
    if not known:
        return str(not_published())
    return str(decibels(min(known), max(known)))


def _prices(found: PriceRange | None) -> str:
    if found is None:
        return str(not_published())
    return f"{found.span}; {found.few_brands}" if found.few_brands else found.span
