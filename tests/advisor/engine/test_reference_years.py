"""Six rooms in five climates through the year, against hourly simulations.

First the typical days with the reference's own inputs, then ``advise`` asked for the same rooms:
once as it answers, with sun on walls and roofs, ground and insect screens, and once without, as the
reference years are. What is measured is printed (``-s``).
"""

from dataclasses import replace

import numpy as np
import pytest

from advisor.advice.setup import study_for
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.details import UNTOLD, Details
from advisor.engine.load import loads
from advisor.engine.needed import need, room_nodes
from advisor.engine.room import describe
from advisor.engine.room_year import ROOM_MASS, HourlyNeeds, Nodes, hourly_needs
from advisor.engine.typical_days import SIDES, typical_days
from advisor.listing.inventory import current
from advisor.questions.answer_form import read_text
from advisor.reference.places import find_place
from tests.advisor.engine.conftest import Publish
from tests.advisor.engine.reference_years import PLACES, QUERIES, ROOMS, YEARS

Errors = dict[tuple[str, str, str], float]
SEASONS = ("heat", "sensible")
LEAST_KWH = 100


def reference_nodes(room: str, place: str, *, opens_windows: bool) -> Nodes:
    told, where = ROOMS[room], PLACES[place]
    sun = dict(zip("nesw", told.sun_ft2, strict=True))
    return Nodes(
        floor_ft2=told.floor_ft2,
        volume_ft3=told.volume_ft3,
        ua=told.ua,
        air_cfm=told.air_cfm,
        design_drop_f=70.0 - where.heating_design_f,
        altitude_factor=where.altitude_factor,
        sun_ft2=tuple(sun.get(side, 0.0) for side in SIDES),
        people_btu_h=0.0,
        people_latent_btu_h=0.0,
        equipment_btu_h=told.gains_btu_h,
        mass_btu_f=ROOM_MASS["usual"] * told.floor_ft2,
        in_use=(True,) * 24,
        hold_f=70.0,
        setback_f=70.0,
        opens_windows=opens_windows,
    )


def advised_nodes(room: str, place: str, details: Details = UNTOLD) -> Nodes:
    """The room as ``advise`` simulates it."""
    answers = read_text(f"zip={PLACES[place].zip}&use=all_day&tenure=own&{QUERIES[room]}").answers
    assert answers is not None
    where = find_place(answers.zip)
    if details is UNTOLD:
        study = study_for(answers, current(), place=where)
        nodes = room_nodes(study.loads, study.room, study.place)
        needed = need(study.loads, study.room, study.place, heating=True, cooling=True)
        days = typical_days(where.climate, where.latitude)
        hourly = hourly_needs(nodes, days)
        assert needed.heat_btu == pytest.approx((hourly.heat * days.days).sum())
        return nodes
    described = describe(answers, details)
    found = loads(described, where, own_heating=None, own_cooling=None)
    return room_nodes(found, described, where)


def as_the_reference(nodes: Nodes) -> Nodes:
    """Without sun on walls and roofs, without ground, with the mass of other rooms."""
    return replace(
        nodes,
        ua=nodes.ua + nodes.shallow_ua + nodes.deep_ua,
        shallow_ua=0.0,
        deep_ua=0.0,
        wall_ua=0.0,
        roof_ua=0.0,
        attic_ua=0.0,
        mass_btu_f=ROOM_MASS["usual"] * nodes.floor_ft2,
    )


def errors_of(nodes: dict[tuple[str, str], Nodes], *, opens_windows: bool) -> Errors:
    """(room, place, season) → relative error; printed, and only of years over 100 kWh."""
    errors = {}
    for (room, place), each in nodes.items():
        where = find_place(PLACES[place].zip)
        days = typical_days(where.climate, where.latitude)
        needs: HourlyNeeds = hourly_needs(each, days)
        line = f"{room:<10}{place:<11}"
        for season, truth in zip(SEASONS, YEARS[room][place][opens_windows], strict=True):
            kwh = float((getattr(needs, season) * days.days).sum()) / BTU_PER_KWH
            line += f"{season} {kwh:6.0f} of {truth:6d} kWh"
            if truth > LEAST_KWH:
                errors[room, place, season] = kwh / truth - 1
                line += f" {kwh / truth - 1:+4.0%}"
            line += "  "
        print(line)
    return errors


def figures_of(errors: Errors) -> dict[str, float]:
    """Median error, bias and worst error of heat, of sensible cooling, and of both."""
    figures: dict[str, float] = {}
    for name, seasons in (("heat", {"heat"}), ("sensible", {"sensible"}), ("both", set(SEASONS))):
        found = np.array([error for key, error in errors.items() if key[2] in seasons])
        figures |= {
            f"{name}_error": float(np.median(np.abs(found))),
            f"{name}_bias": float(np.median(found)),
            f"{name}_worst": float(np.abs(found).max()),
        }
    print(" ".join(f"{name} {value:+.1%}" for name, value in figures.items()))
    return figures


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("opens_windows", [False, True], ids=["shut", "opened"])
def test_typical_days_give_the_reference_years(opens_windows: bool, publish: Publish) -> None:
    print(f"\nTypical days, windows {'opened' if opens_windows else 'shut'}")
    errors = errors_of(
        {
            (room, place): reference_nodes(room, place, opens_windows=opens_windows)
            for room in ROOMS
            for place in PLACES
        },
        opens_windows=opens_windows,
    )
    # Van Nuys' reference was simulated on a weather file of other years.
    ours = figures_of({key: error for key, error in errors.items() if key[1] != "Van Nuys"})
    other = figures_of({key: error for key, error in errors.items() if key[1] == "Van Nuys"})
    for season in SEASONS:
        assert ours[f"{season}_error"] <= 0.05
        assert ours[f"{season}_worst"] <= 0.15
    assert other["both_worst"] <= 0.35
    publish(f"years, windows {'opened' if opens_windows else 'shut'}", ours)


@pytest.mark.usefixtures("real_data")
def test_advice_comes_within_a_fifth_of_the_reference_years(publish: Publish) -> None:
    print("\nadvise, as it answers")
    nodes = {(room, place): advised_nodes(room, place) for room in ROOMS for place in PLACES}
    figures = figures_of(errors_of(nodes, opens_windows=True))
    for season in (*SEASONS, "both"):
        assert figures[f"{season}_error"] <= 0.20
    publish("years, advised", figures)


@pytest.mark.usefixtures("real_data")
def test_advice_without_sun_on_walls_comes_nearer(publish: Publish) -> None:
    print("\nadvise, without sun on walls and roofs, ground and insect screens")
    bare = Details(screens="none")
    nodes = {
        (room, place): as_the_reference(advised_nodes(room, place, bare))
        for room in ROOMS
        for place in PLACES
    }
    figures = figures_of(errors_of(nodes, opens_windows=True))
    for season in (*SEASONS, "both"):
        assert figures[f"{season}_error"] <= 0.08
    publish("years, advised on like terms", figures)
