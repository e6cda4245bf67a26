from typing import Any

import numpy as np
import pytest

from advisor.engine import Place, Study, Units, curves
from advisor.engine.season import FIELD_DERATE, Need, Season, need, night_load, simulate
from advisor.engine.season import heat_needed_at as needed_at
from advisor.engine.study import monthly
from tests.advisor.engine.samples import (
    PLAIN_ROOM,
    PORTABLE_UNIT,
    PUBLISHED,
    WARM_PLACE,
    WINDOW_UNIT,
    climate_of,
    place_of,
    study_of,
    units_of,
)

CATALOG: tuple[dict[str, Any], ...] = (
    PUBLISHED,
    {"cooling_btu_h": 6000.0},
    {"cooling_btu_h": 24_000.0, "hspf2": 9.0, "seer2": 20.0},
    WINDOW_UNIT,
    WINDOW_UNIT | {"inverter": 0, "cooling_btu_h": 5000.0},
    PORTABLE_UNIT,
    PORTABLE_UNIT | {"dual_hose": 1, "inverter": 1, "min_operating_f": 41.0},
)
YEARLY = (
    *("heating_kwh", "cooling_kwh", "backup_kwh", "heat_delivered_kwh"),
    *("backup_fraction", "cycling_fraction", "hours_below_cutout", "uncooled_fraction"),
)


# Controls draw 5 W for 8,760 h; all of it goes to the only season that there is.
STANDBY_KWH = 43.8


def one_bin(
    outdoor_f: float, hours: float, *, heat: float = 0.0, cool: float = 0.0, night: bool = False
) -> Need:
    return Need(
        outdoor_f=np.array([outdoor_f]),
        hours=np.array([hours]),
        heat_btu_h=np.array([heat]),
        cool_btu_h=np.array([cool]),
        month_hours=np.full((12, 1), hours / 12),
        night=np.array([night]),
    )


def year_of(needed: Need, units: Units) -> Season:
    return simulate(needed, units, curves(units))


# --- one bin by hand -----------------------------------------------------------------------------


def test_one_bin_of_heat_has_the_hand_worked_electricity() -> None:
    # 1,000 h of 5,000 BTU/h at 47 °F: 0.3 of the way from 2,000 (COP 5) to 12,000 (COP 3) → 4.4.
    # 5,000,000 BTU = 1,465.4 kWh; / 4.4 = 333.0 kWh in the laboratory.
    found = year_of(one_bin(47, 1000, heat=5000), units_of(PUBLISHED))
    assert found.heat_delivered_kwh[0] == pytest.approx(1465.4, rel=0.001)
    assert found.heating_kwh[0] == pytest.approx(333.0 / FIELD_DERATE + STANDBY_KWH, rel=0.001)
    assert found.seasonal_cop[0] == pytest.approx(1465.4 / found.heating_kwh[0], rel=0.001)
    assert found.backup_kwh[0] == pytest.approx(0, abs=0.001)
    assert found.cycling_fraction[0] == 0


def test_one_bin_beyond_the_highest_output_leaves_the_rest_to_the_backup() -> None:
    # 100 h of 10,500 BTU/h at 5 °F; 8,400 are given: 2,100 × 100 / 3,412 = 61.5 kWh, a fifth.
    found = year_of(one_bin(5, 100, heat=10_500), units_of(PUBLISHED))
    assert found.backup_kwh[0] == pytest.approx(61.5, rel=0.002)
    assert found.backup_fraction[0] == pytest.approx(0.2, rel=0.002)
    laboratory_kwh = 8400 * 100 / 3412 / 2.0
    assert found.heating_kwh[0] == pytest.approx(
        laboratory_kwh / FIELD_DERATE + STANDBY_KWH, rel=0.002
    )


def test_one_bin_below_the_lowest_output_cycles() -> None:
    # 1,000 of 2,000: PLF 1 − 0.25 × 0.5; COP 5 × 0.875 = 4.375: 293.1 / 4.375 = 67.0 kWh.
    found = year_of(one_bin(47, 1000, heat=1000), units_of(PUBLISHED))
    assert found.cycling_fraction[0] == 1
    assert found.heating_kwh[0] == pytest.approx(67.0 / FIELD_DERATE + STANDBY_KWH, rel=0.001)


def test_below_the_cut_out_everything_is_backup() -> None:
    # −20 °F, cut-out −15 °F.
    found = year_of(one_bin(-20, 30, heat=6000), units_of(PUBLISHED))
    assert found.hours_below_cutout[0] == pytest.approx(30)
    assert found.heating_kwh[0] == pytest.approx(STANDBY_KWH)
    assert found.backup_fraction[0] == pytest.approx(1)
    assert np.isnan(found.seasonal_cop[0])
    assert found.cycling_fraction[0] == 0


def test_one_bin_of_cooling_has_the_hand_worked_electricity() -> None:
    # Window unit, one speed, CEER 15: EER 15.15 at 95 °F. 5,000 of 9,000 BTU/h: PLR 0.5556,
    # PLF 1 − 0.22 × 0.4444 = 0.9022. 500,000 BTU / (15.15 × 0.9022 × 1,000) = 36.58 kWh.
    one_speed = WINDOW_UNIT | {"inverter": 0}
    found = year_of(one_bin(95, 100, cool=5000), units_of(one_speed))
    assert found.cooling_kwh[0] == pytest.approx(36.58 + STANDBY_KWH, rel=0.002)
    assert found.uncooled_fraction[0] == pytest.approx(0, abs=1e-6)


def test_weak_unit_leaves_heat_in_the_room() -> None:
    # 9,000 of 12,000.
    found = year_of(one_bin(95, 100, cool=12_000), units_of(WINDOW_UNIT | {"inverter": 0}))
    assert found.uncooled_fraction[0] == pytest.approx(0.25, rel=0.001)


def test_too_cool_outside_for_the_unit_leaves_the_room_uncooled() -> None:
    # A window unit that publishes no limit cools from 65 °F; the published split down to 0.
    found = year_of(one_bin(40, 100, cool=5000), units_of(WINDOW_UNIT, PUBLISHED))
    assert found.uncooled_fraction == pytest.approx([1, 0], abs=1e-6)


def test_idle_compressor_is_kept_warm_below_40() -> None:
    # At 35 °F 500 of 1,880 BTU/h: idle 1 − 500/1,880 = 0.734 of 1,000 h × 30 W = 22.0 kWh. Heat:
    # COP 3.2 + 1.8 × 18/30 = 4.28, PLF 1 − 0.25 × 0.734 = 0.8165: 146.5 / 3.495 = 41.93 kWh.
    found = year_of(one_bin(35, 1000, heat=500), units_of(PUBLISHED))
    assert found.heating_kwh[0] == pytest.approx(
        41.93 / FIELD_DERATE + 22.0 + STANDBY_KWH, rel=0.002
    )


def test_base_pan_heater_runs_with_the_unit_in_frost() -> None:
    # 90 W × 1,000 h at 30 °F; at 36 °F none.
    units = units_of(PUBLISHED | {"pan_heater": 0}, PUBLISHED | {"pan_heater": 2})
    frosty = year_of(one_bin(30, 1000, heat=5000), units).heating_kwh
    assert frosty[0] - frosty[1] == pytest.approx(90, rel=0.001)
    mild = year_of(one_bin(36, 1000, heat=5000), units).heating_kwh
    assert mild[0] == pytest.approx(mild[1])


def test_standby_is_shared_by_the_seasons() -> None:
    # Three quarters of the year's heat and cold are heat: 32.85 and 10.95 kWh of standby.
    two = Need(
        outdoor_f=np.array([-20.0, 40.0]),  # below the cut-out, and too cool to cool
        hours=np.array([100.0, 100.0]),
        heat_btu_h=np.array([3000.0, 0.0]),
        cool_btu_h=np.array([0.0, 1000.0]),
        month_hours=np.zeros((12, 2)),
        night=np.array([False, False]),
    )
    found = year_of(two, units_of(WINDOW_UNIT))
    assert found.heating_kwh[0] == pytest.approx(32.85)
    assert found.cooling_kwh[0] == pytest.approx(10.95)


# --- whole years ---------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [place_of(), place_of(**WARM_PLACE)])
@pytest.mark.parametrize("use", ["all_day", "day", "night", "occasional"])
def test_heat_delivered_and_backup_are_the_heat_needed(place: Place, use: str) -> None:
    found = study_of(*CATALOG, place=place, use=use)
    season = found.season
    heat_kwh = found.needed.heat_btu / 3412
    assert season.heat_delivered_kwh + season.backup_kwh == pytest.approx(heat_kwh, rel=1e-4)
    assert season.backup_fraction == pytest.approx(
        season.backup_kwh / heat_kwh if heat_kwh else 0.0, abs=1e-4
    )


def test_warm_year_without_heat_is_finite() -> None:
    found = study_of(*CATALOG, place=place_of(**WARM_PLACE | {"heating_design_f": 75.0}))
    assert found.needed.heat_btu == 0
    assert not found.heating_wanted
    season = found.season
    assert (season.heating_kwh == 0).all()
    assert (season.backup_kwh == 0).all()
    assert (season.hours_below_cutout == 0).all()
    assert np.isnan(season.seasonal_cop).all()
    assert (season.cooling_kwh > 0).all()


def test_heat_of_a_bin_is_loss_less_four_fifths_of_the_gains() -> None:
    # The plain room: 22.571 BTU/h·°F and 0.4 × 7.333 for air = 25.505. One bin at 30 °F, 40 below
    # 70: 1,020.2; people 0.45 × 230 = 103.5 and 100 W × 3.412 = 341.2, × 0.8 = 355.8 → 664.4.
    place = place_of(climate=climate_of((30.0, 1000.0)))
    found = study_of(PUBLISHED, place=place, **PLAIN_ROOM, area=100.0)
    assert found.needed.heat_btu_h == pytest.approx(664.4, abs=0.5)
    assert found.needed.heat_btu == pytest.approx(664_400, rel=0.001)


def test_sun_saves_heat_by_day_alone() -> None:
    # 16 BTU/h·ft² over all hours is 25.6 over the 15 of the day; glass 12 ft² × 0.6 × 0.7 ×
    # 0.9 = 4.536, of which 0.8125 south (all), 0.0625 east and west (half), north (a quarter):
    # 0.8906.
    # 25.6 × 4.536 × 0.8906 × 0.8 = 82.7 BTU/h less by day, nothing less at night.
    place = place_of(climate=climate_of((30.0, 2400.0), sun=16.0))
    needed = study_of(PUBLISHED, place=place, **PLAIN_ROOM, area=100.0).needed
    by_day = needed.heat_btu_h[~needed.night]
    at_night = needed.heat_btu_h[needed.night]
    assert at_night == pytest.approx([664.4], abs=0.5)
    assert at_night[0] - by_day[0] == pytest.approx(82.7, abs=0.2)


def test_night_room_is_set_back_by_day() -> None:
    # In use 9 of 24 hours at 70 °F; by day at 58: 25.505 × 28 without gains = 714.1 BTU/h.
    place = place_of(climate=climate_of((30.0, 2400.0)))
    found = study_of(PUBLISHED, place=place, **PLAIN_ROOM, area=100.0, use="night")
    needed = found.needed
    assert needed.hours[needed.night].sum() == pytest.approx(900)
    assert needed.hours[~needed.night].sum() == pytest.approx(1500)
    assert needed.heat_btu_h[~needed.night] == pytest.approx(714.1, abs=0.5)


def test_occasional_room_is_used_three_tenths_of_the_hours() -> None:
    place = place_of(climate=climate_of((30.0, 1000.0)))
    needed = study_of(PUBLISHED, place=place, **PLAIN_ROOM, area=100.0, use="occasional").needed
    set_back = needed.heat_btu_h == pytest.approx(714.1, abs=0.5)
    assert set_back is False  # both kinds of hours are there
    in_setback = needed.hours[np.isclose(needed.heat_btu_h, 714.1, atol=0.5)].sum()
    assert in_setback == pytest.approx(700)


@pytest.mark.parametrize(("use", "more"), [("day", "night"), ("occasional", "all_day")])
def test_fuller_use_needs_more_heat(use: str, more: str) -> None:
    less_heat, more_heat = (
        study_of(PUBLISHED, use=each, watts=0.0, people=0).needed.heat_btu
        for each in (use, "all_day" if more == "night" else more)
    )
    assert less_heat < more_heat


def test_window_is_opened_before_the_unit_cools() -> None:
    # 60 °F outside: a room with 300 W opens a window, one with 1,500 W of machines does not.
    place = place_of(climate=climate_of((60.0, 1000.0)))
    usual = study_of(PUBLISHED, place=place, watts=300.0)
    server = study_of(PUBLISHED, place=place, watts=1500.0)
    assert usual.needed.cool_btu == 0
    assert server.needed.cool_btu > 0
    assert server.cools_in_winter


@pytest.mark.parametrize("place", [place_of(), place_of(**WARM_PLACE)])
def test_months_sum_to_the_year(place: Place) -> None:
    found = study_of(*CATALOG, place=place, use="night")
    rows = np.array([0, 3, 5])
    year = monthly(found, rows)
    for name in ("heating_kwh", "cooling_kwh", "backup_kwh"):
        by_month = getattr(year, f"monthly_{name}")
        assert by_month.shape == (3, 12)
        assert by_month.sum(axis=1) == pytest.approx(
            getattr(found.season, name)[rows], rel=1e-4, abs=1e-3
        ), name


def test_all_units_at_once_are_each_unit_alone() -> None:
    found = study_of(*CATALOG)
    for row, one in enumerate(CATALOG):
        alone = study_of(one).season
        for name in YEARLY:
            together = float(getattr(found.season, name)[row])
            assert together == pytest.approx(float(getattr(alone, name)[0]), rel=1e-4, abs=1e-4), (
                f"{name} of unit {row}"
            )


def test_chunks_join_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    found = study_of(*CATALOG)
    monkeypatch.setattr("advisor.engine.season.CHUNK_UNITS", 3)
    chunked = simulate(found.needed, found.units, found.curves)
    for name in YEARLY:
        whole = pytest.approx(getattr(found.season, name), rel=1e-5, abs=1e-6)
        assert getattr(chunked, name) == whole, name
    some = simulate(found.needed, found.units, found.curves, rows=np.array([6, 1, 4, 0]))
    assert some.heating_kwh == pytest.approx(found.season.heating_kwh[[6, 1, 4, 0]], rel=1e-5)


def test_goal_leaves_the_other_season_out() -> None:
    heating = study_of(PUBLISHED, goal="heating")
    assert heating.needed.cool_btu == 0
    assert heating.season.cooling_kwh[0] == 0
    cooling = study_of(PUBLISHED, goal="cooling")
    assert cooling.needed.heat_btu == 0
    assert cooling.season.heating_kwh[0] == 0
    assert not cooling.heating_wanted


def test_need_on_a_mild_day_is_on_the_line_of_the_design_load() -> None:
    # Expert room 2: 1,600 BTU/h at 12 °F (58 °F of difference) is 827 at 40 °F.
    found = study_of(PUBLISHED, heating_load=1600.0, place=place_of(heating_design_f=12.0))
    at_40 = needed_at(found.loads, found.room, np.array([40.0]))[0]
    assert at_40 == pytest.approx(1600 * 30 / 58, rel=0.001)


def test_own_heating_load_scales_the_years_heat() -> None:
    # Without gains heat goes straight with the loss.
    bare: dict[str, Any] = {"people": 0, "watts": 0.0, "windows": "none"}
    ours = study_of(PUBLISHED, **bare)
    double = study_of(PUBLISHED, **bare, heating_load=2 * ours.loads.heating.likely)
    assert double.needed.heat_btu == pytest.approx(2 * ours.needed.heat_btu, rel=0.001)


def test_night_load_is_the_ninetieth_percentile() -> None:
    # Nights of 100 h each at 1,000 … 10,000 BTU/h: 90 % stay at or below 9,000. Days do not count.
    loads = np.arange(1000.0, 10_001.0, 1000.0)
    nights = Need(
        outdoor_f=np.append(50 - loads / 250, 0.0),
        hours=np.append(np.full(10, 100.0), 500.0),
        heat_btu_h=np.append(loads, 20_000.0),
        cool_btu_h=np.zeros(11),
        month_hours=np.zeros((12, 11)),
        night=np.append(np.ones(10, dtype=bool), False),
    )
    assert night_load(nights) == pytest.approx((9000.0, 14.0, True))


def test_night_without_need_has_no_load() -> None:
    assert night_load(one_bin(47, 100, heat=3000, night=False)) is None


def test_hot_nights_ask_for_cooling() -> None:
    found = night_load(one_bin(80, 100, cool=3000, night=True))
    assert found == (3000.0, 80.0, False)


def test_sound_rises_with_the_nights_load() -> None:
    # 20 dB at the lowest, 40 at the highest; a bigger room works the unit harder.
    def sound(found: Study) -> float:
        return float(found.night_sound_db[0])

    small, large = study_of(PUBLISHED, area=100.0), study_of(PUBLISHED, area=500.0)
    assert 20 <= sound(small) < sound(large) <= 40


def test_need_has_the_years_hours_at_most() -> None:
    found = study_of(PUBLISHED)
    again = need(found.loads, found.room, found.place, heating=True, cooling=True)
    assert again.hours.sum() <= 8760.001
    assert again.month_hours.sum() == pytest.approx(again.hours.sum())
