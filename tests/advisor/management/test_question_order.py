"""``manage.py question_order`` prints what sixty rooms are asked."""

from io import StringIO

import pytest
from django.core.management import call_command

from advisor.advice.standing_still import full_rooms
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
