"""Records of the advisor: reference data, and what visitors leave. A module an area; import them
from here.
"""

from advisor.models.article_texts import ArticleText, ReportSubscription
from advisor.models.articles import Article, DailyCount, Landing, Preset, PresetCode, RetailerLink
from advisor.models.climate_records import MONTHS, ClimateStation, ZipCode
from advisor.models.content_sites import ContentSite
from advisor.models.embed_sites import EmbedSite
from advisor.models.impression_counts import ShownCount
from advisor.models.installation_costs import InstallationCost
from advisor.models.ranking_version import RankingVersion
from advisor.models.rebate_records import Incentive, InstallerContact
from advisor.models.reference_version import ReferenceVersion
from advisor.models.saved_advice import SavedAdvice, WrongNumber
from advisor.models.server_errors import ServerError
from advisor.models.state_prices import DATED, FUELS, State
from advisor.models.tariff_records import GridArea, HeatPumpTariff, NoiseLimit

__all__ = [
    "DATED",
    "FUELS",
    "MONTHS",
    "Article",
    "ArticleText",
    "ClimateStation",
    "ContentSite",
    "DailyCount",
    "EmbedSite",
    "GridArea",
    "HeatPumpTariff",
    "Incentive",
    "InstallationCost",
    "InstallerContact",
    "Landing",
    "NoiseLimit",
    "Preset",
    "PresetCode",
    "RankingVersion",
    "ReferenceVersion",
    "ReportSubscription",
    "RetailerLink",
    "SavedAdvice",
    "ServerError",
    "ShownCount",
    "State",
    "WrongNumber",
    "ZipCode",
]
