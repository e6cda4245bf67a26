"""What a search text finds: as typed, else as a person would read it.

A size or a type in a text is read as that; a number with an open end as its family; and a text
that no name holds at last with one letter different. What was done is said, never hidden.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from advisor.engine.equipment import BoolArray
from advisor.engine.unit_types import UNIT_TYPES
from advisor.listing.model_numbers import decode, numbers_one_apart
from advisor.listing.near_texts import FILLERS, one_apart
from advisor.listing.search import SIZES, Shelf, naming
from advisor.listing.versioned import VersionedCache
from catalog.selection import search_key, search_words

SHORTEST_WORD = 4
"""Letters of a word of a name that may have one wrong."""
SIZES_BTU_H = (3000, 60_000)
MOST_NAMES = 3
_SIZE = re.compile(r"(\d{1,2})k|(\d{1,2}[05]00)")
_TYPE_WORDS = {search_key(kind): kind for kind in UNIT_TYPES}


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """``rows`` marks the units found.

    ``words``, ``size`` (a key of ``SIZES``) and ``kind`` are how a text was read that means more
    than its letters; ``misspelled``: ``words`` are one letter different from it; ``fits_all``: any
    unit could bear them.
    """

    rows: BoolArray
    words: tuple[str, ...] = ()
    size: str = ""
    kind: str = ""
    misspelled: bool = False
    fits_all: bool = False

    @property
    def is_as_typed(self) -> bool:
        return not (self.words or self.size or self.kind)


@dataclass(frozen=True, kw_only=True)
class TextParts:
    """A text taken apart: what names hold, a size, a type."""

    names: tuple[str, ...]
    size: str
    kind: str
    all_words: tuple[str, ...] = field(repr=False)

    @property
    def is_more_than_names(self) -> bool:
        return bool(self.size or self.kind)


_vocabularies: VersionedCache[dict[str, str]] = VersionedCache()


def read_text(shelf: Shelf, text: str, *, is_known: bool = False) -> Reading | None:
    """The units that a search text means, with how it was read; ``None`` if it asks for nothing.

    ``is_known``: what was typed is known to be something else than a live unit, so that a unit
    whose name is one letter different is not meant.
    """
    asked = _taken_apart(search_words(text))
    if not asked.all_words:
        return None
    literal = naming(shelf, asked.all_words)
    if asked.is_more_than_names:
        reading = _read_as(shelf, asked, literal=literal)
        if reading.rows.any():
            return reading
    elif literal.any() and asked.names:
        return Reading(rows=literal)
    for reading in _other_readings(shelf, text, asked, is_known=is_known):
        if reading.rows.any():
            return reading
    return Reading(rows=literal)


def _taken_apart(words: list[str]) -> TextParts:
    return TextParts(
        names=tuple(w for w in words if not _size(w) and w not in FILLERS and w not in _TYPE_WORDS),
        size=next((size for word in words if (size := _size(word))), ""),
        kind=next((_TYPE_WORDS[word] for word in words if word in _TYPE_WORDS), ""),
        all_words=tuple(words),
    )


def _other_readings(
    shelf: Shelf, text: str, asked: TextParts, *, is_known: bool
) -> Iterator[Reading]:
    known = decode(shelf, text).matches
    if known:
        yield Reading(rows=_marked(shelf, (match.row for match in known)))
    if not asked.is_more_than_names and len(asked.names) < len(asked.all_words):
        yield Reading(rows=naming(shelf, asked.names), fits_all=not asked.names)
    if is_known:
        return
    if misspelled := numbers_one_apart(shelf, text):
        names = dict.fromkeys(match.number for match in misspelled)
        yield Reading(
            rows=_marked(shelf, (match.row for match in misspelled)),
            words=tuple(names)[:MOST_NAMES],
            misspelled=True,
        )
    right = _spelled(shelf, asked.names)
    if right != asked.names:
        corrected = TextParts(names=right, size=asked.size, kind=asked.kind, all_words=right)
        yield _read_as(shelf, corrected, misspelled=True)


def _read_as(
    shelf: Shelf, asked: TextParts, *, literal: BoolArray | None = None, misspelled: bool = False
) -> Reading:
    rows = naming(shelf, asked.names)
    if asked.size:
        low, high = SIZES[asked.size]
        rows = rows & (shelf.cooling_btu_h >= low) & (shelf.cooling_btu_h < high)
    if asked.kind:
        rows = rows & (shelf.kind == UNIT_TYPES.index(asked.kind))
    vocabulary = _vocabulary(shelf)
    return Reading(
        rows=rows if literal is None else rows | literal,
        words=tuple(vocabulary.get(word, word) for word in asked.names),
        size=asked.size,
        kind=asked.kind,
        misspelled=misspelled,
    )


def _size(word: str) -> str:
    """The band of ``SIZES`` that "6k", "6,000" or "12000" names; empty for any other word."""
    found = _SIZE.fullmatch(word)
    if not found:
        return ""
    size = int(found[1]) * 1000 if found[1] else int(found[2])
    if not SIZES_BTU_H[0] <= size <= SIZES_BTU_H[1]:
        return ""
    return next(key for key, (low, high) in SIZES.items() if low <= size < high)


def _marked(shelf: Shelf, rows: Iterable[int]) -> BoolArray:
    marked = np.zeros(len(shelf.cards), dtype=bool)
    marked[list(rows)] = True
    return marked


def _spelled(shelf: Shelf, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, those that are in no vocabulary replaced by one that is one letter different."""
    vocabulary = _vocabulary(shelf)
    right = []
    for word in words:
        near: Iterable[str] = ()
        if len(word) >= SHORTEST_WORD and word not in vocabulary:
            near = (each for each in vocabulary if one_apart(word, each))
        right.append(next(iter(near), word))
    return tuple(right)


def _vocabulary(shelf: Shelf) -> dict[str, str]:
    """Key → word of every brand and series, made once for each version."""
    return _vocabularies.get(shelf, lambda: _words_of_names(shelf))


def _words_of_names(shelf: Shelf) -> dict[str, str]:
    found: dict[str, str] = {}
    for card in shelf.cards:
        for name in (card.brand, card.series):
            for word in (name, *name.split()):
                key = search_key(word)
                if len(key) >= SHORTEST_WORD:
                    found.setdefault(key, word)
    return found
