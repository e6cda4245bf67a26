"""Figures for an operator's Prometheus: requests and their time by page, and what is served.

Counted in each worker process and labelled with it; nothing about a visitor is counted, and the
page exists only where METRICS_TOKEN is set.
"""

import os
import secrets
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from advisor.listing import inventory

Respond = Callable[[HttpRequest], HttpResponse]

_requests: Counter[tuple[str, int]] = Counter()
_seconds: defaultdict[str, float] = defaultdict(float)
_lock = Lock()


def count_requests(get_response: Respond) -> Respond:
    """Middleware: one count and the time of each answer, under the name of its page."""

    def respond(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        page = (match and match.view_name) or "unknown"
        with _lock:
            _requests[page, response.status_code] += 1
            _seconds[page] += time.perf_counter() - began
        return response

    return respond


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format for whoever brings the token; 404 for everybody else."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not secrets.compare_digest(given.encode(), token.encode()):
        raise Http404
    return HttpResponse(_text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _text() -> str:
    worker = os.getpid()
    with _lock:
        requests, seconds = sorted(_requests.items()), sorted(_seconds.items())
    stock = inventory.current()
    lines = ["# TYPE advisor_requests_total counter"]
    lines += [
        f'advisor_requests_total{{page="{page}",status="{status}",worker="{worker}"}} {count}'
        for (page, status), count in requests
    ]
    lines += ["# TYPE advisor_request_seconds_total counter"]
    lines += [
        f'advisor_request_seconds_total{{page="{page}",worker="{worker}"}} {spent:.6f}'
        for page, spent in seconds
    ]
    lines += ["# TYPE advisor_units gauge", f"advisor_units {len(stock.cards)}"]
    lines += [
        "# TYPE advisor_catalog_version gauge",
        f'advisor_catalog_version{{version="{stock.version}"}} 1',
    ]
    return "\n".join([*lines, ""])
