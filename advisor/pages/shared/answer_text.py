"""Answers as a reader says them."""

from collections.abc import Mapping

from advisor.questions.labels import choice_label, unit
from advisor.questions.question_types import UNSURE, Question


def answer_text(question: Question, given: Mapping[str, str]) -> str:
    """An answer in words with its unit; empty where none was given."""
    value = given.get(question.name, "")
    if not value or value == UNSURE:
        return ""
    if question.kind == "number":
        unit_text = str(unit(question, given))
        if unit_text.startswith("$"):
            return f"${value} {unit_text.removeprefix('$').strip()}".strip()
        space = "" if unit_text.startswith("%") else "\u00a0"
        return f"{value}{space}{unit_text}" if unit_text else value
    if question.choices:
        return ", ".join(str(choice_label(question.name, part, given)) for part in value.split(","))
    return value
