"""Who changed what: a searchable list of all changes, and the history of each record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from catalog.admin.search import units_named
from catalog.models import Action, Change, ChangeQuerySet, Figure

SHOWN = 500  # of the newest changes on the page of one record


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


@dataclass(frozen=True, kw_only=True)
class Line:
    """One change in words."""

    at: datetime
    who: str
    how: str
    what: str
    old: str
    new: str
    reason: str


def line_of(change: Change) -> Line:
    return Line(
        at=change.at,
        who=change.who or "—",
        how=change.get_how_display(),
        what=what_changed(change),
        old=in_words(change.old),
        new=in_words(change.new),
        reason=change.reason,
    )


def what_changed(change: Change) -> str:
    """“SEER2”, “performance point heating 47: lowest [BTU/h]”, “price street …: created”."""
    model = _model(change.table)
    what = _field_name(model, change.field) if change.field else change.get_action_display()
    if model is None or change.heat_pump_id is None or change.row == str(change.heat_pump_id):
        return what
    name = str(model._meta.verbose_name)
    return f"{name} {' '.join(change.row.split('|'))}: {what}"


def in_words(value: str | None) -> str:
    """A value as the history stores it; a whole row as its filled fields."""
    if value is None:
        return ""
    if value.startswith("{"):
        try:
            fields = json.loads(value)
        except ValueError:
            return value
        return ", ".join(f"{name} {told}" for name, told in fields.items() if told not in ("", {}))
    return {"true": _now("yes"), "false": _now("no")}.get(value, value)


def _model(table: str) -> Any:
    return next((m for m in apps.get_models() if m._meta.db_table == table), None)


def _field_name(model: Any, column: str) -> str:
    if model is None:
        return column
    try:
        return str(model._meta.get_field(column.removesuffix("_id")).verbose_name)
    except (FieldDoesNotExist, AttributeError):
        return column


class WithHistory:
    """A record's history page shows every field that changed, whatever wrote it."""

    object_history_template: ClassVar[Any] = "admin/history.html"

    def changes_of(self, obj: Any) -> ChangeQuerySet:
        return Change.objects.of_row(obj._meta.db_table, obj.pk)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if obj is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined,no-any-return]
                request,
                self.opts,  # type: ignore[attr-defined]
                object_id,
            )
        if not self.has_view_or_change_permission(request, obj):  # type: ignore[attr-defined]
            raise PermissionDenied
        lines = [line_of(change) for change in self.changes_of(obj)[:SHOWN]]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("History: %(record)s") % {"record": obj},
            "opts": self.opts,  # type: ignore[attr-defined]
            "object": obj,
            "lines": lines,
            "all_shown": len(lines) < SHOWN,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)


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
            if (model := _model(table)) is not None
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
        return in_words(change.old) or "—"

    @admin.display(description=_("new"))
    def new_value(self, change: Change) -> str:
        return in_words(change.new) or "—"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


def meaningful(changes: Sequence[Change]) -> list[Change]:
    """Without what follows from other changes: marks of the merge, figures that record an edit."""
    others = {each.transaction for each in changes if each.table != Figure._meta.db_table}
    return [
        each
        for each in changes
        if not (each.action == Action.CHANGED and each.field == "in_use")
        and not (each.transaction in others and _records_an_edit(each))
    ]


def _records_an_edit(change: Change) -> bool:
    """Whether it is the figure by which the desk remembers an edit of a field or a point."""
    text = change.new or change.old or ""
    return change.table == Figure._meta.db_table and '"by_hand": true' in text
