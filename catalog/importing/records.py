"""A unit as a source tells of it, before it meets the database."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path

from catalog.merging import Statement

_RULE_FILES = ("vocabulary.py", "merging.py", "importing/standing.py", "importing/apply.py")


@cache
def rules() -> str:
    """A fingerprint of the rules by which statements become records.

    It is part of every checksum: when a rule changes, the records are written anew.
    """
    folder = Path(__file__).resolve().parent.parent
    return sha256(b"".join((folder / name).read_bytes() for name in _RULE_FILES)).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Published(Statement):
    """One published figure with what belongs to it; ``source_id`` is the text of the source."""

    source_date: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    kind: str
    low: Decimal  # [USD]
    high: Decimal  # [USD]
    observed_on: date
    retailer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """One system: identity, published figures, prices seen."""

    slug: str
    brand: str
    type: str
    model_number: str
    series: str = ""
    indoor_model: str = ""
    outdoor_model: str = ""
    single_zone: bool = True
    keep_draft: str = ""  # why it must not go live
    replaced_by: str = ""  # slug
    notes: str = ""
    figures: tuple[Published, ...] = ()
    prices: tuple[Price, ...] = ()

    @property
    def checksum(self) -> str:
        return sha256(f"{rules()} {self!r}".encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """All that one file, or set of files, tells."""

    units: tuple[Unit, ...]
    source_urls: dict[str, str]  # text of the source → its address, where it has one
    checksum: str  # of the files themselves
    accepted: tuple[tuple[str, str, str], ...] = ()  # slug, key of a warning, why it is right
