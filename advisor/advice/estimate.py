"""The room's loads alone, for the line beside the questions: no catalog, no year, no query."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from advisor.engine.answers import Answers
from advisor.engine.bill import BILLS, room_loads
from advisor.engine.load import Loads, Spread, loads_beside
from advisor.engine.place import Place
from advisor.engine.room import assumed_of, describe
from advisor.engine.study import at_own_design
from advisor.listing.recent import RecentValues
from advisor.questions.definitions import STEPS

FIRST_RANGES: RecentValues[tuple[Spread, Spread]] = RecentValues(most=500)
"""Heating and cooling with place, space and size alone: the same while the rest is typed."""

CALCULATED_OTHERWISE = (
    *("heating_load", "cooling_load", "heating_design", "cooling_design"),
    *BILLS,
)
"""Answers of experts, with which the room is not simply calculated at its place."""

WORTH_ASKING = 0.05
"""A doubt that moves the loads by less than this share of them is not worth a question."""

ASKED = frozenset(name for step in STEPS for name in step.fields)
"""What everybody is asked; the numbers of experts are not."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """Design loads now, and as they were with place, space and size alone. [BTU/h]"""

    heating: Spread
    cooling: Spread
    first_heating: Spread
    first_cooling: Spread
    doubt: str | None  # the open answer that keeps the range widest


def estimate(answers: Answers, place: Place) -> Estimate:
    """Loads of the room of ``answers`` at ``place``, and what would narrow them most.

    What counts is what the visitor wants: with ``goal=cooling`` only the cooling load's doubts.
    """
    asked_first = Answers(zip=answers.zip, space=answers.space, area=answers.area)
    first = FIRST_RANGES.find(asked_first, version=place.data_version)
    if first is None:
        known, first = _both(answers, asked_first, place)
        FIRST_RANGES.keep(asked_first, first, version=place.data_version)
    else:
        known = _loads(answers, place)
    return Estimate(
        heating=known.heating,
        cooling=known.cooling,
        first_heating=first[0],
        first_cooling=first[1],
        doubt=_largest_doubt(answers, known),
    )


def usual(answers: Answers, *, without: Iterable[str]) -> dict[str, str | float]:
    """What is taken for the room's answers that are open, and for these if they were: the
    answer's name and its value, numbers in US units."""
    unanswered: dict[str, Any] = dict.fromkeys(without)
    asked_again = replace(answers, **unanswered)
    return {each.field: each.value for each in assumed_of(asked_again)}


def _both(
    answers: Answers, asked_first: Answers, place: Place
) -> tuple[Loads, tuple[Spread, Spread]]:
    """The loads of the room and the ranges of the one ``asked_first``, at once where one can."""
    if answers == asked_first:
        known = _loads(answers, place)
        return known, (known.heating, known.cooling)
    now, then = describe(answers), describe(asked_first)
    alike = now.hold_f == then.hold_f
    if alike and all(getattr(answers, name) is None for name in CALCULATED_OTHERWISE):
        known, ranges = loads_beside(now, then, place)
        return known, (ranges.heating, ranges.cooling)
    first = _loads(asked_first, place)
    return _loads(answers, place), (first.heating, first.cooling)


def _loads(answers: Answers, place: Place) -> Loads:
    return room_loads(describe(answers), at_own_design(answers, place), answers)


def _largest_doubt(answers: Answers, known: Loads) -> str | None:
    wanted = [
        (known.heating_doubts, known.heating.likely, "cooling", answers.heating_load),
        (known.cooling_doubts, known.cooling.likely, "heating", answers.cooling_load),
    ]
    counted = [
        (doubts, likely)
        for doubts, likely, other, own in wanted
        if answers.goal != other and own is None
    ]
    total = sum(likely for _doubts, likely in counted)
    open_answers = [
        name for name in known.heating_doubts if name in ASKED and getattr(answers, name) is None
    ]
    moved = {name: sum(doubts[name] for doubts, _likely in counted) for name in open_answers}
    if not moved or total <= 0:
        return None
    name = max(moved, key=lambda each: moved[each])
    return name if moved[name] > WORTH_ASKING * total else None
