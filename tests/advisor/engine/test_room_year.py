from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from advisor.engine.design_day import DAILY_PROFILE
from advisor.engine.place import FloatArray
from advisor.engine.room_year import (
    FACE_FILM,
    ROOM_MASS,
    SKY_LOSS,
    Nodes,
    ground_f,
    hourly_needs,
    leakage_cfm,
)
from advisor.engine.sun import clear_day
from advisor.engine.typical_days import SIDES, TypicalDays, typical_days
from tests.advisor.engine.samples import climate_of, year_around

ALWAYS = (True,) * 24
BY_DAY = tuple(7 <= hour < 22 for hour in range(24))


def sun_on(**areas: float) -> tuple[float, ...]:
    """Glass × solar gain by side. [ft²]"""
    return tuple(areas.get(side, 0.0) for side in SIDES)


def nodes_of(**changes: Any) -> Nodes:
    """150 ft², 30 BTU/h·°F, no leaks, no sun, no gains, always in use, windows shut."""
    usual: dict[str, Any] = {
        "floor_ft2": 150.0,
        "volume_ft3": 1200.0,
        "ua": 30.0,
        "air_cfm": 0.0,
        "design_drop_f": 70.0,
        "altitude_factor": 1.0,
        "sun_ft2": sun_on(),
        "people_btu_h": 0.0,
        "people_latent_btu_h": 0.0,
        "equipment_btu_h": 0.0,
        "mass_btu_f": 600.0,
        "in_use": ALWAYS,
        "hold_f": 70.0,
        "setback_f": 70.0,
        "opens_windows": False,
    }
    return Nodes(**(usual | changes))


def days_at(outdoor_f: float, *, sun: float = 0.0) -> TypicalDays:
    """A year at one temperature, with the same sun in every month."""
    return typical_days(climate_of((outdoor_f, 8760.0), sun=sun), 40.0)


def swinging_days(mean_f: float, *, sun: float = 0.0) -> TypicalDays:
    return replace(
        typical_days(year_around(mean_f, spread_f=10.0), 40.0),
        passed=days_at(mean_f, sun=sun).passed,
    )


def year(values: FloatArray, days: TypicalDays) -> float:
    """BTU a year, or hours a year of a condition."""
    return float((values * days.days).sum())


# --- one temperature, by hand --------------------------------------------------------------------


def test_steady_cold_is_loss_less_gains() -> None:
    # 30 × (70 − 30) = 1,200 BTU/h, of which 150 come from people and equipment.
    needs = hourly_needs(nodes_of(people_btu_h=100.0, equipment_btu_h=50.0), days_at(30.0))
    assert needs.heat == pytest.approx(1050.0)
    assert needs.sensible == pytest.approx(0.0)


def test_steady_heat_is_cooled_to_75() -> None:
    # 30 × (90 − 75) + 150 = 600 BTU/h.
    needs = hourly_needs(nodes_of(equipment_btu_h=150.0), days_at(90.0))
    assert needs.sensible == pytest.approx(600.0, rel=1e-3)
    assert needs.heat == pytest.approx(0.0)


def test_room_between_its_set_points_needs_nothing() -> None:
    needs = hourly_needs(nodes_of(equipment_btu_h=60.0), days_at(70.0))  # comes to rest at 72 °F
    assert year(needs.heat + needs.sensible, days_at(70.0)) == 0


@pytest.mark.parametrize("mass", ROOM_MASS.values())
def test_all_sun_saves_heat_where_the_room_is_always_heated(mass: float) -> None:
    # However much the room stores: in a winter without end each BTU of sun is one of heat.
    days = days_at(-20.0, sun=20.0)
    dark = hourly_needs(nodes_of(mass_btu_f=150 * mass), days_at(-20.0))
    sunny = hourly_needs(nodes_of(mass_btu_f=150 * mass, sun_ft2=sun_on(s=4.0)), days)
    assert sunny.heat.min() > 0
    saved = year(dark.heat, days) - year(sunny.heat, days)
    given = year(4.0 * days.of_days(days.passed[SIDES.index("s")]), days)
    assert saved == pytest.approx(given, rel=0.01)


def test_leakage_is_the_design_air_at_design_wind_and_cold() -> None:
    room = nodes_of(air_cfm=10.0)
    # 15 mph over the mean of 15 / 1.12 = 13.39 mph; 0 °F, 70 below indoors.
    assert leakage_cfm(room, np.array([0.0]), 15 / 1.12) == pytest.approx([10.0])
    # √(0.015 × 40 + 0.00384 × (8.4 × 1.12)²) / √(0.015 × 70 + 0.864) = √(0.9399 / 1.914) = 0.7008.
    assert leakage_cfm(room, np.array([30.0]), 8.4) == pytest.approx([7.008], rel=1e-3)
    still = leakage_cfm(room, np.array([70.0]), 0.0)
    assert still == pytest.approx([0.0])


def test_summit_winds_leak_no_more_than_the_design_wind() -> None:
    room, cold = nodes_of(air_cfm=10.0), np.array([0.0])
    assert leakage_cfm(room, cold, 41.6) == pytest.approx(leakage_cfm(room, cold, 15 / 1.12))


def test_ground_follows_the_air_and_never_heats_in_summer() -> None:
    months = np.array([20.0, 25, 35, 50, 60, 75, 95, 90, 70, 50, 40, 20])
    near, deep = ground_f(months, deep=False), ground_f(months, deep=True)
    assert near[1] == 20.0  # February has January's air
    assert near[7] == 75.0  # August would have July's 95
    assert deep[2] == pytest.approx(52.5 + (20.0 - 52.5) / 2)  # March: half of January's swing
    assert np.ptp(deep) < np.ptp(near)


def test_ground_carries_heat_away_like_a_face() -> None:
    # 10 BTU/h·°F to ground at the year's mean of 30 °F: 400 BTU/h more.
    needs = hourly_needs(nodes_of(shallow_ua=6.0, deep_ua=4.0), days_at(30.0))
    assert needs.heat == pytest.approx(1600.0)


def test_sun_on_walls_and_roofs_warms_the_room() -> None:
    days = days_at(80.0, sun=20.0)
    walls, roof, attic = nodes_of(wall_ua=10.0), nodes_of(roof_ua=5.0), nodes_of(attic_ua=5.0)
    for dark, sunlit in (
        (walls, replace(walls, wall_absorbs=(0.7 / 8,) * 8)),
        (roof, replace(roof, roof_absorbs=0.85)),
        (attic, replace(attic, attic_excess_f=30.0)),
    ):
        before, after = (hourly_needs(room, days).sensible for room in (dark, sunlit))
        assert year(after, days) > 1.02 * year(before, days)


def test_roofs_and_walls_lose_heat_to_the_sky() -> None:
    # ISO 13790: 15.7 / 4.4 = 3.57 °F below the air above a roof, half of it before a wall.
    days = days_at(20.0)
    plain, roof, wall = nodes_of(), nodes_of(roof_ua=10.0), nodes_of(wall_ua=10.0)
    before, by_roof, by_wall = (hourly_needs(room, days).heat for room in (plain, roof, wall))
    assert (by_roof - before) == pytest.approx(35.7, abs=0.1)
    assert (by_wall - before) == pytest.approx(17.8, abs=0.1)


@pytest.mark.parametrize(
    ("face", "manual_j_f"),
    [("wall", 0.83 * 18.8), ("roof", 0.83 * 27.0)],  # groups K, and R-34, of medium color
)
def test_sunlit_faces_are_as_warm_as_manual_js_heavy_ones(face: str, manual_j_f: float) -> None:
    """A heavy face passes the mean of the day: Manual J's difference at 95 °F is then the mean of
    its clear July day, a medium daily range below 95 (20.5 °F × mean of the profile)."""
    mean_outdoor_f = 20.0 - 20.5 * np.mean(list(DAILY_PROFILE.values()))
    excess_f = manual_j_f - mean_outdoor_f
    days = typical_days(climate_of((80.0, 8760.0), sun=clear_day(40.0)[3] / 24), 40.0)
    on = days.sun_walls[::2, :, 6].mean() if face == "wall" else days.sun_roof[:, 6].mean()
    absorbs = {"wall": 0.70, "roof": 0.75}[face]
    ours_f = (absorbs * on - SKY_LOSS[face]) / FACE_FILM
    print(f"\n{face}: {ours_f:.1f} °F above the air, Manual J {excess_f:.1f}")
    assert ours_f == pytest.approx(excess_f, rel=0.35)


def test_room_held_at_78_is_not_cooled_below() -> None:
    days = swinging_days(76.0)
    needs = hourly_needs(nodes_of(hold_f=78.0, setback_f=78.0), days)
    assert year(needs.heat, days) > 0
    assert not ((needs.heat > 0) & (needs.sensible > 0)).any()


# --- windows, use, warm-up -----------------------------------------------------------------------


def test_window_spares_the_cooling_of_a_mild_day() -> None:
    days = days_at(68.0)
    warm = nodes_of(equipment_btu_h=400.0)  # would come to rest at 81 °F
    shut, opened = hourly_needs(warm, days), hourly_needs(replace(warm, opens_windows=True), days)
    assert year(shut.sensible, days) > 0
    assert year(opened.sensible, days) == 0
    assert year(opened.heat, days) == 0


@pytest.mark.parametrize("outdoor_f", [54.0, 72.0, 78.0])
def test_window_stays_shut_where_it_is_cold_or_no_help(outdoor_f: float) -> None:
    # At 72 °F outside and 2,000 BTU/h inside, the window alone leaves it above 75.
    days = days_at(outdoor_f)
    hot = nodes_of(equipment_btu_h=2000.0, cools_in_winter=True)
    shut, opened = hourly_needs(hot, days), hourly_needs(replace(hot, opens_windows=True), days)
    assert year(opened.sensible, days) == pytest.approx(year(shut.sensible, days))


def test_nothing_cools_below_65_but_for_machines() -> None:
    days = days_at(50.0)
    warm = nodes_of(equipment_btu_h=2000.0)
    assert year(hourly_needs(warm, days).sensible, days) == 0
    server = hourly_needs(replace(warm, cools_in_winter=True), days)
    assert server.sensible == pytest.approx(2000.0 - 30 * 25, rel=1e-3)


def test_room_out_of_use_is_set_back_and_not_cooled() -> None:
    cold, hot = days_at(20.0), days_at(95.0)
    by_day = nodes_of(in_use=BY_DAY, setback_f=58.0)
    idle = ~np.array(BY_DAY)
    heat = hourly_needs(by_day, cold).heat
    assert year(heat, cold) < year(hourly_needs(nodes_of(), cold).heat, cold)
    assert (hourly_needs(by_day, hot).sensible[idle] == 0).all()


def test_warm_up_is_bounded() -> None:
    days = days_at(20.0)
    room = nodes_of(in_use=BY_DAY, setback_f=58.0)
    free = hourly_needs(room, days).heat
    bound = hourly_needs(replace(room, most_heat_btu_h=2000.0), days).heat
    assert free.max() > 2000
    assert bound.max() == pytest.approx(2000.0)


def test_unit_takes_out_moisture_only_along_with_heat() -> None:
    damp = typical_days(climate_of((90.0, 8760.0), humidity_gr_lb=120.0), 40.0)
    # 20 cfm at the design night, here √(0.015 × 20 + 0.3399) / √1.914 = 0.5782 of it: 11.56 cfm;
    # 0.68 × 11.56 × 55 gr = 432 BTU/h, of 1,090.8 / 3 at most.
    few = hourly_needs(nodes_of(equipment_btu_h=450.0, air_cfm=20.0), damp)
    assert few.latent == pytest.approx(few.sensible / 3)
    many = hourly_needs(nodes_of(equipment_btu_h=1500.0, air_cfm=20.0), damp)
    assert many.latent == pytest.approx(432.4, rel=1e-3)
    dry = hourly_needs(nodes_of(equipment_btu_h=1500.0), days_at(90.0))
    assert (dry.latent == 0).all()


@pytest.mark.parametrize("mean_f", [30.0, 55.0, 80.0])
def test_more_insulation_never_needs_more_heat(mean_f: float) -> None:
    days = swinging_days(mean_f, sun=20.0)
    by_ua = [
        year(hourly_needs(nodes_of(ua=ua, sun_ft2=sun_on(s=6.0)), days).heat, days)
        for ua in (5.0, 20.0, 80.0, 300.0)
    ]
    assert by_ua == sorted(by_ua)
