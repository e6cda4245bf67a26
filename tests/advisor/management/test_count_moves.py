"""``manage.py count_moves`` prints how often each open answer puts another unit first."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from advisor.advice import counted_moves
from advisor.advice.counted_moves import counted_answers
from advisor.advice.dealt_rooms import dealt_rooms
from advisor.advice.setup import utc_today

pytestmark = pytest.mark.usefixtures("real_data")


def test_each_open_answer_has_its_stops_and_both_shares() -> None:
    out = StringIO()
    call_command("count_moves", "1", "--today", "2026-11-29", stdout=out)
    head, *lines = out.getvalue().splitlines()
    assert head.split() == ["answer", "stops", "told", "moved"]
    names = [line.split()[0] for line in lines]
    assert "insulation" in names
    assert len(names) == len({*names})
    for line in lines:
        _name, stops, told, moved = line.split()
        assert int(stops) >= 1
        assert 0 <= float(told) <= 1
        assert 0 <= float(moved) <= 1


def test_an_answer_counts_where_it_puts_another_unit_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rooms = dealt_rooms(1, seed=5)
    monkeypatch.setattr(counted_moves, "next_question", lambda *_args, **_rest: None)
    slugs = iter("abacad" * 100)
    monkeypatch.setattr(counted_moves, "slug_of_first", lambda *_args: next(slugs))
    first, second, *_rest = counted_answers(rooms, today=utc_today())
    assert (first.stops, first.moved) == (1, 1.0)
    monkeypatch.setattr(counted_moves, "slug_of_first", lambda *_args: "a")
    assert not any(each.moved for each in counted_answers(rooms, today=utc_today()))
    assert second.stops == 1


def test_fewer_rooms_than_one_are_refused() -> None:
    with pytest.raises(CommandError, match="1 or more"):
        call_command("count_moves", "0", stdout=StringIO())
