"""What visitors left: reported numbers to check, saved advice to find by its code."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from advisor.models import SavedAdvice, WrongNumber


@admin.register(WrongNumber)
class WrongNumberAdmin(admin.ModelAdmin[WrongNumber]):
    """A visitor wrote the upper part: it is read, not edited."""

    list_display = ("field", "claim", "page", "written_at", "settled")
    list_filter = ("settled", "written_at")
    list_editable = ("settled",)
    search_fields = ("field", "claim", "page", "source", "note")
    readonly_fields = ("field", "claim", "doubted_page", "source", "written_at")
    fields = (*readonly_fields, "settled", "note")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("page"))
    def doubted_page(self, doubt: WrongNumber) -> str | SafeString:
        """Only an address of our own is a link."""
        if not doubt.page.startswith("/") or doubt.page.startswith(("//", "/\\")):
            return doubt.page or "–"
        return format_html('<a href="{}">{}</a>', doubt.page, doubt.page)


@admin.register(SavedAdvice)
class SavedAdviceAdmin(admin.ModelAdmin[SavedAdvice]):
    list_display = ("code", "written_at", "opened_on")
    list_filter = ("written_at",)
    search_fields = ("=code",)
    search_help_text = _("The complete code.")
    readonly_fields = ("code", "query", "written_at", "opened_on", "snapshot")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SavedAdvice | None = None) -> bool:
        return False
