"""What a unit saves against what heats and cools the room now: dollars, CO2, break-even."""

from dataclasses import dataclass

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.constants import constant
from advisor.engine.conversions import BTU_PER_KWH, BTU_PER_WH
from advisor.engine.field import FIELD_COOLING, FIELD_DERATE, heating_ends
from advisor.engine.fuels import COOLING_NOW_COP, co2_now_lb, grid_lb_per_kwh
from advisor.engine.load import Spread
from advisor.engine.needed import hours_in_use
from advisor.engine.season import heat_needed_at, heating_power
from advisor.engine.study import Study

FUEL_PRICE_SPREAD = constant(
    "FUEL_PRICE_SPREAD",
    0.15,
    "share",
    source="our assumption: a fuel's price moves this much from one winter to the next",
    says="± on the price of gas, propane or oil in the range of a saving",
)


@dataclass(frozen=True, kw_only=True)
class Saving:
    """Yearly saving against what is there now, negative where it costs more. [$]"""

    low: float
    likely: float
    high: float
    heating: Spread | None  # the part of the heat alone


def saving(study: Study, row: int) -> Saving | None:
    """Saving of one unit, or ``None`` where there is nothing to compare with.

    Low and high: the ranges of the load, the field COPs and the fuel's price, in quadrature.
    """
    season, rates = study.season, study.rates
    if _unknown_now(study):
        return None
    heating, moves = 0.0, []
    heat_electric = float(season.heating_kwh[row]) * rates.pump_heat_usd_kwh
    compares_heat = study.heating_wanted and rates.heat_now_usd_kwh is not None
    if compares_heat:
        now = float(season.heat_delivered_kwh[row]) * float(rates.heat_now_usd_kwh or 0)
        heating = now - heat_electric
        moves = _load_moves(heating, study.loads.heating)
        ends = heating_ends(float(season.heat_cycling_fraction[row]))
        moves += [heat_electric - heat_electric * FIELD_DERATE / end for end in ends]
        if rates.fuel in {"gas", "propane", "oil"}:
            moves += [-FUEL_PRICE_SPREAD * now, FUEL_PRICE_SPREAD * now]
    cooled_now = rates.cool_now_usd_kwh or 0.0
    cooling_kwh = study.needed.cool_btu / BTU_PER_KWH * (1 - float(season.uncooled_fraction[row]))
    cool_electric = float(season.cooling_kwh[row]) * rates.pump_cool_usd_kwh
    cooling = cooling_kwh * cooled_now - cool_electric
    moves_of_cooling = _load_moves(cooling, study.loads.cooling) + [
        cool_electric - cool_electric * FIELD_COOLING["likely"] / FIELD_COOLING[end]
        for end in ("low", "high")
    ]
    both = _spread(heating + cooling, [*moves, *moves_of_cooling])
    return Saving(
        low=both.low,
        likely=both.likely,
        high=both.high,
        heating=_spread(heating, moves) if compares_heat else None,
    )


def _unknown_now(study: Study) -> bool:
    """Whether nobody can tell what a year costs now: nothing to compare with, heat of which the
    price is not known, or a generator that nobody told the price of."""
    answers, rates = study.answers, study.rates
    free = rates.fuel in {"none", "included"}
    untold = rates.heat_now_usd_kwh is None and not free
    nothing = (free or untold) and rates.cool_now_usd_kwh is None
    heats = study.heating_wanted and study.needed.heat_btu > 0
    return nothing or (heats and untold) or runs_on_a_generator(answers)


def runs_on_a_generator(answers: Answers) -> bool:
    """Whether an RV without a hookup makes its own power, and nobody told what that costs."""
    off_grid = answers.space == "rv" and answers.hookup == "none"
    return off_grid and answers.electricity_rate is None


def _load_moves(part: float, load: Spread) -> list[float]:
    """How a part of the bill moves with the load, at both of its ends. [$]"""
    ends = (load.low, load.high) if load.likely else ()
    return [part * (end / load.likely - 1) for end in ends]


def _spread(likely: float, moves: list[float]) -> Spread:
    """A range from moves that do not depend on each other: in quadrature, each side apart. [$]"""
    down = [move for move in moves if move <= 0]
    up = [move for move in moves if move > 0]
    return Spread(
        low=likely - float(np.linalg.norm(down)),
        likely=likely,
        high=likely + float(np.linalg.norm(up)),
    )


def field_cop_range(study: Study, row: int) -> tuple[float, float] | None:
    """Seasonal heating COP of a unit as homes have measured it, low and high; lower where it
    cycles."""
    likely = float(study.season.seasonal_cop[row])
    if np.isnan(likely):
        return None
    low, high = heating_ends(float(study.season.heat_cycling_fraction[row]))
    return likely / FIELD_DERATE * low, likely / FIELD_DERATE * high


def field_cooling_range(study: Study, row: int) -> tuple[float, float] | None:
    """Electricity for the cold of a year as homes differ, low and high. [kWh]"""
    if not study.cooling_wanted:
        return None
    lab = float(study.season.cooling_kwh[row]) * FIELD_COOLING["likely"]
    return lab / FIELD_COOLING["high"], lab / FIELD_COOLING["low"]


def switchover_f(study: Study, row: int) -> float | None:
    """Outdoor temperature below which the fuel that is there heats for less; ``None`` without a
    fuel, or where one of the two wins whenever the unit runs. [°F]

    Compares $ per kWh of heat at the room's load, every °F, at the field COP.
    """
    now = study.rates.heat_now_usd_kwh
    if not now or study.rates.fuel not in {"gas", "propane", "oil"} or not study.heating_wanted:
        return None
    warmest = study.room.hold_f - 5
    outdoor_f = np.arange(max(study.place.heating_design_f, -40.0), warmest, 1.0)
    load = heat_needed_at(study.loads, study.room, outdoor_f)
    power, delivered = heating_power(
        outdoor_f, load, study.units, study.curves, np.array([row], dtype=np.int64)
    )
    heat_kw = delivered[0] / BTU_PER_WH
    cost = np.divide(
        power[0] * study.rates.pump_heat_usd_kwh,
        heat_kw,
        out=np.full(outdoor_f.size, np.inf),
        where=heat_kw > 0,
    )
    runs, cheaper = np.flatnonzero(heat_kw > 0), np.flatnonzero(cost < now)
    if not cheaper.size or cheaper[0] == runs[0]:
        return None
    return float(outdoor_f[cheaper[0]])


def co2_lb(study: Study, row: int) -> float | None:
    """CO2 of a year with a unit: its electricity, the backup's fuel, and a plain window unit for
    the cold left undone; ``None`` where the grid is not known. [lb]"""
    grid = grid_lb_per_kwh(study.place.prices)
    if grid is None:
        return None
    season = study.season
    kwh = float(season.heating_kwh[row] + season.cooling_kwh[row])
    kwh += float(season.uncooled_kwh[row]) / COOLING_NOW_COP["window"]
    backup = co2_now_lb(float(season.backup_kwh[row]), 0.0, study.answers, grid)
    if study.rates.fuel in {None, "none"}:
        backup = float(season.backup_kwh[row]) * grid
    return kwh * grid + backup


def co2_now(study: Study) -> float | None:
    """CO2 of a year with what heats and cools the room now; ``None`` where it is not known. [lb]"""
    grid = grid_lb_per_kwh(study.place.prices)
    if grid is None or study.rates.fuel in {None, "none", "wood", "included"}:
        return None
    heat_kwh = study.needed.heat_btu / BTU_PER_KWH
    return co2_now_lb(heat_kwh, study.needed.cool_btu, study.answers, grid)


def years_to_even(extra_usd: float, saving_usd: float) -> float | None:
    """Simple payback, the saving after upkeep; ``None`` where nothing is saved. [years]"""
    return extra_usd / saving_usd if saving_usd > 0 else None


def break_even_cop(study: Study) -> float | None:
    """COP at which heat from electricity costs what it costs now; ``None`` without a fuel."""
    now = study.rates.heat_now_usd_kwh
    if not now or study.rates.fuel not in {"gas", "propane", "oil"}:
        return None
    return study.rates.pump_heat_usd_kwh / now


DAYS_A_YEAR = 365


def hours_used(study: Study) -> int:
    """Hours a year in which the room is kept at its temperature. [h]"""
    return sum(hours_in_use(study.room.use)) * DAYS_A_YEAR


def hour_used_usd(study: Study, row: int) -> float | None:
    """Running cost of a year over the hours in use, of one unit in a room that is used now and
    then; ``None`` in every other room. [$ per hour]"""
    if study.answers.use != "occasional":
        return None
    return float(study.running_usd[row]) / hours_used(study)
