"""Rows of which a results page has hundreds: markup joined in Python, because the template engine
takes several times as long for each cell. Every text is escaped here, by the standard library.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from advisor.questions.question_types import UNSURE

register = template.Library()


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  (see above)


@register.filter
def curve_rows(rows: Iterable[Any]) -> SafeString:
    """The table behind the fit chart."""
    return _joined(
        f'<tr><th scope="row">{escape(row.outdoor)}</th><td>{escape(row.need)}</td>'
        f"<td>{escape(row.least)}</td><td>{escape(row.most)}</td><td>{escape(row.hours)}</td></tr>"
        for row in rows
    )


@register.filter
def point_rows(rows: Iterable[Any]) -> SafeString:
    """The points of a score, each with its bar."""
    return _joined(
        f'<tr><th scope="row">{escape(row.label)}</th><td class="bar">'
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="{"minus" if row.negative else "plus"}" width="{row.width}" height="8"/>'
        f"</svg></td><td>{escape(row.points)}</td></tr>"
        for row in rows
    )


@register.filter
def assumption_rows(lines: Iterable[Any]) -> SafeString:
    """Assumptions of one reason, each with the link that changes it."""
    change = escape(_("Change"))
    return _joined(
        f"<div><dt>{escape(line.label)}</dt><dd>{escape(line.value)}</dd>"
        + (
            f'<dd class="change"><a href="{escape(line.change)}">{change}'
            f'<span class="unseen"> {escape(line.label)}</span></a></dd>'
            if line.change
            else ""
        )
        + "</div>"
        for line in lines
    )


@register.filter
def chart_texts(chart: Any) -> SafeString:
    """Numbers beside and under the fit chart, and its labels."""
    return _joined(
        [
            *(
                f'<text x="{tick.x}" y="{tick.y}" dy=".35em" text-anchor="end">'
                f"{escape(tick.text)}</text>"
                for tick in chart.grid
            ),
            *(
                f'<text x="{tick.x}" y="{tick.y}" text-anchor="middle">{escape(tick.text)}</text>'
                for tick in chart.ticks
            ),
        ]
    )


@register.filter
def chart_labels(chart: Any) -> SafeString:
    """The names of the lines, drawn last."""
    return _joined(
        f'<text class="label {name}-t" x="{label.x}" y="{label.y}" text-anchor="{label.anchor}">'
        f"{escape(label.text)}</text>"
        for name, label in chart.labels.items()
    )


@register.filter
def bar_rects(bars: Iterable[Any]) -> SafeString:
    """The parts of one money bar."""
    return _joined(
        f'<rect class="{bar.kind}" x="{bar.x}" width="{bar.width}" height="7"/>' for bar in bars
    )


@register.filter
def named_parts(parts: Iterable[tuple[str, str, str]]) -> SafeString:
    """What the parts of a bar are, with their amounts."""
    return _joined(
        f'<span><i class="{kind}"></i>{escape(words)} {escape(amount)}</span>'
        for kind, words, amount in parts
    )


@register.filter
def pairs(lines: Iterable[tuple[str, str]]) -> SafeString:
    """Words and figures of a list of lines."""
    return _joined(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in lines
    )


@register.filter
def fact_rows(facts: Iterable[Any]) -> SafeString:
    """The key figures of a unit."""
    return _joined(
        f"<div><dt>{escape(fact.label)}</dt><dd>{escape(fact.figure.number)}"
        + (f" <small>{escape(fact.figure.unit)}</small>" if fact.figure.unit else "")
        + (f" <em>{escape(fact.note)}</em>" if fact.note else "")
        + "</dd></div>"
        for fact in facts
    )


@register.filter
def select_options(options: Iterable[Any]) -> SafeString:
    """The choices of a ``<select>``: a list with every brand has a hundred."""
    return _joined(
        f'<option value="{escape(option.value)}"{" selected" if option.chosen else ""}>'
        f"{escape(str(option.label))}</option>"
        for option in options
    )


@register.filter
def choice_labels(field: Any) -> SafeString:
    """The answers of a question, each a label around its button: a page of questions has sixty."""
    attributes = f'type="{"checkbox" if field.kind == "several" else "radio"}" name="{field.name}"'
    required = " required" if field.required else ""
    return _joined(
        f'<label class="choice{" unsure" if option.value == UNSURE else ""}">'
        f'<input {attributes} id="{field.id}-{option.value}" value="{option.value}"{required}'
        f"{' checked' if option.chosen else ''}>{_drawing(option.drawing)}"
        f"<span>{escape(str(option.label))}{_notes(field, option)}</span></label>"
        for option in field.options
    )


def _drawing(name: str) -> str:
    if not name:
        return ""
    return (
        '<svg class="drawing" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
        f'<use href="{static("img/drawings.svg")}#{name}" /></svg>'
    )


def _notes(field: Any, option: Any) -> str:
    notes = [str(option.help)] if option.help else []
    if option.value == UNSURE and field.assumed:
        notes.append(_("we will use: %(usual)s") % {"usual": field.assumed})
    return "".join(f" <small>{escape(note)}</small>" for note in notes)


@register.filter
def fact_cells(facts: Iterable[Any]) -> SafeString:
    """The figures of a unit in a list, each with its name; 24 units have six."""
    return _joined(_fact_cell(fact) for fact in facts)


def _fact_cell(fact: Any) -> str:
    unit = f" <small>{escape(fact.figure.unit)}</small>" if fact.figure.unit else ""
    known = "" if fact.is_known else ' class="blank"'
    note = f" <em>{escape(fact.note)}</em>" if fact.note else ""
    return (
        f"<div{known}><dt>{escape(str(fact.label))}</dt>"
        f"<dd>{escape(fact.figure.number)}{unit}{note}</dd></div>"
    )


@register.simple_tag
def asked_field(field: Any, refresh: str) -> SafeString:
    """A question of a step; rendered once as long as nothing has been answered to it, since most
    visitors see it so. ``refresh`` is the step that its answers word again."""
    if field.value or field.error:
        return _rendered_field(field, refresh)
    return _blank_field(field, refresh, get_language())


def _rendered_field(field: Any, refresh: str) -> SafeString:
    return render_to_string("components/_field.html", {"field": field, "refresh": refresh})


@lru_cache(maxsize=500)
def _blank_field(field: Any, refresh: str, _language: str | None) -> SafeString:
    return _rendered_field(field, refresh)
