"""What each answer does to the load of three rooms; printed with ``-s``."""

from typing import Any

import pytest

from advisor.engine.details import UNTOLD, Details
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
    shown = []
    for room in ROOMS:
        before, after = loads_of(room, {}), loads_of(room, change)
        for load, expected in (("heating", heating), ("cooling", cooling)):
            moved = getattr(after, load).likely / getattr(before, load).likely - 1
            shown.append(f"{moved:+.0%}")
            sign = "0" if abs(moved) < 1e-9 else "+" if moved > 0 else "-"
            assert sign == expected, f"{room}, {load}: {moved:+.1%}"
    print(f"\n{name:24} {' '.join(f'{each:>5}' for each in shown)}")
