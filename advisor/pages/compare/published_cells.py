"""Cells of a comparison without a room: published figures and marked estimates."""

from collections.abc import Callable
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from advisor.engine.equipment import HEATING_GRID_F, YES, weights
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
    """Where the cells of units without a room are read from."""

    def __init__(self, *, shelf: Shelf, today: date, units: str) -> None:
        self.shelf, self.units = shelf, units
        self.prices = shelf.prices(today)

    def part(self, row: int) -> tuple[int, int]:
        """Which inventory a row is in, and at which place."""
        first = len(self.shelf.parts[0].cards)
        return (0, row) if row < first else (1, row - first)

    def column(self, row: int, name: str) -> float | None:
        """A published figure of the engine's columns."""
        index, at = self.part(row)
        value = float(getattr(self.shelf.parts[index].units, name)[at])
        return None if np.isnan(value) else value


def plain_least(row: int, stock: PublishedFigures) -> CompareCell:
    least = float(stock.shelf.least_btu_h[row])
    return CompareCell(
        text=btu(least, stock.units), note=least_note(stock.shelf, row), value=round(least)
    )


def plain_at_5(row: int, stock: PublishedFigures) -> CompareCell:
    index, at = stock.part(row)
    curves = stock.shelf.parts[index].curves
    if curves.cutout_f[at] > 5:
        return CompareCell(text=_("none"), value=0.0)
    most = float((curves.heat_most[at] @ weights(HEATING_GRID_F, np.array([5.0])))[0])
    note = _("estimate") if curves.estimated["cold_output"][at] else ""
    return CompareCell(text=btu(most, stock.units), note=note, value=most)


def plain(
    name: str, show: Callable[[float, str], str]
) -> Callable[[int, PublishedFigures], CompareCell]:
    def cell(row: int, stock: PublishedFigures) -> CompareCell:
        value = stock.column(row, name)
        if value is None:
            return CompareCell(text=str(not_published()))
        return CompareCell(text=show(value, stock.units), value=value)

    return cell


def plain_type(row: int, stock: PublishedFigures) -> CompareCell:
    return CompareCell(text=str(TYPE_NAMES[UNIT_TYPES[int(stock.shelf.kind[row])]]))


def plain_price(row: int, stock: PublishedFigures) -> CompareCell:
    figure, note = price_of(stock.prices, row, stock.shelf.cards[row].price_seen)
    seen = stock.prices.basis[row] != FROM_CLASS
    return CompareCell(
        text=str(figure), note=note, value=float(stock.prices.typical[row]) if seen else None
    )


def plain_cold(row: int, stock: PublishedFigures) -> CompareCell:
    value = float(stock.shelf.coldest_f[row])
    if np.isnan(value):
        return CompareCell(text=str(not_published()))
    return CompareCell(text=temperature(value, stock.units), value=value)


def plain_volts(row: int, stock: PublishedFigures) -> CompareCell:
    voltage = stock.shelf.cards[row].voltage
    return CompareCell(text=f"{voltage}\u00a0V" if voltage else str(not_published()))


def plain_sold(row: int, stock: PublishedFigures) -> CompareCell:
    return CompareCell(text=str(SOLD[stock.shelf.cards[row].availability]))


def plain_refrigerant(row: int, stock: PublishedFigures) -> CompareCell:
    return CompareCell(text=stock.shelf.cards[row].refrigerant or str(not_published()))


def plain_flag(name: str) -> Callable[[int, PublishedFigures], CompareCell]:
    def cell(row: int, stock: PublishedFigures) -> CompareCell:
        index, at = stock.part(row)
        units = stock.shelf.parts[index].units
        told = units.features[name] if name in units.features else getattr(units, name)
        if told[at] < 0:
            return CompareCell(text=str(not_published()))
        return CompareCell(text=_("yes") if told[at] == YES else _("no"))

    return cell


def rating(value: float, _units: str) -> str:
    return number(value, 1)


def loudness(value: float, _units: str) -> str:
    return f"{number(value)}\u00a0dB"


def ampere(value: float, _units: str) -> str:
    return f"{number(value)}\u00a0A"


def inches(value: float, units: str) -> str:
    return str(inches_figure(value, units))
