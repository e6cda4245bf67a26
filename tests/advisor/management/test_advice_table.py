"""The table of first picks, and that it fails where a rule breaks."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from advisor.advice.thirty_rooms import advice_rooms
from advisor.engine.fit import cannot_turn_down

pytestmark = pytest.mark.usefixtures("real_data")

MODULE = "advisor.management.commands.advice_table"


def table(monkeypatch: pytest.MonkeyPatch, *rooms: str, every: bool = False) -> str:
    some = {room: advice_rooms()[room] for room in rooms}
    monkeypatch.setattr(f"{MODULE}.advice_rooms", lambda: some)
    out = StringIO()
    call_command("advice_table", "--today", "2026-11-28", every=every, stdout=out)
    return out.getvalue()


def test_it_prints_a_line_for_each_room_and_priority(monkeypatch: pytest.MonkeyPatch) -> None:
    text = table(monkeypatch, "2", "17", "hot garage")
    assert "3 rooms × 9 priorities: 27" in text
    assert "first picks that a priority changes" in text
    assert text.endswith("27 advices, 0 breaches\n")


def test_what_a_guess_leaves_out_is_told_with_its_range(monkeypatch: pytest.MonkeyPatch) -> None:
    # A lowest output of 2,500 BTU/h or less is never too strong, so no range reaches down to it.
    short, long = (table(monkeypatch, "2", every=every) for every in (False, True))
    lines = [line.split() for line in long.splitlines() if " min_output " in line]
    assert len(lines) > 100
    assert all(float(low) > 2500 for _slug, _name, low, _to, _high, _limit in lines)
    assert sum(" min_output " in line for line in short.splitlines()) == 1


def test_it_fails_where_a_guess_within_the_limit_leaves_a_unit_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("advisor.engine.fit.too_strong", cannot_turn_down)
    with pytest.raises(CommandError, match=r"9 advices, \d+ breaches"):
        table(monkeypatch, "2")


def test_it_fails_where_ties_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{MODULE}.MOST_TIED", 1)
    with pytest.raises(CommandError):
        table(monkeypatch, "12")


def test_it_fails_where_a_priority_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{MODULE}.priority_note", lambda *_args: "")
    with pytest.raises(CommandError):
        table(monkeypatch, "2")
