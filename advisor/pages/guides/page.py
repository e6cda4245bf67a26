"""The guides as printed: texts with their sources numbered, and what is filled in live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, CurvePoint
from advisor.content.care import CareTable, care_table
from advisor.content.guide_texts import (
    GROUPS,
    GUIDES,
    SOURCES,
    Guide,
    Live,
    Part,
    Points,
    Say,
    Section,
    Table,
    Ticks,
)
from advisor.engine.answers import UNIT_TYPES
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.incentives import Incentive
from advisor.engine.place import FloatArray, Place
from advisor.formatting.dates import day
from advisor.formatting.numbers import (
    btu,
    btu_figure,
    decibels,
    hours,
    money_span,
    not_published,
    number,
    span,
    temperature,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing import inventory
from advisor.pages.shared.fields import hidden_fields
from advisor.pages.shared.guide_links import guide_address
from advisor.pages.shared.render import address
from advisor.pages.shared.siting import siting_outdoors
from advisor.questions.answer_form import RoomForm
from advisor.reference.costs import current_costs

MILD_F = 47.0
FREEZING_F = 32.0
HEAR = "(HEAR)"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A text with the numbers of its sources in the list below it."""

    text: Text
    source: int | None = None


@dataclass(frozen=True, kw_only=True)
class Tick:
    key: str
    text: Text
    done: bool


@dataclass(frozen=True, kw_only=True)
class Block:
    """A part of a section; ``kind`` says which of the fields the template reads."""

    kind: str  # say, points, ordered, ticks, table, or the name of a live part
    told: tuple[Told, ...] = ()
    ticks: tuple[Tick, ...] = ()
    heads: tuple[Text, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    source: int | None = None
    note: str = ""
    care: tuple[CareTable, ...] = ()
    link: str = ""

    @property
    def lines(self) -> tuple[tuple[Text, tuple[tuple[Text, Text], ...]], ...]:
        """Each row as its first cell and the others beside their heads: a phone stacks them."""
        return tuple(
            (row[0], tuple(zip(self.heads[1:], row[1:], strict=True))) for row in self.rows
        )


@dataclass(frozen=True, kw_only=True)
class ShownSection:
    key: str
    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class GuidePage:
    title: Text
    summary: Text
    slug: str
    sections: tuple[ShownSection, ...]
    sources: tuple[Text, ...]
    tickable: bool
    here: str
    canonical: str
    hidden: tuple[tuple[str, str], ...]  # answers that travel along in a form of the page
    back: str  # to the advice, where the address holds a room
    zip: str
    least: str
    units: str
    others: tuple["GuideLink", ...]


@dataclass(frozen=True, kw_only=True)
class GuideLink:
    title: Text
    summary: Text
    url: str


@dataclass(frozen=True, kw_only=True)
class GuideGroup:
    key: str
    title: Text
    links: tuple[GuideLink, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address of a guide says: the room, what was ticked, the least output typed in."""

    form: RoomForm
    place: Place | None = None
    advice: Advice | None = None
    ticked: frozenset[str] = frozenset()
    least: str = ""


def guide_groups(given: Mapping[str, str]) -> tuple[GuideGroup, ...]:
    """Every guide, by what it is for."""
    return tuple(
        GuideGroup(
            key=key,
            title=title,
            links=tuple(_link(guide, given) for guide in GUIDES.values() if guide.group == key),
        )
        for key, title in GROUPS.items()
    )


def _link(guide: Guide, given: Mapping[str, str]) -> GuideLink:
    return GuideLink(title=guide.title, summary=guide.summary, url=guide_address(guide.slug, given))


def guide_page(guide: Guide, asked: Asked) -> GuidePage:
    """One guide; what is live in it is read now."""
    given, units = asked.form.given, asked.form.units
    numbers: dict[str, int] = {}

    def cited(source: str) -> int | None:
        return numbers.setdefault(source, len(numbers) + 1) if source else None

    def block(part: Part) -> Block:
        match part:
            case Say():
                told = Told(text=part.text, source=cited(part.source))
                return Block(kind="say", told=(told,))
            case Points():
                told_all = tuple(
                    Told(text=each.text, source=cited(each.source)) for each in part.items
                )
                return Block(kind="ordered" if part.ordered else "points", told=told_all)
            case Ticks():
                return Block(
                    kind="ticks",
                    ticks=tuple(
                        Tick(key=key, text=text, done=key in asked.ticked)
                        for key, text in part.items
                    ),
                )
            case Table():
                return Block(
                    kind="table", heads=part.heads, rows=part.rows, source=cited(part.source)
                )
            case Live():
                return _live(part.name, asked, units)

    def shown(section: Section) -> ShownSection:
        blocks = tuple(block(part) for part in section.parts)
        return ShownSection(key=section.key, title=section.title, blocks=blocks)

    sections = tuple(shown(section) for section in guide.sections)
    here = reverse("guide", args=[guide.slug])
    return GuidePage(
        title=guide.title,
        summary=guide.summary,
        slug=guide.slug,
        sections=sections,
        sources=tuple(SOURCES[key] for key in numbers),
        tickable=any(block.ticks for section in sections for block in section.blocks),
        here=here,
        canonical=f"{settings.SITE_URL}{here}",
        hidden=hidden_fields(given),
        back=address("results", given) if asked.form.answers else "",
        zip=given.get("zip", ""),
        least=asked.least,
        units=units,
        others=tuple(
            _link(other, given)
            for other in GUIDES.values()
            if other.group == guide.group and other is not guide
        ),
    )


# --- Live parts ---------------------------------------------------------------------------------


def _live(name: str, asked: Asked, units: str) -> Block:
    return {
        "care": _care,
        "types": _types,
        "programs": _programs,
        "place": _place,
        "frost": _frost,
        "oversize": _oversize,
        "request": _request,
    }[name](asked, units)


def _care(asked: Asked, _units: str) -> Block:
    lang = asked.form.given.get("lang", "")
    return Block(kind="care", care=tuple(care_table(each, lang=lang) for each in UNIT_TYPES))


def _types(_asked: Asked, units: str) -> Block:
    """The three types by today's catalogue: one query."""
    stock = inventory.current()
    columns = stock.units
    least = stock.curves.min_heat_47_btu_h
    of_type = [np.flatnonzero(columns.kind == index) for index in range(len(UNIT_TYPES))]
    rows: tuple[tuple[Text, ...], ...] = (
        (_("Models that we know"), *(number(len(at)) for at in of_type)),
        (
            _("Least heat at %(temperature)s, the lowest of them")
            % {"temperature": temperature(MILD_F, units)},
            *(_lowest(least[at], units) for at in of_type),
        ),
        (
            _("Cooling, smallest to largest"),
            *(_spread(columns.cooling_btu_h[at], units) for at in of_type),
        ),
        (
            _("Sound at its quietest, quietest to loudest model"),
            *(_decibels(columns.sound_min_db[at]) for at in of_type),
        ),
        (
            _("Prices seen"),
            *(_prices(columns.price_low[at], columns.price_high[at]) for at in of_type),
        ),
    )
    heads: tuple[Text, ...] = ("", *(TYPE_NAMES[each] for each in UNIT_TYPES))
    seen = [card.price_seen for card in stock.cards if card.price_seen]
    note = _("Catalog %(version)s; blanks are counted nowhere.") % {"version": stock.version}
    if seen:
        note += " " + _("Prices seen between %(first)s and %(last)s.") % {
            "first": day(min(seen)),
            "last": day(max(seen)),
        }
    return Block(kind="types", heads=heads, rows=rows, note=note)


def _known(values: FloatArray) -> list[float]:
    return [float(value) for value in values if not np.isnan(value)]


def _lowest(values: FloatArray, units: str) -> str:
    known = _known(values)
    return btu(min(known), units) if known else str(not_published())


def _spread(values: FloatArray, units: str) -> str:
    known = _known(values)
    if not known:
        return str(not_published())
    return span(btu_figure(min(known), units), btu_figure(max(known), units))


def _decibels(values: FloatArray) -> str:
    known = _known(values)
    if not known:
        return str(not_published())
    return str(decibels(min(known), max(known)))


def _prices(
    low: FloatArray,
    high: FloatArray,
) -> str:
    lowest, highest = _known(low), _known(high)
    return money_span(min(lowest), max(highest)) if lowest and highest else str(not_published())


def _programs(asked: Asked, _units: str) -> Block:
    """Rebate programs, those of the place's state first; addresses as text, for none was visited
    lately unless its day stands beside it."""
    state = asked.place.state if asked.place else ""
    programs = [each for each in current_costs().incentives if each.kind != "federal"]
    homes = [each for each in programs if HEAR in each.name]
    others = [each for each in programs if HEAR not in each.name]
    mine = [each for each in homes if state and state in each.states]
    rows = [_program(each) for each in (*mine, *_near_first(others, state))]
    opened = sorted(each.states[0] for each in homes if each.status == "open")
    note = _(
        "Home Electrification and Appliance Rebates run state by state (%(count)s records);"
        " reported as open in %(states)s. Dates differ and funds end: ask before you buy."
    ) % {"count": number(len(homes)), "states": ", ".join(opened) or "–"}
    heads = (_("Program"), _("Where"), _("Its address"), _("Checked"))
    return Block(kind="programs", heads=heads, rows=tuple(rows), note=note)


def _near_first(programs: Iterable[Incentive], state: str) -> list[Incentive]:
    return sorted(programs, key=lambda each: state not in each.states)


MANY_STATES = 6


def _program(each: Incentive) -> tuple[Text, ...]:
    count = len(each.states)
    where = (
        ", ".join(each.states)
        if 0 < count < MANY_STATES
        else _("%(count)s states and territories") % {"count": number(count)}
        if count
        else _("whole country")
    )
    url = each.programme_url.removeprefix("https://").removesuffix("/")
    checked = day(each.last_checked) if each.last_checked else _("not by us")
    return each.name, where, url or "–", checked


def _place(asked: Asked, units: str) -> Block:
    """Snow, drip and frost at this place; without one, its ZIP code is asked for."""
    place = asked.place
    if place is None:
        return Block(kind="place")
    frost = float(place.climate.hours[place.climate.outdoor_f < FREEZING_F].sum())
    told = [
        _("%(place)s: coldest usual night %(night)s, below freezing in %(hours)s of a usual year.")
        % {
            "place": f"{place.place}, {place.state}",
            "night": temperature(place.heating_design_f, units),
            "hours": hours(frost),
        },
        *siting_outdoors(place.heating_design_f, units),
    ]
    return Block(kind="place", told=tuple(Told(text=each) for each in told))


FROSTS_F = (32.0, 17.0, 5.0, -13.0)
"""Freezing, the two points that makers publish, and where cold-climate units begin to stop."""


def _frost(asked: Asked, units: str) -> Block:
    """How often it is how cold at this place; without one, its ZIP code is asked for."""
    place = asked.place
    if place is None:
        return Block(kind="place")
    climate = place.climate
    told = [
        _("%(place)s: coldest usual night %(night)s.")
        % {
            "place": f"{place.place}, {place.state}",
            "night": temperature(place.heating_design_f, units),
        }
    ]
    told += [
        _("Below %(temperature)s in %(hours)s of a usual year.")
        % {"temperature": temperature(limit, units), "hours": hours(colder)}
        for limit in FROSTS_F
        if (colder := float(climate.hours[climate.outdoor_f < limit].sum())) >= 1
    ]
    if len(told) == 1:
        told.append(_("It does not freeze there in a usual year."))
    return Block(kind="place", told=tuple(Told(text=each) for each in told))


def _request(asked: Asked, _units: str) -> Block:
    link = address("request", asked.form.given) if asked.form.answers else ""
    return Block(kind="request", link=link)


def _oversize(asked: Asked, units: str) -> Block:
    """Whether the least output of the unit that is there explains its stopping on mild days."""
    least = least_btu_h(asked.least, units)
    if asked.advice is None or least is None:
        wrong = asked.least != "" and least is None
        return Block(kind="oversize", note=_("A plain number above zero, please.") if wrong else "")
    curve = asked.advice.picks[0].curve if asked.advice.picks else []
    need = need_at(curve, MILD_F)
    if need is None:
        return Block(
            kind="oversize",
            note=_("For this room we have no heating curve, so we cannot tell."),
        )
    told = {
        "mild": temperature(MILD_F, units),
        "need": btu(need, units),
        "least": btu(least, units),
    }
    if least <= need:
        sentence = _(
            "Not by its size: at %(mild)s the room needs about %(need)s, and yours goes down to"
            " %(least)s. Look below for another reason."
        )
        return Block(kind="oversize", told=(Told(text=sentence % told),))
    until = steady_below(curve, least)
    sentences = [
        _(
            "By its size: at %(mild)s the room needs about %(need)s, and yours gives no less than"
            " %(least)s. It has to stop and start."
        )
        % told,
        _("Below about %(outdoor)s outdoors it should run through.")
        % {"outdoor": temperature(until, units)}
        if until is not None
        else _("In this room it will do so even on the coldest usual nights."),
    ]
    return Block(kind="oversize", told=tuple(Told(text=each) for each in sentences))


def least_btu_h(text: str, units: str) -> float | None:
    """The least output typed in, BTU/h or kW, as BTU/h; ``None`` for anything that is none."""
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    value *= BTU_PER_KWH if units == "metric" else 1.0
    return value if 100 <= value <= 100_000 else None


def need_at(curve: Iterable[CurvePoint], outdoor_f: float) -> float | None:
    """What the room needs at this temperature, between the points of its curve. [BTU/h]"""
    points = sorted((point.outdoor_f, point.need_btu_h) for point in curve)
    if not points or not points[0][0] <= outdoor_f <= points[-1][0]:
        return None
    at = [outdoor for outdoor, _need in points]
    return float(np.interp(outdoor_f, at, [need for _outdoor, need in points]))


def steady_below(curve: Iterable[CurvePoint], least: float) -> float | None:
    """Below which outdoor temperature the room takes what the unit gives at least; ``None`` where
    it never does. [°F]"""
    points = sorted((point.need_btu_h, point.outdoor_f) for point in curve)
    if not points or points[-1][0] < least:
        return None
    needs = [need for need, _outdoor in points]
    return float(np.interp(least, needs, [outdoor for _need, outdoor in points]))
