"""What a pick may be called."""

import numpy as np

from advisor.engine import rank
from advisor.engine.pick_labels import labels
from advisor.engine.ranking import distinct
from tests.advisor.engine.samples import MIXED, PUBLISHED, study_of


def test_labels_are_unique_and_one_a_unit() -> None:
    found = study_of(*MIXED, heating_now="gas")
    ranking = rank(found)
    picked = distinct(found, ranking.order)
    named = labels(found, ranking, picked)
    most = max(picked, key=lambda row: ranking.first_share[row])
    assert named[most] == "best_fit"
    assert len(set(named.values())) == len(named)
    assert set(named) <= set(picked)


def test_label_goes_to_the_unit_that_earns_it() -> None:
    loud = PUBLISHED | {"id": 1, "sound_min_db": 24.0}
    quiet = PUBLISHED | {"id": 2, "sound_min_db": 19.0, "price_low": 3000.0, "price_high": 3000.0}
    cheap = PUBLISHED | {"id": 3, "sound_min_db": 33.0, "price_low": 900.0, "price_high": 900.0}
    found = study_of(loud, quiet, cheap, heating_load=6000.0)
    named = labels(found, rank(found), [0, 1, 2])
    assert named == {0: "best_fit", 1: "quietest", 2: "lowest_cost"}


def test_unknown_sound_is_never_called_quietest() -> None:
    found = study_of(PUBLISHED, PUBLISHED | {"sound_min_db": float("nan"), "price_low": 1000.0})
    assert labels(found, rank(found), [0, 1]).get(1) != "quietest"
    assert labels(found, rank(found), []) == {}


def test_a_label_never_rests_on_an_unknown_figure() -> None:
    quiet = {"sound_min_db": np.nan, "price_low": np.nan, "price_high": np.nan}
    found = study_of(PUBLISHED | quiet, PUBLISHED | quiet, heating_now="gas")
    assert set(labels(found, rank(found), [0, 1]).values()) == {"best_fit"}
