"""READ_ONLY=1: advice, catalog, guides and frames go on while nothing is written, such as during a
move of the database, or beside a replica of it.

Here the ways in are closed: the desk, and every form. What pages write by the way is left out where
it is written (counts, the day on which a saved copy was opened), and the database refuses the rest
(``database_limits``).
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponse]

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
RETRY_SECONDS: Final = 600


def close_what_writes(get_response: Handler) -> Handler:
    """Middleware, before whatever reads a session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        at_desk = request.path.startswith(reverse("admin:index"))
        if settings.READ_ONLY and (at_desk or request.method not in SAFE):
            return _closed(request, at_desk=at_desk)
        return get_response(request)

    return middleware


def _closed(request: HttpRequest, *, at_desk: bool) -> HttpResponse:
    asked = request.GET.get("lang") or request.POST.get("lang") or ""
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        text = (
            _("The desk is closed while we work on the database. The public pages are open.")
            if at_desk
            else _(
                "Nothing can be saved or sent while we work on the database. The address of your"
                " page keeps your answers. Please try again later."
            )
        )
        # Without the request: its context processors would ask who is signed in.
        page = render_to_string("keep/told.html", {"title": _("Closed for a while"), "text": text})
    return HttpResponse(
        page,
        status=503,
        headers={
            "Retry-After": str(RETRY_SECONDS),
            "Cache-Control": "no-store",
            "Content-Language": language,
        },
    )
