"""Installer lists and coaches: where to call, by state, and when somebody last looked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from advisor.admin.incentive_admin import (
    StateOfIncentiveFilter,
    known_states,
    refuse_a_lost_check,
)
from advisor.admin.reference_data import RecordsEdits
from advisor.models import InstallerContact
from advisor.reference.data_files import shipped_dates
from catalog.admin.edit_conflicts import EditConflictMixin


class ToFillFilter(admin.SimpleListFilter):
    title = _("official page")
    parameter_name = "page"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        return [("empty", _("to fill in")), ("known", _("known"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "empty":
            return queryset.filter(url="")
        return queryset.exclude(url="") if self.value() == "known" else queryset


class InstallerContactForm(forms.ModelForm[InstallerContact]):
    """Known states, an official page, and a date that outlives the next load."""

    states = SimpleArrayField(
        forms.CharField(max_length=2),
        required=False,
        label=_("states"),
        help_text=_("Separate with commas: MA, NH. Leave blank for the whole country."),
    )
    url = forms.URLField(
        label=_("official page"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=_("The program’s own page. Blank: none is known, and visitors are told so."),
    )

    class Meta:
        model = InstallerContact
        exclude = ("from_files",)  # noqa: DJ006  # everything else, new columns included

    def clean_states(self) -> list[str]:
        return known_states(self.cleaned_data["states"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_a_lost_check(self, cleaned, "contacts.csv")
        return cleaned


@admin.register(InstallerContact)
class InstallerContactAdmin(EditConflictMixin, RecordsEdits, admin.ModelAdmin[InstallerContact]):
    form = InstallerContactForm
    list_display = ("code", "name", "kind", "states", "url", "last_checked")
    list_filter = (ToFillFilter, "kind", StateOfIncentiveFilter)
    search_fields = ("code", "name", "url", "source", "note")
    list_per_page = 100
    fieldsets = (
        (None, {"fields": ("code", "name", "kind", "states")}),
        (_("How to reach it"), {"fields": ("url", "phone")}),
        (_("Source"), {"fields": ("source", "last_checked", "note")}),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: InstallerContact | None = None
    ) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def has_delete_permission(
        self, request: HttpRequest, obj: InstallerContact | None = None
    ) -> bool:
        """What the files have would come back with the next load: empty its page instead."""
        shipped = shipped_dates("contacts.csv", "last_checked")
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and (obj is None or obj.code not in shipped)

    def save_model(
        self, request: HttpRequest, obj: InstallerContact, form: Any, change: bool
    ) -> None:
        obj.from_files = obj.from_files and not form.changed_data
        super().save_model(request, obj, form, change)
