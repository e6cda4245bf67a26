"""Where units are sold, as editors list it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from advisor.articles import shop_links
from advisor.models import RetailerLink
from catalog.admin.form_fields import HTTPS


@admin.register(RetailerLink)
class RetailerLinkAdmin(admin.ModelAdmin[RetailerLink]):
    formfield_overrides = HTTPS
    list_display = ("heat_pump", "retailer", "address", "pays", "shown")
    list_filter = ("pays", "shown", "retailer")
    list_select_related = ("heat_pump__brand",)
    search_fields = ("heat_pump__model_number", "heat_pump__slug", "retailer")
    autocomplete_fields = ("heat_pump",)

    def save_model(self, request: HttpRequest, obj: RetailerLink, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        shop_links.forget()
