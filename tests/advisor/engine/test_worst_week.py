from dataclasses import replace

import numpy as np
import pytest

from advisor.engine.design_day import exceeded_f
from advisor.engine.needed import SETBACK_F
from advisor.engine.place import FloatArray
from advisor.engine.room_year import FURNISHED_AIR, MASS_TO_AIR, Nodes
from advisor.engine.typical_days import typical_days, under_clear_sky
from advisor.engine.worst_week import (
    FELT_F,
    HOTTEST_HOURS,
    STEPS_AN_HOUR,
    USUAL,
    RoomDays,
    WorstWeek,
    finer_room,
    room_days,
    warm_up_h,
    warm_up_of,
    week_of,
    worst_days,
    worst_week,
)
from tests.advisor.engine.samples import PUBLISHED, climate_of, place_of, study_of, year_around
from tests.advisor.engine.test_room_year import nodes_of


def days_at(outdoor_f: float, room: Nodes, *, cold: bool = True) -> RoomDays:
    """Every day at one temperature."""
    climate = climate_of((outdoor_f, 8760.0))
    return room_days(room, climate, 40.0, outdoor_f, cold=cold)


def giving(btu_h: float) -> FloatArray:
    return np.full((24, 3), btu_h)


def week(outdoor_f: float, btu_h: float, *, cold: bool = True) -> WorstWeek:
    """The room of 30 BTU/h·°F with a unit that gives so much."""
    return week_of(days_at(outdoor_f, nodes_of(), cold=cold), giving(btu_h))


# --- by hand -------------------------------------------------------------------------------------


def test_room_falls_to_where_its_loss_is_what_the_unit_gives() -> None:
    # 1,200 BTU/h over 30 BTU/h·°F: 40 °F above the 0 °F outside.
    found = week(0.0, 1200.0)
    assert found.lasting_f == pytest.approx(40.0, abs=0.1)
    assert 40.0 < found.farthest_f < 44.0  # after three days
    assert found.hours_off == 24
    assert found.given_btu_h == pytest.approx(1200.0)


def test_unit_that_is_enough_holds_the_room_and_gives_what_is_lost() -> None:
    found = week(0.0, 2500.0)
    assert found.holds
    assert found.room_f == pytest.approx(70.0)
    assert found.given_btu_h == pytest.approx(30 * 70.0)


def test_room_rises_to_where_its_gain_is_what_the_unit_takes() -> None:
    # 450 BTU/h over 30 BTU/h·°F: 15 °F below the 100 °F outside.
    found = week(100.0, 450.0, cold=False)
    assert found.wanted_f == 75.0
    assert found.lasting_f == pytest.approx(85.0, abs=0.1)
    assert found.hours_off == 24
    assert week(100.0, 800.0, cold=False).holds


def test_fall_follows_the_time_constant_of_the_room() -> None:
    # (129.6 + 600) BTU/°F over 30 BTU/h·°F is 24.3 h; two nodes fall a little faster at first.
    found = week(10.0, 0.0)
    day_later = 10 + 60 * np.exp(-24 / 24.3)
    assert found.room_f[23] == pytest.approx(day_later, abs=1.5)
    assert found.room_f[0] > found.room_f[23] > found.room_f[190]


def test_only_what_is_felt_counts_as_too_cold() -> None:
    # 0.5 °F below 70 at 2,085 BTU/h, 3 °F below at 2,010.
    assert week(0.0, 30 * 69.5).holds
    assert not week(0.0, 30 * 67.0).holds


def test_first_day_reaches_the_design_temperature_and_seven_are_the_coldest_kind() -> None:
    days = worst_days(year_around(45.0, spread_f=15.0), 40.0, -5.0, cold=True)
    assert days.outdoor_f[:, 0].min() == pytest.approx(-5.0)
    assert days.outdoor_f[:, 1].mean() < days.outdoor_f[:, 2].mean()
    hot = worst_days(year_around(45.0, spread_f=15.0), 40.0, 92.0, cold=False)
    assert hot.outdoor_f[:, 0].max() == pytest.approx(92.0)
    assert hot.outdoor_f[:, 1].mean() > hot.outdoor_f[:, 2].mean()


def test_hottest_days_are_clear_and_no_hotter_than_the_hottest_hours_of_the_year() -> None:
    climate = year_around(45.0, spread_f=15.0)
    usual = typical_days(climate, 40.0)
    hot = worst_days(climate, 40.0, 92.0, cold=False)
    cold = worst_days(climate, 40.0, -5.0, cold=True)
    month = int(hot.month[0])
    assert climate.sun_day[month] < hot.sun_roof[:, month].sum()
    # ASHRAE's clear day of July at 40° north has about 2,450 BTU/ft² on a level face.
    july = under_clear_sky(usual, climate, 40.0).sun_roof[:, 6].sum()
    assert july == pytest.approx(2450, rel=0.05)
    assert np.array_equal(cold.sun_roof, usual.sun_roof)
    assert hot.outdoor_f[:, 1].max() <= exceeded_f(climate, climate.hours, HOTTEST_HOURS) + 1e-6


def test_sunnier_month_keeps_its_sun() -> None:
    climate = replace(year_around(45.0, spread_f=15.0), sun_day=np.full(12, 5000.0))
    days = typical_days(climate, 40.0)
    assert under_clear_sky(days, climate, 40.0).sun_roof == pytest.approx(days.sun_roof)


def test_hottest_hours_are_found_inside_their_bin() -> None:
    # 10 h in 90 to 95 °F and 10 in 95 to 100: 15 h are hotter than 92.5, 5 than 97.5.
    climate = replace(climate_of((92.5, 10.0), (97.5, 10.0)), bin_f=np.array([92.5, 97.5]))
    assert exceeded_f(climate, climate.hours, 15.0) == pytest.approx(92.5)
    assert exceeded_f(climate, climate.hours, 5.0) == pytest.approx(97.5)


# --- warm-up -------------------------------------------------------------------------------------


def warm_up(outdoor_f: float, btu_h: float) -> float | None:
    room = nodes_of()
    finer = days_at(outdoor_f, finer_room(room, STEPS_AN_HOUR))
    return warm_up_of(days_at(outdoor_f, room), finer, giving(btu_h), USUAL)


def by_the_second(outdoor_f: float, btu_h: float) -> float:
    """The same two nodes integrated in steps of a second, from rest at the setback. [h]"""
    room, step_h = nodes_of(), 1 / 3600
    air_store, link = FURNISHED_AIR * room.volume_ft3, MASS_TO_AIR * room.floor_ft2
    air = SETBACK_F
    mass = air
    for second in range(24 * 3600):
        flow = link * (mass - air)
        air += step_h * (btu_h + flow + room.ua * (outdoor_f - air)) / air_store
        mass -= step_h * flow / room.mass_btu_f
        if air >= room.hold_f - FELT_F:
            return second / 3600
    raise AssertionError("a day is not enough")


@pytest.mark.parametrize("btu_h", [2500.0, 3000.0, 6000.0])
def test_warm_up_takes_as_long_as_the_two_nodes_do(btu_h: float) -> None:
    found = warm_up(20.0, btu_h)
    assert found == pytest.approx(by_the_second(20.0, btu_h), abs=0.15)


def test_unit_that_is_just_enough_does_not_warm_up_in_a_day() -> None:
    assert warm_up(20.0, 30 * 47.0) is None  # 67 °F for ever


def test_room_that_never_cools_needs_no_warm_up() -> None:
    assert warm_up(69.0, 0.0) == 0.0


# --- with a unit of the catalog ------------------------------------------------------------------


def test_cutout_stops_the_heat_and_an_own_load_weakens_the_unit() -> None:
    cold = place_of(heating_design_f=-5.0, climate=year_around(35.0, spread_f=20.0))
    runs = worst_week(study_of(PUBLISHED, place=cold), 0, cold=True)
    stops = study_of(PUBLISHED | {"min_operating_f": 40.0}, place=cold)
    assert worst_week(stops, 0, cold=True).farthest_f < runs.farthest_f
    heavy = study_of(PUBLISHED, place=cold, heating_load=30_000.0)
    assert worst_week(heavy, 0, cold=True).farthest_f < runs.farthest_f
    assert worst_week(heavy, 0, cold=True).given_btu_h.max() <= 12_000 * 1.26


def test_week_is_found_once_for_a_study() -> None:
    study = study_of(PUBLISHED)
    assert worst_week(study, 0, cold=True) is worst_week(study, 0, cold=True)
    again = replace(study, answers=study.answers)
    assert again.worst_weeks == {}


def test_stronger_unit_warms_up_sooner() -> None:
    place = place_of()
    weak = PUBLISHED | {"points": [{**point, "max_btu_h": 4000.0} for point in PUBLISHED["points"]]}
    strong_h = warm_up_h(study_of(PUBLISHED, place=place), 0, coldest=False)
    weak_h = warm_up_h(study_of(weak, place=place), 0, coldest=False)
    assert strong_h is not None
    assert weak_h is None or weak_h > strong_h
