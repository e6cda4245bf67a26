"""An advice that is kept: what is noted of it, what changed since, and the links that keep it."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Pick, Range
from advisor.content.documents import guides
from advisor.formatting.numbers import load_figure, money, span
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES, WORDS
from advisor.listing import inventory
from advisor.models import SavedAdvice
from advisor.pages.saved.papers import short_link
from advisor.pages.shared.cards import LABELS
from advisor.pages.shared.fields import hidden_fields
from advisor.pages.shared.guide_links import guide_address
from advisor.pages.shared.money.markup import carried
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm, query_string

ATTRIBUTION = frozenset({"from", "slot"})
LEADING = 3
RENT_OR_RULES = (("tenure", "rent"), ("outdoor_unit", "no"), ("wall_hole", "no"))
"""Answers behind which somebody else has a say."""


# --- What is noted ------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class KeptPick:
    """A unit as it stood on the list; money in whole dollars."""

    slug: str
    name: str
    type: str
    label: str | None
    price_usd: int  # of the unit alone
    upfront_usd: int
    year_usd: int
    ownership_usd: int


@dataclass(frozen=True, kw_only=True)
class KeptRebate:
    name: str
    amount_usd: int | None


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What an advice said, as far as it is compared later. Loads are low, likely, high. [BTU/h]"""

    outcome: str
    headline: str
    lang: str
    heating_btu_h: tuple[float, float, float]
    cooling_btu_h: tuple[float, float, float]
    picks: tuple[KeptPick, ...]
    rebates: tuple[KeptRebate, ...]  # those that counted
    engine: str
    catalog: str
    data: str


def snapshot(advice: Advice, *, lang: str) -> Snapshot:
    """What is noted of an advice."""
    return Snapshot(
        outcome=advice.outcome,
        headline=advice.headline,
        lang=lang,
        heating_btu_h=_three(advice.load.heating_btu_h),
        cooling_btu_h=_three(advice.load.cooling_btu_h),
        picks=tuple(_kept_pick(pick) for pick in advice.picks),
        rebates=tuple(
            KeptRebate(
                name=rebate.name,
                amount_usd=None if rebate.amount_usd is None else round(rebate.amount_usd),
            )
            for rebate in advice.rebates
            if rebate.counts
        ),
        engine=advice.versions.engine,
        catalog=advice.versions.catalog,
        data=advice.versions.data,
    )


def _three(values: Range) -> tuple[float, float, float]:
    return round(values.low, 1), round(values.likely, 1), round(values.high, 1)


def _kept_pick(pick: Pick) -> KeptPick:
    price = next((line.typical for line in pick.cost.lines if line.name == "unit"), 0)
    return KeptPick(
        slug=pick.slug,
        name=f"{pick.brand} {pick.model}",
        type=pick.type,
        label=pick.label,
        price_usd=round(price),
        upfront_usd=round(pick.cost.upfront.typical),
        year_usd=round(pick.annual.cost_usd),
        ownership_usd=round(pick.cost.ownership_usd),
    )


def as_record(kept: Snapshot) -> dict[str, Any]:
    """The snapshot as it goes into the database."""
    return asdict(kept)


def from_record(record: Mapping[str, Any]) -> Snapshot:
    """The snapshot as it comes from the database."""
    return Snapshot(
        **{
            **record,
            "heating_btu_h": tuple(record["heating_btu_h"]),
            "cooling_btu_h": tuple(record["cooling_btu_h"]),
            "picks": tuple(KeptPick(**pick) for pick in record["picks"]),
            "rebates": tuple(KeptRebate(**rebate) for rebate in record["rebates"]),
        }
    )


def canonical(given: Mapping[str, str]) -> str:
    """The query string that is kept: every answer in its one order, without where one came from."""
    return query_string({name: text for name, text in given.items() if name not in ATTRIBUTION})


# --- What changed -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Change:
    kind: str  # advice, load, winner, gone, new, order, price, running, rebate
    text: str


def changes(
    then: Snapshot, now: Snapshot, *, sold: Collection[str], units: str = "us"
) -> tuple[Change, ...]:
    """What is different now, the most important first. ``sold`` are the slugs that may still be
    picked; a slug that is not among them was retired."""
    return (
        *_verdict_change(then, now),
        *_list_changes(then, now, sold),
        *_price_changes(then, now),
        *_rebate_changes(then, now),
        *_load_changes(then, now, units),
    )


def _verdict_change(then: Snapshot, now: Snapshot) -> list[Change]:
    if then.outcome == now.outcome and (then.headline == now.headline or then.lang != now.lang):
        return []
    return [
        Change(kind="advice", text=_("Our answer now reads: “%(now)s”") % {"now": now.headline})
    ]


def _list_changes(then: Snapshot, now: Snapshot, sold: Collection[str]) -> list[Change]:
    told = []
    first_then = then.picks[0] if then.picks else None
    first_now = now.picks[0] if now.picks else None
    names_now = {pick.slug: pick.name for pick in now.picks}
    for place, pick in enumerate(then.picks):
        if pick.slug not in sold:
            told.append(
                Change(
                    kind="gone",
                    text=_("The %(name)s was retired: it is no longer on our list.")
                    % {"name": pick.name},
                )
            )
        elif pick.slug not in names_now and place < LEADING:
            told.append(
                Change(
                    kind="gone",
                    text=_("The %(name)s is no longer among the first for this room.")
                    % {"name": pick.name},
                )
            )
    if first_now and not first_then:
        told.append(
            Change(
                kind="winner",
                text=_("There is a first unit now: %(now)s.") % {"now": first_now.name},
            )
        )
    elif first_then and not first_now:
        told.append(Change(kind="winner", text=_("No unit fits any more.")))
    elif first_then and first_now and first_then.slug != first_now.slug:
        told.append(
            Change(
                kind="winner",
                text=_("A new first: the %(now)s. It was the %(then)s.")
                % {"now": first_now.name, "then": first_then.name},
            )
        )
    known = {pick.slug for pick in then.picks}
    told += [
        Change(
            kind="new",
            text=_("New among the first three: the %(name)s.") % {"name": pick.name},
        )
        for pick in now.picks[:LEADING]
        if pick.slug not in known and pick is not first_now
    ]
    return [*told, *_order_change(then, now)]


def _order_change(then: Snapshot, now: Snapshot) -> list[Change]:
    """Where the units that are on both lists stand in another order, their first three."""
    both = {pick.slug for pick in then.picks} & {pick.slug for pick in now.picks}
    before = [pick.slug for pick in then.picks if pick.slug in both][:LEADING]
    after = [pick for pick in now.picks if pick.slug in both][:LEADING]
    if before == [pick.slug for pick in after]:
        return []
    listed = ", ".join(pick.name for pick in after)
    return [
        Change(kind="order", text=_("Their order changed. Now: %(names)s.") % {"names": listed})
    ]


def _price_changes(then: Snapshot, now: Snapshot) -> list[Change]:
    told = []
    later = {pick.slug: pick for pick in now.picks}
    for place, pick in enumerate(then.picks):
        other = later.get(pick.slug)
        if other is None:
            continue
        if other.price_usd != pick.price_usd:
            told.append(
                Change(
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
                Change(
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
                Change(
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


def _rebate_changes(then: Snapshot, now: Snapshot) -> list[Change]:
    before = {rebate.name: rebate for rebate in then.rebates}
    after = {rebate.name: rebate for rebate in now.rebates}
    told = [
        Change(kind="rebate", text=_("No longer counts: %(name)s.") % {"name": name})
        for name in before
        if name not in after
    ]
    told += [
        Change(kind="rebate", text=_("Counts now: %(name)s.") % {"name": name})
        for name in after
        if name not in before
    ]
    told += [
        Change(
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


def _load_changes(then: Snapshot, now: Snapshot, units: str) -> list[Change]:
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
            told.append(Change(kind="load", text=text % {"then": shown_then, "now": shown_now}))
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


# --- The page -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class KeptRow:
    """A unit of the kept list, with its price then and now."""

    name: str
    label: str
    type: Text
    price: str
    upfront: str
    year: str
    ownership: str


@dataclass(frozen=True, kw_only=True)
class SavedPage:
    title: str
    kept_on: str
    headline: str
    heating: str
    cooling: str
    rows: tuple[KeptRow, ...]
    rebates: tuple[str, ...]
    changes: tuple[Change, ...]
    unchanged: str  # said where nothing changed
    versions: str
    code: str
    link: str  # absolute, to copy
    live: str
    brief: str
    forget: str
    made_with: tuple[str, str, str]


def saved_page(
    record: SavedAdvice, form: RoomForm, advice: Advice | None, *, lang: str, units: str
) -> SavedPage:
    """A kept advice beside the one of today; ``advice`` is ``None`` where today there is none."""
    then = from_record(record.snapshot)
    told: tuple[Change, ...] = ()
    versions = _("Today’s advice cannot be computed from these answers any more.")
    unchanged = ""
    if advice is not None:
        now = snapshot(advice, lang=lang)
        told = changes(then, now, sold=inventory.current().rows, units=units)
        versions = version_note(then, now)
        unchanged = "" if told else _("Nothing changed for this room since then.")
    day = date_format(record.kept_on, "DATE_FORMAT")
    return SavedPage(
        title=_("Kept on %(day)s") % {"day": day},
        kept_on=day,
        headline=then.headline,
        heating=_range_text(then.heating_btu_h, units),
        cooling=_range_text(then.cooling_btu_h, units),
        rows=tuple(_kept_row(pick) for pick in then.picks),
        rebates=tuple(
            rebate.name
            if rebate.amount_usd is None
            else f"{rebate.name}: {money(rebate.amount_usd)}"
            for rebate in then.rebates
        ),
        changes=told,
        unchanged=unchanged,
        versions=versions,
        code=record.code,
        link=short_link(record.code),
        live=address("results", form.given),
        brief=address("brief", form.given, code=record.code),
        forget=reverse("forget", args=[record.code]),
        made_with=(then.engine, then.catalog, then.data),
    )


def _range_text(values: tuple[float, float, float], units: str) -> str:
    low, likely, high = values
    return _("%(likely)s (%(span)s)") % {
        "likely": str(load_figure(likely, units)),
        "span": span(load_figure(low, units), load_figure(high, units)),
    }


def _kept_row(pick: KeptPick) -> KeptRow:
    return KeptRow(
        name=pick.name,
        label=str(LABELS[pick.label]) if pick.label in LABELS else "",
        type=TYPE_NAMES.get(pick.type, pick.type),
        price=money(pick.price_usd),
        upfront=money(pick.upfront_usd),
        year=money(pick.year_usd),
        ownership=money(pick.ownership_usd),
    )


# --- The links that keep an advice --------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class KeepLink:
    title: Text
    url: str
    why: Text = ""
    download: bool = False


@dataclass(frozen=True, kw_only=True)
class KeepLinks:
    """What stands under an advice: keep it, print it, ask with it, care, read on."""

    action: str
    hidden: SafeString
    papers: tuple[KeepLink, ...]
    guides: tuple[KeepLink, ...]
    report: str


MOST_GUIDES = 6
FROST_F = 32.0


def keep_links(given: Mapping[str, str], advice: Advice) -> KeepLinks:
    """The links under an advice: ``{% include "keep/_links.html" with links=… only %}``."""
    kept = {name: text for name, text in given.items() if name not in ATTRIBUTION}
    return KeepLinks(
        action=reverse("keep"),
        hidden=carried(hidden_fields(kept)),
        papers=_papers(kept, advice),
        guides=_guides(kept, advice),
        report=report_link(address("results", kept)),
    )


def _papers(given: Mapping[str, str], advice: Advice) -> tuple[KeepLink, ...]:
    papers = [
        KeepLink(
            title=_("Brief for the installer"),
            url=address("brief", given),
            why=_("two pages to print: load, limits, questions, lines for three quotes"),
        )
    ]
    if any(given.get(name) == value for name, value in RENT_OR_RULES):
        papers.append(
            KeepLink(
                title=_("Request to the landlord or HOA"),
                url=address("request", given),
                why=_("one page to print and sign"),
            )
        )
    lang = f"&lang={given['lang']}" if given.get("lang") else ""
    papers += [
        KeepLink(
            title=WORDS[unit_type].care_calendar,
            url=f"{reverse('care')}?type={unit_type}{lang}",
            why=_("a file for your calendar"),
            download=True,
        )
        for unit_type in _leading_types(advice)
    ]
    return tuple(papers)


def _leading_types(advice: Advice) -> tuple[str, ...]:
    """The types of the first three, each once, in their order."""
    return tuple(dict.fromkeys(pick.type for pick in advice.picks[:LEADING]))


def _guides(given: Mapping[str, str], advice: Advice) -> tuple[KeepLink, ...]:
    """The guides that this room asks for, the most pressing first."""
    types = _leading_types(advice)
    first = types[0] if types else ""
    wanted: list[tuple[str, str]] = []
    if any(given.get(name) == value for name, value in RENT_OR_RULES):
        wanted.append(("no-outdoor-unit", ""))
    if len(types) != 1:
        wanted.append(("which-type", ""))
    wanted += [("fit-list", first), ("installation", first)]
    if first == "mini_split":
        wanted += [("siting", ""), ("diy-or-professional", "")]
    if advice.site.heating_design_f < FROST_F and given.get("goal") != "cooling":
        wanted.append(("winter", ""))
    wanted += [("warranty", ""), ("short-cycling", ""), ("who-pays", "installer")]
    known = guides()
    return tuple(
        KeepLink(
            title=known[slug].title,
            url=guide_address(slug, given, part),
            why=known[slug].lede,
        )
        for slug, part in wanted[:MOST_GUIDES]
    )


def report_link(page: str) -> str:
    """Where a number of this page is doubted."""
    return f"{reverse('report')}?{query_string({}, page=page)}"
