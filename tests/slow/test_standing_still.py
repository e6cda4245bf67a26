"""Made-up rooms asked until the answer stands still: how many questions, and whether it held."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from advisor.advice.dealt_rooms import dealt_rooms
from advisor.advice.standing_still import UNSEEN_ROOMS, ask_in_order, full_rooms, summary
from advisor.pages.wizard.one_question import USUALLY

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]


TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("rooms", "same"),
    [
        pytest.param(full_rooms, 0.9, id="sixty written rooms"),
        pytest.param(lambda: full_rooms(UNSEEN_ROOMS), 0.9, id="sixty others"),
        pytest.param(lambda: dealt_rooms(360, seed=1), 0.87, id="dealt rooms"),
    ],
)
def test_the_answer_stands_after_a_few_questions(
    rooms: Callable[[], Mapping[str, Mapping[str, str]]], same: float
) -> None:
    asked = list(ask_in_order(rooms(), today=TODAY))
    told = summary(asked)
    assert told.median <= 8
    assert told.equal >= 0.95
    assert told.same >= same
    for sure in (told.at_first, told.stopped):
        assert sure.told == pytest.approx(sure.found, abs=0.1), "as sure as it is told to be"
    low, high = USUALLY
    assert sum(low <= len(each.asked) <= high for each in asked) >= 0.8 * len(asked)
