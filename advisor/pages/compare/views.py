"""Two to four units side by side, with a room and without."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from advisor.advice import compare as compare_for
from advisor.advice.contract import Comparison
from advisor.listing import search as shelves
from advisor.pages.compare.page import MOST, compare_address, published_page, read_models, room_page
from advisor.pages.shared.etags import today
from advisor.pages.shared.page_cache import cached_page
from advisor.pages.shared.request import ROOMS, advised, read_form, unless_zip_unknown
from advisor.questions.answer_form import RoomForm

LONGEST_NAME = 120


@require_safe
@cached_page
def compare(request: HttpRequest) -> HttpResponse:
    """Chosen units against the room of the address; without units, those shown first.

    Where the room is missing or wrong, the comparison without a room asks for it.
    """
    form = read_form(request)
    slugs = read_models(request.GET.getlist("models"))
    shelf = shelves.current()
    known = [slug for slug in slugs if slug in shelf.rows][:MOST]
    form, found = _judged(form, slugs, known)
    if found is None:
        return HttpResponseRedirect(compare_address("compare_units", form.given, slugs[:MOST]))
    page = room_page(form, found, shelf, slugs, typed=_typed(request), today=today())
    return render(request, "catalog/compare.html", {"page": page, "title": page.title})


@require_safe
@cached_page
def compare_units(request: HttpRequest) -> HttpResponse:
    """Chosen units by what is published of them."""
    form = read_form(request)
    slugs = read_models(request.GET.getlist("models"))
    page = published_page(form, shelves.current(), slugs, typed=_typed(request), today=today())
    return render(request, "catalog/compare.html", {"page": page, "title": page.title})


def _judged(
    form: RoomForm, slugs: list[str], known: list[str]
) -> tuple[RoomForm, Comparison | None]:
    if not slugs:
        form, advice = advised(form, full=0, behind=False)
        known = advice.shown if advice else []
    answers = form.answers
    if answers is None:
        return form, None
    return unless_zip_unknown(
        form, lambda: compare_for(answers, known, units=form.units, kept=ROOMS)
    )


def _typed(request: HttpRequest) -> str:
    return request.GET.get("add", "").replace("\x00", "").strip()[:LONGEST_NAME]
