"""Conditional answers for pages that change only with the catalog, the day or the release.

There is no lifetime: a browser asks each time, and a crawler pays nothing for what it has.
"""

import hashlib
from datetime import UTC, date, datetime
from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.utils.translation import get_language
from django.views.decorators.http import condition

from advisor.engine import VERSION
from catalog.models import CatalogVersion


def today() -> date:
    """The day by which prices age."""
    return datetime.now(tz=UTC).date()


@cache
def release() -> str:
    """What pages are made of besides data, as 12 hex digits; read once per process, in 5 ms.

    A hash of the version of the rules, of the static files (the hash in the manifest that
    ``collectstatic`` writes), and of the contents of templates and compiled translations. Each
    sentence written in Python is a key of the translations, so a new sentence counts too. The same
    release gives the same value on every machine. A change of code that changes neither (an order,
    a condition) is seen the next day, since the day is a part of the tag.
    """
    digest = hashlib.sha256(VERSION.encode())
    digest.update(str(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    files = [*settings.BASE_DIR.glob("templates/**/*.html")]
    files += [
        file for folder in settings.LOCALE_PATHS for file in folder.glob("*/LC_MESSAGES/*.mo")
    ]
    for file in sorted(files):
        digest.update(file.relative_to(settings.BASE_DIR).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def page_etag(request: HttpRequest, *_args: str, **_parts: str) -> str | None:
    """``None`` for a page that also depends on weather and prices of a place, and where templates
    change while the process runs."""
    if settings.DEBUG or "zip" in request.GET:
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


conditional_get = condition(etag_func=page_etag)
