from typing import Any

import numpy as np
import pytest

from advisor.engine import Study, rank
from advisor.engine.equipment import ARCHIVE, CERTIFIED, ON_SALE, SALE_UNKNOWN
from advisor.engine.first_unit import in_order
from advisor.engine.merits import WEIGHTS, factor_weights, score_points
from advisor.engine.ranking import distinct
from tests.advisor.engine.samples import (
    MIXED,
    PUBLISHED,
    WARM_PLACE,
    WINDOW_UNIT,
    place_of,
    study_of,
)

ROOM: dict[str, Any] = {"heating_load": 6000.0}


def ids(found: Study, rows: Any) -> list[int]:
    return [int(found.units.id[row]) for row in rows]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"goal": "cooling"},
        {"goal": "heating"},
        {"priorities": ("quiet", "air", "diy")},
        {"heating_now": "included", "tenure": "rent"},
        {"space": "garage", "damp": "yes"},
    ],
)
def test_points_add_up_to_the_score(answers: dict[str, Any]) -> None:
    found = study_of(*MIXED, **answers)
    ranking = rank(found)
    total = np.sum(list(ranking.points.values()), axis=0)
    assert ranking.score == pytest.approx(total)
    assert (ranking.score <= 100.0001).all()
    for name, points in ranking.points.items():
        assert (points >= 0).all(), name
        assert (points <= factor_weights(found)[name] + 1e-9).all(), name


def test_weights_always_share_out_a_hundred() -> None:
    for answers in ({}, {"priorities": ("upfront",)}, {"space": "workshop"}, {"goal": "cooling"}):
        assert sum(factor_weights(study_of(PUBLISHED, **answers)).values()) == pytest.approx(100)


def test_order_is_by_score() -> None:
    found = study_of(*MIXED, heating_now="gas")
    ranking = rank(found)
    assert len(ranking.order) >= 3
    scores = ranking.score[ranking.order]
    assert (np.diff(scores) <= 0).all()


def test_removing_a_unit_never_reorders_the_rest() -> None:
    whole = study_of(*MIXED, heating_now="gas")
    order = ids(whole, rank(whole).order)
    for removed in MIXED:
        rest = study_of(*(row for row in MIXED if row is not removed), heating_now="gas")
        assert ids(rest, rank(rest).order) == [one for one in order if one != removed["id"]]


def test_score_of_a_unit_does_not_depend_on_the_others() -> None:
    whole = rank(study_of(*MIXED, **ROOM)).score
    for row, one in enumerate(MIXED):
        assert rank(study_of(one, **ROOM)).score[0] == pytest.approx(whole[row], abs=1e-4)


@pytest.mark.parametrize("goal", ["both", "heating", "cooling"])
def test_warm_place_gives_nothing_for_merit_in_the_cold(goal: str) -> None:
    found = study_of(*MIXED, place=place_of(**WARM_PLACE), goal=goal, priorities=("cold",))
    assert "cold" not in factor_weights(found)
    assert "cold" not in rank(found).points


def test_cold_place_rewards_what_runs_in_the_cold() -> None:
    stops = PUBLISHED | {"min_operating_f": 5.0, "cold_climate": 0}
    points = score_points(study_of(PUBLISHED, stops, **ROOM))["cold"]
    assert points[0] > points[1]


def test_heat_in_the_rent_gives_nothing_for_the_cold() -> None:
    assert "cold" not in factor_weights(study_of(PUBLISHED, heating_now="included"))


def test_priority_raises_its_factor() -> None:
    usual = factor_weights(study_of(PUBLISHED))
    first = factor_weights(study_of(PUBLISHED, priorities=("quiet", "upfront")))
    assert first["quiet"] > usual["quiet"]
    assert first["upfront"] > usual["upfront"]
    # The first counts 2.5 times, the second twice.
    ratio = first["quiet"] / first["upfront"]
    assert ratio == pytest.approx(2.5 * WEIGHTS["quiet"] / (2.0 * WEIGHTS["upfront"]))
    # A wish that usually has no weight gets one.
    assert factor_weights(study_of(PUBLISHED, priorities=("diy",)))["diy"] > 5


@pytest.mark.parametrize(
    ("factor", "better", "worse", "answers"),
    [
        ("quiet", {}, {"sound_min_db": 35.0, "sound_max_db": 50.0}, {}),
        ("certainty", {}, {"sale": ARCHIVE}, {}),
        ("upfront", {}, {"price_low": 4000.0, "price_high": 4200.0}, {}),
        ("running", {}, {"inverter": 0}, {}),
        ("damp", {"features": {"dry": 1}}, {"features": {"dry": 0}}, {"damp": "yes"}),
        ("air", {"features": {"filter": 1}}, {"features": {"filter": 0}}, {"priorities": ("air",)}),
        ("looks", {"features": {"cassette": 1}}, {}, {"priorities": ("looks",)}),
        ("diy", {"diy_kit": 1}, {}, {"priorities": ("diy",)}),
        ("turndown", {}, {"inverter": 0}, {}),
    ],
)
def test_factor_rewards_what_it_names(
    factor: str, better: dict[str, Any], worse: dict[str, Any], answers: dict[str, Any]
) -> None:
    found = study_of(PUBLISHED | better, PUBLISHED | worse, **ROOM, **answers)
    points = score_points(found)[factor]
    assert points[0] > points[1]


def test_blank_figure_ranks_after_an_equal_one_that_tells() -> None:
    nan = float("nan")
    for blank in ({"sound_min_db": nan}, {"volts": nan}, {"price_low": nan}):
        found = study_of(PUBLISHED | {"id": 1} | blank, PUBLISHED | {"id": 2}, **ROOM)
        assert ids(found, rank(found).order) == [2, 1], blank


def test_lower_minimum_wins_over_a_lower_nameplate() -> None:
    # A "6k" that stops at 3,500 against a "9k" that goes down to 1,600, in a room of 3,000.
    def unit(cooling: float, least: float) -> dict[str, Any]:
        points = [dict(point) for point in PUBLISHED["points"]]
        points[0]["min_btu_h"], points[1]["min_btu_h"] = least, least * 0.9
        points[2]["min_btu_h"] = least * 0.7
        return PUBLISHED | {"cooling_btu_h": cooling, "points": points, "cooling_min_btu_h": least}

    found = study_of(unit(6000, 3500) | {"id": 1}, unit(9000, 1600) | {"id": 2}, heating_load=7000)
    assert ids(found, rank(found).order)[0] == 2


def test_humid_place_marks_down_a_unit_far_too_large() -> None:
    found = study_of(
        PUBLISHED, PUBLISHED | {"cooling_btu_h": 14_000.0}, cooling_load=6000.0, goal="cooling"
    )
    assert found.loads.humid
    points = score_points(found)["capacity"]
    assert points[0] > points[1]


def test_limit_on_strength_gives_way_before_nothing_is_left() -> None:
    found = study_of(PUBLISHED | {"inverter": 0, "cooling_btu_h": 24_000.0}, heating_load=1500.0)
    ranking = rank(found)
    assert ranking.relaxed == "too_strong"
    assert ranking.order.tolist() == [0]
    # One unit that turns down is enough to keep the limit.
    beside = rank(
        study_of(
            PUBLISHED | {"inverter": 0, "cooling_btu_h": 24_000.0}, PUBLISHED, heating_load=1500.0
        )
    )
    assert beside.relaxed is None
    assert beside.order.tolist() == [1]


def test_lifted_limit_does_not_apply() -> None:
    found = study_of(PUBLISHED, WINDOW_UNIT, heating_now="gas", outdoor_unit="no")
    assert rank(found).order.tolist() == [1]
    assert 0 in rank(found, lifted=("no_outdoor_unit",)).order


def test_empty_catalog_ranks_nothing() -> None:
    ranking = rank(study_of())
    assert ranking.order.size == 0
    assert ranking.limits == ()


# --- twins and labels ----------------------------------------------------------------------------


def test_twins_are_shown_once() -> None:
    # Two names for the same box; the third costs more and is told apart.
    dearer = {"id": 3, "price_low": 1900.0, "price_high": 1900.0}
    found = study_of(PUBLISHED | {"id": 1}, PUBLISHED | {"id": 2}, PUBLISHED | dearer, **ROOM)
    shown = ids(found, distinct(found, rank(found).order))
    assert len(shown) == 2
    assert 3 in shown


def test_at_most_ten_are_shown() -> None:
    rows = [PUBLISHED | {"price_low": 1000.0 + at, "price_high": 1000.0 + at} for at in range(14)]
    found = study_of(*rows, **ROOM)
    assert len(distinct(found, rank(found).order)) == 10
    assert len(distinct(found, rank(found).order, most=3)) == 3


# --- with nothing left ---------------------------------------------------------------------------


def test_current_stock_is_worth_more_than_older() -> None:
    points = score_points(
        study_of(
            PUBLISHED | {"sale": CERTIFIED},
            PUBLISHED | {"sale": SALE_UNKNOWN},
            PUBLISHED | {"sale": ARCHIVE},
        )
    )["certainty"]
    assert points[0] > points[1] > points[2]


@pytest.mark.parametrize("count", [2, 6, 7, 10, 11, 23])
def test_equal_units_stand_in_the_order_of_their_slugs(count: int) -> None:
    # The same unit many times over: whatever whole-array arithmetic does to the last digit, the
    # slugs decide, never the number that the database gave.
    rows = [PUBLISHED | {"id": at, "slug": f"unit-{count - at:02}"} for at in range(count)]
    found = study_of(*rows, **ROOM)
    slugs = found.units.slug[rank(found).order].tolist()
    assert slugs == sorted(slugs)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"sale": ON_SALE}, {"sale": CERTIFIED}),
        ({}, {"price_low": np.nan}),
        ({}, {"volts": np.nan}),
    ],
)
def test_equal_scores_end_in_what_is_known(better: dict[str, Any], worse: dict[str, Any]) -> None:
    # On sale, a price that was seen, a published figure: before the slug, at equal points.
    rows = (PUBLISHED | worse | {"slug": "a"}, PUBLISHED | better | {"slug": "b"})
    found = study_of(*rows, **ROOM)
    points = {"all": np.zeros(2)}
    assert in_order(found, points, np.zeros(2, dtype=int), np.arange(2)).tolist() == [1, 0]


def test_a_known_figure_comes_before_an_unknown_one_whatever_the_points() -> None:
    better = PUBLISHED | {"id": 1, "volts": np.nan}
    known = PUBLISHED | {"id": 2, "volts": 115.0, "sound_min_db": 45.0, "sound_max_db": 55.0}
    found = study_of(better, known, power="shared_115", heating_now="gas")
    ranking = rank(found)
    assert ids(found, ranking.order) == [2, 1]
    assert ranking.score[0] <= ranking.score[1] + 1e-9  # rank, score and points agree
    assert ids(found, rank(study_of(better, known, heating_now="gas")).order) == [1, 2]


def test_two_unknown_figures_come_behind_one() -> None:
    rows = (
        PUBLISHED | {"id": 1, "volts": np.nan, "sound_min_db": np.nan},
        PUBLISHED | {"id": 2, "volts": np.nan},
        PUBLISHED | {"id": 3, "volts": 115.0},
    )
    found = study_of(*rows, power="shared_115", priorities=("quiet",), heating_now="gas")
    assert ids(found, rank(found).order) == [3, 2, 1]


def test_a_machine_is_picked_once_whatever_its_labels_cost() -> None:
    rows = (
        PUBLISHED | {"id": 1, "machine": 1},
        PUBLISHED | {"id": 2, "machine": 1, "price_low": 1100.0, "price_high": 1100.0},
        PUBLISHED | {"id": 3, "machine": 3, "cooling_btu_h": 8000.0},
    )
    found = study_of(*rows, heating_now="gas")
    assert sorted(int(found.units.machine[row]) for row in distinct(found, rank(found).order)) == [
        *(1, 3),
    ]
