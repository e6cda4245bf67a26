"""What an operator's probes ask: is the process up, and is it ready for visitors?"""

import logging
from functools import cache

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

# By hand: a probe asks every few seconds, and building this by the ORM costs more than the query.
STATE = """
    SELECT (SELECT count(DISTINCT (app, name)) FROM django_migrations
            WHERE app || '.' || name = ANY(%s)),
           EXISTS (SELECT FROM advisor_climatestation),
           EXISTS (SELECT FROM catalog_heatpump)
"""


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nobody else, so a lost database restarts no process."""
    return _plain("ok", status=200)


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when a visitor would get an answer, 503 with one sentence when not. One query."""
    trouble = obstacle() or unshowable()
    return _plain(trouble or "ready", status=503 if trouble else 200)


def _plain(text: str, *, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


def obstacle() -> str:
    """Why there is no advice right now; empty if there is."""
    wanted = _latest_migrations()
    try:
        with connection.cursor() as cursor:
            cursor.execute(STATE, [list(wanted)])
            applied, has_stations, has_heat_pumps = cursor.fetchone()
    except OperationalError:
        return _("The database cannot be reached.")
    except DatabaseError:  # not even the tables are there
        applied = 0
    if applied < len(wanted):
        return _("The database is out of date. Run manage.py migrate.")
    if not has_stations:
        return _("The climate data is missing. Run manage.py load_reference.")
    if not has_heat_pumps:
        return _("The catalog is empty. Run manage.py load_catalog.")
    return ""


def unshowable() -> str:
    """Why no page can be made, whatever the database says; empty if one can.

    A page of words with the frame of all pages: style sheets and scripts that were not collected
    raise there, as they would for every visitor.
    """
    try:
        render_to_string("404.html")
    except Exception:  # whatever it is, every visitor would meet it
        logger.exception("No page can be rendered")
        return _("No page can be rendered. Run manage.py collectstatic; the log says more.")
    return ""


@cache
def _latest_migrations() -> tuple[str, ...]:
    """The last migration of every app: applied, it vouches for those before it."""
    return tuple(f"{app}.{name}" for app, name in MigrationLoader(None).graph.leaf_nodes())
