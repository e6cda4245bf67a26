"""Who changed what: a searchable list of all changes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from catalog.admin.history_words import model_of, value_words, what_changed
from catalog.admin.search import units_named
from catalog.models import Change


class EstimatingPaginator(Paginator[Any]):
    """Counts a whole table by the planner's estimate: a long one is not read to number pages."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet) and not rows.query.where:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
                    [rows.model._meta.db_table],
                )
                (estimate,) = cursor.fetchone()
            if estimate > 10_000:
                return int(estimate)
        return super().count


class TableFilter(admin.SimpleListFilter):
    title = _("table")
    parameter_name = "table"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT event_object_table::text FROM information_schema.triggers"
                " WHERE trigger_name LIKE '%%\\_history\\_of\\_new' ORDER BY 1"
            )
            tables = [table for (table,) in cursor.fetchall()]
        return [
            (table, model._meta.verbose_name_plural or table)
            for table in tables
            if (model := model_of(table)) is not None
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(table=self.value()) if self.value() else queryset


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin[Change]):
    """All changes, to look through; nobody writes here but the database."""

    list_display = ("at", "who", "how", "heat_pump", "told", "old_value", "new_value", "reason")
    list_display_links = None
    list_filter = ("how", "action", TableFilter, ("at", admin.DateFieldListFilter))
    list_select_related = ("heat_pump__brand",)
    search_fields = ("=who", "=field")
    search_help_text = _(
        "A user, a field name as used in imports (seer2), or part of a unit’s name."
    )
    show_full_result_count = False
    paginator = EstimatingPaginator
    list_per_page = 50

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Change], search_term: str
    ) -> tuple[QuerySet[Change], bool]:
        found, twice = super().get_search_results(request, queryset, search_term)
        if not search_term.strip() or found.exists():
            return found, twice
        return queryset.filter(heat_pump__in=units_named(search_term)), False

    @admin.display(description=_("what"))
    def told(self, change: Change) -> str:
        return what_changed(change)

    @admin.display(description=_("old"))
    def old_value(self, change: Change) -> str:
        return value_words(change, change.old) or "—"

    @admin.display(description=_("new"))
    def new_value(self, change: Change) -> str:
        return value_words(change, change.new) or "—"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
