"""The rating check of the shipped catalog: points and ratings of one unit, brought together."""

import numpy as np
import pytest
from django.core.management import call_command

from advisor.listing import inventory
from advisor.listing.rating_check import contradictions, rating_check

pytestmark = pytest.mark.usefixtures("real_data")


def test_hspf2_of_units_with_points_is_met() -> None:
    # Reference tools miss the published HSPF2 of such units by 7 % in the middle.
    missed = np.abs(rating_check(inventory.current()).hspf2_with_points)
    assert missed.size > 200
    assert np.median(missed) <= 0.05
    assert (missed <= 0.15).mean() >= 0.90


def test_ratings_without_points_are_exact() -> None:
    check = rating_check(inventory.current())
    assert check.hspf2_alone.size > 1200
    assert np.abs(check.hspf2_alone).max() < 0.01
    assert np.abs(check.seer2).max() < 0.02


@pytest.mark.parametrize(
    ("figure", "at_most"),
    [
        ("min_btu_h", 0.001),
        ("rated_btu_h", 0.001),
        ("max_btu_h", 0.001),
        ("cop_min", 0.03),
        ("cop_rated", 0.01),
        ("cop_max", 0.03),
    ],
)
def test_published_points_are_returned(figure: str, at_most: float) -> None:
    missed = rating_check(inventory.current()).points[figure]
    assert missed.size > 250
    assert np.abs(missed).max() <= at_most


def test_contradicting_units_are_named_the_worst_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = contradictions(inventory.current())
    assert found
    gaps = [abs(each.gap) for each in found]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] > 0.10
    call_command("ratings_check")
    printed = capsys.readouterr().out
    assert "HSPF2, points published" in printed
    assert all(each.slug in printed for each in found)
