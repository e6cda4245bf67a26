"""What a pick may be called."""

import numpy as np
import pytest

from advisor.engine import rank
from advisor.engine.money import FROM_CLASS
from advisor.engine.pick_labels import labels
from advisor.engine.ranking import distinct
from tests.advisor.engine.samples import MIXED, PUBLISHED, study_of

QUIET = PUBLISHED | {"id": 2, "sound_min_db": 19.0, "price_low": 3000.0, "price_high": 3000.0}
CHEAP = PUBLISHED | {"id": 3, "sound_min_db": 33.0, "price_low": 900.0, "price_high": 900.0}


def test_labels_are_unique_and_the_first_pick_is_the_best() -> None:
    found = study_of(*MIXED, heating_now="gas")
    picked = distinct(found, rank(found).order)
    named = labels(found, picked)
    assert named[picked[0]] == "best_fit"
    assert labels(found, picked[::-1])[picked[-1]] == "best_fit"
    assert len(set(named.values())) == len(named)
    assert set(named) <= set(picked)


def test_label_goes_to_the_unit_that_earns_it() -> None:
    found = study_of(PUBLISHED, QUIET, CHEAP, heating_load=6000.0)
    assert labels(found, [0, 1, 2]) == {0: "best_fit", 1: "quietest", 2: "lowest_cost"}


def test_a_first_pick_that_is_the_quietest_leaves_that_to_nobody() -> None:
    found = study_of(QUIET, PUBLISHED | {"price_low": 9000.0, "price_high": 9000.0})
    assert labels(found, [0, 1]) == {0: "best_fit"}


def test_of_two_as_quiet_none_is_the_quietest() -> None:
    found = study_of(PUBLISHED, QUIET, QUIET | {"id": 9})
    assert "quietest" not in labels(found, [0, 1, 2]).values()


@pytest.mark.parametrize("first", [CHEAP, CHEAP | {"price_low": np.nan, "price_high": np.nan}])
def test_what_costs_more_than_the_first_pick_is_not_the_lowest_cost(
    first: dict[str, float],
) -> None:
    """With a seen price or without: a unit that costs more to own is not the cheapest."""
    dear = PUBLISHED | {"sound_min_db": np.nan, "price_low": 8000.0, "price_high": 8000.0}
    found = study_of(first, dear, heating_load=6000.0)
    assert found.bought.basis[1] != FROM_CLASS
    assert labels(found, [0, 1]) == {0: "best_fit"}


def test_unknown_sound_is_never_called_quietest() -> None:
    found = study_of(PUBLISHED, PUBLISHED | {"sound_min_db": float("nan"), "price_low": 1000.0})
    assert labels(found, [0, 1]).get(1) != "quietest"
    assert labels(found, []) == {}


def test_a_label_never_rests_on_an_unknown_figure() -> None:
    quiet = {"sound_min_db": np.nan, "price_low": np.nan, "price_high": np.nan}
    found = study_of(PUBLISHED | quiet, PUBLISHED | quiet, heating_now="gas")
    assert set(labels(found, [0, 1]).values()) == {"best_fit"}
