import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from advisor.engine.load import (
    DAILY_PROFILE,
    Loads,
    altitude_factor,
    at_end,
    below_grade_u,
    energy_star_chart,
    loads,
    sun_through_glass,
)
from advisor.engine.room import describe
from tests.advisor.engine.samples import PLAIN_ROOM, answers_of, place_of

HOURS = list(range(8, 21))
SIDES = ("n", "e", "s", "w")


def loads_of(
    *, own_heating: float | None = None, own_cooling: float | None = None, **changes: Any
) -> Loads:
    """Loads of the 100 ft² room of ``PLAIN_ROOM``; place figures start with ``at_``."""
    place = {name.removeprefix("at_"): changes.pop(name) for name in list(changes) if "at_" in name}
    answers = answers_of(**(PLAIN_ROOM | changes))
    return loads(
        describe(answers), place_of(**place), own_heating=own_heating, own_cooling=own_cooling
    )


def test_heating_lines_are_area_times_u_times_degrees() -> None:
    # 70 °F. Walls (168 − 12) / R12 = 13.0; roof 100 / R28 = 3.571; glass 12 × 0.5 = 6.0 BTU/h·°F.
    # Air 0.5/h × 800 ft³ / 60 = 6.667 cfm × 1.1 = 7.333 BTU/h·°F.
    found = loads_of()
    lines = found.heating_lines
    assert lines["walls"] == pytest.approx(910)
    assert lines["roof"] == pytest.approx(250)
    windows = sum(value for name, value in lines.items() if name.startswith("windows"))
    assert windows == pytest.approx(420)
    assert lines["air"] == pytest.approx(513.3, abs=0.1)
    assert found.heating.likely == pytest.approx(910 + 250 + 420 + 513.3, abs=0.1)
    assert found.ua_btu_h_f == pytest.approx(22.571, abs=0.001)
    assert found.air_cfm == pytest.approx(6.667, abs=0.001)


def test_heated_neighbours_take_no_heat() -> None:
    lines = loads_of(above="heated", below="heated").heating_lines
    assert lines["roof"] == 0
    assert lines["floor"] == 0


def test_named_side_takes_three_quarters_of_two_walls_glass() -> None:
    # 0.75 + 0.25/4 = 0.8125 to the south, 0.0625 to each other side; 420 BTU/h in all.
    lines = loads_of(facing="s").heating_lines
    assert lines["windows_south"] == pytest.approx(420 * 0.8125)
    assert lines["windows_north"] == pytest.approx(420 * 0.0625)


@pytest.mark.parametrize(
    ("below", "btu_h"),
    [
        # Floor R16: U 0.0625, 6.25 BTU/h·°F in all, 70 °F.
        ("outdoors", 437.5),
        # A garage below heated rooms is 5 °F warmer: 6.25 × 65.
        ("garage", 406.25),
        # Vented crawl space: (0.25 + 0.11) / (0.36 + 4 × 0.0625) = 0.5902.
        ("crawlspace", 258.2),
        # Closed, bare walls: 0.25 / (0.25 + 0.25) = 0.5.
        ("basement", 218.75),
        # Bare slab edge: 1.2 × 21 ft × 70 °F.
        ("slab", 1764),
        ("heated", 0),
    ],
)
def test_floor_loses_by_what_is_below(below: str, btu_h: float) -> None:
    assert loads_of(below=below).heating_lines["floor"] == pytest.approx(btu_h, abs=0.1)


@pytest.mark.parametrize(("floor_r", "btu_h"), [(2, 1764), (5, 1176), (10, 882)])
def test_slab_edge_insulation_picks_its_row(floor_r: float, btu_h: float) -> None:
    # 1.2, 0.8, 0.6 BTU/h·ft·°F × 21 ft × 70 °F.
    found = loads_of(below="slab", floor_r=floor_r)
    assert found.heating_lines["floor"] == pytest.approx(btu_h)


@pytest.mark.parametrize(
    ("depth_ft", "wall_r", "u"),
    [
        (7, 7.3, 0.077),  # the published check
        # k = 0.8: path 2 × 0.8 × 10 / π = 5.093; 1.6 / 4π × ln(9.093 / 5.093) = 0.1273 × 0.5797.
        (4, 10, 0.0738),
        (0, 7.3, 0.0),
    ],
)
def test_wall_below_ground_has_ashraes_u(depth_ft: float, wall_r: float, u: float) -> None:
    assert below_grade_u(depth_ft, wall_r) == pytest.approx(u, abs=0.0002)


def test_deeper_ground_insulates() -> None:
    values = [below_grade_u(depth, 7.3) for depth in (1, 3, 5, 8)]
    assert all(shallow > deep for shallow, deep in pairwise(values))


def test_basement_splits_its_wall_at_the_ground() -> None:
    # 400 ft²: 84 ft of wall, 8 ft high, 7 ft of it buried; at 70 °F of difference.
    found = loads_of(
        space="basement",
        area=400.0,
        exterior_walls=4,
        above="heated",
        below="slab",
        below_grade=7.0,
        wall_r=7.3,
        window_area=0.0,
    )
    lines = found.heating_lines
    assert lines["walls_below_ground"] == pytest.approx(0.07703 * 84 * 7 * 70, rel=0.002)
    assert lines["walls"] == pytest.approx(84 * 1 / 7.3 * 70, rel=0.001)
    assert lines["floor"] == pytest.approx(0.026 * 400 * 70)


def test_thin_air_carries_less_heat() -> None:
    # Denver, 5,280 ft: 1 − 0.0000308 × 5,280 = 0.8374.
    assert altitude_factor(5280) == pytest.approx(0.8374, abs=0.0001)
    assert altitude_factor(-200) == 1.0
    high, low = loads_of(at_elevation_ft=5280.0), loads_of()
    assert high.heating_lines["air"] == pytest.approx(513.3 * 0.8374, abs=0.2)
    assert high.heating_lines["walls"] == low.heating_lines["walls"]


def test_draft_answer_moves_air_on_manual_js_scale() -> None:
    # Two outside walls count 1.0. Average 0.38; drafty halfway to fair: √(0.80 × 0.59) = 0.687.
    average = loads_of(ach=None, drafts="average").air_cfm
    assert average == pytest.approx(0.38 * 800 / 60)
    assert loads_of(ach=None, drafts="drafty").air_cfm == pytest.approx(0.687 * 800 / 60, rel=0.001)


def test_more_outside_walls_leak_more() -> None:
    # 0.7 for one wall, 1.6 for four, of 0.38/h.
    one = loads_of(ach=None, drafts="average", exterior_walls=1).air_cfm
    four = loads_of(ach=None, drafts="average", exterior_walls=4).air_cfm
    assert (one, four) == pytest.approx((0.7 * 0.38 * 800 / 60, 1.6 * 0.38 * 800 / 60))


def test_small_building_alone_takes_manual_js_small_row() -> None:
    # 0.61/h for 900 ft² or less; 910 ft² is a house: 0.38 × 1.6 for four walls.
    alone: dict[str, Any] = {
        "space": "workshop",
        "exterior_walls": 4,
        "ach": None,
        "drafts": "average",
    }
    small, house = loads_of(**alone, area=900.0), loads_of(**alone, area=910.0)
    assert small.air_cfm == pytest.approx(0.61 * 900 * 8 / 60)
    assert house.air_cfm == pytest.approx(0.38 * 1.6 * 910 * 8 / 60)


def test_warm_design_day_needs_no_heat() -> None:
    found = loads_of(at_heating_design_f=75.0)
    assert found.heating.likely == found.heating.high == 0


def test_set_back_room_needs_less() -> None:
    # 55 °F instead of 70: 55/70 of the load.
    assert loads_of(hold=55.0).heating.likely == pytest.approx(
        loads_of().heating.likely * 55 / 70, rel=0.0001
    )


# --- cooling -------------------------------------------------------------------------------------

# 95 °F, daily range 20: 20 °F above 75; walls see 20 + 8 − 0.36 × 20 = 20.8 °F.
HOT: dict[str, Any] = {"at_cooling_design_f": 95.0, "at_daily_range_f": 20.0, "window_area": 0.0}


def test_cooling_lines_follow_manual_js_differences() -> None:
    # Walls 168/12 × 20.8; attic 100/28 × (20 + 33); air 6.667 × 0.52 = 3.467 cfm × 1.1 × 20
    # and 0.68 × 3.467 × (115 − 65); one person 230 + 200; 100 W × 3.412142.
    found = loads_of(**HOT, at_humidity_design_gr_lb=115.0)
    lines = found.cooling_lines
    assert lines["walls"] == pytest.approx(291.2)
    assert lines["roof"] == pytest.approx(189.29, abs=0.01)
    assert lines["air"] == pytest.approx(76.27 + 117.87, abs=0.02)
    assert lines["people"] == pytest.approx(430)
    assert lines["equipment"] == pytest.approx(341.2142)
    assert found.sensible_btu_h == pytest.approx(291.2 + 189.29 + 76.27 + 230 + 341.2, abs=0.05)
    assert found.cooling.likely == pytest.approx(1127.95 + 117.87 + 200, abs=0.1)


@pytest.mark.parametrize(
    ("grains", "humid", "capacity"),
    [
        # 50 gr/lb above indoors: sensible 1,127.95 / 0.75 = 1,503.9 beats 1,445.8 in all.
        (115.0, True, 1503.9),
        # Dry: sensible 1,127.95 / 0.85 = 1,327.0 against 1,327.95 with one person's moisture.
        (60.0, False, 1327.95),
        # Exactly 30 gr/lb above is not humid yet.
        (95.0, False, 1127.95 + 200 + 0.68 * 3.4667 * 30),
    ],
)
def test_selection_allows_for_the_units_own_dryness(
    grains: float, humid: bool, capacity: float
) -> None:
    found = loads_of(**HOT, at_humidity_design_gr_lb=grains)
    assert found.humid is humid
    assert found.cooling_capacity_needed_btu_h == pytest.approx(capacity, abs=0.1)


def test_dry_air_takes_nothing_away_from_the_load() -> None:
    found = loads_of(**HOT, at_humidity_design_gr_lb=30.0)
    assert found.cooling_lines["air"] == pytest.approx(1.1 * 3.4667 * 20, abs=0.01)


def test_flat_roof_bakes_less_than_an_attic() -> None:
    # 0.72 × (20 + 68.9 × 0.85 − 12.6 − 7.2) = 42.31 °F against 53.
    found = loads_of(**HOT, above="roof")
    assert found.cooling_lines["roof"] == pytest.approx(100 / 28 * 42.31, abs=0.05)


@pytest.mark.parametrize(
    ("below", "btu_h"), [("garage", 6.25 * 26), ("outdoors", 6.25 * 20), ("slab", 0.0)]
)
def test_floor_gains_by_what_is_below(below: str, btu_h: float) -> None:
    assert loads_of(**HOT, below=below).cooling_lines["floor"] == pytest.approx(btu_h)


def test_mild_summer_never_cools_below_zero() -> None:
    found = loads_of(at_cooling_design_f=60.0, window_area=0.0, at_daily_range_f=40.0)
    assert found.cooling_lines["walls"] == 0
    assert found.cooling_lines["air"] >= 0
    assert found.cooling.low >= 0


def sun_by_hand(latitude: float, side: str, hour: int) -> float:
    """Cooling load of 1 ft² of glass, one hour at a time, from the incidence on a vertical face.

    cos θ = cos γ (cos δ sin φ cos ω − sin δ cos φ) + cos δ sin γ sin ω, γ from south to west.
    """
    gamma = math.radians({"n": 180, "e": -90, "s": 0, "w": 90}[side])
    phi, delta = math.radians(latitude), math.radians(20.6)

    def passed(at: int) -> float:
        omega = math.radians(15 * (at - 12))
        height = math.cos(phi) * math.cos(delta) * math.cos(omega)
        height += math.sin(phi) * math.sin(delta)
        if height <= 0.01:
            return 0.0
        beam = 344 * math.exp(-0.207 / height)
        cosine = math.cos(gamma) * (
            math.cos(delta) * math.sin(phi) * math.cos(omega) - math.sin(delta) * math.cos(phi)
        ) + math.cos(delta) * math.sin(gamma) * math.sin(omega)
        cosine = max(0.0, cosine)
        through = min(1.0, max(0.0, 1 - 0.1 * (1 / max(cosine, 0.05) - 1)))
        diffuse = beam * (0.136 / 2 + 0.2 / 2 * (0.136 + height))
        return beam * cosine * through + 0.87 * diffuse

    series = (0.50, 0.18, 0.10, 0.07, 0.05, 0.03, 0.02, 0.02, 0.01, 0.01, 0.01)
    return sum(share * passed((hour - late - 1) % 24 + 1) for late, share in enumerate(series))


@pytest.mark.parametrize("latitude", [25.0, 40.0, 61.0])
@pytest.mark.parametrize("side", SIDES)
def test_sun_agrees_with_one_hour_at_a_time(latitude: float, side: str) -> None:
    column = sun_through_glass(latitude)[:, SIDES.index(side)]
    expected = [sun_by_hand(latitude, side, hour) for hour in HOURS]
    assert column == pytest.approx(expected, rel=1e-6)


def test_sun_at_noon_on_the_south_face_has_the_hand_worked_strength() -> None:
    # 40° N, noon: height 90 − 40 + 20.6 = 70.6°, beam 344 e^(−0.207 / sin 70.6°) = 276.2, on the
    # face × cos 70.6° = 0.3322 → 91.7; glass passes 1 − 0.1 (1/0.3322 − 1) = 0.799 → 73.3.
    # Diffuse 276.2 × (0.068 + 0.1 × (0.136 + 0.9432)) = 48.6, × 0.87 = 42.3. Sum 115.6, half of
    # it at once and some of the morning's later: between 0.5 × 115.6 and the whole.
    south_noon = sun_through_glass(40.0)[HOURS.index(12), SIDES.index("s")]
    assert 0.75 * 115.6 < south_noon < 115.6


def test_west_glass_peaks_late_and_east_glass_early() -> None:
    sun = sun_through_glass(40.0)
    peak = {side: HOURS[int(np.argmax(sun[:, at]))] for at, side in enumerate(SIDES)}
    assert peak["e"] <= 10
    assert 12 <= peak["s"] <= 14
    assert 16 <= peak["w"] <= 18
    assert sun[:, SIDES.index("w")].max() > 1.5 * sun[:, SIDES.index("s")].max()


def test_south_glass_gains_less_nearer_the_equator() -> None:
    tops = [sun_through_glass(lat)[:, SIDES.index("s")].max() for lat in (25.0, 35.0, 45.0)]
    assert tops == sorted(tops)
    assert tops[0] < 0.75 * tops[2]


def test_window_line_is_sun_and_conduction_at_the_worst_hour() -> None:
    # 12 ft² to the north alone (one wall), curtains 0.7, calibration 0.85, shade 0.35, U 0.5.
    found = loads_of(exterior_walls=1, facing="n", shade="full", at_cooling_design_f=95.0)
    sun = sun_through_glass(40.0)[:, 0]
    per_hour = [
        12 * (0.85 * 0.6 * 0.7 * 0.35 * sun[at] + 0.5 * (95 - 20 * DAILY_PROFILE[hour] - 75))
        for at, hour in enumerate(HOURS)
    ]
    assert found.cooling_lines["windows_north"] == pytest.approx(max(per_hour))


def test_two_sides_do_not_peak_together() -> None:
    # Glass on all sides peaks at one hour of the day: less than the sum of each side's own worst.
    def glass(facing: str) -> float:
        lines = loads_of(exterior_walls=1, facing=facing, window_area=40.0).cooling_lines
        return sum(value for name, value in lines.items() if name.startswith("windows"))

    mean = sum(glass(side) for side in SIDES) / 4
    assert glass("mixed") < 0.9 * mean


def test_west_room_asks_for_more_than_a_north_room() -> None:
    assert loads_of(facing="w", window_area=30.0).cooling.likely > 1.25 * (
        loads_of(facing="n", window_area=30.0).cooling.likely
    )


# --- ranges --------------------------------------------------------------------------------------


def half_width(found: Loads) -> float:
    return found.heating.high - found.heating.likely


@pytest.mark.parametrize(
    ("name", "down", "up"),
    [
        ("ceiling", True, True),
        ("exterior_walls", True, True),
        ("insulation", True, True),
        # The usual attic is the most that can be above, the usual heated room the least below.
        ("above", True, False),
        ("below", False, True),
    ],
)
def test_open_answer_widens_the_heating_range(name: str, down: bool, up: bool) -> None:
    told, left_open = loads_of(), loads_of(**{name: None})
    assert left_open.heating.likely == pytest.approx(told.heating.likely)
    assert (left_open.heating.low < told.heating.low) is down
    assert (left_open.heating.high > told.heating.high) is up


@pytest.mark.parametrize("name", ["shade", "people", "watts"])
def test_open_answer_widens_the_cooling_range(name: str) -> None:
    # Told as the default would have it: two people and 40 W in a bedroom.
    usual = {"people": 2, "watts": 40.0}
    told, left_open = loads_of(**usual), loads_of(**(usual | {name: None}))
    assert left_open.cooling.likely == pytest.approx(told.cooling.likely)
    width = left_open.cooling.high - left_open.cooling.low
    assert width > told.cooling.high - told.cooling.low


def test_open_answers_add_in_quadrature() -> None:
    base = half_width(loads_of())
    ceiling = half_width(loads_of(ceiling=None))
    walls = half_width(loads_of(exterior_walls=None))
    both = half_width(loads_of(ceiling=None, exterior_walls=None))
    # Not exactly: the wall's length stretches with its height.
    assert both**2 == pytest.approx(ceiling**2 + walls**2 - base**2, rel=0.02)
    assert both < ceiling + walls - base


def test_nothing_open_leaves_the_methods_own_error() -> None:
    # ± 18 %; what is told softly (insulation: the door, which a bedroom has not) adds nothing.
    found = loads_of(wall_r=12.0, ceiling_r=28.0, floor_r=16.0)
    assert half_width(found) / found.heating.likely == pytest.approx(0.18, abs=0.001)


def test_experts_answer_narrows_the_range() -> None:
    plain = loads_of(ach=None, window_area=None, window_u=None, shgc=None)
    exact = loads_of()
    assert half_width(exact) / exact.heating.likely < half_width(plain) / plain.heating.likely


def test_lines_add_up_to_the_load() -> None:
    for space in ("bedroom", "garage", "basement", "porch"):
        found = loads_of(space=space, area=260.0, at_cooling_design_f=93.0)
        assert sum(found.heating_lines.values()) == pytest.approx(found.heating.likely)
        assert sum(found.cooling_lines.values()) == pytest.approx(found.cooling.likely)


def test_own_load_stands_before_ours_and_both_are_kept() -> None:
    ours = loads_of()
    found = loads_of(own_heating=5000.0, own_cooling=4000.0)
    assert (found.heating.low, found.heating.likely, found.heating.high) == (4500, 5000, 5500)
    assert found.cooling.likely == 4000
    assert found.calculated_heating == ours.heating
    assert found.calculated_cooling == ours.cooling
    # What the year is made of grows with it, heat and cold apart: the walls stay the same.
    assert found.ua_btu_h_f == ours.ua_btu_h_f
    assert found.heating_scale == pytest.approx(5000 / ours.heating.likely)
    assert found.cooling_scale == pytest.approx(4000 / ours.cooling.likely)
    assert found.sensible_btu_h / found.cooling.likely == pytest.approx(
        ours.sensible_btu_h / ours.cooling.likely
    )


def test_own_load_of_nothing_is_nothing() -> None:
    found = loads_of(own_heating=0.0, own_cooling=0.0)
    assert found.heating.likely == found.cooling.likely == 0
    assert found.sensible_btu_h == 0


@pytest.mark.parametrize("end", ["low", "high"])
def test_end_of_the_range_scales_what_follows(end: str) -> None:
    found = loads_of()
    moved = at_end(found, end=end)
    assert moved.heating.likely == getattr(found.heating, end)
    assert moved.heating_scale == pytest.approx(getattr(found.heating, end) / found.heating.likely)
    assert moved.ua_btu_h_f == found.ua_btu_h_f
    assert moved.cooling_scale == pytest.approx(getattr(found.cooling, end) / found.cooling.likely)


@pytest.mark.parametrize(
    ("area_ft2", "btu_h"), [(20, 5000), (150, 5000), (151, 6000), (450, 10_000), (2500, 34_000)]
)
def test_shop_chart_goes_by_floor_area(area_ft2: float, btu_h: int) -> None:
    assert energy_star_chart(area_ft2) == btu_h


def test_a_doubt_is_what_one_soft_answer_moves_alone() -> None:
    # Curtains and the side of the glass move only the summer; the ceiling both.
    found = loads_of(ceiling=None, facing=None)
    assert found.heating_doubts["ceiling"] > 0
    assert found.cooling_doubts["ceiling"] > 0
    assert found.heating_doubts["facing"] == 0
    assert found.cooling_doubts["facing"] > found.cooling_doubts["ceiling"]
    assert found.heating_doubts["curtains"] == 0
    assert "facing" not in loads_of().heating_doubts
