"""Units that another one beats in every respect, worked by hand."""

from typing import Any

import numpy as np
import pytest

from advisor.engine import Study, rank
from advisor.engine.dominance import BEATEN_BY, beaten, below
from advisor.engine.equipment import ARCHIVE
from tests.advisor.engine.samples import PUBLISHED, study_of

ROOM: dict[str, Any] = {"heating_load": 12_000.0, "heating_now": "electric", "goal": "heating"}


DEAR: dict[str, Any] = {"price_low": 1800.0, "price_high": 2000.0}


def with_output(share: float, **changes: Any) -> dict[str, Any]:
    """``PUBLISHED`` with so much of its highest outputs."""
    points = [each | {"max_btu_h": share * each["max_btu_h"]} for each in PUBLISHED["points"]]
    return PUBLISHED | {"points": points} | changes


def found_in(
    *rows: dict[str, Any], behind: tuple[int, int] = (0, 0), **answers: Any
) -> list[list[bool]]:
    studied = study_of(*rows, **ROOM | answers)
    found: list[list[bool]] = beaten(studied, np.arange(len(rows)), np.array(behind)).tolist()
    return found


def coverage(studied: Study) -> list[float]:
    return [round(float(each), 2) for each in studied.heating_coverage]


def test_more_of_the_night_for_no_more_money_beats() -> None:
    # 7,900 × 0.85 against 7,900 BTU/h at 0 °F, for a load of 12,000; $300 less to buy.
    rows = (with_output(0.85, id=1, **DEAR), with_output(1.0, id=2))
    studied = study_of(*rows, **ROOM)
    few, many = coverage(studied)
    assert many - few > 0.05
    assert many < 1
    assert found_in(*rows) == [[False, True], [False, False]]


@pytest.mark.parametrize(
    "better",
    [
        {"price_low": 1801.0, "price_high": 2001.0},  # a dollar more
        {"sound_min_db": 21.0},
        {"sound_min_db": np.nan},
        {"sale": ARCHIVE},
        {"min_operating_f": np.nan},  # how far down it heats is not published
    ],
)
def test_whatever_speaks_for_the_weaker_one_saves_it(better: dict[str, Any]) -> None:
    rows = (with_output(0.85, id=1, **DEAR), with_output(1.0, id=2, **better))
    assert found_in(*rows) == [[False, False], [False, False]]


def test_a_unit_behind_beats_none_in_front() -> None:
    rows = (with_output(0.85, id=1, **DEAR), with_output(1.0, id=2))
    assert found_in(*rows, behind=(0, 100)) == [[False, False], [False, False]]


def test_more_than_the_room_needs_beats_nobody() -> None:
    rows = (with_output(0.85, id=1, **DEAR), with_output(1.0, id=2))
    assert found_in(*rows, heating_load=4000.0) == [[False, False], [False, False]]


def test_a_wish_that_the_weaker_one_meets_saves_it() -> None:
    filtered = with_output(0.85, id=1, **DEAR, features={"filter": 1})
    rows = (filtered, with_output(1.0, id=2, features={"filter": 0}))
    assert found_in(*rows)[0] == [False, True]
    assert found_in(*rows, priorities=("air",))[0] == [False, False]


def test_scores_are_lowered_behind_all_that_beat() -> None:
    # The third beats the second and both beat the first; in the second world the third serves not.
    scores = np.array([[70.0, 70.0], [68.0, 68.0], [66.0, -900.0]])
    found = np.array([[False, True, True], [False, False, True], [False, False, False]])
    serves = scores > 0
    lowered = below(scores, found, serves)
    assert lowered[:, 0].tolist() == [66 - 2 * BEATEN_BY, 66 - BEATEN_BY, 66.0]
    assert lowered[:, 1].tolist() == [68 - BEATEN_BY, 68.0, -900.0]


def test_no_sum_of_points_puts_a_beaten_unit_in_front() -> None:
    # The weaker one publishes its lowest output, the other does not: 25% of the certainty.
    quiet = [each | {"min_btu_h": np.nan} for each in with_output(1.0)["points"]]
    rows = (with_output(0.85, id=1, **DEAR), with_output(1.0, id=2, points=quiet))
    studied = study_of(*rows, **ROOM)
    ranking = rank(studied)
    assert studied.units.id[ranking.order].tolist() == [2, 1]
    assert ranking.first_share[ranking.order[0]] > ranking.first_share[ranking.order[1]]
    assert ranking.score[ranking.order[1]] <= ranking.score[ranking.order[0]] - BEATEN_BY + 1e-9
