"""What would change the advice: the loads that are told are those of the worlds looked at."""

import re

import pytest

from advisor.advice import advise
from advisor.advice.ninety_six_rooms import answers_of, queries
from advisor.advice.run import run_room
from advisor.engine.first_unit import PRACTICALLY_EQUAL
from tests.lanes import one_in

pytestmark = pytest.mark.usefixtures("real_data")

RV = "zip=85001&space=rv&area=180&moves=yes&hookup=none&heating_now=propane&cooling_now=none"
GARAGE = (
    "zip=80205&space=garage&area=440&tenure=own&heating_now=gas&garage_door=bare&use=occasional"
    "&cooling_now=none"
)


TIED_AT_AN_END = (
    "zip=94110&space=studio&area=350&tenure=rent&heating_now=included&window_type=double_hung"
    "&power=own_115"
)


@pytest.mark.parametrize("query", [TIED_AT_AN_END, *one_in(24, queries(typical=True))])
def test_at_an_end_the_first_stays_unless_another_is_clearly_better(query: str) -> None:
    run = run_room(answers_of(query), None)
    ranking = run.ranking
    if run.best is None or ranking.judged is None:
        assert ranking.at_ends == ()
        return
    low, high = ranking.at_ends
    assert low.heat < 1 < high.heat
    assert low.cool < 1 < high.cool
    scores, need = ranking.judged.of(ranking.rivals), ranking.judged.need
    order = need.argsort()
    for end, part in ((low, order[: need.size // 8]), (high, order[-(need.size // 8) :])):
        mean = dict(zip(ranking.rivals.tolist(), scores[:, part].mean(axis=1), strict=True))
        ahead = mean[end.row] - mean[run.best]
        assert ahead > PRACTICALLY_EQUAL * ranking.score[run.best] or end.row == run.best


@pytest.mark.parametrize("query", [RV, GARAGE])
def test_a_unit_is_named_once_however_many_ends_lead_to_it(query: str) -> None:
    told = advise(answers_of(query)).would_change
    named = [each.split(": ")[-1] for each in told if " installed" in each]
    assert named
    assert len(named) == len(set(named))


def test_the_load_that_is_told_lies_within_the_range_and_in_the_season_that_counts() -> None:
    advice = advise(answers_of(RV))
    (told,) = [each for each in advice.would_change if "needs only" in each]
    low, high = (
        float(each.replace(",", "")) for each in re.findall(r"([\d,]+)\sBTU/h of cooling", told)
    )
    load = advice.load.cooling_btu_h
    assert load.low < low < load.likely < high < load.high
