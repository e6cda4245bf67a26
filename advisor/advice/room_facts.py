"""The place and the load of a room, as the contract writes them."""

from decimal import Decimal

from advisor.advice.contract import Dated, Load, LoadLine, Range, Site
from advisor.advice.sentences import cautions, loads_in_words
from advisor.engine import Study
from advisor.engine.load import Spread
from advisor.engine.money import (
    grid_lb_per_kwh,
    state_fuel_price,
)
from advisor.engine.place import Prices
from advisor.engine.verdict import (
    Saving,
)
from advisor.formatting import dates


def describe_site(found: Study) -> Site:
    place, rate = found.place, found.answers.electricity_rate
    prices = place.prices
    return Site(
        zip=place.zip,
        place=f"{place.place}, {place.state}",
        station=place.station,
        heating_design_f=place.heating_design_f,
        cooling_design_f=place.cooling_design_f,
        hdd65=place.hdd65,
        electricity_usd_kwh=Decimal(str(rate))
        if rate is not None
        else prices.electricity_usd_kwh or Decimal(0),
        state=place.state,
        electricity=_dated(prices, "electricity", prices.electricity_usd_kwh),
        fuel=_dated(prices, found.rates.fuel or "", state_fuel_price(found.rates.fuel, prices)),
        grid=_dated(prices, "co2", grid_lb_per_kwh(prices)),
        note=cautions.stand_in(place) if place.approximated_from else None,
    )


def _dated(prices: Prices, name: str, value: float | Decimal | None) -> Dated | None:
    """A figure of the state with its date; ``None`` where none is known."""
    if value is None:
        return None
    return Dated(
        value=float(value),
        as_of=dates.period(getattr(prices, f"{name}_as_of")),
        source=getattr(prices, f"{name}_source"),
        of_country=name in prices.stand_ins,
    )


def describe_load(found: Study, *, units: str) -> Load:
    loads = found.loads
    names = list(loads.heating_lines) + [
        n for n in loads.cooling_lines if n not in loads.heating_lines
    ]
    lines = [
        LoadLine(
            name=name,
            heating_btu_h=round(loads.heating_lines.get(name, 0.0), 1),
            cooling_btu_h=round(loads.cooling_lines.get(name, 0.0), 1),
            label=str(loads_in_words.LINES[name]),
        )
        for name in names
    ]
    return Load(
        heating_btu_h=as_range(loads.heating),
        cooling_btu_h=as_range(loads.cooling),
        sensible_fraction=loads.sensible_btu_h / loads.cooling.likely
        if loads.cooling.likely
        else 1.0,
        lines=[line for line in lines if line.heating_btu_h or line.cooling_btu_h],
        note=loads_in_words.load_note(found),
        chart_note=loads_in_words.chart_note(found, units=units),
        own_heating_btu_h=found.answers.heating_load,
        own_cooling_btu_h=found.answers.cooling_load,
    )


def as_range(spread: Spread | Saving) -> Range:
    return Range(low=spread.low, likely=spread.likely, high=spread.high)
