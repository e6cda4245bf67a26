"""The guides: what to know around the unit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.content import documents
from advisor.listing import search as shelves
from advisor.pages.guides import page as guide_pages
from advisor.pages.guides.blocks import GuideRequest
from advisor.pages.guides.glossary import glossary_page
from advisor.pages.shared.page_cache import cached_page, cached_text
from advisor.pages.shared.request import advised, place_of, read_form, read_room

FRAME = frozenset({"lang", "units"})
MOST_TICKS = 60


@require_safe
@cached_text
def guides(request: HttpRequest) -> HttpResponse:
    """All guides by what they are for."""
    form = read_form(request)
    context = {
        "title": _("Guides"),
        "groups": guide_pages.guide_groups(form.given),
    }
    return _indexed(request, render(request, "guides/guides.html", context))


@require_safe
@cached_page
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide; with a ZIP code or a room in the address it speaks of that place."""
    chosen = documents.guides().get(slug)
    if chosen is None:
        raise Http404(_("There is no such guide."))
    form, place = place_of(read_room(request))
    least = request.GET.get("least", "").strip()[:20]
    asked = GuideRequest(
        form=form,
        place=place,
        advice=advised(form)[1] if least else None,
        ticked=frozenset(request.GET.getlist("tick")[:MOST_TICKS]),
        least=least,
        brand=request.GET.get("brand", "").strip(),
    )
    page = guide_pages.guide_page(chosen, asked)
    return _indexed(
        request, render(request, "guides/guide.html", {"page": page, "title": page.title})
    )


@require_safe
@cached_page
def glossary(request: HttpRequest) -> HttpResponse:
    """What the words on labels and quotes mean, with today's figures."""
    form = read_form(request)
    page = glossary_page(shelves.current(), here=request.path, units=form.units)
    return _indexed(
        request, render(request, "guides/glossary.html", {"page": page, "title": page.title})
    )


def _indexed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The clean page may be found; one that holds a room is nobody's search result."""
    if not FRAME.issuperset(request.GET):
        response["X-Robots-Tag"] = "noindex"
    return response
