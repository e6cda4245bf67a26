"""One unit in a usual room of each kind."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from advisor.advice import advise, compare
from advisor.advice.room_fit import USUAL_AREA, RoomFit, rooms_for
from advisor.engine.answers import SPACES, Answers
from advisor.listing import inventory
from advisor.models import RankingVersion
from advisor.reference import costs
from advisor.reference.places import find_place
from catalog.models import HeatPump

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


@pytest.fixture
def tighter_limits(real_data: None) -> Iterator[None]:
    """Limits as somebody at the desk might set them."""
    RankingVersion.objects.create(
        values={"MIN_PER_HEATING_LOAD": 0.25, "MIN_PER_COOLING_LOAD": 0.35}
    )
    costs.forget()
    yield
    costs.forget()
    inventory.forget()


def keep_every(nth: int) -> None:
    """Thin the catalog out to every ``nth`` of the units that may be picked."""
    kept = list(HeatPump.objects.pickable().order_by("id").values_list("pk", flat=True))[::nth]
    HeatPump.objects.exclude(pk__in=kept).delete()
    inventory.forget()


def unlimited(reason: str) -> str:
    """Without the limit: in damp heat mini-splits have another one than window units, and a reason
    of both names the lower."""
    return re.sub(r"(?<=is over )[\d,]+", "…", reason)


@pytest.mark.parametrize(
    ("zip_code", "nth"),
    [
        ("02130", 40),
        ("02130", 1),
        ("33139", 1),
    ],
)
@pytest.mark.usefixtures("tighter_limits")
@pytest.mark.slow
def test_every_unit_in_every_room_is_judged_as_in_the_advice(zip_code: str, nth: int) -> None:
    """Of the units that may be picked, a room leaves out as many as the advice, for the same
    reasons, and none that the advice picks."""
    keep_every(nth)
    place, stock = find_place(zip_code), inventory.current()
    fits = {slug: rooms(slug, zip_code) for slug in stock.rows}
    disagreements: list[tuple[object, ...]] = []
    for space, area in USUAL_AREA.items():
        advice = advise(Answers(zip=place.zip, space=space, area=area), today=TODAY)
        expected = Counter(
            {unlimited(excluded.reason): excluded.count for excluded in advice.excluded}
        )
        found = Counter(
            unlimited(re.sub(r"^Left out[^:]*: such units ", "", fit[space].why).removesuffix("."))
            for fit in fits.values()
            if fit[space].verdict == "left_out"
        )
        if found != expected:
            disagreements.append((space, found - expected, expected - found))
        disagreements += [
            (space, pick.slug)
            for pick in advice.picks
            if fits[pick.slug][space].verdict == "left_out"
        ]
    assert disagreements == []


def test_verdicts_follow_size_and_place() -> None:
    portable = rooms("map14hs1tbl", "55401")
    assert {room.verdict for room in portable.values()} <= {"left_out", "weak"}
    assert portable["bedroom"].why
    small = rooms(FH06)
    assert small["bedroom"].verdict == "fits" or small["bedroom"].cycling_fraction > 0.5
    assert small["garage"].verdict in {"weak", "left_out"}
