"""Twenty-two rooms of two published houses, worked by Manual J 8, against the engine.

Three ways of asking: with every input known (the row's columns in the engine's own functions), with
an expert's answers, and with a homeowner's. What is measured is printed (``-s``).
"""

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from statistics import median
from typing import Any

import numpy as np
import pytest

from advisor.engine.air import summer_share
from advisor.engine.answers import FACES
from advisor.engine.design_day import SummerDay
from advisor.engine.glass import GlassLoad, Panes, window_load
from advisor.engine.ground import basement_floor_u, buried_wall_u
from advisor.engine.load import Loads, Spread, loads
from advisor.engine.load_lines import AIR_SENSIBLE, PERSON_SENSIBLE
from advisor.engine.roofs import attic_difference_f
from advisor.engine.room import describe
from advisor.engine.spaces import SPACES
from advisor.engine.study import at_own_design
from advisor.engine.sun import SIDES
from advisor.engine.walls import WALL_COLOR, door_difference_f, wall_base_f, wall_difference_f
from advisor.questions.answer_form import read_text
from advisor.reference.data_files import DATA
from advisor.reference.places import find_place
from tests.advisor.engine.conftest import Publish

Row = dict[str, str]
PANE = re.compile(
    r"(?P<side>[NESW]) (?P<area>[\d.]+) ft2 U(?P<u>[\d.]+) SHGC(?P<shgc>[\d.]+)"
    r" inside(?P<inside>[\d.]+) outside(?P<outside>[\d.]+)"
    r" (?:no overhang|overhang (?P<depth>[\d.]+)/(?P<top>[\d.]+)/(?P<bottom>[\d.]+) ft)"
)
WALL_KINDS = {
    ("wood", "brick"): "brick",
    ("steel", "brick"): "steel_brick",
    ("cmu", "bare"): "block",
}
MEDIUM_ALTITUDE_F = 70.0


@cache
def rows() -> tuple[Row, ...]:
    with (DATA / "reference_rooms.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def number(row: Row, name: str) -> float:
    return float(row[name] or 0.0)


def panes_of(row: Row) -> list[dict[str, Any]]:
    """Windows of a room: side, figures, and the eave above each."""
    found = []
    for match in PANE.finditer(row["windows"]):
        told = {
            name: float(text or 0.0) for name, text in match.groupdict().items() if name != "side"
        }
        found.append(told | {"side": match["side"].lower()})
    return found


def table_glass(row: Row, day: SummerDay) -> float:
    panes = panes_of(row)
    if not panes:
        return 0.0

    def column(of: Callable[[dict[str, Any]], float]) -> np.ndarray[Any, Any]:
        return np.array([[of(pane)] for pane in panes])

    found: GlassLoad = window_load(
        Panes(
            side=np.array([SIDES.index(pane["side"]) for pane in panes]),
            area_ft2=column(lambda pane: pane["area"]),
            u=column(lambda pane: pane["u"]),
            shgc=column(lambda pane: pane["shgc"]),
            inside=column(lambda pane: pane["inside"]),
            outside=column(lambda pane: pane["outside"]),
            overhang_ft=column(lambda pane: pane["depth"]),
            gap_ft=column(lambda pane: pane["top"]),
            glass_ft=column(lambda pane: (pane["bottom"] - pane["top"]) or 1.0),
        ),
        latitude=number(row, "lat_deg"),
        day=day,
    )
    return float(found.room_lines().sum())


def known_loads(row: Row) -> tuple[float, float]:
    """Heating and sensible cooling with the row's own inputs. [BTU/h]"""
    winter_f = 70 - number(row, "heating_design_f")
    summer_f = number(row, "cooling_design_f") - 75
    day = SummerDay(summer_f=summer_f, daily_range_f=number(row, "daily_range"))
    glass_ua = sum(pane["area"] * pane["u"] for pane in panes_of(row))
    openings_ft2 = sum(pane["area"] for pane in panes_of(row)) + number(row, "door_ft2")
    gross_ft2 = sum(number(row, f"wall_gross_{side}_ft2") for side in "nesw")
    wall_ua = (gross_ft2 - openings_ft2) / number(row, "wall_r")
    door_ua = number(row, "door_ft2") / (number(row, "door_r") or 1.0)
    ceiling_ua = number(row, "area_ft2") / number(row, "ceiling_r") if row["ceiling_r"] else 0.0
    air = AIR_SENSIBLE * number(row, "altitude_factor")
    heating = (wall_ua + glass_ua + door_ua + ceiling_ua + ground_ua(row)) * winter_f
    heating += air * number(row, "air_heating_cfm") * winter_f
    kind = WALL_KINDS[row["wall_kind"], row["siding"]]
    base_f = np.array([wall_base_f(kind, 1 / number(row, "wall_r"))])
    wall_f = wall_difference_f(base_f, np.array([WALL_COLOR["medium"]]), day)
    door_f = float(door_difference_f(day))
    cooling = wall_ua * float(wall_f[0]) + door_ua * door_f + table_glass(row, day)
    if ceiling_ua:
        attic_f = attic_difference_f(np.array([number(row, "attic_base_f")]), day)
        cooling += ceiling_ua * float(attic_f[0])
    in_summer = summer_share(winter_f, summer_f)
    cooling += air * number(row, "air_heating_cfm") * in_summer * summer_f
    cooling += number(row, "people") * PERSON_SENSIBLE + number(row, "equipment_btu_h")
    return heating, cooling


def ground_ua(row: Row) -> float:
    """Walls below grade and an insulated basement floor."""
    if not number(row, "wall_below_ft2"):
        return 0.0
    columns = ("wall_below_height_ft", "wall_below_depth_ft", "wall_below_r")
    above, below = buried_wall_u(*(np.array([number(row, name)]) for name in columns))
    depth, width = (
        np.array([number(row, name)]) for name in ("wall_below_depth_ft", "basement_width_ft")
    )
    floor = basement_floor_u(depth, width, insulated=1.0)
    in_walls = float(above[0] + below[0]) * number(row, "wall_below_ft2")
    return in_walls + float(floor[0]) * number(row, "area_ft2")


def asked(query: str) -> tuple[Loads, float]:
    """Loads of a query at its ZIP code, and the heating degrees that it was asked at."""
    answers = read_text(query).answers
    assert answers is not None
    place = at_own_design(answers, find_place(answers.zip))
    found = loads(describe(answers), place, own_heating=None, own_cooling=None)
    return found, 70 - place.heating_design_f


def bare(query: str) -> str:
    """ZIP code, space and size alone."""
    kept = {"zip", "space", "area"}
    return "&".join(part for part in query.split("&") if part.partition("=")[0] in kept)


def references(row: Row, degrees: float) -> tuple[float, float]:
    """Heating brought to other degrees, and cooling with its moisture. [BTU/h]"""
    heating = number(row, "heat_total") * degrees / (70 - number(row, "heating_design_f"))
    return heating, number(row, "cool_sensible") + number(row, "cool_latent")


def measured(ask: Callable[[Row], tuple[Loads, float]], mode: str) -> dict[str, tuple[float, ...]]:
    """Share inside, median width, median error and bias, of heating and of cooling."""
    found: dict[str, list[tuple[Spread, float]]] = {"heating": [], "cooling": []}
    for row in rows():
        asked_loads, degrees = ask(row)
        heating, cooling = references(row, degrees)
        found["heating"].append((asked_loads.heating, heating))
        found["cooling"].append((asked_loads.cooling, cooling))
    result: dict[str, tuple[float, ...]] = {}
    for load, pairs in found.items():
        inside = sum(spread.low <= true <= spread.high for spread, true in pairs) / len(pairs)
        width = median((spread.high - spread.low) / spread.likely for spread, _true in pairs)
        errors = [spread.likely / true - 1 for spread, true in pairs]
        error, bias = median(abs(each) for each in errors), median(errors)
        print(
            f"\n{mode}, {load}: {inside:.0%} inside, width {width:.2f}, error {error:.1%},"
            f" bias {bias:+.1%}, {min(errors):+.0%} to {max(errors):+.0%}"
        )
        result[load] = (inside, width, error, bias)
    return result


def figures_of(found: dict[str, tuple[float, ...]]) -> dict[str, float]:
    names = ("inside", "width", "error", "bias")
    return {
        f"{load}_{name}": value
        for load, values in found.items()
        for name, value in zip(names, values, strict=True)
    }


def errors_of(which: int, reference: str) -> Iterator[float]:
    for row in rows():
        yield known_loads(row)[which] / number(row, reference) - 1


def test_known_inputs_give_manual_js_loads(publish: Publish) -> None:
    figures: dict[str, float] = {}
    for which, (load, reference) in enumerate(
        (("heating", "heat_total"), ("cooling", "cool_sensible"))
    ):
        errors = [abs(error) for error in errors_of(which, reference)]
        print(f"\nknown inputs, {load}: median {median(errors):.2%}, most {max(errors):.2%}")
        assert median(errors) <= 0.02
        assert max(errors) <= 0.10
        figures |= {f"{load}_error": median(errors), f"{load}_worst": max(errors)}
    publish("rooms, known", figures | {"rooms": len(rows())})


def test_experts_answers_are_those_of_the_columns() -> None:
    for row in rows():
        told = read_text(row["query_expert"]).answers
        assert told is not None
        glass = {side: getattr(told, f"window_area_{side}") or 0.0 for side in FACES}
        by_column = dict.fromkeys(FACES, 0.0)
        for pane in panes_of(row):
            by_column[pane["side"]] += pane["area"]
        assert glass == pytest.approx(by_column)
        outside_ft = sum(number(row, f"wall_gross_{side}_ft2") for side in "nesw")
        below_ft = number(row, "wall_below_ft2") / (number(row, "wall_below_height_ft") or 1.0)
        expected = below_ft or outside_ft / number(row, "ceiling_ft")
        assert told.wall_length == pytest.approx(expected, abs=0.001)
        assert (told.outside_door == "metal") == (number(row, "door_ft2") > 0)
        assert told.beside == "heated"


@pytest.mark.usefixtures("real_data")
def test_experts_answers_hold_the_reference(publish: Publish) -> None:
    found = measured(lambda row: asked(row["query_expert"]), "expert")
    for inside, width, error, _bias in found.values():
        assert inside >= 0.9
        assert width <= 1.0
        assert error <= 0.08
    publish("rooms, expert", figures_of(found))


@pytest.mark.usefixtures("real_data")
def test_plain_answers_hold_the_reference(publish: Publish) -> None:
    found = measured(lambda row: asked(row["query_homeowner"]), "plain")
    for inside, width, _error, _bias in found.values():
        assert inside >= 0.9
        assert width <= 1.0
    publish("rooms, plain", figures_of(found))


@pytest.mark.usefixtures("real_data")
def test_place_space_and_size_alone_hold_the_reference(publish: Publish) -> None:
    found = measured(lambda row: asked(bare(row["query_homeowner"])), "zip, space, area")
    for inside, width, _error, _bias in found.values():
        assert inside >= 0.9
        assert width <= 1.6
    publish("rooms, place and size alone", figures_of(found))


CLIMATES = ("02130", "99701", "33101", "80205", "85001", "55401", "94110", "77001")


@pytest.mark.usefixtures("real_data")
def test_twelve_spaces_in_eight_climates_are_finite_and_never_wider_than_six() -> None:
    widest: dict[str, float] = {}
    for space in SPACES:
        for zip_code in CLIMATES:
            found, _degrees = asked(f"zip={zip_code}&space={space}&area=200")
            for load in (found.heating, found.cooling):
                assert 0 < load.low <= load.likely <= load.high < float("inf")
                widest[space] = max(widest.get(space, 0.0), load.high / load.low)
    print("\nwidest range, high / low:", {space: round(most, 2) for space, most in widest.items()})
    assert len(widest) == 12
    assert max(widest.values()) <= 6.0 + 1e-9
