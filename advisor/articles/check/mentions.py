"""Model numbers that an article must not name as if they could be bought, and what they are."""

import re
from dataclasses import dataclass

from advisor.articles.check.judge_units import UNTRUE, ClaimTruth
from advisor.articles.check.named_units import NamedUnit
from advisor.articles.check.unit_truths import Proof, UnitTruth
from advisor.formatting.dates import day, period
from advisor.listing.known_numbers import KnownAnswer
from catalog.models import KnownKind, SaleStatus

ADMITS_THE_END = re.compile(
    r"discontinued|no longer|retired|out of production|older|former|replaced|superseded|successor"
    r"|not (?:sold|made|available) any|previous|until 20\d\d|used to|end.of.life|left the market"
    r"|phased out|no store|stopped (?:making|selling)|withdrawn|earlier generation",
    re.IGNORECASE,
)
"""By these a sentence says itself that a unit is of the past."""


@dataclass(frozen=True, kw_only=True)
class KnownFault:
    """When a number of the desk's table is wrong in an article: ``unless`` the sentence says so,
    and only ``where`` it claims what is not so."""

    unless: str = r"(?!)"
    where: str = ""


KNOWN_FAULTS: dict[str, KnownFault] = {
    KnownKind.NO_SUCH_NUMBER: KnownFault(unless=r"no such|not found|does not exist|there is no\b"),
    KnownKind.REPLACED: KnownFault(unless=ADMITS_THE_END.pattern),
    KnownKind.INDOOR_HEAD: KnownFault(unless=r"multi|indoor (?:unit|head|half)|several rooms"),
    KnownKind.RESISTANCE: KnownFault(
        unless=r"strip|resistance|not (?:a )?heat pump|no heat pump", where=r"heat|warm"
    ),
    KnownKind.COOLS_ONLY: KnownFault(
        unless=r"cools? only|cooling only|only cools|no heat|without heat|not heat|n't heat",
        where=r"heat|warm",
    ),
}


def judge_mention(
    unit: NamedUnit, sentence: str, truths: list[UnitTruth]
) -> tuple[str, ClaimTruth] | None:
    """What is wrong with naming this number in this sentence: its kind and the truth."""
    if unit.retired and not truths:
        if ADMITS_THE_END.search(sentence):
            return None
        return "retired", _retired(unit)
    gone = [truth for truth in truths if truth.card.sale == SaleStatus.DISCONTINUED]
    if gone and len(gone) == len(truths):
        if ADMITS_THE_END.search(sentence):
            return None
        truth = gone[0]
        says = f"The {truth.name} is discontinued."
        judged = ClaimTruth(
            verdict=UNTRUE, says=says, proof=truth.sale_proof, address=truth.address
        )
        return "retired", judged
    if unit.known is not None and not truths and is_fault(unit.known, sentence):
        return "model", known_truth(unit.known, unit.text)
    return None


def is_fault(answer: KnownAnswer, sentence: str) -> bool:
    fault = KNOWN_FAULTS.get(answer.kind)
    return bool(
        fault
        and not re.search(fault.unless, sentence, re.IGNORECASE)
        and re.search(fault.where, sentence, re.IGNORECASE)
    )


def known_truth(answer: KnownAnswer, number: str = "") -> ClaimTruth:
    """The desk's sentence, which names what it is about."""
    says = answer.says["en"]
    if number and number.casefold() not in says.casefold():
        says = f"{answer.brand} {number}: {says[0].lower()}{says[1:]}".strip()
    return ClaimTruth(
        verdict=UNTRUE, says=says, proof=Proof(source=answer.source, when=period(answer.seen))
    )


def _retired(unit: NamedUnit) -> ClaimTruth:
    assert unit.retired is not None
    says = f"The {unit.retired.name} is no longer in our catalog"
    instead = unit.retired.replaced_by
    says += f"; its successor is the {instead}." if instead else "."
    return ClaimTruth(verdict=UNTRUE, says=says, proof=Proof(source="Our catalog", when=day(None)))
