"""Each claim about a unit against what the catalog of today says of it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from advisor.articles.check.claim_words import OTHER_TEST, RATING_NAMES
from advisor.articles.check.claims_found import TextClaim
from advisor.articles.check.unit_truths import NO_PROOF, OutputFact, PriceSeen, Proof, UnitTruth
from advisor.formatting.dates import day
from advisor.formatting.numbers import btu, money_span, number, temperature
from advisor.listing.model_numbers import size_in_number
from catalog.models import PriceKind, SaleStatus

TRUE, UNTRUE, UNKNOWN = "true", "untrue", "unknown"

OUTPUT_SHARE = 0.02
"""How far a printed output may lie from ours: rounding to hundreds."""
PRICE_SHARE = 0.006
HEDGED_SHARE = 0.06
"""Of "about", "around", "nearly"."""
RATING_STEP = 0.051
"""Ratings are printed with one decimal."""
NOMINAL_SIZES = (6000, 7000, 8000, 9000, 10_000, 12_000, 14_000, 15_000, 18_000, 24_000)
SIZE_SHARE = 0.13
"""How far a rated output may lie from the size on the box, where the number has no size."""
SAME_TEMPERATURE_F = 1.0


@dataclass(frozen=True, kw_only=True)
class ClaimTruth:
    """``says`` is the whole sentence that is true; ``instead`` stands for the words of the claim,
    and ``label`` for the name of a rating."""

    verdict: str
    says: str = ""
    instead: str = ""
    label: str = ""
    proof: Proof = NO_PROOF
    address: str = ""


NOTHING_KNOWN = ClaimTruth(verdict=UNKNOWN)
TRUE_CLAIM = ClaimTruth(verdict=TRUE)


def judge_claim(claim: TextClaim, truths: Iterable[UnitTruth]) -> ClaimTruth:
    """One claim against the units that its number may mean: true where it is true of any."""
    judge = JUDGES.get(claim.kind)
    if judge is None or claim.negated:
        return NOTHING_KNOWN
    judged = [judge(claim, truth) for truth in truths]
    for verdict in (TRUE, UNTRUE):
        for each in judged:
            if each.verdict == verdict and (verdict == TRUE or not _any_unknown(judged)):
                return each
    return judged[0] if len(judged) == 1 else NOTHING_KNOWN


def _any_unknown(judged: list[ClaimTruth]) -> bool:
    return any(each.verdict == UNKNOWN for each in judged)


def _near(claimed: float, known: float, share: float, *, hedged: bool) -> bool:
    return abs(claimed - known) <= max(share, HEDGED_SHARE if hedged else 0.0) * abs(known)


def _untrue(truth: UnitTruth, says: str, instead: str, proof: Proof, label: str = "") -> ClaimTruth:
    return ClaimTruth(
        verdict=UNTRUE,
        says=says,
        instead=instead,
        label=label,
        proof=proof,
        address=truth.address,
    )


def judge_price(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    """Against what stores asked in the three months up to the newest price."""
    best = truth.best_price()
    if claim.role not in {"unit", "list"} or best is None:
        return NOTHING_KNOWN
    seen = truth.prices_today()
    if claim.role == "unit" and best.kind != PriceKind.LIST:  # nobody pays the list price
        seen = tuple(each for each in seen if each.kind != PriceKind.LIST)
    if 0 < claim.year < best.seen.year:  # told of another year
        seen = tuple(each for each in truth.prices if each.seen.year == claim.year)
        best = next(iter(seen), None)
    if any(_price_fits(claim, price) for price in seen):
        return TRUE_CLAIM
    if best is None:
        return NOTHING_KNOWN
    span = money_span(best.low, best.high)
    kind = "list price" if best.kind == PriceKind.LIST else "price"
    says = f"The {kind} of the {truth.name} was {span} on {day(best.seen)} ({best.shop})."
    return _untrue(truth, says, span, Proof(source=best.shop, when=day(best.seen)))


def _price_fits(claim: TextClaim, price: PriceSeen) -> bool:
    if claim.bound == "under":
        return price.low <= claim.high
    if claim.bound == "over":
        return price.high >= claim.low
    share = max(PRICE_SHARE, HEDGED_SHARE if claim.hedged else 0.0)
    if claim.low == claim.high:
        return price.low * (1 - share) - 1 <= claim.low <= price.high * (1 + share) + 1
    wide = claim.high - claim.low
    inside = claim.low * (1 - share) - 1 <= price.low and price.high <= claim.high * (1 + share) + 1
    return inside and wide <= max(price.high - price.low, 0.5 * price.high)


def judge_output(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    """Outputs by their role: lowest, highest, rated or the size on the box."""
    if claim.role == "min":
        return _judge_least(claim, truth)
    wanted = [fact for fact in truth.outputs if _same_point(claim, fact)]
    if not wanted:
        return NOTHING_KNOWN
    if claim.low != claim.high:
        return _judge_span(claim, truth, wanted)
    if any(_output_fits(claim, fact.value) for fact in wanted) or (
        claim.outdoor_f is None and claim.role == "nominal" and _is_size(claim, truth, wanted)
    ):
        return TRUE_CLAIM
    fact = _foremost(wanted)
    return _untrue(
        truth,
        f"The {truth.name} {_output_words(fact)}.",
        btu(fact.value),
        truth.proof(fact.name),
    )


def _same_point(claim: TextClaim, fact: OutputFact) -> bool:
    if claim.outdoor_f is not None:
        if abs(fact.outdoor_f - claim.outdoor_f) > SAME_TEMPERATURE_F:
            return False
        return fact.role != "min"
    if claim.mode and claim.mode != fact.mode:
        return False
    if claim.role == "max":
        return fact.role in {"max", "nominal"}
    return fact.role == "nominal" or claim.low != claim.high


def _output_fits(claim: TextClaim, value: float) -> bool:
    if claim.bound == "under":
        return value <= claim.high
    if claim.bound == "over":
        return value >= claim.low
    return _near(claim.low, value, OUTPUT_SHARE, hedged=claim.hedged)


def _is_size(claim: TextClaim, truth: UnitTruth, facts: list[OutputFact]) -> bool:
    """Whether the figure is the size that the number of the unit or its box names."""
    rated = [fact.value for fact in facts if fact.role == "nominal"]
    halves = (truth.card.model, *truth.card.model.split(" / "))
    named = {size_in_number(half, value) for half in halves for value in rated}
    if any(named - {None}):
        return claim.low in named
    return claim.low in NOMINAL_SIZES and any(
        abs(value / claim.low - 1) <= SIZE_SHARE for value in rated
    )


def _judge_span(claim: TextClaim, truth: UnitTruth, facts: list[OutputFact]) -> ClaimTruth:
    lows = [fact.value for fact in facts if fact.role in {"min", "nominal"}]
    highs = [fact.value for fact in facts if fact.role in {"max", "nominal"}]
    if truth.least_is_published:
        lows.append(truth.least_btu_h)
    fits = any(_near(claim.low, low, OUTPUT_SHARE, hedged=claim.hedged) for low in lows)
    if fits and any(_near(claim.high, each, OUTPUT_SHARE, hedged=claim.hedged) for each in highs):
        return TRUE_CLAIM
    if not highs or not (truth.least_is_published or any(fact.role == "min" for fact in facts)):
        return NOTHING_KNOWN
    low, fact = min(lows), _foremost(facts)
    high = max(highs)
    return _untrue(
        truth,
        f"The {truth.name} gives {number(low)} to {btu(high)}.",
        f"{number(low)}–{btu(high)}",
        truth.proof(fact.name),
    )


def _judge_least(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    """The lowest output: of heat at 47 °F unless the sentence says otherwise; else our estimate."""
    if claim.mode == "cooling" or claim.outdoor_f not in {None, 47.0}:
        return _judge_other_least(claim, truth)
    if _output_fits(claim, truth.least_btu_h):
        return TRUE_CLAIM
    least = btu(truth.least_btu_h)
    if truth.least_is_published:
        says = f"The lowest output of the {truth.name} is {least}, as published."
        return _untrue(truth, says, least, truth.proof("heating_min_btu_47f"))
    says = (
        f"No believable lowest output is published for the {truth.name}; our estimate is about"
        f" {least}."
    )
    return _untrue(truth, says, f"about {least} (our estimate)", Proof(source="Our estimate"))


def _judge_other_least(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    """The lowest output when cooling, or at another temperature."""
    mode = claim.mode or "heating"
    known = [
        fact
        for fact in truth.outputs
        if fact.role == "min" and fact.mode == mode and claim.outdoor_f in {None, fact.outdoor_f}
    ]
    if not known:
        return NOTHING_KNOWN
    if any(_output_fits(claim, fact.value) for fact in known):
        return TRUE_CLAIM
    fact = min(known, key=lambda each: each.value)
    says = f"The lowest {mode} output of the {truth.name} is {btu(fact.value)}, as published."
    return _untrue(truth, says, btu(fact.value), truth.proof(fact.name))


def _foremost(facts: list[OutputFact]) -> OutputFact:
    """Rated cooling before anything else, then what is rated."""
    order = {"nominal": 0, "max": 1, "min": 2}
    return min(facts, key=lambda fact: (order[fact.role], fact.mode != "cooling", -fact.outdoor_f))


def _output_words(fact: OutputFact) -> str:
    verb = "heats with" if fact.mode == "heating" else "cools with"
    most = "up to " if fact.role == "max" else ""
    return f"{verb} {most}{btu(fact.value)} at {temperature(fact.outdoor_f)}"


def judge_rating(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    """A rating by its own name; a figure of the older test is never one of the newer."""
    known = truth.ratings.get(claim.role)
    name = RATING_NAMES[claim.role]
    if known is not None and _rating_fits(claim, known):
        return TRUE_CLAIM
    other = OTHER_TEST.get(claim.role, "")
    twin = truth.ratings.get(other)
    if twin is not None and _rating_fits(claim, twin):
        label = RATING_NAMES[other]
        says = f"The {truth.name} has {_a(label)} of {_digits(twin)}, which is not {_a(name)}."
        if known is not None:
            says = f"{says[:-1]}: its {name} is {_digits(known)}."
            return _untrue(truth, says, _digits(known), truth.proof(claim.role))
        return _untrue(truth, says, _digits(twin), truth.proof(other), label)
    if known is not None:
        says = f"The {truth.name} has {_a(name)} of {_digits(known)}."
        return _untrue(truth, says, _digits(known), truth.proof(claim.role))
    if twin is not None:
        label = RATING_NAMES[other]
        says = f"No {name} is known of the {truth.name}; it has {_a(label)} of {_digits(twin)}."
        return _untrue(truth, says, _digits(twin), truth.proof(other), label)
    return NOTHING_KNOWN


def _rating_fits(claim: TextClaim, known: float) -> bool:
    if claim.bound == "under":
        return known <= claim.high
    if claim.bound == "over":
        return known >= claim.low
    if claim.hedged and abs(claim.low - known) <= 0.5:
        return True
    return abs(claim.low - known) <= RATING_STEP


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'EH' else 'a'} {name}"


def _digits(value: float) -> str:
    return number(value, 0 if value == int(value) else 1 if value == round(value, 1) else 2)


def judge_voltage(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    known = truth.card.voltage
    if not known:
        return NOTHING_KNOWN
    if (claim.low < 200) == (known == "115"):
        return TRUE_CLAIM
    plug = {"115": "an ordinary 115 V outlet", "208/230": "a 208/230 V circuit"}[known]
    shown = plug if claim.role == "plug" else f"{known} V"
    says = f"The {truth.name} runs on {known} V."
    return _untrue(truth, says, shown, truth.proof("voltage"))


def judge_sound(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    if not truth.sounds:
        return NOTHING_KNOWN
    if any(abs(claim.low - each) <= 0.6 for each in truth.sounds):
        return TRUE_CLAIM
    low = number(truth.sounds[0])
    says = f"Published sound levels of the {truth.name} start at {low} dB(A)."
    return _untrue(truth, says, f"{low} dB", truth.proof("sound_indoor_min_db"))


def judge_cold(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    if truth.coldest_f is None:
        return NOTHING_KNOWN
    if abs(claim.low - truth.coldest_f) <= SAME_TEMPERATURE_F:
        return TRUE_CLAIM
    coldest = temperature(truth.coldest_f)
    says = f"The {truth.name} heats down to {coldest}."
    return _untrue(truth, says, coldest, truth.proof("min_operating_f"))


def judge_refrigerant(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    known = truth.card.refrigerant
    if not known:
        return NOTHING_KNOWN
    if re.sub(r"\W", "", known).upper() == re.sub(r"\W", "", claim.role):
        return TRUE_CLAIM
    says = f"The {truth.name} uses {known}."
    return _untrue(truth, says, known, truth.proof("refrigerant"))


SALE_ALLOWED = {
    SaleStatus.ON_SALE.value: {"on_sale", "offered", "certified"},
    SaleStatus.CERTIFIED.value: {"certified", "offered", "unknown"},
    SaleStatus.ARCHIVE.value: {"archive", "discontinued"},
    SaleStatus.DISCONTINUED.value: {"discontinued", "archive"},
    SaleStatus.UNKNOWN.value: {"unknown", "offered"},
}
"""What an article may say of a unit by its sale status. Certified is no proof of a store."""

SALE_WORDS = {
    SaleStatus.ON_SALE.value: "is on sale",
    SaleStatus.CERTIFIED.value: "is on ENERGY STAR’s list; we have seen it in no store",
    SaleStatus.ARCHIVE.value: "is an older generation that is no longer made",
    SaleStatus.DISCONTINUED.value: "is discontinued",
    SaleStatus.UNKNOWN.value: "may or may not be sold today: we found no proof of either",
}


def judge_sale(claim: TextClaim, truth: UnitTruth) -> ClaimTruth:
    sale = truth.card.sale
    if claim.role in SALE_ALLOWED[sale]:
        return TRUE_CLAIM
    if claim.role == "certified":
        return NOTHING_KNOWN  # a certificate does not end with the sale
    says = f"The {truth.name} {SALE_WORDS[sale]}."
    return _untrue(truth, says, "", truth.sale_proof)


JUDGES: dict[str, Callable[[TextClaim, UnitTruth], ClaimTruth]] = {
    "price": judge_price,
    "output": judge_output,
    "rating": judge_rating,
    "voltage": judge_voltage,
    "sound": judge_sound,
    "cold": judge_cold,
    "refrigerant": judge_refrigerant,
    "sale": judge_sale,
}
"""How each kind of claim is judged. A kind that is not here claims nothing about a unit."""
