"""From the number on a label to the units of the catalog that bear it. Nothing is guessed: what
is not the same number is a suggestion, and is called so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.listing.inventory import Card
from advisor.listing.near_texts import one_apart
from advisor.listing.search import Shelf
from advisor.listing.versioned import VersionedCache
from catalog.selection import search_key

LONGEST_NUMBER = 120
SHORTEST_NUMBER = 4
"""Letters and digits; less is no model number."""
SHORTEST_NEAR = 5
"""Letters and digits of a number that may have one of them wrong."""
LONG_NUMBER = 8
"""Letters and digits from which one wrong letter leaves the first three or the last four."""
NEAR = 2
"""Letters or digits that a near miss may have wrong."""
NEAREST = 6
CLOSELY_READ = 3000
"""Numbers that are compared letter by letter; they share their first or last letters."""
WINDOW = 5
"""Words of a pasted text that may make up one number."""
SIZE_TOLERANCE = 0.3
"""How far the rated output may lie from the size in the number."""
SIZE_TOLERANCE_OF_ONE_DIGIT = 0.05

NOT_CAPTURED = "not captured"
_WILD = re.compile(r"\*|#|-{2,}")
NAMES = re.compile(r"[a-z]\d|\d[a-z]")  # a part of a number says something by these


@dataclass(frozen=True, kw_only=True)
class Match:
    """A unit that bears the typed number. ``half``: indoor, outdoor, or both for the whole."""

    row: int
    half: str
    number: str


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """``matches`` bear the number as typed, ``holding`` more than that, as a part of a number is
    typed; ``near`` rows only look like it, nearest first."""

    key: str
    matches: tuple[Match, ...]
    near: tuple[int, ...]
    holding: tuple[int, ...] = ()  # rows whose number holds all that was typed


@dataclass(frozen=True, kw_only=True, eq=False)
class Numbers:
    """Every model number of the shelf by its key."""

    exact: dict[str, list[Match]]
    wild: list[tuple[re.Pattern[str], Match]]
    by_start: dict[str, list[str]]
    by_end: dict[str, list[str]]


_decoders: VersionedCache[Numbers] = VersionedCache()


def numbers(shelf: Shelf) -> Numbers:
    """The numbers of this shelf, made once for each version of the catalog."""
    return _decoders.get(shelf, lambda: _numbers(shelf))


def _numbers(shelf: Shelf) -> Numbers:
    matches = [
        Match(row=row, half=half, number=text)
        for row, card in enumerate(shelf.cards)
        for half, text in _named(card)
    ]
    wild = [(_pattern(match.number), match) for match in matches if _WILD.search(match.number)]
    exact: dict[str, list[Match]] = {}
    for match in matches:
        key = search_key(match.number)
        if len(key) < SHORTEST_NUMBER:
            continue
        known = exact.setdefault(key, [])
        if all(other.row != match.row for other in known):
            known.append(match)
    by_start: dict[str, list[str]] = {}
    by_end: dict[str, list[str]] = {}
    for key in exact:
        by_start.setdefault(key[:3], []).append(key)
        by_end.setdefault(key[-4:], []).append(key)
    return Numbers(exact=exact, wild=wild, by_start=by_start, by_end=by_end)


def _named(card: Card) -> Iterator[tuple[str, str]]:
    """Each half with its number, what the record says of it first, and the number of the whole.

    A record of an outdoor unit alone has no whole. A name may begin with the outdoor unit.
    """
    if NOT_CAPTURED in card.model:
        return
    if card.indoor:
        yield "indoor", card.indoor
    if card.outdoor:
        yield "outdoor", card.outdoor
    yield "both", card.model
    halves = card.model.split(" / ")
    if len(halves) == 2:
        yield "indoor", halves[0]
        yield "outdoor", halves[1]


def _pattern(text: str) -> re.Pattern[str]:
    """A number with places left open, as certificates print families: AWGP08W**#.

    >>> bool(_pattern("AWGP08W**#").fullmatch("awgp08wwa1"))
    True
    >>> bool(_pattern("38MAQB09R--3").fullmatch("38maqb09raa3"))
    True
    """
    parts = []
    for piece in re.split(r"(\*|#|-{2,})", text):
        if piece == "*":
            parts.append("[a-z0-9]")
        elif piece == "#":
            parts.append("[a-z0-9]?")
        elif re.fullmatch(r"-{2,}", piece):
            parts.append(f"(?:[a-z0-9]{{{len(piece)}}})?")
        else:
            parts.append(re.escape(search_key(piece)))
    return re.compile("".join(parts))


def decode(shelf: Shelf, text: str) -> Decoded:
    """The units whose indoor, outdoor or whole number is in ``text``.

    Spaces, dashes and what is around the number do not matter; the longest run of words that
    is a number counts.
    """
    known = numbers(shelf)
    words = text[:LONGEST_NUMBER].split()
    for key in _keys_in(words):
        if found := bearing(known, key):
            return Decoded(key=key, matches=tuple(found), near=())
    key = search_key(text[:LONGEST_NUMBER])
    holding = _holding(known, words, key)
    near = [row for row in _near(known, words, key) if row not in holding]
    return Decoded(key=key, matches=(), near=tuple(near), holding=tuple(holding))


def numbers_one_apart(shelf: Shelf, text: str) -> list[Match]:
    """The units whose number is one letter different from one in ``text``."""
    known = numbers(shelf)
    for key in _keys_in(text[:LONGEST_NUMBER].split()):
        close = [each for each in _as_long(known, key) if one_apart(key, each)]
        if close:
            return [match for each in close for match in known.exact[each]]
    return []


def _keys_in(words: list[str]) -> Iterator[str]:
    """The key of every run of words that may be a number, the longest run first."""
    for length in range(min(len(words), WINDOW), 0, -1):
        for first in range(len(words) - length + 1):
            yield search_key("".join(words[first : first + length]))


def _as_long(known: Numbers, key: str) -> Iterable[str]:
    """Numbers that may be one letter different from ``key``; none where that is no number.

    A swap in a short number can touch both its first and its last letters.
    """
    if len(key) < SHORTEST_NEAR or not re.search(r"\d", key):
        return ()
    return known.exact if len(key) < LONG_NUMBER else _worth_comparing(known, key)


def _holding(known: Numbers, words: list[str], whole: str) -> list[int]:
    """Rows whose number begins with, or holds, what was typed; a brand before it is left out."""
    for key in (whole, search_key(words[-1]) if words else ""):
        found = (match.row for each in _numbers_with(known, key) for match in known.exact[each])
        if rows := list(dict.fromkeys(found)):
            return rows
    return []


def _numbers_with(known: Numbers, key: str) -> list[str]:
    """Numbers of which ``key`` is a part, those that begin with it first.

    Letters alone ("MSZ-GX") are only looked for at the start: they stand in many numbers.
    """
    if len(key) < SHORTEST_NUMBER:
        return []
    beginning = sorted(each for each in known.exact if each.startswith(key))
    if not NAMES.search(key):
        return beginning
    return [*beginning, *sorted(each for each in known.exact if key in each[1:])]


def bearing(known: Numbers, key: str) -> list[Match]:
    """The units of which this key is a number, each once."""
    found = {match.row: match for match in known.exact.get(key, ())}
    for pattern, match in known.wild:
        if pattern.fullmatch(key):
            found.setdefault(match.row, match)
    return list(found.values())


def _near(known: Numbers, words: list[str], whole: str) -> list[int]:
    """Rows of numbers that begin alike, or have a letter or two different."""
    keys = {search_key(word) for word in words} | {whole}
    misses = [
        (far, other)
        for key in keys
        if len(key) >= SHORTEST_NUMBER and re.search(r"\d", key)
        for other in _worth_comparing(known, key)
        if (far := _distance(key, other)) is not None
    ]
    scored: dict[int, tuple[int, str]] = {}
    for miss in sorted(misses):
        for match in known.exact[miss[1]]:
            scored.setdefault(match.row, miss)
    return sorted(scored, key=lambda row: (*scored[row], row))[:NEAREST]


def _worth_comparing(known: Numbers, key: str) -> list[str]:
    """Numbers that share their first or last letters with ``key``."""
    near = dict.fromkeys([*known.by_start.get(key[:3], ()), *known.by_end.get(key[-4:], ())])
    return list(near)[:CLOSELY_READ]


def _distance(key: str, other: str) -> int | None:
    """How many letters apart, or nothing where too many; a mere ending counts as one apart."""
    shorter, longer = sorted((key, other), key=len)
    if len(shorter) >= 5 and longer.startswith(shorter):
        return 1
    if len(longer) - len(shorter) > NEAR or len(shorter) < 6:
        return None
    row = list(range(len(other) + 1))
    for i, letter in enumerate(key, start=1):
        previous, row[0] = row[0], i
        for j, against in enumerate(other, start=1):
            previous, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, previous + (letter != against)),
            )
    return row[-1] if row[-1] <= NEAR else None


NOMINAL = re.compile(r"(?<!\d)\d?0(18|24|30|36|42|48|60)(?!\d)")
"""Three digits that stand for a nominal size in thousands of BTU/h, as outdoor units and central
systems bear them: 018 is 18,000 and 060 is 60,000. Source: the tables of intrysys.com and
howtolookatahouse.com, read in November 2026."""


def nominal_in_text(text: str) -> int | None:
    """The nominal size that an unknown number would have by the rule of the three digits, where it
    holds one of them and no other. [BTU/h] Never more than a hint: some count in other ways.

    >>> nominal_in_text("4TWR3030A1000AA"), nominal_in_text("38CKC036"), nominal_in_text("TTR060C")
    (30000, 36000, 60000)
    >>> nominal_in_text("24ACC636") is nominal_in_text("LS090HXV") is None
    True
    """
    found = {int(digits) for digits in NOMINAL.findall(text)}
    return found.pop() * 1000 if len(found) == 1 else None


def size_in_number(number: str, rated_btu_h: float) -> int | None:
    """The size that the digits of a number name, if the rated output bears it out. [BTU/h]

    >>> size_in_number("MSZ-FS06NA", 6000), size_in_number("LS120HSV4", 11000)
    (6000, 12000)
    >>> size_in_number("MAP14HS1TBL", 10000) is None
    True
    """
    for digits in re.findall(r"(?<!\d)(\d{1,3})(?!\d)", number):
        tolerance = SIZE_TOLERANCE if len(digits) > 1 else SIZE_TOLERANCE_OF_ONE_DIGIT
        for size in (int(digits) * 1000, int(digits) * 100 if len(digits) == 3 else 0):
            if size and abs(rated_btu_h / size - 1) <= tolerance and size <= 60_000:
                return size
    return None
