"""What would let a unit in where every one is left out."""

from dataclasses import replace
from typing import Any

import numpy as np

from advisor.engine import rank
from advisor.engine.openings import needs_more_heat_than_any, opens_most, permission_lets_in
from advisor.engine.place_limits import Limit
from tests.advisor.engine.samples import PUBLISHED, WINDOW_UNIT, study_of


def test_one_change_that_opens_is_told_first() -> None:
    found = study_of(PUBLISHED, PUBLISHED, WINDOW_UNIT, type=("portable",), heating_now="gas")
    ranking = rank(found)
    assert ranking.order.size == 0
    opening = opens_most(found, ranking)[0]
    assert [limit.code for limit in opening.limits] == ["type"]
    assert opening.count >= 2


def test_two_changes_are_told_where_one_does_not_help() -> None:
    found = study_of(PUBLISHED, outdoor_unit="no", budget=100.0, heating_now="gas")
    ranking = rank(found)
    openings = opens_most(found, ranking)
    assert {limit.code for limit in openings[0].limits} == {"no_outdoor_unit", "budget"}
    assert openings[0].count == 1


def test_one_answer_that_lifts_two_limits_is_one_change_and_no_answer_is_given_twice() -> None:
    found = study_of(PUBLISHED, PUBLISHED, heating_now="gas")
    ranking = rank(found)
    first, second = np.array([True, False]), np.array([False, True])
    one = Limit(code="one", excluded=first | second, undo={"budget": ""})
    other = Limit(code="other", excluded=first, undo={"budget": ""})
    told = opens_most(found, replace(ranking, limits=(one, other)))
    assert [(each.limits, each.count) for each in told] == [((one,), 2)]
    warm = Limit(code="warm", excluded=first | second, undo={"goal": "heating"})
    cool = Limit(code="cool", excluded=first | second, undo={"goal": "cooling"})
    assert opens_most(found, replace(ranking, limits=(warm, cool))) == []


def test_the_heat_alone_opens_nothing_where_no_unit_gives_so_much() -> None:
    found = study_of(PUBLISHED, heating_now="gas", heating_load=90_000.0)
    assert needs_more_heat_than_any(found)
    warm = Limit(code="warm", excluded=np.array([True]), undo={"goal": "heating"})
    assert opens_most(found, replace(rank(found), limits=(warm,))) == []
    assert not needs_more_heat_than_any(study_of(PUBLISHED, heating_now="gas"))


def test_permission_lets_in_what_nothing_else_keeps_out() -> None:
    shut: dict[str, Any] = {"outdoor_unit": "no", "wall_hole": "no", "heating_now": "gas"}
    found = study_of(PUBLISHED, PUBLISHED, **shut)
    assert permission_lets_in(found, rank(found)) == 2
    poor = study_of(PUBLISHED, PUBLISHED, budget=100.0, **shut)
    assert permission_lets_in(poor, rank(poor)) == 0
    free = study_of(PUBLISHED, heating_now="gas")
    assert permission_lets_in(free, rank(free)) == 0
