"""Small layers around every request: the language of the address, the security headers, and a
friendly page while the database is away.
"""

import logging
from collections.abc import Callable

import psycopg
from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from advisor.operations.postgresql.base import WaitedInVainError

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
    """Say "back in a moment" (503) where a view lost its database; the next request tries again.

    A page that only reads is made once more, on a new connection, where the old one had died.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not _is_away(error):
            return None
        match = request.resolver_match
        if match and request.method in {"GET", "HEAD"} and _has_died(error):
            connection.close()
            try:
                made: HttpResponse = match.func(request, *match.args, **match.kwargs)
                return made
            except Error as again:
                if not _is_away(again):
                    raise
                error = again
        # Not the path: a feed's and a saved copy's are secrets.
        logger.error("Database unavailable at %s: %s", match and match.view_name, error)
        # Without the request: its context processors would ask the database who is signed in.
        return HttpResponse(
            render_to_string("503.html"),
            status=503,
            headers={"Retry-After": "30", "Cache-Control": "no-store"},
        )


def _is_away(error: Exception) -> bool:
    """Whether the database is out of reach, or only reads (a replica that is not yet the first)."""
    return isinstance(error, OperationalError | InterfaceError) or isinstance(
        error.__cause__, psycopg.errors.ReadOnlySqlTransaction
    )


def _has_died(error: Exception) -> bool:
    """Whether the connection broke on the way: not one that we hung up on, and not the first
    connection, which was not to be had at all."""
    used = connection.connection
    return (
        used is not None
        and used.closed
        and not connection.in_atomic_block
        and not isinstance(error.__cause__, WaitedInVainError)
    )
