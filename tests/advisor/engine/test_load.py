from typing import Any

import numpy as np
import pytest

from advisor.engine.details import UNTOLD, Details
from advisor.engine.load import Loads, energy_star_chart, loads
from advisor.engine.load_lines import altitude_factor
from advisor.engine.room import describe
from tests.advisor.engine.samples import PLAIN_ROOM, answers_of, climate_of, place_of

SIDES = ("n", "e", "s", "w")


def loads_of(
    *,
    own_heating: float | None = None,
    own_cooling: float | None = None,
    details: Details = UNTOLD,
    **changes: Any,
) -> Loads:
    """Loads of the 100 ft² room of ``PLAIN_ROOM``; place figures start with ``at_``."""
    place = {name.removeprefix("at_"): changes.pop(name) for name in list(changes) if "at_" in name}
    answers = answers_of(**(PLAIN_ROOM | changes))
    return loads(
        describe(answers, details),
        place_of(**place),
        own_heating=own_heating,
        own_cooling=own_cooling,
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
        # Bare slab edge: 1.352 × 21 ft × 70 °F.
        ("slab", 1987.7),
        ("heated", 0),
    ],
)
def test_floor_loses_by_what_is_below(below: str, btu_h: float) -> None:
    assert loads_of(below=below).heating_lines["floor"] == pytest.approx(btu_h, abs=0.1)


@pytest.mark.parametrize(("floor_r", "btu_h"), [(2, 1987.7), (5, 852.4), (10, 701.1)])
def test_slab_edge_insulation_picks_its_row(floor_r: float, btu_h: float) -> None:
    # 1.3522, 0.5798, 0.4769 BTU/h·ft·°F × 21 ft × 70 °F.
    found = loads_of(below="slab", floor_r=floor_r)
    assert found.heating_lines["floor"] == pytest.approx(btu_h, abs=0.1)


BASEMENT: dict[str, Any] = {
    "space": "basement",
    "area": 400.0,
    "exterior_walls": 4,
    "above": "heated",
    "below": "slab",
    "wall_r": 7.3,
    "window_area": 0.0,
}


def test_basement_loses_by_depth_through_walls_and_floor() -> None:
    # 400 ft²: 84 ft of wall, 8 ft high, 7 ft of it buried: 0.0670 on the whole wall. The floor,
    # 7 ft deep in a house √(400/1.5) = 16.3 ft wide: 0.0301 (table: 0.0303 at 16 ft).
    lines = loads_of(**BASEMENT, below_grade=7.0).heating_lines
    walls = lines["walls"] + lines["walls_below_ground"]
    assert walls == pytest.approx(0.0670 * 84 * 8 * 70, rel=0.002)
    assert lines["walls"] == pytest.approx(0.85 / 8 / (7.3 + 0.197) * 84 * 8 * 70, rel=0.001)
    assert lines["floor"] == pytest.approx(0.0301 * 400 * 70, rel=0.005)


def test_deeper_basement_never_needs_more_and_never_jumps() -> None:
    depths = np.arange(0, 8.01, 0.25)
    heat = [loads_of(**BASEMENT, below_grade=float(depth)).heating.likely for depth in depths]
    steps = -np.diff(heat)
    assert (steps >= 0).all()
    assert steps.max() < 0.07 * heat[0]


def test_walk_out_basement_loses_more_than_a_buried_one() -> None:
    # One of four walls free with 1.352 × 21 ft of edge, its neighbors at 3.5 ft.
    buried = loads_of(**BASEMENT, below_grade=7.0)
    walkout = loads_of(**BASEMENT, below_grade=7.0, details=Details(walkout=True))
    more = walkout.heating_lines["floor"] - buried.heating_lines["floor"]
    assert more == pytest.approx(1.352 * 21 * 70, rel=0.001)
    assert walkout.heating_lines["walls"] > 2 * buried.heating_lines["walls"]


def test_floor_insulation_counts_in_a_basement() -> None:
    # R-5 or more at the edge or under it: 0.7 of the floor's loss.
    bare, insulated = (
        loads_of(**BASEMENT, below_grade=7.0, floor_r=floor_r).heating_lines["floor"]
        for floor_r in (2.0, 10.0)
    )
    assert insulated == pytest.approx(0.7 * bare)


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
    drafty = loads_of(ach=None, drafts="drafty").air_cfm
    assert drafty == pytest.approx(0.687 * 800 / 60, rel=0.001)


def test_more_outside_walls_leak_more() -> None:
    # 0.7 for one wall, 1.6 for four, of 0.38/h.
    one = loads_of(ach=None, drafts="average", exterior_walls=1).air_cfm
    four = loads_of(ach=None, drafts="average", exterior_walls=4).air_cfm
    assert (one, four) == pytest.approx((0.7 * 0.38 * 800 / 60, 1.6 * 0.38 * 800 / 60))


@pytest.mark.parametrize(
    "known", [{"details": Details(home_area=1750.0)}, {"home_area": 1750.0}], ids=str
)
def test_known_house_gives_its_leaks_by_outside_wall(known: dict[str, Any]) -> None:
    # 2/4 × √(1750 / 100) = 2.0917.
    found = loads_of(ach=None, drafts="average", **known)
    assert found.air_cfm == pytest.approx(2.0917 * 0.38 * 800 / 60, rel=0.0001)
    unknown = loads_of(ach=None, drafts="average")
    doubt = found.heating_doubts["ach"] / found.heating_lines["air"]
    assert doubt == pytest.approx(1.3 - 0.75)
    assert unknown.heating_doubts["ach"] / unknown.heating_lines["air"] == pytest.approx(
        1.52 - 0.82
    )


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

# 95 °F and a medium daily range: Manual J's tables as they are printed.
HOT: dict[str, Any] = {"at_cooling_design_f": 95.0, "at_daily_range_f": 20.5, "window_area": 0.0}


def test_cooling_lines_follow_manual_js_tables() -> None:
    # Walls R12: base between D 29.45 (U 0.0805) and C 31.9 (0.098) at 0.08333: 29.847, × 0.83
    # = 24.77 °F; 168/12 × 24.77 = 346.8. Attic 125 − 75 = 50: 100/28 × 50 = 178.57. Air: summer
    # share √((0.015 × 20 + 0.216) / (0.015 × 70 + 0.864)) = 0.5192: 3.4615 cfm, × 1.1 × 20
    # and × 0.68 × (115 − 65); one person 230 + 200; 100 W × 3.412142.
    found = loads_of(**HOT, at_humidity_design_gr_lb=115.0)
    lines = found.cooling_lines
    assert lines["walls"] == pytest.approx(346.8, abs=0.1)
    assert lines["roof"] == pytest.approx(178.57, abs=0.01)
    assert lines["air"] == pytest.approx(76.15 + 117.69, abs=0.03)
    assert lines["people"] == pytest.approx(430)
    assert lines["equipment"] == pytest.approx(341.2142)
    assert found.sensible_btu_h == pytest.approx(346.8 + 178.57 + 76.15 + 571.21, abs=0.1)
    assert found.cooling.likely == pytest.approx(1172.73 + 117.69 + 200, abs=0.1)


@pytest.mark.parametrize(
    ("grains", "humid", "capacity"),
    [
        # 50 gr/lb above indoors: sensible 1,172.7 / 0.75 = 1,563.6 beats 1,490.4 in all.
        (115.0, True, 1563.6),
        # Dry: sensible 1,172.7 / 0.85 = 1,379.7 against 1,372.7 with one person's moisture.
        (60.0, False, 1379.7),
        # Exactly 30 gr/lb above is not humid yet: 0.68 × 3.4615 × 30 = 70.6 more.
        (95.0, False, 1372.7 + 70.6),
    ],
)
def test_selection_allows_for_the_units_own_dryness(
    grains: float, humid: bool, capacity: float
) -> None:
    found = loads_of(**HOT, at_humidity_design_gr_lb=grains)
    assert found.humid is humid
    assert found.cooling_capacity_needed_btu_h == pytest.approx(capacity, abs=0.2)


def test_dry_air_takes_nothing_away_from_the_load() -> None:
    found = loads_of(**HOT, at_humidity_design_gr_lb=30.0)
    assert found.cooling_lines["air"] == pytest.approx(1.1 * 3.4615 * 20, abs=0.01)


def test_cathedral_roof_bakes_by_its_insulation_and_color() -> None:
    # R28: base 29; of unknown shingles × 0.95 = 27.55 °F, against 50 under an attic.
    found = loads_of(**HOT, above="roof")
    assert found.cooling_lines["roof"] == pytest.approx(100 / 28 * 27.55, abs=0.05)
    white = loads_of(**HOT, above="roof", details=Details(roof="white"))
    assert white.cooling_lines["roof"] == pytest.approx(100 / 28 * 0.65 * 29, abs=0.05)


@pytest.mark.parametrize(
    ("below", "btu_h"),
    # No sun below a floor over open air: 5 °F less.
    [("garage", 6.25 * 26), ("outdoors", 6.25 * 15), ("slab", 0.0)],
)
def test_floor_gains_by_what_is_below(below: str, btu_h: float) -> None:
    assert loads_of(**HOT, below=below).cooling_lines["floor"] == pytest.approx(btu_h)


def test_sealed_crawl_space_takes_less_than_a_vented_one() -> None:
    # Floor R16. Vented 0.36 / (0.36 + 0.25); sealed, R-7.3 walls: 0.137 / (0.137 + 0.25) = 0.354.
    vented, sealed = (
        loads_of(below="crawlspace", details=Details(crawl=crawl)).heating_lines["floor"]
        for crawl in ("vented", "sealed")
    )
    assert vented == pytest.approx(0.5902 * 437.5, abs=0.1)
    assert sealed == pytest.approx(0.354 * 437.5, abs=0.1)


def test_mild_summer_never_cools_below_zero() -> None:
    found = loads_of(at_cooling_design_f=60.0, window_area=0.0, at_daily_range_f=40.0)
    assert min(found.cooling_lines.values()) >= 0
    assert found.cooling.low >= 0


def test_window_line_is_manual_js_table() -> None:
    # 12 ft² to the north, 40°: sun 35, average × 0.29 with shades inside 0.7, screens 0.9 and
    # shade 0.35; U 0.5 × 15 °F, which outside shade cuts too (Manual J). No hour stands out.
    found = loads_of(
        exterior_walls=1, facing="n", shade="full", at_daily_range_f=20.5, at_cooling_design_f=90.0
    )
    per_ft2 = (35 * 0.29 * 0.6 * 0.7 / 0.87 + 0.5 * 15) * 0.9 * 0.35
    assert found.cooling_lines["windows_north"] == pytest.approx(12 * per_ft2)


def test_corner_glass_has_its_own_line() -> None:
    found = loads_of(exterior_walls=1, facing="sw")
    assert found.cooling_lines["windows_southwest"] > 0
    assert "windows_northeast" not in found.cooling_lines
    assert found.sun_ft2["s"] == found.sun_ft2["w"] == pytest.approx(found.side_sun_ft2["sw"] / 2)


def test_skylight_takes_about_three_times_a_shaded_south_window() -> None:
    # 8 ft²: at 40° and dTc 15 the average of a south skylight is 135 BTU/h·ft².
    plain = loads_of(at_daily_range_f=20.5)
    lit = loads_of(at_daily_range_f=20.5, details=Details(skylight_area=8.0))
    assert "skylight" not in plain.cooling_lines
    assert lit.heating_lines["skylight"] == pytest.approx(8 * 0.84 * 70)
    assert 8 * 135 * 0.99 < lit.cooling_lines["skylight"] < 8 * 156


def test_two_sides_do_not_peak_together() -> None:
    # Glass on all sides peaks at one hour of the day: less than the mean of each side's own.
    def glass(facing: str) -> float:
        lines = loads_of(exterior_walls=1, facing=facing, window_area=40.0).cooling_lines
        return sum(value for name, value in lines.items() if name.startswith("windows"))

    mean = sum(glass(side) for side in SIDES) / 4
    assert glass("mixed") < 0.9 * mean


def test_west_room_asks_for_more_than_a_north_room() -> None:
    assert loads_of(facing="w", window_area=30.0).cooling.likely > 1.25 * (
        loads_of(facing="n", window_area=30.0).cooling.likely
    )


def test_low_sun_of_a_further_day_raises_the_high_end_only() -> None:
    # South glass alone, where one hour in five is at 86 °F all year: lowest in January.
    south: dict[str, Any] = {"exterior_walls": 1, "facing": "s", "window_area": 60.0}
    found = loads_of(**south, at_climate=climate_of((66.0, 7000.0), (86.0, 1760.0)))
    assert found.further_day is not None
    assert found.further_day.month == "January"
    assert found.further_day.cooling_btu_h > 1.15 * found.cooling.likely
    assert found.cooling.high >= found.further_day.cooling_btu_h
    assert loads_of(**(south | {"facing": "n"})).further_day is None


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
    opened: dict[str, Any] = {name: None}
    told, left_open = loads_of(), loads_of(**opened)
    assert left_open.heating.likely == pytest.approx(told.heating.likely)
    assert (left_open.heating.low < told.heating.low) is down
    assert (left_open.heating.high > told.heating.high) is up


@pytest.mark.parametrize("name", ["shade", "people", "watts"])
def test_open_answer_widens_the_cooling_range(name: str) -> None:
    # Told as the default would have it: one person and 40 W in a bedroom.
    usual: dict[str, Any] = {"people": 1, "watts": 40.0}
    told, left_open = loads_of(**usual), loads_of(**(usual | {name: None}))
    assert left_open.cooling.likely == pytest.approx(told.cooling.likely)
    width = left_open.cooling.high - left_open.cooling.low
    assert width > told.cooling.high - told.cooling.low


def test_open_answers_add_in_quadrature() -> None:
    def up(**changes: Any) -> float:
        found = loads_of(**changes)
        return float(np.log(found.heating.high / found.heating.likely))

    base, ceiling, walls = up(), up(ceiling=None), up(exterior_walls=None)
    both = up(ceiling=None, exterior_walls=None)
    assert both**2 == pytest.approx(ceiling**2 + walls**2 - base**2, rel=0.001)
    assert both < ceiling + walls - base


def test_nothing_open_leaves_the_methods_own_error() -> None:
    # An expert's shell: -18 % and +20 %; what is told softly (insulation: the door, which a
    # bedroom has not) adds nothing. Cooling: -25 % and +35 %, no people or curtains open.
    everything = Details(
        shades="none",
        screens="none",
        overhang=0.0,
        siding="siding",
        wall_color="medium",
        roof="dark",
        attic="vented",
        beside="heated",
        wall_length=21.0,
    )
    # To the north no day asks for more than July.
    found = loads_of(wall_r=12.0, ceiling_r=28.0, floor_r=16.0, facing="n", details=everything)
    assert found.heating.low == pytest.approx(0.82 * found.heating.likely)
    assert found.heating.high == pytest.approx(1.20 * found.heating.likely)
    assert found.cooling.low == pytest.approx(0.75 * found.cooling.likely)
    assert found.cooling.high == pytest.approx(1.35 * found.cooling.likely)


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


@pytest.mark.parametrize(
    ("area_ft2", "btu_h"), [(20, 5000), (150, 5000), (151, 6000), (450, 10_000), (2500, 34_000)]
)
def test_shop_chart_goes_by_floor_area(area_ft2: float, btu_h: int) -> None:
    assert energy_star_chart(area_ft2) == btu_h


def test_a_doubt_is_what_one_soft_answer_moves_alone() -> None:
    # Shades and the side of the glass move only the summer; the ceiling both.
    found = loads_of(ceiling=None, facing=None)
    assert found.heating_doubts["ceiling"] > 0
    assert found.cooling_doubts["ceiling"] > 0
    assert found.heating_doubts["facing"] == 0
    assert found.cooling_doubts["facing"] > found.cooling_doubts["ceiling"]
    assert found.heating_doubts["shades"] == 0
    assert "facing" not in loads_of().heating_doubts
