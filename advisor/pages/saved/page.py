"""An advice that is kept: what is noted of it, what changed since, and the links that keep it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice
from advisor.formatting.numbers import load_figure, money, span
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing import inventory
from advisor.models import SavedAdvice
from advisor.pages.saved.kept_changes import AdviceChange, changes, version_note
from advisor.pages.saved.papers import short_link
from advisor.pages.saved.snapshot import KeptBaseline, KeptPick, from_record, snapshot
from advisor.pages.shared.cards import LABELS
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm


@dataclass(frozen=True, kw_only=True)
class KeptRow:
    """A unit of the kept list, with its price then and now."""

    name: str
    label: str
    type: Text
    price: str
    price_note: str  # why it is a range, or where it was seen
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
    rows: tuple[KeptRow, ...]  # as things were, and the units that the advice showed first
    others: tuple[KeptRow, ...]
    rebates: tuple[str, ...]
    changes: tuple[AdviceChange, ...]
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
    """A saved advice beside the one of today; ``advice`` is ``None`` where today there is none."""
    then = from_record(record.snapshot)
    told: tuple[AdviceChange, ...] = ()
    versions = _("We can no longer calculate today’s advice from these answers.")
    unchanged = ""
    if advice is not None:
        now = snapshot(advice, lang=lang)
        told = changes(then, now, sold=inventory.current().rows, units=units)
        versions = version_note(then, now)
        unchanged = "" if told else _("Nothing has changed for this room since then.")
    day = date_format(record.kept_on, "DATE_FORMAT")
    return SavedPage(
        title=_("Saved on %(day)s") % {"day": day},
        kept_on=day,
        headline=then.headline,
        heating=_range_text(then.heating_btu_h, units),
        cooling=_range_text(then.cooling_btu_h, units),
        rows=(
            *(_kept_baseline(each) for each in then.baselines),
            *(_kept_row(pick) for pick in then.leading),
        ),
        others=tuple(_kept_row(pick) for pick in then.picks if pick not in then.leading),
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


def _kept_baseline(each: KeptBaseline) -> KeptRow:
    return KeptRow(
        name=each.name,
        label="",
        type="",
        price=money(each.upfront_usd),
        price_note="",
        upfront=money(each.upfront_usd),
        year=money(each.year_usd),
        ownership=money(each.ownership_usd),
    )


def _kept_row(pick: KeptPick) -> KeptRow:
    return KeptRow(
        name=pick.name,
        label=str(LABELS[pick.label]) if pick.label in LABELS else "",
        type=TYPE_NAMES.get(pick.type, pick.type),
        price=pick.price,
        price_note=pick.price_note,
        upfront=pick.upfront,
        year=money(pick.year_usd),
        ownership=money(pick.ownership_usd),
    )
