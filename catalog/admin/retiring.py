"""Retiring units from the list: who replaces each is asked first, and “none” must be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.admin.bulk_actions import tell_status
from catalog.admin.heat_pump_form import SUCCESSORS, UnitField
from catalog.editing import comes_round
from catalog.importing import manual_edits
from catalog.models import HeatPump, Status

if TYPE_CHECKING:
    from catalog.admin.heat_pump_admin import HeatPumpAdmin

MOST_AT_ONCE: Final = 100
_OFFERED: Final = 300


class RetireForm(forms.Form):
    """A successor for each unit, or one word for all that have none."""

    no_successor = forms.BooleanField(
        label=_("The units without one above have no successor"), required=False
    )

    def __init__(self, *args: Any, units: Sequence[HeatPump], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        for unit in units:
            self.fields[f"successor_{unit.pk}"] = UnitField(
                label=str(unit), required=False, initial=unit.replaced_by
            )

    @property
    def lines(self) -> Iterator[tuple[HeatPump, forms.BoundField]]:
        for unit in self.units:
            yield unit, self[f"successor_{unit.pk}"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        named = {each.pk: self.cleaned_data.get(f"successor_{each.pk}") for each in self.units}
        for unit in self.units:
            name = f"successor_{unit.pk}"
            successor = self.cleaned_data.get(name)
            if successor is not None and comes_round(unit, successor, named):
                self.add_error(name, _now("That unit is itself replaced by this one."))
            elif (
                successor is None
                and name not in self.errors
                and not self.cleaned_data.get("no_successor")
            ):
                self.add_error(name, _now("Enter its successor, or check the box below."))
        return cleaned

    @transaction.atomic
    def save(self) -> None:
        for unit in self.units:
            successor = self.cleaned_data[f"successor_{unit.pk}"]
            if successor != unit.replaced_by:
                HeatPump.objects.filter(pk=unit.pk).update(replaced_by=successor)
        today = timezone.localdate()
        manual_edits.set_status(self.units, Status.RETIRED.value, today=today)


def retire(
    site: HeatPumpAdmin, request: HttpRequest, queryset: QuerySet[HeatPump]
) -> HttpResponse | None:
    """The page that asks; once it is answered, the units are retired."""
    units = list(queryset.order_by("id").select_related("brand", "replaced_by__brand"))
    if len(units) > MOST_AT_ONCE:
        said = _("Choose at most %(most)d units at a time.") % {"most": MOST_AT_ONCE}
        site.message_user(request, said, messages.ERROR)
        return None
    form = RetireForm(request.POST if "confirmed" in request.POST else None, units=units)
    if form.is_bound and form.is_valid():
        form.save()
        tell_status(site, request, len(units), str(Status.RETIRED.label))
        return None
    brands = {unit.brand_id for unit in units}
    offered = HeatPump.objects.filter(brand__in=brands, status=Status.LIVE).order_by("slug")
    context = {
        **site.admin_site.each_context(request),
        "title": _("Retire these units?"),
        "opts": site.opts,
        "form": form,
        "list": SUCCESSORS,
        "offered": offered.values_list("slug", flat=True)[:_OFFERED],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/catalog/retire.html", context)
