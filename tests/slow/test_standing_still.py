"""Sixty rooms asked until the answer stands still: how many questions, and whether it held."""

from datetime import date

import pytest

from advisor.advice.standing_still import UNSEEN_ROOMS, ask_in_order, full_rooms, summary
from advisor.pages.wizard.one_question import USUALLY

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]


TODAY = date(2026, 11, 29)


def test_the_answer_stands_after_a_few_questions() -> None:
    asked = list(ask_in_order(full_rooms(), today=TODAY))
    told = summary(asked)
    assert told.median <= 8
    assert told.equal >= 0.95
    assert told.same >= 0.9
    low, high = USUALLY
    assert sum(low <= len(each.asked) <= high for each in asked) >= 0.75 * len(asked)


def test_rooms_that_nothing_was_tuned_on_come_to_an_equal_answer_as_soon() -> None:
    told = summary(list(ask_in_order(full_rooms(UNSEEN_ROOMS), today=TODAY)))
    assert told.median <= 8
    assert told.equal >= 0.9
