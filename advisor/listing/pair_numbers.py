"""The numbers that a text names, each read for itself, and the records that bear all of them.

A split system is certified as a pair. A text may name both halves, one half, a half beside a
number that no unit bears, or two halves of different systems: only the first names a pair.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.engine.unit_types import RECORD_OF, UNIT_TYPES
from advisor.listing.model_numbers import (
    LONGEST_NUMBER,
    NAMES,
    SHORTEST_NUMBER,
    WINDOW,
    Match,
    bearing,
    numbers,
)
from advisor.listing.search import Shelf
from catalog.selection import search_key

PAIR, INDOOR, OUTDOOR, ONE, APART = "pair", "indoor", "outdoor", "one", "apart"
_WORD = re.compile(r"[^\s/+,;&|]+")
_NO_NUMBER = re.compile(
    r"\d+(?:v|volts?|vac|hz|ph|a|amps?|k|kw|w|watts?|btuh?|ton(?:ne)?s?|ft|in|lbs?|oz|db|f|seer2?"
    r"|hspf2?|eer2?)|(?:seer|hspf|eer|cop)2?\d*|r\d{2,4}[a-z]?"
)
"""Keys with letters and digits that are a size, a voltage, a rating or a refrigerant."""


@dataclass(frozen=True, kw_only=True)
class NamedUnits:
    """``rows`` bear every known number of the text. ``named`` is what it names of them: ``pair``
    (both halves, the number of a known pair, or that of a unit that has no halves), ``indoor`` or
    ``outdoor`` alone, ``one`` number of a split system of which the record does not say more,
    ``apart`` where no record bears all of the ``known`` numbers, "" where none is known."""

    named: str
    rows: tuple[int, ...]  # where the numbers are apart: of each of them
    known: tuple[str, ...]  # as typed
    unknown: tuple[str, ...]  # what looks like a number and is none of a live unit


def named_units(shelf: Shelf, text: str) -> NamedUnits:
    """What a text names, whatever stands between its numbers and around them."""
    read = text[:LONGEST_NUMBER]
    spans = [word.span() for word in _WORD.finditer(read)]
    words = [read[first:end] for first, end in spans]
    runs = dict(_known_runs(shelf, words))
    taken = {place for run in runs for place in run}
    rest = [word for place, word in enumerate(words) if place not in taken]
    in_order = sorted(runs, key=min)
    known = tuple(read[spans[run[0]][0] : spans[run[-1]][1]] for run in in_order)
    unknown = tuple(dict.fromkeys(word for word in rest if _looks_like_a_number(word)))
    named, rows = _together(shelf, [runs[run] for run in in_order], rest)
    return NamedUnits(named=named, rows=rows, known=known, unknown=unknown)


def _together(
    shelf: Shelf, found: Sequence[Sequence[Match]], rest: Sequence[str]
) -> tuple[str, tuple[int, ...]]:
    """What numbers name together, and of which rows; ``found`` has the units of each number, a row
    once."""
    matches = [match for each in found for match in each]
    every = dict.fromkeys(match.row for match in matches)
    rows = [row for row in every if sum(match.row == row for match in matches) == len(found)]
    if not rows:
        return (APART if every else ""), tuple(every)
    named_of = {row: _named(shelf, row, _halves(matches, row)) for row in rows}
    named = PAIR if PAIR in named_of.values() else named_of[rows[0]]
    alike = [row for row in rows if named_of[row] == named]
    return named, tuple(_of_brand(shelf, alike, rest))


def _halves(matches: Sequence[Match], row: int) -> set[str]:
    return {match.half for match in matches if match.row == row}


def _known_runs(shelf: Shelf, words: Sequence[str]) -> Iterator[tuple[range, list[Match]]]:
    """The runs of words that are a number, none within another, the longest first."""
    known, taken = numbers(shelf), set[int]()
    for length in range(min(len(words), WINDOW), 0, -1):
        for first in range(len(words) - length + 1):
            run = range(first, first + length)
            if not taken.isdisjoint(run):
                continue
            if found := bearing(known, search_key("".join(words[first : first + length]))):
                taken |= set(run)
                yield run, found


def _named(shelf: Shelf, row: int, halves: set[str]) -> str:
    if {"indoor", "outdoor"} <= halves:
        return PAIR
    if "both" in halves:
        card, split = shelf.cards[row], RECORD_OF[UNIT_TYPES[shelf.kind[row]]].split
        return PAIR if card.indoor or " / " in card.model or not split else ONE
    return INDOOR if "indoor" in halves else OUTDOOR


def _of_brand(shelf: Shelf, rows: Sequence[int], rest: Sequence[str]) -> Sequence[int]:
    """The rows of the brand that the text names, where it names one of theirs."""
    said = search_key("".join(rest))
    return [row for row in rows if search_key(shelf.cards[row].brand) in said] or rows


def _looks_like_a_number(word: str) -> bool:
    key = search_key(word)
    return len(key) >= SHORTEST_NUMBER and bool(NAMES.search(key)) and not _NO_NUMBER.fullmatch(key)
