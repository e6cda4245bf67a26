"""What has aged at the desk: prices, rates, incentives, whom to call, shop links and the sources of
documents, most shown first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.admin.document_board import aged_sources, page_of
from advisor.engine.incentives import CHECK_DAYS
from advisor.engine.money import FRESH_DAYS
from advisor.models import FUELS, Incentive, InstallerContact, RetailerLink, ShownCount, State
from advisor.reference.data_files import end_of_period
from catalog.models import Status

COUNTED_DAYS: Final = 30
"""Showings of so many days decide the order."""
RATE_DAYS: Final = 365
"""A rate that describes a time longer ago is looked up again, and so is a page of installers."""
MOST: Final = 2_000
"""Units or links of one kind; the bulk pages take no more at a time."""
NO_DATE: Final = ""


@dataclass(frozen=True, kw_only=True)
class Aged:
    """One thing to look up again."""

    key: str  # what it is a row of, and which: price:12, rate:MA:gas
    kind: str
    what: str
    dated: str  # as it is known; empty: never
    shown: int  # in the last 30 days
    address: str  # where it is changed

    @property
    def of(self) -> str:
        """What it is a row of: the first word of its key."""
        return self.key.partition(":")[0]

    def age(self, today: date) -> str:
        """How old it is, in words to filter by."""
        ends = end_of_period(self.dated)
        if not ends:
            return _("no date")
        if ends >= (today - timedelta(days=RATE_DAYS)).isoformat():
            return _("under a year old")
        if ends >= (today - timedelta(days=2 * RATE_DAYS)).isoformat():
            return _("one to two years old")
        return _("two years old or more")


def queue(today: date) -> list[Aged]:
    """All that has aged, most shown first, the oldest first among equals. Six queries."""
    since = today - timedelta(days=COUNTED_DAYS)
    by_state = dict(
        ShownCount.objects.filter(what=ShownCount.What.STATE, day__gt=since)
        .order_by()
        .values("key")
        .annotate(total=Sum("count"))
        .values_list("key", "total")
    )
    found = [
        *_prices(today, since),
        *_rates(today, by_state),
        *_incentives(today, by_state),
        *_contacts(today, by_state),
        *_links(),
        *_documents(today),
    ]
    return sorted(found, key=lambda each: (-each.shown, each.dated, each.what))


def _prices(today: date, since: date) -> Iterator[Aged]:
    """Live units whose newest price is no longer fresh; those without one are asked for last."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT unit.id, brand.name || ' ' || unit.model_number, price.newest,
                coalesce(shown.total, 0)
            FROM catalog_heatpump AS unit
            JOIN catalog_brand AS brand ON brand.id = unit.brand_id
            LEFT JOIN (
                SELECT heat_pump_id, max(observed_on) AS newest FROM catalog_priceobservation
                WHERE kind IN ('street', 'list') AND observed_on <= %s GROUP BY heat_pump_id
            ) AS price ON price.heat_pump_id = unit.id
            LEFT JOIN (
                SELECT key, sum(count) AS total FROM advisor_showncount
                WHERE what = 'unit' AND day > %s GROUP BY key
            ) AS shown ON shown.key = unit.slug
            WHERE unit.status = %s AND (price.newest IS NULL OR price.newest < %s)
            ORDER BY 4 DESC, price.newest NULLS LAST, unit.id
            LIMIT %s
            """,
            [today, since, Status.LIVE.value, today - timedelta(days=int(FRESH_DAYS)), MOST],
        )
        for pk, name, newest, shown in cursor.fetchall():
            yield Aged(
                key=f"price:{pk}",
                kind=_("price"),
                what=name,
                dated=newest.isoformat() if newest else NO_DATE,
                shown=int(shown),
                address=reverse("admin:catalog_heatpump_change", args=[pk]),
            )


def _rates(today: date, by_state: dict[str, int]) -> Iterator[Aged]:
    oldest = (today - timedelta(days=RATE_DAYS)).isoformat()
    for state in State.objects.exclude(stand_in=None):
        for fuel in FUELS:
            dated = getattr(state, f"{fuel}_as_of")
            if dated and end_of_period(dated) < oldest:
                yield Aged(
                    key=f"rate:{state.code}:{fuel}",
                    kind=_("rate"),
                    what=f"{state.name}: {state._meta.get_field(FUELS[fuel]).verbose_name}",  # type: ignore[union-attr]
                    dated=dated,
                    shown=by_state.get(state.code, 0),
                    address=reverse("admin:advisor_state_change", args=[state.code]),
                )


def _incentives(today: date, by_state: dict[str, int]) -> Iterator[Aged]:
    fresh = Q(last_checked__range=(today - timedelta(days=int(CHECK_DAYS)), today))
    for incentive in Incentive.objects.exclude(fresh).exclude(ends_on__lt=today):
        states = incentive.states or list(by_state)
        yield Aged(
            key=f"incentive:{incentive.code}",
            kind=_("incentive"),
            what=incentive.name,
            dated=incentive.last_checked.isoformat() if incentive.last_checked else NO_DATE,
            shown=sum(by_state.get(code, 0) for code in states),
            address=reverse("admin:advisor_incentive_change", args=[incentive.code]),
        )


def _contacts(today: date, by_state: dict[str, int]) -> Iterator[Aged]:
    """Lists of installers and coaches, those included that nobody has filled in."""
    fresh = Q(last_checked__range=(today - timedelta(days=RATE_DAYS), today))
    for contact in InstallerContact.objects.exclude(fresh):
        states = contact.states or list(by_state)
        yield Aged(
            key=f"contact:{contact.code}",
            kind=_("whom to call"),
            what=contact.name
            or _("%(states)s: no list of installers is known") % {"states": ", ".join(states)},
            dated=contact.last_checked.isoformat() if contact.last_checked else NO_DATE,
            shown=sum(by_state.get(code, 0) for code in states),
            address=reverse("admin:advisor_installercontact_change", args=[contact.code]),
        )


def _links() -> Iterator[Aged]:
    """Shop links of units that nobody is shown any more."""
    links = RetailerLink.objects.filter(shown=True).exclude(heat_pump__status=Status.LIVE)
    for link in links.select_related("heat_pump__brand")[:MOST]:
        yield Aged(
            key=f"link:{link.pk}",
            kind=_("link"),
            what=f"{link.heat_pump}: {link.retailer}",
            dated=NO_DATE,
            shown=0,
            address=reverse("admin:catalog_heatpump_change", args=[link.heat_pump_id]),
        )


def _documents(today: date) -> Iterator[Aged]:
    """Sources of our documents that were read too long ago. No query."""
    for document, source in aged_sources(today):
        yield Aged(
            key=f"document:{document.kind}:{document.slug}:{source.name}",
            kind=_("document"),
            what=f"{document.title}: {source.name}",
            dated=source.read,
            shown=0,
            address=page_of(document) or reverse("admin:documents"),
        )
