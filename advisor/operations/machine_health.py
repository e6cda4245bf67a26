"""What the doctor looks at on the machine itself: settings, files, disk, programs for the tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.utils import translation

from advisor.operations import health
from advisor.operations.machine_doctor import Diagnosis, note, ok, wrong

SHORTEST_KEY: Final = 50
FULL_DISK: Final = 0.2  # GB
NEARLY_FULL_DISK: Final = 2.0

PROGRAMS: Final = (
    ("a browser", ("chromium", "chromium-browser", "google-chrome"), "chromium", "./run test"),
    ("nginx", ("nginx",), "nginx-light", "./run check"),
    ("PgBouncer", ("pgbouncer",), "pgbouncer", "./run check"),
    ("Redis", ("redis-server",), "redis-server", "./run check"),
    ("Node", ("node",), "nodejs", "./run check"),
    ("npm", ("npm",), "npm", "./run check"),
    ("Java", ("java",), "default-jre-headless", "./run check"),
    ("gettext", ("msgfmt",), "gettext", "./run check"),
)
"""What it is, under which names it is found, Debian's package, who needs it."""

SERVERS: Final = "/usr/sbin:/sbin"  # often not on the path


def addresses() -> Iterator[Diagnosis]:
    """The public address, and whether a request for it would be answered."""
    parts = urlsplit(settings.SITE_URL)
    host = parts.hostname or ""
    if not host:
        yield wrong(f"SITE_URL is no address: {settings.SITE_URL}")
    elif not validate_host(host, settings.ALLOWED_HOSTS):
        yield wrong(
            f"ALLOWED_HOSTS does not name {host}, which is the host of SITE_URL: whoever opens"
            " it gets a 400."
        )
    else:
        yield ok(f"{settings.SITE_URL} is answered.")
    if "*" in settings.ALLOWED_HOSTS:
        yield note("ALLOWED_HOSTS takes every name (*): name yours.")
    if settings.DEBUG and settings.HTTPS:
        yield wrong("DEBUG is on with a public address: errors show the source to strangers.")
    elif settings.DEBUG:
        yield note("DEBUG is on: for your own machine only.")


def protection() -> Iterator[Diagnosis]:
    """Settings that stop nobody, and should be otherwise on the street."""
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield note(f"SECRET_KEY is short: take {SHORTEST_KEY} random characters or more.")
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        yield note(
            "TRUSTED_PROXIES is 0 with an https address: if a proxy of yours stands in front, all"
            " visitors count as one sender."
        )
    if settings.TRUSTED_PROXIES and not settings.HTTPS:
        yield note(
            "TRUSTED_PROXIES is set without an https address: without a proxy in front, anybody"
            " may name any sender."
        )
    if settings.HTTPS and not settings.REQUIRE_2FA:
        yield note("REQUIRE_2FA is off: a password alone opens the admin.")
    if getattr(settings, "READ_ONLY", False):
        yield note("READ_ONLY is on: the desk is closed and nothing is saved.")


def files() -> Iterator[Diagnosis]:
    """Style sheets and scripts, and Spanish."""
    if trouble := health.unshowable():
        yield wrong(trouble)
    else:
        yield ok("A page can be made: style sheets and scripts are collected.")
    with translation.override("es"):
        spanish = translation.gettext("Spanish")
    if spanish == "Spanish":
        yield wrong("The Spanish sentences are not compiled: manage.py compilemessages -l es.")
    else:
        yield ok("English and Spanish are there.")


def disk() -> Iterator[Diagnosis]:
    place = Path(settings.BASE_DIR)
    free = shutil.disk_usage(place).free / 1e9
    if free < FULL_DISK:
        yield wrong(f"The disk is full: {free:.1f} GB are free.")
    elif free < NEARLY_FULL_DISK:
        yield note(f"The disk is nearly full: {free:.1f} GB are free.")
    else:
        yield ok(f"{free:.0f} GB of disk are free.")


def tools() -> Iterator[Diagnosis]:
    """Programs that the tests of a checkout start."""
    path = f"{os.environ.get('PATH', '')}:{SERVERS}"
    for what, names, package, needed_by in PROGRAMS:
        given = os.environ.get("CHROMIUM", "") if what == "a browser" else ""
        if given or any(shutil.which(name, path=path) for name in names):
            yield ok(f"{needed_by} finds {what}.")
        else:
            yield note(f"{needed_by} needs {what}: sudo apt-get install {package}")


EXAMINATIONS: Final[tuple[Callable[[], Iterator[Diagnosis]], ...]] = (
    *(addresses, protection, files, disk),
)
