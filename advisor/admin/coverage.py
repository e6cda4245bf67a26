"""Which rooms the catalog serves, and where it has holes: by load, type, voltage and cold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

import numpy as np
from django.utils.translation import gettext as _

from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F, YES, BoolArray
from advisor.engine.fit import too_strong_above
from advisor.engine.place import FloatArray
from advisor.engine.study import MILD_DAY_F
from advisor.engine.unit_types import RECORDS
from advisor.formatting.unit_names import WORDS
from advisor.listing.inventory import Inventory

BANDS: Final = ((0, 3000), (3000, 5000), (5000, 8000), (8000, 12_000), (12_000, 18_000))
"""Heating loads of rooms at the design temperature. [BTU/h]"""
AT_F: Final = 17.0
"""Outdoor temperature at which output is compared with the load. [°F]"""
MINIMUMS: Final = (2500, 3500)
"""Lowest outputs at 47 °F that small rooms ask for. [BTU/h]"""
VOLTS: Final = (115.0, 230.0)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Units that serve a room of this load: all of them, and those whose minimum is published."""

    count: int
    published: int
    query: str  # of the list of these units


@dataclass(frozen=True, kw_only=True)
class CoverageLine:
    type: str
    voltage: str
    cold: str
    cells: tuple[Cell, ...]  # one a band


@dataclass(frozen=True, kw_only=True)
class Board:
    bands: tuple[str, ...]
    lines: tuple[CoverageLine, ...]
    holes: tuple[str, ...]  # in words


def board(inventory: Inventory, tuning: Mapping[str, float]) -> Board:
    """Count the units that may be picked; no query. ``tuning`` is what the editors changed of the
    limits.

    A unit serves a band when it turns down far enough for the middle of it, as the engine's limit
    says, and gives as much at 17 °F; a portable is switched by hand and judged on a mild day.
    """
    units, curves = inventory.units, inventory.curves
    estimated = curves.estimated["min_output"]
    _output, serves = _served(inventory, tuning)
    lines = []
    holes: list[str] = []
    for kind, volts, cold, chosen in _groups(inventory):
        cells = tuple(
            Cell(
                count=int((chosen & each).sum()),
                published=int((chosen & each & ~estimated).sum()),
                query=urlencode(
                    {"type": kind, "volts": f"{volts:.0f}", "cold": int(cold), "band": band}
                ),
            )
            for band, each in enumerate(serves)
        )
        line = CoverageLine(
            type=str(WORDS[kind].in_admin),
            voltage=f"{volts:.0f} V",
            cold=_("cold-climate") if cold else _("any"),
            cells=cells,
        )
        lines.append(line)
        holes += _holes_of(line)
    for volts in VOLTS:
        known = curves.min_heat_47_btu_h[(units.volts == volts) & ~estimated]
        holes += [
            _("No %(volts)d V unit with a minimum output under %(least)s BTU/h.")
            % {"volts": volts, "least": f"{least:,}"}
            for least in MINIMUMS
            if not (known < least).any()
        ]
    return Board(bands=tuple(map(_band, BANDS)), lines=tuple(lines), holes=tuple(holes))


def _served(
    inventory: Inventory, tuning: Mapping[str, float]
) -> tuple[FloatArray, list[BoolArray]]:
    """The output that is compared with the load [BTU/h], and for each band who serves it. [unit]"""
    units, curves = inventory.units, inventory.curves
    at = weights(HEATING_GRID_F, np.array([AT_F, MILD_DAY_F]))
    cold, mild = (curves.heat_most @ at).T
    least = curves.min_heat_47_btu_h * np.exp(curves.spread["min_output"][:, 0])
    by_hand = units.of_type(lambda each: each.by_hand)  # off when it is warm: as the limit
    output = np.where(by_hand, mild, cold)
    serves = [
        (by_hand | (least <= too_strong_above(middle, tuning))) & (output >= middle)
        for middle in ((low + high) / 2 for low, high in BANDS)
    ]
    return output, serves


@dataclass(frozen=True, kw_only=True)
class ServingUnit:
    """A unit behind a cell of the board. [BTU/h]"""

    id: int
    name: str
    lowest: float  # output at 47 °F
    published: bool
    output: float  # at 17 °F, of a portable at 47 °F


@dataclass(frozen=True, kw_only=True)
class ServingUnits:
    words: str  # which cell of the board it is
    units: tuple[ServingUnit, ...]  # the lowest output first


def units_behind(
    inventory: Inventory, tuning: Mapping[str, float], asked: Mapping[str, str]
) -> ServingUnits | None:
    """The units of the cell that ``Cell.query`` names; nothing where there is no such cell."""
    output, serves = _served(inventory, tuning)
    curves = inventory.curves
    for kind, volts, cold, chosen in _groups(inventory):
        named = (kind, f"{volts:.0f}", str(int(cold)))
        if (asked.get("type"), asked.get("volts"), asked.get("cold")) != named:
            continue
        band = asked.get("band", "")
        if band not in map(str, range(len(BANDS))):
            return None
        rows = np.flatnonzero(chosen & serves[int(band)])
        order = rows[np.argsort(curves.min_heat_47_btu_h[rows], kind="stable")]
        words = _("%(type)s, %(volts)s, %(cold)s, rooms that need %(band)s BTU/h")
        return ServingUnits(
            words=words
            % {
                "type": WORDS[kind].in_admin,
                "volts": f"{volts:.0f} V",
                "cold": _("cold-climate") if cold else _("any climate"),
                "band": _band(BANDS[int(band)]),
            },
            units=tuple(
                ServingUnit(
                    id=int(inventory.units.id[row]),
                    name=inventory.cards[row].name,
                    lowest=float(curves.min_heat_47_btu_h[row]),
                    published=not curves.estimated["min_output"][row],
                    output=float(output[row]),
                )
                for row in order.tolist()
            ),
        )
    return None


def _groups(inventory: Inventory) -> Iterator[tuple[str, float, bool, BoolArray]]:
    """Type, voltage, listed for the cold or any, and which units those are."""
    units = inventory.units
    for number, record in enumerate(RECORDS):
        for volts in VOLTS:
            if volts not in record.volts:
                continue
            here = (units.kind == number) & (units.volts == volts)
            yield record.key, volts, False, here
            if "cold" in record.groups:
                yield record.key, volts, True, here & (units.cold_climate == YES)


def _holes_of(line: CoverageLine) -> Iterator[str]:
    """Empty bands in words, neighbors together."""
    numbered = list(enumerate(line.cells))
    for empty, run in groupby(numbered, key=lambda pair: pair[1].count == 0):
        if not empty:
            continue
        found = [number for number, _cell in run]
        whole = (BANDS[found[0]][0], BANDS[found[-1]][1])
        words = {"volts": line.voltage, "type": line.type, "band": _band(whole)}
        if line.cold == _("cold-climate"):
            yield (
                _("No %(volts)s cold-climate %(type)s for rooms that need %(band)s BTU/h.") % words
            )
        else:
            yield _("No %(volts)s %(type)s for rooms that need %(band)s BTU/h.") % words


def _band(bounds: tuple[int, int]) -> str:
    low, high = bounds
    return f"{low:,}–{high:,}" if low else _("up to %(high)s") % {"high": f"{high:,}"}
