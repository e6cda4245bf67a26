"""``manage.py question_order`` prints what sixty rooms are asked."""

from collections.abc import Mapping
from io import StringIO

import pytest
from django.core.management import call_command

from advisor.advice.standing_still import UNSEEN_ROOMS, full_rooms
from advisor.management.commands import question_order


@pytest.mark.usefixtures("real_data")
def test_it_prints_the_questions_of_each_room_and_the_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = dict(list(full_rooms().items())[:2])
    monkeypatch.setattr(question_order, "full_rooms", lambda: rooms)
    out = StringIO()
    call_command("question_order", "--today", "2026-11-29", stdout=out)
    printed = out.getvalue()
    assert all(printed.count(f"{room} ") for room in rooms)
    assert "questions: median" in printed
    assert "first pick as with all answers:" in printed


def test_rooms_that_nothing_was_tuned_on_are_others() -> None:
    tuned_on, unseen = full_rooms(), full_rooms(UNSEEN_ROOMS)
    assert len(unseen) == len(tuned_on) == 60
    assert not {given["zip"] for given in unseen.values()} & {
        given["zip"] for given in tuned_on.values()
    }


@pytest.mark.usefixtures("real_data")
def test_it_asks_the_unseen_rooms_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def few(name: str = "full_rooms.csv") -> dict[str, Mapping[str, str]]:
        return dict(list(full_rooms(name).items())[:1])

    monkeypatch.setattr(question_order, "full_rooms", few)
    out = StringIO()
    call_command("question_order", "--unseen", "--today", "2026-11-29", stdout=out)
    assert out.getvalue().startswith(next(iter(full_rooms(UNSEEN_ROOMS))))
