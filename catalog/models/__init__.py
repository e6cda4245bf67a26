"""Records of the catalog, a module an area; import them from here."""

from catalog.models.batches import (
    AcceptedWarning,
    BatchState,
    ImportBatch,
    ImportChange,
    ImportChunk,
)
from catalog.models.brand import Brand
from catalog.models.changes import Action, Change, ChangeQuerySet, How
from catalog.models.choices import (
    FIRST_SHELF,
    HEATS_BY_HEAT_PUMP,
    SEEN_PRICES,
    TYPE_RULES,
    Compressor,
    Confidence,
    Form,
    HeatSource,
    Hose,
    Hspf2Region,
    Mode,
    PanHeater,
    PriceKind,
    RatingBasis,
    Rights,
    SaleStatus,
    Status,
    TypeRules,
    UnitType,
    Voltage,
)
from catalog.models.constraints import PLAUSIBLE, PLAUSIBLE_POINT, RESERVED_SLUGS
from catalog.models.feeds import Feed, FeedItem, FeedKind, Matched
from catalog.models.heat_pump import HeatPump
from catalog.models.heat_pump_queries import HeatPumpQuerySet, seen_by_visitors
from catalog.models.known_numbers import KnownKind, KnownNumber, known_key
from catalog.models.published import Figure, PerformancePoint, PriceObservation, Source
from catalog.models.reviews import Review, ReviewState
from catalog.models.version import CatalogVersion

__all__ = [
    "FIRST_SHELF",
    "HEATS_BY_HEAT_PUMP",
    "PLAUSIBLE",
    "PLAUSIBLE_POINT",
    "RESERVED_SLUGS",
    "SEEN_PRICES",
    "TYPE_RULES",
    "AcceptedWarning",
    "Action",
    "BatchState",
    "Brand",
    "CatalogVersion",
    "Change",
    "ChangeQuerySet",
    "Compressor",
    "Confidence",
    "Feed",
    "FeedItem",
    "FeedKind",
    "Figure",
    "Form",
    "HeatPump",
    "HeatPumpQuerySet",
    "HeatSource",
    "Hose",
    "How",
    "Hspf2Region",
    "ImportBatch",
    "ImportChange",
    "ImportChunk",
    "KnownKind",
    "KnownNumber",
    "Matched",
    "Mode",
    "PanHeater",
    "PerformancePoint",
    "PriceKind",
    "PriceObservation",
    "RatingBasis",
    "Review",
    "ReviewState",
    "Rights",
    "SaleStatus",
    "Source",
    "Status",
    "TypeRules",
    "UnitType",
    "Voltage",
    "known_key",
    "seen_by_visitors",
]
