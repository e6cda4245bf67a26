"""Reference data in the admin: to look up, and to keep prices, costs and incentives up to date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from advisor.models import (
    DATED,
    MONTHS,
    ClimateStation,
    GridArea,
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
        "Enter a date after %(date)s, the date of the figure in the project files."
        " Otherwise the next load of the files would replace this one."
    ) % {"date": shipped}


class RecordsEdits:
    """Every edit moves the version of the reference data, so that all processes read again."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if form.changed_data:
            record_edit()

    def after_taking_back(self) -> None:
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
        for fuel, price in DATED.items():
            trio = {price, f"{fuel}_as_of", f"{fuel}_source"}
            if trio.isdisjoint(self.changed_data):
                continue
            if cleaned.get(price) is None:
                if price not in self.errors:  # no price: nothing to date
                    cleaned[f"{fuel}_as_of"] = cleaned[f"{fuel}_source"] = ""
                continue
            self.check_date(fuel, str(cleaned.get(f"{fuel}_as_of", "")))
            if not cleaned.get(f"{fuel}_source"):
                self.add_error(f"{fuel}_source", _now("Enter who publishes this price."))
        return cleaned

    def check_date(self, fuel: str, as_of: str) -> None:
        field = f"{fuel}_as_of"
        shipped = shipped_price_dates().get((self.instance.code, fuel), "")
        if field in self.errors:
            return
        if not as_of:
            self.add_error(field, _now("Enter the date or period this price describes."))
        elif not is_later(as_of, shipped):
            self.add_error(field, would_be_replaced(shipped))


CO2_FIELDS = ("co2_lb_per_mwh", "co2_as_of", "co2_source", "co2_confidence")


def price_fields(fuel: str) -> tuple[str | tuple[str, str], ...]:
    return (DATED[fuel], (f"{fuel}_as_of", f"{fuel}_source"))


@admin.register(State)
class StateAdmin(EditConflictMixin, RecordsEdits, admin.ModelAdmin[State]):
    form = StateForm
    list_display = (
        *("code", "name", "electricity_usd_kwh", "electricity_as_of", "gas_usd_therm"),
        *("propane_usd_gal", "propane_as_of", "oil_usd_gal", "labor_index", "co2_lb_per_mwh"),
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
        (_("Installer’s labor"), {"fields": price_fields("labor")}),
        (_("Carbon dioxide from electricity (from the project files)"), {"fields": CO2_FIELDS}),
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
                    "wind_mph",
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
        heads = (_("Month"), _("Mean, °F"), _("Daily sun, BTU/ft²"))
        columns = (range(1, MONTHS + 1), station.monthly_mean_f, station.monthly_sun)
        return table(heads, zip(*columns, strict=True))

    @admin.display(description=_("temperature bins"))
    def bins(self, station: ClimateStation) -> SafeString:
        heads = (
            *(_("Bin, °F"), _("Mean, °F"), _("Hours"), _("8 a.m. to 10 p.m.")),
            *(_("Humidity, gr/lb"), _("Sun, horizontal surface"), _("north"), _("east")),
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
        *("zip", "place", "state_code", "county", "elevation_ft", "station", "station_km"),
        *("heating_design_99_f", "cooling_design_1_f", "design_source"),
    )
    list_filter = ("design_source", "state")
    search_fields = ("zip__startswith", "place", "county")
    search_help_text = _("First digits of the ZIP code, the place, or the county.")
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
        (_("Source"), {"fields": ("source", "as_of", "note")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: InstallationCost | None = None
    ) -> bool:
        return False


@admin.register(GridArea)
class GridAreaAdmin(FromFiles, admin.ModelAdmin[GridArea]):
    list_display = ("code", "name", "state_code", "co2_lb_per_mwh", "as_of", "source")


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
