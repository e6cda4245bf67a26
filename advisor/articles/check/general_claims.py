"""What a sentence says of a type of unit, of a product line, or of heat pumps in general, against
the catalog of today, the desk's table of numbers, and the known doubts of ``editor_help.json``."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from advisor.articles.check.judge_units import UNTRUE, ClaimTruth
from advisor.articles.check.mentions import is_fault, known_truth
from advisor.articles.check.named_units import types_named
from advisor.articles.check.type_claims import (
    SaidSentence,
    Untrue,
    judge_class_prices,
    judge_sizes,
    type_of,
)
from advisor.articles.check.unit_truths import Proof
from advisor.articles.link_builder import help_texts
from advisor.formatting.dates import period
from advisor.listing.known_numbers import KnownAnswer, known_texts
from advisor.listing.search import Shelf
from catalog.models import KnownKind


def judge_general(said: SaidSentence, shelf: Shelf) -> Iterator[Untrue]:
    """What is untrue in a sentence beyond the units that it names: its kind, the truth, and the
    claim that the truth replaces."""
    found = list(_lines(said, shelf))
    yield from found
    if not said.names_units:
        if not found:
            yield from judge_sizes(said, shelf)
        yield from judge_class_prices(said)
    yield from _doubts(said)


def _lines(said: SaidSentence, shelf: Shelf) -> Iterator[Untrue]:
    """A size that a line does not have ("Aurora 6000"), and brands whose window units only have a
    resistance strip ("LG window")."""
    spoken = f"{said.text} {said.context.partition(chr(10))[0]}".lower()
    for answer in known_texts(shelf).answers:
        if answer.kind == KnownKind.NO_SUCH_NUMBER and _names_size(answer, said, spoken):
            yield "model", known_truth(answer), None
        elif answer.kind == KnownKind.RESISTANCE and not re.search(r"\d|\*", answer.typed):
            in_window = "window" in {kind for _start, kind in types_named(said.text)}
            brand = re.search(rf"\b{re.escape(answer.brand.lower())}\b", said.text.lower())
            if in_window and brand and is_fault(answer, said.text):
                yield "model", known_truth(answer), None


def _names_size(answer: KnownAnswer, said: SaidSentence, spoken: str) -> bool:
    found = re.fullmatch(r"(?P<line>.*\D)\s(?P<size>\d{4,5})", answer.typed)
    if found is None:
        return False
    line, size = found["line"].lower(), float(found["size"])
    at = _place(line, said.text.lower())
    if at is None and (_place(line, spoken) is None or _names_other(answer, said.text)):
        return False
    return any(
        claim.kind == "output"
        and claim.low == size
        and not claim.negated
        and (at is None or not _line_between(said.text, at, claim.start))
        for claim in said.claims
    )


def _names_other(answer: KnownAnswer, text: str) -> bool:
    """Whether the sentence has a capitalized name of its own, so that what was said before does not
    carry over to it."""
    names = re.findall(r"(?<=\s)[A-Z][a-z]+|\b[A-Z]{2,}\b(?<!BTU)", text[1:])
    return any(each.casefold() not in answer.brand.casefold() for each in names)


def _place(line: str, text: str) -> int | None:
    pattern = r"[\s-]?".join(re.escape(word) for word in re.split(r"[\s-]", line))
    found = re.search(rf"\b{pattern}\b", text)
    return found.end() if found else None


def _line_between(text: str, at: int, claim: int) -> bool:
    """Whether another clause begins between a line and a size."""
    first, last = min(at, claim), max(at, claim)
    return bool(re.search(r";|\b(?:but|while|whereas)\b", text[first:last]))


def _doubts(said: SaidSentence) -> Iterator[Untrue]:
    for doubt in help_texts()["doubts"]:
        finds = doubt.get("finds")
        if finds and _is_found(finds, said):
            proof = Proof(source=doubt["source"], when=period(doubt["seen"]))
            yield "statement", ClaimTruth(verdict=UNTRUE, says=doubt["write"], proof=proof), None


def _is_found(finds: Mapping[str, Any], said: SaidSentence) -> bool:
    if said.names_units or any(re.search(p, said.text, re.IGNORECASE) for p in finds["none"]):
        return False
    if not all(re.search(p, said.text, re.IGNORECASE) for p in finds["all"]):
        return False
    if "type" in finds and type_of(said) != finds["type"]:
        return False
    if "span_below" in finds:
        amounts = {each for c in said.claims if c.kind == "price" for each in (c.low, c.high)}
        return len(amounts) > 1 and max(amounts) < finds["span_below"]
    return True
