"""What a visitor keeps of an advice, and the word on a wrong number."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisor import forms
from advisor.advice import Advice, advise
from advisor.forms import RoomForm
from advisor.models import SavedAdvice, WrongNumber
from advisor.models.saved import CODE_LENGTH
from advisor.pages import keep as kept_page
from advisor.pages.render import address
from advisor.pages.report import DoubtForm
from advisor.places import UnknownZip
from advisor.views.posting import refusal

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
    form = forms.read(request.POST)
    language = _language(form.given.get("lang", ""))
    with translation.override(language):
        advice = advised(form)
        if advice is None:
            return _see(address("results", form.given))  # which asks what is missing or wrong
        record = SavedAdvice.objects.keep(
            query=kept_page.canonical(form.given),
            snapshot=kept_page.as_record(kept_page.snapshot(advice, lang=language)),
        )
    return _see(reverse("saved", args=[record.code]))


def _find(request: HttpRequest) -> HttpResponse:
    """The page where a code from paper is typed in."""
    typed = request.GET.get("code", "")[:100]
    code = "".join(typed.split()).lower()
    if code and SavedAdvice.objects.filter(code=code.replace("\x00", "")).exists():
        return redirect("saved", code=code)
    context = {
        "title": _("Find a kept advice"),
        "typed": typed,
        "unknown": bool(code),
        "deleted": request.GET.get("deleted") == "1",
        "length": CODE_LENGTH,
    }
    return _private(render(request, "keep/find.html", context))


@require_safe
def saved(request: HttpRequest, code: str) -> HttpResponse:
    """A kept advice, in its language, and what changed since. 404 for a code that opens nothing."""
    record = _record(code)
    form = forms.read_text(record.query)
    language = _language(request.GET.get("lang", "") or form.given.get("lang", ""))
    with translation.override(language):
        page = kept_page.saved_page(record, form, advised(form), lang=language)
        response = render(request, "keep/saved.html", {"page": page, "title": page.title})
        response["Content-Language"] = language
    record.opened(timezone.localdate())
    return _private(response)


@csrf_exempt
@require_POST
def forget(request: HttpRequest, code: str) -> HttpResponse:
    """Delete a kept advice: whoever holds its code may."""
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


def advised(form: RoomForm) -> Advice | None:
    """Today's advice; ``None`` while an answer is missing, wrong, or its ZIP code unknown."""
    if form.answers is None:
        return None
    try:
        return advise(form.answers, units=form.units)
    except UnknownZip:
        return None


def _record(code: str) -> SavedAdvice:
    record: SavedAdvice | None = SavedAdvice.objects.filter(code=code.lower()).first()
    if record is None:
        raise Http404(_("There is no kept advice under this code."))
    return record


def _language(asked: str) -> str:
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _see(where: str) -> HttpResponse:
    """Go on by GET, whatever the method was."""
    response = HttpResponseRedirect(where)
    response.status_code = SEE_OTHER
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """For no search engine and no shared cache."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
