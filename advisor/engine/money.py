"""What a unit costs to buy and to have installed, and what energy costs: whole arrays of units.

Installation lines and price classes are ranges low, typical, high in US dollars. Amounts are kept
in whole dollars, so that lines add up to their totals on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, SEED, constant, table
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.electricity import PLAIN_USE, UseOfPower
from advisor.engine.equipment import (
    YES,
    BoolArray,
    Curves,
    IntArray,
    Units,
)
from advisor.engine.footing import footing_of
from advisor.engine.fuels import BTU_PER_FUEL, COOLING_NOW_COP, EFFICIENCY, state_fuel_price
from advisor.engine.place import FloatArray, Place, Prices
from advisor.engine.price_tiers import BRAND_TIERS, PriceTier, tier_prices
from advisor.engine.unit_types import (
    LARGEST_CLASS_BTU_H,
    RECORDS,
    PriceClass,
    Triple,
    by_type,
    last_day,
)

FRESH_DAYS = constant(
    "FRESH_DAYS", 45, "days", source="design of this advisor", says="a price counts as it is"
)
STALE_DAYS = constant(
    "STALE_DAYS",
    180,
    "days",
    source="design of this advisor",
    says="a price counts with ± 10%; an older one with a wider range around itself",
)
AGED_PRICE_SHARE = constant(
    "AGED_PRICE_SHARE", 0.10, "share", source="design of this advisor", says="± on an aged price"
)

AGED_PRICE_DRIFT = table(
    "AGED_PRICE_DRIFT",
    {"a year": 0.10, "at most": 0.40},
    "share",
    source=ASSUMPTION,
    says="± on a price older than STALE_DAYS: more with each year, never the class",
)
CLASS_PRICE_DRIFT = table(
    "CLASS_PRICE_DRIFT",
    {"a year": 0.05, "at most": 0.20},
    "share",
    source=ASSUMPTION,
    says="the range of a class is so much wider at both ends for each whole year of its age",
)

FRESH, AGED, FROM_CLASS = range(3)

# Key: type, cold-climate or self-install kit, up to this rated cooling [BTU/h].
PRICE_CLASSES: dict[tuple[int, str, int], PriceClass] = table(
    "PRICE_CLASSES",
    {
        (kind, group, most): known
        for kind, record in enumerate(RECORDS)
        for (group, most), known in record.price_classes.items()
    },
    "$ low, typical, high by type, kind and rated cooling",
    source="each class has its own, next to its date",
    says="price of a unit without a dated price",
)
CLASS_KEYS = tuple(PRICE_CLASSES)
"""The classes in the order in which ``Purchase.price_class`` counts them."""
_CLASS_PRICES = np.array([each.prices for each in PRICE_CLASSES.values()], dtype=float)
_CLASS_DAYS = np.array([last_day(each.as_of) for each in PRICE_CLASSES.values()], dtype=float)

SEED_PRICES: dict[str, tuple[int, int]] = table(
    "SEED_PRICES",
    by_type(lambda each: each.seed_prices),
    "$ low and high by type",
    source=SEED,
    says="what a general guide says about the unit; shown where our class goes beyond it",
)

INSTALLATION: dict[str, Triple] = table(
    "INSTALLATION",
    {
        "labour": (500, 950, 1600),
        "line_set": (120, 220, 400),
        "outdoor_mount": (60, 130, 250),
        "snow_stand": (120, 220, 380),
        "permit": (50, 120, 300),
        "circuit": (250, 450, 900),
        "condensate_pump": (60, 150, 300),
        "kit_tools": (40, 90, 180),
        "kit_commissioning": (0, 150, 400),
        "window_bracket": (20, 50, 100),
        "handyman": (100, 180, 300),
        "vent_kit": (0, 15, 40),
        "casement_panel": (30, 55, 90),
    },
    "$ low, typical, high",
    source=f"{SEED}; the split into lines is our assumption",
    says="installation, line by line",
)
LABOR_LINES = frozenset({"labour", "circuit", "kit_commissioning", "handyman"})
"""Lines that are mostly somebody's work: a state's labor index multiplies them."""
SNOW_STAND_BELOW_F = constant(
    "SNOW_STAND_BELOW_F", 15.0, "°F", source=ASSUMPTION, says="design temperature with snow"
)
HEAVY_LB = constant(
    "HEAVY_LB", 80.0, "lb", source=ASSUMPTION, says="a window unit that takes two people"
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Purchase:
    """Price of each unit [$], and where it comes from: FRESH, AGED or FROM_CLASS."""

    low: FloatArray
    typical: FloatArray
    high: FloatArray
    basis: IntArray
    price_class: IntArray  # index into ``CLASS_KEYS``
    aged_share: FloatArray  # ± on an aged price; 0 on others


@dataclass(frozen=True, kw_only=True, eq=False)
class Upfront:
    """Cost lines of every unit: line name → (units, 3) low, typical, high in whole dollars."""

    lines: dict[str, FloatArray]
    alone: dict[str, BoolArray]  # lines that the user does alone, and the units that have them

    @cached_property
    def total(self) -> FloatArray:
        """Of all lines: (units, 3)."""
        return np.asarray(sum(self.lines.values(), np.zeros_like(self.lines["unit"])))


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Prices of energy for this user, in $ per kWh of electricity and per kWh of useful heat."""

    electricity_usd_kwh: float  # the ordinary price, by day where there are two
    heat_usd_kwh: float  # electricity for heat, its hours counted
    cool_usd_kwh: float
    pump_heat_usd_kwh: float  # the same in a home with a heat pump: its tariff counted
    pump_cool_usd_kwh: float
    heat_now_usd_kwh: float | None  # None: nothing to compare with
    fuel: str | None
    fuel_price: float | None
    backup_usd_kwh: float  # what heat costs that the unit does not carry
    cool_now_usd_kwh: float | None

    @property
    def uncooled_usd_kwh(self) -> float:
        """Cold that a unit leaves undone: a plain window unit brings it. [$ per kWh of cold]"""
        return self.cool_usd_kwh / COOLING_NOW_COP["window"]


@lru_cache(maxsize=8)
def purchase(units: Units, curves: Curves, *, today: int) -> Purchase:
    """Price range of each unit; ``today`` is a proleptic ordinal. An aged price keeps a range of
    its own; a unit without one has its brand's tier, or the range of its class. Read-only: rooms
    of one day share the prices of one catalog."""
    price_class = _price_class(units, curves)
    classes = class_prices(price_class, today=today)
    tiers = tier_prices(units.price_tier, usual_typical_usd(units))
    classes = np.where(units.split[:, None] & ~np.isnan(tiers), tiers, classes)
    age = today - units.price_day
    seen = ~np.isnan(units.price_low) & (age >= 0)
    fresh = seen & (age <= FRESH_DAYS)
    drift = AGED_PRICE_DRIFT["a year"] * np.maximum(0.0, age - STALE_DAYS) / DAYS_A_YEAR
    share = np.minimum(AGED_PRICE_SHARE + drift, AGED_PRICE_DRIFT["at most"])
    share = np.where(seen & ~fresh, share, 0.0)
    mid = (units.price_low + units.price_high) / 2
    own = np.stack([units.price_low * (1 - share), mid, units.price_high * (1 + share)], axis=1)
    chosen = np.where(seen[:, None], np.round(own), classes)
    return Purchase(
        low=chosen[:, 0],
        typical=chosen[:, 1],
        high=chosen[:, 2],
        basis=np.select([fresh, seen], [FRESH, AGED], FROM_CLASS),
        price_class=price_class,
        aged_share=share,
    )


DAYS_A_YEAR = 365.25


def class_age_years(index: int, *, today: int) -> int:
    """Whole years since the price range of a class was true."""
    return max(0, int((today - _CLASS_DAYS[index]) / DAYS_A_YEAR))


def class_prices(price_class: IntArray, *, today: int) -> FloatArray:
    """Low, typical, and high of each class, wider at both ends with its age. (units, 3) [$]"""
    years = np.maximum(0.0, np.floor((today - _CLASS_DAYS) / DAYS_A_YEAR))
    wider = np.minimum(CLASS_PRICE_DRIFT["a year"] * years, CLASS_PRICE_DRIFT["at most"])
    ends = np.stack([1 - wider, np.ones(wider.size), 1 + wider], axis=1)
    return np.asarray(np.round(_CLASS_PRICES * ends)[price_class])


def tier_of(units: Units, row: int) -> PriceTier | None:
    """The tier that prices a unit without a dated price; ``None``: its class does."""
    index = units.price_tier[row]
    if np.isnan(index) or not units.split[row]:
        return None
    return list(BRAND_TIERS.values())[int(index)]


def usual_typical_usd(units: Units) -> FloatArray:
    """Typical price of an ordinary unit of each unit's type and size: what tiers multiply. [$]"""
    group = np.full(len(units), "")
    return np.asarray(_CLASS_PRICES[_class_of(units, group), 1])


def seen_in_class(units: Units, bought: Purchase, index: int) -> tuple[float, float, int] | None:
    """Lowest and highest dated price [$] of the units of a class, and the day of the newest
    (proleptic ordinal); ``None`` where none of them has one."""
    rows = (bought.price_class == index) & (bought.basis != FROM_CLASS)
    if not rows.any():
        return None
    low, high = units.price_low[rows].min(), units.price_high[rows].max()
    return float(low), float(high), int(units.price_day[rows].max())


def upfront(
    units: Units,
    bought: Purchase,
    answers: Answers,
    place: Place,
    *,
    installation: Mapping[str, Triple] = INSTALLATION,
) -> Upfront:
    """Unit and installation, line by line: only the lines that this room and this user need.

    ``installation`` holds the editors' prices of each line; a line without one takes ours. The
    labor index of the state multiplies ``LABOR_LINES``; where none is known, 1.00 counts.
    """
    lines = {"unit": np.stack([bought.low, bought.typical, bought.high], axis=1)}
    alone: dict[str, BoolArray] = {}
    for name, applies in installation_lines(units, answers, place).items():
        if name in answers.own_work:
            alone[name] = applies
        elif applies.any():
            price = installation.get(name, INSTALLATION[name])
            index = (place.prices.labor_index or 1.0) if name in LABOR_LINES else 1.0
            dollars = np.array([round(index * float(each)) for each in price], dtype=float)
            lines[name] = applies[:, None] * dollars
    return Upfront(lines=lines, alone=alone)


def installation_lines(units: Units, answers: Answers, place: Place) -> dict[str, BoolArray]:
    """Which line of ``INSTALLATION`` applies to which unit."""
    footing = footing_of(answers)
    diy_kit = (answers.installer == "diy") & units.kits
    snow = place.heating_design_f < SNOW_STAND_BELOW_F
    outlet = answers.power == "own_115" or (footing.plugs_in and answers.power != "new_circuit")
    served = (answers.power == "v230") | ((units.volts == 115) & outlet)
    plugged_in = ((units.volts == 230) & (answers.power != "v230")) | (
        answers.power == "new_circuit"
    )
    heavy = (units.weight_lb >= HEAVY_LB) | (units.saddle == YES)
    needed: dict[str, BoolArray | bool] = {
        "labour": ~diy_kit,
        "line_set": ~units.kits,  # in the box of a kit, whoever joins the lines
        "outdoor_mount": not snow,
        "snow_stand": snow,
        "permit": True,
        "kit_tools": diy_kit,
        "kit_commissioning": diy_kit,
        "condensate_pump": answers.space == "basement",
        "circuit": np.where(units.split, ~served, plugged_in),
        "window_bracket": True,
        "handyman": (answers.installer == "pro") | (heavy & (answers.installer != "diy")),
        "vent_kit": True,
        "casement_panel": answers.window_type == "casement",
    }
    return {
        name: _has_line(units, name) & applies & (name not in footing.without)
        for name, applies in needed.items()
    }


_WITH_LINE = {name: np.array([name in each.lines for each in RECORDS]) for name in INSTALLATION}
"""Types that can need a line of the installation."""


def _has_line(units: Units, name: str) -> BoolArray:
    return np.asarray(_WITH_LINE[name][units.kind])


def rates(answers: Answers, prices: Prices, *, use: UseOfPower = PLAIN_USE) -> Rates:
    """Energy prices: the user's own before the state's; heat by what heats the room now; a kWh by
    its hours and months (``use``)."""
    electricity = (
        answers.electricity_rate
        if answers.electricity_rate is not None
        else float(prices.electricity_usd_kwh or 0)
    )
    at_night = electricity if answers.night_rate is None else answers.night_rate
    heat = electricity + (at_night - electricity) * use.night_heat
    cool = electricity + (at_night - electricity) * use.night_cool
    pump_heat = max(0.0, heat + use.tariff_heat_usd)
    fuel = answers.heating_now
    fuel_price: float | None = None
    heat_now: float | None = None
    backup: float | None = None
    efficiency = (answers.heating_efficiency or 100 * EFFICIENCY.get(fuel or "", 1.0)) / 100
    if fuel in BTU_PER_FUEL:
        mean = state_fuel_price(fuel, prices)
        known = mean if answers.fuel_rate is None else answers.fuel_rate
        if known is not None:
            fuel_price = float(known)
            backup = heat_now = fuel_price / (BTU_PER_FUEL[fuel] * efficiency) * BTU_PER_KWH
    elif fuel in {"electric", "heat_pump"}:
        heat_now = heat / efficiency
        backup = pump_heat / efficiency
    cooling = COOLING_NOW_COP.get(answers.cooled_by)
    included = fuel == "included"
    return Rates(
        electricity_usd_kwh=electricity,
        heat_usd_kwh=heat,
        cool_usd_kwh=cool,
        pump_heat_usd_kwh=pump_heat,
        pump_cool_usd_kwh=max(0.0, cool + use.tariff_cool_usd),
        heat_now_usd_kwh=heat_now,
        fuel=fuel,
        fuel_price=fuel_price,
        backup_usd_kwh=0.0 if included else pump_heat if backup is None else backup,
        cool_now_usd_kwh=cool / cooling if cooling else None,
    )


def _price_class(units: Units, curves: Curves) -> IntArray:
    """The class of ``CLASS_KEYS`` of each unit. A saddle window unit is a cold-climate one."""
    has_cold = units.of_type(lambda each: "cold" in each.groups)
    saddle = units.of_type(lambda each: each.in_window) & (units.saddle == YES)
    cold = has_cold & (curves.cold_capable | saddle)
    kit = units.of_type(lambda each: "diy" in each.groups) & units.kits
    group = np.select([kit, cold], ["diy", "cold"], "")
    return _class_of(units, group)


def _class_of(units: Units, group: npt.NDArray[np.str_]) -> IntArray:
    """The class of each unit within its ``group``, by its size."""
    size = np.minimum(units.cooling_btu_h, LARGEST_CLASS_BTU_H)
    found = np.full(len(units), -1)
    for index, (kind, name, most) in enumerate(CLASS_KEYS):
        free = (found < 0) & (units.kind == kind) & (group == name)
        found[free & (size <= most)] = index
    return found
