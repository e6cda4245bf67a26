"""The label card of a unit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from advisor.advice import compare
from advisor.listing import inventory
from advisor.pages.catalog.label_card import label_card
from advisor.pages.shared.request import read_form, unless_zip_unknown


@require_safe
def card(request: HttpRequest, brand: str, model: str) -> HttpResponse:
    """One unit on a sheet to print; with a room in the address, what it uses there in a year."""
    form, alone = read_form(request), inventory.current().only(model)
    if alone is None or alone.cards[0].brand_slug != brand:
        raise Http404
    answers, room = form.answers, None
    if answers is not None:
        form, room = unless_zip_unknown(form, lambda: compare(answers, [model], units=form.units))
    page = label_card(alone, room, form.units)
    return render(request, "catalog/card.html", {"page": page, "title": page.title})
