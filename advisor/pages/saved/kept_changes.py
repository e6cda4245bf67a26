"""What changed since an advice was kept, in sentences."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.formatting.numbers import load_figure, money
from advisor.pages.saved.snapshot import KeptPick, Snapshot


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
    # A copy that does not say which units it showed first may have shown any of its list.
    known = set(then.shown) or {pick.slug for pick in then.picks}
    new = [
        AdviceChange(
            kind="new",
            text=_("New in the top three: the %(name)s.") % {"name": pick.name},
        )
        for place, pick in enumerate(now.leading)
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
    for pick in then.picks:
        if pick.slug not in sold:
            text = _("The %(name)s was retired. It is no longer on our list.")
        elif pick.slug not in listed and pick in then.leading:
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
    """Where the units that are shown first on both days stand in another order."""
    both = {pick.slug for pick in then.leading} & {pick.slug for pick in now.leading}
    before = [pick.slug for pick in then.leading if pick.slug in both]
    after = [pick for pick in now.leading if pick.slug in both]
    if before == [pick.slug for pick in after]:
        return []
    listed = ", ".join(pick.name for pick in after)
    return [
        AdviceChange(
            kind="order", text=_("Their order changed. It is now: %(names)s.") % {"names": listed}
        )
    ]


def _price_changes(then: Snapshot, now: Snapshot) -> list[AdviceChange]:
    """Dollars that moved: prices of every unit, installation and bills of those shown first."""
    changed = []
    later = {pick.slug: pick for pick in now.picks}
    for pick in then.picks:
        other = later.get(pick.slug)
        if other is None:
            continue
        amounts = []
        # Both: a copy that noted no range tells the same price in other words.
        if pick.price_usd != other.price_usd and pick.price != other.price:
            text = _("%(name)s: the unit was %(then)s and is now %(now)s.")
            amounts.append(("price", text, pick.price, other.price))
        if pick in then.leading:
            amounts += _running_and_work(pick, other)
        changed += [
            AdviceChange(kind=kind, text=text % {"name": pick.name, "then": before, "now": after})
            for kind, text, before, after in amounts
        ]
    return changed


def _running_and_work(pick: KeptPick, other: KeptPick) -> list[tuple[str, str, str, str]]:
    """Kind, sentence, and its amounts then and now, of what moved."""
    amounts = (
        (
            "price",
            _("%(name)s: installation was typically %(then)s and is now typically %(now)s."),
            pick.upfront_usd - pick.price_usd,
            other.upfront_usd - other.price_usd,
        ),
        (
            "running",
            _("%(name)s: a year of electricity was %(then)s and is now %(now)s."),
            pick.year_usd,
            other.year_usd,
        ),
    )
    return [
        (kind, text, money(before), money(after))
        for kind, text, before, after in amounts
        if before != after
    ]


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
