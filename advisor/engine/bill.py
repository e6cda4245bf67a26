"""Last winter's bill of the whole home as a check on the room's heating load.

What the home burned from November to March, less what else it was used for, is heat. Divided by
the degree hours of those months it is the home's loss per degree, and so its design load. The same
home as the answers describe it has a calculated load; their ratio scales the room. Degree days are
those of a typical year. Method: degree-day billing analysis (ASHRAE Guideline 14, simplified).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp, hypot, log
from typing import Any

import numpy as np

from advisor.engine.answers import CHOICES, Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.fuels import BTU_PER_FUEL, EFFICIENCY
from advisor.engine.load import Loads, Spread, loads
from advisor.engine.place import Place
from advisor.engine.room import Room, describe

WINTER_MONTHS = (0, 1, 2, 10, 11)  # January, February, March, November, December: indexes
SHARE_OF_YEAR = len(WINTER_MONTHS) / 12
INDOOR_F = 70.0

RESNET_USE = "ANSI/RESNET/ICC 301 table 4.2.2.5(1), a home of three bedrooms"
OTHER_KWH = constant(
    "OTHER_KWH", 3424.0, "kWh a year", source=RESNET_USE, says="lights and appliances of a home"
)
OTHER_KWH_PER_FT2 = constant(
    "OTHER_KWH_PER_FT2", 1.71, "kWh a year and ft²", source=RESNET_USE, says="and by its size"
)
HOT_WATER_KWH = constant(
    "HOT_WATER_KWH", 3000.0, "kWh a year", source=ASSUMPTION, says="hot water of a home, electric"
)
HOT_WATER_BTU = constant(
    "HOT_WATER_BTU", 18e6, "BTU a year", source=ASSUMPTION, says="hot water of a home, in fuel"
)
BALANCE_F = constant(
    "BALANCE_F",
    60.0,
    "°F",
    source=ASSUMPTION,
    says="outdoors; above it people, sun and appliances heat the home",
)
BILL_SPREADS = table(
    "BILL_SPREADS",
    {
        "other use": (0.5, 1.4),  # of lights, appliances and hot water
        "winter": (0.90, 1.12),  # last winter against a typical one
        "balance": (-3.0, 3.0),  # °F
        "fuel heater": (0.90, 1.12),  # of the efficiency that nobody looked up
        "heat_pump heater": (0.75, 1.30),
        "home": (0.80, 1.25),  # the room against the rest of the home
    },
    "low and high",
    source=ASSUMPTION,
    says="what a bill does not say",
)
AGREES_WITHIN = constant(
    "AGREES_WITHIN",
    0.5,
    "share",
    source=ASSUMPTION,
    says="an answer explains a bill when it removes this much of the difference",
)
BILL_LEAST_HDD = constant(
    "BILL_LEAST_HDD",
    2000.0,
    "°F·d",
    source=ASSUMPTION,
    says="degree days below which a winter bill says more of cooling and hot water than of heat",
)
LEAST_HEAT = 0.05
"""Share of what was used that counts as heat even where the usual other use would take it all."""

BILLS = ("bill_kwh", "bill_therms", "bill_gallons")

HOME_ANSWERS = ("insulation", "drafts", "glass", "windows")
"""Answers on the room that say something of the whole home."""


@dataclass(frozen=True, kw_only=True)
class BillCheck:
    """What the bill implies for this room beside what the answers do. [BTU/h]"""

    implied: Spread
    calculated: Spread
    bill: str  # the first of the bills that were used: bill_kwh, bill_therms or bill_gallons
    contradicts: bool  # the two ranges do not meet
    field: str | None = None  # the answer that most likely explains it, or the bill itself
    instead: str | None = None  # the value with which the answer would fit


@dataclass(frozen=True, kw_only=True)
class _Used:
    """One energy of the home's winter. [BTU]"""

    bill: str
    heater: str  # key of EFFICIENCY
    btu: float
    other_btu: float


def room_loads(room: Room, place: Place, answers: Answers) -> Loads:
    """Design loads of the room, its heating range narrowed by the bill where one is given."""
    found = loads(room, place, own_heating=answers.heating_load, own_cooling=answers.cooling_load)
    checked = check(answers, found, place)
    if checked is None or checked.contradicts or answers.heating_load is not None:
        return found
    heating = combined(checked.calculated, checked.implied)
    scale = heating.likely / checked.calculated.likely
    return replace(found, heating=heating, heating_scale=scale)


def is_given(answers: Answers) -> bool:
    """Whether there is a bill at all."""
    return any(getattr(answers, name) is not None for name in BILLS)


def needs(answers: Answers) -> str | None:
    """The answer without which a bill says nothing, ``home_area`` or ``heating_now``; ``None``
    where nothing is missing."""
    if not is_given(answers):
        return None
    if answers.home_area is None:
        return "home_area"
    return None if list(_used(answers)) else "heating_now"


def check(answers: Answers, calculated: Loads, place: Place) -> BillCheck | None:
    """What the bill says of the room's heating load; ``None`` without a bill that can be read, and
    where winters are too mild for it."""
    ours = calculated.calculated_heating
    if needs(answers) is not None or answers.home_area is None or ours.likely <= 0:
        return None
    if place.hdd65 < BILL_LEAST_HDD:
        return None
    used = list(_used(answers))
    home = _home_load(answers, place)
    if not used or home <= 0:
        return None
    implied_home = _implied(answers, used, place)
    if implied_home is None:
        return None
    ratio = ours.likely / home
    implied = Spread(
        low=implied_home.low * ratio,
        likely=implied_home.likely * ratio,
        high=implied_home.high * ratio,
    )
    contradicts = implied.high < ours.low or implied.low > ours.high
    field, instead = None, None
    if contradicts:
        field, instead = _culprit(answers, place, implied_home.likely, home)
        field = field or used[0].bill
    return BillCheck(
        implied=implied,
        calculated=ours,
        bill=used[0].bill,
        contradicts=contradicts,
        field=field,
        instead=instead,
    )


def combined(one: Spread, other: Spread) -> Spread:
    """Two estimates of one load, each weighted by how narrow it is (inverse variance of logs).

    >>> both = combined(Spread(low=50, likely=100, high=200), Spread(low=50, likely=100, high=200))
    >>> round(both.low, 1), round(both.likely, 1), round(both.high, 1)
    (61.3, 100.0, 163.3)
    """
    widths = [max(log(each.high / each.low) / 2, 1e-6) for each in (one, other)]
    weights = [width**-2 for width in widths]
    likely = exp((weights[0] * log(one.likely) + weights[1] * log(other.likely)) / sum(weights))

    def side(first: float, second: float) -> float:
        return 1 / hypot(1 / max(first, 1e-6), 1 / max(second, 1e-6))

    below = side(log(one.likely / one.low), log(other.likely / other.low))
    above = side(log(one.high / one.likely), log(other.high / other.likely))
    return Spread(low=likely * exp(-below), likely=likely, high=likely * exp(above))


def _used(answers: Answers) -> Iterator[_Used]:
    """The bills that hold heat. Electricity does only where it heats."""
    area = answers.home_area or 0.0
    now = answers.heating_now
    hot_water = HOT_WATER_BTU * SHARE_OF_YEAR
    if answers.bill_therms is not None:
        btu = answers.bill_therms * BTU_PER_FUEL["gas"]
        yield _Used(bill="bill_therms", heater="gas", btu=btu, other_btu=hot_water)
    if answers.bill_gallons is not None and now in {"propane", "oil"}:
        btu = answers.bill_gallons * BTU_PER_FUEL[now]
        yield _Used(bill="bill_gallons", heater=now, btu=btu, other_btu=hot_water)
    if answers.bill_kwh is not None and now in {"electric", "heat_pump"}:
        other = (OTHER_KWH + OTHER_KWH_PER_FT2 * area + HOT_WATER_KWH) * SHARE_OF_YEAR
        yield _Used(
            bill="bill_kwh",
            heater=now,
            btu=answers.bill_kwh * BTU_PER_KWH,
            other_btu=other * BTU_PER_KWH,
        )


def _implied(answers: Answers, used: list[_Used], place: Place) -> Spread | None:
    """Design load of the whole home by its bills; ``None`` where the winter needs no heat."""
    per_degree = _degree_hours(place, BALANCE_F)
    design_f = max(0.0, INDOOR_F - place.heating_design_f)
    if per_degree <= 0 or design_f <= 0:
        return None
    likely = _heat(answers, used) / per_degree * design_f
    ends: list[tuple[float, float]] = []
    for low, high in (
        [_heat(answers, used, other=end) for end in reversed(BILL_SPREADS["other use"])],
        [_heat(answers, used, heater=end) for end in (0, 1)],
    ):
        ends.append((low / per_degree * design_f / likely, high / per_degree * design_f / likely))
    cold, warm = (BALANCE_F + shift for shift in BILL_SPREADS["balance"])
    ends.append(
        (
            per_degree / _degree_hours(place, warm),
            per_degree / max(_degree_hours(place, cold), per_degree / 2),
        )
    )
    mild, hard = BILL_SPREADS["winter"]
    ends += [(1 / hard, 1 / mild), BILL_SPREADS["home"]]
    below = hypot(*(log(low) for low, _high in ends))
    above = hypot(*(log(high) for _low, high in ends))
    return Spread(low=likely * exp(-below), likely=likely, high=likely * exp(above))


def _heat(
    answers: Answers, used: list[_Used], *, other: float = 1.0, heater: int | None = None
) -> float:
    """Heat that the home got, with so much ``other`` use (share of the usual) and with the low (0)
    or high (1) end of the heater's efficiency. [BTU]"""
    total = 0.0
    for each in used:
        is_told = answers.heating_efficiency is not None and each.heater == answers.heating_now
        efficiency = EFFICIENCY[each.heater]
        if is_told and answers.heating_efficiency is not None:
            efficiency = answers.heating_efficiency / 100
        elif heater is not None and each.heater != "electric":
            kind = "heat_pump heater" if each.heater == "heat_pump" else "fuel heater"
            efficiency *= BILL_SPREADS[kind][heater]
        total += max(each.btu - other * each.other_btu, LEAST_HEAT * each.btu) * efficiency
    return total


def _degree_hours(place: Place, balance_f: float) -> float:
    """From November to March below ``balance_f``. [°F·h]"""
    hours = place.climate.month_hours[list(WINTER_MONTHS)].sum(axis=0)
    return float(hours @ np.maximum(0.0, balance_f - place.climate.outdoor_f))


def _home_load(answers: Answers, place: Place, **changes: Any) -> float:
    """Calculated heating load of the whole home, as the answers on the room describe it. [BTU/h]"""
    below = answers.below if answers.below in {"slab", "crawlspace", "basement"} else "basement"
    home = Answers(
        zip=answers.zip,
        space="living_room",
        area=answers.home_area or answers.area,
        home_area=answers.home_area,
        exterior_walls=4,
        above="attic",
        below=below,
        **{name: getattr(answers, name) for name in HOME_ANSWERS},
    )
    return loads(
        describe(replace(home, **changes)), place, own_heating=None, own_cooling=None
    ).calculated_heating.likely


def _culprit(
    answers: Answers, place: Place, implied: float, home: float
) -> tuple[str | None, str | None]:
    """The one answer, and its value, that brings the home nearest to its bill; nothing where none
    removes enough of the difference."""
    missing = abs(log(implied / home))
    others = [
        (name, value)
        for name in HOME_ANSWERS
        for value in CHOICES[name]
        if value != getattr(answers, name)
    ]
    left = {
        (name, value): abs(log(implied / _home_load(answers, place, **{name: value})))
        for name, value in others
    }
    best = min(left, key=lambda other: left[other])
    return best if left[best] < (1 - AGREES_WITHIN) * missing else (None, None)
