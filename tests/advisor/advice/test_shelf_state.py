"""What the catalog knows, and what first picks of plain rooms rest on."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from advisor.advice.shelf_state import (
    ASKED,
    counts_by_type,
    known_figures,
    plain_rooms,
    run_rooms,
    shares,
)
from advisor.listing.inventory import current

pytestmark = pytest.mark.usefixtures("real_data")
TODAY = date(2026, 11, 28)


def test_the_shipped_catalog_has_a_thousand_units_that_can_be_bought() -> None:
    inventory = current()
    counts = counts_by_type(inventory.units, known_figures(inventory, today=TODAY))
    assert sum(found["live"] for found in counts.values()) >= 1000
    for found in counts.values():
        assert found["on sale or certified"] == found["live"]


@pytest.mark.slow
def test_first_picks_of_plain_rooms_rest_on_published_ratings() -> None:
    inventory = current()
    rooms = run_rooms(plain_rooms(), today=TODAY)
    assert len(rooms) == 120
    assert sum(not room.rows for room in rooms) <= 6
    known = known_figures(inventory, today=TODAY)
    splits = [room for room in rooms if room.rows and inventory.units.kind[room.rows[0]] == 0]
    found = shares(splits, known, most=1)
    assert found["SEER2"] >= 0.95
    assert found["HSPF2"] >= 0.95
    assert found["output at 5 °F"] >= 0.90
    assert found["output at 47 °F"] >= 0.75
    assert found["on sale or certified"] == 1


@pytest.mark.parametrize(
    "extra", [ASKED[0], *(pytest.param(extra, marks=pytest.mark.slow) for extra in ASKED[1:])]
)
def test_no_first_pick_is_unknown_in_what_is_asked_while_a_known_unit_serves(extra: str) -> None:
    rooms = run_rooms(plain_rooms(extra)[::3], today=TODAY)
    assert [room for room in rooms if room.unknown_first] == []


@pytest.mark.slow
def test_a_shared_outlet_never_gets_a_unit_of_unknown_voltage_above_a_known_one() -> None:
    units = current().units
    for room in run_rooms(plain_rooms("power=shared_115"), today=TODAY):
        unknown = [units.volts[row] != 115 for row in room.rows]
        assert unknown == sorted(unknown), room.query


def test_the_command_prints_the_table_and_every_set_of_rooms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("advisor.management.commands.catalog_state.ASKED", ASKED[:1])
    monkeypatch.setattr(
        "advisor.management.commands.catalog_state.plain_rooms",
        lambda extra="": plain_rooms(extra)[:6],
    )
    out = StringIO()
    call_command("catalog_state", "--today", "2026-11-28", stdout=out)
    text = out.getvalue()
    assert "First shelf of the catalog on 2026-11-28" in text
    assert text.count("first pick unknown while a known unit serves: 0") == 2
    assert "6 rooms with power=shared_115" in text
