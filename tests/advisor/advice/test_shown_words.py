"""Catch, match and difference of the units that a page shows first, and what stays open."""

from typing import Any

import numpy as np
import pytest

from advisor.advice.sentences.catch import COMPARED, catch
from advisor.advice.sentences.difference import difference
from advisor.advice.sentences.largest_reason import hottest_day
from advisor.advice.sentences.safety import safety
from advisor.advice.shown_words import match_key
from advisor.engine import Study, rank
from advisor.engine.equipment import YES
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    PUBLISHED,
    TODAY,
    WINDOW_UNIT,
    place_of,
    study_of,
    year_around,
)


def apart(first: dict[str, Any], other: dict[str, Any], **answers: Any) -> str:
    """What tells the second of two units from the first."""
    study = study_of(first, other, **answers)
    return difference(study, 1, 0, price_seen=None, sale_seen=None, units="us")


def test_a_louder_unit_that_costs_less_is_told_with_both() -> None:
    seen = {"price_day": float(TODAY)}
    quiet = PUBLISHED | seen | {"sound_min_db": 20.0, "price_low": 2500.0, "price_high": 2500.0}
    loud = PUBLISHED | seen | {"sound_min_db": 24.0, "price_low": 1600.0, "price_high": 1600.0}
    assert apart(quiet, loud) == "About $900 less, louder by 4 dB"
    assert apart(loud, quiet) == "About $900 more, quieter by 4 dB"


def test_another_kind_is_told_before_its_price() -> None:
    assert apart(PUBLISHED, WINDOW_UNIT) == "Sits in the window: no hole in the wall"
    assert apart(WINDOW_UNIT, PUBLISHED) == "Needs a hole in the wall and an outdoor unit"


@pytest.mark.parametrize(
    ("answers", "known", "said"),
    [
        ({"space": "rv", "hookup": "shore_30"}, {"volts": 115.0}, "Its voltage is not published"),
        ({"power": "own_115"}, {"volts": 115.0}, "Its voltage is not published"),
        ({"priorities": ("quiet",)}, {"sound_min_db": 30.0}, "Its sound is not published"),
        (
            {"features": ("wifi",)},
            {"features": {"wifi": YES}},
            "Not published: Wi-Fi",
        ),
    ],
)
def test_what_was_asked_for_and_is_not_published_is_the_difference(
    answers: dict[str, Any], known: dict[str, Any], said: str
) -> None:
    blank = PUBLISHED | {"volts": np.nan, "sound_min_db": np.nan, "price_low": 900.0}
    assert apart(PUBLISHED | known, blank, **answers) == said
    assert apart(blank, PUBLISHED | known, **answers) != said
    assert apart(blank, blank | {"price_low": 1500.0}, **answers) != said


def test_less_than_the_hottest_day_takes_is_the_difference_to_one_that_carries_it() -> None:
    small = PUBLISHED | {"cooling_btu_h": 6000.0}
    study = study_of(PUBLISHED, small, goal="cooling")
    large, less = study.cooling_at_design
    told = {"goal": "cooling", "cooling_load": 0.98 * float(large)}
    share = f"{100 * less / told['cooling_load']:.0f}%"
    assert apart(PUBLISHED, small, **told) == f"Cools about {share} of what the hottest day takes"
    assert "hottest day" not in apart(small, PUBLISHED, **told)
    enough = {"goal": "cooling", "cooling_load": float(less)}
    assert "hottest day" not in apart(PUBLISHED, small, **enough)
    neither = {"goal": "cooling", "cooling_load": 1.02 * float(large)}
    assert "hottest day" not in apart(PUBLISHED, small, **neither)


def test_two_alike_are_called_the_same() -> None:
    assert apart(PUBLISHED, PUBLISHED) == "The same in all that is published"


def test_a_published_sound_is_the_difference_where_the_first_has_none() -> None:
    told = apart(PUBLISHED | {"sound_min_db": np.nan}, PUBLISHED | {"sound_min_db": 22.0})
    assert told == "Its sound is published: 22 dB(A)"


def test_of_a_larger_machine_its_heat_in_the_cold_is_told() -> None:
    small, large = ({"points": [], "cooling_btu_h": size} for size in (6000.0, 8000.0))
    one, other = (
        {**PUBLISHED, **each, "heating_btu_h": each["cooling_btu_h"]} for each in (small, large)
    )
    told = apart(one, other, heating_now="none")
    assert "more heat at" in told, told
    assert told.endswith(", by our estimate")
    assert "less heat at" in apart(other, one, heating_now="none")


def test_of_a_larger_machine_that_only_cools_its_rated_size_is_told() -> None:
    larger = PUBLISHED | {"cooling_btu_h": PUBLISHED["cooling_btu_h"] + 2000.0}
    told = apart(PUBLISHED, larger, goal="cooling")
    assert told.startswith("Rated "), told
    assert ", not " in told


def caught(study: Study, **changes: Any) -> str:
    return catch(
        study,
        0,
        None,
        points={},
        serving=rank(study).order,
        units="us",
        **changes,
    )


@pytest.mark.parametrize("goal", ["both", "cooling"])
def test_what_others_cost_less_is_of_units_that_carry_as_much(goal: str) -> None:
    cold = place_of(heating_design_f=5.0, climate=year_around(20.0))
    seen = {"price_day": float(TODAY), "price_low": 2500.0, "price_high": 2500.0}
    study = study_of(
        PUBLISHED | seen,
        PUBLISHED | seen | {"price_low": 2000.0, "price_high": 2000.0},
        WINDOW_UNIT | seen | {"price_low": 400.0, "price_high": 400.0},
        place=cold,
        goal=goal,
    )
    less = [next(COMPARED["upfront"](study, 0, np.array(rows)), "") for rows in ([0, 1, 2], [0, 2])]
    if goal == "both":  # the night is not the window unit's
        assert less == ["Others that serve cost up to $500 less installed.", ""]
    else:
        assert less[0] == less[1] != ""


def test_a_published_limit_is_the_catch_unless_the_headline_says_it() -> None:
    cold = place_of(heating_design_f=-30.0, climate=year_around(-25.0))
    study = study_of(PUBLISHED | {"min_operating_f": -13.0}, place=cold, heating_now="gas")
    assert caught(study).startswith("It stops heating below −13\u00a0°F")
    assert not caught(study, told="stops_in_the_cold").startswith("It stops heating")


def test_a_unit_that_has_a_successor_says_so_unless_something_weighs_more() -> None:
    cold = place_of(heating_design_f=20.0, climate=year_around(30.0))
    unit = PUBLISHED | {"min_operating_f": -40.0}
    runs_through = study_of(unit, place=cold, heating_load=6000.0, goal="heating")
    said = caught(runs_through, successor="Acme X2")
    assert said == "An older model: Acme X2 replaces it. Ask which one the quote is for."
    assert "older model" not in caught(runs_through)
    small = study_of(PUBLISHED, heating_load=900.0, cooling_load=900.0)
    assert "stops and starts" in caught(small, successor="Acme X2")


def test_output_and_need_of_a_hot_day_are_told_at_one_temperature() -> None:
    study = study_of(PUBLISHED, cooling_load=5000.0, goal="cooling")
    told = hottest_day(study, 0, "us")
    gives = f"{round(float(study.cooling_at_design[0]), -1):,.0f}"
    assert told == (
        f"At {study.place.cooling_design_f:.0f}\u00a0°F it cools up to about {gives}\u00a0BTU/h;"
        " the room needs 5,000\u00a0BTU/h."
    )


def test_a_unit_short_of_the_hottest_day_says_so_first() -> None:
    study = study_of(PUBLISHED, goal="cooling")
    most = float(study.cooling_at_design[0])
    short = study_of(PUBLISHED, goal="cooling", cooling_load=1.04 * most)
    assert caught(short) == hottest_day(short, 0, "us")
    enough = study_of(PUBLISHED, goal="cooling", cooling_load=0.9 * most)
    assert caught(enough) != hottest_day(enough, 0, "us")


def test_a_sound_that_was_asked_for_and_is_not_published_is_the_catch_before_costs() -> None:
    unheard = PUBLISHED | {"sound_min_db": np.nan}
    asked: dict[str, Any] = {"priorities": ["quiet"], "goal": "cooling"}
    said = "You asked for quiet: its sound is not published."
    less = "A plain window AC cools it for about $900 less over 15 years."
    study = study_of(unheard, **asked)
    assert caught(study, plainer=less) == said
    assert caught(study_of(PUBLISHED, **asked), plainer=less) == less
    assert caught(study_of(unheard, goal="cooling"), plainer=less) == less
    assert caught(study, told="sound_unknown", plainer=less) == less


def test_a_sound_that_was_asked_for_stands_behind_heat_that_is_left_to_another_heater() -> None:
    unheard = PUBLISHED | {"sound_min_db": np.nan, "min_operating_f": -13.0}
    said = "You asked for quiet: its sound is not published."
    for winter_f, stops in ((-30.0, True), (40.0, False)):
        cold = place_of(heating_design_f=winter_f, climate=year_around(winter_f + 20.0))
        told = caught(study_of(unheard, place=cold, heating_now="gas", priorities=["quiet"]))
        assert told.startswith("It stops heating") == stops
        assert (told == said) != stops


def test_a_unit_that_cycles_most_of_its_hours_is_no_good_match() -> None:
    small = study_of(PUBLISHED, heating_load=900.0, cooling_load=900.0)
    assert small.season.cycling_fraction[0] > 0.85
    assert match_key(small, 0, 90.0) == "poor"


def test_points_alone_make_no_good_match() -> None:
    study = study_of(PUBLISHED | {"points": []}, heating_load=6000.0)
    assert study.curves.estimated["min_output"][0]
    assert match_key(study, 0, 99.0) == "usable"


@pytest.mark.parametrize(
    ("unit", "answers", "kinds"),
    [
        (PUBLISHED, {}, ["Refrigerant"]),
        (WINDOW_UNIT, {}, ["Fire and falls"]),
        (PORTABLE_UNIT, {}, ["Fire", "Water"]),
        (PUBLISHED, {"space": "garage"}, ["Refrigerant", "Fumes"]),
        (PUBLISHED, {"space": "basement"}, ["Refrigerant", "Water"]),
        (PUBLISHED, {"exterior_walls": 0}, ["Refrigerant", "Water"]),
    ],
)
def test_dangers_are_those_of_the_unit_and_of_the_room(
    unit: dict[str, Any], answers: dict[str, Any], kinds: list[str]
) -> None:
    told = safety(study_of(unit, **answers), 0)
    assert [text.split(":")[0] for text in told] == kinds


def test_a_refrigerant_that_can_burn_is_named() -> None:
    (told,) = safety(study_of(PUBLISHED), 0, refrigerant="R-32")
    assert told.startswith("Refrigerant: R-32 can burn")
    assert safety(study_of(PUBLISHED), 0, refrigerant="R32") == [told]
    assert safety(study_of(PUBLISHED), None) == []


def test_last_stock_is_told_beside_who_may_open_the_lines() -> None:
    (told,) = safety(study_of(PUBLISHED), 0, refrigerant="R-410A")
    assert told == (
        "Refrigerant: only a licensed technician may open or join the lines. It is R-410A, last"
        " stock: some rebates rule it out."
    )
    assert "R-410A" not in safety(study_of(PUBLISHED), 0)[0]
