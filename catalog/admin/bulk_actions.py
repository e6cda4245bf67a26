"""Pages between a list and what is done to its units: publish with a reason, copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog import editing
from catalog.admin.chosen_export import export_all, export_list, export_units
from catalog.admin.form_fields import PatientAutocomplete
from catalog.admin.live_guard import not_saved
from catalog.admin.price_entry import prices
from catalog.editing import MOST_AT_ONCE
from catalog.history import give_reason
from catalog.importing import manual_edits
from catalog.models import HeatPump
from catalog.plausibility import ImplausibleError, live_units_stay_sound

if TYPE_CHECKING:
    from catalog.admin.heat_pump_admin import HeatPumpAdmin

__all__ = [
    "copy_points",
    "duplicate",
    "export_all",
    "export_list",
    "export_units",
    "prices",
    "publish",
    "tell_status",
]


def publish(
    site: HeatPumpAdmin, request: HttpRequest, queryset: QuerySet[HeatPump]
) -> HttpResponse | None:
    """Make units live; what has warnings comes back as a page that asks for the reason."""
    units = list(queryset.order_by("id").select_related("brand")[:MOST_AT_ONCE])
    reason = request.POST.get("reason", "").strip()
    give_reason(reason)
    user = request.user if isinstance(request.user, User) else None
    done = manual_edits.publish(units, reason=reason, user=user, today=timezone.localdate())
    for unit, why in done.blocked.items():
        site.message_user(
            request,
            _("%(unit)s was not changed: %(why)s.")
            % {"unit": unit, "why": "; ".join(each.rstrip(".") for each in why)},
            messages.ERROR,
        )
    tell_status(site, request, len(done.published), _now("live"))
    if not done.unexplained:
        return None
    return TemplateResponse(
        request,
        "admin/catalog/publish.html",
        {
            **site.admin_site.each_context(request),
            "title": _("Publish despite warnings?"),
            "opts": site.opts,
            "findings": done.unexplained,
            "checkbox": ACTION_CHECKBOX_NAME,
        },
    )


def tell_status(site: HeatPumpAdmin, request: HttpRequest, count: int, status: str) -> None:
    if count:
        site.message_user(
            request,
            ngettext(
                "%(count)d unit is now %(status)s.", "%(count)d units are now %(status)s.", count
            )
            % {"count": count, "status": status},
            messages.SUCCESS,
        )


class CopyPointsForm(forms.Form):
    source = forms.ModelChoiceField(
        label=_("From"), queryset=HeatPump.objects.select_related("brand")
    )
    replace = forms.BooleanField(
        label=_("Replace points that this unit already has"), required=False
    )

    def __init__(self, *args: Any, target: HeatPump, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        self.fields["source"].widget = PatientAutocomplete(
            HeatPump._meta.get_field("replaced_by"), admin.site
        )
        self.fields["source"].widget.choices = self.fields["source"].choices  # type: ignore[attr-defined]

    def clean_source(self) -> HeatPump:
        source: HeatPump = self.cleaned_data["source"]
        if source.pk == self.target.pk:
            raise ValidationError(_now("Choose a different unit."))
        if not source.points.exists():
            raise ValidationError(_now("That unit has no performance points."))
        return source

    def copied(self) -> int | None:
        """How many points were copied; nothing, with the reason, where they break a live unit."""
        try:
            with live_units_stay_sound([self.target.pk]):
                return editing.copy_points(
                    self.cleaned_data["source"],
                    self.target,
                    replace=self.cleaned_data["replace"],
                    today=timezone.localdate(),
                )
        except ImplausibleError as error:
            for sentence in (not_saved(), *error.sentences):
                self.add_error("source", sentence)
            return None


class DuplicateForm(forms.Form):
    model_number = forms.CharField(
        label=_("Model number of the new unit"),
        max_length=120,
        help_text=_("As sold. For a mini-split, indoor / outdoor: “MSZ-FS06NA / MUZ-FS06NA”."),
    )

    def __init__(self, *args: Any, source: HeatPump, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean_model_number(self) -> str:
        number: str = self.cleaned_data["model_number"]
        if HeatPump.objects.filter(brand=self.source.brand, model_number=number).exists():
            raise ValidationError(_now("This brand already has a unit with that model number."))
        return number


def copy_points(site: HeatPumpAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    target = _unit(site, request, pk)
    form = CopyPointsForm(request.POST or None, target=target)
    if request.method == "POST" and form.is_valid() and (count := form.copied()) is not None:
        site.message_user(
            request,
            ngettext("%(count)d point was copied.", "%(count)d points were copied.", count)
            % {"count": count},
            messages.SUCCESS if count else messages.WARNING,
        )
        return redirect("admin:catalog_heatpump_change", target.pk)
    return _one_form(site, request, target, form, title=_("Copy performance points"))


def duplicate(site: HeatPumpAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    source = _unit(site, request, pk)
    if not site.has_add_permission(request):
        raise PermissionDenied
    form = DuplicateForm(
        request.POST or None, source=source, initial={"model_number": source.model_number}
    )
    if request.method == "POST" and form.is_valid():
        twin = editing.duplicate(
            source, model_number=form.cleaned_data["model_number"], today=timezone.localdate()
        )
        site.message_user(
            request,
            _("This draft has the figures of %(unit)s. Correct whatever is different.")
            % {"unit": source},
            messages.SUCCESS,
        )
        return redirect("admin:catalog_heatpump_change", twin.pk)
    return _one_form(site, request, source, form, title=_("Duplicate as a new model"))


def _unit(site: HeatPumpAdmin, request: HttpRequest, pk: str) -> HeatPump:
    unit = site.get_object(request, pk)
    if unit is None:
        raise Http404
    if not site.has_change_permission(request, unit):
        raise PermissionDenied
    return unit


def _one_form(
    site: HeatPumpAdmin, request: HttpRequest, unit: HeatPump, form: forms.Form, *, title: Any
) -> HttpResponse:
    context = {
        **site.admin_site.each_context(request),
        "title": title,
        "opts": site.opts,
        "unit": unit,
        "form": form,
        "media": site.media + form.media,
    }
    return TemplateResponse(request, "admin/catalog/one_form.html", context)
