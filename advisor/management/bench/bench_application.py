"""The application as the benchmark serves it: every address of ours, and two of its own.

``gunicorn advisor.management.bench.bench_application``. Nothing else serves this module, so that
neither address is ever on the street.
"""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.views.decorators.http import require_safe

from advisor.wsgi import application

__all__ = ["application"]

settings.ROOT_URLCONF = __name__  # looked up at the first request


@require_safe
def empty(_request: HttpRequest) -> HttpResponse:
    """What every page is compared with: nothing but the middleware."""
    return HttpResponse()


@require_safe
def count_queries(request: HttpRequest) -> HttpResponse:
    """How many queries the page of ``address`` asks, in this very process."""
    with CaptureQueriesContext(connection) as asked:
        page = Client(SERVER_NAME="127.0.0.1").get(request.GET["address"])
    return HttpResponse(str(len(asked)), status=page.status_code)


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/queries/", count_queries),
    path("", include("advisor.urls")),
]
