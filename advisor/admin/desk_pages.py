"""Pages of our own beside a model's list in the admin."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve


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


def may_open(user: Any, address: str) -> bool:
    """Whether a link to ``address`` leads somewhere: a page of a record asks for its right."""
    try:
        at = resolve(address.partition("?")[0])
    except Resolver404:
        return False
    known = re.fullmatch(r"(\w+?)_(\w+)_(change|changelist|history)", at.url_name or "")
    if at.namespace != "admin" or not known:
        return True
    rights = (f"{known[1]}.{action}_{known[2]}" for action in ("view", "change"))
    return any(user.has_perm(right) for right in rights)
