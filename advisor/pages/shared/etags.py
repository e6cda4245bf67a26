"""Pages that change only with the catalogue, the day or the program: not sent twice to one reader.

There is no lifetime: a browser asks each time, and a crawler pays nothing for what it has.
"""

import hashlib
from datetime import UTC, date, datetime
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.views.decorators.http import condition

from catalog.models import CatalogVersion

PROGRAM = ("advisor", "catalog", "templates", "static")


def today() -> date:
    """The day by which prices age."""
    return datetime.now(tz=UTC).date()


@cache
def release() -> str:
    """Changes with any file that a page is made from; read once per process."""
    digest = hashlib.sha256()
    for folder in PROGRAM:
        for file in sorted((settings.BASE_DIR / folder).rglob("*")):
            if file.is_file() and file.suffix in {".py", ".html", ".css", ".js", ".mo", ".svg"}:
                facts = file.stat()
                digest.update(f"{file}:{facts.st_size}:{facts.st_mtime_ns};".encode())
    return digest.hexdigest()[:12]


def page_etag(request: HttpRequest, *_args: str, **_parts: str) -> str | None:
    """None for a page that also depends on weather and prices of a place."""
    if "zip" in request.GET:
        return None
    parts = (
        str(CatalogVersion.current()),
        settings.CATALOG_WITH_RIGHTS,
        today().isoformat(),
        get_language() or "",
        request.headers.get("HX-Target", "")[:20],
        request.headers.get("HX-History-Restore-Request", "")[:5],
        release(),
    )
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]}"'


unless_unchanged = condition(etag_func=page_etag)
