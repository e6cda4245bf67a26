"""The lines of performance points below a unit, which share three figures with the form above.

Cooling at 95 °F is both a line and the columns “cooling, lowest/rated/highest”. The two are one
figure: whoever enters it in both places must mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any, Final, TypeAlias

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.forms import BaseInlineFormSet, ModelForm
from django.utils.translation import gettext as _

from catalog.admin.entry_errors import refuse_out_of_range
from catalog.importing import manual_edits
from catalog.models import HeatPump, PerformancePoint
from catalog.plausibility import POINT_COLUMNS
from catalog.vocabulary import NORMALIZERS, PointPlace, point_name

PointForm: TypeAlias = ModelForm[PerformancePoint]
PointLines: TypeAlias = BaseInlineFormSet[PerformancePoint, HeatPump, PointForm]

_SHARED_AT: Final = ("cooling", 95)
# Cell of that line → column of the record that holds the same figure.
_SHARED: Final = {
    column: name
    for column in POINT_COLUMNS
    if (name := point_name(PointPlace(*_SHARED_AT, column))) in NORMALIZERS
}


class PointLineForm(ModelForm[PerformancePoint]):
    """A line of one temperature; a new one without a figure is no line."""

    def has_changed(self) -> bool:
        changed = super().has_changed()
        return changed and bool(self.instance.pk or set(POINT_COLUMNS) & set(self.changed_data))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        refuse_out_of_range(self)
        return cleaned


class PointFormSet(BaseInlineFormSet[PerformancePoint, HeatPump, PointForm]):
    """Refuses a line that contradicts the form above, at its field."""

    def clean(self) -> None:
        super().clean()
        stored = HeatPump.objects.filter(pk=self.instance.pk).values(*_SHARED.values()).first()
        for form in _saved_forms(self):
            if (form.cleaned_data.get("mode"), form.cleaned_data.get("outdoor_f")) == _SHARED_AT:
                self._compare(form, stored or {})

    def _compare(self, form: PointForm, stored: dict[str, Any]) -> None:
        unit: HeatPump = self.instance
        together = copy(unit)
        new = form.instance.pk is None or _is_moved(form)
        for column, name in _SHARED.items():
            given, above = form.cleaned_data.get(column), getattr(unit, name)
            if given is None or not (new or column in form.changed_data):
                continue
            if above not in (None, given) and (new or above != stored.get(name)):
                form.add_error(
                    column,
                    _(
                        "“%(field)s” above is %(value)s. Both are the output at 95 °F."
                        " Enter the same figure, or leave one of them blank."
                    )
                    % {"field": HeatPump.column(name).verbose_name, "value": above},
                )
            else:
                setattr(together, name, given)
        if not form.errors:
            _refuse_impossible(together, form)


def _refuse_impossible(together: HeatPump, form: PointForm) -> None:
    """What the database would refuse once the cells of the line are columns of the record."""
    for constraint, columns in _shared_constraints():
        try:
            constraint.validate(HeatPump, together)
        except ValidationError as error:
            at_fault = [column for column in columns if column in form.changed_data]
            form.add_error(at_fault[-1] if at_fault else None, error)


def _shared_constraints() -> Iterator[tuple[CheckConstraint, list[str]]]:
    """The constraints of a record that read shared columns, with the cells of these."""
    for constraint in HeatPump._meta.constraints:
        text = str(constraint.deconstruct())
        columns = [column for column, name in _SHARED.items() if name in text]
        if columns and isinstance(constraint, CheckConstraint):
            yield constraint, columns


def _saved_forms(formset: PointLines) -> Iterator[PointForm]:
    """The lines that are going to be written."""
    for form in formset.forms:
        if form.has_changed() and form.is_valid() and form not in formset.deleted_forms:
            yield form


def _is_moved(form: PointForm) -> bool:
    return not {"mode", "outdoor_f"}.isdisjoint(form.changed_data)


def make_room(formset: PointLines) -> None:
    """Take away the points that saving the form above has just written where a line belongs.

    The line takes over the cells that it leaves empty itself.
    """
    shown = [form.instance.pk for form in formset.initial_forms]
    for form in _saved_forms(formset):
        point = form.instance
        written = formset.instance.points.filter(mode=point.mode, outdoor_f=point.outdoor_f)
        for other in written.exclude(pk__in=shown):
            for column in POINT_COLUMNS:
                if getattr(point, column) is None:
                    setattr(point, column, getattr(other, column))
            other.delete()


def edited_cells(formset: PointLines, changed_above: set[str]) -> dict[PointPlace, float | None]:
    """What the lines change; moved or deleted points leave blanks where they were.

    A blank does not remove a figure that was entered in the form above (``changed_above``).
    """
    blanks: dict[PointPlace, float | None] = {}
    entered: dict[PointPlace, float | None] = {}
    for form in formset.forms:
        deleted = bool(formset.can_delete) and form in formset.deleted_forms
        if form.instance.pk and (deleted or _is_moved(form)):
            blanks |= _cells_before(form)
        if not deleted and form.has_changed():
            entered |= _cells_entered(form)
    return {
        place: value
        for place, value in (blanks | entered).items()
        if value is not None or point_name(place) not in changed_above
    }


def _cells_before(form: PointForm) -> dict[PointPlace, float | None]:
    """The cells that a line filled when the page was opened, as blanks."""
    before = form.initial
    return {
        PointPlace(before["mode"], before["outdoor_f"], column): None
        for column in POINT_COLUMNS
        if before.get(column) is not None
    }


def _cells_entered(form: PointForm) -> dict[PointPlace, float | None]:
    """The cells of a line that were changed; all that it fills where it was moved."""
    moved = _is_moved(form)
    return {
        place: value
        for place, value in manual_edits.cells_of(form.instance).items()
        if place.column in form.changed_data or (moved and value is not None)
    }
