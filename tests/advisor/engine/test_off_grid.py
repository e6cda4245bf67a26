import numpy as np
import pytest

from advisor.engine.equipment import NO, UNKNOWN, YES
from advisor.engine.off_grid import HARD, NOT_KNOWN, SOFT, PowerDraw, day_kwh, power_draw
from advisor.engine.season import cooling_power, heating_power
from advisor.engine.study import Study
from advisor.engine.worst_week import WorstWeek, worst_week
from tests.advisor.engine.samples import PUBLISHED, place_of, study_of, year_around

ROW = np.array([0])


def draw(**figures: float | str | None) -> PowerDraw:
    usual: dict[str, float | str | None] = {
        "heating_w": 500.0,
        "cooling_w": 400.0,
        "heating_at_f": 9.0,
        "cooling_at_f": 90.0,
        "most_w": 760.0,
        "label_w": None,
        "start": SOFT,
        "coldest_day_kwh": 9.0,
        "hottest_day_kwh": 3.0,
    }
    return PowerDraw(**(usual | figures))  # type: ignore[arg-type]


def drawn(study: Study) -> PowerDraw:
    coldest, hottest = (worst_week(study, 0, cold=cold) for cold in (True, False))
    return power_draw(study, 0, coldest=coldest, hottest=hottest)


@pytest.mark.parametrize(
    ("figures", "ceiling_w", "generator_w"),
    [
        ({"most_w": 760.0}, 760.0, 1000.0),  # 760 / 0.8 = 950
        ({"most_w": 800.0}, 800.0, 1000.0),  # exactly
        ({"most_w": 1500.0, "label_w": 12 * 115.0}, 1380.0, 2000.0),  # 1,380 / 0.8 = 1,725
        ({"most_w": 900.0, "label_w": 15 * 230.0}, 900.0, 1500.0),
    ],
)
def test_generator_is_the_most_with_a_fifth_to_spare(
    figures: dict[str, float], ceiling_w: float, generator_w: float
) -> None:
    found = draw(**figures)
    assert found.ceiling_w == ceiling_w
    assert found.generator_w == generator_w


@pytest.mark.parametrize(
    ("hookup", "share"),
    [("shore_30", 0.25), ("shore_50", 0.075), ("house_115", 0.5)],
)
def test_share_of_a_hookup_is_of_what_it_gives_for_hours(hookup: str, share: float) -> None:
    # 720 W of 0.8 × 3,600, 0.8 × 12,000 and 0.8 × 1,800.
    assert draw(most_w=720.0).share_of_hookup(hookup) == pytest.approx(share)


def test_running_watts_are_those_of_the_curves_at_the_rooms_load() -> None:
    study = study_of(PUBLISHED)
    place, loads = study.place, study.loads
    found = drawn(study)
    heating, _heat = heating_power(
        np.array([place.heating_design_f]),
        np.array([loads.heating.likely]),
        study.units,
        study.curves,
        ROW,
    )
    cooling, _cold = cooling_power(
        np.array([place.cooling_design_f]),
        np.array([loads.cooling.likely]),
        study.units,
        study.curves,
        ROW,
    )
    assert found.heating_w == pytest.approx(heating[0, 0])
    assert found.cooling_w == pytest.approx(cooling[0, 0])
    assert found.most_w >= max(found.heating_w or 0, found.cooling_w or 0)


def test_day_is_its_hours_of_power() -> None:
    study = study_of(PUBLISHED)
    # 24 hours of 6,000 BTU/h at 47 °F, and one with nothing but controls (5 W).
    hours, load, outdoors = 24 * 8, 6000.0, 47.0
    given = np.full(hours, load)
    given[::24] = 0.0
    given[-24:] = 0.0  # a day on which it stands still is none to plan for
    week = WorstWeek(
        cold=True,
        wanted_f=70.0,
        outdoor_f=np.full(hours, outdoors),
        room_f=np.full(hours, 70.0),
        given_btu_h=given,
    )
    power, _heat = heating_power(
        np.array([outdoors]), np.array([load]), study.units, study.curves, ROW
    )
    assert day_kwh(study, 0, week) == pytest.approx((23 * power[0, 0] + 5) / 1000, rel=1e-4)


@pytest.mark.parametrize(("inverter", "start"), [(YES, SOFT), (NO, HARD), (UNKNOWN, NOT_KNOWN)])
def test_start_is_known_as_far_as_the_compressor_is(inverter: int, start: str) -> None:
    assert drawn(study_of(PUBLISHED | {"inverter": inverter})).start == start


def test_label_is_a_ceiling_only_where_it_is_published() -> None:
    assert drawn(study_of(PUBLISHED)).label_w is None
    assert drawn(study_of(PUBLISHED | {"amps": 2.0})).ceiling_w == 2.0 * 230.0


def test_a_week_that_is_too_cold_for_the_unit_has_no_day_to_plan_for() -> None:
    cold = place_of(heating_design_f=-30.0, climate=year_around(0.0))
    assert (
        drawn(study_of(PUBLISHED | {"min_operating_f": 60.0}, place=cold)).coldest_day_kwh is None
    )
    assert drawn(study_of(PUBLISHED)).coldest_day_kwh


def test_season_that_is_not_wanted_draws_nothing() -> None:
    study = study_of(PUBLISHED, goal="cooling")
    found = power_draw(study, 0, coldest=None, hottest=worst_week(study, 0, cold=False))
    assert found.heating_w is None
    assert found.coldest_day_kwh is None
    assert found.most_w > 0
