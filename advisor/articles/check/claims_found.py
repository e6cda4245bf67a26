"""What a sentence claims: amounts, outputs, ratings, voltage, sound, cold, refrigerant, sale.

A claim is only what stands there, with its place in the sentence; whether it is true is judged
elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from advisor.articles.check import claim_words as words

NEAR_BEFORE = 40
"""Characters before a number that say how it is meant."""
NEAR_AFTER = 28
RATING_REACH = 46
"""Characters between the name of a rating and its number, at most."""

_CLAUSE = re.compile(r"[;:()]|,(?!\d{3}\b)|\s[–—-]\s|\b(?:and|but|while|whereas|though|than)\b")
_ONWARD = re.compile(r"\b(?:that|which|who|and|but|yet|while)\b")
_NO_BOUND = re.compile(r"(?:(?:never|not) \w+ below|no (?:lower|less) than)\s*$")
_BARE = re.compile(rf"(?<![\w$.,/-])(?:{words.NUMBER})(?![\w%°$/]|\.\d|,\d)")


@dataclass(frozen=True, kw_only=True)
class TextClaim:
    """``low`` and ``high`` are the same for one figure. ``role`` says what the figure is: of an
    output ``min``, ``max``, ``nominal``; of an amount ``unit``, ``install`` …; of a rating its
    name."""

    kind: str  # price, output, rating, voltage, sound, cold, refrigerant, sale
    start: int
    end: int
    low: float = 0.0
    high: float = 0.0
    role: str = ""
    mode: str = ""  # heating, cooling or ""
    outdoor_f: float | None = None
    hedged: bool = False
    bound: str = ""  # "under", "over"
    negated: bool = False
    label: tuple[int, int] = (0, 0)  # where a rating is named
    year: int = 0  # of the time that a price is told of


def claims_of(text: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[TextClaim, ...]:
    """Every claim of a sentence; ``taken`` are the places of model numbers, which claim nothing.
    A question claims nothing either."""
    if text.rstrip("\"”’') ").endswith("?"):
        return ()
    free = _blanked(text, taken)
    found: list[TextClaim] = []
    for finder in (_prices, _outputs, _voltages, _sounds, _temperatures, _refrigerants):
        for claim in finder(free):
            found.append(claim)
            free = _blanked(free, [(claim.start, claim.end)])
    found += _ratings(free)
    found += _sale(_blanked(text, taken))
    found = [replace(claim, negated=_is_negated(text, claim)) for claim in found]
    return tuple(sorted(_at_temperatures(text, found), key=lambda claim: claim.start))


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence between commas and conjunctions that holds a place."""
    first = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    after = _CLAUSE.search(text, end)
    return first, after.start() if after else len(text)


def _blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in places:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def number_of(text: str) -> float:
    return float(text.replace(",", ""))


def _span(found: re.Match[str]) -> tuple[float, float]:
    """The two figures of a match; 6–9k are both thousands, and so are 6–9,000."""
    groups = found.groupdict()
    low = number_of(groups["low"])
    high = number_of(groups["high"]) if groups.get("high") else low
    high *= 1000 if groups.get("high_k") else 1
    low *= 1000 if groups.get("low_k") or (groups.get("high_k") and low < 1000) else 1
    if low < 100 <= high and high >= 1000:
        low *= 1000
    return (low, high) if groups.get("high") else (low, low)


def _prices(text: str) -> Iterator[TextClaim]:
    for found in _matches(words.AMOUNTS, text):
        low, high = _span(found)
        if words.DIFFERENCE.match(text, found.end()):
            continue
        before, around = _around(text, found)
        role = next((name for name, pattern in words.ROLES if pattern.search(around)), "unit")
        yield TextClaim(
            kind="price",
            start=found.start(),
            end=found.end(),
            low=low,
            high=max(low, high),
            role=role,
            hedged=_hedged(text, found),
            bound=_bound(before),
            year=int(told[1]) if (told := words.YEAR.search(text)) else 0,
        )


def _outputs(text: str) -> Iterator[TextClaim]:
    matches = [
        found
        for found in _matches(words.OUTPUTS, text)
        if 300 <= _span(found)[0] <= 200_000 and not words.DIFFERENCE.match(text, found.end())
    ]
    for found in matches:
        low, high = _span(found)
        before, around = _around(text, found)
        first, last = clause_of(text, found.start(), found.end())
        clause = text[first:last]
        after = text[found.end() : last]
        if len(matches) == 1:  # the whole sentence speaks of this one figure
            before, after = _plain(text[: found.start()]), _plain(text[found.end() :])
        after = _ONWARD.split(after)[0][:NEAR_AFTER]
        role = "nominal"
        if words.MINIMUM.search(before) or words.MINIMUM.search(after):
            role = "min"
            before = _NO_BOUND.sub("", before)
        elif words.MAXIMUM.search(before[-NEAR_BEFORE:]) or words.MAXIMUM.search(after[:12]):
            role = "max"
        yield TextClaim(
            kind="output",
            start=found.start(),
            end=found.end(),
            low=low,
            high=max(low, high),
            role=role,
            mode=_mode(clause) or _mode(around),
            hedged=_hedged(text, found),
            bound=_bound(before),
        )


def _mode(text: str) -> str:
    heats, cools = bool(words.HEATS.search(text)), bool(words.COOLS.search(text))
    return "" if heats == cools else "heating" if heats else "cooling"


def _voltages(text: str) -> Iterator[TextClaim]:
    for found in _matches(words.VOLTAGES, text):
        volts = {found.groupdict().get("volts") or "115", found.groupdict().get("other") or ""}
        highest = max(int(each) for each in volts if each)
        yield TextClaim(
            kind="voltage",
            start=found.start(),
            end=found.end(),
            low=highest,
            high=highest,
            role="plug" if found.groupdict().get("plug") else "",
        )


def _sounds(text: str) -> Iterator[TextClaim]:
    for found in words.SOUNDS.finditer(text):
        value = number_of(found["low"])
        yield TextClaim(
            kind="sound",
            start=found.start(),
            end=found.end(),
            low=value,
            high=value,
            hedged=_hedged(text, found),
        )


def _temperatures(text: str) -> Iterator[TextClaim]:
    """Of these only a limit of heating claims something; others say at what an output holds."""
    for found in words.TEMPERATURES.finditer(text):
        below = bool(found["sign"]) or bool(found["below"])
        value = -number_of(found["low"]) if below else number_of(found["low"])
        before = text[max(0, found.start() - NEAR_BEFORE) : found.start()]
        limit = re.search(r"(?:down to|as low as|as cold as|until|to|below|at)\s*$", before)
        yield TextClaim(
            kind="cold" if limit and words.LIMIT.search(before) else "at",
            start=found.start(),
            end=found.end(),
            low=value,
            high=value,
        )


def _refrigerants(text: str) -> Iterator[TextClaim]:
    for found in words.REFRIGERANTS.finditer(text):
        role = f"R-{found['number'].upper()}"
        yield TextClaim(kind="refrigerant", start=found.start(), end=found.end(), role=role)


def _ratings(text: str) -> Iterator[TextClaim]:
    """Each named rating with its number: one right before it, else the next after it in reach, else
    the last before it. A number belongs to one name only."""
    numbers = [
        found
        for found in _BARE.finditer(text)
        if words.RATING_BOUNDS[0] <= number_of(found[0]) <= words.RATING_BOUNDS[1]
    ]
    labels = sorted(
        (found.start(), found.end(), name)
        for name, pattern in words.RATINGS.items()
        for found in pattern.finditer(text)
    )
    left = {found.start(): found for found in numbers}
    pairs = list(_adjacent(text, labels, left))
    done = {start for start, _end, _name, _found in pairs}
    ends = [0, *(label[1] for label in labels)]
    starts = [*(label[0] for label in labels), len(text)]
    for at, label in enumerate(labels):
        if label[0] in done:
            continue
        room = (ends[at], starts[at + 1])
        found = _nearest_number(text, label[:2], room, left)
        if found is not None:
            del left[found.start()]
            pairs.append((*label, found))
    for start, end, name, found in pairs:
        value = number_of(found[0])
        yield TextClaim(
            kind="rating",
            start=found.start(),
            end=found.end(),
            low=value,
            high=value,
            role=name,
            hedged=_hedged(text, found),
            bound=_bound(text[max(0, found.start() - NEAR_BEFORE) : found.start()]),
            label=(start, end),
        )


def _nearest_number(
    text: str, label: tuple[int, int], room: tuple[int, int], left: dict[int, re.Match[str]]
) -> re.Match[str] | None:
    """The first number after a name, or the last before it, between the names around it."""
    start, end = label
    for found in left.values():
        if end <= found.start() < room[1] and _reaches(text, end, found.start()):
            return found
    for found in reversed(left.values()):
        if room[0] <= found.start() < start and _reaches(text, found.end(), start):
            return found
    return None


def _reaches(text: str, start: int, end: int) -> bool:
    return len(_plain(text[start:end])) <= RATING_REACH


def _adjacent(
    text: str, labels: list[tuple[int, int, str]], left: dict[int, re.Match[str]]
) -> Iterator[tuple[int, int, str, re.Match[str]]]:
    """Where the number stands right before its name: 21.5 SEER2, or 21.5-SEER2."""
    for start, end, name in labels:
        found = next(
            (n for n in left.values() if n.end() <= start and text[n.end() : start] in {" ", "-"}),
            None,
        )
        if found is not None:
            del left[found.start()]
            yield start, end, name, found


def _sale(text: str) -> Iterator[TextClaim]:
    for role, pattern in words.SALE.items():
        found = pattern.search(text)
        if found:
            yield TextClaim(kind="sale", start=found.start(), end=found.end(), role=role)
            return


def _at_temperatures(text: str, claims: list[TextClaim]) -> list[TextClaim]:
    """Outputs learn at what temperature they hold; what only says that is no claim itself."""
    at = [claim for claim in claims if claim.kind in {"at", "cold"}]
    told = []
    for claim in claims:
        first, last = clause_of(text, claim.start, claim.end)
        near = [each for each in at if first <= each.start < last + NEAR_AFTER]
        if claim.kind == "output" and near:
            told.append(replace(claim, outdoor_f=near[0].low))
        elif claim.kind != "at":
            told.append(claim)
    outputs = any(claim.kind == "output" and claim.outdoor_f is not None for claim in told)
    return [claim for claim in told if not (claim.kind == "cold" and outputs)]


def _matches(patterns: tuple[re.Pattern[str], ...], text: str) -> Iterator[re.Match[str]]:
    """Matches of the patterns that do not lie in one another, earlier patterns first."""
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for found in pattern.finditer(text):
            if all(found.end() <= start or found.start() >= end for start, end in taken):
                taken.append((found.start(), found.end()))
                yield found


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    """What stands before a match in its clause, and all of the words near it."""
    first, last = clause_of(text, found.start(), found.end())
    before = _plain(text[first : found.start()])[-NEAR_BEFORE:]
    return before, text[max(first - 1, 0) : last]


def _plain(text: str) -> str:
    """Without the gaps that names of units leave."""
    return re.sub(r"\s+", " ", text)


def _hedged(text: str, found: re.Match[str]) -> bool:
    near = text[max(0, found.start() - 24) : found.start()] + text[found.end() : found.end() + 8]
    return bool(words.HEDGED.search(near))


def _bound(before: str) -> str:
    if words.UNDER.search(before):
        return "under"
    return "over" if words.OVER.search(before) else ""


def _is_negated(text: str, claim: TextClaim) -> bool:
    if claim.kind == "sale":
        return False  # its patterns say no themselves
    first, _last = clause_of(text, claim.start, claim.end)
    before = text[first : claim.start]
    if claim.role == "min":
        before = words.MINIMUM.sub(" ", before)  # "never drops below" says yes
    return bool(words.NEGATED.search(before))
