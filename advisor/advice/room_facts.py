"""The place and the load of a room, as the contract writes them."""

from decimal import Decimal
from typing import Any

from advisor.advice.contract import BilledLoad, Dated, Load, LoadLine, Site
from advisor.advice.figures import as_range
from advisor.advice.sentences import bill_in_words, loads_in_words, place_notes
from advisor.engine import Study
from advisor.engine.bill import check
from advisor.engine.fuels import grid_lb_per_kwh, state_fuel_price
from advisor.engine.load import Loads
from advisor.engine.place import Prices
from advisor.formatting import dates


def describe_site(study: Study, *, units: str) -> Site:
    place, rate = study.place, study.answers.electricity_rate
    prices = place.prices
    return Site(
        zip=place.zip,
        place=place.full_name,
        station=place.station,
        heating_design_f=place.heating_design_f,
        cooling_design_f=place.cooling_design_f,
        hdd65=place.hdd65,
        electricity_usd_kwh=Decimal(str(rate))
        if rate is not None
        else prices.electricity_usd_kwh or Decimal(0),
        state=place.state,
        electricity=_dated(prices, "electricity", prices.electricity_usd_kwh),
        fuel=_dated(prices, study.rates.fuel or "", state_fuel_price(study.rates.fuel, prices)),
        grid=_dated(prices, "co2", grid_lb_per_kwh(prices)),
        note=place_notes.stand_in(place) if place.approximated_from else None,
        footnotes=tuple(
            place_notes.footnotes(
                place, own_design=study.answers.heating_design is not None, units=units
            )
        ),
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
        of_main_grid=name == "co2" and prices.co2_of_main_grid,
    )


def describe_load(study: Study, *, units: str, behind: bool = True) -> Load:
    """The loads; line by line and in sentences only with what stands ``behind`` an advice."""
    loads = study.loads
    notes: dict[str, Any] = {"lines": []}
    if behind:
        notes = {
            "lines": _lines(loads),
            "bill_note": bill_in_words.bill_note(study, units=units),
            "note": loads_in_words.load_note(study),
            "chart_note": loads_in_words.chart_note(study, units=units),
        }
    return Load(
        heating_btu_h=as_range(loads.heating),
        cooling_btu_h=as_range(loads.cooling),
        sensible_fraction=loads.sensible_btu_h / loads.cooling.likely
        if loads.cooling.likely
        else 1.0,
        bill=_billed(study),
        own_heating_btu_h=study.answers.heating_load,
        own_cooling_btu_h=study.answers.cooling_load,
        heat_counts=study.needed.heat_btu > 0,
        **notes,
    )


def _lines(loads: Loads) -> list[LoadLine]:
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
    return [line for line in lines if line.heating_btu_h or line.cooling_btu_h]


def _billed(study: Study) -> BilledLoad | None:
    checked = check(study.answers, study.loads, study.place)
    if checked is None:
        return None
    return BilledLoad(implied_heating_btu_h=round(checked.implied.likely, 1), field=checked.field)
