"""What a visitor keeps of an advice: a dated copy, papers, a calendar; a word on a wrong number."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisor.advice import advise
from advisor.content import care_calendar
from advisor.engine.unit_types import UNIT_TYPES
from advisor.models import SavedAdvice, WrongNumber
from advisor.models.saved_advice import CODE_LENGTH
from advisor.pages.saved import brief as brief_page
from advisor.pages.saved import page as kept_page
from advisor.pages.saved import request_letter, snapshot
from advisor.pages.saved.report import DoubtForm
from advisor.pages.shared.posting import refusal
from advisor.pages.shared.render import address
from advisor.pages.shared.request import advised, read_form
from advisor.questions import answer_form
from advisor.questions.answer_form import RoomForm

SEE_OTHER = 303


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """POST keeps a dated copy of these answers' advice; GET asks for the code of one."""
    if request.method != "POST":
        return _find(request)
    refused = refusal(request, written_last_hour=SavedAdvice.objects.of_the_last_hour())
    if refused:
        return refused
    form = answer_form.read(request.POST)
    language = _language(form.given.get("lang", ""))
    with translation.override(language):
        form, advice = advised(form)
        if advice is None:
            return _see(address("results", form.given))  # which asks what is missing or wrong
        record = SavedAdvice.objects.keep(
            query=snapshot.canonical(form.given),
            snapshot=snapshot.as_record(snapshot.snapshot(advice, lang=language)),
        )
    return _see(reverse("saved", args=[record.code]))


def _find(request: HttpRequest) -> HttpResponse:
    """The page where a code from paper is typed in."""
    typed = request.GET.get("code", "")[:100]
    code = "".join(typed.split()).lower()
    if code and SavedAdvice.objects.filter(code=code.replace("\x00", "")).exists():
        return redirect("saved", code=code)
    context = {
        "title": _("Find saved advice"),
        "typed": typed,
        "unknown": bool(code),
        "deleted": request.GET.get("deleted") == "1",
        "length": CODE_LENGTH,
    }
    return _private(render(request, "keep/find.html", context))


@require_safe
def saved(request: HttpRequest, code: str) -> HttpResponse:
    """A saved advice, in its language, and what changed since. 404 for an unknown code."""
    record = _record(code)
    form = answer_form.read_text(record.query)
    language = _language(request.GET.get("lang", "") or form.given.get("lang", ""))
    asked = request.GET.get("units", "")
    units = asked if asked in {"us", "metric"} else form.units
    with translation.override(language):
        page = kept_page.saved_page(record, form, advised(form)[1], lang=language, units=units)
        response = render(request, "keep/saved.html", {"page": page, "title": page.title})
        response["Content-Language"] = language
    record.opened(timezone.localdate())
    return _private(response)


@csrf_exempt
@require_POST
def forget(request: HttpRequest, code: str) -> HttpResponse:
    """Delete a saved advice; anyone who has its code may."""
    refused = refusal(request, written_last_hour=0)
    if refused:
        return refused
    _record(code).delete()
    return _see(f"{reverse('keep')}?deleted=1")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """A number that a visitor doubts. No contact is asked for, so nobody gets an answer."""
    if request.method == "POST":
        refused = refusal(request, written_last_hour=WrongNumber.objects.of_the_last_hour())
        if refused:
            return refused
        form = DoubtForm(request.POST)
        if form.is_valid():
            form.save()
            return _see(f"{reverse('report')}?sent=1")
    else:
        form = DoubtForm(
            initial={"page": request.GET.get("page", ""), "field": request.GET.get("field", "")}
        )
    context = {
        "title": _("Wrong number?"),
        "form": form,
        "sent": request.GET.get("sent") == "1" and request.method != "POST",
    }
    return _private(render(request, "keep/report.html", context))


@require_safe
def brief(request: HttpRequest) -> HttpResponse:
    """Two pages for the installer; with ``code``, that of a kept copy, its link is a short one."""
    form = read_form(request)
    form, advice = advised(form)
    if advice is None:
        return redirect(address("results", form.given))
    page = brief_page.brief_page(form, advice, code=_kept_code(request, form))
    return _private(render(request, "keep/brief.html", {"page": page, "title": page.title}))


@require_safe
def permission(request: HttpRequest) -> HttpResponse:
    """A letter to the landlord or HOA; ``unit`` chooses which type it asks for."""
    form = read_form(request)
    form, advice = advised(form)
    if advice is None or form.answers is None:
        return redirect(address("results", form.given))
    unit_type = request_letter.request_type(form, advice, request.GET.get("unit", ""))
    leads = [pick.type for pick in advice.leading[:1]]
    allowed = (
        advice
        if leads == [unit_type]
        else advise(request_letter.if_allowed(form.answers, unit_type), units=form.units)
    )
    page = request_letter.request_page(form, allowed, unit_type=unit_type)
    return _private(render(request, "keep/request.html", {"page": page, "title": page.title}))


@require_safe
def care(request: HttpRequest) -> HttpResponse:
    """The care calendar of the types in ``type``, as a file. 400 without one that there is."""
    asked = request.GET.get("type", "")[:100].split(",")
    types = tuple(each for each in UNIT_TYPES if each in asked)
    if not types or not set(asked) <= set(UNIT_TYPES):
        raise BadRequest(_("Say which type: %(types)s.") % {"types": ", ".join(UNIT_TYPES)})
    response = HttpResponse(
        care_calendar.calendar(types, now=timezone.now()),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="heat-pump-care.ics"'
    return response


def _kept_code(request: HttpRequest, form: RoomForm) -> str:
    """The code in the address, if its copy holds these very answers."""
    code = request.GET.get("code", "").lower().replace("\x00", "")
    if not code:
        return ""
    kept = SavedAdvice.objects.filter(code=code, query=snapshot.canonical(form.given))
    return code if kept.exists() else ""


def _record(code: str) -> SavedAdvice:
    record: SavedAdvice | None = SavedAdvice.objects.filter(code=code.lower()).first()
    if record is None:
        raise Http404(_("There is no saved advice with this code."))
    return record


def _language(asked: str) -> str:
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _see(where: str) -> HttpResponse:
    """Go on by GET, whatever the method was."""
    response = HttpResponseRedirect(where)
    response.status_code = SEE_OTHER
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """For no shared cache."""
    response["Cache-Control"] = "private, no-store"
    return response
