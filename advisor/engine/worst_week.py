"""A room through its worst week with one unit: how far it falls or rises, and its warm-up.

The same two nodes as the year's (``room_year``), now with what the unit can really give. The week
is the coldest kind of day of the coldest month seven times over, after a day that reaches the
design temperature; in summer the hottest, and then under a clear sky. The room is held all day,
with nothing else to heat or cool it and its windows shut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.curve_points import weights
from advisor.engine.design_day import COOLING_INDOOR_F, exceeded_f
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F
from advisor.engine.load import SENSIBLE_SHARE_HUMID
from advisor.engine.load_lines import AIR_LATENT, INDOOR_HUMIDITY_GR_LB
from advisor.engine.needed import SETBACK_F, room_nodes
from advisor.engine.place import Climate, FloatArray
from advisor.engine.room_year import (
    COOLING_ABOVE_F,
    Balance,
    Nodes,
    Steps,
    energy_balance,
    hourly_steps,
)
from advisor.engine.study import Study
from advisor.engine.typical_days import DAY_KINDS, TypicalDays, typical_days, under_clear_sky

FELT_F = constant(
    "FELT_F",
    2.0,
    "°F",
    source=ASSUMPTION,
    says="away from the temperature that is wanted before an hour counts as too cold or too hot",
)
WORST_DAYS = constant(
    "WORST_DAYS",
    7.0,
    "days",
    source="design of this advisor",
    says="the coldest or hottest kind of day of the worst month, one after the other",
)
SNAP_DAYS = constant(
    "SNAP_DAYS",
    2.0,
    "days",
    source="our assumption: as in Greensboro’s typical year; one in Miami’s",
    says="how long such days last in a typical year; a whole week of them is told apart",
)
WORST_SWING = table(
    "WORST_SWING",
    {"cold": 1.5, "hot": 1.25},
    "× the swing of the month’s usual day",
    source="our assumption: the coldest days of Greensboro’s and Miami’s typical years have 1.5 and"
    " 2.2, the hottest 1.2 and 1.5",
    says="from night to noon on the coldest days, which are clear, and on the hottest",
)
HOTTEST_HOURS = constant(
    "HOTTEST_HOURS",
    9.0,
    "h a year",
    source="our assumption: a thousandth of a year",
    says="are hotter than the hottest kind of day ever gets",
)
HOT_DOUBT_F = constant(
    "HOT_DOUBT_F",
    4.0,
    "°F",
    source="measured on ten rooms in Miami and Greensboro, hour by hour, with units that carry 50%,"
    " 70%, and 85% of the cooling load",
    says="more or less than what we say the hottest week comes to",
)
SATURDAY_HOUR = constant(
    "SATURDAY_HOUR",
    8.0,
    "o’clock",
    source=ASSUMPTION,
    says="when a room that was set back through the week is turned up",
)
FIRST, WORST, USUAL = range(3)  # columns of the days: at the design temperature, and so on
HOURS_A_DAY = 24
STEPS_AN_HOUR = 10  # of a warm-up

Hour = tuple[float, float, float, float, float, float]
"""Of ``Steps``: from_air, from_mass, steady, mass_gain; then the aim and the most a unit moves."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WorstWeek:
    """Eight days hour by hour, the first at the design temperature: (192,) each."""

    cold: bool
    wanted_f: float
    outdoor_f: FloatArray
    room_f: FloatArray
    given_btu_h: FloatArray  # heat; or cold, the moisture that comes along included

    @property
    def off_f(self) -> FloatArray:
        """How far the room is on the bad side of the wanted temperature, 0 on the other. [°F]"""
        off = self.wanted_f - self.room_f
        return np.maximum(0.0, off if self.cold else -off)

    @property
    def usual_hours(self) -> int:
        """Hours that a typical year has of it: the first day, and as many as a cold snap has."""
        return HOURS_A_DAY * (1 + int(SNAP_DAYS))

    @property
    def farthest_f(self) -> float:
        """The lowest temperature of the room in a typical year, in summer the highest. [°F]"""
        return self._farthest_of(self.room_f[: self.usual_hours])

    @property
    def lasting_f(self) -> float:
        """The same where the cold or the heat lasts all week. [°F]"""
        return self._farthest_of(self.room_f)

    def _farthest_of(self, room_f: FloatArray) -> float:
        return float(room_f.min() if self.cold else room_f.max())

    @property
    def hours_off(self) -> int:
        """Hours of the worst day of a typical year with the room more than ``FELT_F`` off."""
        off = self.by_day(self.off_f[: self.usual_hours]) > FELT_F
        return int(off.sum(axis=1).max())

    @property
    def holds(self) -> bool:
        """Whether nobody would feel that the unit is too small."""
        return self.hours_off == 0

    def by_day(self, values: FloatArray) -> FloatArray:
        """Values of the week as (8 days, 24 hours)."""
        return values.reshape(-1, HOURS_A_DAY)


@dataclass(frozen=True, kw_only=True, eq=False)
class RoomDays:
    """What three days of one season do to a room, whatever unit is in it: columns of (24, 3)."""

    cold: bool
    wanted_f: float
    days: TypicalDays
    balance: Balance
    steps: Steps
    aim_f: FloatArray  # kept if the unit can; inf where it does not cool
    moisture_btu_h: FloatArray  # latent load of air and people


def worst_week(study: Study, row: int, *, cold: bool) -> WorstWeek:
    """The room of ``study`` in its coldest week with the unit of ``row`` alone, or its hottest.

    Below its limits the unit gives nothing. A load of the user's own scales what it can give.
    """
    kept = study.worst_weeks.get((row, cold))
    if isinstance(kept, WorstWeek):
        return kept
    at = _room_days(study, cold=cold)
    week = week_of(at, _most_btu_h(study, row, at))
    scale = study.loads.heating_scale if cold else study.loads.cooling_scale
    found = replace(week, given_btu_h=week.given_btu_h * scale)
    study.worst_weeks[row, cold] = found
    return found


def week_of(at: RoomDays, most_btu_h: FloatArray) -> WorstWeek:
    """Eight days with a unit that moves ``most_btu_h`` (24, 3) at the most. [BTU/h, sensible]"""
    order = [FIRST] + [WORST] * int(WORST_DAYS)
    hours = {column: _hours(at, most_btu_h, column, at.aim_f) for column in (FIRST, WORST)}
    room_f, moved_f, _end = follow(
        [hour for column in order for hour in hours[column]],
        at.steps,
        start_f=(at.wanted_f, at.wanted_f),
        sign=1.0 if at.cold else -1.0,
    )
    outdoor_f, stiffness, moisture = (
        each[:, order].T.ravel()
        for each in (at.days.outdoor_f, at.balance.stiffness, at.moisture_btu_h)
    )
    given = np.array(moved_f) * stiffness
    if not at.cold:
        given += np.minimum(moisture, given * (1 / SENSIBLE_SHARE_HUMID - 1))
    return WorstWeek(
        cold=at.cold,
        wanted_f=at.wanted_f,
        outdoor_f=outdoor_f,
        room_f=np.array(room_f),
        given_btu_h=given,
    )


def warm_up_h(study: Study, row: int, *, coldest: bool) -> float | None:
    """How long the unit of ``row`` takes to warm the room of ``study`` up on a Saturday, on a usual
    day of the coldest month or on its ``coldest``; see ``warm_up_of``. [h]"""
    at = _room_days(study, cold=True)
    finer = _room_days(study, cold=True, steps_an_hour=STEPS_AN_HOUR)
    return warm_up_of(at, finer, _most_btu_h(study, row, at), WORST if coldest else USUAL)


def warm_up_of(at: RoomDays, finer: RoomDays, most_btu_h: FloatArray, column: int) -> float | None:
    """Hours from ``SATURDAY_HOUR`` until a room that was kept at ``SETBACK_F`` all week is within
    ``FELT_F`` of what is wanted, with one kind of day all the while.

    ``finer`` are the same days in a room that stores ``STEPS_AN_HOUR`` times as much: in a step of
    a tenth of an hour a store gives and takes as one ten times its size does in an hour. 0 where
    the room never cooled so far; ``None`` where a day is not enough.
    """
    warm_f = at.wanted_f - FELT_F
    idle = _hours(at, most_btu_h, column, np.full_like(at.aim_f, min(SETBACK_F, at.wanted_f)))
    turned_up = int(SATURDAY_HOUR)
    _room, _moved, start_f = follow(
        idle * int(WORST_DAYS) + idle[:turned_up], at.steps, start_f=(at.wanted_f, at.wanted_f)
    )
    if start_f[0] >= warm_f:
        return 0.0
    busy = _hours(finer, most_btu_h, column, finer.aim_f)
    ahead = busy[turned_up:] + busy[:turned_up]
    room_f, _moved, _end = follow(
        [hour for hour in ahead for _step in range(STEPS_AN_HOUR)], finer.steps, start_f=start_f
    )
    warm = np.flatnonzero(np.array(room_f) >= warm_f)
    return float(warm[0] + 1) / STEPS_AN_HOUR if warm.size else None


def follow(
    hours: Sequence[Hour], steps: Steps, *, start_f: tuple[float, float], sign: float = 1.0
) -> tuple[list[float], list[float], tuple[float, float]]:
    """Air at the end of each hour, what the unit moved it by, and air and mass at the end. [°F]

    ``sign`` is 1 where the unit warms the air up to the aim and -1 where it cools it down to it.
    """
    air, mass = start_f
    keeps, follows = steps.keeps, steps.follows
    room_f, moved_f = [], []
    for from_air, from_mass, steady, gain, aim, most in hours:
        free = from_air * air + from_mass * mass + steady
        moved = min(max(sign * (aim - free), 0.0), most)
        air = free + sign * moved
        mass = keeps * mass + follows * air + gain
        room_f.append(air)
        moved_f.append(moved)
    return room_f, moved_f, (air, mass)


def worst_days(climate: Climate, latitude: float, design_f: float, *, cold: bool) -> TypicalDays:
    """Three days of the coldest month, or of the hottest: one that reaches the design temperature,
    the worst kind, and the usual one. Cold days have the sun of their month, hot ones that of a
    clear sky, as the cooling load has."""
    days = typical_days(climate, latitude)
    kinds = len(DAY_KINDS)
    month = int(days.month_mean_f.argmin() if cold else days.month_mean_f.argmax())
    usual, worst = month * kinds + kinds // 2, month * kinds + (0 if cold else kinds - 1)
    mean_day = days.outdoor_f[:, usual]
    at_design = mean_day + design_f - (mean_day.min() if cold else mean_day.max())
    swing = WORST_SWING["cold" if cold else "hot"] * (mean_day - mean_day.mean())
    if not cold:
        days = under_clear_sky(days, climate, latitude)
    # Its mean, but no hour beyond those that the station's year has, or has for long.
    worst_f = days.outdoor_f[:, worst].mean()
    worst_f = (
        max(worst_f, climate.outdoor_f[0] - swing.min())
        if cold
        else min(worst_f, exceeded_f(climate, climate.hours, HOTTEST_HOURS) - swing.max())
    )
    outdoor_f = np.column_stack([at_design, worst_f + swing, mean_day])
    return replace(
        days,
        days=np.ones(3),
        month=np.full(3, month),
        outdoor_f=outdoor_f,
        humidity_gr_lb=np.interp(outdoor_f, climate.outdoor_f, climate.humidity_gr_lb),
    )


@lru_cache(maxsize=64)
def room_days(
    room: Nodes, climate: Climate, latitude: float, design_f: float, *, cold: bool
) -> RoomDays:
    """The worst days of a climate in ``room``, held all day with its windows shut."""
    held = replace(room, setback_f=room.hold_f, opens_windows=False)
    days = worst_days(climate, latitude, design_f, cold=cold)
    balance = energy_balance(held, days)
    cools = (days.outdoor_f > COOLING_ABOVE_F) | room.cools_in_winter
    grains = np.maximum(0.0, days.humidity_gr_lb - INDOOR_HUMIDITY_GR_LB)
    wanted_f = room.hold_f if cold else max(COOLING_INDOOR_F, room.hold_f)  # never below the heat
    return RoomDays(
        cold=cold,
        wanted_f=wanted_f,
        days=days,
        balance=balance,
        steps=hourly_steps(held, balance),
        aim_f=np.where(cold | cools, wanted_f, np.inf),
        moisture_btu_h=AIR_LATENT * room.altitude_factor * balance.flow_cfm * grains
        + room.people_latent_btu_h,
    )


def finer_room(room: Nodes, steps_an_hour: int) -> Nodes:
    """The room for shorter steps: it stores so many times as much."""
    return replace(
        room,
        volume_ft3=room.volume_ft3 * steps_an_hour,
        mass_btu_f=room.mass_btu_f * steps_an_hour,
    )


def _room_days(study: Study, *, cold: bool, steps_an_hour: int = 1) -> RoomDays:
    nodes = finer_room(room_nodes(study.loads, study.room, study.place), steps_an_hour)
    place = study.place
    design_f = place.heating_design_f if cold else place.cooling_design_f
    return room_days(nodes, place.climate, place.latitude, design_f, cold=cold)


def _most_btu_h(study: Study, row: int, at: RoomDays) -> FloatArray:
    """Heat that the unit can give in each hour, or sensible cold beside the moisture: (24, 3)."""
    curves, outdoor_f = study.curves, at.days.outdoor_f
    grid_f, curve, limit_f, scale = (
        (HEATING_GRID_F, curves.heat_most, curves.cutout_f, study.loads.heating_scale)
        if at.cold
        else (COOLING_GRID_F, curves.cool_most, curves.low_cooling_f, study.loads.cooling_scale)
    )
    most = (curve[row] @ weights(grid_f, outdoor_f.ravel())).reshape(outdoor_f.shape)
    most = np.where(outdoor_f >= limit_f[row], most, 0.0) / max(scale, 1e-6)
    if at.cold:
        return np.asarray(most, dtype=np.float64)
    return np.asarray(np.maximum(SENSIBLE_SHARE_HUMID * most, most - at.moisture_btu_h))


def _hours(at: RoomDays, most_btu_h: FloatArray, column: int, aim_f: FloatArray) -> list[Hour]:
    """The 24 hours of one day as plain numbers, which a loop reads ten times as fast."""
    steps = at.steps
    most_f = most_btu_h / at.balance.stiffness
    arrays = (steps.from_air, steps.from_mass, steps.steady, steps.mass_gain, aim_f, most_f)
    return list(zip(*(array[:, column].tolist() for array in arrays), strict=True))
