"""The catalog desk: to search and correct units, their figures and prices, and to publish."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _

from catalog.admin import bulk_actions
from catalog.admin.change_log import EstimatingPaginator
from catalog.admin.form_fields import HTTPS
from catalog.admin.heat_pump_fieldsets import FIELDSETS
from catalog.admin.heat_pump_form import HeatPumpForm
from catalog.admin.heat_pump_lines import FigureInline, PointInline, PriceInline
from catalog.admin.heat_pump_list import MinimumFilter, ReviewFilter, in_words, review_of
from catalog.admin.heat_pump_page import EntryPage
from catalog.admin.heat_pump_saving import SavedByHand
from catalog.admin.live_guard import GuardedUnit
from catalog.admin.retiring import retire as retire_units
from catalog.admin.search import CountedList, named
from catalog.models import (
    Change,
    ChangeQuerySet,
    HeatPump,
    HeatPumpQuerySet,
)
from catalog.plausibility import ERROR, check

AHRI_DIGITS: Final = 7  # a number this long is a reference of AHRI's list, not a part of a name


@admin.register(HeatPump)
class HeatPumpAdmin(EntryPage, SavedByHand, GuardedUnit, admin.ModelAdmin[HeatPump]):  # type: ignore[misc]
    formfield_overrides = HTTPS
    list_display = (
        *("model_number", "brand", "type", "standing", "availability", "heat_source"),
        *("cooling_btu_h", "lowest_output", "voltage", "confidence"),
        *("point_count", "figure_count", "price_count"),
    )
    list_filter = (
        *("type", "status", ReviewFilter, "availability", "heat_source", MinimumFilter),
        "cold_climate",
        *("voltage", "confidence", "single_zone", "form", "brand"),
    )
    list_select_related = ("brand", "review__asked_by", "review__answered_by")
    list_per_page = 50
    show_full_result_count = False
    paginator = EstimatingPaginator
    search_fields = (
        *("model_number", "brand__name", "series", "indoor_model", "outdoor_model"),
        *("ahri_ref", "slug"),
    )
    search_help_text = _("Model number, brand, series, indoor or outdoor unit, AHRI number.")
    inlines = (PointInline, PriceInline, FigureInline)
    actions = ("publish", "retire", "enter_prices", "export_chosen")
    form = HeatPumpForm
    change_form_template = "admin/catalog/heatpump/change_form.html"
    change_list_template = "admin/catalog/heatpump/change_list.html"
    fieldsets = FIELDSETS

    def get_urls(self) -> list[URLPattern]:
        def page(step: Callable[[HeatPumpAdmin, HttpRequest, str], HttpResponseBase]) -> Any:
            return self.admin_site.admin_view(partial(step, self))

        return [
            re_path(
                r"^export\.(csv|xlsx)$",
                page(bulk_actions.export_all),
                name="catalog_heatpump_export",
            ),
            path(
                "export/",
                self.admin_site.admin_view(partial(bulk_actions.export_list, self)),
                name="catalog_heatpump_chosen",
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
        return queryset.select_related(*self.list_select_related)

    @admin.display(description=_("status"), ordering="status")
    def standing(self, heat_pump: HeatPump) -> str:
        """The status; of a draft also how its review stands, with the publisher's word."""
        status, review = heat_pump.get_status_display(), review_of(heat_pump)
        return f"{status}, {in_words(review)}" if review else status

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

    @admin.display(description=_("missing before it can go live"))
    def what_is_missing(self, heat_pump: HeatPump) -> str:
        return "; ".join(str(each) for each in heat_pump.missing_for_live()) or "—"

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What is odd is told; a draft may be saved with errors, a live unit was refused before."""
        super().save_related(request, form, formsets, change)
        heat_pump = form.instance
        for finding in check([heat_pump]).get(heat_pump.pk, []):
            level = messages.ERROR if finding.level == ERROR else messages.WARNING
            self.message_user(request, finding.message, level)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.publish_heatpump")

    @admin.action(description=_("Publish the selected units"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[HeatPump]) -> HttpResponse | None:
        return bulk_actions.publish(self, request, queryset)

    @admin.action(description=_("Retire the selected units"), permissions=["publish"])
    def retire(self, request: HttpRequest, queryset: QuerySet[HeatPump]) -> HttpResponse | None:
        return retire_units(self, request, queryset)

    @admin.action(description=_("Download the selected units"), permissions=["view"])
    def export_chosen(self, request: HttpRequest, queryset: QuerySet[HeatPump]) -> HttpResponseBase:
        return bulk_actions.export_units(self, request, queryset)

    @admin.action(description=_("Enter prices for the selected units"), permissions=["change"])
    def enter_prices(
        self, request: HttpRequest, queryset: QuerySet[HeatPump]
    ) -> HttpResponse | None:
        return bulk_actions.prices(self, request, queryset)
