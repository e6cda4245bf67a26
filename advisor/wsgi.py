"""WSGI entry point: ``gunicorn advisor.wsgi``."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def read_as_utf8(answer: Application) -> Application:
    """Django reads even the address in the charset that a request names, before any of our code;
    one that is for no text (``charset=hex``) ends in a bare error. Our pages only send UTF-8."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE", "").lower()
        if "charset" in kind and not kind.endswith("charset=utf-8"):
            environ = {**environ, "CONTENT_TYPE": ""}
        return answer(environ, start_response)

    return application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
application = read_as_utf8(get_wsgi_application())
