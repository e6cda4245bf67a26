"""First picks that an expert named for a room, as far as they depend on the order of the units."""

from datetime import date
from functools import cache

import pytest

from advisor.advice.run import RoomRun, run_room
from advisor.advice.thirty_rooms import advice_rooms
from advisor.engine.owning import owning_usd, terms

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 23)


@cache
def run(room: str) -> RoomRun:
    return run_room(advice_rooms()[room], TODAY)


def kind_of(found: RoomRun, row: int) -> str:
    return found.study.units.record(row).key


def test_garage_ranks_no_weaker_and_dearer_unit_above_one_that_carries_the_night() -> None:
    found = run("5")
    study, rows = found.study, found.picked
    coverage, own = study.heating_coverage, owning_usd(study, rows, terms(study.answers))
    pairs = [
        (above, below)
        for place, above in enumerate(rows)
        for at, below in enumerate(rows[place + 1 :], start=place + 1)
        if coverage[above] + 0.05 <= coverage[below] and own[at] < own[place]
    ]
    named = [tuple(found.setup.inventory.cards[row].slug for row in pair) for pair in pairs]
    assert named == []
    assert coverage[rows[0]] > 0.9


def test_rv_in_the_desert_gets_12k() -> None:
    found = run("desert RV")
    assert 11_000 <= found.study.units.cooling_btu_h[found.picked[0]] <= 13_000


def test_porch_that_is_only_cooled_gets_a_window_unit() -> None:
    found = run("screen porch")
    first = found.picked[0]
    assert kind_of(found, first) == "window"
    assert 8000 <= found.study.units.cooling_btu_h[first] <= 12_500


def test_server_room_gets_9k() -> None:
    found = run("17")
    first = found.picked[0]
    assert kind_of(found, first) == "mini_split"
    assert 8500 <= found.study.units.cooling_btu_h[first] <= 9500


def test_closet_gets_the_mini_split_that_cools_in_the_deepest_cold_that_is_published() -> None:
    # The expert asks for 0 °F or lower; no unit of the catalog is known to cool below 14 °F.
    found = run("warm closet")
    first, study = found.picked[0], found.study
    assert kind_of(found, first) == "mini_split"
    assert study.units.min_operating_cooling_f[first] == 14
    assert study.curves.low_cooling_f[found.ranking.order].min() == 14
    assert study.season.uncooled_fraction[first] < 0.1
    assert study.units.cooling_btu_h[first] <= 12_000
