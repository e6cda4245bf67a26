"""Figures for an operator's Prometheus: requests and their time by page, and what is served.

Whichever worker is asked adds up what all of them have counted. Nothing about a visitor is counted,
and the page exists only where METRICS_TOKEN is set.
"""

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from advisor.listing import inventory
from advisor.operations import metrics_folder

disable_created_metrics()  # when a count began is of no use, and doubles the page
_registry = CollectorRegistry()
_requests = Counter(
    "advisor_requests", "Answers by page and status.", ["page", "status"], registry=_registry
)
_seconds = Histogram(
    "advisor_request_seconds",
    "Seconds that an answer took.",
    ["page"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=_registry,
)
_turned_away = Counter(
    "advisor_turned_away",
    "Requests that were told to come back, because too many waited.",
    registry=_registry,
)
_database = Histogram(
    "advisor_database_seconds",
    "Seconds of an answer in which the database worked.",
    ["page"],
    buckets=(0.001, 0.005, 0.025, 0.1, 0.5, 2.5),
    registry=_registry,
)


def count_turned_away() -> None:
    """One request more that never became a page (``operations.worker``)."""
    _turned_away.inc()


def route_of(request: HttpRequest) -> str:
    """The name of the page. Never the path: those of saved copies and feeds are secrets."""
    if match := request.resolver_match:
        return match.view_name or "unnamed"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "unknown"


def count(page: str, status: int, *, seconds: float, database: float) -> None:
    """One answer: its time, and how much of it the database took. [s]"""
    _requests.labels(page, status).inc()
    _seconds.labels(page).observe(seconds)
    _database.labels(page).observe(database)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format for whoever brings the token; 404 for everybody else."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not secrets.compare_digest(given.encode(), token.encode()):
        raise Http404
    catalog = CollectorRegistry()
    catalog.register(_Catalog())
    return HttpResponse(
        _counted() + generate_latest(catalog),
        content_type="text/plain; version=0.0.4; charset=utf-8",
    )


def _counted() -> bytes:
    folder = metrics_folder.current()
    if folder is None:
        return generate_latest(_registry)
    all_workers = CollectorRegistry()
    MultiProcessCollector(all_workers, str(folder))
    with metrics_folder.locked(folder):
        return generate_latest(all_workers)


class _Catalog(Collector):
    """What is served at this moment, which is the same in every worker."""

    def collect(self) -> Iterable[Metric]:
        stock = inventory.current()
        yield GaugeMetricFamily("advisor_units", "Units that may be picked.", len(stock.cards))
        version = GaugeMetricFamily(
            "advisor_catalog_version", "The version of the catalog.", labels=["version"]
        )
        version.add_metric([stock.version], 1)
        yield version
