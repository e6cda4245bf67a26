"""Records of the advisor: reference data. A module an area; import them from here."""

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

__all__ = [
    "FUELS",
    "MONTHS",
    "ClimateStation",
    "Incentive",
    "InstallationCost",
    "ReferenceVersion",
    "State",
    "ZipCode",
]
