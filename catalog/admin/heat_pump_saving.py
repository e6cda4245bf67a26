"""What the form of a heat pump saves: figures by hand, from the source of the save."""

from __future__ import annotations

from typing import Any

from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils import timezone

from catalog.admin.point_forms import edited_cells, make_room
from catalog.importing import manual_edits
from catalog.importing.manual_edits import by_the_desk, mark_as_edited
from catalog.models import Figure, HeatPump, PerformancePoint
from catalog.vocabulary import NORMALIZERS


class SavedByHand:
    """Every changed field, cell and line becomes a figure by hand."""

    def save_model(self, request: HttpRequest, obj: HeatPump, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if change:
            edited = form.changed_data
        else:
            edited = [
                name
                for name in (*NORMALIZERS, "status")
                if getattr(obj, name) != HeatPump.column(name).get_default()
            ]
        manual_edits.record_edits(obj, edited, today=timezone.localdate(), stated=form.stated)

    def save_formset(
        self,
        request: HttpRequest,
        form: ModelForm[HeatPump],
        formset: BaseInlineFormSet[Any, Any, Any],
        change: bool,
    ) -> None:
        heat_pump, stated = form.instance, form.stated  # type: ignore[attr-defined]
        if formset.model is PerformancePoint:
            cells = edited_cells(formset, _filled(form))
            make_room(formset)
            super().save_formset(request, form, formset, change)  # type: ignore[misc]
            if cells:
                manual_edits.record_point_edits(
                    heat_pump, cells, today=timezone.localdate(), stated=stated
                )
        elif formset.model is Figure:
            new = formset.save(commit=False)
            for figure in new:
                mark_as_edited(figure, stated or by_the_desk(timezone.localdate()))
                figure.save()
            if new:
                manual_edits.reapply_figures(heat_pump)
        else:
            super().save_formset(request, form, formset, change)  # type: ignore[misc]


def _filled(form: ModelForm[HeatPump]) -> set[str]:
    """The fields of the form that were changed to a value."""
    return {name for name in form.changed_data if form.cleaned_data.get(name) is not None}
