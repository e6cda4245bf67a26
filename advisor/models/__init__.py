"""Records of the advisor: reference data, and what visitors leave. A module an area; import them
from here."""

from advisor.models.reference import (
    FUELS,
    MONTHS,
    ClimateStation,
    Incentive,
    InstallationCost,
    ReferenceVersion,
    State,
    ZipCode,
)
from advisor.models.saved import SavedAdvice, WrongNumber

__all__ = [
    "FUELS",
    "MONTHS",
    "ClimateStation",
    "Incentive",
    "InstallationCost",
    "ReferenceVersion",
    "SavedAdvice",
    "State",
    "WrongNumber",
    "ZipCode",
]
