"""The content site, entered once: the addresses of the shipped articles follow from it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from advisor.articles.content_addresses import form_addresses
from advisor.models import ContentSite


@admin.register(ContentSite)
class ContentSiteAdmin(admin.ModelAdmin[ContentSite]):
    list_display = ("host", "path", "changed_at")
    fields = ("host", "path")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not ContentSite.objects.exists()

    def save_model(self, request: HttpRequest, obj: ContentSite, form: Any, change: bool) -> None:
        former = ContentSite.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        formed = form_addresses(former)
        told = ngettext(
            "%(count)d article has its address from it. The content check sees whether it answers.",
            "%(count)d articles have their address from it. The content check sees which answer.",
            formed,
        )
        messages.info(request, told % {"count": formed})
