from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from advisor.engine.curve_points import through_points, weights
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F, Curves, Units, take
from advisor.engine.rating_procedure import (
    HSPF2_BINS,
    SEER2_BINS,
    electricity,
    rated_hspf2,
    rated_seer2,
)
from advisor.engine.unit_curves import curves
from tests.advisor.engine.samples import PORTABLE_UNIT, PUBLISHED, WINDOW_UNIT, units_of


def heat_at(made: Curves, name: str, outdoor_f: float, row: int = 0) -> float:
    at = weights(HEATING_GRID_F, np.array([outdoor_f]))
    return float((getattr(made, name)[row] @ at)[0])


def cool_at(made: Curves, name: str, outdoor_f: float, row: int = 0) -> float:
    at = weights(COOLING_GRID_F, np.array([outdoor_f]))
    return float((getattr(made, name)[row] @ at)[0])


def made_of(*rows: dict[str, Any]) -> Curves:
    return curves(units_of(*rows))


def point(outdoor_f: float, *, heating: bool = True, **figures: float) -> dict[str, Any]:
    return {"heating": heating, "outdoor_f": outdoor_f, **figures}


# --- lines through points ------------------------------------------------------------------------


def line_by_hand(points: list[tuple[float, float]], at_f: float) -> float:
    """The straight line through a unit's points, one temperature at a time."""
    points = sorted(points)
    if not points:
        return float("nan")
    if len(points) == 1:
        return points[0][1]
    for (low_f, low), (high_f, high) in pairwise(points):
        if at_f <= high_f or (high_f, high) == points[-1]:
            return low + (high - low) * (at_f - low_f) / (high_f - low_f)
    raise AssertionError


def test_lines_run_through_ragged_points_as_by_hand() -> None:
    ragged = [
        [(47.0, 12_000.0), (5.0, 8400.0), (17.0, 9600.0)],
        [],
        [(47.0, 9000.0)],
        [(17.0, 7000.0), (47.0, 10_000.0)],
        [(-13.0, 5000.0), (5.0, 8000.0), (17.0, 7900.0), (47.0, 9000.0)],
    ]
    flat = [(unit, f, value) for unit, points in enumerate(ragged) for f, value in points]
    flat.reverse()
    lines = through_points(
        np.array([unit for unit, _f, _value in flat]),
        np.array([f for _unit, f, _value in flat]),
        np.array([value for _unit, _f, value in flat]),
        units=len(ragged),
        grid_f=HEATING_GRID_F,
    )
    expected = [[line_by_hand(points, f) for f in HEATING_GRID_F] for points in ragged]
    assert lines == pytest.approx(np.array(expected), nan_ok=True)


def test_last_slope_runs_on_below_the_coldest_point() -> None:
    # 8,400 at 5 °F and 9,600 at 17: 100 BTU/h per degree, so 6,400 at −15.
    lines = through_points(
        np.array([0, 0]),
        np.array([5.0, 17.0]),
        np.array([8400.0, 9600.0]),
        units=1,
        grid_f=np.array([-15.0]),
    )
    assert lines[0, 0] == pytest.approx(6400)


def test_catalog_without_any_point_has_no_line() -> None:
    nothing = np.array([], dtype=float)
    lines = through_points(
        np.array([], dtype=np.int64), nothing, nothing, units=2, grid_f=HEATING_GRID_F
    )
    assert np.isnan(lines).all()
    assert lines.shape == (2, HEATING_GRID_F.size)


def test_weights_interpolate_and_hold_beyond_the_grid() -> None:
    grid_f = np.arange(-40.0, 71.0, 5.0)
    curve = np.arange(grid_f.size, dtype=float)  # 0 at −40 °F, one more every 5 °F
    at = curve @ weights(grid_f, np.array([-40.0, -38.0, 47.0, 70.0, -90.0, 200.0]))
    assert at == pytest.approx([0.0, 0.4, 17.4, 22.0, 0.0, 22.0], abs=1e-5)


# --- published units -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "at_47", "at_17", "at_5"),
    [
        ("heat_most", 12_000, 9600, 8400),
        ("heat_least", 2000, 1700, 1400),
        ("heat_cop_most", 3.0, 2.4, 2.0),
        ("heat_cop_least", 5.0, 3.2, 2.6),
        # 8 of the 10 thousand from the lowest to the highest, at every temperature; its COP of 4
        # is 1.176 of the 3.4 that lie there between 5 and 3.
        ("heat_rated", 10_000, 8020, 7000),
        ("heat_cop_rated", 4.0, 3.012, 2.494),
    ],
)
def test_published_unit_keeps_its_points(
    name: str, at_47: float, at_17: float, at_5: float
) -> None:
    made = made_of(PUBLISHED | {"hspf2": np.nan})
    assert heat_at(made, name, 47) == pytest.approx(at_47, rel=0.001)
    assert heat_at(made, name, 17) == pytest.approx(at_17, rel=0.001)
    assert heat_at(made, name, 5) == pytest.approx(at_5, rel=0.001)


def test_published_unit_is_not_marked_as_estimated() -> None:
    told = made_of(PUBLISHED).estimated
    for name in ("min_output", "cold_output", "heating_capacity", "heating_cop", "cutout"):
        assert not told[name][0], name


def test_bare_unit_is_marked_as_estimated() -> None:
    told = made_of({"cooling_btu_h": 9000.0}).estimated
    assert all(bool(flags[0]) for flags in told.values())


def test_warm_weather_output_does_not_run_away() -> None:
    made = made_of(PUBLISHED)
    assert made.heat_most[0].max() <= 1.25 * 12_000
    assert made.heat_least[0].max() <= 1.25 * 2000


# --- regressions ---------------------------------------------------------------------------------


def test_unit_with_ratings_alone_follows_the_regressions() -> None:
    # HSPF2 9.0 → HSPF 10. Rated 47 °F: 1.03 × 9,000 = 9,270; highest 9,270 / 0.812 = 11,416;
    # kept at 5 °F: 0.0461 × 10 + 0.1594 = 0.6204 → 7,083. Lowest 0.267 × 9,270 = 2,475, × 0.7 at 5.
    made = made_of({"cooling_btu_h": 9000.0, "hspf2": 9.0, "seer2": 20.0})
    assert made.rated_heat_btu_h[0] == pytest.approx(9270)
    assert heat_at(made, "heat_most", 47) == pytest.approx(11_416, rel=0.001)
    assert heat_at(made, "heat_most", 5) == pytest.approx(7083, rel=0.001)
    assert made.min_heat_47_btu_h[0] == pytest.approx(2475, rel=0.001)
    assert heat_at(made, "heat_least", 47) == pytest.approx(2475, rel=0.001)
    assert heat_at(made, "heat_least", 5) == pytest.approx(1733, rel=0.001)


def test_cop_of_a_unit_without_ratings_is_the_regression() -> None:
    # No HSPF2 to calibrate to: 5.62 + 0.213 × SEER2 18 = 9.454, HSPF 10.504, r = 0.0461 × 10.504 +
    # 0.1594 = 0.6437; 0.1914 × 10.504 − 1.822 × 0.6437 + 1.364 × 0.4143 − 0.07783 × 0.6437 × 10.504
    # + 2.221 = 3.098. Lowest output: × (1.5907 − 0.01698 × 10.504) = 1.4123 → 4.375.
    # At 5 °F × 0.671 and × 0.538.
    made = made_of({"cooling_btu_h": 9000.0})
    assert heat_at(made, "heat_cop_most", 47) == pytest.approx(3.098, abs=0.005)
    assert heat_at(made, "heat_cop_least", 47) == pytest.approx(4.375, abs=0.01)
    assert heat_at(made, "heat_cop_most", 5) == pytest.approx(2.079, abs=0.005)
    assert heat_at(made, "heat_cop_least", 5) == pytest.approx(2.354, abs=0.01)


def test_cooling_cop_of_a_unit_without_ratings_is_the_regression() -> None:
    # SEER 18: 0.06635 × 18 + 1.8707 = 3.065; least × (1.13948 + 0.01377 × 18) = 1.3873 → 4.252.
    # At 82 °F × 1.300 and × 1.333.
    made = made_of({"cooling_btu_h": 9000.0})
    assert cool_at(made, "cool_cop_most", 95) == pytest.approx(3.065, abs=0.005)
    assert cool_at(made, "cool_cop_least", 95) == pytest.approx(4.252, abs=0.01)
    assert cool_at(made, "cool_cop_most", 82) == pytest.approx(3.065 * 1.3, abs=0.01)
    assert cool_at(made, "cool_cop_least", 82) == pytest.approx(4.252 * 1.333, abs=0.02)


def test_published_full_load_eer2_stands_before_the_regression() -> None:
    # EER2 12 / 3.412 = 3.517. No SEER2, so nothing is scaled.
    made = made_of({"cooling_btu_h": 9000.0, "eer2": 12.0})
    assert cool_at(made, "cool_cop_most", 95) == pytest.approx(3.517, abs=0.005)


def test_older_hspf_counts_nine_tenths() -> None:
    old = made_of({"cooling_btu_h": 9000.0, "hspf": 10.0})
    new = made_of({"cooling_btu_h": 9000.0, "hspf2": 9.0})
    assert old.heat_most == pytest.approx(new.heat_most)
    assert old.heat_cop_most == pytest.approx(new.heat_cop_most, rel=1e-4)


def test_maximum_speed_test_at_5_f_lifts_what_is_not_published_at_47() -> None:
    # Rated 10,000 / 7,500 and 13,400 at 5 °F: the highest output at 47 °F is at least 13,400, and
    # no line falls from 10,000 rated to 13,400.
    made = made_of(
        {
            "cooling_btu_h": 9000.0,
            "points": [
                point(47, rated_btu_h=10_000),
                point(17, rated_btu_h=7500),
                point(5, max_btu_h=13_400),
            ],
        }
    )
    assert made.rated_heat_btu_h[0] == 10_000
    assert heat_at(made, "heat_most", 5) == pytest.approx(13_400, rel=0.001)
    assert heat_at(made, "heat_most", 47) >= 13_400 * 0.999
    assert heat_at(made, "heat_most", 17) >= 13_400 * 0.999


def test_published_maximum_at_47_stays_though_5_f_exceeds_it() -> None:
    made = made_of(
        {"cooling_btu_h": 9000.0, "points": [point(47, max_btu_h=9000), point(5, max_btu_h=9600)]}
    )
    assert heat_at(made, "heat_most", 47) == pytest.approx(9000, rel=0.001)
    assert heat_at(made, "heat_most", 5) == pytest.approx(9600, rel=0.001)


@pytest.mark.parametrize(
    ("published", "least", "estimated"),
    [
        (1600.0, 1600.0, False),
        (1100.0, 1100.0, False),
        # LG's 1,023 stands unconfirmed: as if it were not published, 0.267 × 10,000.
        (1023.0, 2670.0, True),
        (float("nan"), 2670.0, True),
    ],
)
def test_lowest_output_is_the_makers_unless_unconfirmed(
    published: float, least: float, estimated: bool
) -> None:
    made = made_of(
        {
            "cooling_btu_h": 9000.0,
            "points": [point(47, rated_btu_h=10_000, min_btu_h=published, max_btu_h=12_000)],
        }
    )
    assert made.min_heat_47_btu_h[0] == pytest.approx(least)
    assert heat_at(made, "heat_least", 47) == pytest.approx(least, rel=0.001)
    assert bool(made.estimated["min_output"][0]) is estimated


def test_unconfirmed_minimum_leaves_the_units_beside_it_alone() -> None:
    made = made_of(
        {"points": [point(47, rated_btu_h=10_000, min_btu_h=1023)], "cooling_btu_h": 9000.0},
        {"points": [point(47, rated_btu_h=10_000, min_btu_h=1200)], "cooling_btu_h": 9000.0},
    )
    assert made.min_heat_47_btu_h == pytest.approx([2670, 1200])


def test_one_speed_has_one_output() -> None:
    made = made_of({"cooling_btu_h": 9000.0, "inverter": 0}, WINDOW_UNIT | {"inverter": 0})
    assert made.heat_least == pytest.approx(made.heat_most)
    assert made.cool_least == pytest.approx(made.cool_most)
    assert made.min_heat_47_btu_h == pytest.approx([9270, 8100])
    assert not made.estimated["min_output"].any()  # it is not an estimate: it cannot turn down
    # One speed keeps 0.425 at 5 °F.
    assert heat_at(made, "heat_most", 5, row=1) == pytest.approx(0.425 * 8100, rel=0.001)


def test_window_unit_is_one_speed_unless_told() -> None:
    made = made_of(WINDOW_UNIT | {"inverter": -1}, WINDOW_UNIT)
    assert made.min_heat_47_btu_h[0] == pytest.approx(8100)  # 0.9 × 9,000
    assert made.min_heat_47_btu_h[1] == pytest.approx(0.267 * 8100)


def test_window_unit_takes_its_efficiency_from_ceer() -> None:
    # CEER 15 × 1.01 / 3.412 = 4.440 at 95 °F; heating 1.6 + 0.4 × 4.440 = 3.376 at 47 °F.
    made = made_of(WINDOW_UNIT)
    assert cool_at(made, "cool_cop_most", 95) == pytest.approx(4.440, abs=0.005)
    assert heat_at(made, "heat_cop_most", 47) == pytest.approx(3.376, abs=0.005)


@pytest.mark.parametrize(("hose", "cfm"), [(1, 40), (0, 200), (-1, 200)])
def test_portable_loses_heat_to_the_air_it_draws_in(hose: int, cfm: float) -> None:
    # 0.85 × 9,000 = 7,650 at 47 °F, less 1.1 × cfm × 23 °F: 1,012 dual hose, 5,060 single.
    made = made_of(PORTABLE_UNIT | {"dual_hose": hose})
    net = 7650 - 1.1 * cfm * 23
    assert heat_at(made, "heat_most", 47) == pytest.approx(net, rel=0.005)
    # It uses the same power for less: COP 2.6 × what is left.
    assert heat_at(made, "heat_cop_most", 47) == pytest.approx(2.6 * net / 7650, rel=0.005)


@pytest.mark.parametrize(
    ("row", "cutout_f", "usual_f", "known"),
    [
        ({"min_operating_f": -22.0, "restart_f": -15.0}, -22.0, -22.0, True),
        ({"restart_f": -15.0}, -15.0, -15.0, True),
        # Unknown: nothing but what no mini-split reaches is out of reach.
        ({}, -22.0, -5.0, False),
        ({"cold_climate": 1}, -22.0, -13.0, False),
        # It heats where it publishes an output, or claims all of it.
        ({"points": [point(-13, max_btu_h=6000)]}, -22.0, -13.0, False),
        ({"points": [point(-25, max_btu_h=6000)]}, -25.0, -25.0, False),
        ({"full_capacity_down_to_f": -10.0}, -22.0, -10.0, False),
        # A point at 47 °F proves nothing.
        ({"points": [point(47, rated_btu_h=9000)]}, -22.0, -5.0, False),
        ({"kind": 1}, 40.0, 40.0, False),
        ({"kind": 1, "cold_climate": 1}, -22.0, 5.0, False),
        ({"kind": 2}, 45.0, 45.0, False),
        ({"kind": 2, "min_operating_f": 41.0}, 41.0, 41.0, True),
    ],
)
def test_cut_out_is_published_or_unknown(
    row: dict[str, Any], cutout_f: float, usual_f: float, known: bool
) -> None:
    made = made_of({"cooling_btu_h": 9000.0} | row)
    assert made.cutout_f[0] == cutout_f
    assert made.usual_cutout_f[0] == usual_f
    assert bool(made.cutout_known[0]) is known
    assert bool(made.estimated["cutout"][0]) is not known


def test_cooling_minimum_follows_a_known_heating_minimum() -> None:
    # FS06: 1,600 heating → 1,680 cooling at 95 °F, × 1.099 at 82. Unknown: 0.267 × 9,000.
    made = made_of(
        {"cooling_btu_h": 9000.0, "points": [point(47, rated_btu_h=9000, min_btu_h=1600)]},
        {"cooling_btu_h": 9000.0},
        {"cooling_btu_h": 9000.0, "cooling_min_btu_h": 1500.0},
    )
    assert made.min_cool_82_btu_h == pytest.approx(
        [1680 * 1.099, 2403 * 1.099, 1500 * 1.099], rel=0.003
    )


def test_unit_proves_itself_at_5_f() -> None:
    # 8,000 of 10,000 rated is 0.80.
    rated = point(47, rated_btu_h=10_000)
    made = made_of(
        {"cooling_btu_h": 9000.0, "points": [rated, point(5, max_btu_h=8000)]},
        {"cooling_btu_h": 9000.0, "points": [rated, point(5, max_btu_h=7900)]},
        {"cooling_btu_h": 9000.0, "cold_climate": 1},
    )
    assert made.cold_capable.tolist() == [True, False, True]


# --- electricity ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("load", "power_w", "delivered"),
    [
        # The rated speed: 7,000 / (4 × 3.412).
        (7000.0, 512.9, 7000.0),
        # Half way to it from 117.2 W, and from it to 1,172.3.
        (4500.0, 315.05, 4500.0),
        (9500.0, 842.6, 9500.0),
        # At the lowest and the highest.
        (2000.0, 117.2, 2000.0),
        (12_000.0, 1172.3, 12_000.0),
        # More is not there.
        (15_000.0, 1172.3, 12_000.0),
        # Cycling at half the lowest: PLF 1 − 0.25 × 0.5 = 0.875; 1,000 / (5 × 0.875 × 3.412).
        (1000.0, 66.99, 1000.0),
        (0.0, 0.0, 0.0),
    ],
)
def test_power_goes_by_part_load(load: float, power_w: float, delivered: float) -> None:
    one = np.ones((1, 1))
    power, moved = electricity(
        np.array([load]),
        least=2000 * one,
        rated=7000 * one,
        most=12_000 * one,
        cop_least=5 * one,
        cop_rated=4 * one,
        cop_most=3 * one,
        cycling_loss=np.array([0.25]),
    )
    assert power[0, 0] == pytest.approx(power_w, rel=0.001)
    assert moved[0, 0] == pytest.approx(delivered)


def test_unit_that_stands_still_uses_and_moves_nothing() -> None:
    one = np.ones((1, 1))
    power, moved = electricity(
        np.array([5000.0]),
        least=2000 * one,
        rated=7000 * one,
        most=0 * one,
        cop_least=5 * one,
        cop_rated=4 * one,
        cop_most=3 * one,
        cycling_loss=np.array([0.25]),
    )
    assert power[0, 0] == moved[0, 0] == 0


# --- ratings -------------------------------------------------------------------------------------


def hspf2_by_hand(units: Units, made: Curves, row: int) -> float:
    """Region IV, bin by bin, with plain numbers."""
    need = used = 0.0
    for outdoor_f, share in HSPF2_BINS.items():
        load = 1.07 * float(units.cooling_btu_h[row]) * (55 - outdoor_f) / 50
        outputs = [
            heat_at(made, f"heat_{speed}", outdoor_f, row) for speed in ("least", "rated", "most")
        ]
        inputs = [
            output / heat_at(made, f"heat_cop_{speed}", outdoor_f, row)
            for output, speed in zip(outputs, ("least", "rated", "most"), strict=True)
        ]
        given = 0.0 if outdoor_f < made.cutout_f[row] else min(load, outputs[-1])
        if given < outputs[0]:
            part = given / outputs[0]
            power = inputs[0] * part / (1 - 0.25 * (1 - part))
        else:
            power = float(np.interp(given, outputs, inputs))
        need += share * load
        used += share * (power + (load - given)) / 3.412
    return need / used


RATED_ONLY = (
    {"cooling_btu_h": 9000.0, "hspf2": 8.2, "seer2": 19.0},
    {"cooling_btu_h": 12_000.0, "hspf2": 9.5, "seer2": 22.0},
    {"cooling_btu_h": 9000.0, "hspf2": 10.5, "seer2": 26.0, "cold_climate": 1},
    {"cooling_btu_h": 6000.0, "hspf2": 11.5, "seer2": 30.0, "cold_climate": 1},
)


@pytest.mark.parametrize("row", range(len(RATED_ONLY)))
def test_unit_with_ratings_alone_returns_them(row: int) -> None:
    units = units_of(*RATED_ONLY)
    made = curves(units)
    assert rated_hspf2(units, made)[row] == pytest.approx(units.hspf2[row], rel=0.05)
    assert rated_seer2(units, made)[row] == pytest.approx(units.seer2[row], rel=0.05)


def test_rating_procedure_agrees_with_one_bin_at_a_time() -> None:
    units = units_of(PUBLISHED, *RATED_ONLY)
    made = curves(units)
    for row, rating in enumerate(rated_hspf2(units, made)):
        assert rating == pytest.approx(hspf2_by_hand(units, made, row), rel=0.001)


def test_rating_procedure_has_the_years_of_the_standard() -> None:
    # The published fractions of region IV sum to 0.757 without the 62 and 57 °F bins, which need
    # no heat; those of the cooling year to 1.
    assert sum(HSPF2_BINS.values()) == pytest.approx(0.757)
    assert list(HSPF2_BINS) == list(range(52, -9, -5))
    assert sum(SEER2_BINS.values()) == pytest.approx(1.0)


def test_unit_without_ratings_has_no_gap() -> None:
    gap = made_of({"cooling_btu_h": 9000.0}, WINDOW_UNIT).rating_gap
    assert np.isnan(gap["hspf2"]).all()
    assert np.isnan(gap["seer2"]).all()


def test_unit_does_not_depend_on_its_neighbours() -> None:
    together = made_of(PUBLISHED, *RATED_ONLY, WINDOW_UNIT, PORTABLE_UNIT)
    for row, one in enumerate((PUBLISHED, *RATED_ONLY, WINDOW_UNIT, PORTABLE_UNIT)):
        alone = made_of(one)
        for name in ("heat_most", "heat_least", "heat_cop_most", "cool_least", "cool_cop_least"):
            # The last digits of a product of matrices depend on the place in them.
            expected = pytest.approx(getattr(alone, name)[0], rel=1e-5)
            assert getattr(together, name)[row] == expected, name


def test_taking_rows_keeps_every_column_in_step() -> None:
    units = units_of(PUBLISHED, WINDOW_UNIT | {"id": 7}, PORTABLE_UNIT | {"id": 9})
    made = curves(units)
    rows = np.array([2, 0])
    fewer, curves_ = take(units, rows), take(made, rows)
    assert fewer.id.tolist() == [9, 100]
    assert curves_.heat_most == pytest.approx(made.heat_most[rows])
    assert curves_.estimated["sound"].tolist() == made.estimated["sound"][rows].tolist()
    assert fewer.features["wifi"].size == 2


def test_curves_hold_for_an_empty_catalog() -> None:
    made = made_of()
    assert made.heat_most.shape == (0, HEATING_GRID_F.size)


def test_mini_split_with_one_speed_keeps_little_in_the_cold() -> None:
    # 1.03 × 9,000 = 9,270 at 47 °F, one speed keeps 0.425 at 5 °F (method section 7).
    made = made_of({"cooling_btu_h": 9000.0, "inverter": 0})
    assert heat_at(made, "heat_most", 5) == pytest.approx(0.425 * 9270, rel=0.001)


def test_published_cop_stands_whatever_the_ratings_say() -> None:
    # One published COP (2.39 at 5 °F, highest speed) and HSPF2 14.8, as ACIQ-06: scaling to the
    # rating may move what we estimate, never what the maker publishes. Today 3.02.
    made = made_of(
        {
            "cooling_btu_h": 6000.0,
            "hspf2": 14.8,
            "cold_climate": 1,
            "points": [
                point(47, rated_btu_h=7000),
                point(17, rated_btu_h=8700),
                point(5, max_btu_h=7700, cop_max=2.39),
            ],
        }
    )
    assert heat_at(made, "heat_cop_most", 5) == pytest.approx(2.39, rel=0.03)


# --- every published figure ----------------------------------------------------------------------


def test_full_output_in_the_cold_is_taken_at_its_word() -> None:
    # As FX15: rated 18,000 at 47 °F, "100 % down to -10 °F". The regression would keep 55 % there.
    row = {"cooling_btu_h": 15_000.0, "points": [point(47, rated_btu_h=18_000)]}
    plain, full = made_of(row), made_of(row | {"full_capacity_down_to_f": -10.0})
    assert heat_at(full, "heat_most", -10) == pytest.approx(18_000, rel=0.001)
    assert heat_at(full, "heat_most", 5) >= 18_000 * 0.999
    assert heat_at(plain, "heat_most", -10) < 14_000
    assert plain.estimated["cold_output"][0]
    assert not full.estimated["cold_output"][0]
    assert full.coldest_point_f[0] == -10


def test_coldest_published_point_bends_the_curve() -> None:
    # FH06: 6,400 BTU/h at -13 °F, where the line from 17 to 5 °F would leave 6,600 or more.
    coldest = point(-13, max_btu_h=6400, min_btu_h=1300, cop_max=1.6, cop_min=2.0)
    made = made_of(PUBLISHED | {"hspf2": np.nan, "points": [*PUBLISHED["points"], coldest]})
    assert heat_at(made, "heat_most", -13) == pytest.approx(6400, rel=0.001)
    assert heat_at(made, "heat_least", -13) == pytest.approx(1300, rel=0.001)
    assert heat_at(made, "heat_cop_most", -13) == pytest.approx(1.6, rel=0.001)
    assert heat_at(made, "heat_cop_least", -13) == pytest.approx(2.0, rel=0.001)


def test_figure_at_5_f_of_no_cold_climate_listing_is_no_maximum() -> None:
    # KJ12: 7,100 is listed for 5 °F at the rated speed; its maker's highest is 13,000. Ours stays
    # above the listed one, and is an estimate.
    made = made_of(
        {
            "cooling_btu_h": 12_000.0,
            "points": [
                point(47, rated_btu_h=15_000),
                point(17, rated_btu_h=9000),
                point(5, rated_btu_h=7100),
            ],
        }
    )
    assert heat_at(made, "heat_most", 5) > 8000
    assert heat_at(made, "heat_rated", 5) == pytest.approx(7100, rel=0.001)
    assert heat_at(made, "heat_rated", 17) == pytest.approx(9000, rel=0.001)
    assert made.estimated["cold_output"][0]


def test_rated_output_at_17_f_is_within_reach_of_the_highest_speed() -> None:
    # ACIQ-06: 7,000, 8,700 and 7,700 at 47, 17 and 5 °F; the line from 47 to 5 would cut the 8,700.
    made = made_of(
        {
            "cooling_btu_h": 6000.0,
            "cold_climate": 1,
            "points": [
                point(47, rated_btu_h=7000),
                point(17, rated_btu_h=8700),
                point(5, max_btu_h=7700),
            ],
        }
    )
    assert heat_at(made, "heat_rated", 17) == pytest.approx(8700, rel=0.001)
    assert heat_at(made, "heat_most", 5) == pytest.approx(7700, rel=0.001)
