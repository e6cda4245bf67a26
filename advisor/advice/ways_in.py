"""What would have to change where no unit serves, each change with the answer after it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from advisor.advice.contract import WayIn
from advisor.advice.sentences import changes_in_words
from advisor.advice.sentences.changes_in_words import MOST_CHANGES
from advisor.advice.setup import Setup
from advisor.advice.what_if import undone_answers
from advisor.engine import Answers, Ranking, Study, rank
from advisor.engine.equipment import IntArray
from advisor.engine.improvement import Improvement
from advisor.engine.openings import PERMISSION, opens_most
from advisor.engine.place_limits import Limit
from advisor.questions.answer_form import given_from

WELL_INSULATED = frozenset({"good", "very_good"})
LOAD_LIMITS = {
    "heating": frozenset({"too_weak_heating", "glass_first"}),
    "cooling": frozenset({"too_weak_cooling"}),
}
"""Limits that a smaller load may lift."""
MOVES_THE_LOAD = 0.95
"""Share of the load: work that leaves more is not worth a sentence."""


def ways_in(
    study: Study,
    ranking: Ranking,
    improvement: Improvement | None,
    setup: Setup,
    *,
    units: str,
) -> list[WayIn]:
    """With no unit left: the changes of the answers that let any in, then the work on the room
    where its load keeps them out. Each is the answer of a run of its own, as its link shows it."""
    singles = {_as_text(limit.undo): [limit] for limit in ranking.limits if limit.undo}
    found = _ways_that_open(study, setup, singles, units=units)
    if not found:
        openings = opens_most(study, ranking)
        several = {_as_text(_together(opening.limits)): opening.limits for opening in openings}
        found = _ways_that_open(study, setup, several, units=units)
    # Whoever wants heat is told of cooling alone after what brings heat.
    found.sort(key=lambda way: ("goal=" in way.undo, -way.serve))
    work = _work_on_it(study, ranking, improvement, setup, units=units)
    return [*found[: MOST_CHANGES - len(work)], *work]


def _ways_that_open(
    study: Study, setup: Setup, undone: Mapping[str, Sequence[Limit]], *, units: str
) -> list[WayIn]:
    found = []
    for undo, limits in undone.items():
        changes = _together(limits)
        changed = setup.study(replace(study.answers, **undone_answers(changes)))
        order = rank(changed).order
        if order.size:
            found.append(
                WayIn(
                    change=changes_in_words.way(study, limits, units=units),
                    then=changes_in_words.then_serve(*_first(changed, order, setup)),
                    undo=undo,
                    serve=order.size,
                    asks=not PERMISSION.isdisjoint(changes),
                )
            )
    return found


def _work_on_it(
    study: Study,
    ranking: Ranking,
    improvement: Improvement | None,
    setup: Setup,
    *,
    units: str,
) -> list[WayIn]:
    """The work on a leaky room, else good insulation, and the load that it leaves."""
    codes = {limit.code for limit in ranking.limits}
    answers, change = study.answers, ""
    load = "heating"
    if improvement is not None:
        answers, load = improvement.answers, improvement.load
        change = changes_in_words.work(improvement)
    elif study.answers.tenure != "rent" and study.answers.insulation not in WELL_INSULATED:
        answers = replace(study.answers, insulation="good")
        change = changes_in_words.insulated()
    if not change or codes.isdisjoint(LOAD_LIMITS[load]):
        return []
    after = setup.study(answers)
    left = getattr(after.loads, load).likely
    if left > MOVES_THE_LOAD * getattr(study.loads, load).likely:
        return []
    order = rank(after).order
    return [
        WayIn(
            change=change,
            then=changes_in_words.then_needs(study, after, load, units=units)
            + " "
            + changes_in_words.then_serve(*_first(after, order, setup)),
            undo=_as_text(_differing(study.answers, answers)),
            serve=order.size,
            asks=False,
        )
    ]


def _first(study: Study, order: IntArray, setup: Setup) -> tuple[int, str]:
    """How many units serve, and the first of them in words."""
    if not order.size:
        return 0, ""
    row = int(order[0])
    return order.size, changes_in_words.winner(study, row, setup.inventory.cards[row].name)


def _as_text(changes: Mapping[str, str]) -> str:
    """``key=value`` pairs, as ``Excluded.undo`` has them."""
    return "&".join(f"{name}={value}" for name, value in changes.items())


def _together(limits: Sequence[Limit]) -> dict[str, str]:
    """The changes of the answers that lift all of these limits."""
    return {name: value for limit in limits for name, value in limit.undo.items()}


def _differing(before: Answers, after: Answers) -> dict[str, str]:
    """The answers that are not the same, as the address says them; an empty text leaves one out."""
    old, new = given_from(before), given_from(after)
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return {name: new.get(name, "") for name in names}
