"""Pages of the desk that look over everything: coverage, what has aged, the documents."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from advisor.admin import coverage, document_board, staleness
from advisor.engine.unit_defaults import HSPF2_PER_HSPF
from advisor.formatting.numbers import number
from advisor.listing import inventory
from advisor.listing.rating_check import contradictions
from advisor.listing.same_machine import suspected
from advisor.reference.costs import current_costs
from catalog.editing import decide_machine
from catalog.listed_differences import differences
from catalog.models import HeatPump

MOST_LABELS = 200
"""Units of one set; no machine has as many labels."""


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
            "rows": staleness.queue(timezone.localdate()),
            "days": staleness.COUNTED_DAYS,
            "nothing": _("Everything is up to date."),
        },
        columns=(_("What"), _("Kind"), _("As of"), _("Views")),
    )


def machines_board(request: HttpRequest) -> HttpResponse:
    """Units with the same figures under several labels: the desk says which are one machine."""
    if request.method == "POST" and request.user.has_perm("catalog.change_heatpump"):
        chosen = [int(each) for each in request.POST.getlist("unit") if each.isdecimal()]
        units = list(HeatPump.objects.filter(pk__in=chosen[:MOST_LABELS]).order_by("id"))
        if len(units) > 1:
            same = request.POST.get("decision") == "same"
            decide_machine(units, same=same, today=timezone.localdate())
        return redirect("admin:machines")
    return _page(
        request,
        "admin/machines.html",
        title=_("Same figures, several labels"),
        context=lambda: {"sets": suspected(rights=settings.CATALOG_WITH_RIGHTS)},
    )


def differences_board(request: HttpRequest) -> HttpResponse:
    """Where our figures and those of the certified list differ."""
    return _page(
        request,
        "admin/differences.html",
        title=_("Differences from ENERGY STAR’s list"),
        context=lambda: {"rows": differences(), "nothing": _("Nothing differs.")},
        columns=(_("Unit"), _("Figure"), _("Ours"), _("On the list"), _("Counts")),
    )


def contradictions_board(request: HttpRequest) -> HttpResponse:
    """Units whose published points and published ratings no curve returns together."""
    return _page(
        request,
        "admin/contradictions.html",
        title=_("Figures that contradict each other"),
        context=lambda: {
            "rows": contradictions(inventory.current()),
            "hspf2_per_hspf": number(HSPF2_PER_HSPF, 2),
            "nothing": _("Nothing contradicts itself."),
        },
        columns=(
            _("Unit"),
            _("Figure"),
            _("On the label"),
            _("From its points"),
            _("Difference"),
        ),
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
        columns=(
            _("Document"),
            _("Kind"),
            _("Words"),
            _("Sources, when they were read, and their age"),
        ),
        permission="advisor.change_article",
    )


def _page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    context: Any,
    columns: tuple[str, ...] = (),
    permission: str = "catalog.change_heatpump",
) -> HttpResponse:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    site = admin.site.each_context(request)
    shown = {**site, "title": title, "columns": columns, **context()}
    return TemplateResponse(request, template, shown)
