"""The application as the benchmark serves it: every address of ours, and two of its own.

Nothing but the benchmark serves this module, so that neither address is ever on the street::

    gunicorn "advisor.management.bench.bench_application:serve()"
"""

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

application = import_string(settings.WSGI_APPLICATION)  # first: it sets Django up


def serve() -> Any:
    """What gunicorn calls: the application with the addresses of this module."""
    settings.ROOT_URLCONF = __name__  # looked up at the first request
    return application


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
