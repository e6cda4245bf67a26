"""Words that only figures may earn, each with its proof; and sentences that contradict each other.

A claim is a pattern in English and in Spanish with what proves it on the ``Advice``. The test runs
over ninety-six rooms and all that an advice prints (``tests/advisor/advice/test_claims.py``);
``manage.py answer_table`` prints each claim with its proof.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advisor.advice.contract import Advice, Pick, TypeAdvice
from advisor.advice.evidence import PRICE_SEEN
from advisor.advice.room_fit import CYCLES_TOO_MUCH, ENOUGH
from advisor.advice.sentences.type_words import verdict_word
from advisor.engine.conversions import fahrenheit


@dataclass(frozen=True, kw_only=True)
class Said:
    """One printed sentence: where it stands, and of which unit or type it speaks, if of one."""

    place: str  # headline, why, catch, ...
    text: str
    pick: Pick | None = None
    type: TypeAdvice | None = None


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A word that must be earned; ``proof`` says in figures what earns it, "" if nothing does."""

    name: str
    words: dict[str, re.Pattern[str]]  # by language
    proof: Callable[[Advice, Said], str]


@dataclass(frozen=True, kw_only=True)
class Proven:
    """A claim found in a sentence, with its proof, "" where it has none."""

    claim: str
    said: Said
    proof: str


def printed(advice: Advice) -> Iterator[Said]:
    """Every sentence of an advice that says something of the room or of a unit shown in full."""
    first = advice.picks[0] if advice.picks else None
    yield Said(place="headline", text=advice.headline, pick=first)
    for name, text in advice.folds.items():
        yield Said(place=f"fold {name}", text=text, pick=first)
    yield from (Said(place="warning", text=text, pick=first) for text in advice.warnings)
    yield from (Said(place="change", text=text) for text in advice.would_change)
    for each in advice.types:
        yield Said(place="type", text=str(verdict_word(each)), type=each)
        yield Said(place="type", text=each.why, type=each)
    yield from (Said(place="load", text=text) for text in (advice.load.note,) if text)
    for pick in advice.picks:
        yield from _of_pick(pick)


def _of_pick(pick: Pick) -> Iterator[Said]:
    several = {
        "why": pick.why,
        "why not": pick.why_not,
        "care": pick.warnings,
        "label": [(pick.label or "").replace("_", " ")],
        "word": [pick.catch, pick.match, pick.difference],
        "limit": [pick.limit_unknown, pick.switchover or "", pick.break_even or ""],
    }
    for place, texts in several.items():
        yield from (Said(place=place, text=text, pick=pick) for text in texts if text)


def claims_of(advice: Advice, *, language: str) -> list[Proven]:
    """Every claim that the sentences of an advice make, with its proof."""
    return [
        Proven(claim=claim.name, said=said, proof=claim.proof(advice, said))
        for said in printed(advice)
        for claim in CLAIMS
        if claim.words[language].search(said.text)
    ]


def _fits(advice: Advice, said: Said) -> str:
    """Both loads met at design, and under half of the hours cycling."""
    pick = said.pick
    if said.type is not None:
        return _type_fits(said.type)
    if pick is None or pick.cycling_fraction >= CYCLES_TOO_MUCH:
        return ""
    needs = advice.load.heating_btu_h.likely
    gives = pick.capacity_at_design_btu_h or 0.0
    cools, hot = pick.cooling_btu_h or 0.0, advice.load.cooling_btu_h.likely
    if gives < needs or cools < ENOUGH * hot:
        return ""
    return (
        f"{gives:,.0f} of {needs:,.0f} and {cools:,.0f} of {hot:,.0f} BTU/h,"
        f" cycling {pick.cycling_fraction:.0%}"
    )


def _type_fits(told: TypeAdvice) -> str:
    """The same of the best unit of a type that serves."""
    heat, cool, cycling = told.heat_share, told.cool_share, told.cycling_fraction
    if cycling is None or cycling >= CYCLES_TOO_MUCH:
        return ""
    if (heat is not None and heat < 1) or (cool is not None and cool < ENOUGH):
        return ""
    return f"{told.type}: heat {heat or 0:.2f}, cooling {cool or 0:.2f}, cycling {cycling:.0%}"


def _is_good(_advice: Advice, said: Said) -> str:
    pick = said.pick
    if pick is None or pick.match_key != "good":
        return ""
    known = pick.evidence.minimum == "published"
    return f"{pick.score:.0f} points, {_runs(pick)}" if known else ""


def _runs(pick: Pick) -> str:
    return f"cycling {pick.cycling_fraction:.0%}"


def _sound(_advice: Advice, said: Said) -> str:
    pick = said.pick
    if pick is None or pick.evidence.sound != "published" or pick.sound_min_db is None:
        return ""
    return f"{pick.sound_min_db:.0f} dB(A), published"


def _never(_advice: Advice, _said: Said) -> str:
    return ""


def _seen_price(_advice: Advice, said: Said) -> str:
    pick = said.pick
    if pick is None or pick.evidence.price not in PRICE_SEEN:
        return ""
    return f"${pick.cost.ownership_usd:,} over the years, price {pick.evidence.price}"


def _steadily(advice: Advice, said: Said) -> str:
    """Below the temperature that is named, down to its limit, the room needs no less than the
    unit's lowest output, and the unit runs in some of that cold."""
    pick, named = said.pick, re.search(r"([−-]?\d+)\s?°([FC])", said.text)
    if pick is None or named is None:
        return ""
    below = float(named[1].replace("−", "-"))
    below_f = fahrenheit(below) if named[2] == "C" else below
    design_f = advice.site.heating_design_f
    at = [
        each
        for each in pick.curve
        if design_f <= each.outdoor_f <= below_f - 1 and each.least_btu_h is not None
    ]
    if not at or any(each.need_btu_h < (each.least_btu_h or 0.0) for each in at):
        return ""
    return f"at {len(at)} points from {at[0].outdoor_f:.0f} to {at[-1].outdoor_f:.0f} °F"


def _stops_in(_advice: Advice, said: Said) -> str:
    """The share that is told is that of the simulated year."""
    cycling, told = _cycling(said), re.search(f"{STOPS_EN}|{STOPS_ES}", said.text, re.IGNORECASE)
    if cycling is None or told is None or abs(100 * cycling - int(told[1] or told[2])) > 0.51:
        return ""
    return f"cycling {cycling:.1%}"


def _stops_mostly(_advice: Advice, said: Said) -> str:
    cycling = _cycling(said)
    return "" if cycling is None or cycling < CYCLES_TOO_MUCH else f"cycling {cycling:.0%}"


def _cycling(said: Said) -> float | None:
    """Share of the hours in which the unit, or the best one of the type, stops and starts."""
    of = said.pick or said.type
    return None if of is None else of.cycling_fraction


def _saves(_advice: Advice, said: Said) -> str:
    saved = said.pick.saving_usd_per_year if said.pick else None
    if saved is None or saved.low <= 0:
        return ""
    return f"${saved.low:,.0f} to ${saved.high:,.0f} a year"


def _work_saves(advice: Advice, said: Said) -> str:
    """The load before and after the work that is named, apart by the share that is told."""
    told = re.search(r"(\d+)\s?%", said.text)
    if advice.pair is None or told is None:
        return ""
    before, after = (row.value for row in advice.pair.rows)
    as_told = before > 0 and round(100 * (1 - after / before)) == int(told[1])
    return f"{before:,.0f} → {after:,.0f} BTU/h" if as_told else ""


def _all_winter(_advice: Advice, said: Said) -> str:
    pick = said.pick
    return (
        "" if pick is None or pick.backup_fraction >= 0.0005 else f"{pick.backup_fraction:.2%} left"
    )


def _unpublished(figure: str) -> Callable[[Advice, Said], str]:
    """That nobody publishes a figure: only where none is counted as published."""

    def proof(_advice: Advice, said: Said) -> str:
        known = None if said.pick is None else getattr(said.pick.evidence, figure)
        return "" if known in {None, "published"} else f"{figure}: {known}"

    return proof


STOPS_EN, STOPS_ES = r"stops and starts in (\d+)%", r"arranca y para en (?:el )?(\d+)\s?%"


def _words(english: str, spanish: str) -> dict[str, re.Pattern[str]]:
    return {
        "en": re.compile(english, re.IGNORECASE),
        "es": re.compile(spanish, re.IGNORECASE),
    }


CLAIMS = (
    Claim(
        name="fits",
        words=_words(r"\bfits\b", r"(?<!nada )(?<!si )\bcabe\b|(?<!no )(?<!si )\bencaja\b"),
        proof=_fits,
    ),
    Claim(
        name="a good match",
        words=_words(
            r"\bgood match\b|\bmostly runs steadily", r"\bbuena opción\b|\bmarcha sin parar"
        ),
        proof=_is_good,
    ),
    Claim(
        name="quiet",
        words=_words(r"(?<!asked for )\bquiet", r"silencios|\bmenos de ruido"),
        proof=_sound,
    ),
    Claim(
        name="a small one",
        words=_words(
            r"\ba small (?:mini-split|window|portable|unit|one)\b",
            r"(?<!elija )\buna? (?:minisplit|equipo|unidad) pequeñ[oa]\b",
        ),
        proof=_never,
    ),
    Claim(
        name="lowest cost",
        words=_words(
            r"\blowest cost\b|\bcheapest unit\b",
            r"\bcosto más bajo\b|\b(?:unidad|equipo) más barat",
        ),
        proof=_seen_price,
    ),
    Claim(
        name="runs steadily below",
        words=_words(r"\bruns steadily below", r"\bsin pausas por debajo"),
        proof=_steadily,
    ),
    Claim(name="stops and starts in", words=_words(STOPS_EN, STOPS_ES), proof=_stops_in),
    Claim(
        name="mostly stops and starts",
        words=_words(
            r"\bmostly needs|stops and starts (?:in|for) most|most of (?:its|the) (?:hours|time)",
            r"\bsuele necesitar|la mayor parte de(?:l tiempo| sus horas)",
        ),
        proof=_stops_mostly,
    ),
    Claim(
        name="saves",
        words=_words(r"\bsaves about\b", r"\bahorra unos\b"),
        proof=_saves,
    ),
    Claim(
        name="work saves",
        words=_words(
            r"\bsaves? \d+% of the heat|\d+% less heat|\d+% off the heat",
            r"\bahorran? un \d+\s?% del calor|un \d+\s?% menos de calor",
        ),
        proof=_work_saves,
    ),
    Claim(
        name="sound unpublished",
        words=_words(
            r"\bnot published:.*\bsound|^no sound level|nobody publishes how loud"
            r"|its sound is not published\.",
            r"no publicad[oa]s?:.*\b(?:sonido|ruido)|sonido no está publicado"
            r"|nadie publica cuánto ruido",
        ),
        proof=_unpublished("sound"),
    ),
    Claim(
        name="voltage unpublished",
        words=_words(r"\bnot published:.*\bvoltage", r"no publicad[oa]s?:.*\bvoltaje"),
        proof=_unpublished("voltage"),
    ),
    Claim(
        name="lowest output unpublished",
        words=_words(
            r"\bnot published:.*\blowest output|lowest output is our estimate",
            r"no publicad[oa]s?:.*\bsalida mínima|salida mínima es estimación",
        ),
        proof=_unpublished("minimum"),
    ),
    Claim(
        name="carries the whole winter",
        words=_words(r"\bcarries the whole winter", r"\bcubre todo el invierno"),
        proof=_all_winter,
    ),
)
CONTRADICTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "sound",
        r"\bQuiet:|\d dB\(A\) (?:indoors|at its lowest)",
        r"Not published: .*sound|^No sound level|nobody publishes how loud|its sound is not pub",
    ),
    (
        "lowest output",
        r"^Its lowest output is published",
        r"lowest output(?: is our estimate|, )|not published:.*lowest output",
    ),
    ("who publishes", r"The manufacturer states a lowest output", r"the maker does not publish it"),
    (
        "winter",
        r"arries the whole winter",
        r"keep another heater|of the year’s heat to another|room falls? to|[Ss]tops heating below",
    ),
    ("match", r"a good match", r"stops and starts in [5-9]\d%"),
)
"""Name, and two patterns that must not both be true of what is said of one unit (in English)."""


def contradictions_of(advice: Advice) -> list[str]:
    """Pairs of sentences on one unit that cannot both be true."""
    found = []
    for pick in advice.picks:
        told = [said.text for said in _of_pick(pick)]
        if pick is advice.picks[0]:
            told.append(advice.headline)
        found += [
            f"{name}: {one} / {other}"
            for name, first, second in CONTRADICTIONS
            for one in told
            for other in told
            if re.search(first, one) and re.search(second, other)
        ]
        found += _below_its_limit(told)
    return found


def _below_its_limit(told: list[str]) -> list[str]:
    """Running steadily in a cold in which the unit stops."""
    degrees = r"([−-]?\d+)\s?°F"
    steady = [(m, text) for text in told for m in re.findall(rf"steadily below {degrees}", text)]
    stops = [
        (m, text)
        for text in told
        for m in re.findall(rf"[Ss]tops (?:heating )?below {degrees}", text)
    ]
    return [
        f"limit: {one} / {other}"
        for above, one in steady
        for below, other in stops
        if float(above.replace("−", "-")) <= float(below.replace("−", "-"))
    ]
