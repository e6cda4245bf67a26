"""Merge what was sent from a page with what others have stored since it was opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, Final, TypeAlias

from django.db import models
from django.forms import BoundField, CheckboxInput, ModelForm
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.admin.history_words import field_name, row_name
from catalog.models import Action, Change
from catalog.saves import history_key

_MOST_LINES: Final = 1000
_UNSAID: Final = frozenset({"id", "heat_pump", "DELETE"})
SentLine: TypeAlias = dict[str, str]


def merge_fields(
    data: QueryDict, form_class: type[ModelForm[Any]], obj: Any, changes: Sequence[Change]
) -> Iterator[str]:
    """Give untouched fields their stored values; yield what was entered against a change.

    ``obj`` is the record, ``changes`` what others did to it since the page was opened, oldest
    first. A field is touched where ``data`` differs from what the page showed.
    """
    columns = {field.column: field for field in obj._meta.concrete_fields}
    changed = [
        change
        for change in reversed(changes)
        if change.table == obj._meta.db_table and change.action == Action.CHANGED
    ]
    stored = type(obj)._default_manager.get(pk=obj.pk)
    shown = _as_shown(stored, changed)
    fresh = form_class(instance=stored)
    touched = form_class(data, instance=shown).changed_data
    differs = form_class(data, instance=copy(stored)).changed_data
    for name in {columns[change.field].name: None for change in changed}:
        if name in fresh.fields and name not in touched:
            _enter(data, fresh[name])
        elif name in differs:
            yield _entered(data.get(name, ""), str(fresh.fields[name].label))


def merge_lines(
    request: HttpRequest,
    data: QueryDict,
    formsets: Iterable[Any],
    obj: Any,
    changes: Sequence[Change],
) -> Iterator[str]:
    """Show the lines of changed tables as they are stored, with what this person entered in them.

    Yields what was entered against a change, and what was entered in a line that is gone.
    """
    for formset_class, inline in formsets:
        table = formset_class.model._meta.db_table
        theirs = [change for change in changes if change.table == table]
        if theirs:
            fresh = formset_class(instance=obj, queryset=inline.get_queryset(request))
            yield from _merge_formset(data, fresh, theirs)


def _merge_formset(data: QueryDict, fresh: Any, theirs: Sequence[Change]) -> Iterator[str]:
    lines = list(_lines(data, fresh.prefix))
    sent = {line["id"]: line for line in lines if line.get("id")}
    entered = [
        (form, *_touched(fresh, number, form, sent.pop(str(form.instance.pk), {}), theirs))
        for number, form in enumerate(fresh.initial_forms)
    ]
    _replace_lines(data, fresh, [line for line in lines if not line.get("id") and _text(line)])
    for form, touched, against in entered:
        for name, value in touched.items():
            data[f"{form.prefix}-{name}"] = value
        yield from (_entered(touched[name], _label(form, name)) for name in against)
    for line in sent.values():  # those that others have removed
        if _differs_from_gone(line, theirs):
            yield _("You had entered: %(line)s.") % {"line": _text(line)}


def _touched(
    fresh: Any, number: int, form: Any, line: Mapping[str, str], theirs: Sequence[Change]
) -> tuple[SentLine, list[str]]:
    """What this person entered in a line, and which of it others have changed too."""
    row = history_key(form.instance)
    changed = [
        change
        for change in reversed(theirs)
        if change.row == row and change.action == Action.CHANGED
    ]
    shown = _as_shown(form.instance, changed)
    given = QueryDict(mutable=True)
    given.update({f"{form.prefix}-{name}": value for name, value in line.items()})
    bound = fresh.form(given, prefix=form.prefix, instance=shown, **fresh.get_form_kwargs(number))
    touched = {name: line[name] for name in bound.changed_data if name in line}
    if line.get("DELETE"):
        touched["DELETE"] = line["DELETE"]
    columns = {field.column: field.name for field in form.instance._meta.concrete_fields}
    theirs_too = {columns[change.field] for change in changed}
    return touched, [name for name in touched if name in theirs_too]


def _as_shown(stored: Any, changed: Iterable[Change]) -> Any:
    """The record before ``changed``, which go from the newest to the oldest."""
    shown = copy(stored)
    columns = {field.column: field for field in stored._meta.concrete_fields}
    for change in changed:
        field = columns[change.field]
        setattr(shown, field.attname, _stored_value(field, change.old))
    return shown


def _replace_lines(data: QueryDict, fresh: Any, new: list[SentLine]) -> None:
    for key in [key for key in data if key.startswith(f"{fresh.prefix}-")]:
        del data[key]
    for form in fresh.initial_forms:
        for bound in form:
            _enter(data, bound)
    stored = len(fresh.initial_forms)
    for number, line in enumerate(new, start=stored):
        for name, value in line.items():
            data[f"{fresh.prefix}-{number}-{name}"] = value
    data[f"{fresh.prefix}-INITIAL_FORMS"] = str(stored)
    data[f"{fresh.prefix}-TOTAL_FORMS"] = str(stored + len(new))


def _stored_value(field: models.Field[Any, Any], text: str | None) -> Any:
    """A value as the history keeps it, as Python has it."""
    if text is not None and isinstance(field, models.BooleanField):
        return text == "true"
    return field.to_python(text)


def _enter(data: QueryDict, bound: BoundField) -> None:
    """Fill a field as a browser would from the page that shows it."""
    value = bound.value()
    values = value if isinstance(value, list | tuple) else [value]
    if isinstance(bound.field.widget, CheckboxInput):
        values = ["on"] if value else []
    data.setlist(bound.html_name, [str(each) for each in values if each not in (None, "")])


def _lines(data: QueryDict, prefix: str) -> Iterator[SentLine]:
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    for number in range(min(int(total), _MOST_LINES) if total.isdecimal() else 0):
        start = f"{prefix}-{number}-"
        yield {key.removeprefix(start): str(data[key]) for key in data if key.startswith(start)}


def _differs_from_gone(line: SentLine, theirs: Sequence[Change]) -> bool:
    """Whether a line that others removed says more than it did then."""
    told = " ".join(change.old or "" for change in theirs if change.action == Action.DELETED)
    said = [value for name, value in line.items() if name not in _UNSAID and value]
    return any(value not in told for value in said)


def _entered(value: str, label: str) -> str:
    words = {"value": value, "field": capfirst(label.partition(" [")[0])}
    return _("You entered “%(value)s” for %(field)s.") % words


def _label(form: Any, name: str) -> str:
    table = form.instance._meta.db_table
    column = form.instance._meta.get_field(name).column
    label, row = field_name(table, column), row_name(table, history_key(form.instance))
    return f"{row}: {label}" if row else label


def _text(line: Mapping[str, str]) -> str:
    """What a line says, without its number and its parent."""
    return ", ".join(value for name, value in line.items() if name not in _UNSAID and value)
