"""What a quote for a room is compared with: the size, the unit, and each line of the place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from advisor.advice import compare
from advisor.advice.quoted_room import QuotedRoom, quoted_room
from advisor.engine.answers import Answers

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 23)
ROOM = Answers(zip="02130", space="bedroom", area=140)
FX06 = "msz-fx06nl-muz-fx06nlhz"
WINDOW = "awgp08w"
KIT12 = "diy-12-hp-wmah-115c25-diy-12-hp-c-115c25"


def lines(room: QuotedRoom) -> dict[str, tuple[int, int, bool]]:
    return {
        each.cost.name: (int(each.cost.low), int(each.cost.high), each.needed)
        for each in room.lines
    }


def test_a_quoted_unit_costs_what_it_costs_in_the_comparison() -> None:
    room = quoted_room(ROOM, slug=FX06, today=TODAY)
    alone = compare(ROOM, [FX06], today=TODAY).judged[0].pick
    assert room.judged is not None
    assert room.judged.pick.cost == alone.cost
    needed = {name: values[:2] for name, values in lines(room).items() if values[2]}
    assert needed == {each.name: (int(each.low), int(each.high)) for each in alone.cost.lines}
    assert (room.whole.low, room.whole.high) == (alone.cost.upfront.low, alone.cost.upfront.high)
    assert room.fit is not None
    assert room.fit.cycling_fraction == pytest.approx(alone.cycling_fraction)


def test_a_room_without_a_unit_is_compared_with_units_of_the_right_size() -> None:
    room = quoted_room(ROOM, today=TODAY)
    assert (room.judged, room.fit) == (None, None)
    assert room.right.best_btu_h == 6000
    assert "units nearest to this size" in room.lines[0].cost.source
    large = quoted_room(ROOM, size_btu_h=24_000, today=TODAY)
    assert large.right.best_btu_h == 6000
    assert large.lines[0].cost.name == "unit"
    assert large.lines[0].cost.high > room.lines[0].cost.high


def test_a_line_is_needed_where_this_room_and_place_need_it() -> None:
    cold = lines(quoted_room(ROOM, today=TODAY))
    warm = lines(quoted_room(Answers(zip="33139", space="bedroom", area=140), today=TODAY))
    assert cold["snow_stand"][2]
    assert "outdoor_mount" not in cold
    assert warm["outdoor_mount"][2]
    assert "snow_stand" not in warm
    assert not cold["condensate_pump"][2]
    low = lines(quoted_room(Answers(zip="02130", space="basement", area=300), today=TODAY))
    assert low["condensate_pump"][2]
    wired = lines(quoted_room(Answers(zip="02130", space="bedroom", area=140, power="v230")))
    assert not wired["circuit"][2]


def test_a_quote_for_an_rv_is_not_compared_with_the_work_at_a_house() -> None:
    rv = Answers(zip="85001", space="rv", area=160, moves="yes", hookup="shore_30")
    room = quoted_room(rv, today=TODAY)
    assert not {"permit", "outdoor_mount", "snow_stand"} & set(lines(room))
    assert room.whole_market is None
    assert "Not counted: the bracket with vibration mounts" in room.market_note
    parked = quoted_room(replace(rv, moves="no"), today=TODAY)
    assert "outdoor_mount" in lines(parked)
    assert "permit" not in lines(parked)
    assert parked.market_note == ""


def test_what_the_owner_does_alone_is_not_missed_in_a_quote() -> None:
    mine = Answers(zip="02130", space="bedroom", area=140, own_work=("permit",))
    assert not lines(quoted_room(mine, today=TODAY))["permit"][2]
    assert lines(quoted_room(ROOM, today=TODAY))["permit"][2]


def test_other_guides_stand_beside_our_range_of_labor_and_of_the_whole() -> None:
    room = quoted_room(ROOM, today=TODAY)
    labor = next(each for each in room.lines if each.cost.name == "labour")
    assert labor.market is not None
    assert labor.market[1] > labor.cost.high
    assert room.whole_market is not None


def test_a_rebate_says_what_it_asks_for_whether_it_counts_or_not() -> None:
    rebates = quoted_room(ROOM, total_usd=Decimal(4000), today=TODAY).rebates
    assert {rebate.code for rebate in rebates} >= {"hear-ma", "mass-save"}
    assert all(rebate.asks for rebate in rebates)


def test_a_kit_is_quoted_without_a_line_set_and_any_other_unit_with_one() -> None:
    kit = quoted_room(ROOM, slug=KIT12, today=TODAY)
    assert kit.lines
    assert "line_set" not in lines(kit)
    assert lines(quoted_room(ROOM, size_btu_h=12_000, today=TODAY))["line_set"][2]
