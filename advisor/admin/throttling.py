"""Sign-in attempts: counted for each name from each sender, so that no office is locked out."""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Attempts(AxesDatabaseHandler):  # type: ignore[misc]  # comes without types
    """Keeps a name and a veiled sender of a failed attempt, and nothing of the browser."""

    def user_login_failed(self, sender: Any, credentials: Any, request: Any, **kwargs: Any) -> None:
        if request is not None:
            request.axes_user_agent = ""
        super().user_login_failed(sender, credentials, request, **kwargs)


def too_many_attempts(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """The page of who tried too often; it says when to try again."""
    wait = settings.AXES_COOLOFF_TIME
    page = render(
        request,
        "admin/too_many.html",
        {"minutes": int(wait.total_seconds() // 60)},
        status=429,
    )
    page.headers["Retry-After"] = str(int(wait.total_seconds()))
    page.headers["Cache-Control"] = "no-store"
    return page
