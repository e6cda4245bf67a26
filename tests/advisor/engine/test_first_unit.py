"""Which unit is first of those that are practically equal."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from advisor.engine import Study, first_unit
from advisor.engine.equipment import CERTIFIED, ON_SALE
from advisor.engine.first_unit import leader
from tests.advisor.engine.samples import MIXED, PUBLISHED, study_of

ROOM: dict[str, Any] = {"heating_load": 6000.0}


def led_by(totals: list[float], usual: list[float], monkeypatch: pytest.MonkeyPatch) -> int:
    """The row that leads of units with these points, and with these in the usual room."""
    rows = np.arange(len(totals))
    points = {"quiet": np.array(totals)}
    there = study_of(*MIXED[: len(totals)])

    def as_usual(_study: Study, alike: Any) -> Study:
        monkeypatch.setattr(
            first_unit,
            "points_over_worlds",
            lambda *_args: {"quiet": np.array(usual)[alike]},
        )
        return there

    monkeypatch.setattr(first_unit, "as_usual", as_usual)
    return leader(there, rows, points, np.zeros(rows.size, dtype=np.int64), 128)


@pytest.mark.parametrize(
    ("other", "year", "leads"),
    [
        ({}, 1.04, 1),  # one machine to its owner: the one that is on sale
        ({}, 1.06, 0),  # another year
        ({"sound_min_db": 22.0}, 1.04, 0),
        ({"volts": np.nan}, 1.04, 0),
        ({"price_low": 1900.0, "price_high": 1900.0}, 1.04, 0),
        ({"lineage": {"brand": 9}}, 1.04, 0),
        ({"cooling_btu_h": 8000.0}, 1.04, 0),
    ],
)
def test_of_close_variants_the_same_one_leads_in_every_room(
    other: dict[str, Any], year: float, leads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = PUBLISHED | {"sale": CERTIFIED, "slug": "a"}
    found = study_of(first, PUBLISHED | {"sale": ON_SALE, "slug": "b"} | other, **ROOM)
    kwh = np.array([1000.0, 1000.0 * year])
    season = replace(found.season, heating_kwh=kwh, cooling_kwh=0 * kwh)
    monkeypatch.setattr(first_unit, "as_usual", lambda *_args: None)
    monkeypatch.setattr(first_unit, "carried", lambda *_args: [np.ones(2)])
    points = {"quiet": np.array([70.0, 69.8])}
    behind = np.zeros(2, dtype=np.int64)
    alike = replace(found, season=season)
    assert leader(alike, np.arange(2), points, behind, 128) == leads


@pytest.mark.parametrize(
    ("totals", "usual", "leads"),
    [
        ([70.0, 67.9], [60.0, 60.1], 1),  # 3% of 70 are 2.1
        ([70.0, 67.4], [60.0, 61.0], 0),  # what it lacks beyond that counts twice: 61 - 2 * 0.5
        ([70.0, 67.4], [60.0, 61.1], 1),
        ([70.0, 65.7], [60.0, 90.0], 0),  # 4.3 behind: too far
        ([70.0, 69.9, 69.0], [60.0, 60.2, 60.3], 2),
        ([70.0, 69.9], [60.0, 20.0], 0),
    ],
)
def test_of_equals_the_one_leads_that_is_best_in_the_usual_room(
    totals: list[float], usual: list[float], leads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert led_by(totals, usual, monkeypatch) == leads
