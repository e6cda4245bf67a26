"""How often each open answer puts another unit first: a count over made-up rooms.

The chances of ``engine.open_answers`` and ``engine.open_wishes`` come from such counts. Each room
is asked as ``standing_still`` asks it; at every stop on the way, each answer that is still open is
told alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from advisor.advice.next_question import next_question, open_questions
from advisor.advice.setup import Setup, set_up
from advisor.advice.standing_still import run_room_of, slug_of_first, told_by
from advisor.engine.open_answers import moves
from advisor.questions.answer_form import REQUIRED


@dataclass(frozen=True, kw_only=True)
class CountedAnswer:
    """One answer over all stops at which it was open."""

    name: str
    stops: int
    told: float  # the chance to put another unit first that the engine gave it, on average
    moved: float  # share of the stops at which it did


def counted_answers(rooms: Mapping[str, Mapping[str, str]], *, today: date) -> list[CountedAnswer]:
    """Every answer that was open somewhere, those that move most first."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for given in rooms.values():
        for name, told, moved in _of_room(set_up(given["zip"], today), given):
            found[name].append((told, moved))
    counted = [
        CountedAnswer(
            name=name,
            stops=len(each),
            told=sum(told for told, _moved in each) / len(each),
            moved=sum(moved for _told, moved in each) / len(each),
        )
        for name, each in found.items()
    ]
    return sorted(counted, key=lambda each: (-each.moved, each.name))


def _of_room(setup: Setup, given: Mapping[str, str]) -> Iterator[tuple[str, float, bool]]:
    """Name, chance, and whether it moved the pick, of each open answer at each stop."""
    told = {name: given[name] for name in REQUIRED}
    passed: list[str] = []
    while True:
        study, ranking = run_room_of(setup, told)
        names = [name for name in open_questions(study.answers, passed) if name in given]
        chances, first = moves(study, ranking, names), slug_of_first(setup, ranking.order)
        for name in names:
            _study, then = run_room_of(setup, told | {name: given[name]})
            yield name, chances[name].pick, slug_of_first(setup, then.order) != first
        question = next_question(study, ranking, passed=passed)
        if question is None:
            return
        passed += [question.field, *question.also]
        told |= told_by(question, given)
