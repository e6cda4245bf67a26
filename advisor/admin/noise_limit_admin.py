"""Noise limits of towns: what an ordinance allows at a neighbor's, by day and night."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _

from advisor.admin.reference_data import RecordsEdits
from advisor.models import NoiseLimit
from catalog.admin.edit_conflicts import EditConflictMixin


class NoiseLimitForm(forms.ModelForm[NoiseLimit]):
    zip_prefixes = SimpleArrayField(
        forms.CharField(max_length=5),
        label=_("ZIP codes starting with"),
        help_text=_("For example, 021 or 02210, separated with commas. At least one."),
    )
    url = forms.URLField(label=_("official page"), max_length=200, assume_scheme="https")

    class Meta:
        model = NoiseLimit
        fields = ("code", "name", "zip_prefixes", "night_db", "day_db", "url", "as_of", "note")


@admin.register(NoiseLimit)
class NoiseLimitAdmin(EditConflictMixin, RecordsEdits, admin.ModelAdmin[NoiseLimit]):
    form = NoiseLimitForm
    list_display = ("name", "zip_prefixes", "night_db", "day_db", "as_of")
    search_fields = ("code", "name", "note")
    fieldsets = (
        (None, {"fields": ("code", "name", "zip_prefixes")}),
        (_("How much"), {"fields": (("night_db", "day_db"),)}),
        (_("Source"), {"fields": ("url", "as_of", "note")}),
    )
