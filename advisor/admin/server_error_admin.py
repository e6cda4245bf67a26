"""The last errors of ours, to read. Only administrators have the right."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from advisor.models import ServerError


@admin.register(ServerError)
class ServerErrorAdmin(admin.ModelAdmin[ServerError]):
    """The request's id leads to its lines in the log, where the error stands in full."""

    list_display = ("at", "kind", "route", "place", "request_id")
    list_filter = ("kind", "route", "at")
    search_fields = ("kind", "route", "place", "=request_id")
    readonly_fields = ("at", "kind", "route", "method", "place", "request_id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
