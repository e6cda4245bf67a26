"""Answers and assumptions, each with the link that changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice import Assumption
from advisor.forms import (
    RoomForm,
    prefilled,
)
from advisor.pages.fields import hidden_fields
from advisor.pages.render import address
from advisor.questions import (
    NUMBERS,
    STEPS,
    UNSURE,
    Question,
    Step,
    Text,
    asked_questions,
    choice_label,
    unit,
)


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
    rows: tuple[CheckRow, ...]


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    title: str
    groups: tuple[CheckGroup, ...]
    numbers: CheckGroup
    results: str
    hidden: tuple[tuple[str, str], ...]
    answered: int
    open: int


def answer_text(question: Question, given: Mapping[str, str]) -> str:
    """An answer in words with its unit; empty where none was given."""
    value = given.get(question.name, "")
    if not value or value == UNSURE:
        return ""
    if question.kind == "number":
        unit_text = str(unit(question, given))
        if unit_text.startswith("$"):
            return f"${value} {unit_text.removeprefix('$').strip()}".strip()
        return f"{value}\u00a0{unit_text}" if unit_text else value
    if question.choices:
        return ", ".join(str(choice_label(question.name, part)) for part in value.split(","))
    return value


def check_page(form: RoomForm, assumptions: Sequence[Assumption]) -> CheckPage:
    """All answers and, where one is open, what is assumed in its place and why."""
    given = form.given
    assumed = {assumption.field: assumption for assumption in assumptions}
    groups = tuple(
        CheckGroup(title=step.short, key=step.key, rows=_check_rows(step, given, assumed))
        for step in STEPS
        if asked_questions(step, given)
    )
    rows = [row for group in groups for row in group.rows]
    return CheckPage(
        title=_("Your answers, and what we assume"),
        groups=groups,
        numbers=CheckGroup(
            title=NUMBERS.title, key=NUMBERS.key, rows=_check_rows(NUMBERS, given, assumed)
        ),
        results=address("results", given),
        hidden=hidden_fields(given),
        answered=sum(not row.assumed for row in rows),
        open=sum(row.assumed for row in rows),
    )


def _check_rows(
    step: Step, given: Mapping[str, str], assumed: Mapping[str, Assumption]
) -> tuple[CheckRow, ...]:
    rows = []
    for question in asked_questions(step, given):
        text = answer_text(question, given)
        assumption = assumed.get(question.name)
        if text:
            value, why = text, ""
        elif assumption:
            value, why = assumption.value, assumption.why
        else:
            value, why = _("left open"), ""
        rows.append(
            CheckRow(
                name=question.name,
                label=question.short,
                value=value,
                change=change_link(question.name, given, then="check"),
                assumed=not text,
                prefilled=bool(text) and question.name in prefilled(given),
                why=why,
            )
        )
    return tuple(rows)


def change_link(name: str, given: Mapping[str, str], *, then: str) -> str:
    """Where an answer is changed, on the way back to ``then``."""
    step = next((s for s in (*STEPS, NUMBERS) if name in s.fields), None)
    if step is None:
        return ""
    return f"{address('questions', given, edit=step.key, then=then)}#q-{name}"
