"""The brief for the installer: two pages on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Contact, InKind, Pick, Range, Site
from advisor.advice.evidence import PUBLISHED, UNKNOWN_LIMIT
from advisor.formatting.numbers import (
    area_figure,
    btu_figure,
    decibels,
    load_figure,
    money_span,
    not_published,
    output,
    span,
    temperature,
)
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.pages.saved.brief_sections import BriefSections, brief_sections
from advisor.pages.saved.papers import (
    BriefLine,
    day_of,
    full_link,
    likely_type,
    owned_lines,
    qr_code,
    short_link,
    versions_text,
)
from advisor.pages.saved.siting_notes import circuit, siting
from advisor.pages.shared.answer_text import answer_text
from advisor.pages.shared.cards import kind
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import NUMBERS, QUESTIONS, STEPS
from advisor.questions.flow import asked_questions
from advisor.questions.labels import choice_label, is_folded, short

QUOTES = 3
"""At least so many are asked for."""

ROOM = (
    *("space", "area", "ceiling", "exterior_walls", "above", "below", "insulation", "drafts"),
    *("windows", "window_area", "glass", "facing", "shade", "garage_door", "below_grade"),
    *("shades", "screens", "overhang", "skylight_area", "frame", "siding", "wall_color", "roof"),
    *("attic", "crawl", "walkout", "outside_door", "beside"),
)
USE = ("goal", "use", "hold", "people", "watts", "damp", "heating_now", "cooling_now")
LIMITS = (
    *("tenure", "outdoor_unit", "wall_hole", "window_type", "window_width", "power", "installer"),
    *("budget", "priorities", "features", "moves", "hookup"),
)
NOT_PRINTED = (
    "zip",  # at the top, with the place
    *("type", "stock", "flagged"),  # what was looked at, not what the room is
    *("electricity_rate", "night_rate", "tariff", "fuel_rate", "heating_efficiency", "own_work"),
    *("bill_kwh", "bill_therms", "bill_gallons", "home_area"),  # in the load above
    *NUMBERS.fields,  # the same, and what owning is counted with
)
"""Answers that the brief leaves out: every question is in one of these four lists."""
LOAD_LINES = 7


@dataclass(frozen=True, kw_only=True)
class LoadLineRow:
    label: str
    heating: str
    cooling: str


@dataclass(frozen=True, kw_only=True)
class PickRow:
    name: str
    kind: str
    least: str
    cold: str
    sound: str
    price: str


@dataclass(frozen=True, kw_only=True)
class QuoteRow:
    label: str
    expected: str


@dataclass(frozen=True, kw_only=True)
class BriefPage:
    title: str
    crumb: str
    day: str
    headline: str
    link: str
    link_text: str
    code: str
    qr: SafeString
    heating: str
    cooling: str
    designs: str
    load_rows: tuple[LoadLineRow, ...]
    load_unit: str
    room: tuple[BriefLine, ...]
    use: tuple[BriefLine, ...]
    limits: tuple[BriefLine, ...]
    circuit: tuple[str, ...]
    siting: tuple[str, ...]
    picks: tuple[PickRow, ...]
    least_title: str
    cold_title: str
    quotes: tuple[QuoteRow, ...]
    quote_total: str
    owned: tuple[BriefLine, ...]  # 15 years in today's money
    market_note: str
    contacts: tuple[Contact, ...]
    quote_numbers: tuple[int, ...]
    questions_title: str
    questions: tuple[SafeString, ...]
    blanks_title: str
    blanks: tuple[SafeString, ...]
    types: tuple[str, ...]
    in_kind: InKind | None  # a type to ask about beyond our models
    back: str
    quote_check: str  # where a quote is checked against this room
    versions: str


def brief_page(form: RoomForm, advice: Advice, *, code: str = "") -> BriefPage:
    """Two pages on paper; ``code`` is that of a kept copy, to which the link then leads."""
    assert form.answers is not None
    given, units = form.given, form.units
    first = advice.leading[0] if advice.leading else None
    unit_type = first.type if first else likely_type(advice)
    told = brief_sections(unit_type, form.answers, advice.leading)
    link = short_link(code) if code else full_link("results", given)
    assumed = {line.field: line.value for line in advice.assumptions}
    at = temperature(advice.site.heating_design_f, units)
    return BriefPage(
        title=told.title,
        crumb=crumb(form, advice.site),
        day=day_of(advice),
        headline=advice.headline,
        link=link,
        link_text=link if code else f"{settings.SITE_URL}{reverse('results')}?…",
        code=code,
        qr=qr_code(link),
        heating=range_text(advice.load.heating_btu_h, units),
        cooling=range_text(advice.load.cooling_btu_h, units),
        designs=_("Outdoors %(low)s and %(high)s, weather station %(station)s.")
        % {
            "low": at,
            "high": temperature(advice.site.cooling_design_f, units),
            "station": advice.site.station,
        },
        load_rows=_load_rows(advice, units),
        load_unit="kW" if units == "metric" else "BTU/h",
        room=_facts(ROOM, given, assumed),
        use=_facts(USE, given, assumed),
        limits=_facts(LIMITS, given, assumed),
        circuit=circuit(first, form.answers),
        siting=siting(unit_type, advice, first, units, form.answers),
        picks=tuple(_pick_row(pick, units) for pick in advice.leading),
        least_title=_("Minimum heat at %(temperature)s") % {"temperature": temperature(47, units)},
        cold_title=_("At %(temperature)s") % {"temperature": at},
        quotes=_quote_rows(first, told),
        quote_total=money_span(first.cost.upfront.low, first.cost.upfront.high) if first else "",
        owned=owned_lines(advice, advice.leading),
        market_note=advice.market_note or "",
        contacts=tuple(advice.contacts),
        quote_numbers=tuple(range(1, QUOTES + 1)),
        questions_title=told.ask_title,
        questions=told.ask,
        blanks_title=told.measure.title,
        blanks=told.measure.items,
        types=tuple(f"{TYPE_NAMES[each.type]}: {each.why}" for each in advice.types)
        if first is None
        else (),
        in_kind=advice.in_kind,
        back=address("results", given),
        quote_check=address("quote", given),
        versions=versions_text(advice),
    )


def crumb(form: RoomForm, site: Site) -> str:
    """Room, size and place: "Bedroom · 120 sq ft · Boston, MA 02130"."""
    assert form.answers is not None
    area = area_figure(form.answers.area, form.units)
    room = choice_label("space", form.answers.space)
    return f"{room} · {area} · {site.place} {site.zip}"


def range_text(values: Range, units: str) -> str:
    """A load with its range: "2,400 BTU/h, range 1,800–3,100 BTU/h"."""
    return _("%(likely)s, range %(span)s") % {
        "likely": str(load_figure(values.likely, units)),
        "span": span(load_figure(values.low, units), load_figure(values.high, units)),
    }


def _facts(
    names: Sequence[str], given: Mapping[str, str], assumed: Mapping[str, str]
) -> tuple[BriefLine, ...]:
    asked = {question.name for step in STEPS for question in asked_questions(step, given)}
    lines = []
    for name in names:
        question = QUESTIONS[name]
        answer = answer_text(question, given)
        if answer:
            lines.append(BriefLine(label=str(short(question, given)), text=answer))
        elif name in asked and assumed.get(name) and not is_folded(question, given):
            label = str(short(question, given))
            lines.append(BriefLine(label=label, text=assumed[name], assumed=True))
    return tuple(lines)


def _load_rows(advice: Advice, units: str) -> tuple[LoadLineRow, ...]:
    largest = sorted(
        advice.load.lines, key=lambda line: -max(line.heating_btu_h, line.cooling_btu_h)
    )
    return tuple(
        LoadLineRow(
            label=capfirst(line.label),
            heating=btu_figure(line.heating_btu_h, units).number,
            cooling=btu_figure(line.cooling_btu_h, units).number,
        )
        for line in largest[:LOAD_LINES]
        if max(line.heating_btu_h, line.cooling_btu_h) >= 1
    )


def _pick_row(pick: Pick, units: str) -> PickRow:
    return PickRow(
        name=pick.name,
        kind=kind(pick, units),
        least=output(
            pick.min_output_47f_btu_h, units, is_published=pick.evidence.minimum == PUBLISHED
        ),
        cold=_cold(pick, units),
        sound=str(decibels(pick.sound_min_db, pick.sound_max_db)),
        price=next(
            (money_span(line.low, line.high) for line in pick.cost.lines if line.name == "unit"),
            str(not_published()),
        ),
    )


def _cold(pick: Pick, units: str) -> str:
    """Output on the coldest night; below a limit that nobody publishes, not known."""
    gives = pick.capacity_at_design_btu_h
    if gives:
        return output(gives, units, is_published=pick.evidence.design_capacity == PUBLISHED)
    return str(not_published()) if pick.evidence.cutout == UNKNOWN_LIMIT else _("none")


def _quote_rows(pick: Pick | None, told: BriefSections) -> tuple[QuoteRow, ...]:
    """The lines that a quote should have: with our range where we know one."""
    lines = pick.cost.lines if pick else ()
    return (
        *(
            QuoteRow(label=capfirst(line.label), expected=money_span(line.low, line.high))
            for line in lines
        ),
        *(
            QuoteRow(label=label, expected="")
            for label in (*(() if pick else told.usual_lines), *told.unpriced)
        ),
    )
