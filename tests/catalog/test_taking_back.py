"""A step of many units goes back as one: what it asks of the database does not grow with them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.history import acting
from catalog.models import Change, HeatPump, How
from tests.catalog.test_editing import LIST, desk
from tests.catalog.test_saves import commit, history
from tests.factories import create_heat_pump, create_point, create_price

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db


def one_step(count: int, *, how: How = How.HAND) -> list[HeatPump]:
    """Units of which one step changed a figure and a point, removed a price and made another."""
    units = [create_heat_pump(seer2=20) for _unit in range(count)]
    for unit in units:
        create_point(heat_pump=unit, rated_btu_h=10_000)
        create_price(heat_pump=unit, low="650.00")
    commit()
    with acting("load_catalog" if how == How.COMMAND else "anna", how=how):
        HeatPump.objects.filter(pk__in=[unit.pk for unit in units]).update(seer2=21)
        for unit in units:
            unit.points.update(rated_btu_h=9_000)
            unit.prices.all().delete()
            create_price(heat_pump=unit, low="700.00", retailer="B")
    return units


def queries_of(desk: Client, address: str, *, post: bool = False) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = desk.post(address) if post else desk.get(address)
    assert answer.status_code == (302 if post else 200)
    return len(queries)


@pytest.mark.parametrize("post", [False, True])
def test_taking_back_for_all_asks_the_same_of_two_units_and_of_twelve(
    desk: Client, post: bool
) -> None:
    counts = []
    for count in (2, 12):
        units = one_step(count)
        address = f"{history(desk, units[0])[0].take_back}?all=1"
        commit()
        counts.append(queries_of(desk, address, post=post))
        if post:
            found = {
                (u.seer2, u.points.get().rated_btu_h, str(u.prices.get().amount_low))
                for u in HeatPump.objects.filter(pk__in=[unit.pk for unit in units])
            }
            assert found == {(20, 10_000, "650.00")}
    print(counts)
    assert counts[0] == counts[1]


def test_conflicts_of_many_units_are_told_with_their_unit_by_one_question(desk: Client) -> None:
    counts = []
    for count in (2, 12):
        units = one_step(count)
        address = f"{history(desk, units[0])[0].take_back}?all=1"
        commit()
        with acting("berta", how=How.HAND):
            HeatPump.objects.update(seer2=22)
        counts.append(queries_of(desk, address))
        refused = desk.post(address).context["refused"]
        assert len(refused) == count
        assert {text.partition(": ")[0] for text in refused} == {str(unit) for unit in units}
        assert "SEER2 was changed again by berta" in refused[0]
    assert counts[0] == counts[1]


def test_what_a_command_did_is_one_step_that_can_be_taken_back(desk: Client) -> None:
    units = one_step(3, how=How.COMMAND)
    entry = history(desk, units[0])[0]
    assert (entry.how, entry.others) == ("by a command", 2)
    commit()
    page = desk.get(f"{entry.take_back}?all=1")
    assert "A command wrote this." in page.text
    assert [str(unit) for unit in units] == [unit for unit, _lines in page.context["units"]]
    desk.post(f"{entry.take_back}?all=1")
    assert set(HeatPump.objects.values_list("seer2", flat=True)) == {20}


def test_what_somebody_wrote_in_the_database_is_left_to_the_hand(desk: Client) -> None:
    unit = create_heat_pump(seer2=20)
    commit()
    HeatPump.objects.update(seer2=21)
    entry = history(desk, unit)[0]
    assert (entry.take_back, entry.instead) == ("", "Written in the database: correct it by hand.")


def test_step_that_made_units_as_well_is_not_taken_back_for_all(desk: Client) -> None:
    unit = create_heat_pump(seer2=20)
    commit()
    with acting("load_catalog", how=How.COMMAND):
        HeatPump.objects.update(seer2=21)
        made = create_heat_pump()
    address = f"{history(desk, unit)[0].take_back}?all=1"
    commit()
    page = desk.post(address)
    assert page.context["refused"] == ["It made records as well. Take it back for each unit."]
    assert HeatPump.objects.filter(pk=made.pk).exists()
    newest = Change.objects.of_unit(unit.pk)[0]
    assert desk.post(f"{LIST}{unit.pk}/history/{newest.pk}/take-back/").status_code == 302
    unit.refresh_from_db()
    assert unit.seer2 == 20
