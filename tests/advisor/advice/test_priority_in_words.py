"""Why a priority moves the first pick no further."""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from advisor.advice import advise
from advisor.advice.contract_json import as_json
from advisor.advice.sentences.priority_in_words import priority_note
from advisor.advice.thirty_rooms import AskedRoom, advice_rooms, ask, moved_by

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 23)


@cache
def asked() -> tuple[AskedRoom, ...]:
    return tuple(ask(advice_rooms(), today=TODAY))


def note(room: str, priority: str) -> str:
    found = next(each for each in asked() if (each.room, each.priority) == (room, priority))
    return priority_note(found.study, found.ranking, found.setup.inventory.cards)


@pytest.mark.slow
def test_every_priority_moves_the_winner_or_says_why_not() -> None:
    moved = moved_by(asked())
    for each in asked():
        if not each.priority or not each.rows or each.room in moved[each.priority]:
            continue
        assert note(each.room, each.priority).startswith("“"), (each.room, each.priority)


@pytest.mark.slow
def test_the_reason_agrees_with_the_points_of_every_unit() -> None:
    for each in asked():
        if not each.priority or not each.rows:
            continue
        told, order = note(each.room, each.priority), each.ranking.order
        merit = each.ranking.likely.get(each.priority)
        assert (merit is None) == ("counts for nothing" in told), told
        if merit is None:
            continue
        better = merit[order] - merit[order[0]] > 0.03 * merit[order].max()
        if "no unit that fits" in told:
            assert not np.any(merit[order] > 1.05 * merit[order[0]] + 0.5), told
        if "does better" in told:
            assert better.any(), told


@pytest.mark.parametrize(
    ("room", "priority", "said"),
    [
        # No filter is published of any unit that fits a bedroom in Boston.
        ("2", "air", "alike in it"),
        ("12", "cold", "no night is cold enough"),
        ("17", "cold", "you need no heat from the unit"),
        ("high workshop", "damp", "neither the air nor the room is damp"),
    ],
)
@pytest.mark.slow
def test_a_priority_that_cannot_matter_says_so(room: str, priority: str, said: str) -> None:
    assert said in note(room, priority)


@pytest.mark.slow
def test_a_better_unit_is_named_with_what_it_loses() -> None:
    told = note("cold addition", "quiet")
    assert "MSZ-FS12NA" in told
    assert "loses more elsewhere, most of all in “strong enough, not too strong”" in told


def test_two_priorities_have_a_sentence_each() -> None:
    answers = replace(advice_rooms()["2"], priorities=("air", "damp"))
    told = advise(answers, today=TODAY)
    assert told.priority_note.count("“") == 2
    assert as_json(told)["priority_note"] == told.priority_note


def test_without_a_priority_nothing_is_said() -> None:
    assert advise(advice_rooms()["glass sunroom"], today=TODAY).priority_note == ""
    refused = replace(advice_rooms()["21 any type"], type=("portable",), priorities=("quiet",))
    assert advise(refused, today=TODAY).priority_note == ""
