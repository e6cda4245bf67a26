from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from advisor.engine import Units
from advisor.engine.owning import owning, owning_usd, terms
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    WINDOW_UNIT,
    answers_of,
    study_of,
    units_of,
)

SPLIT: dict[str, Any] = {"cooling_btu_h": 9000.0, "volts": 230.0}


def owned(
    units: Units,
    upfront_usd: float,
    unit_usd: float,
    running_usd: float,
    *,
    years: int = 15,
    **answers: Any,
) -> dict[str, Any]:
    """Parts of owning each unit, all for the same amounts."""
    size = len(units)
    study: Any = SimpleNamespace(
        units=units,
        bought=SimpleNamespace(typical=np.full(size, unit_usd)),
        upfront=SimpleNamespace(total=np.full((size, 3), upfront_usd)),
        running_usd=np.full(size, running_usd),
    )
    return dict(owning(study, range(size), terms(answers_of(**answers)), years=years))


def test_owning_by_hand() -> None:
    # Energy 1.025/1.04 = 0.985577 a year, 15 years: 0.985577 (1 − 0.985577^15) / 0.014423 = 13.38.
    # Upkeep 1/1.04: 11.118. A split lives 15 years: 3,000 + 100 × 13.38 + 90 × 11.118 = 5,339.
    found = owned(units_of(SPLIT), 3000.0, 1200.0, 100.0)
    assert sum(part[0] for part in found.values()) == pytest.approx(3000 + 1338 + 1000.7, abs=1.5)
    assert found["replacement"][0] == found["left"][0] == 0


def test_short_lived_units_are_bought_again() -> None:
    # Window after 10 years: 600 / 1.04^10 = 405.3. Portable after 7 and 14: × (0.7599 + 0.5775).
    found = owned(units_of(WINDOW_UNIT, PORTABLE_UNIT), 600.0, 600.0, 0.0)
    assert found["replacement"] == pytest.approx([405.3, 802.4], abs=0.2)


def test_what_is_left_of_the_last_unit_comes_back_at_the_end() -> None:
    # After 15 years the second window unit is 5 of 10 years old: half of 600 / 1.04^15 = 166.6;
    # the third portable is 1 of 7: 6/7 of 600 × 0.55526 = 285.6.
    found = owned(units_of(WINDOW_UNIT, PORTABLE_UNIT), 600.0, 600.0, 0.0)
    assert found["left"] == pytest.approx([-166.6, -285.6], abs=0.1)
    # After 10 years a split has a third of its 15 left: 1,200 / 3 / 1.04^10 = 270.2.
    assert owned(units_of(SPLIT), 3000.0, 1200.0, 0.0, years=10)["left"][0] == pytest.approx(
        -270.2, abs=0.1
    )


@pytest.mark.parametrize(
    ("answers", "part", "usd"),
    [
        # 100 × 15, and 100 × 1.1 × (1.1^15 − 1) / 0.1.
        ({"price_growth": 0.0}, "energy", 1500.0),
        ({"price_growth": 10.0}, "energy", 3494.97),
        # 100 × (1 − 0.9^15) × 0.9 / 0.1
        ({"price_growth": -10.0}, "energy", 714.70),
        ({"upkeep_mini_split": 0.0}, "upkeep", 0.0),
        ({"upkeep_mini_split": 200.0}, "upkeep", 3000.0),
        ({"upkeep_window": 200.0}, "upkeep", 1350.0),
        ({"life_mini_split": 15}, "replacement", 0.0),
        ({"life_mini_split": 5}, "replacement", 2400.0),
        ({"life_mini_split": 5}, "left", 0.0),
        ({"life_mini_split": 1}, "replacement", 14 * 1200.0),
        ({"life_mini_split": 20}, "left", -300.0),
        ({"life_portable": 1}, "replacement", 0.0),
    ],
)
def test_own_terms_replace_the_house_s(answers: dict[str, Any], part: str, usd: float) -> None:
    found = owned(units_of(SPLIT), 3000.0, 1200.0, 100.0, discount=0.0, **answers)
    assert found[part][0] == pytest.approx(usd, abs=0.01)


def test_own_discount_moves_what_comes_later() -> None:
    # 90 a year for ten years at 10 %: 90 × 6.1446.
    found = owned(units_of(SPLIT), 0.0, 0.0, 0.0, years=10, discount=10.0)
    assert found["upkeep"][0] == pytest.approx(553.0, abs=0.05)
    free = owned(units_of(SPLIT), 0.0, 0.0, 0.0, years=10, discount=0.0)
    assert free["upkeep"][0] == 900


def test_the_one_figure_is_the_sum_of_the_parts() -> None:
    found = study_of(SPLIT, WINDOW_UNIT)
    parts = owning(found, [0, 1], terms(found.answers))
    assert owning_usd(found, [1, 0], terms(found.answers)) == pytest.approx(
        [sum(part[row] for part in parts.values()) for row in (1, 0)]
    )
