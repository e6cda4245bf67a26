"""The controls of the form of a preset: answers, questions and landing pages chosen from lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from advisor.articles.presets import MORE_OPENS, PERSONAL
from advisor.content.documents import guides
from advisor.engine.answers import MULTIPLE_CHOICES
from advisor.models import Landing
from advisor.questions.answer_form import query_string
from advisor.questions.definitions import QUESTIONS, STEPS
from advisor.questions.labels import short_label

ANSWER_ROWS = 8
ASKED_ROWS = 8

Choices = Sequence[tuple[str, str]]
Groups = Sequence[tuple[str, Choices]]


def askable() -> Choices:
    """The questions that a frame may ask, by what they are called."""
    return [(name, f"{short_label(name)} ({name})") for name in QUESTIONS]


def openable() -> Choices:
    """What a link may set: every answer but where somebody lives, and a brand."""
    answers = [(name, label) for name, label in askable() if name not in PERSONAL]
    return [*((name, name) for name in sorted(MORE_OPENS)), *answers]


def landing_parts() -> list[Any]:
    """The steps of the questions and the guides, as the options of one list."""
    return [
        ("", _("the landing page itself")),
        (str(Landing.QUESTIONS.label), [(step.key, str(step.short)) for step in STEPS]),
        (str(Landing.GUIDE.label), [(slug, guide.title) for slug, guide in guides().items()]),
    ]


def answer_options() -> Groups:
    """Each choice of each question as ``name=value``; a number is typed beside its question."""
    return [
        (
            str(short_label(name)),
            [
                (f"{name}={value}", f"{short_label(name)}: {choice.label}")
                for value, choice in question.choices.items()
            ]
            or [(f"{name}=", _("%(question)s, as typed beside") % {"question": short_label(name)})],
        )
        for name, question in QUESTIONS.items()
        if name not in PERSONAL
    ]


SELECTED = mark_safe(" selected")


def _options(groups: Groups, chosen: str) -> SafeString:
    known = any(chosen == value for _title, options in groups for value, _label in options)
    odd = format_html('<option value="{0}" selected>{0}</option>', chosen)
    return format_html(
        '<option value="">—</option>{}{}',
        odd if chosen and not known else "",
        format_html_join(
            "",
            '<optgroup label="{}">{}</optgroup>',
            (
                (
                    title,
                    format_html_join(
                        "",
                        '<option value="{}"{}>{}</option>',
                        (
                            (value, SELECTED if value == chosen else "", label)
                            for value, label in options
                        ),
                    ),
                )
                for title, options in groups
            ),
        ),
    )


class AnswersInput(forms.Widget):
    """The answers of a preset, a row each: chosen from the list, or a number beside its name.

    What comes as one text, such as from the link builder, is taken as it is.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        rows = list(_split(str(value or "")))
        rows += [("", "")] * (max(ANSWER_ROWS, len(rows) + 2) - len(rows))
        groups = answer_options()
        return format_html(
            '<div class="preset-rows">{}</div>',
            format_html_join(
                "",
                '<p><select name="{0}_{1}" aria-label="{2}">{3}</select> <input type="text"'
                ' name="{0}_{1}_number" value="{4}" size="8" aria-label="{5}"></p>',
                (
                    (
                        name,
                        at,
                        _("Answer %(at)s") % {"at": at},
                        _options(groups, chosen),
                        number,
                        _("Number of answer %(at)s") % {"at": at},
                    )
                    for at, (chosen, number) in enumerate(rows, start=1)
                ),
            ),
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        if name in data:
            return str(data[name])
        given: dict[str, str] = {}
        at = 1
        while f"{name}_{at}" in data:
            question, _equals, value = str(data[f"{name}_{at}"]).partition("=")
            value = value or str(data.get(f"{name}_{at}_number", "")).strip()
            if question and value:
                several = question in MULTIPLE_CHOICES and given.get(question)
                given[question] = f"{given[question]},{value}" if several else value
            at += 1
        return query_string({}, **given)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_1" not in data

    def id_for_label(self, id_: str) -> str:
        return ""


def _split(answers: str) -> Iterable[tuple[str, str]]:
    """(option, number) of each row."""
    for name, text in parse_qsl(answers.strip().lstrip("?")):
        question = QUESTIONS.get(name)
        if question is not None and not question.choices:
            yield f"{name}=", text
        elif name in MULTIPLE_CHOICES:
            yield from ((f"{name}={part}", "") for part in text.split(",") if part)
        else:
            yield f"{name}={text}", ""


class OrderedChoices(forms.Widget):
    """Names in an order, a list each; what comes as one text with commas is taken as it is."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        text = ",".join(value) if isinstance(value, list) else str(value or "")
        chosen = [each.strip() for each in text.split(",") if each.strip()]
        chosen += [""] * (max(ASKED_ROWS, len(chosen) + 1) - len(chosen))
        groups = [(_("Questions"), askable())]
        return format_html(
            '<ol class="preset-rows">{}</ol>',
            format_html_join(
                "",
                '<li><select name="{}_{}" aria-label="{}">{}</select></li>',
                (
                    (name, at, _("Question %(at)s") % {"at": at}, _options(groups, each))
                    for at, each in enumerate(chosen, start=1)
                ),
            ),
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        if name in data:
            return str(data[name])
        given: list[str] = []
        while f"{name}_{len(given) + 1}" in data:
            given.append(str(data[f"{name}_{len(given) + 1}"]))
        return ",".join(dict.fromkeys(filter(None, given)))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_1" not in data

    def id_for_label(self, id_: str) -> str:
        return ""


class ChoiceBoxes(forms.CheckboxSelectMultiple):
    """Names without an order, as boxes; the field below keeps them as one text with commas."""

    def format_value(self, value: Any) -> list[str]:
        listed = value if isinstance(value, list) else str(value or "").split(",")
        return [str(each).strip() for each in listed if str(each).strip()]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return ",".join(str(value) for value in values if value)
