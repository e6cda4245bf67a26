"""What is taken for the answers that are open."""

from advisor.advice.contract import Assumption
from advisor.advice.sentences import taken_values
from advisor.engine import Study
from advisor.engine.money import (
    BTU_PER_FUEL,
    EFFICIENCY,
    Terms,
)


def list_assumptions(
    found: Study, counted: Terms, types: list[str], *, units: str
) -> list[Assumption]:
    """What stands for the open answers, those of owning last and only for ``types``."""
    told = [(each.field, each.value) for each in found.room.assumed]
    told += [(name, value) for name, value in _usual(found, counted, types) if value is not None]
    result = []
    for name, value in told:
        label, shown, why = taken_values.assumption(found, name, value, units=units)
        result.append(Assumption(field=name, value=shown, why=why, label=label))
    return result


def _usual(found: Study, counted: Terms, types: list[str]) -> list[tuple[str, str | float | None]]:
    """What stands for the answers on wishes and money that are open; ``None`` for nothing."""
    answers, rates = found.answers, found.rates
    compared = rates.fuel in BTU_PER_FUEL or rates.fuel == "heat_pump"
    usual: list[tuple[str, str | float | None]] = [
        ("electricity_rate", rates.electricity_usd_kwh),
        ("fuel_rate", rates.fuel_price),
        ("heating_efficiency", 100 * EFFICIENCY[rates.fuel or ""] if compared else None),
        ("goal", "both"),
        ("tenure", "own"),
        ("price_growth", 100 * counted.price_growth),
        ("discount", 100 * counted.discount),
    ]
    for kind in dict.fromkeys(types):
        usual.append((f"upkeep_{kind}", counted.upkeep_usd[kind]))
        usual.append((f"life_{kind}", counted.life_years[kind]))
    return [(name, value) for name, value in usual if getattr(answers, name) is None]
