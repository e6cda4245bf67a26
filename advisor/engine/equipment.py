"""The catalogue as columns, and what each unit can give at each outdoor temperature.

Published points come first. Where a unit publishes none, published regressions fill in, and the
curve is marked as an estimate. Everything works on arrays of units: one unit is an array of one.
Method section 7.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import (
    AHRI_210_240,
    ASSUMPTION,
    HPXML,
    NEEP_2018,
    RESNET_301,
    constant,
    table,
)
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.load import AIR_SENSIBLE
from advisor.engine.place import FloatArray
from advisor.engine.room import HEATING_INDOOR_F
from advisor.engine.unit_types import RECORDS, UnitTypeRecord, by_type, of_units

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
Float32Array = npt.NDArray[np.float32]

UNKNOWN, NO, YES = -1, 0, 1  # of a published yes or no
CURRENT, LEGACY, AVAILABILITY_UNKNOWN = range(3)
PAN_HEATER_BUILT_IN, PAN_HEATER_ACCESSORY, PAN_HEATER_NONE, PAN_HEATER_UNKNOWN = range(4)

HEATING_GRID_F = np.arange(-40.0, 71.0, 5.0)
COOLING_GRID_F = np.arange(0.0, 121.0, 5.0)

RATED_HEAT_PER_COOLING = table(
    "RATED_HEAT_PER_COOLING",
    by_type(lambda each: each.heating_per_cooling),
    "BTU/h per BTU/h",
    source="98 mini-splits of our catalog (p10-p90 1.00-1.33); window: one published pair at 0.86,"
    " and portable: our assumptions",
    says="heating at 47 °F that is not published, from rated cooling (portable: SACC)",
)
RATED_PER_MAX_47 = constant(
    "RATED_PER_MAX_47",
    0.812,
    "×",
    source=HPXML,
    says="rated relative to highest heating output at 47 °F, variable speed",
)
MIN_PER_RATED_47 = constant(
    "MIN_PER_RATED_47",
    0.30,
    "×",
    source=f"{NEEP_2018}: median 0.26-0.28, usual range 0.18-0.40",
    says="lowest heating output at 47 °F that is not published, from the rated",
)
MIN_PER_RATED_47_LEAST = constant(
    "MIN_PER_RATED_47_LEAST", 0.18, "×", source=NEEP_2018, says="low end of the usual range"
)
UNCONFIRMED_MIN_BTU_H = constant(
    "UNCONFIRMED_MIN_BTU_H",
    1100.0,
    "BTU/h",
    source="our assumption: four models state 1,023, and nothing confirms it",
    says="a published lowest output below this is a manufacturer's range figure; the low end of"
    " the usual range is used instead",
)
COLD_CAPABLE_SHARE = constant(
    "COLD_CAPABLE_SHARE",
    0.80,
    "× rated output",
    source=ASSUMPTION,
    says="published output at 5 °F from which a unit counts, and costs, as a cold-climate one",
)
MIN_5_PER_MIN_47 = constant(
    "MIN_5_PER_MIN_47", 0.70, "×", source=NEEP_2018, says="lowest output at 5 °F relative to 47 °F"
)
MIN_COOLING_PER_MIN_HEATING = constant(
    "MIN_COOLING_PER_MIN_HEATING",
    1.05,
    "×",
    source="our assumption, based on the manufacturers' pairs 1,700 to 1,600 BTU/h (FS06, FS09)",
    says="lowest cooling that is not published, from the lowest heating at 47 °F",
)
RETENTION_5F_SLOPE = constant(
    "RETENTION_5F_SLOPE", 0.0461, "per BTU/Wh", source=HPXML, says="output kept at 5 °F, by HSPF"
)
RETENTION_5F_BASE = constant(
    "RETENTION_5F_BASE", 0.1594, "share", source=HPXML, says="output kept at 5 °F, at HSPF 0"
)
RETENTION_5F_SINGLE_SPEED = constant(
    "RETENTION_5F_SINGLE_SPEED", 0.425, "share", source=HPXML, says="the same, one speed"
)
RETENTION_5F_COLD_WINDOW = constant(
    "RETENTION_5F_COLD_WINDOW",
    0.55,
    "share",
    source=ASSUMPTION,
    says="output kept at 5 °F by a cold-climate window unit",
)
HSPF_UNKNOWN = table(
    "HSPF_UNKNOWN",
    {"plain": 9.4, "cold_climate": 11.0},
    "BTU/Wh",
    source="our assumption: little above the lowest that may be sold (HSPF2 7.5)",
    says="HSPF of a mini-split with no published value",
)
SEER_UNKNOWN = constant(
    "SEER_UNKNOWN",
    18.0,
    "BTU/Wh",
    source=ASSUMPTION,
    says="SEER of a mini-split with no published value",
)
HSPF2_PER_HSPF = constant(
    "HSPF2_PER_HSPF", 0.90, "×", source=RESNET_301, says="ductless: HSPF2 against older HSPF"
)
CEER_UNKNOWN = table(
    "CEER_UNKNOWN",
    by_type(lambda each: each.ceer),
    "BTU/Wh",
    source="our assumption: near the lowest that may be sold",
    says="CEER of a unit with no published value",
)
EER_PER_CEER = constant(
    "EER_PER_CEER", 1.01, "×", source=HPXML, says="EER from CEER, which counts standby"
)
WINDOW_COP_BASE = constant(
    "WINDOW_COP_BASE", 1.6, "1", source=ASSUMPTION, says="heating COP at 47 °F of a window unit …"
)
WINDOW_COP_SLOPE = constant(
    "WINDOW_COP_SLOPE", 0.4, "1", source=ASSUMPTION, says="… plus this times its cooling COP"
)
HEATING_COP_47 = table(
    "HEATING_COP_47",
    {"1": 2.221, "h": 0.1914, "r": -1.822, "r²": 1.364, "r h": -0.07783},
    "factors",
    source=HPXML,
    says="COP at 47 °F at the highest output, from HSPF h and the output r kept at 5 °F",
)
HEATING_COP_LEAST_47 = table(
    "HEATING_COP_LEAST_47",
    {"1": 1.5907, "h": -0.01698},
    "factors",
    source=HPXML,
    says="COP at the lowest relative to the highest output, from HSPF h",
)
COOLING_COP_95 = table(
    "COOLING_COP_95",
    {"1": 1.8707, "s": 0.06635},
    "factors",
    source=HPXML,
    says="cooling COP at 95 °F at the highest output, from SEER s; a published EER2 comes first",
)
COOLING_COP_LEAST_95 = table(
    "COOLING_COP_LEAST_95",
    {"1": 1.13948, "s": 0.01377},
    "factors",
    source=HPXML,
    says="cooling COP at the lowest against the highest output, from SEER s",
)
ROOM_UNIT_LEAST = constant(
    "ROOM_UNIT_LEAST",
    1.15,
    "×",
    source=ASSUMPTION,
    says="COP of a window or portable inverter at its lowest against its highest speed",
)
FIXED_COP_47 = table(
    "FIXED_COP_47",
    by_type(lambda each: each.fixed_cop_47),
    "1",
    source=ASSUMPTION,
    says="heating COP at 47 °F of a type whose ratings say nothing of heat",
)
COP_5_PER_47 = table(
    "COP_5_PER_47",
    {"at most": 0.671, "at least": 0.538},
    "×",
    source=HPXML,
    says="COP at 5 °F against 47 °F, at the highest and the lowest output",
)
COP_82_PER_95 = table(
    "COP_82_PER_95",
    {"at most": 1.300, "at least": 1.333},
    "×",
    source=HPXML,
    says="cooling COP at 82 °F against 95 °F",
)
CAPACITY_82_PER_95 = table(
    "CAPACITY_82_PER_95",
    {"at most": 1.033, "at least": 1.099},
    "×",
    source=HPXML,
    says="cooling output at 82 °F against 95 °F",
)
CUTOUT_UNKNOWN_F = table(
    "CUTOUT_UNKNOWN_F",
    {
        f"{key}{ending}": figure
        for key, both in by_type(lambda each: (each.cutout_f, each.cutout_cold_climate_f)).items()
        for ending, figure in zip(("", " cold_climate"), both, strict=True)
    },
    "°F",
    source="our assumption, on the safe side",
    says="outdoor temperature below which a unit that publishes no limit does not heat",
)
LOW_COOLING_UNKNOWN_F = table(
    "LOW_COOLING_UNKNOWN_F",
    by_type(lambda each: each.low_cooling_f),
    "°F",
    source="our assumption, on the safe side",
    says="outdoor temperature below which a unit that publishes no limit does not cool",
)
HOSE_AIR_CFM = table(
    "HOSE_AIR_CFM",
    {"single": 200.0, "dual": 40.0},
    "cfm",
    source="our assumption, from 150-250 cfm of single-hose units",
    says="outdoor air that a portable draws into the room while it heats",
)
COP_LIMITS = (0.9, 9.0)
COOLING_COP_LIMITS = (0.9, 14.0)  # at the lowest speed

CD_VARIABLE = constant(
    "CD_VARIABLE", 0.25, "1", source=AHRI_210_240, says="loss from cycling below the lowest output"
)
CD_ROOM_UNIT = constant(
    "CD_ROOM_UNIT", 0.22, "1", source=HPXML, says="loss from cycling of window and portable units"
)
HSPF2_BINS = table(
    "HSPF2_BINS",
    dict(
        zip(
            range(52, -9, -5),
            (
                *(0.103, 0.093, 0.100, 0.109, 0.126, 0.087, 0.055),
                *(0.036, 0.026, 0.013, 0.006, 0.002, 0.001),
            ),
            strict=True,
        )
    ),
    "share of the heating hours by outdoor °F",
    source=f"{AHRI_210_240}, region IV",
    says="the year of the HSPF2 rating",
)
SEER2_BINS = table(
    "SEER2_BINS",
    dict(
        zip(
            range(67, 103, 5),
            (0.214, 0.231, 0.216, 0.161, 0.104, 0.052, 0.018, 0.004),
            strict=True,
        )
    ),
    "share of the cooling hours by outdoor °F",
    source=AHRI_210_240,
    says="the year of the SEER2 rating",
)
HSPF2_LOAD_FACTOR = constant(
    "HSPF2_LOAD_FACTOR",
    1.07,
    "×",
    source=AHRI_210_240,
    says="rating's heating load, variable speed",
)
SEER2_LOAD_FACTOR = constant(
    "SEER2_LOAD_FACTOR",
    0.93,
    "×",
    source=AHRI_210_240,
    says="rating's cooling load, variable speed",
)
CALIBRATION_LIMITS = (0.6, 1.8)
CALIBRATION_STEPS = 8
FEW_COP_POINTS = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Points:
    """Published performance points of all units, one entry per point, in any order."""

    unit: IntArray  # index into the columns
    heating: BoolArray  # else cooling
    outdoor_f: FloatArray
    min_btu_h: FloatArray  # NaN where not published, and so on
    rated_btu_h: FloatArray
    max_btu_h: FloatArray
    cop_min: FloatArray
    cop_rated: FloatArray
    cop_max: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Units:
    """Columns of the catalogue, one entry per unit; NaN or ``UNKNOWN`` where nothing is published.

    Only systems that may be picked belong here: heat by heat pump, sold as a pair, not
    discontinued, cooling capacity known.
    """

    id: IntArray
    kind: IntArray  # index into ``unit_types.RECORDS``
    cooling_btu_h: FloatArray  # rated at 95 °F; portable: SACC
    cooling_min_btu_h: FloatArray
    cooling_max_btu_h: FloatArray
    seer2: FloatArray
    seer: FloatArray
    eer2: FloatArray
    ceer: FloatArray
    hspf2: FloatArray
    hspf: FloatArray
    min_operating_f: FloatArray
    restart_f: FloatArray
    min_operating_cooling_f: FloatArray
    sound_min_db: FloatArray
    sound_max_db: FloatArray
    sound_outdoor_db: FloatArray
    volts: FloatArray  # 115 or 230
    amps: FloatArray  # minimum circuit
    inverter: IntArray  # YES, NO, UNKNOWN, and so on
    dual_hose: IntArray
    cold_climate: IntArray
    energy_star: IntArray
    diy_kit: IntArray
    saddle: IntArray
    pan_heater: IntArray  # PAN_HEATER_*
    availability: IntArray  # CURRENT, LEGACY, AVAILABILITY_UNKNOWN
    window_min_in: FloatArray
    window_max_in: FloatArray
    width_in: FloatArray
    weight_lb: FloatArray
    fits_window: dict[str, IntArray]  # by window_type
    features: dict[str, IntArray]  # by the features answer
    price_low: FloatArray  # [$]
    price_high: FloatArray
    price_day: FloatArray  # proleptic ordinal of the day it was seen
    points: Points

    def __len__(self) -> int:
        return len(self.id)

    def of_type(self, read: Callable[[UnitTypeRecord], float | str | None]) -> npt.NDArray[Any]:
        """A figure of each unit's type: (units,), NaN where the type has none."""
        return of_units(self.kind, read)

    def record(self, row: int) -> UnitTypeRecord:
        """The type of one unit."""
        return RECORDS[int(self.kind[row])]

    @property
    def split(self) -> BoolArray:
        """Which units are two parts joined by refrigerant lines."""
        return np.asarray(self.of_type(lambda each: each.split), dtype=bool)


@dataclass(frozen=True, kw_only=True, eq=False)
class Curves:
    """Output and COP of every unit on ``HEATING_GRID_F`` and ``COOLING_GRID_F``: (units, grid).

    ``heat_*`` is net heat into the room [BTU/h]; ``*_least`` and ``*_most`` are at the lowest and
    the highest speed. The cut-out is kept apart: the curves run on below it.
    """

    heat_least: Float32Array
    heat_most: Float32Array
    heat_cop_least: Float32Array
    heat_cop_most: Float32Array
    cool_least: Float32Array
    cool_most: Float32Array
    cool_cop_least: Float32Array
    cool_cop_most: Float32Array
    rated_heat_btu_h: FloatArray  # at 47 °F
    min_heat_47_btu_h: FloatArray
    min_cool_82_btu_h: FloatArray
    cutout_f: FloatArray  # no heat below
    low_cooling_f: FloatArray  # no cooling below
    cycling_loss: FloatArray  # Cd
    cold_capable: BoolArray  # listed for cold climates, or proven at 5 °F
    estimated: dict[str, BoolArray] = field(default_factory=dict)
    rating_gap: dict[str, FloatArray] = field(default_factory=dict)  # computed / published - 1


Columns = TypeVar("Columns", Units, Curves)


def take(columns: Columns, rows: IntArray) -> Columns:
    """The same columns for ``rows`` only; published points stay whole, nothing reads them later."""

    def taken(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return value[rows]
        if isinstance(value, dict):
            return {key: taken(item) for key, item in value.items()}
        return value

    return type(columns)(
        **{each.name: taken(getattr(columns, each.name)) for each in fields(columns)}
    )


def curves(units: Units) -> Curves:
    """What every unit of the catalogue can give, by outdoor temperature.

    Published points first; anchors that are missing come from the regressions. COP of units with
    few published points is scaled so that the rating procedure returns their HSPF2 and SEER2.
    """
    variable = _is_variable(units)
    heating = _Anchors(units.points, len(units), heating=True)
    cooling = _Anchors(units.points, len(units), heating=False)
    heat, heat_cops, heat_estimated = _heating_curves(units, heating, variable=variable)
    cool, cool_cops, cool_estimated = _cooling_curves(
        units, cooling, variable=variable, min_heat_47=heat["min_47"], known=~heat_estimated["min"]
    )
    cutout_f, cutout_estimated = _cutout(units, heating)
    cycling_loss = np.where(units.split, CD_VARIABLE, CD_ROOM_UNIT)
    as_made = np.ones(len(units))
    single: dict[str, Any] = {
        **{name: heat[name].astype(np.float32) for name in ("heat_least", "heat_most")},
        **{name: cool[name].astype(np.float32) for name in ("cool_least", "cool_most")},
        **{name: cop.at(as_made) for name, cop in (heat_cops | cool_cops).items()},
    }
    made = Curves(
        **single,
        rated_heat_btu_h=heat["rated_47"],
        min_heat_47_btu_h=heat["min_47"],
        min_cool_82_btu_h=cool["min_82"],
        cutout_f=cutout_f,
        low_cooling_f=_filled(
            units.min_operating_cooling_f, units.of_type(lambda each: each.low_cooling_f)
        ),
        cycling_loss=cycling_loss,
        cold_capable=(units.cold_climate == YES)
        | (heating.at("max_btu_h", 5) >= COLD_CAPABLE_SHARE * heat["rated_47"]),
        estimated={
            "min_output": heat_estimated["min"],
            "cold_output": heat_estimated["cold"],
            "heating_capacity": heat_estimated["rated"],
            "heating_cop": heat_estimated["cop"],
            "min_cooling": cool_estimated["min"],
            "cooling_cop": cool_estimated["cop"],
            "cutout": cutout_estimated,
            "sound": np.isnan(units.sound_min_db),
            "voltage": np.isnan(units.volts),
        },
    )
    made = _calibrated(
        made,
        heat_cops,
        lambda trial: rated_hspf2(units, trial),
        target=_filled(units.hspf2, units.hspf * HSPF2_PER_HSPF),
        wanted=units.split & heat_estimated["cop"],
        gap="hspf2",
    )
    few = cooling.count("cop_min", "cop_max") < FEW_COP_POINTS
    return _calibrated(
        made,
        cool_cops,
        lambda trial: rated_seer2(units, trial),
        target=_filled(units.seer2, units.seer),
        wanted=units.split & few,
        gap="seer2",
    )


def weights(grid_f: FloatArray, outdoor_f: FloatArray) -> Float32Array:
    """Matrix (grid, temperatures) that interpolates a curve: ``curve @ weights``.

    Beyond the ends of the grid the end value holds.
    """
    at = np.clip(np.interp(outdoor_f, grid_f, np.arange(grid_f.size)), 0, grid_f.size - 1)
    low = np.minimum(np.floor(at).astype(int), grid_f.size - 2)
    share = at - low
    matrix = np.zeros((grid_f.size, outdoor_f.size), dtype=np.float32)
    columns = np.arange(outdoor_f.size)
    matrix[low, columns] = 1 - share
    matrix[low + 1, columns] += share
    return matrix


def through_points(
    unit: IntArray,
    at_f: FloatArray,
    value: FloatArray,
    *,
    units: int,
    grid_f: FloatArray,
) -> FloatArray:
    """Straight lines through each unit's points, on ``grid_f``: (units, grid).

    Points may come in any order; the first and the last line run on; a unit with one point is
    flat, one with none is NaN.
    """
    order = np.lexsort((at_f, unit))
    unit, at_f, value = unit[order], at_f[order], value[order]
    if not unit.size:
        return np.full((units, grid_f.size), np.nan)
    rows = np.arange(units)
    start = np.searchsorted(unit, rows, side="left")[:, None]
    end = np.searchsorted(unit, rows, side="right")[:, None]
    # One sorted key per point: the unit decides, then the temperature (which is within ±200 °F).
    key = unit * 1000.0 + at_f + 200.0
    wanted = rows[:, None] * 1000.0 + grid_f[None, :] + 200.0
    high = np.searchsorted(key, wanted.ravel()).reshape(wanted.shape)
    low = np.clip(high - 1, start, np.maximum(start, end - 2))
    low = np.minimum(low, unit.size - 1)
    high = np.minimum(low + 1, np.maximum(start, end - 1))
    high = np.minimum(high, unit.size - 1)
    gap = at_f[high] - at_f[low]
    slope = np.divide(value[high] - value[low], gap, out=np.zeros(gap.shape), where=gap > 0)
    line = value[low] + slope * (grid_f[None, :] - at_f[low])
    return np.where(end > start, line, np.nan)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Cop:
    """A COP curve whose estimated part can be scaled; straight lines are linear in their points.

    ``net_share`` is the share of the heat that stays in the room.
    """

    total: FloatArray
    published: FloatArray
    limits: tuple[float, float] = COP_LIMITS
    net_share: FloatArray | float = 1.0

    def at(self, scale: FloatArray) -> Float32Array:
        """The curve with our part scaled by a factor per unit: (units, grid)."""
        scaled = self.published + scale[:, None] * (self.total - self.published)
        return np.asarray(np.clip(scaled, *self.limits) * self.net_share, dtype=np.float32)


class _Anchors:
    """Published points of one mode, and their gaps filled with anchors at given temperatures."""

    def __init__(self, points: Points, units: int, *, heating: bool) -> None:
        chosen = points.heating == heating
        self.units = units
        self.grid_f = HEATING_GRID_F if heating else COOLING_GRID_F
        self.unit = points.unit[chosen]
        self.outdoor_f = points.outdoor_f[chosen]
        self.values = {
            name: getattr(points, name)[chosen]
            for name in ("min_btu_h", "rated_btu_h", "max_btu_h", "cop_min", "cop_rated", "cop_max")
        }

    def at(self, name: str, outdoor_f: float) -> FloatArray:
        """Each unit's published value at exactly that temperature, else NaN."""
        result = np.full(self.units, np.nan)
        here = (self.outdoor_f == outdoor_f) & ~np.isnan(self.values[name])
        result[self.unit[here]] = self.values[name][here]
        return result

    def count(self, *names: str) -> IntArray:
        """How many points with any of the figures each unit publishes."""
        known = np.any([~np.isnan(self.values[name]) for name in names], axis=0)
        return np.bincount(self.unit[known], minlength=self.units)

    def published(self, name: str, *, low_f: float = -99.0, high_f: float = 199.0) -> BoolArray:
        """Whether each unit publishes the figure anywhere in a span of temperatures."""
        here = ~np.isnan(self.values[name]) & (self.outdoor_f >= low_f) & (self.outdoor_f <= high_f)
        return np.bincount(self.unit[here], minlength=self.units) > 0

    def raise_to(self, name: str, floor: FloatArray) -> None:
        """Lift each unit's published values to at least ``floor``."""
        self.values[name] = np.maximum(self.values[name], floor[self.unit])

    def coldest(self) -> FloatArray:
        """Lowest temperature at which each unit publishes an output, else NaN."""
        known = ~np.isnan(self.values["max_btu_h"]) | ~np.isnan(self.values["rated_btu_h"])
        result = np.full(self.units, np.inf)
        np.minimum.at(result, self.unit[known], self.outdoor_f[known])
        return np.where(np.isinf(result), np.nan, result)

    def cop(self, name: str, *anchors: tuple[float, FloatArray, BoolArray]) -> "_Cop":
        """A COP curve in two parts: what is published, and what our anchors add to it."""
        blank = [(at_f, np.where(np.isnan(v), v, 0.0), where) for at_f, v, where in anchors]
        return _Cop(total=self.curve(name, *anchors), published=self.curve(name, *blank))

    def curve(self, name: str, *anchors: tuple[float, FloatArray, BoolArray]) -> FloatArray:
        """Published points, with (temperature, value, where it is missing) added: (units, grid)."""
        known = ~np.isnan(self.values[name])
        unit, at_f, value = [self.unit[known]], [self.outdoor_f[known]], [self.values[name][known]]
        for anchor_f, anchor, missing in anchors:
            rows = np.flatnonzero(missing & ~np.isnan(anchor))
            unit.append(rows)
            at_f.append(np.full(rows.size, anchor_f))
            value.append(anchor[rows])
        return through_points(
            np.concatenate(unit),
            np.concatenate(at_f),
            np.concatenate(value),
            units=self.units,
            grid_f=self.grid_f,
        )


def _heating_curves(
    units: Units, points: _Anchors, *, variable: BoolArray
) -> tuple[dict[str, FloatArray], dict[str, _Cop], dict[str, BoolArray]]:
    rated_published = points.at("rated_btu_h", 47)
    max_published = points.at("max_btu_h", 47)
    rated_47 = _filled(
        rated_published,
        _filled(
            max_published * RATED_PER_MAX_47,
            units.cooling_btu_h * units.of_type(lambda each: each.heating_per_cooling),
        ),
    )
    hspf = _hspf(units)
    max_47 = _filled(max_published, np.where(variable, rated_47 / RATED_PER_MAX_47, rated_47))
    # A published 5 °F figure is a maximum-speed test and may exceed the rated 47 °F figure.
    max_5_published = points.at("max_btu_h", 5)
    max_47 = np.where(
        np.isnan(max_published), np.fmax(max_47, np.nan_to_num(max_5_published)), max_47
    )
    retention = _retention(units, hspf, variable=variable)
    min_47_published = points.at("min_btu_h", 47)
    unconfirmed = min_47_published < UNCONFIRMED_MIN_BTU_H
    points.raise_to("min_btu_h", np.where(unconfirmed, MIN_PER_RATED_47_LEAST * rated_47, 0.0))
    min_47_published = points.at("min_btu_h", 47)
    min_47 = np.where(variable, _filled(min_47_published, MIN_PER_RATED_47 * rated_47), max_47)
    cop_most_47, cop_least_47 = _regressed_cop(units, hspf, retention, variable=variable)
    no_max_warm = ~points.published("max_btu_h", low_f=40)
    no_max_cold = ~points.published("max_btu_h", high_f=20)
    # A rated 17 °F figure bounds what the regression may promise there, with the same margin.
    rated_17 = points.at("rated_btu_h", 17)
    max_17 = np.minimum(rated_17 / RATED_PER_MAX_47, max_47)  # NaN without one: no anchor
    most = points.curve(
        "max_btu_h",
        (47, max_47, no_max_warm),
        (17, max_17, no_max_cold),
        (5, np.fmin(max_47 * retention, max_17), no_max_cold),
    )
    least = np.where(
        variable[:, None],
        points.curve(
            "min_btu_h",
            (47, min_47, ~points.published("min_btu_h", low_f=40)),
            (5, min_47 * MIN_5_PER_MIN_47, ~points.published("min_btu_h", high_f=20)),
        ),
        most,
    )
    no_cop_most = ~points.published("cop_max", low_f=40)
    cop_most = points.cop(
        "cop_max",
        (47, cop_most_47, no_cop_most),
        (
            5,
            _filled(points.at("cop_max", 47), cop_most_47) * COP_5_PER_47["at most"],
            ~points.published("cop_max", high_f=20),
        ),
    )
    cop_least = points.cop(
        "cop_min",
        (47, cop_least_47, ~points.published("cop_min", low_f=40)),
        (
            5,
            _filled(points.at("cop_min", 47), cop_least_47) * COP_5_PER_47["at least"],
            ~points.published("cop_min", high_f=20),
        ),
    )
    most = np.maximum(most, 0.0)
    # Above 47 °F no output is tested; the line may run on, but not without limit.
    most = np.minimum(most, 1.25 * np.fmax(max_47, np.nan_to_num(max_5_published))[:, None])
    least = np.clip(least, 0.0, most)
    least = np.minimum(least, 1.25 * min_47[:, None])
    cop_least = _one_speed(cop_least, cop_most, variable=variable)
    leak = _hose_loss(units)
    net_most = np.maximum(0.0, most - leak)
    net_share = np.divide(net_most, most, out=np.zeros_like(most), where=most > 0)
    net_least = np.maximum(0.0, least - leak * np.where(variable, 0.5, 1.0)[:, None])
    curves_ = {
        "heat_most": net_most,
        "heat_least": np.minimum(net_least, net_most),
        "rated_47": rated_47,
        "min_47": np.minimum(min_47, max_47),
    }
    cops = {
        "heat_cop_most": replace(cop_most, net_share=net_share),
        "heat_cop_least": replace(cop_least, net_share=net_share),
    }
    estimated = {
        "min": variable & (np.isnan(min_47_published) | unconfirmed),
        "cold": no_max_cold,
        "rated": np.isnan(rated_published) & np.isnan(max_published),
        "cop": points.count("cop_min", "cop_max") < FEW_COP_POINTS,
    }
    return curves_, cops, estimated


def _cooling_curves(
    units: Units,
    points: _Anchors,
    *,
    variable: BoolArray,
    min_heat_47: FloatArray,
    known: BoolArray,
) -> tuple[dict[str, FloatArray], dict[str, _Cop], dict[str, BoolArray]]:
    rated = units.cooling_btu_h
    max_95 = np.fmax(_filled(points.at("max_btu_h", 95), units.cooling_max_btu_h), rated)
    max_95 = _filled(max_95, rated)
    min_published = np.minimum(_filled(points.at("min_btu_h", 95), units.cooling_min_btu_h), max_95)
    from_heating = np.where(
        known, min_heat_47 * MIN_COOLING_PER_MIN_HEATING, MIN_PER_RATED_47 * rated
    )
    min_95 = np.where(variable, _filled(min_published, np.fmin(from_heating, max_95)), max_95)
    cop_95, cop_least_95 = _regressed_cooling_cop(units, variable=variable)
    most = points.curve(
        "max_btu_h",
        (95, max_95, ~points.published("max_btu_h", low_f=90)),
        (82, max_95 * CAPACITY_82_PER_95["at most"], ~points.published("max_btu_h", high_f=85)),
    )
    least = points.curve(
        "min_btu_h",
        (95, min_95, ~points.published("min_btu_h", low_f=90)),
        (82, min_95 * CAPACITY_82_PER_95["at least"], ~points.published("min_btu_h", high_f=85)),
    )
    most = np.clip(most, 0.0, 1.25 * max_95[:, None])
    least = np.clip(np.where(variable[:, None], least, most), 0.0, most)
    cop_most = points.cop(
        "cop_max",
        (95, cop_95, ~points.published("cop_max", low_f=90)),
        (82, cop_95 * COP_82_PER_95["at most"], ~points.published("cop_max", high_f=85)),
    )
    cop_least = points.cop(
        "cop_min",
        (95, cop_least_95, ~points.published("cop_min", low_f=90)),
        (82, cop_least_95 * COP_82_PER_95["at least"], ~points.published("cop_min", high_f=85)),
    )
    at_82 = weights(COOLING_GRID_F, np.array([82.0])).astype(np.float64)
    curves_ = {
        "cool_most": most,
        "cool_least": least,
        "min_82": (least @ at_82)[:, 0],
    }
    gentle = _one_speed(cop_least, cop_most, variable=variable)
    cops = {"cool_cop_most": cop_most, "cool_cop_least": replace(gentle, limits=COOLING_COP_LIMITS)}
    estimated = {
        "min": variable & np.isnan(min_published),
        "cop": np.isnan(units.seer2) & np.isnan(units.ceer) & np.isnan(units.eer2),
    }
    return curves_, cops, estimated


def _one_speed(least: _Cop, most: _Cop, *, variable: BoolArray) -> _Cop:
    """The curve at the lowest speed; a unit with one speed has only the other."""
    inverter = variable[:, None]
    return _Cop(
        total=np.where(inverter, least.total, most.total),
        published=np.where(inverter, least.published, most.published),
    )


def _regressed_cop(
    units: Units, hspf: FloatArray, retention: FloatArray, *, variable: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """COP at 47 °F at the highest and the lowest output; mini-splits by HSPF (OpenStudio-HPXML)."""
    r = retention
    c = HEATING_COP_47
    split_most = c["1"] + c["h"] * hspf + c["r"] * r + c["r²"] * r**2 + c["r h"] * r * hspf
    room_most = WINDOW_COP_BASE + WINDOW_COP_SLOPE * _ceer(units) * EER_PER_CEER / BTU_PER_WH
    fixed = units.of_type(lambda each: each.fixed_cop_47)
    most = np.where(units.split, split_most, _filled(fixed, room_most))
    least = np.where(
        units.split,
        most * (HEATING_COP_LEAST_47["1"] + HEATING_COP_LEAST_47["h"] * hspf),
        np.where(variable, most * ROOM_UNIT_LEAST, most),
    )
    return most, least


def _regressed_cooling_cop(units: Units, *, variable: BoolArray) -> tuple[FloatArray, FloatArray]:
    """COP at 95 °F at the highest and the lowest output (OpenStudio-HPXML; window: CEER)."""
    seer = _filled(units.seer2, _filled(units.seer, SEER_UNKNOWN))
    split = _filled(units.eer2 / BTU_PER_WH, COOLING_COP_95["1"] + COOLING_COP_95["s"] * seer)
    room_unit = _ceer(units) * EER_PER_CEER / BTU_PER_WH
    most = np.where(units.split, split, room_unit)
    least = np.where(
        units.split,
        most * (COOLING_COP_LEAST_95["1"] + COOLING_COP_LEAST_95["s"] * seer),
        np.where(variable, most * ROOM_UNIT_LEAST, most),
    )
    return most, least


def _retention(units: Units, hspf: FloatArray, *, variable: BoolArray) -> FloatArray:
    split = np.minimum(1.0, RETENTION_5F_SLOPE * hspf + RETENTION_5F_BASE)
    cold_window = ~units.split & (units.cold_climate == YES) & variable
    return np.select(
        [units.split & variable, cold_window],
        [split, RETENTION_5F_COLD_WINDOW],
        RETENTION_5F_SINGLE_SPEED,
    )


def _hspf(units: Units) -> FloatArray:
    unknown = np.where(
        units.cold_climate == YES, HSPF_UNKNOWN["cold_climate"], HSPF_UNKNOWN["plain"]
    )
    return _filled(units.hspf2 / HSPF2_PER_HSPF, _filled(units.hspf, unknown))


def _ceer(units: Units) -> FloatArray:
    return _filled(units.ceer, units.of_type(lambda each: each.ceer))


def _is_variable(units: Units) -> BoolArray:
    """Mini-splits are inverters unless told; window and portable units only if told."""
    told = units.inverter == YES
    by_type_ = units.of_type(lambda each: each.inverter)
    usual = (by_type_ == "usual") | ((by_type_ == "cold_climate") & (units.cold_climate == YES))
    return np.asarray(told | ((units.inverter == UNKNOWN) & usual))


def _cutout(units: Units, points: _Anchors) -> tuple[FloatArray, BoolArray]:
    """Lowest outdoor temperature with heat: published, or down to the coldest published point."""
    published = _filled(units.min_operating_f, units.restart_f)
    unknown = np.where(
        units.cold_climate == YES,
        units.of_type(lambda each: each.cutout_cold_climate_f),
        units.of_type(lambda each: each.cutout_f),
    )
    shown = np.fmin(unknown, points.coldest())
    return _filled(published, shown), np.isnan(published)


def _hose_loss(units: Units) -> FloatArray:
    """Heat that outdoor air takes which a portable draws in, on the heating grid. [BTU/h]"""
    cfm = np.where(
        units.of_type(lambda each: each.hose),
        np.where(units.dual_hose == YES, HOSE_AIR_CFM["dual"], HOSE_AIR_CFM["single"]),
        0.0,
    )
    return AIR_SENSIBLE * cfm[:, None] * np.maximum(0.0, HEATING_INDOOR_F - HEATING_GRID_F)


def rated_hspf2(units: Units, made: Curves) -> FloatArray:
    """HSPF2 region IV of each unit by the bins of the rating procedure. [BTU/Wh]"""
    outdoor_f = np.array(list(HSPF2_BINS), dtype=float)
    share = np.array(list(HSPF2_BINS.values()))
    matrix = weights(HEATING_GRID_F, outdoor_f)
    load = (
        HSPF2_LOAD_FACTOR * units.cooling_btu_h[:, None] * np.maximum(0, 55 - outdoor_f) / (55 - 5)
    )
    running = outdoor_f[None, :] >= made.cutout_f[:, None]
    heat_wh, delivered = electricity(
        load,
        least=made.heat_least @ matrix,
        most=np.where(running, made.heat_most @ matrix, 0.0),
        cop_least=made.heat_cop_least @ matrix,
        cop_most=made.heat_cop_most @ matrix,
        cycling_loss=made.cycling_loss,
    )
    backup_wh = (load - delivered) / BTU_PER_WH
    used = ((heat_wh + backup_wh) * share).sum(axis=1)
    return np.asarray((load * share).sum(axis=1) / np.maximum(used, 1e-9))


def rated_seer2(units: Units, made: Curves) -> FloatArray:
    """SEER2 of each unit by the bins of the rating procedure. [BTU/Wh]"""
    outdoor_f = np.array(list(SEER2_BINS), dtype=float)
    share = np.array(list(SEER2_BINS.values()))
    matrix = weights(COOLING_GRID_F, outdoor_f)
    load = units.cooling_btu_h[:, None] / 1.1 * SEER2_LOAD_FACTOR * (outdoor_f - 65) / 30
    used_wh, delivered = electricity(
        load,
        least=made.cool_least @ matrix,
        most=made.cool_most @ matrix,
        cop_least=made.cool_cop_least @ matrix,
        cop_most=made.cool_cop_most @ matrix,
        cycling_loss=made.cycling_loss,
    )
    return np.asarray(
        (delivered * share).sum(axis=1) / np.maximum((used_wh * share).sum(axis=1), 1e-9)
    )


def electricity(
    load: npt.NDArray[Any],
    *,
    least: npt.NDArray[Any],
    most: npt.NDArray[Any],
    cop_least: npt.NDArray[Any],
    cop_most: npt.NDArray[Any],
    cycling_loss: FloatArray,
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Power [W] and heat moved [BTU/h] of each unit at each temperature: (units, temperatures).

    ``load`` [BTU/h] is (temperatures,) or (units, temperatures). Between the lowest and the
    highest output the COP goes linearly with output; below the lowest the unit cycles, and each
    start costs: PLF = 1 - Cd (1 - PLR). Method section 8.
    """
    delivered = np.minimum(load, most)
    share = np.divide(
        delivered - least, most - least, out=np.zeros_like(most), where=most - least > 1.0
    )
    cop = cop_least + (cop_most - cop_least) * np.clip(share, 0.0, 1.0)
    part = np.divide(delivered, least, out=np.ones_like(most), where=least > 0)
    penalty = 1 - cycling_loss.astype(most.dtype)[:, None] * (1 - np.minimum(part, 1.0))
    power = np.divide(delivered, cop * penalty * BTU_PER_WH, out=np.zeros_like(most), where=cop > 0)
    return power, np.where(cop > 0, delivered, 0.0)


def _calibrated(
    made: Curves,
    cops: dict[str, _Cop],
    rating: Callable[[Curves], FloatArray],
    *,
    target: FloatArray,
    wanted: BoolArray,
    gap: str,
) -> Curves:
    """``made`` with the estimated part of its COP scaled until ``rating`` returns ``target``.

    Only where ``wanted``: a unit with its own points keeps them, and the gap is noted. Backup heat
    and published points do not scale, so a few steps of fixed-point iteration.
    """
    chosen = wanted & ~np.isnan(target)
    scale = np.ones(target.size)
    trial = made
    for _step in range(CALIBRATION_STEPS):
        ratio = np.where(chosen, target / np.maximum(rating(trial), 1e-6), 1.0)
        scale = np.clip(scale * ratio, *CALIBRATION_LIMITS)
        scaled: dict[str, Any] = {name: cop.at(scale) for name, cop in cops.items()}
        trial = replace(made, **scaled)
    told = rating(trial) / target - 1
    return replace(trial, rating_gap={**made.rating_gap, gap: told})


def _filled(values: FloatArray, default: FloatArray | float) -> FloatArray:
    return np.where(np.isnan(values), default, values)
