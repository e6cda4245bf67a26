"""The tag of a page: what it is made of, as one text that moves with any of it."""

import hashlib
from datetime import date
from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.utils.translation import get_language

from advisor.advice.setup import utc_today
from advisor.engine import VERSION

SOURCES = ("templates/**/*.html", "advisor/**/*.py", "advisor/content/**/*.md", "catalog/**/*.py")
READ = ("HX-Request", "HX-Target", "HX-History-Restore-Request", "HX-Current-URL")
"""Headers that change what a page is, or where htmx goes with it."""


def today() -> date:
    """The day by which prices age."""
    return utc_today()


@cache
def release() -> str:
    """What pages are made of besides data, as 12 hex digits; read once per process, in 30 ms.

    A hash of the version of the rules, of the static files (the hash in the manifest that
    ``collectstatic`` writes), and of the contents of code, templates, documents and compiled
    translations. The same release gives the same value on every machine.
    """
    digest = hashlib.sha256(VERSION.encode())
    digest.update(str(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    files = [file for pattern in SOURCES for file in settings.BASE_DIR.glob(pattern)]
    files += [
        file for folder in settings.LOCALE_PATHS for file in folder.glob("*/LC_MESSAGES/*.mo")
    ]
    for file in sorted(files):
        digest.update(file.relative_to(settings.BASE_DIR).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def page_etag(request: HttpRequest, *of_data: object) -> str | None:
    """The tag of the page at this address for what the request says of itself; ``of_data`` are the
    versions of the data that it shows. ``None`` where code and templates change while the process
    runs."""
    if settings.DEBUG:
        return None
    parts = (
        request.get_full_path(),
        settings.CATALOG_WITH_RIGHTS,
        settings.SITE_URL,
        today(),
        get_language(),
        *(request.headers.get(name, "") for name in READ),
        release(),
        *of_data,
    )
    text = "\n".join(map(str, parts))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'
