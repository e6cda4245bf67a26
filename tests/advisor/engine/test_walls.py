import numpy as np
import pytest

from advisor.engine.design_day import SummerDay
from advisor.engine.walls import (
    WALL_GROUPS,
    WALL_LETTERS,
    door_difference_f,
    wall_base_f,
    wall_difference_f,
)


def medium_wall_f(kind: str, r: float, *, summer_f: float = 20.0, range_f: float = 20.5) -> float:
    day = SummerDay(summer_f=summer_f, daily_range_f=range_f)
    found = wall_difference_f(np.array([wall_base_f(kind, 1 / r)]), np.array([0.83]), day)
    return float(found[0])


@pytest.mark.parametrize(
    ("kind", "r", "degrees"),
    [
        # Manual J 8 of the row's letter; straight lines between letters move it 2 °F at most.
        ("siding", 4, 31.5),
        ("siding", 7, 29.0),
        ("siding", 12, 24.4),
        ("siding", 19, 17.6),
        ("siding", 22, 16.3),
        ("brick", 4, 22.4),
        ("brick", 10, 17.6),
        ("brick", 16, 15.6),
        ("block", 7, 20.3),
        ("block", 12, 18.3),
        ("block", 19, 16.3),
    ],
)
def test_wall_has_its_groups_difference(kind: str, r: float, degrees: float) -> None:
    assert medium_wall_f(kind, r) == pytest.approx(degrees, abs=0.8)


def test_reference_wall_by_hand() -> None:
    # Brick on wood frame, R 10.3: group H 21.25 × 0.83 = 17.64, 89 °F: 6 °F less. 11.64 °F.
    assert medium_wall_f("brick", 10.3, summer_f=14.0) == pytest.approx(11.64, abs=0.05)


@pytest.mark.parametrize("kind", WALL_LETTERS)
def test_better_wall_is_never_hotter(kind: str) -> None:
    u = np.linspace(0.02, 0.5, 200)
    load = [each * wall_base_f(kind, each) for each in u]
    assert (np.diff(load) > 0).all()
    assert {wall_base_f(kind, each) for each in (0.0, 9.0)} <= set(WALL_GROUPS.values())


def test_daily_range_lowers_the_wall_and_a_cool_summer_turns_it_round() -> None:
    low, high = (medium_wall_f("siding", 12, range_f=each) for each in (13.0, 28.0))
    assert low - high == pytest.approx(9)
    # Below 10 °F of difference Manual J takes the adjustment away instead.
    low, high = (medium_wall_f("siding", 4, summer_f=5.0, range_f=each) for each in (13.0, 28.0))
    assert low - high == pytest.approx(-9)


def test_wall_never_cools_a_room() -> None:
    assert medium_wall_f("brick", 22, summer_f=0.0) == 0


@pytest.mark.parametrize(("range_f", "degrees"), [(13.0, 29), (20.5, 25), (28.0, 20)])
def test_door_has_its_excess(range_f: float, degrees: float) -> None:
    assert door_difference_f(SummerDay(summer_f=14.0, daily_range_f=range_f)) == degrees
