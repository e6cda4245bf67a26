"""The results: the advice for the answers in the address, and one unit of it."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from advisor.listing import inventory
from advisor.operations import article_analytics, impressions
from advisor.pages.results.page import results_page
from advisor.pages.results.shown_picks import LEADING_PICKS
from advisor.pages.results.unit_page import unit_address, unit_page
from advisor.pages.shared.render import HtmxHttpRequest, render_page
from advisor.pages.shared.request import advised, read_form
from advisor.pages.wizard.views import ask, first_fault


@require_safe
def results(request: HtmxHttpRequest) -> HttpResponse:
    """The advice; where an answer is missing or wrong, its question with what is wrong."""
    form, advice = advised(read_form(request), full=LEADING_PICKS)
    if advice is None:
        return ask(request, form, first_fault(form), then="results", show_errors=True)
    article_analytics.count_results(request, form)
    shown = [pick.slug for pick in advice.picks] + [line.slug for line in advice.others]
    impressions.count(units=shown, state=advice.site.state)
    page = results_page(
        form,
        advice,
        opened=request.GET.get("open", ""),
        was=request.GET.get("was", ""),
        chart=request.GET.get("chart", ""),
    )
    context = {"page": page, "title": page.title, "said": page.said}
    response = render_page(request, "advisor/results.html", context)
    return push_url(response, page.here)


@require_safe
def unit(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """One unit for the room of the address, in full; 404 for a unit that nobody knows."""
    form = read_form(request)
    form = replace(form, given={**form.given, "model": slug}, values={**form.values, "model": slug})
    form, advice = advised(form, full=0)
    if advice is None:
        return ask(request, form, first_fault(form), then="results", show_errors=True)
    if advice.judged is None:
        raise Http404(slug)
    alone = inventory.current().only(slug)
    if alone is None:
        raise Http404(slug)
    page = unit_page(form, advice, advice.judged, alone.cards[0])
    response = render_page(request, "advisor/unit.html", {"page": page, "title": page.title})
    return push_url(response, unit_address(slug, form))
