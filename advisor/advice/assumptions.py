"""What is taken for the answers that are open."""

from collections.abc import Iterable, Sequence

from advisor.advice.contract import Assumption
from advisor.advice.sentences import taken_values
from advisor.engine import Study
from advisor.engine.fuels import BTU_PER_FUEL, EFFICIENCY
from advisor.engine.owning import Terms
from advisor.engine.unit_types import UNIT_TYPES


def list_assumptions(
    study: Study, terms: Terms, rows: Sequence[int], *, units: str
) -> list[Assumption]:
    """What is taken for the open answers, those of owning last and only for the types of the
    units of ``rows``."""
    kinds = dict.fromkeys(UNIT_TYPES[int(study.units.kind[row])] for row in rows)
    taken = [(each.field, each.value) for each in study.room.assumed]
    taken += [(name, value) for name, value in _usual(study, terms, kinds) if value is not None]
    assumptions = []
    for name, value in taken:
        label, shown, why = taken_values.assumption(study, name, value, units=units)
        assumptions.append(Assumption(field=name, value=shown, why=why, label=label))
    return assumptions


def _usual(
    study: Study, terms: Terms, kinds: Iterable[str]
) -> list[tuple[str, str | float | None]]:
    """What is taken for the open answers on wishes and money; ``None`` for nothing."""
    answers, rates = study.answers, study.rates
    compared = rates.fuel in BTU_PER_FUEL or rates.fuel == "heat_pump"
    usual: list[tuple[str, str | float | None]] = [
        ("electricity_rate", rates.electricity_usd_kwh),
        ("fuel_rate", rates.fuel_price),
        ("heating_efficiency", 100 * EFFICIENCY[rates.fuel or ""] if compared else None),
        ("goal", "both"),
        ("tenure", "own"),
        ("price_growth", 100 * terms.price_growth),
        ("discount", 100 * terms.discount),
    ]
    for kind in kinds:
        usual.append((f"upkeep_{kind}", terms.upkeep_usd[kind]))
        usual.append((f"life_{kind}", terms.life_years[kind]))
    return [(name, value) for name, value in usual if getattr(answers, name) is None]
