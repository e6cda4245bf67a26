"""One unit in a usual room of each kind."""

from datetime import date

import pytest

from advisor.advice import compare
from advisor.advice.room_fit import USUAL_AREA, RoomFit, rooms_for
from advisor.engine.answers import SPACES, Answers
from advisor.listing import inventory
from advisor.reference.places import find_place

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 23)
FH06 = "msz-fh06na-muz-fh06na"


def rooms(slug: str, zip_code: str = "02130") -> dict[str, RoomFit]:
    alone = inventory.current().only(slug)
    assert alone is not None
    found = rooms_for(alone, find_place(zip_code), today=TODAY, units="us")
    return {room.space: room for room in found}


def test_every_kind_of_room_is_answered() -> None:
    assert tuple(USUAL_AREA) == SPACES
    assert tuple(rooms(FH06)) == SPACES


def test_a_room_is_the_same_as_in_the_advice() -> None:
    answers = Answers(zip="02130", space="office", area=USUAL_AREA["office"])
    judged = compare(answers, [FH06], today=TODAY)
    room = rooms(FH06)["office"]
    assert room.heating_btu_h == pytest.approx(judged.load.heating_btu_h.likely)
    assert room.cycling_fraction == pytest.approx(judged.judged[0].pick.cycling_fraction)


def test_verdicts_follow_size_and_place() -> None:
    portable = rooms("map14hs1tbl", "55401")
    assert {room.verdict for room in portable.values()} <= {"left_out", "weak"}
    assert portable["bedroom"].why
    small = rooms(FH06)
    assert small["bedroom"].verdict == "fits" or small["bedroom"].cycling_fraction > 0.5
    assert small["garage"].verdict in {"weak", "left_out"}
