"""What each answer does to the load of three rooms; printed with ``-s``."""

from typing import Any

import pytest

from advisor.engine.answers import FACES
from advisor.engine.details import ANSWERED, UNTOLD, Details
from advisor.engine.load import Loads, loads
from advisor.engine.room import describe
from tests.advisor.engine.samples import answers_of, place_of

ROOMS: dict[str, dict[str, Any]] = {
    "bedroom": {"space": "bedroom", "area": 150.0, "above": "attic", "below": "crawlspace"},
    "garage": {"space": "garage", "area": 440.0, "above": "roof", "below": "crawlspace"},
    "sunroom": {"space": "sunroom", "area": 180.0, "above": "roof", "below": "crawlspace"},
}
USUAL: dict[str, Any] = {
    "exterior_walls": 3,
    "insulation": "fair",
    "drafts": "average",
    "windows": "average",
    "glass": "double",
    "facing": "w",
    "shade": "none",
    "people": 1,
    "watts": 100.0,
}
Change = dict[str, Any] | Details

# Change, and what a physicist expects of heating and of cooling: more +, less -, the same 0.
EFFECTS: list[tuple[str, Change, str, str]] = [
    ("one wall less outside", {"exterior_walls": 2}, "-", "-"),
    ("another room above", {"above": "heated"}, "-", "-"),
    ("another room below", {"below": "heated"}, "-", "-"),
    ("higher ceiling", {"ceiling": 10.0}, "+", "+"),
    ("good insulation", {"insulation": "good"}, "-", "-"),
    ("drafty", {"drafts": "drafty"}, "+", "+"),
    ("many windows", {"windows": "many"}, "+", "+"),
    ("single glass", {"glass": "single"}, "+", "+"),
    ("low-e glass", {"glass": "low_e"}, "-", "-"),
    ("to the north", {"facing": "n"}, "0", "-"),
    ("to the southwest", {"facing": "sw"}, "0", "-"),
    ("full shade outside", {"shade": "full"}, "0", "-"),
    ("three people", {"people": 3}, "0", "+"),
    ("1,000 W", {"watts": 1000.0}, "0", "+"),
    ("held at 60 °F", {"hold": 60.0}, "-", "0"),
    ("no shades inside", Details(shades="none"), "0", "+"),
    ("light shades down", Details(shades="light"), "0", "-"),
    ("insect screens in full", Details(screens="full"), "0", "-"),
    ("an eave of 6 ft", Details(overhang=6.0), "0", "-"),
    ("metal frames", Details(frame="metal"), "+", "+"),
    ("a skylight", Details(skylight_area=16.0), "+", "+"),
    ("brick outside", Details(siding="brick"), "0", "-"),
    ("light walls", Details(wall_color="light"), "0", "-"),
    ("dark walls", Details(wall_color="dark"), "0", "+"),
    ("dark roof", Details(roof="dark"), "0", "+"),
    ("white roof", Details(roof="white"), "0", "-"),
    ("sealed crawl space", Details(crawl="sealed"), "-", "-"),
    ("longer outside walls", Details(wall_length=90.0), "+", "+"),
    ("a garage beside it", {"beside": "garage"}, "+", "+"),
    ("an unheated hall beside it", {"beside": "unheated"}, "+", "+"),
    ("half screens", {"screens": "half"}, "0", "-"),
]
# What needs another room below or above, or an answer beside it.
ON: dict[str, dict[str, Any]] = {
    "slab": {"below": "slab", "insulation": "average"},
    "attic": {"above": "attic", "roof": "dark"},
    "eave": {"overhang": 4.0},
    "bare": {"shades": "none"},
    "edge": {"below": "slab", "slab_edge_r": 10.0},
    "skylight": {"skylight_area": 20.0},
    "crawl": {"below": "crawlspace"},
    "basement": {"space": "basement", "below": "slab", "above": "heated", "below_grade": 7.0},
    "door": {"outside_door": "wood"},
}
EFFECTS_ON: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("foil in the attic", "attic", {"attic": "barrier"}, "0", "-"),
    ("sealed attic", "attic", {"attic": "sealed"}, "0", "-"),
    ("R-10 at the slab's edge", "slab", {"slab_edge_r": 10.0}, "-", "0"),
    ("dry soil", "slab", {"soil": "dry"}, "-", "0"),
    ("dark shades down", "bare", {"shades": "dark"}, "0", "-"),
    ("insulated 4 ft down, not 2", "edge", {"slab_edge_depth": 4.0}, "-", "0"),
    ("overhang higher up", "eave", {"overhang_gap": 4.0}, "0", "+"),
    ("skylight of U 0.4", "skylight", {"skylight_u": 0.4}, "-", "-"),
    ("skylight of SHGC 0.3", "skylight", {"skylight_shgc": 0.3}, "0", "-"),
    ("half the floor over the crawl space", "crawl", {"crawl_area": 75.0}, "-", "-"),
    ("walk-out basement", "basement", {"walkout": "yes"}, "+", "+"),
    ("wide house", "basement", {"house_width": 40.0}, "-", "0"),
    ("dry soil around it", "basement", {"soil": "dry"}, "-", "0"),
    ("no outside door", "door", {"outside_door": "none"}, "-", "-"),
    ("a metal door, not wood", "door", {"outside_door": "metal"}, "-", "-"),
    ("a glass door, not wood", "door", {"outside_door": "glass"}, "+", "+"),
    ("a larger home", "door", {"home_area": 4000.0}, "+", "+"),
]


def loads_of(room: str, change: Change) -> Loads:
    told = change if isinstance(change, dict) else {}
    details = change if isinstance(change, Details) else UNTOLD
    answers = answers_of(**(ROOMS[room] | USUAL | told))
    return loads(describe(answers, details), place_of(), own_heating=None, own_cooling=None)


@pytest.mark.parametrize(("name", "change", "heating", "cooling"), EFFECTS)
def test_answer_moves_the_load_as_a_physicist_expects(
    name: str, change: Change, heating: str, cooling: str
) -> None:
    assert_signs(name, {}, change, heating, cooling)


@pytest.mark.parametrize(("name", "on", "change", "heating", "cooling"), EFFECTS_ON)
def test_answer_about_a_part_moves_the_load_of_rooms_that_have_it(
    name: str, on: str, change: dict[str, Any], heating: str, cooling: str
) -> None:
    assert_signs(name, ON[on], change, heating, cooling)


def test_every_question_about_the_shell_is_in_the_table() -> None:
    changed = {key for _name, each, *_signs in EFFECTS if isinstance(each, dict) for key in each}
    changed |= {
        key
        for _name, each, *_signs in EFFECTS
        if isinstance(each, Details)
        for key, value in vars(each).items()
        if value != getattr(UNTOLD, key)
    }
    changed |= {key for _name, _on, each, *_signs in EFFECTS_ON for key in each}
    by_side = {f"window_area_{side}" for side in FACES}  # test_load_details
    assert set(ANSWERED) | {"walkout", "outside_door"} <= changed | by_side


def assert_signs(
    name: str, base: dict[str, Any], change: Change, heating: str, cooling: str
) -> None:
    shown = []
    for room in ROOMS:
        before = loads_of(room, base)
        after = loads_of(room, base | change if isinstance(change, dict) else change)
        moves = {
            "heating": after.heating.likely / before.heating.likely - 1,
            "sensible cooling": after.sensible_btu_h / before.sensible_btu_h - 1,
        }
        for (load, moved), expected in zip(moves.items(), (heating, cooling), strict=True):
            shown.append(f"{moved:+.0%}")
            sign = "0" if abs(moved) < 1e-9 else "+" if moved > 0 else "-"
            assert sign == expected, f"{room}, {load}: {moved:+.1%}"
    print(f"\n{name:36} {' '.join(f'{each:>5}' for each in shown)}")
