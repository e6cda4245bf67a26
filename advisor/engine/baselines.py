"""What the room costs without a heat pump: doing nothing, and doing little.

Both are counted as ``owning`` counts a unit, so that they stand first in one list with the picks.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.fuels import COOLING_NOW_COP
from advisor.engine.job_prices import JOB_PRICES
from advisor.engine.owning import HORIZON_YEARS, Terms
from advisor.engine.place_limits import has_no_window
from advisor.engine.study import Study
from advisor.engine.unit_types import UNIT_TYPES

NOTHING = "nothing"
FAN, WINDOW_AC, PORTABLE_AC = "fan", "window_ac", "portable_ac"
DEHUMIDIFIER, SPACE_HEATER = "dehumidifier", "space_heater"


@dataclass(frozen=True, kw_only=True)
class PlainDevice:
    """Something plain that a store sells for one room; ``life_as`` and the upkeep of a unit type
    where it is one without the heat."""

    usd: float
    usd_per_btu_h: float = 0.0  # of cooling, on top
    life_years: float = 10.0
    life_as: str = ""


PLAIN_DEVICES: dict[str, PlainDevice] = table(
    "PLAIN_DEVICES",
    {
        FAN: PlainDevice(usd=40),
        WINDOW_AC: PlainDevice(usd=60, usd_per_btu_h=0.025, life_as="window"),
        PORTABLE_AC: PlainDevice(usd=200, usd_per_btu_h=0.030, life_as="portable"),
        DEHUMIDIFIER: PlainDevice(usd=sum(JOB_PRICES["dehumidifier"].dollars) / 2, life_years=8),
        SPACE_HEATER: PlainDevice(usd=60),
    },
    "$, $ per BTU/h of cooling on top, years",
    source=ASSUMPTION,
    says="what doing little costs: a plain device from a store, installed by its owner",
)
SPACE_HEATER_KW = constant(
    "SPACE_HEATER_KW",
    1.5,
    "kW",
    source="the most that a plug-in heater draws from a 15 A outlet of 120 V",
    says="an electric space heater; a room that needs more takes several, each on its own circuit",
)
FAN_ENOUGH_KWH = constant(
    "FAN_ENOUGH_KWH",
    60.0,
    "kWh of cold a year",
    source=ASSUMPTION,
    says="where the room asks for less cooling than this, a fan is what doing little means",
)
FAN_W = constant("FAN_W", 40.0, "W", source=ASSUMPTION, says="a fan, while cooling is needed")
DEHUMIDIFIER_KWH = constant(
    "DEHUMIDIFIER_KWH",
    500.0,
    "kWh a year",
    source=ASSUMPTION,
    says="a dehumidifier in a damp room",
)


@dataclass(frozen=True, kw_only=True)
class Course:
    """One way to go on without a heat pump, over ``HORIZON_YEARS``. [$]"""

    code: str  # NOTHING, or the first thing that is bought
    buys: tuple[str, ...] = ()  # of ``PLAIN_DEVICES``
    heaters: int = 0  # space heaters, as many as the coldest typical night asks for
    upfront_usd: float = 0.0
    annual_usd: float = 0.0  # energy
    parts: Mapping[str, float] = field(default_factory=dict)  # as ``owning.PARTS``

    @property
    def total_usd(self) -> float:
        return sum(self.parts.values())


def kept_upkeep_usd(study: Study, terms: Terms) -> float:
    """Upkeep of the window or portable unit that cools the room now and would go. [$ a year]"""
    now = study.answers.cooled_by
    return terms.upkeep_usd[now] if now in UNIT_TYPES and study.cooling_wanted else 0.0


def doing_nothing(study: Study, terms: Terms) -> Course | None:
    """Everything stays as it is: the energy of what heats and cools the room now, nothing bought.
    ``None`` where nobody knows what the heat costs now.

    A room that nothing heats or cools costs nothing, and stays as cold or as hot as it is.
    """
    heat = _heat_now_usd(study)
    if heat is None:
        return None
    return _course(NOTHING, (), heat + _cool_now_usd(study), study, terms)


def doing_little(study: Study, terms: Terms) -> Course | None:
    """The least that helps, with the heater that is there: a plain air conditioner where nothing
    cools, a dehumidifier where it is damp, a space heater where nothing heats; ``None`` where
    there is nothing little to do, or where nobody knows what the heat costs now."""
    heat, cool = _heat_now_usd(study), _cool_now_usd(study)
    if heat is None:
        return None
    rates, needed = study.rates, study.needed
    buys: list[str] = []
    cold_kwh = needed.cool_btu / BTU_PER_KWH
    if study.cooling_wanted and study.answers.cooled_by == "none" and cold_kwh > 0:
        cooler = _plain_cooler(study, cold_kwh)
        buys.append(cooler)
        hours = float(needed.hours[needed.cool_btu_h > 0].sum())
        cop = COOLING_NOW_COP.get({WINDOW_AC: "window", PORTABLE_AC: "portable"}.get(cooler, ""))
        kwh = cold_kwh / cop if cop else FAN_W * hours / 1000
        cool += kwh * rates.cool_usd_kwh
    elif study.answers.damp == "yes":
        buys.append(DEHUMIDIFIER)
        cool += DEHUMIDIFIER_KWH * rates.electricity_usd_kwh
    if study.heating_wanted and study.answers.heating_now == "none":
        buys.append(SPACE_HEATER)
        heat = needed.heat_btu / BTU_PER_KWH * rates.heat_usd_kwh
    if not buys:
        return None
    return _course(buys[0], tuple(buys), heat + cool, study, terms)


def _plain_cooler(study: Study, cold_kwh: float) -> str:
    """What cools a room plainly: by how much it asks for, and by its window."""
    answers = study.answers
    if cold_kwh < FAN_ENOUGH_KWH or has_no_window(answers):
        return FAN
    return PORTABLE_AC if answers.window_type == "casement" else WINDOW_AC


def _heat_now_usd(study: Study) -> float | None:
    """Heat of a year with what is there now. [$]"""
    if not study.heating_wanted or study.answers.heating_now in {"none", "included"}:
        return 0.0
    price = study.rates.heat_now_usd_kwh
    return None if price is None else study.needed.heat_btu / BTU_PER_KWH * price


def _cool_now_usd(study: Study) -> float:
    """Cold of a year with what is there now; nothing where nothing cools. [$]"""
    price = study.rates.cool_now_usd_kwh if study.cooling_wanted else None
    return study.needed.cool_btu / BTU_PER_KWH * (price or 0.0)


def _space_heaters(study: Study) -> int:
    """How many give the heat of the coldest typical night."""
    return max(1, math.ceil(study.loads.heating.likely / (SPACE_HEATER_KW * BTU_PER_KWH)))


def _course(
    code: str, buys: tuple[str, ...], annual_usd: float, study: Study, terms: Terms
) -> Course:
    """Buying ``buys`` now, and again when they have worn out, with the energy of each year."""
    years = int(HORIZON_YEARS)
    bought = replaced = left = 0.0
    heaters = _space_heaters(study) if SPACE_HEATER in buys else 0
    upkeep = kept_upkeep_usd(study, terms)
    for name in buys:
        device = PLAIN_DEVICES[name]
        usd = device.usd + device.usd_per_btu_h * study.loads.cooling.likely
        usd *= heaters if name == SPACE_HEATER else 1
        life = terms.life_years[device.life_as] if device.life_as else device.life_years
        again, rest = terms.again(life, years)
        bought, replaced, left = bought + usd, replaced + again * usd, left - rest * usd
        upkeep += terms.upkeep_usd[device.life_as] if device.life_as else 0.0
    return Course(
        code=code,
        buys=buys,
        heaters=heaters,
        upfront_usd=bought,
        annual_usd=annual_usd,
        parts={
            "unit": bought,
            "installation": 0.0,
            "energy": terms.energy_years(years) * annual_usd,
            "upkeep": terms.flat_years(years) * upkeep,
            "replacement": replaced,
            "left": left,
        },
    )
