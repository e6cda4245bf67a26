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
from advisor.models.shown import ShownCount

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
    "ShownCount",
    "State",
    "WrongNumber",
    "ZipCode",
]
