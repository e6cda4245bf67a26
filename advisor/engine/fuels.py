"""What heats and cools a room now: heat in its fuels, its efficiency, its price and its CO2."""

from decimal import Decimal

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.conversions import BTU_PER_KWH, BTU_PER_THERM
from advisor.engine.place import Prices

BTU_PER_FUEL = table(
    "BTU_PER_FUEL",
    {"gas": BTU_PER_THERM, "propane": 91_333.0, "oil": 138_500.0},
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
    "GRID_LOSS",
    0.045,
    "share",
    source="US EIA",
    says="electricity lost between the power plant and the outlet",
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


def state_fuel_price(fuel: str | None, prices: Prices) -> Decimal | None:
    """Mean price of a fuel in the state; ``None`` where it has none. [$ per therm or gallon]"""
    known = {
        "gas": prices.gas_usd_therm,
        "propane": prices.propane_usd_gal,
        "oil": prices.oil_usd_gal,
    }
    return known.get(fuel or "")


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
    cooling = COOLING_NOW_COP.get(answers.cooled_by)
    return burned + (cool_btu / BTU_PER_KWH / cooling * grid_lb_kwh if cooling else 0.0)


def grid_lb_per_kwh(prices: Prices) -> float | None:
    """CO2 of a kWh at the socket: the grid's figure with its losses; ``None`` if unknown. [lb]"""
    if prices.co2_lb_per_mwh is None:
        return None
    return prices.co2_lb_per_mwh / 1000 / (1 - GRID_LOSS)
