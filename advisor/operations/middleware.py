"""Small layers around every request: the language of the address, the security headers, and a
friendly page while the database is away.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

logger = logging.getLogger(__name__)

DESK_LANGUAGE = "language"

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def security_headers(get_response: Handler) -> Handler:
    """Allow only our own assets; a view that must be framed sets its own policy."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        return response

    return middleware


def language_from_address(get_response: Handler) -> Handler:
    """Answer in ``?lang=``; anything unknown is English. The address is the state: no cookie.

    At the desk the choice stays with the sign-in, which has a cookie anyway.
    """
    known = {code for code, _name in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang", "")
        if request.path.startswith(reverse("admin:index")):
            asked = _of_the_sign_in(request, asked if asked in known else "")
        with translation.override(asked if asked in known else settings.LANGUAGE_CODE):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response

    return middleware


def _of_the_sign_in(request: HttpRequest, asked: str) -> str:
    """The language that was chosen at the desk, now (``asked``) or before."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return asked
    if asked:
        request.session[DESK_LANGUAGE] = asked
    return str(asked or request.session.get(DESK_LANGUAGE, ""))


class DatabaseAway:
    """Say "back in a moment" (503) where a view lost its database; the next request tries again."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        # Not the path: a feed's and a saved copy's are secrets.
        match = request.resolver_match
        logger.error("Database unavailable at %s: %s", match and match.view_name, error)
        # Without the request: its context processors would ask the database who is signed in.
        return HttpResponse(
            render_to_string("503.html"),
            status=503,
            headers={"Retry-After": "30", "Cache-Control": "no-store"},
        )
