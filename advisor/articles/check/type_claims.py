"""What a sentence says of a type of unit: sizes and prices, against the catalog of today."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from django.urls import reverse

from advisor.articles.check import claim_words as words
from advisor.articles.check.claims_found import TextClaim
from advisor.articles.check.judge_units import UNTRUE, ClaimTruth
from advisor.articles.check.named_units import types_named
from advisor.articles.check.unit_truths import Proof
from advisor.engine.unit_types import LARGEST_CLASS_BTU_H, RECORD_OF, PriceClass
from advisor.formatting.dates import day, period
from advisor.formatting.numbers import btu, money_span
from advisor.formatting.unit_names import TYPES_MANY
from advisor.listing.search import Shelf
from advisor.listing.smallest import smallest_of

ROUNDING = 0.03
HEDGED_SHARE = 0.1
"""How far a size may lie below the smallest one: by rounding, and after "about"."""
LEFT_OUT = 1.3
"""A whole class of prices that begins this many times above the highest claimed is left out."""
SACC_SAID = re.compile(r"SACC|ASHRAE|on the box", re.IGNORECASE)

Untrue: TypeAlias = tuple[str, ClaimTruth, TextClaim | None]
"""The kind of what is untrue, the truth, and the claim whose words the truth replaces."""


@dataclass(frozen=True, kw_only=True)
class SaidSentence:
    """A sentence, its claims, and what the words around it are about."""

    text: str
    context: str  # the sentence before in its paragraph, and the heading
    claims: tuple[TextClaim, ...]
    names_units: bool


def type_of(said: SaidSentence, claim: TextClaim | None = None) -> str:
    """The type that a claim is about: the last one before it, else the first of its sentence, else
    the only one of what stands around it."""
    here = types_named(said.text)
    if here:
        before = [kind for start, kind in here if claim is None or start < claim.start]
        return before[-1] if before else here[0][1]
    around = {kind for _start, kind in types_named(said.context)}
    return around.pop() if len(around) == 1 else ""


def judge_sizes(said: SaidSentence, shelf: Shelf) -> Iterator[Untrue]:
    """Sizes of a type: nothing below the smallest there is, and SACC where there is a hose."""
    for claim in said.claims:
        kind = type_of(said, claim)
        plain = claim.kind == "output" and claim.role != "max" and claim.outdoor_f is None
        if kind and plain and not (claim.negated or claim.bound):
            yield from _judge_size(said, shelf, kind, claim)


def _judge_size(said: SaidSentence, shelf: Shelf, kind: str, claim: TextClaim) -> Iterator[Untrue]:
    here = shelf.cooling_btu_h[shelf.kind == list(RECORD_OF).index(kind)]
    if not here.size:
        return
    share = HEDGED_SHARE if claim.hedged else ROUNDING
    too_small = claim.role == "nominal" and claim.low < here.min() * (1 - share)
    too_large = RECORD_OF[kind].hose and claim.high > here.max() * (1 + ROUNDING)
    if too_large and not SACC_SAID.search(said.text):
        yield "output", _not_sacc(shelf, kind), None
    elif too_small and (RECORD_OF[kind].split or _is_about_heat(said)):
        yield "output", _smallest(shelf, kind), None


def _is_about_heat(said: SaidSentence) -> bool:
    """An air conditioner that does not heat may be smaller."""
    return bool(words.HEAT_PUMP.search(f"{said.text} {said.context}"))


def _smallest(shelf: Shelf, kind: str) -> ClaimTruth:
    found = smallest_of(shelf, kind)
    rows = found.nameplates if found.today.size else np.flatnonzero(shelf.kind >= 0)[:1]
    card = shelf.cards[int(rows[0])]
    says = (
        f"{TYPES_MANY[kind]} that heat as heat pumps start at"
        f" {btu(float(shelf.cooling_btu_h[rows[0]]))} ({card.name})."
    )
    return ClaimTruth(
        verdict=UNTRUE,
        says=says,
        proof=Proof(source=card.sale_source or "Our catalog", when=day(card.sale_seen)),
        address=reverse("smallest"),
    )


def _not_sacc(shelf: Shelf, kind: str) -> ClaimTruth:
    here = np.flatnonzero(shelf.kind == list(RECORD_OF).index(kind))
    sizes = shelf.cooling_btu_h[here]
    card = shelf.cards[int(here[int(sizes.argmax())])]
    says = (
        f"{TYPES_MANY[kind]} cool {btu(float(sizes.min()))} to {btu(float(sizes.max()))} by the"
        " federal SACC test; larger figures on the box are ASHRAE figures."
    )
    proof = Proof(source=card.sale_source or "Our catalog", when=day(card.sale_seen))
    return ClaimTruth(verdict=UNTRUE, says=says, proof=proof, address=reverse("smallest"))


def judge_class_prices(said: SaidSentence) -> Iterator[Untrue]:
    """A span of prices of a type that leaves out a whole class of it."""
    spans = [c for c in said.claims if c.kind == "price" and c.role == "unit" and c.low < c.high]
    kind = type_of(said, spans[0]) if spans else ""
    if not kind or spans[0].negated:
        return
    low, most = spans[0].low, max(each.high for each in said.claims if each.kind == "price")
    left = _classes_above(kind, LEFT_OUT * most)
    if not left:
        return
    above = max(left, key=lambda each: each.prices[2])
    says = (
        f"{TYPES_MANY[kind]} fall into two price classes: besides those at"
        f" {money_span(low, most)}, there are units for cold climates at"
        f" {money_span(min(each.prices[0] for each in left), above.prices[2])}."
    )
    proof = Proof(source=above.source, when=period(above.as_of))
    yield "price", ClaimTruth(verdict=UNTRUE, says=says, proof=proof), None


def _classes_above(kind: str, least: float) -> list[PriceClass]:
    """Price classes of a type that begin above so many dollars; sizes beyond a room left out."""
    classes = RECORD_OF[kind].price_classes.items()
    return [
        each
        for (group, most), each in classes
        if each.prices[0] > least and (group or most < LARGEST_CLASS_BTU_H)
    ]
