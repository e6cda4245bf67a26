"""What is wrong with an entered figure, in words, and the list at the top that leads to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.forms import ModelForm
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.models import PLAUSIBLE, PLAUSIBLE_POINT
from catalog.plausibility import BOUNDS, out_of_range, shown_unit

_RANGES: Final = {
    **{name: bounds for group in PLAUSIBLE.values() for name, bounds in group.items()},
    **{name: bounds for name, bounds in BOUNDS.items() if not name.startswith("cop_")},
    **PLAUSIBLE_POINT,
}


def refuse_out_of_range(form: ModelForm[Any]) -> None:
    """Tell each changed figure that cannot be at its own field."""
    for name in form.changed_data:
        value = form.cleaned_data.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if said := _said(name, str(form.fields[name].label), value):
            form.add_error(name, said)


def _said(name: str, label: str, value: float) -> str:
    if name not in _RANGES:
        return ""
    low, high = _RANGES[name]
    unit = "BTU/h" if name in PLAUSIBLE_POINT and "btu" in name else shown_unit(name)
    return out_of_range(
        capfirst(label.split(" [", maxsplit=1)[0]), value, unit=unit, low=low, high=high
    )


@dataclass(frozen=True, kw_only=True)
class ErrorLink:
    """One error with the place that it is about."""

    anchor: str
    label: str
    says: Any


def error_links(form: ModelForm[Any], formsets: Sequence[Any]) -> list[ErrorLink]:
    """Every error of the page that belongs to a field, in the order of the page."""
    found = list(_of_form(form, ""))
    for each in formsets:
        formset = each.formset
        prefix = formset.prefix
        name = str(each.opts.verbose_name)
        found += [
            ErrorLink(anchor=f"{prefix}-group", label=capfirst(name), says=error)
            for error in formset.non_form_errors()
        ]
        for number, line in enumerate(formset.forms, start=1):
            if line.errors:
                where = _("%(what)s, line %(number)d") % {"what": capfirst(name), "number": number}
                found += _of_form(line, where, f"{prefix}-{number - 1}")
    return found


def _of_form(form: ModelForm[Any], where: str, row: str = "") -> Iterator[ErrorLink]:
    for name, errors in form.errors.items():
        if name not in form.fields:
            if where:
                yield from (ErrorLink(anchor=row, label=where, says=each) for each in errors)
            continue
        bound = form[name]
        label = capfirst(str(bound.label).split(" [")[0])
        for each in errors:
            yield ErrorLink(
                anchor=bound.id_for_label or bound.auto_id,
                label=f"{where}, {label}" if where else label,
                says=str(each).removeprefix(f"{label}: "),
            )
