"""A few pages made for nobody before the first worker is forked.

Addresses, templates, translations and figures are loaded by the first page that needs them, which
takes a second or more. Made in the master, they are there in every worker, however late it is
forked.
"""

import io
import logging
from typing import Any, Final

from django.conf import settings
from django.db import connections

from advisor.operations import impressions, optional_cache

logger = logging.getLogger(__name__)

ROOM: Final = "zip=02130&space=bedroom&area=120"
PAGES: Final = (
    ("/", ""),
    ("/", "lang=es"),
    ("/advice/", ROOM),
    ("/advice/results/", ROOM),
    ("/advice/results/", f"{ROOM}&lang=es"),
    ("/heat-pumps/", ""),
)


def make_pages() -> None:
    """Make them, and leave no connection and no count behind."""
    from advisor.wsgi import application  # noqa: PLC0415 - which sets Django up

    statuses: list[str] = []
    for path, query in PAGES:
        answer = application(
            _environment(path, query), lambda status, _headers: statuses.append(status)
        )
        b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        if not statuses[-1].startswith("200"):
            logger.warning("A first page could not be made: %s: %s", path, statuses[-1])
    impressions.forget()
    optional_cache.hang_up()
    connections.close_all()


def _environment(path: str, query: str) -> dict[str, Any]:
    """A request of WSGI as our own proxy would send it."""
    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }
