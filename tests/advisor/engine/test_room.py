import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from advisor.engine.answers import BOUNDS, CHOICES, SPACES, Answers
from advisor.engine.details import UNTOLD, Details, known_details
from advisor.engine.room import Room, describe, resolve
from advisor.engine.room_scenarios import parameters, parameters_at
from advisor.engine.spreads import soft_answers
from advisor.engine.sun import SIDES
from tests.advisor.engine.samples import PLAIN_ROOM, answers_of

ROOM_CHOICES = [
    (name, value)
    for name in (
        *("above", "below", "insulation", "drafts", "windows", "glass", "facing", "shade"),
        *("use", "garage_door"),
    )
    for value in CHOICES[name]
]
ROOM_NUMBERS = [
    (name, end)
    for name in (
        *("area", "ceiling", "exterior_walls", "window_area", "people", "watts", "hold"),
        *("wall_r", "ceiling_r", "floor_r", "window_u", "shgc", "ach", "below_grade"),
    )
    for end in BOUNDS[name]
]


def room_of(**changes: Any) -> Room:
    return describe(answers_of(**changes))


def assumed(room: Room) -> dict[str, str | float]:
    return {each.field: each.value for each in room.assumed}


@pytest.mark.parametrize("space", SPACES)
def test_every_space_builds_with_every_answer(space: str) -> None:
    for name, value in [*ROOM_CHOICES, *ROOM_NUMBERS]:
        area = {} if name == "area" else {"area": 200.0}
        room = room_of(space=space, **area, **{name: value})
        case = f"{space}, {name}={value}"
        scenarios = 1 + 2 * len(room.spreads)
        for key, values in room.values.items():
            assert values.shape == (scenarios,), f"{case}: {key}"
            assert np.isfinite(values).all(), f"{case}: {key}"
            assert (values >= 0).all(), f"{case}: {key}"
        shares = sum((room[f"glass_{side}"] for side in SIDES), np.zeros(scenarios))
        assert shares == pytest.approx(1.0), case
        for needed in ("wall_r", "ceiling_r", "floor_r", "door_r", "garage_door_r", "window_u"):
            assert (room[needed] > 0).all(), f"{case}: {needed}"
        wall_ft2 = room["wall_ft"] * room["ceiling_ft"]
        openings = room["window_ft2"] + room["door_ft2"] + room["garage_door_ft2"]
        if area:  # in 20 ft² a door alone may be all of a wall
            assert (room["window_ft2"] <= 0.9 * wall_ft2 + 1e-9).all(), case
            assert (openings <= 0.95 * wall_ft2 + 1e-9).all(), case


@pytest.mark.parametrize("space", SPACES)
def test_every_open_answer_is_named_as_assumed(space: str) -> None:
    names = set(assumed(room_of(space=space, area=200.0)))
    assert {
        *("ceiling", "exterior_walls", "above", "below", "insulation", "drafts", "facing"),
        *("shade", "people", "watts", "hold", "use", "window_area", "glass"),
    } <= names


def test_told_answers_are_not_assumed() -> None:
    told = {**PLAIN_ROOM, "drafts": "average", "hold": 68.0, "use": "night"}
    assert set(told).isdisjoint(assumed(room_of(**told)))


@pytest.mark.parametrize("space", SPACES)
def test_every_open_answer_that_widens_the_range_is_assumed(space: str) -> None:
    room = room_of(space=space, area=200.0, windows="many", above="roof")
    named = set(assumed(room)) | {"windows", "above"}
    assert set(room.spreads) <= named


def test_what_is_taken_is_told_in_the_terms_of_its_answer() -> None:
    slab = {"space": "addition", "area": 180.0, "below": "slab", "insulation": "good"}
    taken = assumed(room_of(**slab))
    assert taken["slab_edge_r"] == 5.0
    assert taken["soil"] == "moist"
    assert taken["attic"] == "vented"
    assert taken["wall_length"] == pytest.approx(4.2 * 180**0.5 * 3 / 4)
    assert taken["outside_door"] == "usual"
    assert "outside_door" not in assumed(room_of(**slab, outside_door="metal"))


def test_default_is_told_in_its_own_terms() -> None:
    told = assumed(room_of(area=120.0))
    assert told["insulation"] == "average"
    assert told["exterior_walls"] == 2
    assert told["hold"] == 70.0
    assert told["window_area"] == pytest.approx(0.12 * 120)
    assert told["glass"] == "double"  # U 0.50 of the era
    assert told["drafts"] == "average"


def test_garage_names_its_door() -> None:
    assert assumed(room_of(space="garage", area=400.0))["garage_door"] == "bare"
    built_well = room_of(space="garage", area=400.0, insulation="good")
    assert assumed(built_well)["garage_door"] == "insulated"
    assert "garage_door" not in assumed(room_of(space="office", area=400.0))


def test_garage_door_has_its_size_and_worth() -> None:
    # 440 ft²: 0.2 × 440 + 24 = 112 ft² at most, bare 1.5, insulated 3.0.
    bare = room_of(space="garage", area=440.0, garage_door="bare")
    assert bare.likely("garage_door_ft2") == pytest.approx(112)
    assert bare.likely("garage_door_r") == 1.5
    assert room_of(space="garage", area=440.0, garage_door="none").likely("garage_door_ft2") == 0
    small = room_of(space="garage", area=200.0, garage_door="insulated")
    assert small.likely("garage_door_ft2") == pytest.approx(64)
    assert small.likely("garage_door_r") == 3.0


@pytest.mark.parametrize(
    ("answers", "window_ft2"),
    [
        ({"windows": "none"}, 0.0),
        ({"windows": "few"}, 0.08 * 200),
        ({"windows": "many"}, 0.22 * 200),
        ({}, 0.12 * 200),
        ({"window_area": 33.0}, 33.0),
        # Half the outside walls: 4.2 √200 = 59.4 ft, two of four sides, 8 ft high.
        ({"windows": "glass_walls"}, 0.5 * 4.2 * math.sqrt(200) / 2 * 8),
        # Never more than nine tenths of the wall.
        ({"window_area": 2500.0}, 0.9 * 4.2 * math.sqrt(200) / 2 * 8),
        ({"exterior_walls": 0, "windows": "many"}, 0.0),
    ],
)
def test_windows_answer_sets_their_area(answers: dict[str, Any], window_ft2: float) -> None:
    assert room_of(area=200.0, ceiling=8.0, **answers).likely("window_ft2") == pytest.approx(
        window_ft2
    )


def test_sunroom_takes_its_glass_from_its_walls() -> None:
    # 4.2 √196 = 58.8 ft, three of four sides = 44.1 ft × 8 = 352.8 ft²; many: six tenths.
    room = room_of(space="sunroom", area=196.0, windows="many")
    assert room.likely("window_ft2") == pytest.approx(0.6 * 352.8)


@pytest.mark.parametrize(
    ("facing", "walls", "shares"),
    [
        # 0.6 on the named side of three walls, 0.4 spread over all four.
        ("w", 3, {"w": 0.7, "n": 0.1, "e": 0.1, "s": 0.1}),
        ("w", 1, {"w": 1.0, "n": 0.0, "e": 0.0, "s": 0.0}),
        # A corner is a side of its own.
        ("sw", 1, {"sw": 1.0}),
        ("ne", 4, {"ne": 0.5, "n": 0.125, "e": 0.125, "s": 0.125, "w": 0.125}),
        ("mixed", 2, {"n": 0.25, "e": 0.25, "s": 0.25, "w": 0.25}),
    ],
)
def test_facing_spreads_the_glass(facing: str, walls: int, shares: dict[str, float]) -> None:
    room = room_of(facing=facing, exterior_walls=walls)
    found = {side: share for side in SIDES if (share := room.likely(f"glass_{side}"))}
    assert found == pytest.approx({side: share for side, share in shares.items() if share})


def test_rv_keeps_its_own_shell() -> None:
    room = room_of(space="rv", area=200.0, insulation="good")
    assert room.likely("wall_r") == 5
    assert room.likely("ceiling_r") == 7
    assert room.likely("window_u") == 1.1
    # The leakiest row of small buildings that stand alone.
    assert room.likely("ach") == pytest.approx(1.29)
    assert room_of(space="rv", area=200.0, wall_r=11.0).likely("wall_r") == 11


def test_tiny_home_never_has_a_thick_roof() -> None:
    assert room_of(space="tiny_home", insulation="very_good").likely("ceiling_r") == 30
    assert room_of(space="tiny_home", insulation="poor").likely("ceiling_r") == 8


def test_buried_share_of_a_basement_leaks_a_tenth() -> None:
    # 0.38/h × 1.6 for four walls; 7 of 8 ft are buried and
    # leak a tenth: × (1 − 0.9 × 7/8).
    below = room_of(space="basement", area=600.0, exterior_walls=4, drafts="average")
    assert below.likely("ach") == pytest.approx(0.38 * 1.6 * 0.2125)
    walkout = room_of(
        space="basement", area=600.0, exterior_walls=4, drafts="average", below_grade=0.0
    )
    assert walkout.likely("ach") == pytest.approx(0.38 * 1.6)


def test_small_window_of_a_sunroom_is_a_small_window() -> None:
    # As in any room: 0.08 of the floor, not a share of the walls.
    room = room_of(space="sunroom", area=200.0, windows="few")
    assert room.likely("window_ft2") == pytest.approx(16)


def test_unknown_depth_of_a_basement_is_a_doubt() -> None:
    left_open = room_of(space="basement", area=600.0)
    assert {"below_grade", "walkout"} <= set(left_open.spreads)
    told = room_of(space="basement", area=600.0, below_grade=7.0)
    assert {"below_grade", "walkout"}.isdisjoint(told.spreads)


def test_frame_changes_the_glass_that_is_told() -> None:
    metal = describe(answers_of(glass="double"), Details(frame="metal"))
    assert (metal.likely("window_u"), metal.likely("shgc")) == (0.81, 0.67)
    untold = describe(answers_of(glass="double"))
    at = untold.spreads.index("frame")
    assert untold["window_u"][[1 + 2 * at, 2 + 2 * at]] == pytest.approx([0.51, 0.81])


@pytest.mark.parametrize(
    ("shades", "passes"), [("none", 1.0), ("curtains", 0.790), ("light", 0.560), ("dark", 0.775)]
)
def test_shades_pass_by_their_kind(shades: str, passes: float) -> None:
    # Solar gain 0.62: curtains half drawn 0.5 × (0.84 − 0.42 × 0.62) + 0.5.
    room = describe(answers_of(glass="double"), Details(shades=shades, frame=None))
    assert room.likely("inside_shade") == pytest.approx(passes, abs=0.001)


def test_ground_never_reaches_above_the_ceiling() -> None:
    room = room_of(space="basement", area=600.0, ceiling=7.0, below_grade=12.0)
    assert (room["below_grade_ft"] <= room["ceiling_ft"]).all()


def test_insulation_answer_moves_between_its_neighbours() -> None:
    # Told "average": 0.35 classes to either side, geometric: 12 × (9/12)^0.35, 12 × (16/12)^0.35.
    room = room_of(insulation="average")
    at = room.spreads.index("insulation")
    low, high = room["wall_r"][1 + 2 * at], room["wall_r"][2 + 2 * at]
    assert (high, low) == pytest.approx((12 * (9 / 12) ** 0.35, 12 * (16 / 12) ** 0.35))


def test_experts_answer_leaves_its_plain_one_without_spread() -> None:
    spreads = set(room_of(ach=0.4, window_area=20.0, window_u=0.3, shgc=0.3).spreads)
    assert spreads.isdisjoint({"drafts", "windows", "glass"})
    # U alone leaves the sun open.
    assert "glass" in room_of(window_u=0.3).spreads


def test_equipment_told_runs_all_year() -> None:
    assert room_of(watts=1500.0).mean_watts == 1500
    # The default is a design value; the year's mean is 0.6 of it.
    assert room_of().mean_watts == pytest.approx(0.6 * 40)


def test_every_end_of_an_answer_has_the_figures_of_its_inputs_alone() -> None:
    answers = Answers(zip="02130", space="basement", area=300.0, windows="many", above="attic")
    details = known_details(answers, UNTOLD)
    resolved = resolve(answers, details)
    found = list(soft_answers(answers, details, resolved.space, resolved.inputs))
    ends = [end for _name, *both in found for end in both]
    inputs, likely = resolved.inputs, resolved.likely
    rows = parameters_at(ends, answers, details, resolved.space, inputs=inputs, likely=likely)
    assert rows[0].tolist() == [*resolved.likely.values()]
    assert len(ends) > 40
    for end, row in zip(ends, rows[1:], strict=True):
        alone = parameters(answers, details, resolved.space, replace(resolved.inputs, **end))
        assert row.tolist() == [*alone.values()], end
