"""The room as usual for its kind and size, beside the one that its owner describes."""

from dataclasses import replace
from typing import Any

import numpy as np

from advisor.engine.study import Study
from advisor.engine.usual_room import OF_THE_ROOM, as_usual
from tests.advisor.engine.samples import MIXED, study_of


def usual(found: Study, rows: Any = (0, 1)) -> Study:
    made = as_usual(found, np.array(rows, dtype=np.int64))
    assert made is not None
    return made


def test_a_room_of_which_nothing_is_told_is_the_usual_one() -> None:
    rows = np.array([0, 1])
    assert as_usual(study_of(*MIXED), rows) is None
    assert as_usual(study_of(*MIXED, tenure="own", priorities=("quiet",)), rows) is None


def test_what_an_owner_judges_by_eye_is_left_open_again() -> None:
    plain = study_of(*MIXED, goal="heating")
    told = study_of(*MIXED, goal="heating", insulation="poor", drafts="drafty", ceiling=10.0)
    assert told.loads.heating.likely > 1.2 * plain.loads.heating.likely
    made = usual(told)
    assert made.loads.heating == plain.loads.heating
    assert made.needed.heat_btu == plain.needed.heat_btu
    assert made.answers == replace(
        told.answers, insulation=None, drafts=None, ceiling=None, goal="heating"
    )


def test_wishes_and_prices_stay_as_they_were_told() -> None:
    told = study_of(*MIXED, insulation="poor", heating_now="gas", priorities=("quiet",))
    made = usual(told)
    assert made.answers.priorities == ("quiet",)
    assert made.rates.heat_now_usd_kwh == told.rates.heat_now_usd_kwh
    assert made.upfront.total.tolist() == told.upfront.total[:2].tolist()


def test_the_units_are_those_of_the_rows_in_their_year_there() -> None:
    plain, told = study_of(*MIXED), study_of(*MIXED, insulation="poor", windows="many")
    made = usual(told, rows=(2, 0))
    assert made.units.id.tolist() == told.units.id[[2, 0]].tolist()
    np.testing.assert_allclose(made.season.heating_kwh, plain.season.heating_kwh[[2, 0]], rtol=1e-5)
    np.testing.assert_allclose(made.running_usd, plain.running_usd[[2, 0]], rtol=1e-5)


def test_no_wish_and_no_limit_is_taken_for_a_look_of_the_room() -> None:
    wishes = {"tenure", "power", "installer", "budget", "priorities", "goal", "damp", "heating_now"}
    assert not OF_THE_ROOM & wishes
    assert "heating_load" not in OF_THE_ROOM
