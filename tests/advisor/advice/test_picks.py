"""Picks are made in full only as far as somebody shows them."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from advisor.advice import advise, pick_costs
from advisor.advice.benchmark_rooms import ROOMS
from advisor.advice.contract import PickLine
from advisor.advice.leading import leading
from advisor.engine.answers import Answers
from advisor.questions.answer_form import read_text

TODAY = date(2026, 11, 23)
OWN = "msz-fh06na-muz-fh06na"


def answers_of(query: str) -> Answers:
    answers = read_text(query).answers
    assert answers is not None
    return answers


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("room", ["1", "2", "8", "12", "14", "21"])
def test_three_in_full_are_those_of_ten_and_the_rest_is_told_on_lines(room: str) -> None:
    answers = answers_of(ROOMS[room])
    ten, three = advise(answers, today=TODAY), advise(answers, today=TODAY, full=3)
    assert [pick.slug for pick in three.picks] == ten.shown == three.shown
    by_slug = {pick.slug: pick for pick in ten.picks}
    for pick in three.picks:
        same = by_slug[pick.slug]
        assert replace(pick, months=[]) == replace(same, months=[])
        for month, other in zip(pick.months, same.months, strict=True):
            assert asdict(month) == pytest.approx(asdict(other), rel=1e-6, abs=1e-5)  # [$]
    shown = {pick.slug for pick in three.picks}
    assert three.others == [PickLine.of(pick) for pick in ten.picks if pick.slug not in shown]
    assert ten.others == []


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(("model", "made"), [("", 3), (f"&model={OWN}", 4)])
def test_results_page_makes_only_the_picks_that_it_shows(
    client: Client, monkeypatch: pytest.MonkeyPatch, model: str, made: int
) -> None:
    rows: list[int] = []
    in_short = pick_costs.PickCosts.in_short

    def noting(self: pick_costs.PickCosts, row: int) -> Any:
        rows.append(row)
        return in_short(self, row)

    monkeypatch.setattr(pick_costs.PickCosts, "in_short", noting)
    page = client.get(f"/advice/results/?{ROOMS['8']}{model}")
    assert page.status_code == 200
    assert len(page.context["page"].advice.others) == 7
    assert len(rows) == made


def test_three_lead_with_other_brands_where_there_are_some() -> None:
    units = [("a1", "A", True), ("a2", "A", False), ("b1", "B", False), ("a3", "A", True)]
    first = leading(
        units,
        most=3,
        likeness=lambda _unit, _shown: 0,
        turn=lambda unit: int(not unit[2]),
        brand=lambda unit: unit[1],
    )
    assert [name for name, _brand, _labelled in first] == ["a1", "b1", "a3"]


def led(names: list[str]) -> list[str]:
    """Alike by the first letter; "!" has its turn first, "?" goes last."""
    return leading(
        names,
        most=3,
        likeness=lambda name, shown: int(any(each[0] == name[0] for each in shown)),
        turn=lambda name: int(not name.endswith("!")),
        brand=lambda name: name[0],
        last=lambda name: "?" in name,
    )


def test_a_twin_of_what_is_shown_leads_only_where_nothing_else_does() -> None:
    assert led(["f", "a1", "a2!", "b"]) == ["f", "a2!", "b"]
    assert led(["f1", "f2!", "f3", "b"]) == ["f1", "f2!", "b"]
    assert led(["f1"]) == ["f1"]
    assert led([]) == []


def test_what_stands_behind_leads_only_where_nothing_else_is_left() -> None:
    assert led(["f1", "f2", "f3", "a?!", "b?"]) == ["f1", "f2", "f3"]
    assert led(["f1", "f2", "a?!", "b?"]) == ["f1", "f2", "a?!"]


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("hookup", ["shore_30", "none"])
def test_a_unit_of_unknown_voltage_is_shown_on_a_hookup_after_all_that_run_on_it(
    hookup: str,
) -> None:
    rv = f"zip=85001&space=rv&area=180&moves=yes&hookup={hookup}"
    advice = advise(answers_of(rv), today=TODAY)
    known = [pick.slug for pick in advice.picks if not pick.asked_unknown]
    shown = advice.leading
    assert known[:3] == [pick.slug for pick in shown if not pick.asked_unknown]
    unknown = [pick.difference for pick in shown if pick.asked_unknown]
    assert unknown == ["Its voltage is not published"] * (3 - len(known[:3]))
