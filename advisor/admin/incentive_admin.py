"""Incentives: what a program pays, where, and when that was last checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from advisor.admin.reference_data import RecordsEdits
from advisor.engine.incentives import CHECK_DAYS
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.unit_names import WORDS
from advisor.models import (
    Incentive,
    State,
)
from advisor.reference.data_files import shipped_dates
from catalog.admin.edit_conflicts import EditConflictMixin


class NeedsCheckFilter(admin.SimpleListFilter):
    title = _("check")
    parameter_name = "check"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        return [("due", _("needs a check")), ("fresh", _("checked recently"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = timezone.localdate()
        fresh = Q(last_checked__range=(today - timedelta(days=int(CHECK_DAYS)), today))
        if self.value() == "due":  # what has ended stays so
            return queryset.exclude(fresh).exclude(ends_on__lt=today)
        return queryset.filter(fresh) if self.value() == "fresh" else queryset


class StateOfIncentiveFilter(admin.SimpleListFilter):
    """What there is for people of a state, that of the whole country included."""

    title = _("state")
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        return list(State.objects.exclude(stand_in=None).values_list("code", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        code = self.value()
        return queryset.filter(Q(states__contains=[code]) | Q(states=[])) if code else queryset


MANY_STATES = 6  # from so many on, the list of incentives counts them


def words_of(name: str) -> dict[str, Any]:
    """What a form's own field says as the model's would."""
    field = Incentive._meta.get_field(name)
    assert isinstance(field, models.Field)
    return {"label": field.verbose_name, "help_text": field.help_text, "required": False}


def known_states(typed: Iterable[str]) -> list[str]:
    """Codes of states in capitals. Raises ``ValidationError`` with those that do not exist."""
    codes = [code.upper() for code in typed]
    known = set(State.objects.filter(code__in=codes).values_list("code", flat=True))
    if missing := [code for code in codes if code not in known]:
        raise forms.ValidationError(
            _("There is no such state: %(codes)s."), params={"codes": ", ".join(missing)}
        )
    return codes


def refuse_a_lost_check(form: forms.ModelForm[Any], cleaned: dict[str, Any], file: str) -> None:
    """An edit comes with the day of its check, which is past and outlives the next load of
    ``file``."""
    if not form.changed_data or "last_checked" in form.errors:
        return
    checked = cleaned.get("last_checked")
    shipped = shipped_dates(file, "last_checked").get(form.instance.code, "")
    if checked is None:
        form.add_error("last_checked", _now("Enter the date you looked this up."))
    elif checked > timezone.localdate():
        form.add_error("last_checked", _now("This date is in the future."))
    elif checked.isoformat() < shipped:
        form.add_error(
            "last_checked",
            _now(
                "The project files have a check dated %(date)s, so the next load would"
                " replace this one."
            )
            % {"date": shipped},
        )


class IncentiveForm(forms.ModelForm[Incentive]):
    """An amount only from an official page, a date that outlives the next load, known states."""

    states = SimpleArrayField(forms.CharField(max_length=2), **words_of("states"))
    zip_prefixes = SimpleArrayField(
        forms.CharField(
            validators=[RegexValidator(r"^[0-9]{1,5}$", _("Up to five digits, such as 021."))]
        ),
        **words_of("zip_prefixes"),
    )
    excluded_refrigerants = SimpleArrayField(
        forms.CharField(max_length=10), **words_of("excluded_refrigerants")
    )
    unit_types = forms.MultipleChoiceField(
        choices=[(kind, WORDS[kind].in_admin) for kind in UNIT_TYPES],
        widget=forms.CheckboxSelectMultiple,
        **words_of("unit_types"),
    )
    programme_url = forms.URLField(
        max_length=200, assume_scheme="https", **words_of("programme_url")
    )

    class Meta:
        model = Incentive
        exclude = ("from_files",)  # noqa: DJ006  # everything else, new columns included

    def clean_states(self) -> list[str]:
        return known_states(self.cleaned_data["states"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_a_lost_check(self, cleaned, "incentives.csv")
        return cleaned


@admin.register(Incentive)
class IncentiveAdmin(EditConflictMixin, RecordsEdits, admin.ModelAdmin[Incentive]):
    form = IncentiveForm
    list_display = (
        *("name", "kind", "status", "area", "amount_type", "starts_on", "ends_on"),
        "last_checked",
    )
    list_filter = (NeedsCheckFilter, "status", "kind", "amount_type", StateOfIncentiveFilter)
    search_fields = ("code", "name", "requirements", "source", "note")
    list_per_page = 100
    fieldsets = (
        (None, {"fields": ("code", "name", "kind")}),
        (_("Status"), {"fields": ("status", ("starts_on", "ends_on"), "last_checked", "source")}),
        (_("Who qualifies"), {"fields": ("states", "zip_prefixes", "income_rule")}),
        (
            _("What qualifies"),
            {
                "fields": (
                    "unit_types",
                    ("cold_climate", "energy_star", "professional"),
                    ("min_hspf2", "min_seer2"),
                    ("excluded_refrigerants", "whole_home"),
                    "requirements",
                )
            },
        ),
        (
            _("How much"),
            {"fields": ("programme_url", "amount_type", "percent", "amount_usd", "cap_usd")},
        ),
        (None, {"fields": ("note",)}),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: Incentive | None = None
    ) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Incentive | None = None) -> bool:
        """What the files have would come back with the next load: close it instead."""
        shipped = shipped_dates("incentives.csv", "last_checked")
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and (obj is None or obj.code not in shipped)

    def save_model(self, request: HttpRequest, obj: Incentive, form: Any, change: bool) -> None:
        obj.from_files = obj.from_files and not form.changed_data
        super().save_model(request, obj, form, change)

    @admin.display(description=_("area"), ordering="states")
    def area(self, incentive: Incentive) -> str:
        states = ", ".join(incentive.states) if len(incentive.states) < MANY_STATES else ""
        if incentive.states and not states:
            states = _now("%(count)d states") % {"count": len(incentive.states)}
        zips = ", ".join(f"{prefix}…" for prefix in incentive.zip_prefixes)
        return " · ".join(filter(None, (states, zips))) or _now("whole country")
