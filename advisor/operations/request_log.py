"""One line in the log for each request, its id, and the figures of /metrics."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Final

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

from advisor.operations import database_time, last_errors, metrics
from advisor.operations.database_time import DatabaseTime
from advisor.operations.json_logs import current_request_id

logger = logging.getLogger(__name__)

WELL_FORMED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
"""An id of a proxy that is taken over. Anything else could forge a line, or carry an answer."""

PROBES: Final = frozenset({"healthz", "readyz", "metrics"})
"""Asked every few seconds for ever: a line only where one fails."""

Respond = Callable[[HttpRequest], HttpResponse]


def observe_requests(get_response: Respond) -> Respond:
    """Middleware, outermost: whatever answers a request, it is timed, counted and logged."""
    got_request_exception.connect(last_errors.remember, dispatch_uid="last errors")
    database_time.measure_connections()

    def respond(request: HttpRequest) -> HttpResponse:
        began, spent = time.perf_counter(), DatabaseTime()
        known = request_id(request)
        named, timed = current_request_id.set(known), database_time.current.set(spent)
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = known
            seconds = time.perf_counter() - began
            page = metrics.route_of(request)
            metrics.count(page, response.status_code, seconds=seconds, database=spent.seconds)
            if page not in PROBES or response.status_code >= 500:
                _log(request, page, response.status_code, seconds, spent)
            return response
        finally:
            database_time.current.reset(timed)
            current_request_id.reset(named)

    return respond


def request_id(request: HttpRequest) -> str:
    """That of the proxy in front where it is one, else a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if WELL_FORMED.fullmatch(given) else secrets.token_hex(16)


def _log(request: HttpRequest, page: str, status: int, seconds: float, spent: DatabaseTime) -> None:
    level = logging.ERROR if status >= 500 else logging.INFO
    if not logger.isEnabledFor(level):
        return
    fields = {
        "method": str(request.method)[:10],
        "route": page,
        "status": status,
        "ms": round(seconds * 1000, 1),
        "database_ms": round(spent.seconds * 1000, 1),
        "queries": spent.queries,
    }
    logger.log(level, "request", extra={"fields": fields})
