"""A save that would break a live unit is refused at the field, and the site keeps its figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from catalog.admin.edit_conflicts import EditConflictMixin
from catalog.models import Figure, HeatPump, PerformancePoint, PriceKind, PriceObservation, Status
from catalog.plausibility import Finding, ImplausibleError, LiveUnits
from catalog.vocabulary import point_place


class LiveGuardMixin:
    """For records that are a unit or belong to one (``heat_pump``): what is live has no errors."""

    refused_field: ClassVar[str] = ""
    """The field that is at fault, in the form of what belongs to a unit."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        def answer() -> HttpResponse:
            return super(LiveGuardMixin, self).changeform_view(  # type: ignore[misc,no-any-return]
                request, object_id, form_url, extra_context
            )

        try:
            with transaction.atomic():
                return answer()
        except ImplausibleError as error:
            request.refused = error.findings  # type: ignore[attr-defined]
            return answer()  # the form says why, and nothing is written

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        units = {obj.pk} if isinstance(obj, HeatPump) else {obj.heat_pump_id}
        if change and not isinstance(obj, HeatPump):
            units.add(form.initial["heat_pump"])  # where it belonged so far
        request.live_units = LiveUnits(units - {None})  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)  # type: ignore[misc]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        leaves = form.cleaned_data.get("status", Status.LIVE) != Status.LIVE
        request.live_units.stay_sound(may_leave=leaves)  # type: ignore[attr-defined]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        refused: list[Finding] = getattr(request, "refused", [])
        if not refused:
            return form
        own_field = self.refused_field

        def clean(self: Any) -> Any:
            cleaned = form.clean(self)
            self.add_error(None, not_saved())
            for finding in refused:
                field = own_field or finding.field
                self.add_error(field if field in self.fields else None, finding.message)
            return cleaned

        return type(form.__name__, (form,), {"clean": clean})

    def get_formsets_with_inlines(
        self, request: HttpRequest, obj: Any = None
    ) -> Iterator[tuple[Any, Any]]:
        refused: list[Finding] = getattr(request, "refused", [])
        for formset, inline in super().get_formsets_with_inlines(request, obj):  # type: ignore[misc]
            yield (_refusing(formset, refused) if refused else formset), inline

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._or_say_why(
            request,
            lambda: super(LiveGuardMixin, self).delete_view(  # type: ignore[misc]
                request, object_id, extra_context
            ),
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._or_say_why(
            request,
            lambda: super(LiveGuardMixin, self).changelist_view(  # type: ignore[misc]
                request, extra_context
            ),
        )

    def _or_say_why(self, request: HttpRequest, answer: Any) -> HttpResponse:
        try:
            return answer()  # type: ignore[no-any-return]
        except ImplausibleError as error:
            said = " ".join([not_saved(), *error.sentences])
            self.message_user(request, said, messages.ERROR)  # type: ignore[attr-defined]
            return redirect(request.get_full_path())


class GuardedUnit(EditConflictMixin, LiveGuardMixin):
    """The page of a unit: nobody saves over what another has changed, nor breaks what is live."""


def not_saved() -> str:
    return _(
        "Nothing was saved. A live unit must have no errors, so the site still shows the figures"
        " from before."
    )


def _refusing(formset_class: Any, refused: list[Finding]) -> Any:
    """A formset whose changed lines say what is wrong with them."""

    def clean(self: Any) -> None:
        formset_class.clean(self)
        for form in self.forms:
            for finding in refused:
                field = _field_at_fault(form, finding)
                if field and form.has_changed() and form.is_valid():
                    form.add_error(field, finding.message)

    return type(formset_class.__name__, (formset_class,), {"clean": clean})


def _field_at_fault(form: Any, finding: Finding) -> str:
    """The field of a line that ``finding`` is about; empty where it is about another line."""
    line, place = form.instance, point_place(finding.field)
    if isinstance(line, PerformancePoint) and place:
        return place.column if place[:2] == (line.mode, line.outdoor_f) else ""
    if isinstance(line, PriceObservation) and finding.field == "price":
        return "amount_low" if line.kind == PriceKind.STREET else ""
    if isinstance(line, Figure) and line.name == finding.field:
        return "value"
    return ""
