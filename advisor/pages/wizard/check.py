"""Answers and assumptions, each with the link that changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.contract import Assumption
from advisor.formatting.text import Text
from advisor.pages.shared.answer_text import answer_text
from advisor.pages.shared.fields import hidden_fields
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm, prefilled
from advisor.questions.definitions import NUMBERS, QUESTIONS, STEPS
from advisor.questions.flow import asked_questions
from advisor.questions.labels import short
from advisor.questions.question_types import Question, Step


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    name: str
    label: Text
    value: str
    change: str
    assumed: bool = False
    prefilled: bool = False  # from the article, not confirmed yet
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckGroup:
    title: Text
    key: str
    rows: tuple[CheckRow, ...]  # answered or assumed
    open: tuple[CheckRow, ...]  # neither: nothing is counted on them


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    title: str
    groups: tuple[CheckGroup, ...]
    numbers: CheckGroup
    results: str
    hidden: tuple[tuple[str, str], ...]
    answered: int
    assumed: int
    bill_note: str = ""  # what last winter's bill says beside the answers


def check_page(
    form: RoomForm, assumptions: Sequence[Assumption], *, bill_note: str = ""
) -> CheckPage:
    """All answers and, where one is open, what is assumed in its place and why."""
    given = form.given
    assumed = assumed_answers(assumptions)
    groups = tuple(_group(step, given, assumed) for step in STEPS if asked_questions(step, given))
    rows = [row for group in groups for row in group.rows]
    return CheckPage(
        title=_("Your answers, and what we assume"),
        groups=groups,
        numbers=_group(NUMBERS, given, assumed),
        results=address("results", given),
        hidden=hidden_fields(given),
        answered=sum(not row.assumed for row in rows),
        assumed=sum(row.assumed for row in rows),
        bill_note=bill_note,
    )


def assumed_answers(assumptions: Sequence[Assumption]) -> dict[str, Assumption]:
    """Assumptions by the plain question that would replace them: a glass area that nobody
    measured is listed with the question how much window there is."""
    plain = {name: question.instead_of or name for name, question in QUESTIONS.items()}
    return {plain.get(each.field, each.field): each for each in assumptions}


def _group(step: Step, given: Mapping[str, str], assumed: Mapping[str, Assumption]) -> CheckGroup:
    questions = asked_questions(step, given)
    measured = {q.instead_of for q in questions if answer_text(q, given)}
    rows = [
        _row(question, given, assumed.get(question.name))
        for question in questions
        if question.name not in measured
        and not (question.instead_of and not answer_text(question, given))
    ]
    return CheckGroup(
        title=step.short,
        key=step.key,
        rows=tuple(row for row in rows if row.value),
        open=tuple(row for row in rows if not row.value),
    )


def _row(question: Question, given: Mapping[str, str], assumption: Assumption | None) -> CheckRow:
    text = answer_text(question, given)
    taken = None if text else assumption
    return CheckRow(
        name=question.name,
        label=short(question, given),
        value=taken.value if taken else text,
        change=change_link(question.name, given, then="check"),
        assumed=taken is not None,
        prefilled=bool(text) and question.name in prefilled(given),
        why=taken.why if taken else "",
    )


def change_link(name: str, given: Mapping[str, str], *, then: str) -> str:
    """Where an answer is changed, on the way back to ``then``."""
    step = next((s for s in (*STEPS, NUMBERS) if name in s.fields), None)
    if step is None:
        return ""
    return f"{address('questions', given, edit=step.key, then=then)}#q-{name}"
