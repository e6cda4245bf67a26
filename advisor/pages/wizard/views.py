"""The wizard: home, questions, check, results. The address is the state."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url

from advisor.engine.place import Place
from advisor.operations import article_analytics
from advisor.pages.shared.page_cache import cached_page, cached_text
from advisor.pages.shared.render import FAST, HtmxHttpRequest, address, render_page
from advisor.pages.shared.request import advised, place_of, read_form
from advisor.pages.wizard.check import check_page
from advisor.pages.wizard.home import home_page
from advisor.pages.wizard.live import live_line
from advisor.pages.wizard.one_question import (
    asked_so_far,
    one_question,
    page_of,
    shown_again,
    still_asked,
    with_blanks_passed,
    with_standing,
    without,
)
from advisor.pages.wizard.question import question_page
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import NUMBERS, STEP_OF, STEPS
from advisor.questions.flow import first_open_step, next_step, step_by_key
from advisor.questions.question_types import Step

AFTER_A_CHANGE = frozenset({"check", "results"})
ENDS = frozenset({"results", "questions"})
"""Where one question after the other may end early."""


@require_safe
@cached_text
def home(request: HtmxHttpRequest) -> HttpResponse:
    page = home_page(read_form(request))
    return render(request, "advisor/home.html", {"page": page, "title": page.title})


@require_safe
@cached_page
def questions(request: HtmxHttpRequest) -> HttpResponse:
    """The next question or, when none is left, the answers to check. The address is the state."""
    form, place = place_of(read_form(request))
    submitted = request.GET.get("step", "")
    if submitted == "results":
        left = step_by_key(request.GET.get("at", ""))
        return _go(request, "results", form.confirmed(left.fields if left else ()))
    then = request.GET.get("then", "")
    then = then if then in AFTER_A_CHANGE else ""
    done = step_by_key(submitted)
    wanted = step_by_key(request.GET.get("edit", ""))
    if wanted:
        return ask(request, form, wanted, place=place, then=then)
    if done:
        form = form.confirmed(done.fields)
        if form.faults(done.fields):
            return ask(request, form, done, place=place, then=then, show_errors=True)
    step = _first_step(form) if done is None else _next_step(form, done, then)
    if step is None:
        return _go(request, then if done and then else "check", form)
    return ask(request, form, step, place=place, show_errors=bool(not done and form.errors))


def _next_step(form: RoomForm, done: Step, then: str) -> Step | None:
    """What is asked once a step is done; ``None`` where its answer was only changed, and at the
    end."""
    if then or done is NUMBERS:
        return None
    if form.missing:  # a link began further on: what the first result needs comes next
        return STEP_OF[form.missing[0]]
    return next_step(form.given, after=done.key)


@require_safe
@cached_page
def next_question(request: HtmxHttpRequest) -> HttpResponse:
    """The one question that would move the advice most, with the answer above it; the advice
    itself where none would. ``again`` names one of those asked, which is shown with its answer;
    ``to`` leaves the question, with what was typed. The address is the state."""
    asked = asked_so_far(request.GET.get("asked", ""))
    form = with_standing(read_form(request), asked, request.GET.get("stood", ""))
    wrong = [name for name in asked if name in form.errors]
    left = None if wrong else _left(request, form, asked)
    if left:
        return left
    form = with_blanks_passed(form, asked)
    usable, advice = advised(without(form, wrong), full=1, behind=False)
    if advice is None:
        return ask(request, usable, first_fault(usable), then="results", show_errors=True)
    again = shown_again(form, asked, request.GET.get("again", ""))
    faulty = page_of(wrong[-1]) if wrong else ""
    name = faulty or again or (advice.next_question.field if advice.next_question else "")
    if not name:
        return _go(request, "results", form)
    page = one_question(form, advice, name, asked=asked, was=request.GET.get("was", ""))
    return render_page(request, "advisor/ask.html", {"page": page, "title": page.title})


def _left(request: HtmxHttpRequest, form: RoomForm, asked: Sequence[str]) -> HttpResponse | None:
    """Where another button than an answer leads: the advice, every question, or one asked before.
    What is left blank stays open; nothing where no such button was pressed."""
    there = request.GET.get("to", "")
    if there in ENDS:
        return _go(request, there, form)
    again = shown_again(form, asked, there)
    if not again:
        return None
    answered = ",".join(name for name in asked if form.given.get(still_asked(name, form.given)))
    return HttpResponseRedirect(address("ask", form.given, asked=answered, again=again))


@require_safe
def live(request: HtmxHttpRequest) -> HttpResponse:
    """The line and the drawing beside a question, as the visitor types; silent about mistakes,
    which the page itself shows when its step is submitted."""
    form, place = place_of(read_form(request))
    if form.errors:
        return HttpResponse(status=204)
    then = request.GET.get("then", "")
    line = live_line(
        form,
        place,
        at=request.GET.get("at", ""),
        then=then if then in AFTER_A_CHANGE else "",
    )
    told = line.shown == request.GET.get("shown", "")
    context = {"live": line, "said": "" if told else line.said, "swapping": True}
    return render(request, "advisor/_live.html", context, using=FAST)


@require_safe
@cached_page
def check(request: HtmxHttpRequest) -> HttpResponse:
    """Every answer and every assumption, each with its change link."""
    form, advice = advised(read_form(request))
    if advice is None:
        return ask(request, form, first_fault(form), then="check", show_errors=True)
    page = check_page(form, advice.assumptions, bill_note=advice.load.bill_note or "")
    return render_page(request, "advisor/check.html", {"page": page, "title": page.title})


def _first_step(form: RoomForm) -> Step | None:
    """Where an address begins that comes from outside: at what is wrong, else at what is open. An
    answer of an article's link is still asked: nobody is led past a rule of their own home."""
    wrong = next((step for step in STEPS if any(name in form.errors for name in step.fields)), None)
    own = {name: text for name, text in form.given.items() if name not in form.prefilled}
    return wrong or first_open_step(own)


def first_fault(form: RoomForm) -> Step:
    return STEP_OF[next(iter(form.faults()))]


def ask(
    request: HtmxHttpRequest,
    form: RoomForm,
    step: Step,
    *,
    place: Place | None = None,
    then: str = "",
    show_errors: bool = False,
) -> HttpResponse:
    if request.resolver_match and request.resolver_match.view_name != "questions":
        moved = _moved(request)
        if moved:
            return moved
    moved_on = "step" in request.GET and "edit" not in request.GET
    page = question_page(
        form, step, show_errors=show_errors, place=place, then=then, moved_on=moved_on
    )
    if not page.errors:
        passed = step_by_key(request.GET["step"]) if moved_on else None
        article_analytics.count_question(
            request, form, shown=step.key, passed=passed.key if passed else ""
        )
    context = {"page": page, "title": page.title}
    response = render_page(request, "advisor/questions.html", context, using=FAST)
    if moved_on and not page.errors:
        # Without the blanks of the form: this address shows the same page again.
        more = {"edit": step.key, **({"then": then} if then else {})}
        push_url(response, address("questions", form.given, **more))
    return response


def _moved(request: HtmxHttpRequest) -> HttpResponse | None:
    """Htmx swaps within one kind of page; another kind is loaded whole, with its stylesheet."""
    if request.htmx.target:
        return HttpResponseClientRedirect(request.get_full_path())
    return None


def _go(request: HtmxHttpRequest, view: str, form: RoomForm) -> HttpResponse:
    done = step_by_key(request.GET.get("step", ""))
    article_analytics.count_question(request, form, passed=done.key if done else "")
    there = address(view, form.given)
    if request.htmx:
        return HttpResponseClientRedirect(there)
    return HttpResponseRedirect(there)
