"""What would let a unit in where every one is left out: the fewest limits to lift."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

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
    """With no unit left: the fewest changes that let any in, those with the most units first; none
    that asks for the heat alone where the heat is more than any unit gives."""
    changes = list(_changes(study, ranking).values())
    for size in (1, 2, 3):
        tried = [
            Opening(
                limits=tuple(limits[0] for limits in chosen),
                count=_let_in(study, ranking, [limit for limits in chosen for limit in limits]),
            )
            for chosen in itertools.combinations(changes, size)
            if _go_together([limits[0] for limits in chosen])
        ]
        openings = [opening for opening in tried if opening.count]
        if openings:
            return sorted(openings, key=lambda opening: -opening.count)[:told]
    return []


PERMISSION = frozenset({"outdoor_unit", "wall_hole"})
"""Answers that a landlord or an association gives."""


def permission_lets_in(study: Study, ranking: Ranking) -> int:
    """With no unit left: how many come in once a landlord or an association allows what it may,
    and nothing else changes."""
    asked = [limit for limit in ranking.limits if limit.undo and limit.undo.keys() <= PERMISSION]
    return 0 if ranking.order.size else _let_in(study, ranking, asked)


FOR_COOLING: Mapping[str, str] = MappingProxyType({"goal": "cooling"})
BESIDE_OTHER_HEAT: Mapping[str, str] = MappingProxyType({"heating_now": "electric"})


def change_lets_in(study: Study, ranking: Ranking, undo: Mapping[str, str]) -> int:
    """With no unit left: how many come in by this one change of the answers."""
    lifted = [limit for limit in ranking.limits if limit.undo == undo]
    return 0 if ranking.order.size else _let_in(study, ranking, lifted)


def serve_for_heat(study: Study, ranking: Ranking) -> bool:
    """With no unit left: whether any would do were no cooling wanted."""
    lifted = [limit for limit in ranking.limits if limit.undo.get("goal") == "heating"]
    return not ranking.order.size and _let_in(study, ranking, lifted) > 0


def serve_for_cooling(study: Study, ranking: Ranking) -> bool:
    """With no unit left: whether any would do were no heat wanted."""
    of_heat = (FOR_COOLING, BESIDE_OTHER_HEAT)
    lifted = [limit for limit in ranking.limits if limit.undo in of_heat]
    return not ranking.order.size and _let_in(study, ranking, lifted) > 0


def _changes(study: Study, ranking: Ranking) -> dict[tuple[tuple[str, str], ...], list[Limit]]:
    """What one change of the answers lifts, by that change."""
    found: dict[tuple[tuple[str, str], ...], list[Limit]] = {}
    in_vain = needs_more_heat_than_any(study)
    for limit in ranking.limits:
        if limit.undo and not (in_vain and limit.undo.get("goal") == "heating"):
            found.setdefault(tuple(sorted(limit.undo.items())), []).append(limit)
    return found


def _go_together(limits: Sequence[Limit]) -> bool:
    """Whether no two of the changes give one question different answers."""
    answers: dict[str, str] = {}
    return all(
        answers.setdefault(name, value) == value
        for limit in limits
        for name, value in limit.undo.items()
    )


def needs_more_heat_than_any(study: Study) -> bool:
    """Whether the room needs more heat on the coldest typical night than any unit gives there."""
    strongest = float(study.capacity_at_design.max(initial=0.0))
    return study.heating_wanted and study.loads.heating.likely > strongest


def was_answered(study: Study, opening: Opening) -> bool:
    """Whether somebody gave the answers behind each of its limits: none is what we assume."""
    nothing = {None, "", ()}
    return all(
        any(getattr(study.answers, name, None) not in nothing for name in limit.undo)
        for limit in opening.limits
    )


def _let_in(study: Study, ranking: Ranking, lifted: Sequence[Limit]) -> int:
    """How many units no other limit leaves out."""
    codes = {limit.code for limit in lifted}
    kept = [limit.excluded for limit in ranking.limits if limit.code not in codes]
    return int((~np.any(kept, axis=0)).sum()) if kept else len(study.units)
