"""The results: the advice for the answers in the address."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from advisor.operations import article_analytics, impressions
from advisor.pages.results.page import results_page
from advisor.pages.results.shown_picks import LEADING_PICKS
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
