"""What would change the advice: other loads, lifted limits, an improved room."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.contract import Excluded
from advisor.advice.sentences import exclusions
from advisor.engine import Ranking, Study, rank, study
from advisor.engine.equipment import IntArray
from advisor.engine.load import at_end
from advisor.engine.money import (
    Triple,
)
from advisor.engine.ranking import opens_most
from advisor.engine.study import rerun
from advisor.engine.verdict import (
    Improvement,
)
from advisor.listing.inventory import Inventory

NEAR_THE_TOP = 40  # units that a second run at an end of the load range looks at


def count_excluded(found: Study, ranking: Ranking, *, units: str) -> list[Excluded]:
    counts = Counter(int(index) for index in ranking.reason if not np.isnan(index))
    told = []
    for index, limit in enumerate(ranking.limits):
        if counts[index]:
            reason, undo_label = exclusions.exclusion(found, limit, units=units)
            told.append(
                Excluded(
                    reason=reason,
                    count=counts[index],
                    undo="&".join(f"{key}={value}" for key, value in limit.undo.items()),
                    code=limit.code,
                    undo_label=undo_label,
                )
            )
    return sorted(told, key=lambda each: -each.count)


def what_would_change(
    found: Study,
    ranking: Ranking,
    *,
    best: int | None,
    after: tuple[Study, Ranking] | None,
    stock: Inventory,
    units: str,
) -> list[str]:
    """The winner at both ends of the load, and with the limits lifted that leave out most."""
    switches: list[tuple[str, str, bool]] = []

    def told(condition: str, order: IntArray) -> None:
        if order.size:
            row = int(order[0])
            card = stock.cards[row]
            switches.append((condition, f"{card.brand} {card.model}", row == best))

    for end, condition in (
        ("low", _("if the room needs as little as our range allows")),
        ("high", _("if it needs as much as our range allows")),
    ):
        if best is None:
            break
        near = ranking.order[:NEAR_THE_TOP]
        other = rerun(found, room_loads=at_end(found.loads, end=end), rows=near)
        winner = rank(other).order[:1]
        told(condition, near[winner])
    liftable = [limit for limit in ranking.limits if limit.undo]
    liftable.sort(key=lambda limit: -int(limit.excluded.sum()))
    for limit in liftable[:2]:
        _reason, label = exclusions.exclusion(found, limit, units=units)
        changed = replace(found.answers, **_undone(limit.undo))
        lifted = rank(replace(found, answers=changed), lifted=(limit.code,))
        told(_("if you choose “%(change)s”") % {"change": label}, lifted.order)
    if after is not None:
        told(_("after the work on the room"), after[1].order)
    sentences = exclusions.would_change(switches)
    if best is None:
        openings = opens_most(found, ranking)
        return [*exclusions.opens_most(found, openings, units=units), *sentences]
    return sentences


def after_work(
    found: Study, better: Improvement | None, day: date, work: Mapping[str, Triple]
) -> tuple[Study, Ranking] | None:
    """The second run, with the room improved."""
    if better is None:
        return None
    improved = study(
        better.answers,
        found.place,
        found.units,
        found.curves,
        today=day.toordinal(),
        installation=work,
        tuning=found.tuning,
    )
    return improved, rank(improved)


def _undone(undo: dict[str, str]) -> dict[str, Any]:
    """Answers of an undo: an empty value leaves the answer open."""
    empty: dict[str, Any] = {"type": (), "features": ()}
    changes: dict[str, Any] = {}
    for name, value in undo.items():
        if name in empty:
            changes[name] = tuple(value.split(",")) if value else ()
        else:
            changes[name] = value or None
    return changes
