"""Seasonal performance as shown holds what has been measured in homes."""

import csv
from pathlib import Path

import numpy as np
import pytest

from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F
from advisor.engine.rating_procedure import electricity
from advisor.engine.season import FIELD_DERATE, FIELD_DERATE_RANGE
from advisor.engine.unit_curves import curves
from tests.advisor.engine.samples import units_of

FIELD = Path(__file__).resolve().parents[3] / "advisor" / "data" / "field_cop.csv"


def studies() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with FIELD.open(newline="") as rows:
        for row in csv.DictReader(rows):
            if row["hspf"]:
                found.setdefault(row["study"], []).append(row)
    return found


@pytest.mark.parametrize("study", sorted(studies()))
def test_measured_cop_lies_inside_the_shown_range(study: str) -> None:
    # A unit with the study's HSPF and no published points, at a load that grows with the cold; the
    # mean of a study's COPs against the laboratory curve at the same temperatures.
    rows = studies()[study]
    outdoor_f = np.array([float(row["outdoor_f"]) for row in rows])
    measured = np.array([float(row["cop"]) for row in rows])
    units = units_of(
        {
            "cooling_btu_h": 12_000.0,
            "hspf": float(rows[0]["hspf"]),
            "seer2": 20.0,
            "min_operating_f": -13.0,
            "cold_climate": 1,
        }
    )
    made = curves(units)
    at = weights(HEATING_GRID_F, outdoor_f)
    power, delivered = electricity(
        np.maximum(500.0, 9800.0 * (65 - outdoor_f) / 60),
        least=made.heat_least @ at,
        most=made.heat_most @ at,
        cop_least=made.heat_cop_least @ at,
        cop_most=made.heat_cop_most @ at,
        cycling_loss=made.cycling_loss,
    )
    laboratory = (delivered / power / 3.412)[0]
    share = float((measured / laboratory).mean())
    assert FIELD_DERATE_RANGE["low"] <= share <= FIELD_DERATE_RANGE["high"]


def test_what_we_count_lies_within_the_range() -> None:
    assert FIELD_DERATE_RANGE["low"] < FIELD_DERATE < FIELD_DERATE_RANGE["high"]
