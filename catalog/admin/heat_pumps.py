"""The catalogue desk: to search and correct units, their figures and prices, and to publish."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, Field, OuterRef, QuerySet, URLField
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from catalog.admin import bulk_actions
from catalog.admin.change_log import EstimatingPaginator
from catalog.admin.edit_conflicts import EditConflictMixin
from catalog.admin.point_forms import PointFormSet, edited_cells, make_room
from catalog.admin.search import CountedList, count_of, named, units_named
from catalog.editing import comes_round
from catalog.importing import manual_edits
from catalog.models import (
    Brand,
    Change,
    ChangeQuerySet,
    Figure,
    HeatPump,
    HeatPumpQuerySet,
    PerformancePoint,
    PriceObservation,
    Source,
    Status,
)
from catalog.plausibility import ERROR, check
from catalog.vocabulary import NORMALISERS, first_day, usual_unit

# What a later Django does by itself: an address without a scheme is an https one.
HTTPS: dict[type[Field[Any, Any]], dict[str, Any]] = {URLField: {"assume_scheme": "https"}}


AHRI_DIGITS: Final = 7  # a number this long is a reference of AHRI's list, not a part of a name


class MinimumFilter(admin.SimpleListFilter):
    title = _("lowest output at 47 °F")
    parameter_name = "minimum"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        return [("yes", _("published")), ("no", _("not published"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        published = Exists(
            PerformancePoint.objects.filter(
                heat_pump=OuterRef("pk"), mode="heating", outdoor_f=47, min_btu_h__isnull=False
            )
        )
        if self.value() == "yes":
            return queryset.filter(published)
        return queryset.filter(~published) if self.value() == "no" else queryset


class PointInline(admin.TabularInline[PerformancePoint, HeatPump]):
    model = PerformancePoint
    formset = PointFormSet
    extra = 0


class PriceInline(admin.TabularInline[PriceObservation, HeatPump]):
    model = PriceObservation
    extra = 0


class FigureInline(admin.TabularInline[Figure, HeatPump]):
    """What is published, to read; a new line is the desk's own and wins over the rest."""

    model = Figure
    extra = 0
    fields = (
        *("name", "value", "unit", "source", "source_date", "confidence", "rights", "in_use"),
        "note",
    )
    readonly_fields = ("in_use",)
    autocomplete_fields = ("source",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Figure]:
        return super().get_queryset(request).select_related("source")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Brand)
class BrandAdmin(EditConflictMixin, admin.ModelAdmin[Brand]):
    formfield_overrides = HTTPS
    list_display = ("name", "slug", "maker", "unit_count")
    show_full_result_count = False
    search_fields = ("name", "maker")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Brand]:
        return super().get_queryset(request).annotate(unit_count=count_of(HeatPump, "brand"))

    @admin.display(description=_("units"), ordering="unit_count")
    def unit_count(self, brand: Any) -> int:
        return int(brand.unit_count)


class HeatPumpForm(ModelForm[HeatPump]):
    """Which way a record's life may go: a unit goes live by being published, never by this form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status = self.fields.get("status")
        if status is not None and self.initial.get("status") != Status.LIVE:
            kept = [(value, label) for value, label in Status.choices if value != Status.LIVE]
            status.choices = kept  # type: ignore[attr-defined]
            status.help_text = _("To go live, save it and choose “Publish” in the list of units.")

    def clean_replaced_by(self) -> HeatPump | None:
        successor: HeatPump | None = self.cleaned_data["replaced_by"]
        if successor is not None and comes_round(self.instance, successor):
            raise ValidationError(
                _now("In the end that unit is replaced by this one: the pointers would run round.")
            )
        return successor


@admin.register(HeatPump)
class HeatPumpAdmin(EditConflictMixin, admin.ModelAdmin[HeatPump]):
    formfield_overrides = HTTPS
    list_display = (
        *("model_number", "brand", "type", "status", "availability", "heat_source"),
        *("cooling_btu_h", "lowest_output", "voltage", "confidence"),
        *("point_count", "figure_count", "price_count"),
    )
    list_filter = (
        *("type", "status", "availability", "heat_source", MinimumFilter, "cold_climate"),
        *("voltage", "confidence", "single_zone", "form", "brand"),
    )
    list_select_related = ("brand",)
    list_per_page = 50
    show_full_result_count = False
    paginator = EstimatingPaginator
    search_fields = (
        *("model_number", "brand__name", "series", "indoor_model", "outdoor_model"),
        *("ahri_ref", "slug"),
    )
    search_help_text = _("Model number, brand, series, indoor or outdoor unit, AHRI number.")
    autocomplete_fields = ("brand", "replaced_by")
    prepopulated_fields = {"slug": ("model_number",)}
    inlines = (PointInline, PriceInline, FigureInline)
    actions = ("publish", "retire", "enter_prices")
    form = HeatPumpForm
    change_form_template = "admin/catalog/heatpump/change_form.html"
    change_list_template = "admin/catalog/heatpump/change_list.html"
    save_on_top = True
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("brand", "type", "model_number", "series", "indoor_model"),
                    *("outdoor_model", "slug", "address", "ahri_ref"),
                )
            },
        ),
        (
            _("Standing"),
            {
                "description": _(
                    "Visitors see live units only. A figure that you change here is kept as the"
                    " catalogue desk's own, with today's date, and no later load overwrites it."
                ),
                "fields": (
                    *("status", "what_is_missing", "availability", "replaced_by"),
                    *("single_zone", "heat_source", "submittal_url", "notes"),
                ),
            },
        ),
        (
            _("Capacity and ratings"),
            {
                "description": _(
                    "Each test method has its own field; leave empty what is not published."
                    " Heating outputs are entered below, as performance points."
                ),
                "fields": (
                    ("cooling_btu_h", "cooling_rating_basis"),
                    ("cooling_min_btu_h", "cooling_max_btu_h", "cooling_ashrae_btu_h"),
                    ("seer2", "eer2", "ceer"),
                    ("hspf2", "hspf2_region"),
                    ("seer", "eer", "hspf"),
                ),
            },
        ),
        (
            _("Limits of operation"),
            {
                "fields": (
                    ("min_operating_f", "cutout_f", "restart_f", "max_operating_heating_f"),
                    ("min_operating_cooling_f", "max_operating_cooling_f"),
                )
            },
        ),
        (
            _("Sound"),
            {
                "fields": (
                    ("sound_indoor_min_db", "sound_indoor_max_db", "sound_outdoor_db"),
                    "sound_basis",
                )
            },
        ),
        (
            _("Electrical and refrigerant"),
            {
                "fields": (
                    ("voltage", "min_circuit_amps", "max_overcurrent_amps", "plug_amps"),
                    ("refrigerant", "compressor"),
                )
            },
        ),
        (
            _("Size and fit"),
            {
                "fields": (
                    ("form", "hose"),
                    ("window_min_in", "window_max_in", "window_fit"),
                    ("width_in", "height_in", "depth_in", "weight_lb"),
                    ("outdoor_weight_lb", "line_length_max_ft", "precharged_for_ft"),
                    "pan_heater",
                )
            },
        ),
        (
            _("Features"),
            {
                "description": _("Unknown means that nothing is published, not that it lacks it."),
                "fields": (
                    ("cold_climate", "energy_star", "diy_kit", "mobile"),
                    ("wifi", "remote", "timer", "sleep_mode"),
                    ("dehumidify_mode", "local_control"),
                    ("filter", "dehumidification_pints_h"),
                ),
            },
        ),
        (_("Prices by shop, newest first"), {"fields": ("price_history",)}),
        (
            _("Warranty"),
            {
                "fields": (
                    (
                        "warranty_parts_years",
                        "warranty_compressor_years",
                        "warranty_registered_years",
                    ),
                )
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        def page(step: Callable[[HeatPumpAdmin, HttpRequest, str], HttpResponseBase]) -> Any:
            return self.admin_site.admin_view(partial(step, self))

        return [
            re_path(
                r"^export\.(csv|xlsx)$", page(bulk_actions.export), name="catalog_heatpump_export"
            ),
            path(
                "<path:pk>/duplicate/",
                page(bulk_actions.duplicate),
                name="catalog_heatpump_duplicate",
            ),
            path(
                "<path:pk>/copy-points/",
                page(bulk_actions.copy_points),
                name="catalog_heatpump_copy_points",
            ),
            *super().get_urls(),
        ]

    def get_readonly_fields(
        self, request: HttpRequest, obj: HeatPump | None = None
    ) -> tuple[str, ...]:
        fields = ("address", "what_is_missing", "price_history")
        return fields if self.has_publish_permission(request) else (*fields, "status")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[HeatPump], search_term: str
    ) -> tuple[QuerySet[HeatPump], bool]:
        """However it is spaced and hyphenated: “msz fs06”, “FS-06”; or an AHRI number."""
        assert isinstance(queryset, HeatPumpQuerySet)
        number = search_term.strip()
        if not number:
            return queryset, False
        if number.isdecimal() and len(number) >= AHRI_DIGITS:
            return queryset.filter(ahri_ref=number), False
        return named(queryset, search_term), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[CountedList]:
        return CountedList

    def changes_of(self, obj: HeatPump) -> ChangeQuerySet:
        return Change.objects.of_unit(obj.pk)

    def get_queryset(self, request: HttpRequest) -> QuerySet[HeatPump]:
        """Counts are added for one page (``CountedList``), but what a list is sorted by for all."""
        queryset = super().get_queryset(request)
        assert isinstance(queryset, HeatPumpQuerySet)
        if request.GET.get("o"):
            queryset = queryset.with_counts()
        return queryset.select_related("brand")

    @admin.display(description=_("lowest output [BTU/h]"), ordering="lowest_output")
    def lowest_output(self, heat_pump: Any) -> int | None:
        return heat_pump.lowest_output  # type: ignore[no-any-return]  # annotated

    @admin.display(description=_("points"), ordering="point_count")
    def point_count(self, heat_pump: Any) -> int:
        return int(heat_pump.point_count)

    @admin.display(description=_("figures"), ordering="figure_count")
    def figure_count(self, heat_pump: Any) -> int:
        return int(heat_pump.figure_count)

    @admin.display(description=_("prices"), ordering="price_count")
    def price_count(self, heat_pump: Any) -> int:
        return int(heat_pump.price_count)

    @admin.display(description=_("address"))
    def address(self, heat_pump: HeatPump) -> str:
        if heat_pump._state.adding:
            return "—"
        return f"/heat-pumps/{heat_pump.brand.slug}/{heat_pump.slug}/"

    @admin.display(description=_("before it can go live"))
    def what_is_missing(self, heat_pump: HeatPump) -> str:
        return "; ".join(str(each) for each in heat_pump.missing_for_live()) or "—"

    @admin.display(description=_("seen so far"))
    def price_history(self, heat_pump: HeatPump) -> SafeString | str:
        """One line a shop: each price with its day, newest first. [$]"""
        shops: dict[str, list[str]] = {}
        for price in heat_pump.prices.order_by("-observed_on", "-id"):
            low, high = f"{price.amount_low:,.0f}", f"{price.amount_high:,.0f}"
            amount = low if low == high else f"{low}–{high}"
            shop = f"{price.retailer} ({price.get_kind_display()})"
            shops.setdefault(shop, []).append(f"${amount} · {price.observed_on}")
        if not shops:
            return "—"
        lines = ((shop, " ← ".join(seen)) for shop, seen in shops.items())
        return format_html(
            "<table><tbody>{}</tbody></table>",
            format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', lines),
        )

    def save_model(self, request: HttpRequest, obj: HeatPump, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            edited = form.changed_data
        else:
            edited = [
                name
                for name in (*NORMALISERS, "status")
                if getattr(obj, name) != HeatPump.column(name).get_default()
            ]
        manual_edits.record_edits(obj, edited, today=timezone.localdate())

    def save_formset(
        self,
        request: HttpRequest,
        form: ModelForm[HeatPump],
        formset: BaseInlineFormSet[Any, Any, Any],
        change: bool,
    ) -> None:
        heat_pump = form.instance
        if formset.model is PerformancePoint:
            cells = edited_cells(formset, _filled(form))
            make_room(formset)
            super().save_formset(request, form, formset, change)
            if cells:
                manual_edits.record_point_edits(heat_pump, cells, today=timezone.localdate())
        elif formset.model is Figure:
            new = formset.save(commit=False)
            for figure in new:
                _by_hand(figure)
                figure.save()
            if new:
                manual_edits.reapply_figures(heat_pump)
        else:
            super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A live unit whose figures no longer hold together becomes a draft, with the reason."""
        super().save_related(request, form, formsets, change)
        heat_pump = form.instance
        found = check([heat_pump]).get(heat_pump.pk, [])
        errors = [each for each in found if each.level == ERROR]
        if errors and heat_pump.status == Status.LIVE:
            manual_edits.set_status([heat_pump], Status.DRAFT.value, today=timezone.localdate())
            self.message_user(
                request, _("It is a draft now: live units have no errors."), messages.ERROR
            )
        for finding in found:
            level = messages.ERROR if finding.level == ERROR else messages.WARNING
            self.message_user(request, finding.message, level)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.publish_heatpump")

    @admin.action(description=_("Publish the selected units"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[HeatPump]) -> HttpResponse | None:
        return bulk_actions.publish(self, request, queryset)

    @admin.action(description=_("Retire the selected units"), permissions=["publish"])
    def retire(self, request: HttpRequest, queryset: QuerySet[HeatPump]) -> None:
        units = list(queryset.order_by("id"))
        manual_edits.set_status(units, Status.RETIRED.value, today=timezone.localdate())
        bulk_actions.tell_status(self, request, len(units), str(Status.RETIRED.label))

    @admin.action(description=_("Enter prices of the selected units"), permissions=["change"])
    def enter_prices(
        self, request: HttpRequest, queryset: QuerySet[HeatPump]
    ) -> HttpResponse | None:
        return bulk_actions.prices(self, request, queryset)


@admin.register(Source)
class SourceAdmin(EditConflictMixin, admin.ModelAdmin[Source]):
    formfield_overrides = HTTPS
    list_display = ("locator", "link", "figure_count")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("locator", "url")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(figure_count=count_of(Figure, "source"))

    @admin.display(description=_("figures"), ordering="figure_count")
    def figure_count(self, source: Any) -> int:
        return int(source.figure_count)

    @admin.display(description=_("address"))
    def link(self, source: Source) -> SafeString | str:
        return format_html('<a href="{0}">{0}</a>', source.url) if source.url else "—"


class FoundByUnit:
    """A search by names of a unit, where the words are no value of the row's own."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, twice = super().get_search_results(  # type: ignore[misc]
            request, queryset, search_term
        )
        if not search_term.strip() or found.exists():
            return found, twice
        return queryset.filter(heat_pump__in=units_named(search_term)), False


@admin.register(Figure)
class FigureAdmin(FoundByUnit, admin.ModelAdmin[Figure]):
    """All figures, to look through; what is saved here is the desk's own statement."""

    list_display = (
        *("heat_pump", "name", "value", "unit", "source", "source_date"),
        *("confidence", "rights", "in_use", "by_hand"),
    )
    list_filter = ("in_use", "by_hand", "confidence", "rights")
    list_select_related = ("heat_pump__brand", "source")
    search_fields = ("=name",)
    search_help_text = _("Name of a figure (seer2), or names of a unit.")
    list_per_page = 50
    show_full_result_count = False
    paginator = EstimatingPaginator
    autocomplete_fields = ("heat_pump", "source")
    readonly_fields = ("in_use",)

    def save_model(self, request: HttpRequest, obj: Figure, form: Any, change: bool) -> None:
        _by_hand(obj)
        super().save_model(request, obj, form, change)
        manual_edits.reapply_figures(obj.heat_pump)

    def delete_model(self, request: HttpRequest, obj: Figure) -> None:
        heat_pump = obj.heat_pump
        super().delete_model(request, obj)
        manual_edits.reapply_figures(heat_pump)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Figure]) -> None:
        touched = list(HeatPump.objects.filter(figures__in=queryset).distinct())
        super().delete_queryset(request, queryset)
        for heat_pump in touched:
            manual_edits.reapply_figures(heat_pump)


@admin.register(PriceObservation)
class PriceObservationAdmin(FoundByUnit, admin.ModelAdmin[PriceObservation]):
    list_display = ("heat_pump", "kind", "amount_low", "amount_high", "observed_on", "retailer")
    list_filter = ("kind",)
    list_select_related = ("heat_pump__brand",)
    search_fields = ("retailer",)
    search_help_text = _("A shop, or names of a unit.")
    list_per_page = 50
    show_full_result_count = False
    paginator = EstimatingPaginator
    autocomplete_fields = ("heat_pump",)
    date_hierarchy = "observed_on"


def _by_hand(figure: Figure) -> None:
    figure.by_hand = True
    figure.in_use = False
    figure.source_day = first_day(figure.source_date) or timezone.localdate()
    figure.unit = figure.unit or usual_unit(figure.name)


def _filled(form: ModelForm[HeatPump]) -> set[str]:
    """The fields of the form that were changed to a value."""
    return {name for name in form.changed_data if form.cleaned_data.get(name) is not None}
