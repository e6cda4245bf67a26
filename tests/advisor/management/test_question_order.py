"""``manage.py question_order`` prints what sixty rooms are asked."""

from collections.abc import Mapping
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from advisor.advice.dealt_rooms import TOGETHER, dealt_rooms
from advisor.advice.standing_still import UNSEEN_ROOMS, full_rooms
from advisor.management.commands import question_order
from advisor.questions.answer_form import query_string, read_text


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


@pytest.mark.usefixtures("real_data")
def test_a_seed_deals_the_same_rooms_again_and_another_seed_other_rooms() -> None:
    rooms = dealt_rooms(12, seed=7)
    assert len(rooms) == 12
    assert dealt_rooms(12, seed=7) == rooms
    assert not dealt_rooms(12, seed=8).keys() & rooms.keys()
    assert all(read_text(query_string(given)).answers for given in rooms.values())


@pytest.mark.usefixtures("real_data")
def test_answers_that_hang_together_come_from_one_room() -> None:
    written = [*full_rooms().values(), *full_rooms(UNSEEN_ROOMS).values()]
    for given in dealt_rooms(12, seed=7).values():
        alike = [room for room in written if room["space"] == given["space"]]
        for names in TOGETHER:
            # What the other answers leave no sense to is not kept.
            told = {name: given[name] for name in names if name in given}
            assert any(told.items() <= room.items() for room in alike)


@pytest.mark.usefixtures("real_data")
def test_dealt_rooms_are_asked_and_fewer_than_one_are_refused() -> None:
    out = StringIO()
    call_command("question_order", "--dealt", "1", "--today", "2026-11-29", stdout=out)
    assert out.getvalue().startswith(next(iter(dealt_rooms(1, seed=1))))
    with pytest.raises(CommandError, match="1 or more"):
        call_command("question_order", "--dealt", "0", stdout=out)
