"""The one open question that would move the advice most, in words; none where it stands still."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from advisor.advice.contract import NextQuestion
from advisor.engine import Ranking, Study
from advisor.engine.answers import Answers
from advisor.engine.open_answers import WORTH_ASKING, Moves, most_moving
from advisor.formatting.numbers import load_figure, span
from advisor.questions.answer_form import given_from
from advisor.questions.definitions import QUESTIONS, STEPS
from advisor.questions.flow import asked_questions
from advisor.questions.labels import is_folded, wording
from advisor.questions.question_types import Given, is_closet, is_interior

ANSWERED_IN_ONE = frozenset({"choice", "number", "ranked"})
"""Kinds of questions that can be asked one at a time."""


FIRST: Mapping[str, tuple[str, ...]] = {
    "sunroom": ("windows",),
    "porch": ("windows",),
    "rv": ("moves", "hookup"),
}
"""What makes such a room what it is: asked before anything else."""
ALONG: Mapping[str, tuple[str, ...]] = {"priorities": ("budget", "installer")}
"""What is asked on the page of another question: a limit on the price, and to install it alone, are
wishes, too."""
NONE_THERE: Mapping[str, tuple[str, str]] = {"window_type": ("windows", "none")}
"""A question about what a room may not have, and the answer that says so to another question."""


def next_question(
    study: Study, ranking: Ranking, *, passed: Collection[str] = (), units: str = "us"
) -> NextQuestion | None:
    """The question to ask next; ``passed`` names those that the visitor does not know."""
    given = given_from(study.answers)
    pages = _pages(_open(given, passed))
    first = next((name for name in _asked_first(study, given) if name in pages), None)
    found = most_moving(
        study, ranking, {first: pages[first]} if first else pages, at_any_rate=bool(first)
    )
    if found is None:
        return None
    name, moved = found
    return NextQuestion(
        field=name,
        moves="pick" if moved.pick >= WORTH_ASKING["pick"] else "range",
        label=str(wording(QUESTIONS[name], given)),
        why=_why(study, name, moved, units=units, serves=bool(ranking.order.size)),
        also=tuple(each for each in pages[name] if each != name),
    )


def _pages(names: Sequence[str]) -> dict[str, list[str]]:
    """The page of each open answer, and the answers that it asks for."""
    along = {each for name in names for each in ALONG.get(name, ())}
    return {
        name: [name, *(each for each in ALONG.get(name, ()) if each in names)]
        for name in names
        if name not in along
    }


def _asked_first(study: Study, given: Given) -> tuple[str, ...]:
    """What makes the room what it is: by its kind, and where no wall of it faces outdoors, what
    runs in it and what stands beside it."""
    inside = (*(("watts",) if is_closet(given) else ()), "beside") if is_interior(given) else ()
    return (*FIRST.get(study.room.space, ()), *inside)


def open_questions(answers: Answers, passed: Collection[str] = ()) -> list[str]:
    """The questions that everybody with such a room is asked and that are open, in their order."""
    return _open(given_from(answers), passed)


def _open(given: Given, passed: Collection[str]) -> list[str]:
    measured = {QUESTIONS[name].instead_of for name in given if name in QUESTIONS}
    done = given.keys() | measured | set(passed)
    return [
        question.name
        for step in STEPS
        for question in asked_questions(step, given)
        if question.kind in ANSWERED_IN_ONE
        and question.name not in done
        and not is_folded(question, given)
    ]


def _why(study: Study, name: str, moved: Moves, *, units: str, serves: bool) -> str:
    """What the answer would change, with its figures; ``serves`` says whether any unit does."""
    if not serves:
        return _("Another answer than we assume may let a unit serve.") if moved.pick else ""
    if name in study.room.spreads and moved.range > 0:
        at, loads = study.room.spreads.index(name), study.loads
        heat, cool = loads.heating_ends[at], loads.cooling_ends[at]
        if abs(heat[1] - heat[0]) >= abs(cool[1] - cool[0]):
            ends, sentence = heat, _("By the answer, the room needs %(span)s of heat.")
        else:
            ends, sentence = cool, _("By the answer, the room needs %(span)s of cooling.")
        low, high = (load_figure(each, units) for each in (min(ends), max(ends)))
        return sentence % {"span": span(low, high)}
    if not moved.pick:
        return ""
    return _("In about %(count)s of 100 homes like yours, the answer puts another unit first.") % {
        "count": max(1, round(100 * moved.pick))
    }
