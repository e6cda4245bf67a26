"""A draft's page as visitors will see it, for staff only.

The whole page depends on what is live: estimates, ranks, the same machine under other labels. So
the draft goes live for the time of drawing, in a transaction that is taken back; nobody else sees
anything of it.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.listing import inventory
from advisor.listing import search as shelves
from advisor.pages.catalog.model_page import model_page
from advisor.pages.shared.etags import today
from advisor.pages.shared.request import read_form
from catalog.models import Figure, HeatPump, Status
from catalog.record import as_public, current_figures


def draft_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The visitors' page of a draft, marked as one; of any other unit, the page itself."""
    if not request.user.has_perm("catalog.view_heatpump"):
        raise PermissionDenied
    unit = get_object_or_404(HeatPump.objects.select_related("brand", "replaced_by__brand"), pk=pk)
    if unit.status != Status.DRAFT:
        return redirect(unit)
    with transaction.atomic():
        response = _drawn(request, unit)
        transaction.set_rollback(True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _drawn(request: HttpRequest, unit: HeatPump) -> HttpResponse:
    rights = settings.CATALOG_WITH_RIGHTS
    missing = [str(each) for each in unit.missing_for_live()]
    if not missing:
        unit.status = Status.LIVE
        unit.save(update_fields=["status"])
    shelf = shelves.build(inventory.build(rights=rights, version="preview"))
    figures = Figure.objects.filter(heat_pump=unit).select_related("source").order_by("name", "id")
    public = current_figures(map(as_public, figures), rights=rights)
    page = model_page(
        unit, public, list(unit.prices.all()), shelf, read_form(request), today=today()
    )
    draft = {
        "says": _("This is a draft. Visitors do not see this page."),
        "missing": missing,
        "address": reverse("admin:catalog_heatpump_change", args=(unit.pk,)),
        "back": _("Back to the form"),
    }
    context = {"page": page, "title": page.head.title, "draft": draft}
    return render(request, "catalog/model.html", context)
