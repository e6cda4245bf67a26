"""Merge what was sent from a page with what others have stored since it was opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.db import models
from django.forms import BoundField, CheckboxInput, ModelForm
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from catalog.admin.change_log import in_words
from catalog.models import Action, Change

_MOST_LINES: Final = 1000


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
    stored, shown = (type(obj)._default_manager.get(pk=obj.pk) for _copy in range(2))
    for change in changed:
        field = columns[change.field]
        setattr(shown, field.attname, _stored_value(field, change.old))
    fresh = form_class(instance=stored)
    touched = form_class(data, instance=shown).changed_data
    differs = form_class(data, instance=stored).changed_data
    for name in {columns[change.field].name: None for change in changed}:
        if name in fresh.fields and name not in touched:
            _enter(data, fresh[name])
        elif name in differs:
            words = {"value": data.get(name, ""), "field": fresh.fields[name].label}
            yield _("You entered “%(value)s” for %(field)s.") % words


def merge_lines(
    request: HttpRequest, data: QueryDict, formsets: Iterable[Any], obj: Any, tables: set[str]
) -> Iterator[str]:
    """Show the lines of changed tables as they are stored, with the new ones of this person.

    Yields the edited lines that are replaced by that.
    """
    for formset_class, inline in formsets:
        if formset_class.model._meta.db_table not in tables:
            continue
        fresh = formset_class(instance=obj, queryset=inline.get_queryset(request))
        sent = list(_lines(data, fresh.prefix))
        _replace_lines(data, fresh, [line for line in sent if not line.get("id") and _text(line)])
        known = {_text(line) for line in _lines(data, fresh.prefix)}
        for line in sent:
            if line.get("id") and _text(line) not in known:
                yield _("You had entered: %(line)s.") % {"line": _text(line)}


def _replace_lines(data: QueryDict, fresh: Any, new: list[dict[str, str]]) -> None:
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


def _lines(data: QueryDict, prefix: str) -> Iterator[dict[str, str]]:
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    for number in range(min(int(total), _MOST_LINES) if total.isdecimal() else 0):
        start = f"{prefix}-{number}-"
        yield {key.removeprefix(start): str(data[key]) for key in data if key.startswith(start)}


def _text(line: dict[str, Any]) -> str:
    """What a line says, without its number and its parent."""
    ignored = {"id", "heat_pump", "DELETE"}
    return ", ".join(
        in_words(value) for name, value in line.items() if name not in ignored and value
    )
