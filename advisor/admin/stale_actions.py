"""What may be done at once to many rows of “Needs a fresh look”."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from advisor.admin.staleness import Aged
from advisor.articles import shop_links
from advisor.models import Incentive, InstallerContact, RetailerLink
from advisor.reference.loader import record_edit
from catalog.admin.heat_pump_admin import HeatPumpAdmin
from catalog.models import HeatPump


def enter_prices(request: HttpRequest, keys: Sequence[str]) -> HttpResponseBase | None:
    """The page on which a price is entered for each of these units."""
    desk = admin.site.get_model_admin(HeatPump)
    assert isinstance(desk, HeatPumpAdmin)
    units = HeatPump.objects.filter(pk__in=[int(key) for key in keys])
    return desk.enter_prices(request, units)


@transaction.atomic
def checked_today(request: HttpRequest, keys: Sequence[str]) -> None:
    """Incentives that somebody looked up and found as they are."""
    _ask(request, "advisor.change_incentive")
    today: date = timezone.localdate()
    count = Incentive.objects.filter(code__in=keys).update(last_checked=today, from_files=False)
    record_edit()
    messages.success(
        request,
        ngettext(
            "%(count)d incentive is marked as looked up today.",
            "%(count)d incentives are marked as looked up today.",
            count,
        )
        % {"count": count},
    )


@transaction.atomic
def opened_today(request: HttpRequest, keys: Sequence[str]) -> None:
    """Lists and coaches whose page somebody opened and found as it was, or still found none."""
    _ask(request, "advisor.change_installercontact")
    today: date = timezone.localdate()
    chosen = InstallerContact.objects.filter(code__in=keys)
    count = chosen.update(last_checked=today, from_files=False)
    record_edit()
    messages.success(
        request,
        ngettext(
            "%(count)d list or coach is marked as looked up today.",
            "%(count)d lists or coaches are marked as looked up today.",
            count,
        )
        % {"count": count},
    )


def stop_showing(request: HttpRequest, keys: Sequence[str]) -> None:
    """Shop links that visitors are no longer given."""
    _ask(request, "advisor.change_retailerlink")
    count = RetailerLink.objects.filter(pk__in=[int(key) for key in keys]).update(shown=False)
    shop_links.forget()
    messages.success(
        request,
        ngettext(
            "%(count)d store link is no longer shown.",
            "%(count)d store links are no longer shown.",
            count,
        )
        % {"count": count},
    )


def _ask(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


ACTIONS: Final[dict[str, tuple[str, StrOrPromise, Callable[..., HttpResponseBase | None], str]]] = {
    "prices": (
        "price",
        gettext_lazy("Enter prices for the chosen units"),
        enter_prices,
        "catalog.change_heatpump",
    ),
    "checked": (
        "incentive",
        gettext_lazy("I looked the chosen incentives up today: they are as they were"),
        checked_today,
        "advisor.change_incentive",
    ),
    "opened": (
        "contact",
        gettext_lazy("I looked for the chosen lists and coaches today: nothing has changed"),
        opened_today,
        "advisor.change_installercontact",
    ),
    "hide": (
        "link",
        gettext_lazy("Stop showing the chosen store links"),
        stop_showing,
        "advisor.change_retailerlink",
    ),
}
"""Name of the button → kind of row, words, what it does, who may."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    name: str
    kind: str
    words: StrOrPromise


def offered(request: HttpRequest, rows: Iterable[Aged]) -> list[Offered]:
    """The buttons for these rows that this person may press."""
    kinds = {row.of for row in rows}
    return [
        Offered(name=name, kind=kind, words=words)
        for name, (kind, words, _do, permission) in ACTIONS.items()
        if kind in kinds and request.user.has_perm(permission)
    ]


def do(request: HttpRequest, rows: Sequence[Aged]) -> HttpResponseBase | None:
    """What the pressed button asks for, on the ticked rows or on all that the filters show.

    A page to go on with, or nothing where the list is next.
    """
    name = request.POST.get("do", "")
    if name not in ACTIONS:
        return None
    kind, words, act, _permission = ACTIONS[name]
    ticked = set(request.POST.getlist("row"))
    chosen = [row for row in rows if "every" in request.POST or row.key in ticked]
    keys = [row.key.partition(":")[2] for row in chosen if row.of == kind]
    if not keys:
        messages.error(
            request, _("No chosen row fits “%(action)s”. Tick some first.") % {"action": words}
        )
        return None
    return act(request, keys)
