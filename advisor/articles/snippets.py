"""Live facts for articles: the same numbers as on our pages, with their date, in three shapes.

A fact is made once for its inputs (versions of catalog and reference data, language, day) and
kept; a fragment of HTML, JSON and a picture say the same.
"""

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from advisor.advice import advise
from advisor.advice.contract import Range
from advisor.engine.answers import Answers
from advisor.engine.study import MILD_DAY_F
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import day
from advisor.formatting.numbers import money, money_span, rate, temperature
from advisor.formatting.unit_names import TYPES_MANY
from advisor.listing import search as shelves
from advisor.listing.search import Shelf
from advisor.models import ReferenceVersion, State, ZipCode
from advisor.pages.catalog.unit_lines import price
from advisor.pages.shared.price_ranges import OLD_DAYS, price_range
from advisor.pages.shared.smallest_words import smallest_sentences
from advisor.pages.shared.structured import absolute_url

ROOM_FT2 = 200.0
"""Floor of the bedroom whose running cost is shown; everything else as we assume it."""

SHAPES = ("html", "json", "png")


class UnknownFactError(LookupError):
    """There is no such fact, state or model."""


class IncompleteError(ValueError):
    """Something must be said first; the message is the sentence for the editor."""


RULES: Final = 3
"""Raise this when the same data make another fact: its tag must change with it."""


@dataclass(frozen=True, kw_only=True)
class Row:
    label: str
    value: str
    note: str = ""
    address: str = ""  # of our page about it
    old: bool = False  # a price older than 90 days


@dataclass(frozen=True, kw_only=True)
class Fact:
    name: str
    title: str
    rows: tuple[Row, ...]
    note: str
    today: date
    checked: str  # the day in words
    link: str  # our page with all of it

    @property
    def alt(self) -> str:
        """The picture in words, for its alt text."""
        told = "; ".join(
            f"{row.label}: {row.value}" + (f", {row.note}" if row.note else "") for row in self.rows
        )
        return _("%(title)s, %(day)s. %(rows)s.") % {
            "title": self.title,
            "day": self.checked,
            "rows": told,
        }


def fact(name: str, asked: QueryDict, *, today: date) -> tuple[Fact, str]:
    """A fact and its tag: equal tags, equal facts. Two queries when nothing has changed.

    Raises ``UnknownFactError`` for a fact, state or model that we do not know, and
    ``IncompleteError`` where the fact needs one that is not named.
    """
    if name not in FACTS:
        raise UnknownFactError(name)
    subject = asked.get(SUBJECTS.get(name, ""), "").strip()
    if name in SUBJECTS and not subject:
        raise IncompleteError(_("Say which one: ?%(name)s=…") % {"name": SUBJECTS[name]})
    shelf = shelves.current()
    data = ReferenceVersion.objects.values_list("version", flat=True).first() or ""
    units = "metric" if asked.get("units") == "metric" else "us"
    key = (name, subject[:120], units, get_language() or "en", today, shelf.version, data)
    tag = hashlib.sha256(repr((RULES, *key)).encode()).hexdigest()[:20]
    return _made(*key), tag


@lru_cache(maxsize=500)
def _made(
    name: str, subject: str, units: str, _language: str, today: date, _catalog: str, _data: str
) -> Fact:
    return FACTS[name](shelves.current(), subject, units, today)


def _smallest(shelf: Shelf, _subject: str, units: str, today: date) -> Fact:
    """The sentences of the page of the smallest: only of what is on sale or certified."""
    return Fact(
        name="smallest",
        title=_("The smallest heat pumps today"),
        rows=tuple(
            Row(
                label=each.title,
                value=each.output,
                note=each.nameplate,
                address=absolute_url(each.address),
            )
            for each in smallest_sentences(shelf, units)
        ),
        note=_("On sale or on ENERGY STAR’s list. Lowest output when heating at %(at)s.")
        % {"at": temperature(MILD_DAY_F, units)},
        today=today,
        checked=day(today),
        link=absolute_url(reverse("smallest")),
    )


def _prices(shelf: Shelf, _subject: str, _units: str, today: date) -> Fact:
    """What shops asked, by type, as the guides say it; a range of few brands says so."""
    found = ((kind, price_range(shelf, kind, today)) for kind in UNIT_TYPES)
    return Fact(
        name="prices",
        title=_("What small heat pumps cost"),
        rows=tuple(
            Row(
                label=str(TYPES_MANY[kind]),
                value=prices.span,
                note="; ".join(filter(None, (prices.basis, prices.few_brands))),
                address=absolute_url(f"{reverse('heat_pumps')}?type={kind}"),
                old=prices.is_old,
            )
            for kind, prices in found
            if prices is not None
        ),
        note=_("The unit only, without installation."),
        today=today,
        checked=day(today),
        link=absolute_url(reverse("heat_pumps")),
    )


def _price(shelf: Shelf, slug: str, _units: str, today: date) -> Fact:
    """One unit: its price by the rule of our pages; after 90 days only a range with its date."""
    row = shelf.rows.get(slug)
    if row is None:
        raise UnknownFactError(slug)
    card = shelf.cards[row]
    prices = shelf.prices(today)
    figure, note = price(prices, row, card.price_seen)
    value = str(figure)
    if card.price_seen is not None and card.price_seen < today - timedelta(days=OLD_DAYS):
        value = money_span(float(prices.low[row]), float(prices.high[row]))
    address = absolute_url(reverse("model", args=(card.brand_slug, card.slug)))
    return Fact(
        name="price",
        title=_("Price of the %(name)s") % {"name": card.name},
        rows=(Row(label=_("Unit only"), value=value, note=note, address=address),),
        note="",
        today=today,
        checked=day(today),
        link=address,
    )


def _saving(label: str, saving: Range) -> Row:
    """What a pick saves in a year against the heat that it replaces. [$]"""
    words = (
        _("saves %(amount)s a year") if saving.likely >= 0 else _("costs %(amount)s more a year")
    )
    return Row(
        label=label,
        value=words % {"amount": money(abs(saving.likely))},
        note=_("saves %(low)s to %(high)s a year")
        % {"low": money(saving.low), "high": money(saving.high)},
    )


def _running_cost(_shelf: Shelf, code: str, units: str, today: date) -> Fact:
    """A year of the first pick in a usual room, in the middle of a state, against what it beats."""
    if not re.fullmatch(r"[A-Za-z]{2}", code):
        raise UnknownFactError(code)
    state = State.objects.filter(code=code.upper()).first()
    zips = ZipCode.objects.filter(state_id=code.upper()).order_by("heating_design_99_f", "zip")
    count = zips.count()
    if state is None or not count:
        raise UnknownFactError(code)
    middle = zips[count // 2].zip
    rows: list[Row] = []
    for now, label in (
        ("electric", _("Compared with electric heat")),
        ("gas", _("Compared with natural gas")),
    ):
        advice = advise(
            Answers(zip=middle, space="bedroom", area=ROOM_FT2, heating_now=now),
            units=units,
            today=today,
        )
        if not advice.picks:
            continue
        pick = advice.picks[0]
        if not rows:
            site, rates = advice.site, advice.site.electricity
            rows += [
                Row(
                    label=_("Electricity"),
                    value=_("%(rate)s per kWh") % {"rate": rate(site.electricity_usd_kwh)},
                    note=f"{rates.as_of}, {rates.source}" if rates else "",
                ),
                Row(
                    label=_("A year of heating and cooling"),
                    value=money(pick.annual.cost_usd),
                    note=pick.name,
                ),
            ]
        if pick.saving_usd_per_year is not None:
            rows.append(_saving(label, pick.saving_usd_per_year))
    return Fact(
        name="running-cost",
        title=_("What it costs to run a small heat pump in %(state)s") % {"state": state.name},
        rows=tuple(rows),
        note=_("A typical 200 sq ft bedroom in the middle of the state’s climate (%(zip)s).")
        % {"zip": middle},
        today=today,
        checked=day(today),
        link=absolute_url(f"{reverse('results')}?zip={middle}&space=bedroom&area=200"),
    )


FACTS: dict[str, Callable[[Shelf, str, str, date], Fact]] = {
    "smallest": _smallest,
    "prices": _prices,
    "price": _price,
    "running-cost": _running_cost,
}
SUBJECTS = {"price": "model", "running-cost": "state"}
"""What a fact must be told, and the name of it in the address."""


def as_json(told: Fact, *, image: str) -> dict[str, Any]:
    """The fact for a program; ``alt`` is the text to print beside ``image``, which ``srcset`` names
    in each width."""
    return {
        "name": told.name,
        "title": told.title,
        "checked": told.today.isoformat(),
        "rows": [
            {"label": row.label, "value": row.value, "note": row.note, "address": row.address}
            for row in told.rows
        ],
        "note": told.note,
        "link": told.link,
        "image": image,
        "srcset": srcset(image),
        "alt": told.alt,
    }


def srcset(image: str) -> str:
    """The picture in each of its widths, as an ``img`` lists them."""
    joint = "&" if "?" in image else "?"
    return ", ".join(f"{image}{joint}w={width} {width}w" for width in WIDTHS)


WIDTHS = (640, 1280)
"""Pixels in which a picture is served; the wider one is drawn, and sharp on a phone."""

WIDTH_PX, MARGIN_PX, ROW_PX = WIDTHS[-1], 48, 96
PAPER, INK, SOFT, ACCENT, LINE = "#fbf9f4", "#20292b", "#566265", "#1f5a45", "#ddd7c9"


@lru_cache(maxsize=50)
def as_png(told: Fact, width: int = WIDTHS[-1]) -> bytes:
    """The fact as a picture for places that take nothing else, in one of ``WIDTHS``. [px]"""
    height = 200 + ROW_PX * len(told.rows) + (44 if told.note else 0)
    picture = Image.new("RGB", (WIDTH_PX, height), PAPER)
    draw = ImageDraw.Draw(picture)
    room = WIDTH_PX - 2 * MARGIN_PX

    def write(text: str, y: float, size: int, color: str) -> None:
        plain = text.replace("\u00a0", " ").replace("\u202f", " ")
        while size > 14 and draw.textlength(plain, font=font(size)) > room:
            size -= 1
        draw.text((MARGIN_PX, y), plain, font=font(size), fill=color)

    write(told.title, 36, 46, ACCENT)
    y = 116.0
    for row in told.rows:
        draw.line([(MARGIN_PX, y), (WIDTH_PX - MARGIN_PX, y)], fill=LINE, width=2)
        write(f"{row.label}: {row.value}", y + 14, 32, INK)
        write(row.note, y + 56, 24, SOFT)
        y += ROW_PX
    draw.line([(MARGIN_PX, y), (WIDTH_PX - MARGIN_PX, y)], fill=LINE, width=2)
    if told.note:
        write(told.note, y + 14, 24, SOFT)
        y += 44
    write(f"{_('Room Heat Pump Advisor')} · {told.checked}", y + 20, 24, SOFT)
    if width != WIDTH_PX:
        size = (width, round(height * width / WIDTH_PX))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


@lru_cache(maxsize=64)
def font(size: int) -> Any:
    return ImageFont.load_default(size)
