"""What waits for the people of the catalog on the first page of the desk: short lists, each with
the way to all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from advisor.admin import staleness
from advisor.formatting.dates import day
from advisor.models import ContentSite, ServerError, WrongNumber
from catalog.models import Change, Feed, HeatPump, ImportBatch, Review, ReviewState, Status
from catalog.models.batches import BatchState
from catalog.models.changes import How

MOST = 6
"""Rows of one list; the rest stands behind its link."""
MINE_DAYS = 90
"""A draft that I worked on so recently is mine."""
UNITS = "admin:catalog_heatpump_changelist"
WAITING = (BatchState.ASKED, BatchState.CHECKED, BatchState.BROKEN)


@dataclass(frozen=True, kw_only=True)
class WaitingRow:
    """One thing that waits; ``second`` is another way to look at it."""

    text: str
    address: str
    note: str = ""
    second: str = ""
    second_text: str = ""


@dataclass(frozen=True, kw_only=True)
class WaitingList:
    """A list with its heading; ``all_address`` leads to what is not shown."""

    title: str
    rows: Sequence[WaitingRow]
    count: int
    empty: str
    all_address: str = ""

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def for_catalog_editors(request: HttpRequest) -> list[WaitingList]:
    """Drafts, doubts, what ages, imports: at most thirteen queries."""
    assert isinstance(request.user, User)
    lists = [_returned(request.user), _my_drafts(request.user)]
    if request.user.has_perm("advisor.view_wrongnumber"):
        lists.append(_doubted())
    return [*lists, _aged(), _imports(), _refreshed()]


def for_publishers(_request: HttpRequest) -> list[WaitingList]:
    ready = Review.objects.filter(state=ReviewState.READY, heat_pump__status=Status.DRAFT)
    rows = ready.select_related("heat_pump__brand", "asked_by").order_by("asked_at", "id")
    return [
        WaitingList(
            title=_("Ready for review"),
            rows=[
                WaitingRow(
                    text=str(each.heat_pump),
                    address=_unit(each.heat_pump_id),
                    note=_("by %(who)s, %(when)s")
                    % {"who": each.asked_by or "—", "when": _on(each.asked_at)},
                    second=reverse("admin:preview", args=[each.heat_pump_id]),
                    second_text=_("As visitors will see it"),
                )
                for each in rows[:MOST]
            ],
            count=ready.count(),
            empty=_("No draft waits for a publisher."),
            all_address=f"{reverse(UNITS)}?review={ReviewState.READY.value}",
        )
    ]


def for_administrators(_request: HttpRequest) -> list[WaitingList]:
    """People without a second factor, feeds, errors of ours, and what nobody has entered yet."""
    lists = [_without_second_factor(), _feeds(), _server_errors()]
    if not ContentSite.objects.exists():
        row = WaitingRow(
            text=_("Enter the content site"),
            address=reverse("admin:advisor_contentsite_add"),
            note=_("The addresses of the shipped articles follow from it."),
        )
        lists.insert(0, WaitingList(title=_("To set up"), rows=[row], count=1, empty=""))
    return lists


def _returned(user: User) -> WaitingList:
    found = Review.objects.filter(
        state=ReviewState.RETURNED, asked_by=user, heat_pump__status=Status.DRAFT
    )
    rows = found.select_related("heat_pump__brand", "answered_by").order_by("-answered_at", "id")
    return WaitingList(
        title=_("Returned to you"),
        rows=[
            WaitingRow(
                text=str(each.heat_pump), address=_unit(each.heat_pump_id), note=f"“{each.word}”"
            )
            for each in rows[:MOST]
        ],
        count=found.count(),
        empty=_("Nothing was returned to you."),
        all_address=f"{reverse(UNITS)}?review=mine",
    )


def _my_drafts(user: User) -> WaitingList:
    """The drafts that I changed last by hand."""
    since = timezone.now() - timedelta(days=MINE_DAYS)
    mine = Change.objects.filter(
        who=user.get_username(), how=How.HAND, at__gte=since, heat_pump__status=Status.DRAFT
    )
    last = mine.order_by().values("heat_pump_id").annotate(at=Max("at")).order_by("-at")
    newest = {row["heat_pump_id"]: row["at"] for row in last[: MOST + 1]}
    units = HeatPump.objects.select_related("brand").in_bulk(list(newest)[:MOST])
    return WaitingList(
        title=_("Your drafts"),
        rows=[
            WaitingRow(
                text=str(units[pk]),
                address=_unit(pk),
                note=units[pk].keep_draft or _on(at),
                second=reverse("admin:preview", args=[pk]),
                second_text=_("As visitors will see it"),
            )
            for pk, at in newest.items()
            if pk in units
        ],
        count=last.count(),
        empty=_("You have worked on no draft lately."),
        all_address=f"{reverse(UNITS)}?status__exact={Status.DRAFT.value}",
    )


def _doubted() -> WaitingList:
    found = WrongNumber.objects.filter(settled=False)
    return WaitingList(
        title=_("Doubted numbers"),
        rows=[
            WaitingRow(
                text=each.field,
                address=reverse("admin:advisor_wrongnumber_change", args=[each.pk]),
                note=each.claim[:120],
            )
            for each in found.order_by("-written_at", "-id")[:MOST]
        ],
        count=found.count(),
        empty=_("No visitor doubts a number."),
        all_address=f"{reverse('admin:advisor_wrongnumber_changelist')}?settled__exact=0",
    )


def _aged() -> WaitingList:
    queue = staleness.queue(timezone.localdate())
    return WaitingList(
        title=_("Aged, and shown most"),
        rows=[
            WaitingRow(
                text=each.what,
                address=each.address,
                note=_("%(kind)s, %(dated)s, shown %(shown)s times")
                % {
                    "kind": each.kind,
                    "dated": each.dated or _("never dated"),
                    "shown": each.shown,
                },
            )
            for each in queue[:MOST]
        ],
        count=len(queue),
        empty=_("Nothing has aged."),
        all_address=reverse("admin:stale"),
    )


def _imports() -> WaitingList:
    found = ImportBatch.objects.filter(state__in=WAITING)
    return _batches(found, title=_("Imports that wait for you"), empty=_("No import waits."))


def _refreshed() -> WaitingList:
    found = ImportBatch.objects.filter(state=BatchState.APPLIED)
    return _batches(found, title=_("What came in last"), empty=_("Nothing was imported yet."))


def _batches(found: QuerySet[ImportBatch], *, title: str, empty: str) -> WaitingList:
    return WaitingList(
        title=title,
        rows=[
            WaitingRow(
                text=each.file_name,
                address=reverse("admin:catalog_importbatch_change", args=[each.pk]),
                note=_batch_note(each),
            )
            for each in found.order_by("-id")[:MOST]
        ],
        count=found.count(),
        empty=empty,
        all_address=reverse("admin:catalog_importbatch_changelist"),
    )


def _batch_note(batch: ImportBatch) -> str:
    """Its state, and what it did where that was counted."""
    told = str(BatchState(batch.state).label)
    if batch.counts:
        figures = {name: batch.counts.get(name, 0) for name in ("created", "updated", "errors")}
        told += ": " + _("%(created)s new, %(updated)s changed, %(errors)s errors") % figures
    return f"{told}, {_on(batch.changed_at)}"


def _without_second_factor() -> WaitingList:
    sure = TOTPDevice.objects.filter(confirmed=True).values("user")
    found = User.objects.filter(is_active=True, is_staff=True).exclude(pk__in=sure)
    return WaitingList(
        title=_("People without two-step sign-in"),
        rows=[
            WaitingRow(
                text=each.get_username(),
                address=reverse("admin:auth_user_change", args=[each.pk]),
                note=_on(each.last_login) or _("never signed in"),
            )
            for each in found.order_by("username")[:MOST]
        ],
        count=found.count(),
        empty=_("Everybody has set it up."),
        all_address=f"{reverse('admin:auth_user_changelist')}?is_staff__exact=1",
    )


def _feeds() -> WaitingList:
    feeds = Feed.objects.filter(active=True)
    return WaitingList(
        title=_("Product feeds"),
        rows=[
            WaitingRow(
                text=each.shop,
                address=reverse("admin:catalog_feed_change", args=[each.pk]),
                note=each.last_note or _on(each.last_run) or _("never read"),
            )
            for each in feeds.order_by("last_run", "shop")[:MOST]
        ],
        count=feeds.count(),
        empty=_("No feed is read."),
        all_address=reverse("admin:catalog_feed_changelist"),
    )


def _server_errors() -> WaitingList:
    found = list(ServerError.objects.all())  # a bounded table
    return WaitingList(
        title=_("Last errors of the server"),
        rows=[
            WaitingRow(
                text=each.kind.rpartition(".")[2],
                address=reverse("admin:advisor_servererror_change", args=[each.pk]),
                note=f"{each.route}, {_on(each.at)}",
            )
            for each in found[:MOST]
        ],
        count=len(found),
        empty=_("No page has failed."),
        all_address=reverse("admin:advisor_servererror_changelist"),
    )


def _unit(pk: int) -> str:
    return reverse("admin:catalog_heatpump_change", args=[pk])


def _on(moment: datetime | None) -> str:
    return day(timezone.localtime(moment).date()) if moment else ""
