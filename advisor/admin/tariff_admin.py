"""Heat-pump tariffs: which utility takes how much off a kWh, and since when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _

from advisor.admin.incentive_admin import known_states
from advisor.admin.reference_data import RecordsEdits, would_be_replaced
from advisor.models import HeatPumpTariff
from advisor.reference.data_files import is_later, shipped_dates
from catalog.admin.edit_conflicts import EditConflictMixin


class HeatPumpTariffForm(forms.ModelForm[HeatPumpTariff]):
    """A tariff comes with known states, and with a date that outlives the next load."""

    states = SimpleArrayField(forms.CharField(max_length=2), label=_("states"))
    url = forms.URLField(label=_("official page"), max_length=200, assume_scheme="https")

    class Meta:
        model = HeatPumpTariff
        exclude = ("from_files",)  # noqa: DJ006  # everything else, new columns included

    def clean_states(self) -> list[str]:
        return known_states(self.cleaned_data["states"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        as_of = cleaned.get("as_of", "")
        shipped = shipped_dates("tariffs.csv", "as_of").get(self.instance.code, "")
        if self.changed_data and as_of and shipped and not is_later(as_of, shipped):
            self.add_error("as_of", would_be_replaced(shipped))
        return cleaned


@admin.register(HeatPumpTariff)
class HeatPumpTariffAdmin(EditConflictMixin, RecordsEdits, admin.ModelAdmin[HeatPumpTariff]):
    form = HeatPumpTariffForm
    list_display = ("name", "states", "change_usd_kwh", "first_month", "last_month", "as_of")
    search_fields = ("code", "name", "source", "note")
    fieldsets = (
        (None, {"fields": ("code", "name", "states")}),
        (_("How much"), {"fields": ("change_usd_kwh", ("first_month", "last_month"))}),
        (_("Source"), {"fields": ("url", "source", "as_of", "note")}),
    )
