from dataclasses import fields
from typing import Any

import pytest

from advisor.engine.answers import (
    BOUNDS,
    CHOICES,
    MULTIPLE_CHOICES,
    Answers,
)
from advisor.questions.definitions import NUMBERS, QUESTIONS, STEPS
from advisor.questions.flow import (
    asked_questions,
    first_open_step,
    next_step,
    step_by_key,
    steps_for,
)
from advisor.questions.labels import (
    choice_label,
    fold,
    help_text,
    short,
    short_label,
    unit,
    wording,
)

ROOM = {"zip": "02130", "space": "bedroom", "area": "120"}


def asked(given: dict[str, str]) -> set[str]:
    return {question.name for step in steps_for(given) for question in asked_questions(step, given)}


def test_every_answer_of_the_engine_has_a_question() -> None:
    assert set(QUESTIONS) == {field.name for field in fields(Answers)}


@pytest.mark.parametrize("name", [*CHOICES, *MULTIPLE_CHOICES])
def test_a_question_offers_exactly_what_the_engine_accepts(name: str) -> None:
    accepted = {**CHOICES, **MULTIPLE_CHOICES}[name]
    assert tuple(QUESTIONS[name].choices) == accepted


@pytest.mark.parametrize("name", BOUNDS)
def test_a_number_says_why_it_has_bounds(name: str) -> None:
    assert str(QUESTIONS[name].range_why).endswith(".")


def test_there_are_at_most_seven_steps_and_each_question_stands_in_one() -> None:
    assert len(STEPS) <= 7
    placed = [name for step in (*STEPS, NUMBERS) for name in step.fields]
    assert sorted(placed) == sorted(QUESTIONS)


def test_the_first_step_asks_all_that_a_first_result_needs() -> None:
    required = {name for name, question in QUESTIONS.items() if question.required}
    assert required == {"zip", "space", "area"} <= set(STEPS[0].fields)


def test_steps_follow_each_other_to_the_end() -> None:
    order = [STEPS[0].key]
    while step := next_step(ROOM, after=order[-1]):
        order.append(step.key)
    assert order == ["room", "around", "shell", "windows", "living", "possible", "money"]


@pytest.mark.parametrize("space", ["sunroom", "porch"])
def test_glass_room_is_asked_for_its_share_of_glass_first(space: str) -> None:
    step = next_step(ROOM | {"space": space}, after="room")
    assert step is not None
    assert step.fields[0] == "windows"
    assert {each.key for each in steps_for(ROOM | {"space": space})} == {
        each.key for each in steps_for(ROOM)
    }


def test_nothing_follows_an_unknown_step() -> None:
    assert next_step(ROOM, after="nonsense") is None
    assert step_by_key("nonsense") is None


@pytest.mark.parametrize(
    ("given", "step"),
    [
        ({}, "room"),
        ({"zip": "02130", "space": "bedroom"}, "room"),
        (ROOM, "around"),
        ({**ROOM, "above": "attic"}, "shell"),
        ({**ROOM, "below": "slab", "drafts": "unsure", "facing": "n"}, "living"),
    ],
)
def test_an_address_begins_at_the_first_step_that_is_open(given: dict[str, str], step: str) -> None:
    found = first_open_step(given)
    assert found is not None
    assert found.key == step


def test_an_address_that_touched_every_step_has_none_open() -> None:
    seen = {"above": "attic", "drafts": "tight", "glass": "low_e", "use": "day"}
    assert first_open_step({**ROOM, **seen, "tenure": "own", "budget": "900"}) is None


@pytest.mark.parametrize(
    ("given", "extra", "gone"),
    [
        ({**ROOM, "space": "garage"}, {"garage_door"}, {"below_grade"}),
        ({**ROOM, "space": "basement"}, {"below_grade"}, {"below", "garage_door"}),
        ({**ROOM, "space": "basement"}, {"walkout"}, {"beside", "attic", "roof", "skylight_area"}),
        ({**ROOM, "space": "tiny_home"}, {"roof", "skylight_area"}, {"beside", "attic"}),
        ({**ROOM, "exterior_walls": "4"}, {"outside_door"}, {"beside", "walkout"}),
        ({**ROOM, "exterior_walls": "0"}, {"beside"}, {"outside_door", "siding", "wall_color"}),
        ({**ROOM, "above": "heated"}, {"screens"}, {"attic", "roof", "skylight_area"}),
        ({**ROOM, "above": "roof"}, {"roof", "skylight_area"}, {"attic"}),
        ({**ROOM, "windows": "none"}, {"windows"}, {"glass", "facing", "shade", "window_type"}),
        ({**ROOM, "heating_now": "gas"}, {"fuel_rate", "heating_efficiency"}, set()),
        ({**ROOM, "heating_now": "electric"}, set(), {"fuel_rate", "heating_efficiency"}),
        ({**ROOM, "heating_now": "included"}, set(), {"fuel_rate"}),
        ({**ROOM, "window_type": "none"}, {"window_type"}, {"window_width"}),
    ],
)
def test_questions_follow_what_is_known(
    given: dict[str, str], extra: set[str], gone: set[str]
) -> None:
    assert extra <= asked(given)
    assert not gone & asked(given)


@pytest.mark.parametrize(
    ("given", "extra", "gone"),
    [
        (ROOM, {"wall_length", "window_area_n"}, {"soil", "skylight_u", "overhang_gap"}),
        ({**ROOM, "below": "slab"}, {"slab_edge_r", "soil"}, {"crawl_area", "house_width"}),
        ({**ROOM, "space": "basement"}, {"soil", "house_width"}, {"crawl_area"}),
        ({**ROOM, "space": "addition"}, {"crawl_area"}, {"soil"}),  # usually over a crawl space
        ({**ROOM, "skylight_area": "12"}, {"skylight_u", "skylight_shgc"}, set()),
        ({**ROOM, "overhang": "2"}, {"overhang_gap"}, set()),
        ({**ROOM, "overhang": "0", "windows": "none"}, set(), {"overhang_gap", "window_area_n"}),
    ],
)
def test_numbers_are_asked_of_rooms_that_have_them(
    given: dict[str, str], extra: set[str], gone: set[str]
) -> None:
    numbers = {question.name for question in asked_questions(NUMBERS, given)}
    assert extra <= numbers
    assert not gone & numbers


def test_a_renter_is_asked_about_the_landlord() -> None:
    question = QUESTIONS["outdoor_unit"]
    assert "landlord" in str(wording(question, {"tenure": "rent"}))
    assert "landlord" not in str(wording(question, {"tenure": "own"}))


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("fuel_rate", {"heating_now": "gas"}, "$ per therm"),
        ("fuel_rate", {"heating_now": "oil"}, "$ per gallon"),
        ("fuel_rate", {}, "$ per therm or gallon"),
        ("area", {"units": "metric"}, "m²"),
        ("area", {}, "sq ft"),
        ("heating_design", {"units": "metric"}, "°F"),
    ],
)
def test_a_number_is_asked_in_its_unit(name: str, given: dict[str, str], expected: str) -> None:
    assert str(unit(QUESTIONS[name], given)) == expected


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (choice_label("glass", "low_e"), "Double-pane, coated"),
        (choice_label("glass", "steel"), "steel"),
        (choice_label("nonsense", "x"), "x"),
        (short_label("hold"), "Winter temperature"),
        (short_label("nonsense"), "nonsense"),
    ],
)
def test_answers_have_words(told: Any, words: str) -> None:
    assert str(told) == words


def test_a_closet_of_machines_has_words_of_its_own_and_its_watts_come_first() -> None:
    closet = {**ROOM, "space": "office", "exterior_walls": "0"}
    living = step_by_key("living")
    assert living is not None
    assert asked_questions(living, closet)[0].name == "watts"
    assert asked_questions(living, ROOM)[0].name == "goal"
    watts, beside = QUESTIONS["watts"], QUESTIONS["beside"]
    assert "machines" in str(wording(watts, closet))
    assert "UPS" in str(help_text(watts, closet))
    assert "gaming PC" in str(help_text(watts, ROOM))
    assert str(short(watts, closet)) == "Machines"
    assert not fold(beside, closet)
    assert fold(beside, ROOM)
