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
from catalog.plausibility.finding import ERROR, WARNING, Finding
from catalog.plausibility.rules import BOUNDS, findings
from catalog.plausibility.stored_units import accepted, check

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
    "accepted",
    "add_to",
    "check",
    "facts_from",
    "facts_of",
    "family_key",
    "findings",
    "gather",
]
