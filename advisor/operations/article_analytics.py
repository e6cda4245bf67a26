"""What articles bring: sums by day, nothing of anybody.

A request that carries ``from`` adds ones to ``DailyCount`` in a single statement; any other costs
a look into a dict. No cookie, no address, no user agent is kept; machines are left out.
"""

import logging
import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import SplitResult

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from advisor.models import DailyCount
from advisor.operations.client_address import parse_header_url
from advisor.questions import answer_form
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import QUESTIONS
from advisor.questions.question_types import UNSURE

logger = logging.getLogger(__name__)

Event = DailyCount.Event
Occurrence = tuple[str, str]  # event, detail

MACHINES = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|scrape|fetch|preview|monitor|uptime|headless|lighthouse"
    r"|pagespeed|archive|validator|facebookexternalhit|embedly|mediapartners|bingpreview|feed"
    r"|whatsapp|skypeuripreview|iframely|wordpress|curl|wget|httpie|python|java/|okhttp|axios"
    r"|node|go-http|libwww|perl|ruby|php|postman|^$",
    re.IGNORECASE,
)
"""User agents that no person sits behind; an empty one counts as such."""

WALK = ("/advice/", "/embed/")
"""Where the way through the questions is counted by itself: an advice that is asked for from any
other page of ours (home, a unit, a guide) is a start as well."""

LONGEST_QUERY = 4000  # characters, as of any address that we read

COUNTED_KINDS = frozenset({"choice", "several", "ranked"})
"""Answers with a fixed set of values. Numbers and places are never counted."""

MOST_SLOTS = 40
"""Different places of one article, since ever. Anybody may write a slot into an address: the
places beyond are counted together, so that nobody fills the table or the editors' page."""

OTHER_SLOT = "(other)"

UPSERT = """
    INSERT INTO advisor_dailycount (article_id, day, event, detail, count)
    SELECT DISTINCT article.id, %(day)s, new.event,
        CASE WHEN new.event <> %(opened)s OR new.detail = '' OR EXISTS (
                SELECT FROM advisor_dailycount AS seen
                WHERE (seen.article_id, seen.event, seen.detail)
                    = (article.id, new.event, new.detail)
            ) OR (
                SELECT count(DISTINCT seen.detail) FROM advisor_dailycount AS seen
                WHERE (seen.article_id, seen.event) = (article.id, new.event)
            ) < %(most)s
            THEN new.detail ELSE %(other)s END, 1
    FROM advisor_article AS article,
        unnest(%(events)s::text[], %(details)s::text[]) AS new (event, detail)
    WHERE article.slug = %(slug)s
    ON CONFLICT (article_id, day, event, detail)
    DO UPDATE SET count = advisor_dailycount.count + 1
"""


def is_reader(request: HttpRequest) -> bool:
    """Whether a person asked: no machine, no page fetched ahead of a click, no HEAD."""
    headers = request.headers
    ahead = f"{headers.get('Sec-Purpose', '')} {headers.get('Purpose', '')}"
    return (
        request.method == "GET"
        and "prefetch" not in ahead.lower()
        and headers.get("X-Moz", "") != "prefetch"
        and MACHINES.search(headers.get("User-Agent", "")) is None
    )


def count_opening(request: HttpRequest, slug: str, slot: str) -> None:
    """A link of an article, or a frame in it, was opened."""
    if slug and is_reader(request):
        add_counts(slug, [(Event.OPENED, slot)])


def count_frame(request: HttpRequest, form: RoomForm, *, chosen: int, finished: bool) -> None:
    """The embedded wizard of an article: its first answer opens it, its verdict is a start.

    That the frame was loaded with the article says nothing about its reader.
    """
    slug = form.given.get("from", "")
    if slug and is_reader(request):
        events = [(Event.OPENED, form.given.get("slot", ""))] if chosen == 1 else []
        add_counts(slug, [*events, *([(Event.STARTED, "")] if finished else [])])


def count_shop_visit(request: HttpRequest, slug: str, unit: str) -> None:
    """Somebody went on to a shop for this unit."""
    if slug and is_reader(request):
        add_counts(slug, [(Event.CLICKED_OUT, unit)])


def count_question(
    request: HttpRequest, form: RoomForm, *, shown: str = "", passed: str = ""
) -> None:
    """A page of questions was shown, or left behind with answers (keys of the steps).

    Going back to change an answer (``edit``) is neither, unless the link itself began there.
    """
    slug = form.given.get("from", "")
    if not slug or not is_reader(request):
        return
    changed = bool(request.GET.get("then")) or (
        "edit" in request.GET and bool(_came_within_us(request).path)
    )
    events: list[Occurrence] = []
    if shown and not changed:
        events.append((Event.ASKED, shown))
    if passed and not changed:
        events.append((Event.PASSED, passed))
    arrived = "step" not in request.GET and _came_from(request, "home")
    if passed == "room" or (arrived and not form.missing):
        events.append((Event.STARTED, ""))
    add_counts(slug, events)


def count_room(request: HttpRequest, form: RoomForm) -> None:
    """A page that asks for the room itself, such as a guide, was told it: a start."""
    slug = form.given.get("from", "")
    if not slug or form.missing or not is_reader(request):
        return
    came = _came_within_us(request)
    if came.path == request.path and not _knew_the_room(came):
        add_counts(slug, [(Event.STARTED, "")])


def count_results(request: HttpRequest, form: RoomForm) -> None:
    """An advice was read: once, however often its reader changes answers beside it."""
    slug = form.given.get("from", "")
    if not slug or request.headers.get("HX-Request") or not is_reader(request):
        return
    came = _came_within_us(request)
    if came.path == reverse("results"):
        return
    events: list[Occurrence] = [(Event.FINISHED, "")]
    if came.path == reverse("home") or (
        came.path and not came.path.startswith(WALK) and not _knew_the_room(came)
    ):
        events.append((Event.STARTED, ""))
    for name, question in QUESTIONS.items():
        if question.kind not in COUNTED_KINDS:
            continue
        for value in filter(None, form.given.get(name, "").split(",")):
            if value == UNSURE:
                events.append((Event.UNSURE, name))
            elif value in question.choices:
                events.append((Event.ANSWERED, f"{name}={value}"))
    add_counts(slug, events)


def _came_from(request: HttpRequest, view: str) -> bool:
    return _came_within_us(request).path == reverse(view)


def _came_within_us(request: HttpRequest) -> SplitResult:
    """The page of ours before this one; empty where the reader came from elsewhere."""
    came = parse_header_url(request.headers.get("Referer", ""))
    return came if came.netloc == request.get_host() else SplitResult("", "", "", "", "")


def _knew_the_room(came: SplitResult) -> bool:
    """Whether the page before already knew the whole room: its reader has started by then."""
    return not answer_form.read_text(came.query[:LONGEST_QUERY]).missing


def add_counts(slug: str, events: Iterable[Occurrence], *, day: date | None = None) -> None:
    """One more of each, in one statement; an article that we do not know changes nothing.

    A count is never worth a page: where the database refuses it, that is logged and forgotten.
    """
    rows = sorted(set(events))  # in one order, so that two requests never wait for each other
    if not rows or settings.READ_ONLY:
        return
    values: dict[str, Any] = {
        "day": day or timezone.localdate(),
        "events": [event for event, _detail in rows],
        "details": [detail for _event, detail in rows],
        "slug": slug,
        "opened": Event.OPENED,
        "most": MOST_SLOTS,
        "other": OTHER_SLOT,
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, values)
    except DatabaseError as error:
        logger.warning("Lost an article's count: %s", error)
