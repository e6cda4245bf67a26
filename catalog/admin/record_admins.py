"""Admin pages of brands, sources, figures and prices."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from catalog.admin.change_log import EstimatingPaginator
from catalog.admin.edit_conflicts import EditConflictMixin
from catalog.admin.form_fields import HTTPS
from catalog.admin.live_guard import LiveGuardMixin
from catalog.admin.search import count_of, units_named
from catalog.importing import manual_edits
from catalog.importing.manual_edits import mark_as_edited
from catalog.models import Brand, Figure, HeatPump, KnownNumber, PriceObservation, Source
from catalog.plausibility import live_units_stay_sound


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
class FigureAdmin(FoundByUnit, LiveGuardMixin, admin.ModelAdmin[Figure]):
    """All figures, to look through; what is saved here is the desk's own statement."""

    list_display = (
        *("heat_pump", "name", "value", "unit", "source", "source_date"),
        *("confidence", "rights", "in_use", "by_hand"),
    )
    list_filter = ("in_use", "by_hand", "confidence", "rights")
    list_select_related = ("heat_pump__brand", "source")
    search_fields = ("=name",)
    search_help_text = _("Name of a figure (seer2) or part of a unit’s name.")
    list_per_page = 50
    show_full_result_count = False
    paginator = EstimatingPaginator
    autocomplete_fields = ("heat_pump", "source")
    readonly_fields = ("in_use",)
    refused_field = "value"

    def save_model(self, request: HttpRequest, obj: Figure, form: Any, change: bool) -> None:
        mark_as_edited(obj)
        super().save_model(request, obj, form, change)
        manual_edits.reapply_figures(obj.heat_pump)

    def delete_model(self, request: HttpRequest, obj: Figure) -> None:
        heat_pump = obj.heat_pump
        with live_units_stay_sound([heat_pump.pk]):
            super().delete_model(request, obj)
            manual_edits.reapply_figures(heat_pump)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Figure]) -> None:
        touched = list(HeatPump.objects.filter(figures__in=queryset).distinct())
        with live_units_stay_sound([heat_pump.pk for heat_pump in touched]):
            super().delete_queryset(request, queryset)
            for heat_pump in touched:
                manual_edits.reapply_figures(heat_pump)


@admin.register(PriceObservation)
class PriceObservationAdmin(FoundByUnit, LiveGuardMixin, admin.ModelAdmin[PriceObservation]):
    formfield_overrides = HTTPS
    list_display = ("heat_pump", "kind", "amount_low", "amount_high", "observed_on", "retailer")
    list_filter = ("kind",)
    list_select_related = ("heat_pump__brand",)
    search_fields = ("retailer",)
    search_help_text = _("A store or part of a unit’s name.")
    list_per_page = 50
    show_full_result_count = False
    paginator = EstimatingPaginator
    autocomplete_fields = ("heat_pump",)
    refused_field = "amount_low"
    date_hierarchy = "observed_on"


@admin.register(KnownNumber)
class KnownNumberAdmin(EditConflictMixin, admin.ModelAdmin[KnownNumber]):
    """What visitors type, answered; a row that is saved here stays as the desk wrote it."""

    list_display = ("typed", "kind", "brand", "unit", "seen", "shown", "by_hand")
    list_filter = ("kind", "shown", "by_hand")
    list_select_related = ("brand", "unit__brand")
    list_per_page = 100
    show_full_result_count = False
    search_fields = ("typed", "search_key", "brand__name", "says_en", "source")
    search_help_text = _("What is typed, a brand, or words of the answer.")
    autocomplete_fields = ("brand", "unit")
    readonly_fields = ("by_hand",)

    def save_model(self, request: HttpRequest, obj: KnownNumber, form: Any, change: bool) -> None:
        obj.by_hand = True
        super().save_model(request, obj, form, change)
