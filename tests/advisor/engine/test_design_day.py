import pytest

from advisor.engine.design_day import SummerDay, further_days, july, warm_hour_f
from tests.advisor.engine.samples import WARM_PLACE, climate_of, place_of


def test_medium_range_leaves_the_tables_as_they_are() -> None:
    day = SummerDay(summer_f=15.0, daily_range_f=20.5)
    assert (day.adjustment_f, day.cooler_depth) == (0.0, 1.0)


@pytest.mark.parametrize(("range_f", "adjustment_f"), [(5, 4), (16.75, 2), (24.25, -2.5), (40, -5)])
def test_daily_range_moves_walls_without_steps(range_f: float, adjustment_f: float) -> None:
    assert SummerDay(summer_f=15.0, daily_range_f=range_f).adjustment_f == adjustment_f


def test_warm_hour_is_linear_inside_its_bin() -> None:
    # 730 h a month: 10 % at 80 °F, 90 % at 70. Five of the upper ten lie above 80.
    climate = climate_of((70.0, 0.9 * 8760), (80.0, 0.1 * 8760))
    assert warm_hour_f(climate, "October") == pytest.approx(80.0)
    # 20 % there: 5 of 20 above 81.25.
    climate = climate_of((70.0, 0.8 * 8760), (80.0, 0.2 * 8760))
    assert warm_hour_f(climate, "October") == pytest.approx(81.25)


def test_july_is_never_below_indoors() -> None:
    assert july(place_of(cooling_design_f=60.0)).summer_f == 0
    assert july(place_of(cooling_design_f=90.0)).summer_f == 15


def test_south_has_a_winter_day_too() -> None:
    north = [day.month for day in further_days(place_of(climate=climate_of((40.0, 8760.0))))]
    south = [day.month for day in further_days(place_of(**WARM_PLACE))]
    assert north == ["September", "October"]
    assert south == ["September", "October", "January"]


def test_further_day_is_never_hotter_than_the_design_day_and_has_less_sun() -> None:
    place = place_of(**WARM_PLACE)
    for day in further_days(place):
        assert day.summer_f <= place.cooling_design_f - 75
        assert 0.4 < day.sun < 1
