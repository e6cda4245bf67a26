"""The check of an installer's quote."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from advisor.advice.quoted_room import quoted_room
from advisor.listing import search as shelves
from advisor.pages.quote.page import quote_page
from advisor.pages.quote.quote_form import read_quote
from advisor.pages.quote.quoted_unit import quoted_unit
from advisor.pages.shared.request import ROOMS, read_form, unless_zip_unknown

FRAME = frozenset({"lang", "units"})


@require_safe
def quote(request: HttpRequest) -> HttpResponse:
    """A quote against a room; both are in the address and are kept nowhere."""
    form = read_form(request)
    asked = read_quote(request.GET)
    here = {name: request.GET[name] for name in request.GET}
    unit = quoted_unit(asked, shelves.current(), here=here, units=form.units)
    answers, room = form.answers, None
    if answers is not None:
        form, room = unless_zip_unknown(
            form,
            lambda: quoted_room(
                answers,
                slug=unit.slug,
                size_btu_h=unit.size_btu_h,
                total_usd=asked.total,
                units=form.units,
                kept=ROOMS,
            ),
        )
    page = quote_page(form, asked, unit, room)
    response = render(request, "quote/quote.html", {"page": page, "title": page.title})
    if not FRAME.issuperset(request.GET):
        response["X-Robots-Tag"] = "noindex"
    return response
