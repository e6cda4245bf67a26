"""What would let a unit in where every one is left out: the fewest limits to lift."""

import itertools
from dataclasses import dataclass

import numpy as np

from advisor.engine.place_limits import Limit
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study


@dataclass(frozen=True, kw_only=True, eq=False)
class Opening:
    """Limits that together, and no fewer, keep ``count`` units out."""

    limits: tuple[Limit, ...]
    count: int


def opens_most(study: Study, ranking: Ranking, *, told: int = 2) -> list[Opening]:
    """With no unit left: the fewest changes that let any in, those with the most units first."""
    liftable = [limit for limit in ranking.limits if limit.undo]
    for size in (1, 2, 3):
        tried = [
            Opening(limits=chosen, count=_let_in(study, ranking, chosen))
            for chosen in itertools.combinations(liftable, size)
        ]
        openings = [opening for opening in tried if opening.count]
        if openings:
            return sorted(openings, key=lambda opening: -opening.count)[:told]
    return []


def was_answered(study: Study, opening: Opening) -> bool:
    """Whether somebody gave the answers behind each of its limits: none is what we assume."""
    nothing = {None, "", ()}
    return all(
        any(getattr(study.answers, name, None) not in nothing for name in limit.undo)
        for limit in opening.limits
    )


def _let_in(study: Study, ranking: Ranking, lifted: tuple[Limit, ...]) -> int:
    """How many units no other limit leaves out."""
    codes = {limit.code for limit in lifted}
    kept = [limit.excluded for limit in ranking.limits if limit.code not in codes]
    return int((~np.any(kept, axis=0)).sum()) if kept else len(study.units)
