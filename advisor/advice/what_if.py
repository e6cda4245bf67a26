"""What would change the advice: other loads, lifted limits, an improved room."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.contract import Excluded
from advisor.advice.sentences import changes_in_words, exclusions
from advisor.advice.sentences.changes_in_words import MOST_CHANGES
from advisor.advice.setup import Setup
from advisor.engine import Ranking, Study, rank
from advisor.engine.equipment import IntArray
from advisor.engine.improvement import Improvement
from advisor.engine.study import with_limit_lifted
from advisor.engine.unit_types import Triple
from advisor.engine.verdict import Improved, may_lead
from advisor.engine.worlds import FEW_WORLDS


def run_improved(setup: Setup, study: Study, improvement: Improvement | None) -> Improved | None:
    """The second run, with the room improved; ``None`` where it could not change the advice."""
    if improvement is None or not may_lead(study, improvement):
        return None
    improved = setup.study(improvement.answers)
    return Improved(study=improved, ranking=rank(improved, count=FEW_WORLDS))


def count_excluded(study: Study, ranking: Ranking, *, units: str) -> list[Excluded]:
    """How many units each limit leaves out, the largest count first; a unit counts once."""
    left_out = ranking.reason[~np.isnan(ranking.reason)].astype(int)
    counts = np.bincount(left_out, minlength=len(ranking.limits))
    excluded = []
    for index, limit in enumerate(ranking.limits):
        if counts[index]:
            reason, undo_label = exclusions.exclusion(study, limit, units=units)
            excluded.append(
                Excluded(
                    reason=reason,
                    count=int(counts[index]),
                    undo="&".join(f"{key}={value}" for key, value in limit.undo.items()),
                    code=limit.code,
                    undo_label=undo_label,
                )
            )
    return sorted(excluded, key=lambda each: -each.count)


def what_would_change(
    study: Study,
    ranking: Ranking,
    *,
    best: int,
    improved_run: Improved | None,
    setup: Setup,
    units: str,
) -> list[str]:
    """Sentences on the winner at both ends of the load, with the limits lifted that leave out
    most, and after the work on the room; ``best`` is the row of the winner as things are. Where
    there is none, see ``ways_in``."""
    inventory = setup.inventory
    winners = _at_the_ends(study, ranking, units=units)
    winners += _with_limits_lifted(study, ranking, installation=setup.costs.dollars, units=units)
    switches = []
    if improved_run is not None and improved_run.ranking.order.size:
        row = int(improved_run.ranking.order[0])
        name = inventory.cards[row].name
        named = changes_in_words.winner_after_work(improved_run.study, row, name)
        switches.append((_("after the work on the room"), named, row == best))
    for condition, changed, order in winners:
        if order.size:
            row = int(order[0])
            named = changes_in_words.winner(changed, row, inventory.cards[row].name)
            switches.append((condition, named, row == best))
    sentences = changes_in_words.would_change(switches)
    return [*changes_in_words.fuel_break_even(study, best), *sentences][:MOST_CHANGES]


def _at_the_ends(
    study: Study, ranking: Ranking, *, units: str
) -> list[tuple[str, Study, IntArray]]:
    """The winner in the worlds in which the room needs least, and most."""
    return [
        (changes_in_words.at_an_end(study, name, end, units=units), study, np.array([end.row]))
        for name, end in zip(("low", "high"), ranking.at_ends, strict=True)
    ]


def _with_limits_lifted(
    study: Study, ranking: Ranking, *, installation: Mapping[str, Triple], units: str
) -> list[tuple[str, Study, IntArray]]:
    """The order without each of the two limits that leave out most, with what that installs."""
    liftable = [limit for limit in ranking.limits if limit.undo]
    liftable.sort(key=lambda limit: -int(limit.excluded.sum()))
    winners: list[tuple[str, Study, IntArray]] = []
    for limit in liftable[:2]:
        _reason, label = exclusions.exclusion(study, limit, units=units)
        answers = replace(study.answers, **undone_answers(limit.undo))
        changed = with_limit_lifted(study, answers, installation=installation)
        lifted = rank(changed, lifted=(limit.code,), known=ranking)
        condition = _("if you choose “%(change)s”") % {"change": label}
        winners.append((condition, changed, lifted.order))
    return winners


def undone_answers(undo: dict[str, str]) -> dict[str, Any]:
    """Answers of an undo: an empty value leaves the answer open."""
    empty: dict[str, Any] = {"type": (), "features": ()}
    changes: dict[str, Any] = {}
    for name, value in undo.items():
        if name in empty:
            changes[name] = tuple(value.split(",")) if value else ()
        else:
            changes[name] = value or None
    return changes
