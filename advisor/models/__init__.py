"""Records of the advisor: reference data, and what visitors leave. A module an area; import them
from here."""

from advisor.models.editors import (
    Article,
    DailyCount,
    Landing,
    Preset,
    PresetCode,
    RetailerLink,
)
from advisor.models.ranking import RankingVersion
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
    "Article",
    "ClimateStation",
    "DailyCount",
    "Incentive",
    "InstallationCost",
    "Landing",
    "Preset",
    "PresetCode",
    "RankingVersion",
    "ReferenceVersion",
    "RetailerLink",
    "SavedAdvice",
    "State",
    "WrongNumber",
    "ZipCode",
]
