"""The room's loads alone, for the line beside the questions: no catalog, no year, no query."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from advisor.engine.answers import Answers
from advisor.engine.bill import room_loads
from advisor.engine.load import Loads, Spread
from advisor.engine.place import Place
from advisor.engine.room import assumed_of, describe
from advisor.engine.study import at_own_design
from advisor.listing.recent import RecentValues
from advisor.questions.definitions import STEPS

FIRST_LOADS: RecentValues[Loads] = RecentValues(most=500)
"""Loads with place, space and size alone: the same while the other answers are typed."""

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
    first = FIRST_LOADS.get(
        asked_first, lambda: _loads(asked_first, place), version=place.data_version
    )
    known = first if answers == asked_first else _loads(answers, place)
    return Estimate(
        heating=known.heating,
        cooling=known.cooling,
        first_heating=first.heating,
        first_cooling=first.cooling,
        doubt=_largest_doubt(answers, known),
    )


def usual(answers: Answers, *, without: Iterable[str]) -> dict[str, str | float]:
    """What is taken for the room's answers that are open, and for these if they were: the
    answer's name and its value, numbers in US units."""
    unanswered: dict[str, Any] = dict.fromkeys(without)
    asked_again = replace(answers, **unanswered)
    return {each.field: each.value for each in assumed_of(asked_again)}


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
