"""The unit that somebody asks about: its pick, and why it is left out where it is."""

from dataclasses import replace

import numpy as np

from advisor.advice.contract import JudgedUnit, Pick
from advisor.advice.picks import full_picks, pick_source
from advisor.advice.sentences import exclusions
from advisor.advice.setup import Setup
from advisor.engine import Ranking, Study, rank
from advisor.engine.answers import Answers
from advisor.engine.fit import limits
from advisor.engine.owning import terms
from advisor.engine.worlds import FEW_WORLDS
from advisor.listing.inventory import Inventory


def judge_alone(setup: Setup, answers: Answers, alone: Inventory, *, units: str) -> JudgedUnit:
    """The one unit of ``alone``, studied by itself, with every limit that is against it."""
    return judge_studied(setup, setup.study(answers, alone), alone, units=units)


def judge_studied(setup: Setup, study: Study, alone: Inventory, *, units: str) -> JudgedUnit:
    """As ``judge_alone``, where the study of the one unit is there already. Its rank is 0."""
    source = pick_source(
        replace(setup, inventory=alone),
        study,
        rank(study, count=FEW_WORLDS),
        [0],
        terms=terms(study.answers),
        labels={},
        units=units,
    )
    reason = alone.cards[0].standing
    against = [str(exclusions.STANDINGS[reason])] if reason else []
    against += [
        exclusions.left_out_because(study, limit, units=units)
        for limit in limits(study)
        if limit.excluded[0]
    ]
    # Alone it is first in every world, which says nothing.
    pick = replace(full_picks(source, [0])[0], rank=0, first_share=0.0, first_of_100="")
    return JudgedUnit(pick=pick, against=against)


def judge_ranked(study: Study, ranking: Ranking, pick: Pick, row: int, *, units: str) -> JudgedUnit:
    """The unit of ``row`` among all that may be picked; rank 0 where a limit leaves it out."""
    against = [
        exclusions.left_out_because(study, limit, row, units=units)
        for limit in ranking.limits
        if limit.excluded[row]
    ]
    position = np.flatnonzero(ranking.order == row)
    place = int(position[0]) + 1 if position.size else 0
    return JudgedUnit(pick=replace(pick, rank=place), against=against)


def cannot_judge() -> str:
    """The sentence for a model that is not in the catalog, or that cannot be studied."""
    return exclusions.cannot_judge()
