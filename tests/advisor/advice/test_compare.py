"""Chosen units against one room: ``advice.compare``, and ``model=`` for units never picked."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from advisor.advice import advise, compare
from advisor.engine.answers import Answers
from advisor.listing import inventory
from catalog.selection import pump_columns
from tests.factories import create_brand, create_heat_pump

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 23)
ROOM = Answers(zip="02130", space="bedroom", area=120, exterior_walls=1, heating_now="electric")
FS06 = "msz-fs06na-muz-fs06na"


def test_a_compared_unit_is_judged_as_in_the_advice() -> None:
    asked = replace(ROOM, model=FS06)
    judged = advise(asked, today=TODAY).judged
    assert judged is not None
    alone = compare(ROOM, [FS06], today=TODAY).judged[0]
    assert alone.pick.score == pytest.approx(judged.pick.score)
    assert alone.pick.cycling_fraction == pytest.approx(judged.pick.cycling_fraction)
    assert alone.pick.cost == judged.pick.cost
    # One row and many take different paths through the sums: equal to single precision.
    assert asdict(alone.pick.annual) == pytest.approx(asdict(judged.pick.annual))


def test_units_keep_the_order_in_which_they_were_asked_for() -> None:
    slugs = [pick.slug for pick in advise(ROOM, today=TODAY).picks[:3]][::-1]
    assert [each.pick.slug for each in compare(ROOM, slugs, today=TODAY).judged] == slugs


def test_an_unknown_slug_is_named_and_the_room_stays() -> None:
    found = compare(ROOM, ["no-such-unit"], today=TODAY)
    assert found.judged == []
    assert found.unknown == ["no-such-unit"]
    assert found.load.heating_btu_h.likely == advise(ROOM, today=TODAY).load.heating_btu_h.likely


def test_a_discontinued_unit_is_judged_but_never_picked() -> None:
    unit = create_heat_pump(slug="an-old-one", availability="discontinued", cooling_btu_h=24_000)
    found = advise(replace(ROOM, model=unit.slug), today=TODAY)
    assert found.judged is not None
    assert found.judged.pick.slug == unit.slug
    assert "discontinued" in found.judged.against[0]
    assert found.judged_note is None
    assert unit.slug not in {pick.slug for pick in found.picks}


def test_a_unit_too_strong_for_the_room_says_so_even_alone() -> None:
    unit = create_heat_pump(slug="too-big", cooling_btu_h=36_000)
    against = compare(ROOM, [unit.slug], today=TODAY).judged[0].against
    assert any("Left out" in sentence for sentence in against)


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_unit_that_is_not_live_is_judged_by_nobody(status: str) -> None:
    unit = create_heat_pump(slug="hidden", status=status)
    found = advise(replace(ROOM, model=unit.slug), today=TODAY)
    assert found.judged is None
    assert found.judged_note
    assert compare(ROOM, [unit.slug], today=TODAY).unknown == [unit.slug]


def test_the_parts_of_the_inventory_share_no_unit() -> None:
    create_heat_pump(brand=create_brand(), form="ducted", slug="a-ducted-one")
    stock = inventory.current()
    assert stock.archive is not None
    assert stock.others is not None
    slugs = [slug for part in stock.parts for slug in part.rows]
    assert len(slugs) == len(set(slugs))
    assert {card.standing for card in stock.cards} == {""}
    assert stock.others.cards[stock.others.rows["a-ducted-one"]].standing == "ducted"
    shown = pump_columns(rights="1")[1]  # without those whose capacity is hidden
    assert len(slugs) == len(shown)
