"""What stands in for an unpublished figure, and whence it comes."""

from typing import Any

import numpy as np
import pytest

from advisor.engine import priors
from advisor.engine.priors import (
    LEVELS,
    MIN_SPREAD,
    OF_TYPE,
    PUBLISHED,
    Observed,
    guess,
    left_out,
    observed,
)
from advisor.engine.unit_curves import curves
from tests.advisor.engine.samples import units_of

BRAND = {"brand": 7}


def one(least: float | None, rated: float = 10_000.0, **kin: int) -> dict[str, Any]:
    """A mini-split that publishes its rated output, and its lowest where one is given."""
    point = {"heating": True, "outdoor_f": 47, "rated_btu_h": rated}
    if least is not None:
        point["min_btu_h"] = least
    return {"cooling_btu_h": 9000.0, "points": [point], "lineage": BRAND | kin}


def level_and_least(*rows: dict[str, Any]) -> tuple[str, float]:
    """The level of the first of these units, and its lowest output. [BTU/h]"""
    made = curves(units_of(*rows))
    return LEVELS[made.level["min_output"][0]], float(made.min_heat_47_btu_h[0])


OTHERS = (one(1800.0, outdoor=21), one(2000.0, outdoor=22), one(2200.0, outdoor=23))


@pytest.mark.parametrize(
    ("unknown", "known", "level", "least"),
    [
        # The most specific first: 1,500 of the very outdoor unit, whatever the brand says.
        (one(None, outdoor=5), one(1500.0, outdoor=5, series=3), "outdoor", 1500.0),
        (one(None, outdoor=5, series=3), one(1500.0, outdoor=6, series=3), "series", 1500.0),
        # Another size of the series: 1,500 × (20,000 / 10,000)^0.75 = 2,523.
        (one(None, 20_000.0, outdoor=5, line=4), one(1500.0, outdoor=6, line=4), "series", 2523.0),
        (one(None, outdoor=5, slug=9), one(1500.0, outdoor=6, replaced_by=9), "predecessor", 1500),
        (one(None, outdoor=5, family=2), one(1500.0, outdoor=6, family=2), "predecessor", 1500.0),
        # Of the brand 1,500, 1,800, 2,000, 2,200: the median, in proportions.
        (one(None, outdoor=5), one(1500.0, outdoor=6), "brand", 1897.4),
    ],
)
def test_most_specific_kin_stands_in(
    unknown: dict[str, Any], known: dict[str, Any], level: str, least: float
) -> None:
    told, found = level_and_least(unknown, known, *OTHERS)
    assert told == level
    assert found == pytest.approx(least, rel=0.001)


def test_kin_are_weighed_once_however_many_shelves_they_stand_in_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    kin = priors._Kin

    def counted(figure: str, known: Observed, key: str) -> priors._Kin:
        made.append(key)
        return kin(figure, known, key)

    monkeypatch.setattr(priors, "_Kin", counted)
    units = units_of(*(one(None, outdoor=100 + n) for n in range(50)), *OTHERS)
    known = observed(units)
    for _shelf in range(3):
        found = guess("min_output", observed(units), known)
        assert {LEVELS[each] for each in found.level[:50]} == {"brand"}
    assert sorted(made) == ["brand", "family", "line", "outdoor", "replaced_by", "series"]


def test_median_of_groups_is_numpys() -> None:
    """Hand-made: (2, 4, 9) → 4; (1, 2) → 1.5; (7) → 7; of no values none."""
    values = np.array([9.0, 1.0, 2.0, 7.0, 4.0, 2.0])
    keys = np.array([5, 3, 5, 8, 5, 3])
    place, count, median = priors._medians(values, keys)
    assert keys[place].tolist() == [3, 5, 8]
    assert count.tolist() == [2, 3, 1]
    assert median.tolist() == [1.5, 4.0, 7.0]
    assert priors._medians(np.array([]), np.array([], dtype=int))[2].size == 0


def test_brand_of_two_outdoor_units_says_nothing() -> None:
    # One of them sold in two pairs counts once. 0.267 × 10,000.
    told, least = level_and_least(
        one(None, outdoor=5),
        one(1800.0, outdoor=21),
        one(1800.0, outdoor=21),
        one(2000.0, outdoor=22),
    )
    assert told == "type"
    assert least == pytest.approx(2670)


def test_outdoor_unit_in_many_pairs_counts_once() -> None:
    # Medians of 1,500, 1,800, 2,000, 2,200, not drawn to the one that is sold in four pairs.
    pairs = [one(1500.0, outdoor=6)] * 4
    least = level_and_least(one(None, outdoor=5), *pairs, *OTHERS)[1]
    assert least == pytest.approx(1897.4, abs=0.1)


def test_range_figure_of_a_maker_is_nobodys_prior() -> None:
    told, least = level_and_least(one(None, series=3, outdoor=5), one(1023.0, series=3, outdoor=6))
    assert told == "type"
    assert least == pytest.approx(2670)


def test_ducted_unit_is_nobodys_prior() -> None:
    units = units_of(one(None, outdoor=5, series=3), one(1500.0, outdoor=6, series=3))
    known = observed(units, counted=np.array([True, False]))
    assert guess("min_output", observed(units), known).level.tolist() == [OF_TYPE, PUBLISHED]


def test_published_figure_has_no_spread_and_a_guess_has_its_levels() -> None:
    made = curves(units_of(one(2000.0, outdoor=1), one(None, outdoor=2)))
    spread = made.spread["min_output"]
    assert spread[0].tolist() == [0.0, 0.0]
    assert spread[1] == pytest.approx(np.log(MIN_SPREAD["type"]))


def test_guess_names_the_unit_that_it_was_taken_from() -> None:
    made = curves(
        units_of(one(None, outdoor=5, series=3), one(1500.0, outdoor=6, series=3) | {"slug": "fh"})
    )
    assert made.like["min_output"].tolist() == ["fh", ""]


def test_left_out_unit_never_guesses_itself() -> None:
    # Two sizes of a series, 1,000 × 2 apart at one size: each misses by the logarithm of 2.
    units = units_of(one(1500.0, outdoor=5, series=3), one(3000.0, outdoor=6, series=3))
    missed = left_out("min_output", observed(units))
    assert sorted(missed["series"]) == pytest.approx([-np.log(2), np.log(2)])
    assert "brand" not in missed
