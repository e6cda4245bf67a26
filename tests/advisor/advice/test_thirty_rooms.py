"""Thirty rooms with every priority."""

from dataclasses import replace
from datetime import date

import pytest

from advisor.advice.thirty_rooms import (
    PRIORITIES,
    advice_rooms,
    ask,
    left_cold,
    moved_by,
    moved_outside_ties,
    small_changes,
)
from advisor.engine.answers import CHOICES

pytestmark = pytest.mark.usefixtures("real_data")
TODAY = date(2026, 11, 28)


def test_there_are_thirty_rooms_of_every_space_and_nine_priorities() -> None:
    rooms = advice_rooms()
    assert len(rooms) == 30
    assert len(PRIORITIES) == 9
    assert {answers.space for answers in rooms.values()} == set(CHOICES["space"])


def test_a_priority_that_counts_changes_the_first_pick_of_some_room() -> None:
    rooms = {name: advice_rooms()[name] for name in ("2", "room over the garage", "mild studio")}
    asked = list(ask(rooms, today=TODAY, priorities=("", "upfront", "diy")))
    assert len(asked) == 9
    assert all(each.first for each in asked)
    moved = moved_by(asked)
    assert set(moved) == {"upfront", "diy"}
    assert moved["diy"]


def test_a_first_pick_below_the_coldest_night_is_found() -> None:
    """A unit put first by hand though it gives nothing at the design temperature."""
    answers = advice_rooms()["8"]
    (asked,) = ask({"8": answers}, today=TODAY, priorities=("",))
    assert not left_cold(asked)
    weakest = asked.ranking.order[asked.study.heating_coverage[asked.ranking.order].argmin()]
    assert asked.study.heating_coverage[weakest] < 0.6
    assert left_cold(replace(asked, rows=[int(weakest)]))


def test_a_small_change_moves_one_answer_a_little() -> None:
    (asked,) = ask({"2": advice_rooms()["2"]}, today=TODAY, priorities=("",))
    changed = small_changes(asked.study.answers, asked.study)
    assert changed["area +5%"].area == pytest.approx(126)
    assert changed["winter -2 °F"].heating_design == asked.study.place.heating_design_f - 2
    assert len(changed) == 6


def test_a_winner_that_a_limit_left_out_before_is_told_with_that_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # With a floor of 90%: the RV's best unit carries 89% of the load of 200 sq ft, 93% of 190.
    monkeypatch.setattr("advisor.engine.fit.COOLING_OF_LIKELY", 0.90)
    flips = moved_outside_ties({"desert RV": advice_rooms()["desert RV"]}, today=TODAY)
    assert {flip.change for flip in flips} == {"area -5%", "summer -2 °F"}
    assert {flip.limit for flip in flips} == {"too_weak_cooling"}
    assert all(flip.then != flip.first for flip in flips)
