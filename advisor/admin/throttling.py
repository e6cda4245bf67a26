"""Sign-in attempts: how many are checked at all, so that nobody guesses passwords for long.

A name from one sender has five tries, as django-axes counts them. Beyond that a name has twenty
from everywhere, a sender twenty for all names, and the desk two hundred in all: each wrong try
costs a third of a second of the processor. These wider limits could lock out who is innocent, a
colleague behind the same proxy or the person whose name is being guessed. So a browser that once
signed in carries a signed cookie; for its own name it has five tries that nobody else uses up. All
counts stand in the table of django-axes, so they hold over all workers and hosts.
"""

import secrets
from typing import Any, Final

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

OF_A_NAME: Final = 20
OF_A_SENDER: Final = 20
IN_ALL: Final = 200
OF_A_KNOWN_BROWSER: Final = 5

_SALT: Final = "a browser that signed in"
_KNOWN_FOR: Final = 90 * 24 * 3600  # seconds


class Attempts(AxesDatabaseHandler):  # type: ignore[misc]  # comes without types
    """Keeps a name and a veiled sender of a failed attempt; of the browser only our own mark."""

    def is_locked(self, request: Any, credentials: Any = None) -> bool:
        """Whether the password is not even looked at."""
        name = get_client_username(request, credentials) or ""
        if browser := known_browser(request, name):
            own = _recent(request).filter(username=name, user_agent=browser)
            tried = own.aggregate(count=Sum("failures_since_start", default=0))["count"]
            return bool(tried >= OF_A_KNOWN_BROWSER)
        return bool(super().is_locked(request, credentials)) or _too_many(request, name)

    def user_login_failed(self, sender: Any, credentials: Any, request: Any, **kwargs: Any) -> None:
        if request is not None:
            name = get_client_username(request, credentials) or ""
            request.axes_user_agent = known_browser(request, name)
        super().user_login_failed(sender, credentials, request, **kwargs)


def _too_many(request: Any, name: str) -> bool:
    """One query: the failures of the last minutes of this name, of this sender, and of all."""
    sender = Q(ip_address=request.axes_ip_address)
    found = _recent(request).aggregate(
        of_name=Sum("failures_since_start", filter=Q(username=name), default=0),
        of_sender=Sum("failures_since_start", filter=sender, default=0),
        in_all=Sum("failures_since_start", default=0),
    )
    return bool(
        found["of_name"] >= OF_A_NAME
        or found["of_sender"] >= OF_A_SENDER
        or found["in_all"] >= IN_ALL
    )


def _recent(request: Any) -> QuerySet[Any]:
    return AccessAttempt.objects.filter(  # type: ignore[no-any-return]  # comes without types
        attempt_time__gte=get_cool_off_threshold(request)
    )


def known_browser(request: Any, name: str) -> str:
    """The mark of a browser that signed in under this name before; empty for any other."""
    try:
        told = signing.loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, ""), salt=_SALT, max_age=_KNOWN_FOR
        )
    except signing.BadSignature:
        return ""
    return str(told["browser"]) if told["name"] == name else ""


def remember_browser(response: HttpResponse, name: str) -> None:
    """Give the browser that just signed in its cookie."""
    mark = {"name": name, "browser": secrets.token_urlsafe(12)}
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE,
        signing.dumps(mark, salt=_SALT),
        max_age=_KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _pause_seconds() -> int:
    return int(settings.AXES_COOLOFF_TIME.total_seconds())


def too_many_attempts(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """The page of who tried too often; it says when to try again."""
    page = render(request, "admin/too_many.html", {"minutes": _pause_seconds() // 60}, status=429)
    page.headers["Retry-After"] = str(_pause_seconds())
    page.headers["Cache-Control"] = "no-store"
    return page
