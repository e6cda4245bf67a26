"""Records of the advisor: reference data, and what visitors leave. A module an area; import them
from here."""

from advisor.models.articles import Article, DailyCount, Landing, Preset, PresetCode, RetailerLink
from advisor.models.impression_counts import ShownCount
from advisor.models.ranking_version import RankingVersion
from advisor.models.reference_records import (
    FUELS,
    MONTHS,
    ClimateStation,
    Incentive,
    InstallationCost,
    ReferenceVersion,
    State,
    ZipCode,
)
from advisor.models.saved_advice import SavedAdvice, WrongNumber

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
