"""The public answer: the advice and the catalog as JSON, their description, a page about them.

For programs of anybody: no key, no cookie, every origin. What is wrong is said in words, one entry
for each parameter.
"""

import math
import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final, TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.advice.contract_json import as_json
from advisor.engine.answers import BOUNDS, MULTIPLE_CHOICES
from advisor.listing import search as shelves
from advisor.pages.api import openapi as description
from advisor.pages.api.contract_schema import Fault, Faults
from advisor.pages.api.unit_list import BeyondTheLastError, one_of, unit_list, wanted_of
from advisor.pages.shared.page_cache import cached_page, cached_text, today
from advisor.pages.shared.request import LONGEST_QUERY, advised
from advisor.pages.shared.structured import absolute_url
from advisor.questions.answer_form import read
from advisor.questions.definitions import QUESTIONS

View: TypeAlias = Callable[..., HttpResponse]
Wrong: TypeAlias = dict[Any, str]
"""Parameter, or ``None`` for the address as a whole → what is wrong with it."""
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,2}|[eE]-[0-9]{1,3})?")


def open_to_all(view: View) -> View:
    """GET and HEAD for every origin, with an ETag; anything else is refused in words."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        elif request.method not in {"GET", "HEAD"}:
            response = refused({None: _("Only GET and HEAD are answered here.")}, status=405)
        elif len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            response = refused({None: _("The address is too long.")})
        else:
            response = view(request, *args, **parts)
            if not response.has_header("ETag"):
                set_response_etag(response)
            same = get_conditional_response(request, response["ETag"], None, response)
            response = same or response
        if response.status_code in {204, 405}:
            response["Allow"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = "GET, HEAD"
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Expose-Headers"] = "ETag"
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return answer


NO_MARKUP: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def refused(faults: Wrong, *, status: int = 400) -> JsonResponse:
    errors = [Fault(field=name, says=says) for name, says in faults.items()]
    return told(as_json(Faults(errors=errors)), status=status)


def told(data: Any, *, status: int = 200) -> JsonResponse:
    """JSON that stays JSON wherever it is pasted: a fault repeats what somebody sent."""
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    response.content = response.content.decode().translate(NO_MARKUP)
    return response


@open_to_all
@cached_page
def advice(request: HttpRequest) -> HttpResponse:
    """The contract's JSON for the answers of the query."""
    faults = _misused(request.GET, QUESTIONS)
    if request.GET.get("units", "us") not in {"", "us"}:
        faults["units"] = _("Answers are read in US units here. Send us, or leave it out.")
    form, found = advised(read(_plain_numbers(request.GET)))
    if faults or found is None:
        unknown_zip = not faults and form.answers is None and "zip" in form.values
        status = 404 if unknown_zip and set(form.faults()) == {"zip"} else 400
        return refused({**form.faults(), **faults}, status=status)
    return told(as_json(found))


@open_to_all
@cached_page
def heat_pumps(request: HttpRequest) -> HttpResponse:
    """One page of the catalog, with the filters of its page for people."""
    shelf = shelves.current()
    wanted, page, wrong = wanted_of(request.GET, shelf)
    faults = _misused(request.GET, {"q", "type", "page", *shelves.choices(shelf)})
    if wrong or faults:
        return refused({**faults, **wrong})
    try:
        return told(as_json(unit_list(wanted, page, shelf, today=today())))
    except BeyondTheLastError as beyond:
        return refused({"page": str(beyond)}, status=404)


@open_to_all
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description of both, for programs."""
    return told(description.document(shelves.current()))


@open_to_all
def tool(_request: HttpRequest) -> HttpResponse:
    """The question as a tool that an assistant may call."""
    return told(description.tool())


@open_to_all
def unknown(_request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    """Any other address under ``/api/``."""
    return refused({None: _("There is nothing at this address.")}, status=404)


@require_safe
@cached_text
def index(request: HttpRequest) -> HttpResponse:
    """The page about it, with examples that run."""
    room = "zip=02130&space=bedroom&area=120"
    examples = (
        (_("Advice for a bedroom in Boston"), "api_advice", room),
        (
            _("The same room, rented, without an outdoor unit, in Spanish"),
            "api_advice",
            f"{room}&tenure=rent&outdoor_unit=no&lang=es",
        ),
        (_("What an answer that cannot be says"), "api_advice", "zip=02130&space=bedroom&area=2"),
        (
            _("Window units for a standard outlet, the quietest first"),
            "api_heat_pumps",
            "type=window&volts=115&sort=quiet",
        ),
    )
    context = {
        "title": _("The advice for programs"),
        "examples": [
            (words, f"{reverse(name)}?{query}", absolute_url(f"{reverse(name)}?{query}"))
            for words, name, query in examples
        ],
        "longest": LONGEST_QUERY,
        "site": settings.SITE_URL,
    }
    return render(request, "advisor/api.html", context)


def _misused(query: QueryDict, names: Iterable[str]) -> Wrong:
    """What is there twice, a parameter or a value of a list, and a language that is not ours."""
    faults: Wrong = {}
    for name in names:
        if _is_twice(name, query):
            faults[name] = _("It is there more than once.")
        elif name in MULTIPLE_CHOICES and "" in (parts := _parts(name, query)) and len(parts) > 1:
            faults[name] = _("A value is missing beside a comma.")
        elif name != "q" and any(text != text.strip() for text in query.getlist(name)):
            faults[name] = _("It begins or ends with a space.")
    if (lang := query.get("lang", "en")) not in description.LANGUAGES:
        faults["lang"] = one_of(lang, description.LANGUAGES)
    return faults


def _is_twice(name: str, query: QueryDict) -> bool:
    if name in MULTIPLE_CHOICES:
        parts = _parts(name, query)
        return len(parts) > len(set(parts))
    return len(query.getlist(name)) > 1


def _parts(name: str, query: QueryDict) -> list[str]:
    """The values of a list; one blank where none is asked for."""
    return [part for each in query.getlist(name) for part in each.split(",")]


def _plain_numbers(query: QueryDict) -> QueryDict:
    """Numbers as programs write them (1.2e-05, many digits) as the address writes them."""
    plain = query.copy()
    for name, (low, high) in BOUNDS.items():
        if not _NUMBER.fullmatch(text := plain.get(name, "")):
            continue
        number = float(text)
        # Beyond a bound by a hair is beyond it still.
        outward = math.ceil(number) if number > high else math.floor(number)
        exact = number if low <= number <= high else float(outward)
        plain[name] = f"{exact:.6f}".rstrip("0").rstrip(".")
    return plain
