"""What editors may change of the ranking, and how far: values and words come from the registry.

A tuning maps names to numbers and holds only what differs from the engine's own constants; a study
carries it along, and ``Study.tuned`` reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from advisor.engine import merits  # they, and fit before them, fill the registry
from advisor.engine.constants import METHOD

MOST_POINTS: Final = 60.0
"""No single factor may drown the others."""

LIMITS: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {
        "PRIORITY_BASE": (0.0, 20.0),
        "QUIET_ELSEWHERE": (0.0, 1.0),
        "COLD_PER_F": (0.0, 2.0),
        "UPFRONT_SCALE_USD": (2000.0, 20_000.0),
        "CLASS_PRICE_CAUTION": (0.0, 1.0),
        "BACKUP_SOLE_HEAT": (0.0, 0.5),
        "COVERAGE_SOLE_HEAT": (0.5, 1.2),
        "COVERAGE_UNTOLD_HEAT": (0.3, 1.0),
        "COOLING_AT_LEAST": (0.6, 1.1),
        "COOLING_OF_LIKELY": (0.6, 1.1),
        "MIN_PER_HEATING_LOAD": (0.2, 1.0),
        "MIN_PER_COOLING_LOAD": (0.3, 1.0),
        "MIN_PER_COOLING_LOAD_HUMID": (0.3, 1.0),
        "DISLIKE_OF_DOUBT": (0.0, 1.0),
    }
)


@dataclass(frozen=True, kw_only=True)
class Tunable:
    """One number that may be changed, with its bounds."""

    name: str  # of the registry; a weight as WEIGHTS.turndown
    default: float
    low: float
    high: float
    unit: str
    says: str


def _tunables() -> dict[str, Tunable]:
    found = {
        f"WEIGHTS.{factor}": Tunable(
            name=f"WEIGHTS.{factor}",
            default=value,
            low=0.0,
            high=MOST_POINTS,
            unit="points",
            says=factor,
        )
        for factor, value in merits.WEIGHTS.items()
    }
    for name, (low, high) in LIMITS.items():
        entry = METHOD[name]
        assert isinstance(entry.value, float)
        found[name] = Tunable(
            name=name, default=entry.value, low=low, high=high, unit=entry.unit, says=entry.says
        )
    return found


TUNABLE: Final[Mapping[str, Tunable]] = MappingProxyType(_tunables())


def deviations(values: Mapping[str, float]) -> dict[str, float]:
    """What of ``values`` differs from the engine's own constants.

    Raises ``ValueError`` for a name that is not tunable and for a value outside of its bounds.
    """
    changed = {}
    for name, value in values.items():
        known = TUNABLE.get(name)
        if known is None:
            raise ValueError(f"{name} is not a number of the ranking that may be changed")
        if not known.low <= value <= known.high:
            raise ValueError(f"{name} must lie between {known.low:g} and {known.high:g}")
        if value != known.default:
            changed[name] = float(value)
    if not any(
        changed.get(name, each.default)
        for name, each in TUNABLE.items()
        if name.startswith("WEIGHTS.")
    ):
        raise ValueError("at least one weight must be above zero")
    return changed
