"""The first units of a room over plausible worlds: its loads and what nobody publishes, together.

A world is one load of the room within its range, and one value of every unpublished figure. In no
world is such a figure better than its middle, or than the middle of the unit's type: an estimate
never beats an equal known figure. All units meet the same loads.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.equipment import (
    HEATING_GRID_F,
    SPEEDS,
    Curves,
    Float32Array,
    IntArray,
    Machines,
    Units,
    take,
)
from advisor.engine.load import Spread
from advisor.engine.money import FROM_CLASS, Upfront
from advisor.engine.place import FloatArray
from advisor.engine.priors import P90
from advisor.engine.records import changed
from advisor.engine.season import year_of
from advisor.engine.sequence import of_its_own, shared
from advisor.engine.study import PURCHASE, Study

WORLDS = 128
"""Their shares agree with those of 4,096 within 6 of 100."""
FEW_WORLDS = 16
"""For a second look: another room, another answer, another shelf."""
LOADS_ALIKE = constant(
    "LOADS_ALIKE",
    0.5,
    "correlation",
    source=ASSUMPTION,
    says="a room that needs more heat than we think probably needs more cooling too",
)
RANGE_ENDS = constant(
    "RANGE_ENDS",
    2.58,
    "standard deviations",
    source="our assumption: the ranges of 22 reference rooms hold all of their loads",
    says="how far the low and the high end of a load lie from the likely one: 99 of 100 within",
)
FIGURES = ("min_output", "cold_output", "heating_cop", "cutout", "sound", "price")
_OWN = np.array([crc32(name.encode()) | 1 for name in FIGURES], dtype=np.uint32)
DEALS = 8
"""How often the doubts that no load touches are dealt to the worlds; it costs next to nothing."""
_DEALT = np.array([crc32(f"deal {deal}".encode()) | 1 for deal in range(1, DEALS)], dtype=np.uint32)
UNREAD_OF_UNITS = frozenset(
    {
        *("slug", "by_slug", "machine", "lineage", "cooling_min_btu_h", "cooling_max_btu_h"),
        *("seer2", "seer", "eer2", "eer", "ceer", "hspf2", "hspf", "full_capacity_down_to_f"),
        *("min_operating_f", "restart_f", "min_operating_cooling_f", "sound_outdoor_db"),
        *("volts", "amps", "inverter", "dual_hose", "energy_star", "saddle"),
        *("window_min_in", "window_max_in", "width_in", "weight_lb", "fits_window"),
        *("price_tier", "price_low", "price_high", "price_day", "features.wifi"),
        *("features.remote", "features.timer", "features.sleep", "features.local_control"),
        "features.mobile",
    }
)
UNREAD_OF_CURVES = frozenset(
    {
        *("range_min_btu_h", "cutout_known", "cold_capable", "level", "like", "rating_gap"),
        *("rated_heat_btu_h", "coldest_point_f", "usual_cutout_f", "cycling_loss", "middle"),
        *("estimated.heating_cop", "estimated.cooling_cop", "estimated.min_cooling"),
        *("spread.sound", "spread.heating_cop", "spread.min_output", "spread.min_cooling"),
        *("cool_cop_least", "cool_cop_rated", "cool_cop_most"),
    }
)
"""What points and the limits of strength never read is not copied a hundred times."""
MADE_OF_EACH_WORLD = frozenset(
    {
        *("heat_most", "heat_rated", "heat_least", "cool_most", "cool_rated", "cool_least"),
        *("heat_cop_least", "heat_cop_rated", "heat_cop_most", "alike"),
        *("min_heat_47_btu_h", "min_cool_82_btu_h", "cutout_f"),
    }
)
"""What each world has its own of, or the year by ``Machines``."""
NOT_COPIED = UNREAD_OF_CURVES | MADE_OF_EACH_WORLD
MEAN_OF_BAD_HALF = 0.399  # of a bell, in standard deviations
FULLY_COLD_F, MILD_F = 5.0, 47.0  # between them a doubt about the cold grows
_COLDER = np.clip((MILD_F - HEATING_GRID_F) / (MILD_F - FULLY_COLD_F), 0, 1).astype(np.float32)


@dataclass(frozen=True, kw_only=True, eq=False)
class Worlds:
    """``count`` worlds of some units: ``study`` has units × worlds, unit after unit.

    The loads of ``study`` are the likely ones: where the room needs twice the heat, the outputs of
    its units are halved instead. ``heat_scale`` and ``cool_scale`` say how much more it needs.
    """

    study: Study
    rows: IntArray
    count: int
    heat_scale: FloatArray  # (units × worlds,)
    cool_scale: FloatArray

    def by_unit(self, values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """(units × worlds,) as (units, worlds)."""
        return values.reshape(self.rows.size, self.count)


def worlds(study: Study, rows: IntArray, count: int = WORLDS) -> Worlds:
    """``count`` (a power of two) plausible worlds of the units of ``rows``."""
    first, second = shared(count)
    other = LOADS_ALIKE * first + (1 - LOADS_ALIKE**2) ** 0.5 * second
    # How far each figure is on its bad side, in units of its p90: (figures, units × worlds).
    codes = study.units.lineage["slug"][rows].tolist()
    bad = np.concatenate([_bad_side(code, count) for code in codes], axis=1)
    warm, cold = _scale(study.loads.heating, first), _scale(study.loads.cooling, other)
    return _worlds(study, rows, warm, cold, bad)


def at_loads(study: Study, rows: IntArray, warm: FloatArray, cold: FloatArray) -> Worlds:
    """The units of ``rows`` at certain loads, each relative to the likely one: (loads,) each. What
    nobody publishes is at the mean of its bad half."""
    bad = np.full((len(FIGURES), rows.size * warm.size), MEAN_OF_BAD_HALF / P90)
    return _worlds(study, rows, warm, cold, bad)


def _worlds(
    study: Study, rows: IntArray, warm: FloatArray, cold: FloatArray, bad: FloatArray
) -> Worlds:
    count = warm.size
    warm, cold = np.tile(warm, rows.size), np.tile(cold, rows.size)
    worse = dict(zip(FIGURES, bad, strict=True))
    at = np.repeat(rows, count)
    units = _units(take(study.units, rows, times=count, besides=UNREAD_OF_UNITS), worse, cold)
    curves, machines, better_cop = _curves(study.curves, rows, worse, warm, cold)
    season = year_of(study.needed, units, machines, rows=slice(None), better_cop=better_cop)
    high = study.bought.high[at] - study.bought.typical[at]
    extra = np.where(study.bought.basis[at] == FROM_CLASS, worse["price"] * high, 0.0)
    return Worlds(
        study=changed(study, units=units, curves=curves, season=season, **_paid(study, at, extra)),
        rows=rows,
        count=count,
        heat_scale=warm,
        cool_scale=cold,
    )


@lru_cache(maxsize=2048)
def _bad_side(code: int, count: int) -> FloatArray:
    """Of the unit with this code, once for all rooms: (figures, worlds)."""
    drawn: FloatArray = of_its_own(np.uint32(code) * _OWN + _OWN, count)
    return np.asarray(np.maximum(drawn, 0.0) / P90)


@lru_cache(maxsize=2048)
def _orders(code: int, count: int) -> IntArray:
    """Of the unit with this code, once for all rooms: (deals after the first, worlds)."""
    return np.asarray(np.argsort(of_its_own(np.uint32(code) * _DEALT + _DEALT, count), axis=1))


def dealt(by_load: FloatArray, apart: FloatArray, codes: IntArray) -> FloatArray:
    """Scores of units in ``DEALS`` times as many worlds, from their points in some worlds:
    (units, worlds) each, and the codes of the units' slugs.

    What goes by the room stays with its world. The doubts ``apart``, of price and sound, depend on
    no load and no other unit, so that any of their orders is as plausible.
    """
    orders = np.stack([_orders(code, apart.shape[1]) for code in codes.tolist()])
    again = np.take_along_axis(apart[:, None, :], orders, axis=2)
    every = np.concatenate([apart[:, None, :], again], axis=1) + by_load[:, None, :]
    return np.asarray(every.reshape(len(apart), -1))


def _scale(load: Spread, drawn: FloatArray) -> FloatArray:
    """The load of each world against the likely one."""
    if min(load.low, load.likely) <= 0:
        return np.ones_like(drawn)
    ends = np.log([load.likely / load.low, load.high / load.likely])
    return np.asarray(np.exp(ends[(drawn > 0).astype(int)] * drawn / RANGE_ENDS))


def _units(units: Units, worse: dict[str, FloatArray], cold: FloatArray) -> Units:
    middle = units.of_type(lambda each: each.sound_unknown_db[0])
    loud = units.of_type(lambda each: each.sound_unknown_db[1])
    unknown = middle + worse["sound"] * (loud - middle)
    return changed(
        units,
        cooling_btu_h=units.cooling_btu_h / cold,
        sound_min_db=np.where(np.isnan(units.sound_min_db), unknown, units.sound_min_db),
    )


def _curves(
    likely: Curves, rows: IntArray, worse: dict[str, FloatArray], warm: FloatArray, cold: FloatArray
) -> tuple[Curves, Machines, FloatArray]:
    """The curves of ``rows`` as they are in each world, relative to what the room needs there; the
    same for the year; and the factor on the COP for heat."""
    shape = rows.size, warm.size // rows.size
    _rows, place, machines = likely.apart
    plain = machines.of(place[rows])
    worse = {name: each.reshape(shape) for name, each in worse.items()}
    warm, cold = warm.reshape(shape), cold.reshape(shape)

    def outputs(curves: Float32Array, least: FloatArray, load: FloatArray) -> Float32Array:
        """Curves of the units, (speeds, grid, units), in its worlds, as far as they go by load."""
        factors = np.array([least / load, 1 / load, 1 / load], dtype=np.float32)[:, None]
        return np.asarray((curves[..., None] * factors).reshape(*curves.shape[:-1], -1))

    least, least_cool = (
        _lowest(likely, rows, name, worse) for name in ("min_output", "min_cooling")
    )
    heat, cool = outputs(plain.heat, least, warm), outputs(plain.cool, least_cool, cold)
    heat[2] *= _weaker(worse["cold_output"] * likely.spread["cold_output"][rows, :1])
    for made in (heat, cool):
        np.maximum(made[1], made[0], out=made[1])
        np.minimum(made[:2], made[2], out=made[:2])
    # Not published: what most of its kind reach, no further down for what its kin reach.
    sooner_f = likely.usual_cutout_f[rows] + np.maximum(0.0, likely.middle["cutout"][rows])
    stops_f = np.fmin(
        sooner_f[:, None] + worse["cutout"] * likely.spread["cutout"][rows, 1:],
        likely.coldest_point_f[rows, None],
    )
    cutout_f = np.where(
        likely.estimated["cutout"][rows, None], stops_f, likely.cutout_f[rows, None]
    ).ravel()
    curves = changed(
        take(likely, rows, times=shape[1], besides=NOT_COPIED),
        **{f"heat_{speed}": curve.T for speed, curve in zip(SPEEDS, heat, strict=True)},
        **{f"cool_{speed}": curve.T for speed, curve in zip(SPEEDS, cool, strict=True)},
        min_heat_47_btu_h=(likely.min_heat_47_btu_h[rows, None] * least / warm).ravel(),
        min_cool_82_btu_h=(likely.min_cool_82_btu_h[rows, None] * least_cool / cold).ravel(),
        cutout_f=cutout_f,
        alike=np.arange(warm.size),
    )
    machines = changed(
        plain,
        heat=heat,
        cool=cool,
        cutout_f=cutout_f.astype(np.float32),
        low_cooling_f=np.repeat(plain.low_cooling_f, shape[1]),
        cycling_loss=np.repeat(plain.cycling_loss, shape[1]),
        times=shape[1],
    )
    better_cop = np.exp(worse["heating_cop"] * likely.spread["heating_cop"][rows, :1])
    return curves, machines, better_cop.ravel()


def _weaker(doubt: FloatArray) -> Float32Array:
    """Factor on the highest output by how far a doubt about the cold goes: (heating grid, …)."""
    return np.asarray(np.exp(np.outer(_COLDER, doubt.astype(np.float32))))


def _lowest(likely: Curves, rows: IntArray, name: str, worse: dict[str, FloatArray]) -> FloatArray:
    """Factor on the lowest output, (rows, worlds): no lower than usual for the type, unless it is
    published."""
    ours = likely.estimated["min_output"][rows] & likely.estimated[name][rows]
    above = np.where(ours, np.maximum(0.0, -likely.middle["min_output"][rows]), 0.0)
    return np.exp(above[:, None] + worse["min_output"] * likely.spread[name][rows, 1:])


def _paid(study: Study, at: IntArray, extra: FloatArray) -> dict[str, Any]:
    """What the units ``at`` cost in each world, ``extra`` for the doubt about it."""
    unit, paid = study.upfront.lines["unit"][at], study.upfront.total[at]
    paid[:, 2] += unit[:, 1] + extra - unit[:, 2]  # the doubt about it is in the world already
    paid[:, 1] += extra
    bought = {name: getattr(study.bought, name)[at] for name in PURCHASE}
    return {
        "bought": changed(study.bought, **bought),
        "upfront": Upfront(lines={"unit": paid}, alone={}),
    }
