"""What changed since an advice was kept, in sentences."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.formatting.numbers import load_figure, money
from advisor.pages.saved.snapshot import Snapshot

LEADING = 3


@dataclass(frozen=True, kw_only=True)
class AdviceChange:
    kind: str  # advice, load, winner, gone, new, order, price, running, rebate
    text: str


def changes(
    then: Snapshot, now: Snapshot, *, sold: Collection[str], units: str = "us"
) -> tuple[AdviceChange, ...]:
    """What is different now, the most important first. ``sold`` are the slugs that may still be
    picked; a slug that is not among them was retired."""
    return (
        *_verdict_change(then, now),
        *_list_changes(then, now, sold),
        *_price_changes(then, now),
        *_rebate_changes(then, now),
        *_load_changes(then, now, units),
    )


def _verdict_change(then: Snapshot, now: Snapshot) -> list[AdviceChange]:
    if then.outcome == now.outcome and (then.headline == now.headline or then.lang != now.lang):
        return []
    return [
        AdviceChange(
            kind="advice", text=_("Our answer now reads: “%(now)s”") % {"now": now.headline}
        )
    ]


def _list_changes(then: Snapshot, now: Snapshot, sold: Collection[str]) -> list[AdviceChange]:
    told = []
    first_then = then.picks[0] if then.picks else None
    first_now = now.picks[0] if now.picks else None
    names_now = {pick.slug: pick.name for pick in now.picks}
    for place, pick in enumerate(then.picks):
        if pick.slug not in sold:
            told.append(
                AdviceChange(
                    kind="gone",
                    text=_("The %(name)s was retired: it is no longer on our list.")
                    % {"name": pick.name},
                )
            )
        elif pick.slug not in names_now and place < LEADING:
            told.append(
                AdviceChange(
                    kind="gone",
                    text=_("The %(name)s is no longer among the first for this room.")
                    % {"name": pick.name},
                )
            )
    if first_now and not first_then:
        told.append(
            AdviceChange(
                kind="winner",
                text=_("There is a first unit now: %(now)s.") % {"now": first_now.name},
            )
        )
    elif first_then and not first_now:
        told.append(AdviceChange(kind="winner", text=_("No unit fits any more.")))
    elif first_then and first_now and first_then.slug != first_now.slug:
        told.append(
            AdviceChange(
                kind="winner",
                text=_("A new first: the %(now)s. It was the %(then)s.")
                % {"now": first_now.name, "then": first_then.name},
            )
        )
    known = {pick.slug for pick in then.picks}
    told += [
        AdviceChange(
            kind="new",
            text=_("New among the first three: the %(name)s.") % {"name": pick.name},
        )
        for pick in now.picks[:LEADING]
        if pick.slug not in known and pick is not first_now
    ]
    return [*told, *_order_change(then, now)]


def _order_change(then: Snapshot, now: Snapshot) -> list[AdviceChange]:
    """Where the units that are on both lists stand in another order, their first three."""
    both = {pick.slug for pick in then.picks} & {pick.slug for pick in now.picks}
    before = [pick.slug for pick in then.picks if pick.slug in both][:LEADING]
    after = [pick for pick in now.picks if pick.slug in both][:LEADING]
    if before == [pick.slug for pick in after]:
        return []
    listed = ", ".join(pick.name for pick in after)
    return [
        AdviceChange(
            kind="order", text=_("Their order changed. Now: %(names)s.") % {"names": listed}
        )
    ]


def _price_changes(then: Snapshot, now: Snapshot) -> list[AdviceChange]:
    told = []
    later = {pick.slug: pick for pick in now.picks}
    for place, pick in enumerate(then.picks):
        other = later.get(pick.slug)
        if other is None:
            continue
        if other.price_usd != pick.price_usd:
            told.append(
                AdviceChange(
                    kind="price",
                    text=_("%(name)s: the unit was %(then)s, now %(now)s.")
                    % {
                        "name": pick.name,
                        "then": money(pick.price_usd),
                        "now": money(other.price_usd),
                    },
                )
            )
        installed_then = pick.upfront_usd - pick.price_usd
        installed_now = other.upfront_usd - other.price_usd
        if place < LEADING and installed_then != installed_now:
            told.append(
                AdviceChange(
                    kind="price",
                    text=_("%(name)s: putting it in was %(then)s, now %(now)s.")
                    % {
                        "name": pick.name,
                        "then": money(installed_then),
                        "now": money(installed_now),
                    },
                )
            )
        if place < LEADING and other.year_usd != pick.year_usd:
            told.append(
                AdviceChange(
                    kind="running",
                    text=_("%(name)s: a year of electricity was %(then)s, now %(now)s.")
                    % {
                        "name": pick.name,
                        "then": money(pick.year_usd),
                        "now": money(other.year_usd),
                    },
                )
            )
    return told


def _rebate_changes(then: Snapshot, now: Snapshot) -> list[AdviceChange]:
    before = {rebate.name: rebate for rebate in then.rebates}
    after = {rebate.name: rebate for rebate in now.rebates}
    told = [
        AdviceChange(kind="rebate", text=_("No longer counts: %(name)s.") % {"name": name})
        for name in before
        if name not in after
    ]
    told += [
        AdviceChange(kind="rebate", text=_("Counts now: %(name)s.") % {"name": name})
        for name in after
        if name not in before
    ]
    told += [
        AdviceChange(
            kind="rebate",
            text=_("%(name)s: %(then)s then, %(now)s now.")
            % {
                "name": name,
                "then": money(before[name].amount_usd),
                "now": money(rebate.amount_usd),
            },
        )
        for name, rebate in after.items()
        if name in before and before[name].amount_usd != rebate.amount_usd
    ]
    return told


def _load_changes(then: Snapshot, now: Snapshot, units: str) -> list[AdviceChange]:
    told = []
    for text, before, after in (
        (
            _("The heat that the room needs was %(then)s, now %(now)s."),
            then.heating_btu_h,
            now.heating_btu_h,
        ),
        (
            _("The cooling that the room needs was %(then)s, now %(now)s."),
            then.cooling_btu_h,
            now.cooling_btu_h,
        ),
    ):
        shown_then, shown_now = (str(load_figure(each[1], units)) for each in (before, after))
        if shown_then != shown_now:
            told.append(
                AdviceChange(kind="load", text=text % {"then": shown_then, "now": shown_now})
            )
    return told


def version_note(then: Snapshot, now: Snapshot) -> str:
    """Which of the three versions moved, in one sentence; that alone changes nothing."""
    parts = (
        (
            _("the rules (%(then)s, now %(now)s)") % {"then": then.engine, "now": now.engine},
            then.engine != now.engine,
        ),
        (_("the catalog"), then.catalog != now.catalog),
        (_("weather, energy prices, rebates"), then.data != now.data),
    )
    moved = [text for text, differs in parts if differs]
    if not moved:
        return _("Rules, catalog and data are still the same.")
    return _("Edited since: %(parts)s.") % {"parts": "; ".join(moved)}
