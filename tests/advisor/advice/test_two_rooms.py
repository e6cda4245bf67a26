"""Two rooms that adjoin, on the real catalog."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advisor.advice.sentences import two_rooms_in_words as words
from advisor.advice.two_rooms import WAYS, TwoRooms, two_rooms
from advisor.questions.answer_form import read_text

TODAY = date(2026, 11, 28)
BEDROOM = "zip=20009&space=bedroom&area=100"

pytestmark = pytest.mark.usefixtures("real_data")


def studied(first: str, second: str, *, doorway: str = "door", shut: bool = False) -> TwoRooms:
    rooms = [read_text(query).answers for query in (first, second)]
    assert rooms[0] is not None
    assert rooms[1] is not None
    return two_rooms(rooms[0], rooms[1], doorway=doorway, shut_at_night=shut, today=TODAY)


def test_two_small_bedrooms_in_washington_do_not_lead_with_a_unit_each() -> None:
    found = studied(f"{BEDROOM}&priorities=air", BEDROOM)
    assert {way.key for way in found.ways} == set(WAYS)
    assert all(way.upfront for way in found.ways)
    assert found.best.key == "open_door"
    assert found.way("two_units").cycles_mostly


def test_a_unit_in_each_room_costs_the_sum_of_the_two() -> None:
    way = studied(BEDROOM, "zip=20009&space=office&area=160").way("two_units")
    assert way.upfront is not None
    assert len(way.picks) == 2
    assert way.upfront.typical == sum(pick.cost.upfront.typical for pick in way.picks)
    assert way.yearly_usd == sum((pick.annual.cost_usd for pick in way.picks), Decimal(0))


def test_a_ducted_unit_costs_its_ducts_too() -> None:
    way = studied(BEDROOM, BEDROOM).way("ducted")
    assert way.upfront is not None
    assert way.upfront.typical == way.picks[0].cost.upfront.typical + 1100


def test_a_unit_of_past_years_never_leads_where_one_that_is_sold_serves() -> None:
    for shut in (False, True):
        assert studied(BEDROOM, BEDROOM, shut=shut).best.is_sold


def test_a_shut_door_leaves_the_other_room_out() -> None:
    found = studied(BEDROOM, BEDROOM, shut=True)
    assert not found.way("open_door").serves
    assert found.best.key != "open_door"


def test_a_wide_opening_keeps_the_rooms_closer() -> None:
    door, wide = (studied(BEDROOM, BEDROOM, doorway=each).heating for each in ("door", "wide"))
    assert door is not None
    assert wide is not None
    assert wide.likely < door.likely < door.shut
    assert door.least < door.likely < door.most


def test_the_unit_hangs_in_the_room_that_needs_more() -> None:
    small, large = "zip=55803&space=bedroom&area=120", "zip=55803&space=living_room&area=300"
    assert studied(small, large).host == 1
    assert studied(large, small).host == 0


def test_who_may_have_no_outdoor_unit_is_told_of_no_two_heads() -> None:
    rented = f"{BEDROOM}&tenure=rent"
    found = studied(rented, rented)
    for key in ("ducted", "two_heads"):
        assert found.way(key).upfront is None
        assert "outdoor unit" in found.way(key).why_not
    assert found.best.upfront is not None


def test_cooling_alone_speaks_of_no_cold() -> None:
    found = studied(f"{BEDROOM}&goal=cooling", f"{BEDROOM}&goal=cooling")
    assert found.heating is None
    said = " ".join(words.lines(found, found.way("open_door"), "us"))
    assert "coldest" not in said
    assert "hottest" in said


def test_both_rooms_are_studied_at_one_place_with_few_queries() -> None:
    studied(BEDROOM, BEDROOM)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        studied(BEDROOM, "zip=20009&space=office&area=120")
    assert len(queries) <= 2


def test_every_way_has_words_and_the_headline_names_the_best() -> None:
    found = studied(BEDROOM, BEDROOM)
    assert all(words.lines(found, way, "us") for way in found.ways)
    assert words.headline(found) == "One unit does for both rooms while the door stays open"
