"""What is known of a typed text beside the live units: the desk's table of answers, and drafts.

Read once for each version of the catalog, in two queries, and kept with the shelf.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.listing.model_numbers import NOT_CAPTURED, WINDOW
from advisor.listing.near_texts import FILLERS, one_apart
from advisor.listing.search import Shelf
from advisor.listing.versioned import VersionedCache
from catalog.models import known_key
from catalog.selection import draft_rows, known_number_rows, names_key, search_key, search_words

LONGEST = 120
MOST_WORDS = 12
"""Words of a text that are looked up; what people type of a unit is shorter."""
MOST_DRAFTS = 6
SHORTEST_PART = 4
"""Letters and digits of a part of a number that is looked for in the numbers of drafts."""
SHORTEST_BRAND = 2
SHORTEST_NEAR = 5
"""Letters and digits of a text that may have one of them wrong."""


@dataclass(frozen=True, kw_only=True)
class KnownAnswer:
    """A row of the table; ``unit`` is the slug of the nearest unit, live or draft."""

    typed: str
    key: str
    brand: str
    brand_slug: str
    kind: str
    says: dict[str, str]  # by language
    unit: str
    list_query: str
    source: str
    seen: str

    @property
    def is_about_brand(self) -> bool:
        return self.key == search_key(self.brand)


@dataclass(frozen=True, kw_only=True)
class DraftUnit:
    """A unit that is still being checked: its names and nothing else."""

    slug: str
    brand: str
    brand_slug: str
    type: str
    series: str
    model: str
    indoor: str
    outdoor: str


@dataclass(frozen=True, kw_only=True, eq=False)
class KnownTexts:
    """The table and the drafts of one version of the catalog."""

    answers: tuple[KnownAnswer, ...]
    exact: dict[str, KnownAnswer]
    open_ended: tuple[tuple[re.Pattern[str], KnownAnswer], ...]
    drafts: tuple[DraftUnit, ...]
    draft_numbers: dict[str, tuple[DraftUnit, ...]]
    draft_keys: tuple[str, ...]
    by_slug: dict[str, DraftUnit]


@dataclass(frozen=True, kw_only=True)
class KnownFound:
    """``answers`` and ``drafts`` bear the text as typed, ``holding`` are drafts with more in their
    names than that; ``near`` and ``near_drafts`` are one letter different."""

    answers: tuple[KnownAnswer, ...] = ()
    drafts: tuple[DraftUnit, ...] = ()
    holding: tuple[DraftUnit, ...] = ()
    near: tuple[KnownAnswer, ...] = ()
    near_drafts: tuple[DraftUnit, ...] = ()

    @property
    def is_certain(self) -> bool:
        return bool(self.answers or self.drafts)


_texts: VersionedCache[KnownTexts] = VersionedCache()


def known_texts(shelf: Shelf) -> KnownTexts:
    """The table and the drafts beside this shelf: two queries after a change, none else."""
    return _texts.get(shelf, _read)


def _read() -> KnownTexts:
    answers = tuple(
        KnownAnswer(
            typed=row[0],
            key=row[1],
            brand=row[2] or "",
            brand_slug=row[3] or "",
            kind=row[4],
            says={"en": row[5], "es": row[6] or row[5]},
            unit=row[7] or "",
            list_query=row[8],
            source=row[9],
            seen=row[10],
        )
        for row in known_number_rows()
    )
    names = ("slug", "brand", "brand_slug", "type", "series", "model", "indoor", "outdoor")
    drafts = tuple(
        DraftUnit(**dict(zip(names, row, strict=True)))
        for row in draft_rows()
        if NOT_CAPTURED not in row[5]
    )
    numbers: dict[str, list[DraftUnit]] = {}
    for draft in drafts:
        for key in dict.fromkeys(search_key(text) for text in _numbers_of(draft)):
            numbers.setdefault(key, []).append(draft)
    return KnownTexts(
        answers=answers,
        exact={each.key: each for each in answers if "*" not in each.key},
        open_ended=tuple(
            (re.compile(each.key.replace("*", "[a-z0-9]*")), each)
            for each in answers
            if "*" in each.key
        ),
        drafts=drafts,
        draft_numbers={key: tuple(units) for key, units in numbers.items() if key},
        draft_keys=tuple(
            names_key(d.brand, d.model, d.indoor, d.outdoor, d.series) for d in drafts
        ),
        by_slug={draft.slug: draft for draft in drafts},
    )


def _numbers_of(draft: DraftUnit) -> Iterator[str]:
    yield draft.model
    yield from draft.model.split(" / ")
    yield draft.indoor
    yield draft.outdoor


def brand_named(shelf: Shelf, text: str) -> str:
    """The slug of the brand that a text names and nothing else, one letter of it perhaps wrong."""
    key = "".join(word for word in _words(text) if word not in FILLERS)
    if len(key) < SHORTEST_BRAND:
        return ""
    brands = {search_key(name): slug for slug, name in shelf.brands.items()}
    if key in brands:
        return brands[key]
    if len(key) < SHORTEST_NEAR:
        return ""
    return next(
        (slug for name, slug in brands.items() if name.startswith(key) or one_apart(key, name)), ""
    )


def of_brand(shelf: Shelf, brand_slug: str) -> KnownFound:
    """Every answer and every draft of one brand; what is said of the brand itself comes first."""
    known = known_texts(shelf)
    answers = [each for each in known.answers if each.brand_slug == brand_slug]
    return KnownFound(
        answers=tuple(sorted(answers, key=lambda each: not each.is_about_brand)),
        drafts=tuple(each for each in known.drafts if each.brand_slug == brand_slug),
    )


def look_up(shelf: Shelf, text: str, *, is_read: bool) -> KnownFound:
    """What the table and the drafts say of a text.

    Spaces, dashes and words around a number do not matter. ``is_read``: a live unit bears the
    number, so that what is one letter different is another unit and no misspelling.
    """
    known = known_texts(shelf)
    words = _words(text)
    if not words:
        return KnownFound()
    answers = _answers(known, words)
    drafts = _drafts(known, words)
    if answers or drafts or is_read:
        return KnownFound(answers=answers, drafts=drafts)
    near = _near(known, words)
    holding = _holding(known, words, text) if not near else ()
    near_drafts = _near_drafts(known, words) if not (holding or near) else ()
    return KnownFound(holding=holding, near=near, near_drafts=near_drafts)


def _words(text: str) -> list[str]:
    """Keys of the words that say something; sizes in thousands are written out."""
    keys = (known_key(word).replace("*", "") for word in text[:LONGEST].split())
    return [key for key in keys if key and key not in {"and", "y"}][:MOST_WORDS]


def _windows(words: Sequence[str]) -> Iterator[tuple[range, str]]:
    """Every run of words, the longest first."""
    for length in range(min(len(words), WINDOW), 0, -1):
        for first in range(len(words) - length + 1):
            yield range(first, first + length), "".join(words[first : first + length])


def _answers(known: KnownTexts, words: Sequence[str]) -> tuple[KnownAnswer, ...]:
    """The rows that the text names; what only tells of a brand gives way to what tells more."""
    taken: set[int] = set()
    found: dict[str, KnownAnswer] = {}
    for places, key in _windows(words):
        if taken.isdisjoint(places) and (answer := _bearing(known, key)):
            taken |= set(places)
            found[answer.key] = answer
    rest = [word for place, word in enumerate(words) if place not in taken]
    fitting = [each for each in found.values() if _fits(each, rest)]
    numbers = [each for each in fitting if not each.is_about_brand]
    return tuple(numbers or fitting)


def _bearing(known: KnownTexts, key: str) -> KnownAnswer | None:
    if key in known.exact:
        return known.exact[key]
    return next((each for pattern, each in known.open_ended if pattern.fullmatch(key)), None)


def _fits(answer: KnownAnswer, rest: Sequence[str]) -> bool:
    """A number is itself whatever stands around it; a word only beside its brand and sizes.

    "Mitsubishi GX 12k" is about the GX line, "GX 470" of another brand is not.
    """
    if re.search(r"\d", answer.key):
        return True
    brand = search_key(answer.brand)
    return all(word in FILLERS or word.isdigit() or word in brand for word in rest)


def _drafts(known: KnownTexts, words: Sequence[str]) -> tuple[DraftUnit, ...]:
    """Drafts whose number the text holds."""
    for _places, key in _windows(words):
        if key in known.draft_numbers:
            return known.draft_numbers[key][:MOST_DRAFTS]
    return ()


def _holding(known: KnownTexts, words: Sequence[str], text: str) -> tuple[DraftUnit, ...]:
    """Drafts whose number holds the text as a part, else those whose names hold its words."""
    whole = "".join(words)
    if len(whole) >= SHORTEST_PART and re.search(r"\d", whole):
        holding = [
            draft for key, units in known.draft_numbers.items() if whole in key for draft in units
        ]
        if holding:
            return tuple(dict.fromkeys(holding))[:MOST_DRAFTS]
    asked = [word for word in search_words(text) if word not in FILLERS]
    if not asked:
        return ()
    return tuple(
        draft
        for draft, key in zip(known.drafts, known.draft_keys, strict=True)
        if all(word in key for word in asked)
    )[:MOST_DRAFTS]


def _near(known: KnownTexts, words: Sequence[str]) -> tuple[KnownAnswer, ...]:
    for _places, key in _windows(words):
        if len(key) >= SHORTEST_NEAR:
            near = [each for other, each in known.exact.items() if one_apart(key, other)]
            if near:
                return tuple(near)
    return ()


def _near_drafts(known: KnownTexts, words: Sequence[str]) -> tuple[DraftUnit, ...]:
    for _places, key in _windows(words):
        if len(key) >= SHORTEST_NEAR and re.search(r"\d", key):
            near = [
                draft
                for other, units in known.draft_numbers.items()
                if one_apart(key, other)
                for draft in units
            ]
            if near:
                return tuple(dict.fromkeys(near))[:MOST_DRAFTS]
    return ()
