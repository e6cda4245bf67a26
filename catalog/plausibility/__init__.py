"""What a unit's figures say about each other; import the names from here."""

from catalog.plausibility.facts import (
    NUMERIC,
    POINT_COLUMNS,
    Facts,
    FamilyKey,
    facts_from,
    facts_of,
    family_key,
)
from catalog.plausibility.families import Families, add_to, gather
from catalog.plausibility.figure_names import figure_name, place_name, point_words, shown_unit
from catalog.plausibility.finding import ERROR, WARNING, Finding, out_of_range
from catalog.plausibility.live_units import (
    ImplausibleError,
    LiveUnits,
    live_units_stay_sound,
)
from catalog.plausibility.rules import BOUNDS, findings
from catalog.plausibility.stored_units import accepted, check, check_prices

__all__ = [
    "BOUNDS",
    "ERROR",
    "NUMERIC",
    "POINT_COLUMNS",
    "WARNING",
    "Facts",
    "Families",
    "FamilyKey",
    "Finding",
    "ImplausibleError",
    "LiveUnits",
    "accepted",
    "add_to",
    "check",
    "check_prices",
    "facts_from",
    "facts_of",
    "family_key",
    "figure_name",
    "findings",
    "gather",
    "live_units_stay_sound",
    "out_of_range",
    "place_name",
    "point_words",
    "shown_unit",
]
