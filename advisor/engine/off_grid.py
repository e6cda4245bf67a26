"""What a unit draws where power is short: a generator, an inverter, a hookup, batteries.

All from the same curves and the same worst weeks as the advice. What nobody publishes, the current
at the start above all, stays unknown. Method section 8.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.cycling import STANDBY_W
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F, UNKNOWN, YES, IntArray
from advisor.engine.place import FloatArray
from advisor.engine.season import cooling_power, heating_power
from advisor.engine.study import MILD_DAY_F, Study
from advisor.engine.worst_week import WorstWeek

STEADY_SHARE = constant(
    "STEADY_SHARE",
    0.8,
    "share",
    source="National Electrical Code (NFPA 70) 210.20(A): 125% of a load that runs for hours",
    says="of a breaker, and by our assumption of a generator or an inverter, that may be used for"
    " hours",
)
HOOKUP_W = table(
    "HOOKUP_W",
    {"shore_30": 30 * 120.0, "shore_50": 2 * 50 * 120.0, "house_115": 15 * 120.0},
    "W",
    source="National Electrical Code (NFPA 70) 551: 30 amps at 120 volts, 50 amps at 120/240 volts;"
    " a usual outlet has 15 amps at 120 volts",
    says="what an RV's hookup is good for, all told",
)
GENERATOR_STEP_W = constant(
    "GENERATOR_STEP_W",
    500.0,
    "W",
    source=ASSUMPTION,
    says="sizes of generators and inverters: rounded up to this",
)
SOFT, HARD, NOT_KNOWN = "soft", "hard", "not_known"
WHATEVER_BTU_H = 1e7  # more than any unit gives
LEAST_GIVEN_BTU_H = 1.0  # under it the unit stands still


@dataclass(frozen=True, kw_only=True)
class PowerDraw:
    """Electricity of one unit in one room; ``None`` where the season is not wanted."""

    heating_w: float | None  # while it carries the room, or all it can, at ``heating_at_f``
    cooling_w: float | None
    heating_at_f: float  # the design temperature, or where the unit stops
    cooling_at_f: float
    most_w: float  # at full speed, whatever the room needs
    label_w: float | None  # circuit on its label × volts: it never takes more
    start: str  # of SOFT, HARD, NOT_KNOWN
    coldest_day_kwh: float | None
    hottest_day_kwh: float | None

    @property
    def ceiling_w(self) -> float:
        """The most to plan for while it runs: full speed, and no more than its label."""
        return self.most_w if self.label_w is None else min(self.most_w, self.label_w)

    @property
    def generator_w(self) -> float:
        """Steady watts of a generator or inverter that runs this unit alone, in usual sizes."""
        steps = self.ceiling_w / STEADY_SHARE / GENERATOR_STEP_W
        return GENERATOR_STEP_W * max(1, math.ceil(round(steps, 6)))

    def share_of_hookup(self, hookup: str) -> float:
        """Share that it takes of what a hookup of ``HOOKUP_W`` gives for hours."""
        return self.ceiling_w / steady_w(hookup)


def steady_w(hookup: str) -> float:
    """What a hookup of ``HOOKUP_W`` gives for hours. [W]"""
    return STEADY_SHARE * HOOKUP_W[hookup]


def most_and_label_w(
    study: Study, row: int, weeks: Iterable[WorstWeek]
) -> tuple[float, float | None]:
    """Full speed in these weeks, and circuit × volts of the label where both are published. [W]"""
    most = max((_full_speed_w(study, row, week) for week in weeks), default=0.0)
    label = float(study.units.volts[row] * study.units.amps[row])
    return most, None if np.isnan(label) else label


def power_draw(
    study: Study, row: int, *, coldest: WorstWeek | None, hottest: WorstWeek | None
) -> PowerDraw:
    """What the unit of ``row`` draws in the room of ``study``; the weeks are its own, and ``None``
    where that season is not wanted. [W, kWh]"""
    inverter = study.units.inverter[row]
    most_w, label_w = most_and_label_w(study, row, (week for week in (coldest, hottest) if week))
    return PowerDraw(
        heating_w=_heating_w(study, row) if coldest else None,
        cooling_w=_cooling_w(study, row) if hottest else None,
        heating_at_f=_heating_at_f(study, row),
        cooling_at_f=_cooling_at_f(study, row),
        most_w=most_w,
        label_w=label_w,
        start=NOT_KNOWN if inverter == UNKNOWN else SOFT if inverter == YES else HARD,
        coldest_day_kwh=day_kwh(study, row, coldest) if _runs_in(coldest) else None,
        hottest_day_kwh=day_kwh(study, row, hottest) if _runs_in(hottest) else None,
    )


def _runs_in(week: WorstWeek | None) -> TypeGuard[WorstWeek]:
    """Whether the unit gives anything in the week: it may be too cold for it all through."""
    return week is not None and bool(week.given_btu_h.max() > LEAST_GIVEN_BTU_H)


def day_kwh(study: Study, row: int, week: WorstWeek) -> float:
    """Electricity of the day of a worst week that takes most, controls included: the last one, but
    where it is too cold for the unit to run. [kWh]"""
    loads, outdoors_f = (week.by_day(each) for each in (week.given_btu_h, week.outdoor_f))
    days = zip(loads, outdoors_f, strict=True)
    return max(_kwh(study, row, load, outdoor_f, heats=week.cold) for load, outdoor_f in days)


def _kwh(study: Study, row: int, load: FloatArray, outdoor_f: FloatArray, *, heats: bool) -> float:
    busy = load > LEAST_GIVEN_BTU_H
    watts = _watts(study, row, outdoor_f[busy], load[busy], heats=heats)
    return float(watts.sum() + STANDBY_W * (~busy).sum()) / 1000


def _watts(
    study: Study, row: int, outdoor_f: FloatArray, load_btu_h: FloatArray, *, heats: bool
) -> FloatArray:
    if not outdoor_f.size:
        return np.zeros(0)
    power = heating_power if heats else cooling_power
    at: IntArray = np.array([row])
    watts, _moved = power(outdoor_f, load_btu_h, study.units, study.curves, at)
    return np.asarray(watts[0])


def _heating_at_f(study: Study, row: int) -> float:
    return max(study.place.heating_design_f, float(study.curves.cutout_f[row]))


def _cooling_at_f(study: Study, row: int) -> float:
    return max(study.place.cooling_design_f, float(study.curves.low_cooling_f[row]))


def _heating_w(study: Study, row: int) -> float:
    load = np.array([max(1.0, study.loads.heating.likely)])
    return float(_watts(study, row, np.array([_heating_at_f(study, row)]), load, heats=True)[0])


def _cooling_w(study: Study, row: int) -> float:
    load = np.array([max(1.0, study.loads.cooling.likely)])
    return float(_watts(study, row, np.array([_cooling_at_f(study, row)]), load, heats=False)[0])


def _full_speed_w(study: Study, row: int, week: WorstWeek) -> float:
    """The most at any temperature of a worst week, and in winter up to a test's mild 47 °F."""
    limits_f = study.curves.cutout_f if week.cold else study.curves.low_cooling_f
    low_f, high_f = week.outdoor_f.min(), week.outdoor_f.max()
    grid_f = HEATING_GRID_F if week.cold else COOLING_GRID_F
    between = grid_f[(grid_f > low_f) & (grid_f < (MILD_DAY_F if week.cold else high_f))]
    outdoor_f = np.maximum(np.array([low_f, *between, high_f]), limits_f[row])
    watts = _watts(study, row, outdoor_f, np.full(outdoor_f.size, WHATEVER_BTU_H), heats=week.cold)
    return float(watts.max())
