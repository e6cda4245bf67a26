"""What homes measured, against the laboratory curves with their cycling.

``advisor/data/field_cop.csv`` holds the studies; the range is checked against each of them with the
others alone (``tests/advisor/engine/test_field.py``).
"""

from advisor.engine.constants import ASSUMPTION, constant, table

STUDIES = "four studies that metered the heat of five homes or groups (advisor/data/field_cop.csv)"

FIELD_DERATE = constant(
    "FIELD_DERATE",
    0.75,
    "×",
    source=f"{STUDIES}: 0.65 to 1.1, mean 0.78",
    says="heating COP in homes relative to the lab, cycling apart",
)
FIELD_DERATE_RANGE = table(
    "FIELD_DERATE_RANGE",
    {"steady low": 0.555, "cycling low": 0.481, "high": 1.44},
    "×",
    source=f"{STUDIES}: holds more than 80% of the points of each study left out",
    says="range of the heating COP in homes, from a unit that runs steadily to one that only"
    " cycles; the high end is one office",
)
FIELD_COOLING = table(
    "FIELD_COOLING",
    {"low": 0.75, "likely": 0.90, "high": 1.05},
    "×",
    source=f"{ASSUMPTION}: we know no study that metered the cold of ductless units",
    says="cooling COP in homes relative to the lab: dirty filters, low fan speeds, charge",
)


def heating_ends(cycling_share: float) -> tuple[float, float]:
    """Low and high end of the heating COP against the lab, by the share of hours that cycle."""
    steady, cycling = FIELD_DERATE_RANGE["steady low"], FIELD_DERATE_RANGE["cycling low"]
    return steady + cycling_share * (cycling - steady), FIELD_DERATE_RANGE["high"]
