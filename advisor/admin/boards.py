"""Pages of the desk that look over everything: coverage, what has aged, the documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from advisor.admin import coverage, document_board, stale_actions, staleness
from advisor.admin.board_lists import BoardFilter, Cells, as_file, asked_rows
from advisor.engine.unit_defaults import HSPF2_PER_HSPF
from advisor.formatting.numbers import number
from advisor.listing import inventory
from advisor.listing.rating_check import contradictions
from advisor.listing.same_machine import suspected
from advisor.reference.costs import current_costs
from catalog.editing import decide_machine
from catalog.listed_differences import Difference, differences
from catalog.models import HeatPump

MOST_LABELS = 200
"""Units of one set; no machine has as many labels."""
SETS_PER_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class BoardPage:
    """A list of the desk: its template, its columns, and what they say of a row."""

    name: str  # of the file
    template: str
    title: StrOrPromise
    columns: tuple[StrOrPromise, ...]
    cells: Cells
    filters: tuple[BoardFilter, ...] = ()
    per_page: int = 50
    permission: str = "catalog.change_heatpump"


def _counts(row: Difference) -> str:
    """Which of the two figures counts."""
    if row.listed.in_use:
        return _now("list")
    return _now("ours") if row.own.in_use else _now("another figure")


def _sources(row: document_board.DocumentRow) -> str:
    if any(source.aged for source in row.sources):
        return _now("check again")
    return _now("up to date") if row.sources else _now("none")


def _known(row: coverage.ServingUnit) -> str:
    return _now("published") if row.published else _now("our estimate")


STALE = BoardPage(
    name="needs-a-fresh-look",
    template="admin/stale.html",
    title=_("Needs a fresh look"),
    columns=(_("What"), _("Kind"), _("As of"), _("Views")),
    cells=lambda row: (row.what, row.kind, row.dated, row.shown),
    filters=(
        BoardFilter(name="kind", title=_("Kind"), value=lambda row: row.kind),
        BoardFilter(
            name="age",
            title=_("Age"),
            value=lambda row: row.age(timezone.localdate()),
        ),
        BoardFilter(
            name="viewed",
            title=_("Viewed"),
            value=lambda row: _now("yes") if row.shown else _now("no"),
        ),
    ),
)
MACHINES = BoardPage(
    name="same-figures",
    template="admin/machines.html",
    title=_("Same figures, several labels"),
    columns=(_("Brand"), _("Model number"), _("Voltage")),
    cells=lambda labels: [text for each in labels for text in (each.brand, each.number)],
    filters=(
        BoardFilter(
            name="labels",
            title=_("Labels"),
            value=lambda labels: str(len(labels)) if len(labels) < 5 else _now("5 or more"),
        ),
    ),
    per_page=SETS_PER_PAGE,
)
DIFFERENCES = BoardPage(
    name="differences",
    template="admin/differences.html",
    title=_("Differences from ENERGY STAR’s list"),
    columns=(_("Unit"), _("Figure"), _("Ours"), _("On the list"), _("Counts")),
    cells=lambda row: (row.unit, row.own.name, row.own.value, row.listed.value, _counts(row)),
    filters=(
        BoardFilter(name="figure", title=_("Figure"), value=lambda row: row.own.name),
        BoardFilter(name="counts", title=_("Counts"), value=_counts),
    ),
)
CONTRADICTIONS = BoardPage(
    name="contradictions",
    template="admin/contradictions.html",
    title=_("Figures that contradict each other"),
    columns=(_("Unit"), _("Figure"), _("On the label"), _("From its points"), _("Difference")),
    cells=lambda row: (row.name, row.rating, row.published, f"{row.from_points:.1f}", row.percent),
    filters=(BoardFilter(name="figure", title=_("Figure"), value=lambda row: row.rating),),
)
DOCUMENTS = BoardPage(
    name="documents",
    template="admin/documents.html",
    title=_("Documents"),
    columns=(
        _("Document"),
        _("Kind"),
        _("Words"),
        _("Sources, when they were read, and their age"),
    ),
    cells=lambda row: (
        row.title,
        row.kind,
        "; ".join(f"{language}: {words}" for language, words in row.words),
        "; ".join(f"{source.name} ({source.read})" for source in row.sources),
    ),
    filters=(
        BoardFilter(name="kind", title=_("Kind"), value=lambda row: row.kind),
        BoardFilter(name="sources", title=_("Sources"), value=_sources),
    ),
    permission="advisor.change_article",
)
SERVING = BoardPage(
    name="coverage",
    template="admin/coverage_units.html",
    title=_("Units behind a cell of the coverage"),
    columns=(
        _("Unit"),
        _("Lowest output at 47 °F, BTU/h"),
        _("Lowest output is"),
        _("Compared output, BTU/h"),
    ),
    cells=lambda row: (row.name, f"{row.lowest:,.0f}", _known(row), f"{row.output:,.0f}"),
    filters=(BoardFilter(name="known", title=_("Lowest output is"), value=_known),),
)


def coverage_board(request: HttpRequest) -> HttpResponseBase:
    _ask(request, "catalog.change_heatpump")
    found = coverage.board(inventory.current(), current_costs().tuning)
    return TemplateResponse(
        request,
        "admin/coverage.html",
        {**admin.site.each_context(request), "title": _now("Coverage"), "board": found},
    )


def coverage_units(request: HttpRequest) -> HttpResponseBase:
    """The units that a cell of the coverage counts."""
    _ask(request, SERVING.permission)
    asked = request.GET.dict()
    behind = coverage.units_behind(
        inventory.current(), current_costs().tuning, {k: str(v) for k, v in asked.items()}
    )
    if behind is None:
        raise Http404
    kept = [(name, asked[name]) for name in ("type", "volts", "cold", "band")]
    return _listed(request, SERVING, behind.units, words=behind.words, kept=kept)


def stale_queue(request: HttpRequest) -> HttpResponseBase:
    """What has aged; many rows may be worked on at once."""
    _ask(request, STALE.permission)
    rows = staleness.queue(timezone.localdate())
    shown = asked_rows(request, rows, cells=STALE.cells, filters=STALE.filters)
    if request.method == "POST":
        return stale_actions.do(request, shown.rows) or redirect(request.get_full_path())
    return _listed(
        request,
        STALE,
        rows,
        days=staleness.COUNTED_DAYS,
        actions=stale_actions.offered(request, shown.rows),
        nothing=_now("Everything is up to date."),
    )


def machines_board(request: HttpRequest) -> HttpResponseBase:
    """Units with the same figures under several labels: the desk says which are one machine."""
    _ask(request, MACHINES.permission)
    if request.method == "POST":
        chosen = [int(each) for each in request.POST.getlist("unit") if each.isdecimal()]
        units = list(HeatPump.objects.filter(pk__in=chosen[:MOST_LABELS]).order_by("id"))
        if len(units) > 1:
            same = request.POST.get("decision") == "same"
            decide_machine(units, same=same, today=timezone.localdate())
        return redirect(request.get_full_path())
    sets = suspected(rights=settings.CATALOG_WITH_RIGHTS)
    nothing = _now("No set of labels waits for a decision.")
    return _listed(request, MACHINES, sets, nothing=nothing)


def differences_board(request: HttpRequest) -> HttpResponseBase:
    """Where our figures and those of the certified list differ."""
    _ask(request, DIFFERENCES.permission)
    return _listed(request, DIFFERENCES, differences(), nothing=_now("Nothing differs."))


def contradictions_board(request: HttpRequest) -> HttpResponseBase:
    """Units whose published points and published ratings no curve returns together."""
    _ask(request, CONTRADICTIONS.permission)
    return _listed(
        request,
        CONTRADICTIONS,
        contradictions(inventory.current()),
        hspf2_per_hspf=number(HSPF2_PER_HSPF, 2),
        nothing=_now("Nothing contradicts itself."),
    )


def documents_board(request: HttpRequest) -> HttpResponseBase:
    """For whoever keeps the content: content editors and administrators."""
    _ask(request, DOCUMENTS.permission)
    rows = document_board.rows(timezone.localdate())
    return _listed(request, DOCUMENTS, rows, days=document_board.SOURCE_DAYS)


def _listed(
    request: HttpRequest, board: BoardPage, rows: Sequence[Any], **context: Any
) -> HttpResponseBase:
    """The rows that are asked for, on a page or as a file."""
    shown = asked_rows(
        request, rows, cells=board.cells, filters=board.filters, per_page=board.per_page
    )
    if request.GET.get("export") == "csv":
        return as_file(board.name, board.columns, shown.rows, board.cells)
    return TemplateResponse(
        request,
        board.template,
        {
            **admin.site.each_context(request),
            "title": board.title,
            "columns": board.columns,
            "shown": shown,
            "rows": shown.page,
            "index": reverse("admin:index"),
            **context,
        },
    )


def _ask(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
