"""The parts that pages are made of, all on one page, while developing."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from advisor.pages.about.styleguide import styleguide_page


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in one colour scheme (``?scheme=dark``); 404 unless DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    page = styleguide_page(dark=request.GET.get("scheme") == "dark")
    return render(request, "advisor/styleguide.html", {"page": page, "title": "Styleguide"})
