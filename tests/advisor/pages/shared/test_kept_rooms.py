"""A room is studied once by its answers, whichever page asks for it first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from advisor.advice import advise, compare, setup
from advisor.advice.quoted_room import quoted_room
from advisor.advice.run import KeptRooms
from advisor.engine import study as engine_study
from advisor.engine.answers import Answers
from advisor.listing import inventory
from advisor.listing.recent import RecentValues

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=150"
FX, WINDOW = "msz-fx06nl-muz-fx06nlhz", "awgp08w"
QUOTED = "quote_model=MSZ-FX06NL&quote_total=4000"


@pytest.fixture
def studies(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[int]]:
    """Of how many units each study was, since this was asked last."""
    seen: list[int] = []
    study = engine_study

    def counted(answers: Any, place: Any, units: Any, *args: Any, **named: Any) -> Any:
        seen.append(len(units))
        return study(answers, place, units, *args, **named)

    def since() -> list[int]:
        told = seen.copy()
        seen.clear()
        return told

    monkeypatch.setattr(setup, "study", counted)
    return since


@pytest.mark.parametrize(
    "path",
    [
        f"/advice/compare/?{ROOM}",
        f"/advice/compare/?{ROOM}&models={FX},{WINDOW}",
        f"/advice/quote/?{ROOM}&quote_total=4000",
        f"/advice/quote/?{ROOM}&{QUOTED}",
        f"/advice/brief/?{ROOM}",
        f"/advice/results/why/?{ROOM}",
        f"/advice/ask/?{ROOM}",
    ],
)
def test_a_room_that_was_answered_is_not_studied_again(
    client: Client, studies: Callable[[], list[int]], path: str
) -> None:
    assert client.get(f"/advice/results/?{ROOM}").status_code == 200
    assert max(studies()) == len(inventory.current().units)
    assert client.get(path).status_code == 200
    assert studies() == []


@pytest.mark.parametrize("path", [f"compare/?{ROOM}&models={FX}", f"quote/?{ROOM}&{QUOTED}"])
def test_a_room_that_was_compared_or_quoted_is_not_studied_for_the_results(
    client: Client, studies: Callable[[], list[int]], path: str
) -> None:
    client.get(f"/advice/{path}")
    assert studies().count(len(inventory.current().units)) == 1
    client.get(f"/advice/results/?{ROOM}")
    assert studies() == []


def test_a_unit_that_may_not_be_picked_is_studied_alone(
    client: Client, studies: Callable[[], list[int]]
) -> None:
    archive = inventory.current().archive
    assert archive is not None
    slug = archive.cards[0].slug
    client.get(f"/advice/results/?{ROOM}")
    studies()
    assert slug in client.get(f"/advice/compare/?{ROOM}&models={FX},{slug}").content.decode()
    assert studies() == [1]


def test_figures_are_the_same_kept_and_alone() -> None:
    answers = Answers(zip="02130", space="bedroom", area=150, heating_now="oil")
    kept: KeptRooms = RecentValues(most=4)
    advice = advise(answers, kept=kept)
    slugs = [advice.picks[0].slug, advice.picks[1].slug, WINDOW]
    compared = compare(answers, slugs, kept=kept).judged
    assert [each.pick.score for each in compared[:2]] == [pick.score for pick in advice.picks[:2]]
    for one, other in zip(compared, compare(answers, slugs).judged, strict=True):
        assert one.against == other.against
        assert one.pick.cost == other.pick.cost
    for slug in ("", *slugs):
        here, alone = quoted_room(answers, slug=slug, kept=kept), quoted_room(answers, slug=slug)
        assert (here.lines, here.whole, here.rebates) == (alone.lines, alone.whole, alone.rebates)
        assert (here.fit is None) == (alone.fit is None)
        if here.fit and alone.fit:
            assert here.fit.verdict == alone.fit.verdict
            assert here.fit.cycling_fraction == pytest.approx(alone.fit.cycling_fraction)
        assert here.type_advice == alone.type_advice
        assert here.market_note == alone.market_note
