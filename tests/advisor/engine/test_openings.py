"""What would let a unit in where every one is left out."""

from advisor.engine import rank
from advisor.engine.openings import opens_most
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
