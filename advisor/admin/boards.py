"""Pages of the desk that look over everything: coverage, what has aged, the documents."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from advisor.admin import coverage, document_board, staleness
from advisor.listing import inventory
from advisor.reference.costs import current_costs


def coverage_board(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "admin/coverage.html",
        title=_("Coverage"),
        context=lambda: {"board": coverage.board(inventory.current(), current_costs().tuning)},
    )


def stale_queue(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "admin/stale.html",
        title=_("Needs a fresh look"),
        context=lambda: {
            "queue": staleness.queue(timezone.localdate()),
            "days": staleness.COUNTED_DAYS,
        },
    )


def documents_board(request: HttpRequest) -> HttpResponse:
    """For whoever keeps the content: content editors and administrators."""
    return _page(
        request,
        "admin/documents.html",
        title=_("Documents"),
        context=lambda: {
            "rows": document_board.rows(timezone.localdate()),
            "days": document_board.SOURCE_DAYS,
        },
        permission="advisor.change_article",
    )


def _page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    context: Any,
    permission: str = "catalog.change_heatpump",
) -> HttpResponse:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    site = admin.site.each_context(request)
    return TemplateResponse(request, template, {**site, "title": title, **context()})
