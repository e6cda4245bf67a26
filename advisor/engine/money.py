"""What a unit costs to buy, to have installed, to run and to own. Whole arrays of units at once.

Installation lines and price classes are ranges low, typical, high in US dollars. Amounts are kept
in whole dollars, so that lines add up to their totals on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, SEED, constant, table
from advisor.engine.equipment import (
    MINI_SPLIT,
    PORTABLE,
    WINDOW,
    YES,
    BoolArray,
    Curves,
    IntArray,
    Units,
)
from advisor.engine.place import FloatArray, Place, Prices

FRESH_DAYS = constant(
    "FRESH_DAYS", 45, "days", source="design of this advisor", says="a price counts as it is"
)
STALE_DAYS = constant(
    "STALE_DAYS",
    180,
    "days",
    source="design of this advisor",
    says="a price counts with ± 10 %; older ones give way to the range of the class",
)
AGED_PRICE_SHARE = constant(
    "AGED_PRICE_SHARE", 0.10, "share", source="design of this advisor", says="± on an aged price"
)

FRESH, AGED, FROM_CLASS = range(3)
Triple = tuple[int, int, int]

# Key: type, cold-climate or self-install kit, up to this rated cooling [BTU/h].
PRICE_CLASSES: dict[tuple[int, str, int], Triple] = table(
    "PRICE_CLASSES",
    {
        (MINI_SPLIT, "", 10_500): (800, 1250, 2500),
        (MINI_SPLIT, "", 13_500): (850, 1450, 2550),
        (MINI_SPLIT, "", 19_000): (1050, 1850, 3250),
        (MINI_SPLIT, "", 99_000): (1300, 2400, 4300),
        (MINI_SPLIT, "cold", 10_500): (1600, 2150, 2850),
        (MINI_SPLIT, "cold", 13_500): (1800, 2500, 3200),
        (MINI_SPLIT, "cold", 19_000): (2200, 3350, 4250),
        (MINI_SPLIT, "cold", 99_000): (2700, 3900, 5000),
        (MINI_SPLIT, "diy", 10_500): (1500, 1900, 2250),
        (MINI_SPLIT, "diy", 13_500): (1700, 2150, 2500),
        (MINI_SPLIT, "diy", 19_000): (2000, 2600, 3100),
        (MINI_SPLIT, "diy", 99_000): (2300, 2950, 3500),
        (WINDOW, "", 10_500): (350, 600, 900),
        (WINDOW, "", 13_500): (450, 700, 1000),
        (WINDOW, "", 99_000): (600, 900, 1400),
        (WINDOW, "cold", 99_000): (2500, 2850, 3400),
        (PORTABLE, "", 9_000): (300, 450, 650),
        (PORTABLE, "", 99_000): (400, 550, 820),
    },
    "$ low, typical, high by type, kind and rated cooling",
    source=f"{SEED}, widened by the dated observations of our catalogue (May to September 2026)",
    says="price of a unit without a dated one",
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
SNOW_STAND_BELOW_F = constant(
    "SNOW_STAND_BELOW_F", 15.0, "°F", source=ASSUMPTION, says="design temperature with snow"
)
HEAVY_LB = constant(
    "HEAVY_LB", 80.0, "lb", source=ASSUMPTION, says="a window unit that takes two people"
)

BTU_PER_KWH = 3412.0
BTU_PER_FUEL = table(
    "BTU_PER_FUEL",
    {"gas": 100_000.0, "propane": 91_333.0, "oil": 138_500.0},
    "BTU per therm or gallon",
    source="US EIA",
    says="heat in a unit of fuel",
)
CO2_LB_PER_FUEL = table(
    "CO2_LB_PER_FUEL",
    {"gas": 11.7, "propane": 12.7, "oil": 22.5},
    "lb per therm or gallon",
    source="US EPA emission factors",
    says="CO2 of burning a fuel",
)
GRID_LOSS = constant(
    "GRID_LOSS", 0.045, "share", source="US EIA", says="electricity lost between plant and socket"
)
EFFICIENCY = table(
    "EFFICIENCY",
    {
        "electric": 1.00,
        "gas": 0.85,
        "propane": 0.85,
        "oil": 0.83,
        "wood": 0.70,
        "heat_pump": 2.50,
    },
    "share (heat pump: COP)",
    source=ASSUMPTION,
    says="heating that is there now",
)
COOLING_NOW_COP = table(
    "COOLING_NOW_COP",
    {"window": 3.2, "portable": 2.2, "central": 3.6},
    "COP",
    source="our assumption: window CEER 10.9, portable CEER 7.5, central SEER2 14 less ducts",
    says="cooling that is there now",
)
HORIZON_YEARS = constant(
    "HORIZON_YEARS", 15, "years", source="design of this advisor", says="cost of owning"
)
PRICE_GROWTH = constant(
    "PRICE_GROWTH", 0.025, "1/year", source=ASSUMPTION, says="rise of energy prices"
)
DISCOUNT = constant("DISCOUNT", 0.04, "1/year", source=ASSUMPTION, says="discount rate")
LIFE_YEARS = table(
    "LIFE_YEARS",
    {"mini_split": 15, "window": 10, "portable": 7},
    "years",
    source=ASSUMPTION,
    says="life of a unit",
)
SERVICE_USD = table(
    "SERVICE_USD",
    {"mini_split": 90, "window": 15, "portable": 15},
    "$ a year",
    source="our assumption: filters; a mini-split also a check every second year",
    says="upkeep",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Purchase:
    """Price of each unit [$], and where it comes from: FRESH, AGED or FROM_CLASS."""

    low: FloatArray
    typical: FloatArray
    high: FloatArray
    basis: IntArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Upfront:
    """Cost lines of every unit: line name → (units, 3) low, typical, high in whole dollars."""

    lines: dict[str, FloatArray]

    @property
    def total(self) -> FloatArray:
        return np.asarray(sum(self.lines.values(), np.zeros_like(self.lines["unit"])))


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Prices of energy for this user, in $ per kWh of electricity and per kWh of useful heat."""

    electricity_usd_kwh: float
    heat_now_usd_kwh: float | None  # None: nothing to compare with
    fuel: str | None
    fuel_price: float | None
    backup_usd_kwh: float  # what heat costs that the unit does not carry
    cool_now_usd_kwh: float | None


def purchase(units: Units, curves: Curves, *, today: int) -> Purchase:
    """Price range of each unit; ``today`` is a proleptic ordinal. Rule of design section 5."""
    classes = _price_class(units, curves)
    age = today - units.price_day
    seen = ~np.isnan(units.price_low)
    fresh = seen & (age <= FRESH_DAYS) & (age >= 0)
    aged = seen & ~fresh & (age <= STALE_DAYS) & (age >= 0)
    spread = np.where(fresh, 0.0, AGED_PRICE_SHARE)
    mid = (units.price_low + units.price_high) / 2
    own = np.stack([units.price_low * (1 - spread), mid, units.price_high * (1 + spread)], axis=1)
    chosen = np.where((fresh | aged)[:, None], np.round(own), classes)
    return Purchase(
        low=chosen[:, 0],
        typical=chosen[:, 1],
        high=chosen[:, 2],
        basis=np.select([fresh, aged], [FRESH, AGED], FROM_CLASS),
    )


def upfront(
    units: Units,
    bought: Purchase,
    answers: Answers,
    place: Place,
    *,
    installation: Mapping[str, Triple] = INSTALLATION,
) -> Upfront:
    """Unit and installation, line by line: only the lines that this room and this user need.

    ``installation`` holds the editors' prices of each line; a line without one takes ours.
    """
    lines = {"unit": np.stack([bought.low, bought.typical, bought.high], axis=1)}
    for name, applies in installation_lines(units, answers, place).items():
        if applies.any() and name not in answers.own_work:
            price = installation.get(name, INSTALLATION[name])
            lines[name] = applies[:, None] * np.array(price, dtype=float)
    return Upfront(lines=lines)


def installation_lines(units: Units, answers: Answers, place: Place) -> dict[str, BoolArray]:
    """Which line of ``INSTALLATION`` applies to which unit."""
    split, window, portable = (units.kind == kind for kind in (MINI_SPLIT, WINDOW, PORTABLE))
    kit = split & (answers.installer == "diy") & (units.diy_kit == YES)
    hired = split & ~kit
    snow = place.heating_design_f < SNOW_STAND_BELOW_F
    v115 = units.volts == 115
    has_own = answers.power == "own_115"
    needs_circuit = split & ~((answers.power == "v230") | (v115 & has_own))
    needs_circuit |= (window & (units.volts == 230)) & (answers.power != "v230")
    needs_circuit |= window & (answers.power == "new_circuit")
    heavy = window & ((units.weight_lb >= HEAVY_LB) | (units.saddle == YES))
    return {
        "labour": hired,
        "line_set": hired,
        "outdoor_mount": split & (not snow),
        "snow_stand": split & snow,
        "permit": split,
        "kit_tools": kit,
        "kit_commissioning": kit,
        "condensate_pump": split & (answers.space == "basement"),
        "circuit": needs_circuit,
        "window_bracket": window,
        "handyman": window
        & ((answers.installer == "pro") | (heavy & (answers.installer != "diy"))),
        "vent_kit": portable,
        "casement_panel": portable & (answers.window_type == "casement"),
    }


def rates(answers: Answers, prices: Prices) -> Rates:
    """Energy prices: the user's own before the state's; heat by what heats the room now."""
    electricity = (
        answers.electricity_rate
        if answers.electricity_rate is not None
        else float(prices.electricity_usd_kwh or 0)
    )
    fuel = answers.heating_now
    fuel_price: float | None = None
    heat_now: float | None = None
    efficiency = (answers.heating_efficiency or 100 * EFFICIENCY.get(fuel or "", 1.0)) / 100
    if fuel in BTU_PER_FUEL:
        state: Mapping[str, object] = {
            "gas": prices.gas_usd_therm,
            "propane": prices.propane_usd_gal,
            "oil": prices.oil_usd_gal,
        }
        known = answers.fuel_rate if answers.fuel_rate is not None else state[fuel]
        if known is not None:
            fuel_price = float(str(known))
            heat_now = fuel_price / (BTU_PER_FUEL[fuel] * efficiency) * BTU_PER_KWH
    elif fuel in {"electric", "heat_pump"}:
        heat_now = electricity / efficiency
    cooling = COOLING_NOW_COP.get(answers.cooling_now or "")
    included = fuel == "included"
    return Rates(
        electricity_usd_kwh=electricity,
        heat_now_usd_kwh=heat_now,
        fuel=fuel,
        fuel_price=fuel_price,
        backup_usd_kwh=0.0 if included else electricity if heat_now is None else heat_now,
        cool_now_usd_kwh=electricity / cooling if cooling else None,
    )


def ownership(
    units: Units, upfront_usd: FloatArray, unit_usd: FloatArray, running_usd: FloatArray
) -> FloatArray:
    """Discounted cost of ``HORIZON_YEARS`` years: buying, running, upkeep, replacing. [$]"""
    parts = ownership_parts(
        units, upfront_usd, unit_usd, running_usd, years=int(HORIZON_YEARS), discounted=True
    )
    return np.asarray(sum(parts.values(), np.zeros_like(upfront_usd)))


def ownership_parts(
    units: Units,
    upfront_usd: FloatArray,
    unit_usd: FloatArray,
    running_usd: FloatArray,
    *,
    years: int,
    discounted: bool,
) -> dict[str, FloatArray]:
    """Cost of owning each unit for ``years`` years, by part. [$]

    Energy rises with ``PRICE_GROWTH``; a unit is bought anew at the end of its type's life, as
    long as years are left to use it. ``discounted`` counts later dollars at ``DISCOUNT``.
    """
    ahead = np.arange(1, years + 1)
    worth = (1 + DISCOUNT) ** -ahead if discounted else np.ones(years)
    energy = float(((1 + PRICE_GROWTH) ** ahead * worth).sum())
    replaced = np.zeros(len(units))
    life = _of_kind(units, LIFE_YEARS)
    for year in ahead[:-1]:
        replaced += np.where(year % life == 0, unit_usd * worth[year - 1], 0.0)
    return {
        "unit": unit_usd,
        "installation": upfront_usd - unit_usd,
        "energy": energy * running_usd,
        "upkeep": float(worth.sum()) * _of_kind(units, SERVICE_USD),
        "replacement": replaced,
    }


def co2_now_lb(heat_kwh: float, cool_btu: float, answers: Answers, grid_lb_kwh: float) -> float:
    """CO2 of heating and cooling the room with what is there now. [lb a year]

    ``heat_kwh`` is useful heat, ``cool_btu`` heat removed; the grid's figure is at the socket.
    """
    fuel = answers.heating_now or ""
    efficiency = (answers.heating_efficiency or 100 * EFFICIENCY.get(fuel, 1.0)) / 100
    burned = 0.0
    if fuel in CO2_LB_PER_FUEL:
        burned = heat_kwh * BTU_PER_KWH / (BTU_PER_FUEL[fuel] * efficiency) * CO2_LB_PER_FUEL[fuel]
    elif fuel in {"electric", "heat_pump"}:
        burned = heat_kwh / efficiency * grid_lb_kwh
    cooling = COOLING_NOW_COP.get(answers.cooling_now or "")
    return burned + (cool_btu / BTU_PER_KWH / cooling * grid_lb_kwh if cooling else 0.0)


def grid_lb_per_kwh(prices: Prices) -> float | None:
    """CO2 of a kWh at the socket: the grid's figure with its losses; ``None`` if unknown. [lb]"""
    if prices.co2_lb_per_mwh is None:
        return None
    return prices.co2_lb_per_mwh / 1000 / (1 - GRID_LOSS)


def _price_class(units: Units, curves: Curves) -> FloatArray:
    """The row of ``PRICE_CLASSES`` of each unit: (units, 3)."""
    group = np.select(
        [units.diy_kit == YES, curves.cold_capable & (units.kind != PORTABLE)],
        ["diy", "cold"],
        "",
    )
    group = np.where((units.kind != MINI_SPLIT) & (group == "diy"), "", group)
    prices = np.full((len(units), 3), np.nan)
    for (kind, name, most), triple in PRICE_CLASSES.items():
        free = np.isnan(prices[:, 0]) & (units.kind == kind) & (group == name)
        prices[free & (units.cooling_btu_h <= most)] = triple
    return prices


def _of_kind(units: Units, by_type: Mapping[str, int]) -> FloatArray:
    values = [by_type["mini_split"], by_type["window"], by_type["portable"]]
    return np.array(values, dtype=float)[units.kind]
