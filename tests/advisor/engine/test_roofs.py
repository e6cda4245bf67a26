import numpy as np
import pytest

from advisor.engine.design_day import SummerDay
from advisor.engine.roofs import (
    ROOFS,
    attic_difference_f,
    cathedral_difference_f,
    open_floor_difference_f,
)

MEDIUM = SummerDay(summer_f=15.0, daily_range_f=20.5)


@pytest.mark.parametrize(
    ("range_f", "degrees"), [(13.0, 15 + 39), (20.5, 15 + 35), (28.0, 15 + 30)]
)
def test_attic_under_dark_shingles_by_the_daily_range(range_f: float, degrees: float) -> None:
    day = SummerDay(summer_f=15.0, daily_range_f=range_f)
    assert attic_difference_f(np.array([ROOFS["dark"][0]]), day)[0] == degrees


def test_reference_ceiling_by_hand() -> None:
    # Long house: 89 °F, attic 130: 130 − 95 + 14 = 49 °F; 77 ft² / R 20.4 × 49 = 185.0 BTU/h.
    day = SummerDay(summer_f=14.0, daily_range_f=20.5)
    assert 77 / 20.4 * attic_difference_f(np.array([130.0]), day)[0] == pytest.approx(185, abs=0.1)


@pytest.mark.parametrize(("r", "degrees"), [(8, 40), (18, 26), (30, 25), (38, 22)])
def test_cathedral_roof_goes_by_its_r_value(r: float, degrees: float) -> None:
    # Dark: it was 39 °F for all of them.
    found = cathedral_difference_f(np.array([r]), np.ones(1), MEDIUM)[0]
    assert found == pytest.approx(degrees, abs=1.7)


def test_more_insulation_never_heats_a_roof() -> None:
    r = np.linspace(4, 60, 100)
    assert (np.diff(cathedral_difference_f(r, np.ones(100), MEDIUM) / r) < 0).all()


def test_floor_over_open_air_sees_no_sun() -> None:
    assert open_floor_difference_f(MEDIUM) == 10
    assert open_floor_difference_f(SummerDay(summer_f=0.0, daily_range_f=28.0)) == 0
