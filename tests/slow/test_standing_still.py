"""Sixty rooms asked until the answer stands still: how many questions, and whether it held."""

from datetime import date

import pytest

from advisor.advice.standing_still import ask_in_order, full_rooms, summary

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]


def test_the_answer_stands_after_a_few_questions() -> None:
    told = summary(list(ask_in_order(full_rooms(), today=date(2026, 11, 29))))
    assert told.median <= 8
    assert told.equal >= 0.9
    assert told.same >= 0.9
