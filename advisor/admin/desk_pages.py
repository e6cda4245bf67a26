"""Pages of our own beside a model's list in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


class Pages:
    """Pages of our own beside a model's list: each asks for the right to look at the model."""

    admin_site: admin.AdminSite
    opts: Any

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        return TemplateResponse(
            request,
            f"admin/editors/{template}.html",
            {**self.admin_site.each_context(request), "opts": self.opts, **context},
        )
