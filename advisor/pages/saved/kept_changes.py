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
        AdviceChange(kind="advice", text=_("Our answer is now: “%(now)s”") % {"now": now.headline})
    ]


def _list_changes(then: Snapshot, now: Snapshot, sold: Collection[str]) -> list[AdviceChange]:
    known = {pick.slug for pick in then.picks}
    new = [
        AdviceChange(
            kind="new",
            text=_("New in the top three: the %(name)s.") % {"name": pick.name},
        )
        for place, pick in enumerate(now.picks[:LEADING])
        if pick.slug not in known and place > 0  # the first is the winner
    ]
    return [
        *_gone_changes(then, now, sold),
        *_winner_change(then, now),
        *new,
        *_order_change(then, now),
    ]


def _gone_changes(then: Snapshot, now: Snapshot, sold: Collection[str]) -> list[AdviceChange]:
    listed = {pick.slug for pick in now.picks}
    gone = []
    for place, pick in enumerate(then.picks):
        if pick.slug not in sold:
            text = _("The %(name)s was retired. It is no longer on our list.")
        elif pick.slug not in listed and place < LEADING:
            text = _("The %(name)s is no longer among the top units for this room.")
        else:
            continue
        gone.append(AdviceChange(kind="gone", text=text % {"name": pick.name}))
    return gone


def _winner_change(then: Snapshot, now: Snapshot) -> list[AdviceChange]:
    first_then = then.picks[0] if then.picks else None
    first_now = now.picks[0] if now.picks else None
    if first_now and not first_then:
        text = _("There is a first pick now: %(now)s.") % {"now": first_now.name}
    elif first_then and not first_now:
        text = _("No unit fits anymore.")
    elif first_then and first_now and first_then.slug != first_now.slug:
        text = _("There is a new first pick: the %(now)s. It was the %(then)s.") % {
            "now": first_now.name,
            "then": first_then.name,
        }
    else:
        return []
    return [AdviceChange(kind="winner", text=text)]


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
            kind="order", text=_("Their order changed. It is now: %(names)s.") % {"names": listed}
        )
    ]


def _price_changes(then: Snapshot, now: Snapshot) -> list[AdviceChange]:
    """Dollars that moved: prices of every unit, installation and bills of the first three."""
    changed = []
    later = {pick.slug: pick for pick in now.picks}
    for place, pick in enumerate(then.picks):
        other = later.get(pick.slug)
        if other is None:
            continue
        amounts = [
            (
                "price",
                _("%(name)s: the unit was %(then)s and is now %(now)s."),
                pick.price_usd,
                other.price_usd,
            )
        ]
        if place < LEADING:
            amounts += [
                (
                    "price",
                    _("%(name)s: installation was %(then)s and is now %(now)s."),
                    pick.upfront_usd - pick.price_usd,
                    other.upfront_usd - other.price_usd,
                ),
                (
                    "running",
                    _("%(name)s: a year of electricity was %(then)s and is now %(now)s."),
                    pick.year_usd,
                    other.year_usd,
                ),
            ]
        changed += [
            AdviceChange(
                kind=kind,
                text=text % {"name": pick.name, "then": money(before), "now": money(after)},
            )
            for kind, text, before, after in amounts
            if before != after
        ]
    return changed


def _rebate_changes(then: Snapshot, now: Snapshot) -> list[AdviceChange]:
    before = {rebate.name: rebate for rebate in then.rebates}
    after = {rebate.name: rebate for rebate in now.rebates}
    told = [
        AdviceChange(kind="rebate", text=_("No longer available: %(name)s.") % {"name": name})
        for name in before
        if name not in after
    ]
    told += [
        AdviceChange(kind="rebate", text=_("Now available: %(name)s.") % {"name": name})
        for name in after
        if name not in before
    ]
    told += [
        AdviceChange(
            kind="rebate",
            text=_("%(name)s: was %(then)s, now %(now)s.")
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
            _("The heat the room needs was %(then)s and is now %(now)s."),
            then.heating_btu_h,
            now.heating_btu_h,
        ),
        (
            _("The cooling the room needs was %(then)s and is now %(now)s."),
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
        return _("The rules, the catalog, and the data are the same as before.")
    return _("Changed since then: %(parts)s.") % {"parts": "; ".join(moved)}
