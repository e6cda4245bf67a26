"""Which units, lines and brands a sentence names: of the live catalog, retired, draft or known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.articles.check import claim_words as words
from advisor.articles.check.claims_found import clause_of
from advisor.listing.known_numbers import DraftUnit, KnownAnswer, known_texts
from advisor.listing.model_numbers import NOT_CAPTURED, numbers
from advisor.listing.search import Shelf
from advisor.listing.versioned import VersionedCache
from catalog.models import HeatPump, Status, known_key
from catalog.selection import search_key

LONGEST_NAME = 6
"""Words that may make up one model number."""
SHORTEST = 5
"""Letters and digits of a model number in running text."""
LONGEST_KEY = 60
MOST_OPEN_WORDS = 2
"""Words that may make up a number whose end is left open in a list."""
PAIR_REACH = 40
"""Characters between the two halves of a pair, at most."""

_TOKEN = re.compile(r"[A-Za-z0-9](?:[\w./*#+&()-]*[\w*#+])?")
_BETWEEN = re.compile(r"[\s/&+,…(-]*(?:with|and|paired with|plus|outdoor|unit|its|the|\s|/|…)*")
_APART = re.compile(r"[.!?;:,()]\s|[$–—|=\"“”]")
_NO_NUMBER = re.compile(
    r"\d+(?:btuh?|v|volts?|k|kw|w|f|c|db|dba|in|ft|lbs?|amps?|a|sqft|hz|th|st|nd|rd|mm|cm|m|h|hr"
    r"|x\d+|usd|gen|s|seer2?|hspf2?|c?eer2?)?|r\d{2,3}[a-z]?|(?:seer|hspf|eer|ceer)2?\d*|[a-z]+\d?|25c|covid19|co2"
    r"|mp\d|wifi\d|20\d\ds?"
)
"""Keys of tokens that look like numbers of models and are none, where the catalog has none such."""
_LOOKS_LIKE_ONE = re.compile(r"(?=(?:.*[A-Z]){2})(?=(?:.*\d){2})[A-Z0-9][A-Z0-9/*#+-]{4,}")
"""A token that could only be the number of a model: capitals and digits."""


@dataclass(frozen=True, kw_only=True)
class RetiredUnit:
    """A unit that was live once and is in no list any more."""

    slug: str
    brand: str
    name: str
    replaced_by: str  # name of its successor
    successor: str  # slug of its successor, where that is live


@dataclass(frozen=True, kw_only=True)
class NamedUnit:
    """A model number in a sentence and whatever bears it; ``rows`` are rows of the shelf."""

    start: int
    end: int
    text: str
    rows: tuple[int, ...] = ()
    retired: RetiredUnit | None = None
    draft: DraftUnit | None = None
    known: KnownAnswer | None = None
    is_unknown: bool = False

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end


_retired: VersionedCache[dict[str, RetiredUnit]] = VersionedCache()
_names: VersionedCache[dict[str, tuple[int, ...]]] = VersionedCache()


def retired_units(shelf: Shelf) -> dict[str, RetiredUnit]:
    """Retired units by the keys of their numbers: one query after a change, none else."""
    return _retired.get(shelf, _read_retired)


def _read_retired() -> dict[str, RetiredUnit]:
    found: dict[str, RetiredUnit] = {}
    units = HeatPump.objects.filter(status=Status.RETIRED, synthetic=False)
    for unit in units.select_related("brand", "replaced_by__brand").order_by("-pk"):
        new = unit.replaced_by
        told = RetiredUnit(
            slug=unit.slug,
            brand=str(unit.brand),
            name=str(unit),
            replaced_by=str(new) if new else "",
            successor=new.slug if new and new.status == Status.LIVE else "",
        )
        halves = (unit.model_number, *unit.model_number.split(" / "))
        for number in (*halves, unit.indoor_model, unit.outdoor_model):
            if len(search_key(number)) >= SHORTEST:
                found[search_key(number)] = told
    return found


def live_names(shelf: Shelf) -> dict[str, tuple[int, ...]]:
    """Rows by the keys of their numbers, and of the names that stand where no number is known."""
    return _names.get(shelf, lambda: _read_names(shelf))


def _read_names(shelf: Shelf) -> dict[str, tuple[int, ...]]:
    found = {key: tuple(m.row for m in each) for key, each in numbers(shelf).exact.items()}
    for row, card in enumerate(shelf.cards):
        if NOT_CAPTURED in card.model:
            key = search_key(card.model.partition(" (")[0])
            found[key] = (*found.get(key, ()), row)
    return found


def named_units(shelf: Shelf, text: str) -> tuple[NamedUnit, ...]:
    """Every model number of a sentence, the longest reading of each; halves of a pair are one."""
    tokens = list(_TOKEN.finditer(text))
    found: list[NamedUnit] = []
    at = 0
    while at < len(tokens):
        unit, used = _longest(shelf, text, tokens[at : at + LONGEST_NAME])
        if unit is not None:
            found.append(unit)
        at += used
    return tuple(_paired(text, found))


def _longest(shelf: Shelf, text: str, tokens: list[re.Match[str]]) -> tuple[NamedUnit | None, int]:
    for count in range(len(tokens), 0, -1):
        start, end = tokens[0].start(), tokens[count - 1].end()
        piece = text[start:end]
        if _APART.search(piece):
            continue
        unit = _bearing(shelf, piece, count)
        if unit is not None:
            return replace(_by_its_brand(unit, text[:start]), start=start, end=end), count
    return None, 1


def _by_its_brand(unit: NamedUnit, before: str) -> NamedUnit:
    """The retired unit alone where its brand stands before a number that a live unit of another
    brand bears, too."""
    told = unit.retired is not None and before.rstrip().lower().endswith(unit.retired.brand.lower())
    return replace(unit, rows=()) if told else unit


def _bearing(shelf: Shelf, text: str, count: int) -> NamedUnit | None:
    key = search_key(text)
    if not SHORTEST <= len(key) <= LONGEST_KEY or not re.search(r"\d", key):
        return None
    known = known_texts(shelf)
    retired = retired_units(shelf).get(key)
    answer = known.exact.get(known_key(text))
    rows = live_names(shelf).get(key, ())
    if count <= MOST_OPEN_WORDS and _may_be_open(text, key):
        answer = answer or next((a for p, a in known.open_ended if p.fullmatch(key)), None)
        # A unit's own number says more than the pattern of a family.
        rows = rows or (() if retired else _rows_of_family(shelf, key))
    found = NamedUnit(
        start=0,
        end=0,
        text=text,
        rows=rows or (() if retired else _row_of_answer(shelf, answer)),
        retired=retired,
        draft=next(iter(known.draft_numbers.get(key, ())), None),
        known=answer,
    )
    if found.rows or found.retired or found.draft or found.known:
        return found
    if count == 1 and _LOOKS_LIKE_ONE.fullmatch(text) and not _NO_NUMBER.fullmatch(key):
        return replace(found, is_unknown=True)
    return None


def _may_be_open(text: str, key: str) -> bool:
    """Every word of it has a digit: "MAH09 heats" is a number and a verb."""
    return all(re.search(r"\d", word) for word in text.split()) and not _NO_NUMBER.fullmatch(key)


def _rows_of_family(shelf: Shelf, key: str) -> tuple[int, ...]:
    """Units whose number has open places, as certificates print families."""
    return tuple(m.row for pattern, m in numbers(shelf).wild if pattern.fullmatch(key))


def _row_of_answer(shelf: Shelf, answer: KnownAnswer | None) -> tuple[int, ...]:
    """The unit behind another name of it."""
    if answer is None or answer.kind not in _SAME_UNIT or answer.unit not in shelf.rows:
        return ()
    return (shelf.rows[answer.unit],)


_SAME_UNIT = frozenset({"heat_pump", "same_machine", "spelling"})
"""Kinds of known numbers whose nearest unit is the unit itself."""


def _paired(text: str, found: list[NamedUnit]) -> Iterator[NamedUnit]:
    """Two halves that stand beside each other and share a unit mean that unit."""
    at = 0
    while at < len(found):
        unit = found[at]
        if at + 1 < len(found):
            other = found[at + 1]
            both = tuple(row for row in unit.rows if row in other.rows)
            between = text[unit.end : other.start]
            if both and len(between) <= PAIR_REACH and _BETWEEN.fullmatch(between):
                unit = replace(unit, end=other.end, text=text[unit.start : other.end], rows=both)
                at += 1
        yield unit
        at += 1


def subject_of(text: str, units: tuple[NamedUnit, ...], start: int, end: int) -> NamedUnit | None:
    """The unit that a figure is about: one of its clause, else the last before it, else the first
    after it."""
    if len(units) <= 1:
        return units[0] if units else None
    first, last = clause_of(text, start, end)
    here = [unit for unit in units if first <= unit.start and unit.end <= last]
    before = [unit for unit in units if unit.end <= start]
    inside = [unit for unit in here if unit.end <= start]
    if inside:
        return inside[-1]
    return here[0] if here else before[-1] if before else units[0]


def types_named(text: str) -> list[tuple[int, str]]:
    """The types of unit that a text speaks of, each with its place, in their order."""
    return sorted(
        (found.start(), kind)
        for kind, pattern in words.TYPES.items()
        for found in pattern.finditer(text)
    )
