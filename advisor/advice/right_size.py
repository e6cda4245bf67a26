"""Which size is right for a room: that of the units which the ranking picks for it."""

from dataclasses import dataclass

import numpy as np

from advisor.advice.room_fit import CYCLES_TOO_MUCH
from advisor.advice.run import RoomRun
from advisor.engine import Study
from advisor.engine.equipment import IntArray
from advisor.engine.unit_types import UNIT_TYPES
from advisor.engine.verdict import nominal_size
from advisor.listing.spoken_names import nameplate_btu_h

SAME_SIZE = 0.1
"""Sizes that differ by no more than this share are the same to an installer."""
MILD_SUMMER = 0.5
"""Share of the cooling load that a mild summer day asks for."""


@dataclass(frozen=True, kw_only=True)
class OfSize:
    """The units of one type and about one size that we know."""

    count: int
    serve: int
    limit: str  # the code of what leaves out most of the rest; empty where all serve


@dataclass(frozen=True, kw_only=True)
class RightSize:
    """What serves a room: the first pick, and the sizes of one type. [BTU/h]"""

    best_type: str  # of the first pick; empty where no unit serves
    best_btu_h: int  # its size; by the load where no unit serves
    of_type_btu_h: int  # that of the first of the asked type; the same as above where none is
    type_serves: bool  # whether any of that type does
    of_size: OfSize | None  # those of that type and of the size that is asked about
    all_cycle: bool  # whether even the first pick stops and starts most of the time
    least_btu_h: float  # the lowest heat at 47 °F of all that serve
    times_mild: float  # the lowest output of all that serve, over what a mild day needs


def first_of_type(run: RoomRun, key: str) -> int | None:
    """Row of the best unit of a type that serves; ``None`` where none does."""
    order = run.ranking.order
    rows = order[run.study.units.kind[order] == UNIT_TYPES.index(key)]
    return int(rows[0]) if rows.size else None


def size_of(run: RoomRun, row: int) -> int:
    """The size by which people know a unit. [BTU/h]"""
    card = run.setup.inventory.cards[row]
    return nameplate_btu_h(card.model, float(run.study.units.cooling_btu_h[row]))


def right_size(run: RoomRun, key: str, *, asked_btu_h: float | None = None) -> RightSize:
    """The size that is right for a room, and how those of the type ``key`` and of the size that is
    ``asked`` about do in it."""
    study, order, best = run.study, run.ranking.order, run.best
    if best is None:
        size = nominal_size(study)
        return RightSize(
            best_type="",
            best_btu_h=size,
            of_type_btu_h=size,
            type_serves=False,
            of_size=None,
            all_cycle=False,
            least_btu_h=0.0,
            times_mild=0.0,
        )
    first = first_of_type(run, key)
    return RightSize(
        best_type=UNIT_TYPES[int(study.units.kind[best])],
        best_btu_h=size_of(run, best),
        of_type_btu_h=size_of(run, best if first is None else first),
        type_serves=first is not None,
        of_size=_of_size(run, key, asked_btu_h) if asked_btu_h else None,
        all_cycle=bool(study.season.cycling_fraction[best] >= CYCLES_TOO_MUCH),
        least_btu_h=float(study.curves.min_heat_47_btu_h[order].min()),
        times_mild=_times_mild(study, order),
    )


def _of_size(run: RoomRun, key: str, size_btu_h: float) -> OfSize:
    units = run.study.units
    alike = np.abs(units.cooling_btu_h / size_btu_h - 1) <= SAME_SIZE
    reasons = run.ranking.reason[alike & (units.kind == UNIT_TYPES.index(key))]
    against = reasons[~np.isnan(reasons)].astype(int)
    most = run.ranking.limits[int(np.bincount(against).argmax())].code if against.size else ""
    return OfSize(count=reasons.size, serve=reasons.size - against.size, limit=most)


def _times_mild(study: Study, order: IntArray) -> float:
    """Of the season that counts for more."""
    if study.heating_wanted and study.heat_share >= 0.5:
        least, need = study.curves.min_heat_47_btu_h, study.mild_heat_btu_h
    else:
        least, need = study.curves.min_cool_82_btu_h, MILD_SUMMER * study.loads.cooling.likely
    return float(least[order].min()) / need if need > 0 else 0.0
