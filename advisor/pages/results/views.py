"""The results: the advice for the answers in the address, its parts, and one unit of it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.advice.contract import Advice
from advisor.advice.leading import SHOWN
from advisor.advice.unit_details import unit_details
from advisor.listing import inventory
from advisor.operations import article_analytics
from advisor.pages.results.page import ResultsPage
from advisor.pages.results.parts import PARTS, has_part, template_of
from advisor.pages.results.unit_links import unit_address
from advisor.pages.results.unit_page import unit_page
from advisor.pages.shared.page_cache import cached_page, count_shown
from advisor.pages.shared.render import FAST, HtmxHttpRequest, address, push_new, render_page
from advisor.pages.shared.request import advised, read_form
from advisor.pages.wizard.views import ask, first_fault
from advisor.questions.answer_form import RoomForm


@require_safe
@cached_page
def results(request: HtmxHttpRequest) -> HttpResponse:
    """The advice; where an answer is missing or wrong, its question with what is wrong."""
    opened = _opened(request)
    behind = not opened.isdisjoint(PARTS)
    form, advice = advised(read_form(request), full=SHOWN, behind=behind)
    if advice is None:
        return ask(request, form, first_fault(form), then="results", show_errors=True)
    article_analytics.count_results(request, form)
    shown = [pick.slug for pick in advice.picks] + [line.slug for line in advice.others]
    count_shown(request, units=shown, state=advice.site.state)
    page = _page(request, form, advice)
    context = {"page": page, "title": page.title, "said": page.said}
    response = render_page(request, "advisor/results.html", context, using=FAST)
    return push_new(request, response, page.as_opened)


@require_safe
@cached_page
def part(request: HtmxHttpRequest, key: str) -> HttpResponse:
    """One part of the advice: what htmx fills in where it is folded, and a page of its own
    without a script. 404 for a part that there is not; one that this advice has nothing for leads
    to the answer."""
    if key not in PARTS:
        raise Http404(key)
    form, advice = advised(read_form(request), full=SHOWN)
    if advice is None:
        return ask(request, form, first_fault(form), then="results", show_errors=True)
    if not has_part(key, advice):
        return redirect(address("results", form.given))
    page = _page(request, form, advice)
    title = _("%(part)s: %(headline)s") % {"part": PARTS[key], "headline": advice.headline}
    template = template_of(key)
    context = {"page": page, "title": title, "key": key, "head": PARTS[key], "template": template}
    folded = request.htmx.target == f"part-{key}"
    response = render(request, template if folded else "advisor/part.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _page(request: HttpRequest, form: RoomForm, advice: Advice) -> ResultsPage:
    return ResultsPage(
        form=form,
        advice=advice,
        opened=_opened(request),
        before=request.GET.get("was", ""),
        asked_chart=request.GET.get("chart", ""),
        asked_page=request.GET.get("page", ""),
    )


def _opened(request: HttpRequest) -> frozenset[str]:
    """The keys of the parts that stand open."""
    return frozenset(request.GET.get("open", "").split(","))


@require_safe
@cached_page
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
    assert form.answers is not None
    details = unit_details(form.answers, slug, units=form.units)
    if alone is None or details is None:
        raise Http404(slug)
    opened = request.GET.get("open", "").removeprefix("part-")
    page = unit_page(form, advice, advice.judged, alone.cards[0], details, opened=opened)
    response = render_page(request, "advisor/unit.html", {"page": page, "title": page.title})
    return push_new(request, response, unit_address(slug, form.given))
