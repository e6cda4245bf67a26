"""Cells of a comparison without a room: published figures and marked estimates."""

from collections.abc import Callable
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.sentences.heating_limit import limit_not_published
from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F, YES
from advisor.engine.money import FROM_CLASS
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.numbers import (
    btu,
    inches_figure,
    not_published,
    number,
    temperature,
)
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing.search import Shelf
from advisor.pages.catalog.unit_lines import SOLD, least_note
from advisor.pages.catalog.unit_lines import price as price_of
from advisor.pages.compare.table import CompareCell


class PublishedFigures:
    """The source of all cells without a room: what is published, and prices of today."""

    def __init__(self, *, shelf: Shelf, today: date, units: str) -> None:
        self.shelf, self.units = shelf, units
        self.prices = shelf.prices(today)

    def part(self, row: int) -> tuple[int, int]:
        """The index of the inventory that holds a row, and the row in there."""
        for index, part in enumerate(self.shelf.parts):
            if row < len(part.cards):
                return index, row
            row -= len(part.cards)
        raise IndexError(row)

    def column(self, row: int, name: str) -> float | None:
        """A published figure from the columns of the engine; ``None`` where there is none."""
        index, at = self.part(row)
        value = float(getattr(self.shelf.parts[index].units, name)[at])
        return None if np.isnan(value) else value


def least_output(row: int, figures: PublishedFigures) -> CompareCell:
    least = float(figures.shelf.least_btu_h[row])
    note = least_note(figures.shelf, row)
    return CompareCell(
        text=btu(least, figures.units), note=note, value=round(least), guess=bool(note)
    )


def most_heat_at_5f(row: int, figures: PublishedFigures) -> CompareCell:
    index, at = figures.part(row)
    curves = figures.shelf.parts[index].curves
    if curves.cutout_f[at] > 5 and curves.estimated["cutout"][at]:
        return CompareCell(text=str(not_published()))
    if curves.cutout_f[at] > 5:
        return CompareCell(text=_("none"), value=0.0)
    most = float((curves.heat_most[at] @ weights(HEATING_GRID_F, np.array([5.0])))[0])
    note = _("estimate") if curves.estimated["cold_output"][at] else ""
    return CompareCell(text=btu(most, figures.units), note=note, value=most, guess=bool(note))


def figure_cell(
    name: str, show: Callable[[float, str], str]
) -> Callable[[int, PublishedFigures], CompareCell]:
    def cell(row: int, figures: PublishedFigures) -> CompareCell:
        value = figures.column(row, name)
        if value is None:
            return CompareCell(text=str(not_published()))
        return CompareCell(text=show(value, figures.units), value=value)

    return cell


def unit_type(row: int, figures: PublishedFigures) -> CompareCell:
    return CompareCell(text=str(TYPE_NAMES[UNIT_TYPES[int(figures.shelf.kind[row])]]))


def unit_price(row: int, figures: PublishedFigures) -> CompareCell:
    figure, note = price_of(figures.prices, row, figures.shelf.cards[row].price_seen)
    seen = figures.prices.basis[row] != FROM_CLASS
    return CompareCell(
        text=str(figure), note=note, value=float(figures.prices.typical[row]) if seen else None
    )


def coldest_operation(row: int, figures: PublishedFigures) -> CompareCell:
    value = float(figures.shelf.coldest_f[row])
    if np.isnan(value):
        index, at = figures.part(row)
        part = figures.shelf.parts[index]
        said = limit_not_published(part.units, part.curves, at, units=figures.units)
        return CompareCell(text=said)
    return CompareCell(text=temperature(value, figures.units), value=value)


def voltage(row: int, figures: PublishedFigures) -> CompareCell:
    volts = figures.shelf.cards[row].voltage
    return CompareCell(text=f"{volts}\u00a0V" if volts else str(not_published()))


def availability(row: int, figures: PublishedFigures) -> CompareCell:
    return CompareCell(text=str(SOLD[figures.shelf.cards[row].sale]))


def refrigerant(row: int, figures: PublishedFigures) -> CompareCell:
    return CompareCell(text=figures.shelf.cards[row].refrigerant or str(not_published()))


def feature_cell(name: str) -> Callable[[int, PublishedFigures], CompareCell]:
    def cell(row: int, figures: PublishedFigures) -> CompareCell:
        index, at = figures.part(row)
        units = figures.shelf.parts[index].units
        flags = units.features[name] if name in units.features else getattr(units, name)
        if flags[at] < 0:
            return CompareCell(text=str(not_published()))
        return CompareCell(text=_("yes") if flags[at] == YES else _("no"))

    return cell


def rating(value: float, _units: str) -> str:
    return number(value, 1)


def loudness(value: float, _units: str) -> str:
    return f"{number(value)}\u00a0dB"


def amps(value: float, _units: str) -> str:
    return f"{number(value)}\u00a0A"


def inches(value: float, units: str) -> str:
    return str(inches_figure(value, units))
