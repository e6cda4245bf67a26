"""Figures that contradict each other: a headline against its two bars, and one room of a place
against another.

Like ``claims``, over ninety-six rooms: ``manage.py answer_table`` counts what is found. Bars are
compared as they are printed, in English and in US units.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from advisor.advice.contract import Advice

ROUNDING_USD = 5.0
MUCH_LESS = 0.11  # of what owning comes to


def _figure(text: str) -> float:
    """The first number of a printed figure, its sign kept: "about 26,540" → 26540."""
    found = re.search(r"[−-]?\$?[\d,]+(?:\.\d+)?", text)
    return float(re.sub(r"[$,]", "", found[0]).replace("−", "-")) if found else 0.0


def _exceeds(first: float, second: float, _said: re.Match[str]) -> bool:
    return first > second


RESTS_ON: tuple[tuple[str, str, Callable[[float, float, re.Match[str]], bool]], ...] = (
    ("more than any", r"needs more (?:heat|cooling) than any room unit gives", _exceeds),
    ("loses too much", r"loses too much|loses more heat than one unit can", _exceeds),
)
"""Name, words of a headline, and what must be true of its two bars."""


def headline_against_bars(advice: Advice) -> list[str]:
    """What the headline says and its two bars do not bear out, and bars that the sums of the first
    pick do not."""
    if advice.pair is None:
        return []
    first, second = (_figure(row.text) for row in advice.pair.rows)
    shown = ", ".join(f"{row.label} {row.text}" for row in advice.pair.rows)
    against = [
        f"{name}: {advice.headline} / {shown}"
        for name, words, holds in RESTS_ON
        if (said := re.search(words, advice.headline)) and not holds(first, second, said)
    ]
    return [*against, *_against_the_sums(advice, first, second, shown)]


def _against_the_sums(advice: Advice, first: float, second: float, shown: str) -> Iterator[str]:
    """Bars of a bill that is not the one of the first pick; a heat pump to cool with where
    something plain is told to do it for less."""
    if not advice.picks or advice.pair is None:
        return
    pick = advice.picks[0]
    bill = float(pick.annual.cost_usd)
    is_bill = re.search(r"\byou\b.*in a year", advice.pair.caption)
    if is_bill and abs(first + second - bill) > ROUNDING_USD:
        yield f"bill: {advice.pair.caption}: {shown} / to run ${bill:,.0f}"
    short = advice.pair.rows[1].kind == "unit" and second < first
    if (
        short
        and advice.pair.caption.startswith("Cooling at")
        and "the room needs" not in pick.catch
    ):
        yield f"short: {shown} / {pick.catch}"
    plain = advice.little
    if plain is None or plain.ownership_usd is None or "air conditioner" not in plain.label:
        return
    whole = float(pick.cost.ownership_usd)
    more = whole - float(plain.ownership_usd)
    if "pick a heat pump for summer" in advice.headline and more > MUCH_LESS * whole:
        yield f"plain: {advice.headline} / {plain.label}: ${more:,.0f} less"


def between_rooms(advices: Sequence[Advice]) -> list[str]:
    """A unit that gives heat where another room of the table reads that none runs."""
    stops = {
        (_figure(said[1]), said[0])
        for advice in advices
        if (said := re.search(r"No unit we know of heats below ([−-]?\d+)", advice.headline))
    }
    return [
        f"none runs: {none_runs} / {bar}"
        for outdoor_f, bar in _strongest(advices)
        for limit_f, none_runs in stops
        if outdoor_f < limit_f
    ]


def _strongest(advices: Sequence[Advice]) -> Iterator[tuple[float, str]]:
    """Outdoor temperature and bar of each heat that a unit is said to give there. [°F]"""
    for advice in advices:
        pair = advice.pair
        outdoor = re.search(r"Heat at ([−-]?\d+)", pair.caption) if pair else None
        if pair is None or outdoor is None:
            continue
        for row in pair.rows:
            if row.kind == "unit" and row.value > 0:
                yield _figure(outdoor[1]), f"{pair.caption}: {row.label} {row.text}"
