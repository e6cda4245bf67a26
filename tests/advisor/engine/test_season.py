from typing import Any

import numpy as np
import pytest

from advisor.engine import Place, Study, Units, curves
from advisor.engine.field import FIELD_COOLING, FIELD_DERATE
from advisor.engine.needed import Need
from advisor.engine.season import Season, simulate
from advisor.engine.season import heat_needed_at as needed_at
from advisor.engine.study import monthly
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    PUBLISHED,
    WARM_PLACE,
    WINDOW_UNIT,
    one_bin,
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
# Its points alone: no rating moves them by a percent or two.
POINTS = PUBLISHED | {"hspf2": np.nan}
YEARLY = (
    *("heating_kwh", "cooling_kwh", "backup_kwh", "heat_delivered_kwh"),
    *("backup_fraction", "cycling_fraction", "hours_below_cutout", "uncooled_fraction"),
)


# Controls draw 5 W for 8,760 h; all of it goes to the only season that there is.
STANDBY_KWH = 43.8


def year_of(needed: Need, units: Units) -> Season:
    return simulate(needed, units, curves(units))


# --- one bin by hand -----------------------------------------------------------------------------


def test_one_bin_of_heat_has_the_hand_worked_electricity() -> None:
    # 1,000 h of 5,000 BTU/h at 47 °F: 3/8 of the way from 2,000 (COP 5: 117.2 W) to 10,000 (COP 4:
    # 732.7 W) are 348.0 W, 348.0 kWh in the laboratory.
    found = year_of(one_bin(47, 1000, heat=5000), units_of(POINTS))
    assert found.heat_delivered_kwh[0] == pytest.approx(1465.4, rel=0.001)
    assert found.heating_kwh[0] == pytest.approx(348.0 / FIELD_DERATE + STANDBY_KWH, rel=0.001)
    assert found.seasonal_cop[0] == pytest.approx(1465.4 / found.heating_kwh[0], rel=0.001)
    assert found.backup_kwh[0] == pytest.approx(0, abs=0.001)
    assert found.cycling_fraction[0] == 0


def test_one_bin_beyond_the_highest_output_leaves_the_rest_to_the_backup() -> None:
    # 100 h of 10,500 BTU/h at 5 °F; 8,400 are given: 2,100 × 100 / 3,412 = 61.5 kWh, a fifth.
    found = year_of(one_bin(5, 100, heat=10_500), units_of(POINTS))
    assert found.backup_kwh[0] == pytest.approx(61.5, rel=0.002)
    assert found.backup_fraction[0] == pytest.approx(0.2, rel=0.002)
    laboratory_kwh = 8400 * 100 / 3412 / 2.0
    assert found.heating_kwh[0] == pytest.approx(
        laboratory_kwh / FIELD_DERATE + STANDBY_KWH, rel=0.002
    )


def test_one_bin_below_the_lowest_output_cycles() -> None:
    # 1,000 of 2,000: at rest half the time, with 12 W of fan and 5 W of controls: 29 BTU/h. The
    # compressor gives 971, PLF 1 − 0.25 × 0.5145 = 0.8714: 284.6 / (5 × 0.8714) = 65.3 kWh, and
    # the fan takes 6 kWh.
    found = year_of(one_bin(47, 1000, heat=1000), units_of(POINTS))
    assert found.cycling_fraction[0] == 1
    assert found.heat_cycling_fraction[0] == 1
    assert found.heat_delivered_kwh[0] == pytest.approx(293.1, rel=0.001)
    assert found.heating_kwh[0] == pytest.approx(65.3 / FIELD_DERATE + 6 + STANDBY_KWH, rel=0.001)


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
    # at rest 0.444 × 5 W warm the room by 7.6 BTU/h: PLR 0.5564, PLF 1 − 0.22 × 0.4436 = 0.9024.
    # 500,758 BTU / (15.15 × 0.9024 × 1,000) = 36.63 kWh.
    one_speed = WINDOW_UNIT | {"inverter": 0}
    found = year_of(one_bin(95, 100, cool=5000), units_of(one_speed))
    assert found.cooling_kwh[0] == pytest.approx(
        36.63 / FIELD_COOLING["likely"] + STANDBY_KWH, rel=0.002
    )
    assert found.uncooled_fraction[0] == pytest.approx(0, abs=1e-6)


def test_weak_unit_leaves_heat_in_the_room() -> None:
    # 9,000 of 12,000.
    found = year_of(one_bin(95, 100, cool=12_000), units_of(WINDOW_UNIT | {"inverter": 0}))
    assert found.uncooled_fraction[0] == pytest.approx(0.25, rel=0.001)


def test_too_cool_outside_for_the_unit_leaves_the_room_uncooled() -> None:
    # A window unit that publishes no limit cools from 65 °F; the published split down to 0.
    found = year_of(one_bin(40, 100, cool=5000), units_of(WINDOW_UNIT, PUBLISHED))
    assert found.uncooled_fraction == pytest.approx([1, 0], abs=1e-6)


@pytest.mark.parametrize("outdoor_f", [30.0, 50.0, 67.0])
def test_unit_cools_no_better_below_the_coolest_test(outdoor_f: float) -> None:
    # A closet of machines at 30 °F costs what it costs at 67: no rating knows a cooler hour. And
    # no unit moves more than 7 kWh with one: 500,000 BTU are 146.5 kWh of heat, 20.9 of power.
    superb = PUBLISHED | {"seer2": 30.0}
    cool, at_67, warm = (
        year_of(one_bin(at_f, 100, cool=5000), units_of(superb)).cooling_kwh[0]
        for at_f in (outdoor_f, 67.0, 95.0)
    )
    assert cool == pytest.approx(at_67, rel=1e-5)
    assert cool == pytest.approx(146.54 / 7 / FIELD_COOLING["likely"] + STANDBY_KWH, rel=0.001)
    assert warm > cool


def test_idle_compressor_is_kept_warm_below_40() -> None:
    # At 35 °F 500 of 1,880 BTU/h: idle 1 − 500/1,880 = 0.734 of 1,000 h × 15 W = 11.0 kWh, fan
    # 8.8 kWh, and 42.6 BTU/h of fan and controls. Heat of the compressor: 457.4, PLR 0.2433; PLF
    # 1 − 0.25 × 0.7567 − 0.20 × (0.40 − 0.2433) / 0.40 = 0.7325; COP 3.2 + 1.8 × 18/30 = 4.28,
    # less half of the frost's 1 − 0.90 / 0.985: 4.095; 134.1 / (4.095 × 0.7325) = 44.70 kWh.
    found = year_of(one_bin(35, 1000, heat=500), units_of(POINTS))
    assert found.heating_kwh[0] == pytest.approx(
        44.70 / FIELD_DERATE + 11.0 + 8.8 + STANDBY_KWH, rel=0.002
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
        night_hours=np.zeros(2),
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


def test_sound_rises_with_the_nights_load() -> None:
    # 20 dB at the lowest, 40 at the highest; a bigger room works the unit harder.
    def sound(found: Study) -> float:
        return float(found.night_sound_db[0])

    small, large = study_of(PUBLISHED, area=100.0), study_of(PUBLISHED, area=500.0)
    assert 20 <= sound(small) < sound(large) <= 40
