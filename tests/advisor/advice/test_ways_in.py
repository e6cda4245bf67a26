"""What would have to change where no unit serves: each way is the answer that its link shows."""

from functools import cache

import pytest

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.questions.answer_form import read_text, undone

pytestmark = pytest.mark.usefixtures("real_data")

BEDROOM = "zip=99701&space=bedroom&area=120"
SUNROOM = "zip=99701&space=sunroom&area=160"
TENANT = (
    "zip=33101&space=bedroom&area=150&tenure=rent&outdoor_unit=no&wall_hole=no&window_type=none"
)
SHUT_AND_POOR = "zip=02130&space=bedroom&area=120&outdoor_unit=no&window_type=none&budget=900"
PHOENIX = "zip=85001&space=living_room&area=2500"
METRIC = f"{SUNROOM.replace('160', '15')}&units=metric"
EMPTY = (BEDROOM, SUNROOM, TENANT, SHUT_AND_POOR, PHOENIX, METRIC)


@cache
def advice_of(query: str) -> Advice:
    form = read_text(query)
    assert form.answers is not None
    return advise(form.answers, units=form.units)


def after(query: str, undo: str) -> Advice:
    return advice_of(undone(read_text(query).given, undo))


@pytest.mark.parametrize("query", EMPTY)
def test_each_way_is_the_answer_that_its_link_shows(query: str) -> None:
    advice = advice_of(query)
    assert advice.picks == []
    assert advice.ways_in
    for way in advice.ways_in:
        changed = after(query, way.undo)
        assert bool(changed.picks) == bool(way.serve), way
        if way.serve:
            assert f"{way.serve:,}" in changed.folds["serve"], way
            assert changed.picks[0].name in way.then


def test_a_room_too_cold_for_any_unit_is_told_of_other_heat_and_of_its_load_insulated() -> None:
    heat, *_rest, work = advice_of(BEDROOM).ways_in
    assert (heat.undo, heat.serve > 0) == ("heating_now=electric", True)
    assert work.undo == "insulation=good"
    load = after(BEDROOM, work.undo).load.heating_btu_h.likely
    assert f"{round(load, -2):,.0f}\u00a0BTU/h" in work.then
    assert work.then.endswith("Even so, no unit serves.")


def test_work_on_a_leaky_room_is_told_with_the_load_that_it_leaves() -> None:
    work = advice_of(SUNROOM).ways_in[-1]
    assert work.change.startswith("Insulate the edge of the slab")
    load = after(SUNROOM, work.undo).load.heating_btu_h.likely
    assert f"{round(load, -2):,.0f}\u00a0BTU/h of heat" in work.then


def test_work_that_no_limit_waits_for_is_no_way_in() -> None:
    assert {way.undo for way in advice_of(TENANT).ways_in} == {
        "outdoor_unit=yes&wall_hole=yes",
        "window_type=",
    }


@pytest.mark.parametrize("query", [TENANT, f"{TENANT}&power=shared_115"])
def test_a_landlord_who_alone_could_let_units_in_is_counted_as_the_answer_counts(
    query: str,
) -> None:
    advice = advice_of(query)
    (asked,) = [way for way in advice.ways_in if way.asks]
    assert advice.permission_lets_in == asked.serve > 0
    assert advice_of(SHUT_AND_POOR).permission_lets_in == 0


SHUT = (
    "zip=60614&space=bedroom&area=160&tenure=rent&outdoor_unit=no&wall_hole=no&window_type=casement"
)


@pytest.mark.parametrize(
    ("query", "cools"),
    [
        (f"{SHUT}&heating_now=included", True),
        (f"{SHUT}&heating_now=gas", True),
        (f"{SHUT}&heating_now=none", False),
        (SHUT, False),
        (f"{SHUT}&heating_now=included&goal=heating", False),
        (f"{TENANT}&heating_now=included", False),
        (f"{SHUT}&heating_now=included&window_type=none", False),
        ("zip=02130&space=bedroom&area=120&heating_now=included", False),
    ],
)
def test_who_has_heat_and_waits_for_permission_is_told_what_cools_without(
    query: str, *, cools: bool
) -> None:
    advice = advice_of(query)
    assert advice.cools_unasked == cools
    if cools:
        way = next(way for way in advice.ways_in if way.undo == "goal=cooling")
        assert not way.asks
        assert way.serve == len(after(query, way.undo).picks) > 0


def test_a_way_in_is_something_that_could_be_so_and_never_an_order() -> None:
    said = {way.change for way in advice_of(f"{SHUT}&heating_now=included").ways_in}
    assert "The room has a double-hung window" in said
    narrow = advice_of(f"{SHUT.replace('casement', 'slider')}&window_width=14&heating_now=gas")
    assert "The window opens wide enough for one" in {way.change for way in narrow.ways_in}


def test_cooling_alone_is_told_after_what_brings_heat() -> None:
    undone_by = [way.undo for way in advice_of(BEDROOM).ways_in]
    assert undone_by.index("heating_now=electric") < undone_by.index("goal=cooling")


def test_a_type_of_which_no_unit_serves_is_not_called_usual_here() -> None:
    split = next(each for each in advice_of(SUNROOM).types if each.type == "mini_split")
    assert split.none_serves
    assert split.why.startswith("It could go in here, but none that we know serves")
    assert "cannot carry the heat" in split.why
    served = advice_of("zip=02130&space=bedroom&area=120")
    assert not next(each for each in served.types if each.type == "mini_split").none_serves


def test_an_answer_with_units_has_no_ways_in() -> None:
    served = advice_of("zip=02130&space=bedroom&area=120")
    assert (served.ways_in, served.permission_lets_in) == ([], 0)
