"""Sixty rooms asked until the answer stands still: how many questions, and whether it held."""

from datetime import date

import pytest

from advisor.advice.standing_still import UNSEEN_ROOMS, ask_in_order, full_rooms, summary
from advisor.pages.wizard.one_question import USUALLY

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]


TODAY = date(2026, 11, 29)


@pytest.mark.parametrize("rooms", ["full_rooms.csv", UNSEEN_ROOMS])
def test_the_answer_stands_after_a_few_questions(rooms: str) -> None:
    asked = list(ask_in_order(full_rooms(rooms), today=TODAY))
    told = summary(asked)
    assert told.median <= 8
    assert told.equal >= 0.9
    assert told.same >= 0.8
    low, high = USUALLY
    assert sum(low <= len(each.asked) <= high for each in asked) >= 0.8 * len(asked)
