"""What a visitor may post: from our own pages only, not too much, not too often, without a cookie.

Django's token against forged posts needs a cookie, and there is none for visitors. Nothing here
acts in anybody's name, so a forged post could only write a row; still it is refused, by what every
browser of the last years says of itself: ``Sec-Fetch-Site``, or ``Origin`` in older ones. A
request without both comes from no browser, and nobody can be tricked into sending it.

The pace is limited without knowing who writes. Each process takes ``A_MINUTE`` posts a minute, of
which no sender may take more than its share, ``OF_A_SENDER`` an hour, so that nobody uses up what
all may save: senders are told apart by a keyed hash, in memory alone and for an hour. Each table
takes ``AN_HOUR`` rows an hour from all processes together.
"""

import time

from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from advisor.operations.client_address import parse_header_url, pseudonymous_ip

LONGEST_POST = 8000
"""Bytes. Every question answered takes under 1,500, a doubted number under 6,000."""

A_MINUTE = 60
AN_HOUR = 1000
OF_A_SENDER = 30


def refusal(request: HttpRequest, *, written_last_hour: int) -> HttpResponse | None:
    """A page that says why this post is not taken, or ``None`` where it is. 400 for a long one."""
    if _length(request) > LONGEST_POST:
        raise BadRequest(_("This is too long."))
    if not from_our_page(request):
        return _notice(
            request,
            _("This came from another site"),
            _("We accept this only from our own pages. Please open the page here and try again."),
            status=403,
        )
    if (
        _posts_of(pseudonymous_ip(request)) > OF_A_SENDER
        or written_last_hour >= AN_HOUR
        or _posts_this_minute() > A_MINUTE
    ):
        response = _notice(
            request,
            _("Too many requests"),
            _("Please try again in a few minutes. The address of your page keeps your answers."),
            status=429,
        )
        response["Retry-After"] = "120"
        return response
    return None


def from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says so; what sends neither header is no browser."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin", "")
    return not origin or parse_header_url(origin).netloc == request.get_host()


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if str(text).isdecimal() else 0


def _posts_this_minute() -> int:
    """With this one. The cache is the process's own, unless settings name a shared one."""
    return _counted(f"visitor-posts:{int(time.time() // 60)}", seconds=120)


def _posts_of(who: str) -> int:
    """Of this sender in this hour, with this one."""
    return _counted(f"visitor-posts:{who}:{int(time.time() // 3600)}", seconds=3600)


def _counted(key: str, *, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it was over in between
        return 1


def _notice(request: HttpRequest, title: str, text: str, *, status: int) -> HttpResponse:
    return render(request, "keep/told.html", {"title": title, "text": text}, status=status)
