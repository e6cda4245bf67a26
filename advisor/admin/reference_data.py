"""Reference data in the admin: to look up, and to keep prices, costs and incentives up to date."""

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
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from advisor.engine.incentives import CHECK_DAYS
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.unit_names import WORDS
from advisor.models import (
    FUELS,
    MONTHS,
    ClimateStation,
    Incentive,
    InstallationCost,
    ReferenceVersion,
    State,
    ZipCode,
)
from advisor.reference.data_files import is_later, shipped_dates, shipped_price_dates
from advisor.reference.loader import record_edit
from catalog.admin.edit_conflicts import EditConflictMixin


class FromFiles:
    """Rows that only ``load_reference`` writes: to search and read, not to change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


def would_be_replaced(shipped: str) -> str:
    return _now(
        "Give a date after %(date)s, that of the figure in the project's files:"
        " the next load of the files would replace this one."
    ) % {"date": shipped}


class RecordsEdits:
    """Every edit moves the version of the reference data, so that all processes read anew."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if form.changed_data:
            record_edit()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)  # type: ignore[misc]
        record_edit()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)  # type: ignore[misc]
        record_edit()


class StateForm(forms.ModelForm[State]):
    """A price comes with its date and source, and with a date that outlives the next load."""

    class Meta:
        model = State
        exclude = ("code",)  # noqa: DJ006  # everything else, new columns included

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for fuel, price in FUELS.items():
            trio = {price, f"{fuel}_as_of", f"{fuel}_source"}
            if trio.isdisjoint(self.changed_data):
                continue
            if cleaned.get(price) is None:
                if price not in self.errors:  # no price: nothing to date
                    cleaned[f"{fuel}_as_of"] = cleaned[f"{fuel}_source"] = ""
                continue
            self.check_date(fuel, str(cleaned.get(f"{fuel}_as_of", "")))
            if not cleaned.get(f"{fuel}_source"):
                self.add_error(f"{fuel}_source", _now("Say who publishes this price."))
        return cleaned

    def check_date(self, fuel: str, as_of: str) -> None:
        field = f"{fuel}_as_of"
        shipped = shipped_price_dates().get((self.instance.code, fuel), "")
        if field in self.errors:
            return
        if not as_of:
            self.add_error(field, _now("Say which time this price describes."))
        elif not is_later(as_of, shipped):
            self.add_error(field, would_be_replaced(shipped))


CO2_FIELDS = ("co2_lb_per_mwh", "co2_as_of", "co2_source", "co2_confidence")


def price_fields(fuel: str) -> tuple[str | tuple[str, str], ...]:
    return (FUELS[fuel], (f"{fuel}_as_of", f"{fuel}_source"))


@admin.register(State)
class StateAdmin(EditConflictMixin, RecordsEdits, admin.ModelAdmin[State]):
    form = StateForm
    list_display = (
        *("code", "name", "electricity_usd_kwh", "electricity_as_of", "gas_usd_therm"),
        *("propane_usd_gal", "propane_as_of", "oil_usd_gal", "co2_lb_per_mwh", "co2_confidence"),
    )
    list_display_links = ("code", "name")
    list_filter = ("electricity_as_of", "propane_as_of", "co2_confidence")
    search_fields = ("code", "name")
    list_per_page = 60
    readonly_fields = ("code", "name", "stand_in", *CO2_FIELDS)
    fieldsets = (
        (None, {"fields": ("code", "name", "stand_in")}),
        (_("Electricity"), {"fields": price_fields("electricity")}),
        (_("Natural gas"), {"fields": price_fields("gas")}),
        (_("Propane"), {"fields": price_fields("propane")}),
        (_("Heating oil"), {"fields": price_fields("oil")}),
        (_("Carbon dioxide of electricity (from the files)"), {"fields": CO2_FIELDS}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: State | None = None) -> bool:
        return False


@admin.register(ClimateStation)
class ClimateStationAdmin(FromFiles, admin.ModelAdmin[ClimateStation]):
    list_display = (
        *("station_id", "name", "state_code", "iecc_zone", "elevation_ft"),
        *("heating_design_99_f", "cooling_design_1_f", "hdd65", "cdd65"),
    )
    list_display_links = ("station_id", "name")
    list_filter = ("iecc_zone", "state")
    search_fields = ("=station_id", "name", "=state__code", "state__name")
    fieldsets = (
        (None, {"fields": ("station_id", "name", "state", ("lat", "lon"), "elevation_ft")}),
        (
            _("Design"),
            {
                "fields": (
                    *("iecc_zone", "heating_design_99_f", "cooling_design_1_f"),
                    *("cooling_humidity_gr_lb", "daily_range_f", "hdd65", "cdd65"),
                )
            },
        ),
        (_("Typical year"), {"fields": ("months", "bins")}),
    )
    readonly_fields = ("months", "bins")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClimateStation]:
        return super().get_queryset(request).select_related("state")

    @admin.display(description=_("state"), ordering="state")
    def state_code(self, station: ClimateStation) -> str:
        return station.state_id

    @admin.display(description=_("months"))
    def months(self, station: ClimateStation) -> SafeString:
        heads = (_("Month"), _("Mean, °F"))
        return table(heads, zip(range(1, MONTHS + 1), station.monthly_mean_f, strict=True))

    @admin.display(description=_("temperature bins"))
    def bins(self, station: ClimateStation) -> SafeString:
        heads = (
            *(_("Bin, °F"), _("Mean, °F"), _("Hours"), _("8 to 22 o'clock")),
            *(_("Humidity, gr/lb"), _("Sun, horizontal"), _("north"), _("east")),
            *(_("south"), _("west")),
        )
        columns = (
            *(station.bin_f, station.outdoor_f, station.hours, station.hours_day),
            *(station.humidity_gr_lb, station.sun_h, station.sun_n, station.sun_e),
            *(station.sun_s, station.sun_w),
        )
        return table(heads, zip(*columns, strict=True))


@admin.register(ZipCode)
class ZipCodeAdmin(FromFiles, admin.ModelAdmin[ZipCode]):
    list_display = (
        *("zip", "place", "state_code", "county", "station", "station_km"),
        *("heating_design_99_f", "cooling_design_1_f", "design_source"),
    )
    list_filter = ("design_source", "state")
    search_fields = ("zip__startswith", "place", "county")
    search_help_text = _("The first digits of the ZIP code, the place or the county.")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ZipCode]:
        """With the name of each station, without the year in bins that a station carries."""
        own = (field.attname for field in ZipCode._meta.concrete_fields)
        rows = super().get_queryset(request).select_related("station")
        return rows.only(*own, "station__name", "station__state_id")

    @admin.display(description=_("state"), ordering="state")
    def state_code(self, zip_code: ZipCode) -> str:
        return zip_code.state_id


class InstallationCostForm(forms.ModelForm[InstallationCost]):
    """A range comes with a date that outlives the next load."""

    class Meta:
        model = InstallationCost
        exclude = ("code",)  # noqa: DJ006  # everything else, new columns included

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        as_of = cleaned.get("as_of", "")
        shipped = shipped_dates("installation.csv", "as_of")[self.instance.code]
        if self.changed_data and as_of and not is_later(as_of, shipped):
            self.add_error("as_of", would_be_replaced(shipped))
        return cleaned


@admin.register(InstallationCost)
class InstallationCostAdmin(EditConflictMixin, RecordsEdits, admin.ModelAdmin[InstallationCost]):
    form = InstallationCostForm
    list_display = (
        *("code", "low", "typical", "high", "market_low", "market_high"),
        *("as_of", "source"),
    )
    search_fields = ("code", "source", "note")
    readonly_fields = ("code",)
    fieldsets = (
        (None, {"fields": ("code", ("low", "typical", "high"), ("market_low", "market_high"))}),
        (_("Where it comes from"), {"fields": ("source", "as_of", "note")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: InstallationCost | None = None
    ) -> bool:
        return False


class NeedsCheckFilter(admin.SimpleListFilter):
    title = _("check")
    parameter_name = "check"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        return [("due", _("needs checking")), ("fresh", _("checked lately"))]

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


class IncentiveForm(forms.ModelForm[Incentive]):
    """An amount only from an official page, a date that outlives the next load, known states."""

    states = SimpleArrayField(forms.CharField(max_length=2), **words_of("states"))
    zip_prefixes = SimpleArrayField(
        forms.CharField(
            validators=[RegexValidator(r"^[0-9]{1,5}$", _("Up to five digits, such as 021."))]
        ),
        **words_of("zip_prefixes"),
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
        codes = [code.upper() for code in self.cleaned_data["states"]]
        known = set(State.objects.filter(code__in=codes).values_list("code", flat=True))
        if missing := [code for code in codes if code not in known]:
            raise forms.ValidationError(
                _("No such state: %(codes)s."), params={"codes": ", ".join(missing)}
            )
        return codes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.changed_data or "last_checked" in self.errors:
            return cleaned
        checked = cleaned.get("last_checked")
        shipped = shipped_dates("incentives.csv", "last_checked").get(self.instance.code, "")
        if checked is None:
            self.add_error("last_checked", _now("Say when you looked this up."))
        elif checked > timezone.localdate():
            self.add_error("last_checked", _now("This day is still to come."))
        elif checked.isoformat() < shipped:
            self.add_error(
                "last_checked",
                _now(
                    "The project's files have a check of %(date)s: the next load would replace"
                    " this one."
                )
                % {"date": shipped},
            )
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
        (_("For whom"), {"fields": ("states", "zip_prefixes", "income_rule")}),
        (
            _("For what"),
            {
                "fields": (
                    "unit_types",
                    ("cold_climate", "energy_star", "professional"),
                    ("min_hspf2", "min_seer2"),
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


@admin.register(ReferenceVersion)
class ReferenceVersionAdmin(FromFiles, admin.ModelAdmin[ReferenceVersion]):
    list_display = ("version", "loaded_at", "edits")


def table(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> SafeString:
    """A plain table of numbers."""
    return format_html(
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in heads)),
        format_html_join(
            "",
            "<tr>{}</tr>",
            ((format_html_join("", "<td>{}</td>", ((n,) for n in row)),) for row in rows),
        ),
    )
