"""The papers: a brief for the installer, and a request to a landlord or HOA."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import segno
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Advice, Pick, Range
from advisor.engine.answers import UNIT_TYPES, Answers
from advisor.engine.money import HEAVY_LB
from advisor.formatting.numbers import (
    area_figure,
    btu,
    btu_figure,
    decibels,
    load_figure,
    mass,
    money_span,
    not_published,
    number,
    span,
    temperature,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing import inventory
from advisor.pages.saved.page import short_link
from advisor.pages.shared.answer_text import answer_text
from advisor.pages.shared.cards import kind
from advisor.pages.shared.render import address
from advisor.pages.shared.siting import siting_outdoors
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import QUESTIONS, STEPS
from advisor.questions.flow import asked_questions
from advisor.questions.labels import choice_label

QUOTES = 3
"""At least so many are asked for."""

ROOM = (
    *("space", "area", "ceiling", "exterior_walls", "above", "below", "insulation", "drafts"),
    *("windows", "window_area", "glass", "facing", "shade", "garage_door", "below_grade"),
)
USE = ("goal", "use", "hold", "people", "watts", "damp", "heating_now", "cooling_now")
LIMITS = (
    *("tenure", "outdoor_unit", "wall_hole", "window_type", "window_width", "power", "installer"),
    *("budget", "priorities", "features"),
)
LOAD_LINES = 7


def qr_code(link: str) -> SafeString:
    """The link as a QR code: SVG of shapes and attributes only, as our policy asks."""
    # The lowest correction: a long link is finer print than any stain that it could mend.
    code = segno.make_qr(link, error="l", boost_error=False)
    return mark_safe(  # noqa: S308  (shapes made here, and no text)
        code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None, light="#fff")
    )


def full_link(view: str, given: Mapping[str, str]) -> str:
    """The absolute address of one of our pages with these answers."""
    return f"{settings.SITE_URL}{address(view, given)}"


# --- Facts of one unit --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """Published figures of a unit that a card does not show; ``None`` is not published."""

    amps: float | None  # minimum circuit
    weight_lb: float | None
    width_in: float | None
    sound_outdoor_db: float | None
    min_operating_f: float | None


def unit_facts(slug: str) -> UnitFacts:
    """Figures of a unit that may be picked. One query."""
    stock = inventory.current()
    row = stock.row(slug)

    def known(values: Any) -> float | None:
        value = math.nan if row is None else float(np.asarray(values)[row])
        return None if math.isnan(value) else value

    units = stock.units
    return UnitFacts(
        amps=known(units.amps),
        weight_lb=known(units.weight_lb),
        width_in=known(units.width_in),
        sound_outdoor_db=known(units.sound_outdoor_db),
        min_operating_f=known(units.min_operating_f),
    )


# --- The brief ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Line:
    """A heading and what belongs to it; ``blank`` is left to be filled in by hand."""

    label: str
    text: str = ""
    assumed: bool = False
    blank: bool = False


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
    room: tuple[Line, ...]
    use: tuple[Line, ...]
    limits: tuple[Line, ...]
    circuit: tuple[str, ...]
    siting: tuple[str, ...]
    picks: tuple[PickRow, ...]
    least_title: str
    cold_title: str
    quotes: tuple[QuoteRow, ...]
    quote_total: str
    market_note: str
    quote_numbers: tuple[int, ...]
    questions: tuple[Text, ...]
    blanks: tuple[Text, ...]
    types: tuple[str, ...]
    back: str
    versions: str


BLANKS: dict[str, tuple[Text, ...]] = {
    "mini_split": (
        gettext_lazy("Wall: material, thickness"),
        gettext_lazy("Pipe length, indoor to outdoor unit"),
        gettext_lazy("Way to the panel, free breakers"),
        gettext_lazy("Height of the outdoor unit above ground"),
        gettext_lazy("Distance to the next neighbor’s window"),
        gettext_lazy("Where the water goes"),
    ),
    "window": (
        gettext_lazy("Clear opening: width, height"),
        gettext_lazy("Sill: depth, height above the floor"),
        gettext_lazy("Height of the window above ground"),
        gettext_lazy("Outlet: distance, breaker, what else is on it"),
        gettext_lazy("Where the water goes"),
    ),
    "portable": (
        gettext_lazy("Clear opening: width, height"),
        gettext_lazy("Way from the unit to the window"),
        gettext_lazy("Outlet: distance, breaker, what else is on it"),
        gettext_lazy("Where the water goes"),
    ),
}
QUESTIONS_TO_ASK: dict[str, tuple[Text, ...]] = {
    "mini_split": (
        gettext_lazy("Did you calculate the load of this room? Where does yours differ from ours?"),
        gettext_lazy("How low does your unit turn down on a mild day? Not what its name says."),
        gettext_lazy("What does it give on the coldest usual night, and who publishes that?"),
        gettext_lazy("Are you licensed here, insured, and certified under EPA section 608?"),
        gettext_lazy("Who takes out the permit, and is the inspection in the price?"),
        gettext_lazy(
            "Will you test with nitrogen, pull a vacuum, and write down both readings for me?"
        ),
        gettext_lazy("Which breaker, wire and disconnect? Is there room in the panel?"),
        gettext_lazy("Where does it stand: above the snow, clear of drips, away from bedrooms?"),
        gettext_lazy("Where does the water go: by gravity or by a pump?"),
        gettext_lazy("Who registers the warranty, by which day, and what would void it?"),
        gettext_lazy("Who comes when it fails in January, and how soon?"),
        gettext_lazy("Which rebate do you apply for, and is it off the price or paid to me?"),
    ),
    "window": (
        gettext_lazy("Does the sill carry the weight, or does the bracket need the wall?"),
        gettext_lazy("How is the sash locked, and how are both sides sealed?"),
        gettext_lazy("Is the outlet on a breaker of its own? No extension cord."),
        gettext_lazy("Who helps to lift it, and who takes it out again in the end?"),
        gettext_lazy("Which way does it lean, and where does the water drip?"),
        gettext_lazy("Heat by heat pump down to which outdoor temperature, and what below it?"),
        gettext_lazy("How long is the warranty, and who repairs it here?"),
    ),
    "portable": (
        gettext_lazy("One hose or two? With one, it pulls outdoor air into the room."),
        gettext_lazy("What is its SACC, not only the larger number on the box?"),
        gettext_lazy("Heat by heat pump down to which outdoor temperature?"),
        gettext_lazy("Does its panel fit this window, and is it sealed?"),
        gettext_lazy("Where does the water go while it heats?"),
        gettext_lazy("How long can it be given back, and who pays the way?"),
    ),
}


def brief_page(form: RoomForm, advice: Advice, *, code: str = "") -> BriefPage:
    """Two pages on paper; ``code`` is that of a kept copy, to which the link then leads."""
    assert form.answers is not None
    given, units = form.given, form.units
    first = advice.picks[0] if advice.picks else None
    unit_type = first.type if first else _likely_type(advice)
    link = short_link(code) if code else full_link("results", given)
    assumed = {line.field: line.value for line in advice.assumptions}
    at = temperature(advice.site.heating_design_f, units)
    return BriefPage(
        title=_("Brief for the installer"),
        crumb=crumb(form, advice),
        day=date_format(advice.today, "DATE_FORMAT") if advice.today else "",
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
        circuit=_circuit(first),
        siting=siting(unit_type, advice, first, units),
        picks=tuple(_pick_row(pick, units) for pick in advice.picks[:QUOTES]),
        least_title=_("Least heat at %(temperature)s") % {"temperature": temperature(47, units)},
        cold_title=_("At %(temperature)s") % {"temperature": at},
        quotes=_quote_rows(first),
        quote_total=money_span(first.cost.upfront.low, first.cost.upfront.high) if first else "",
        market_note=advice.market_note or "",
        quote_numbers=tuple(range(1, QUOTES + 1)),
        questions=QUESTIONS_TO_ASK[unit_type],
        blanks=BLANKS[unit_type],
        types=tuple(f"{TYPE_NAMES[each.type]}: {each.why}" for each in advice.types)
        if first is None
        else (),
        back=address("results", given),
        versions=_("Engine %(engine)s, catalog %(catalog)s, data %(data)s")
        % {
            "engine": advice.versions.engine,
            "catalog": advice.versions.catalog,
            "data": advice.versions.data,
        },
    )


def crumb(form: RoomForm, advice: Advice) -> str:
    """Room, size and place: "Bedroom · 120 sq ft · Boston, MA 02130"."""
    assert form.answers is not None
    area = area_figure(form.answers.area, form.units)
    room = choice_label("space", form.answers.space)
    return f"{room} · {area} · {advice.site.place} {advice.site.zip}"


def range_text(values: Range, units: str) -> str:
    """A load with its range: "2,400 BTU/h, range 1,800–3,100 BTU/h"."""
    return _("%(likely)s, range %(span)s") % {
        "likely": str(load_figure(values.likely, units)),
        "span": span(load_figure(values.low, units), load_figure(values.high, units)),
    }


def _likely_type(advice: Advice) -> str:
    """The type that the paper speaks of where no unit is picked."""
    order = {"fits": 0, "possible": 1, "unsuitable": 2}
    return min(advice.types, key=lambda each: order[each.verdict]).type


def _facts(
    names: Sequence[str], given: Mapping[str, str], assumed: Mapping[str, str]
) -> tuple[Line, ...]:
    asked = {question.name for step in STEPS for question in asked_questions(step, given)}
    lines = []
    for name in names:
        question = QUESTIONS[name]
        told = answer_text(question, given)
        if told:
            lines.append(Line(label=str(question.short), text=told))
        elif name in asked and assumed.get(name):
            lines.append(Line(label=str(question.short), text=assumed[name], assumed=True))
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


def _circuit(pick: Pick | None) -> tuple[str, ...]:
    if pick is None:
        return (_("No unit was picked, so its circuit is open."),)
    facts = unit_facts(pick.slug)
    volts = f"{pick.voltage}\u00a0V" if pick.voltage else str(not_published())
    amps = f"{number(facts.amps)}\u00a0A" if facts.amps is not None else str(not_published())
    told = [
        _("%(name)s: %(volts)s, smallest circuit %(amps)s.")
        % {"name": f"{pick.brand} {pick.model}", "volts": volts, "amps": amps}
    ]
    if pick.type == "mini_split":
        told.append(_("A circuit of its own, with a disconnect in sight of the outdoor unit."))
    else:
        told.append(_("A grounded outlet of its own; no extension cord, no power strip."))
    return tuple(told)


def siting(unit_type: str, advice: Advice, pick: Pick | None, units: str) -> tuple[str, ...]:
    """Where it goes, for this place: snow, drip, distance, noise."""
    facts = unit_facts(pick.slug) if pick else None
    cold = advice.site.heating_design_f
    told: list[str] = []
    if unit_type == "mini_split":
        told += siting_outdoors(cold, units)
    elif unit_type == "window":
        told += [
            _("Level from side to side, leaning outward as its manual says, on a bracket."),
            _("Both sides and the gap between the sashes sealed; the sash locked."),
        ]
        if facts and facts.weight_lb is not None and facts.weight_lb >= HEAVY_LB:
            told.append(
                _("%(weight)s: two people lift it.") % {"weight": mass(facts.weight_lb, units)}
            )
    else:
        told += [
            _("Hose short and straight, as it came; panel sealed in the window."),
            _("Where its water can run off: while it heats, more comes than a tank holds."),
        ]
    if facts and facts.sound_outdoor_db is not None and unit_type != "portable":
        told.append(
            _("Outdoors it makes %(sound)s as published; ask at what distance that was measured.")
            % {"sound": str(decibels(None, facts.sound_outdoor_db))}
        )
    return tuple(told)


def _pick_row(pick: Pick, units: str) -> PickRow:
    return PickRow(
        name=f"{pick.brand} {pick.model}",
        kind=kind(pick, units),
        least=btu(pick.min_output_47f_btu_h, units),
        cold=_("none")
        if pick.capacity_at_design_btu_h == 0
        else btu(pick.capacity_at_design_btu_h, units),
        sound=str(decibels(pick.sound_min_db, pick.sound_max_db)),
        price=next(
            (money_span(line.low, line.high) for line in pick.cost.lines if line.name == "unit"),
            str(not_published()),
        ),
    )


def _quote_rows(pick: Pick | None) -> tuple[QuoteRow, ...]:
    if pick is None:
        return tuple(
            QuoteRow(label=label, expected="")
            for label in (_("Unit"), _("Labor and materials"), _("Electrical work"), _("Permit"))
        )
    return tuple(
        QuoteRow(label=capfirst(line.label), expected=money_span(line.low, line.high))
        for line in pick.cost.lines
    )


# --- The request --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    title: Text
    text: str


@dataclass(frozen=True, kw_only=True)
class RequestPage:
    title: str
    day: str
    to: Text
    what: str
    paragraphs: tuple[Paragraph, ...]
    promises: tuple[str, ...]
    others: tuple[tuple[Text, str, bool], ...]  # type in words, address, whether it is this one
    back: str
    qr: SafeString
    link: str


READERS: dict[str, Text] = {
    "landlord": gettext_lazy("the landlord or property manager"),
    "hoa": gettext_lazy("the board of the homeowners’ association"),
}


def request_type(form: RoomForm, advice: Advice, asked: str) -> str:
    """What is asked for: the type in the address, else the mini-split where rules stand in its
    way for an owner, else the type that fits."""
    if asked in UNIT_TYPES:
        return asked
    assert form.answers is not None
    if form.answers.tenure != "rent" and "no" in {
        form.answers.outdoor_unit,
        form.answers.wall_hole,
    }:
        return "mini_split"
    return advice.picks[0].type if advice.picks else _likely_type(advice)


def if_allowed(answers: Answers, unit_type: str) -> Answers:
    """The same room where this type were permitted: to name the unit that is asked for."""
    return replace(answers, type=(unit_type,), tenure=None, outdoor_unit=None, wall_hole=None)


def request_page(form: RoomForm, advice: Advice, *, unit_type: str) -> RequestPage:
    """A letter for permission; ``advice`` is that of the room where this type were permitted."""
    assert form.answers is not None
    given, units = form.given, form.units
    pick = advice.picks[0] if advice.picks else None
    facts = unit_facts(pick.slug) if pick else None
    rented = form.answers.tenure == "rent"
    room = str(choice_label("space", form.answers.space)).lower()
    link = full_link("results", given)
    return RequestPage(
        title=_("Request for permission"),
        day=date_format(advice.today, "DATE_FORMAT") if advice.today else "",
        to=READERS["landlord" if rented else "hoa"],
        what=str(WHAT[unit_type])
        % {"room": room, "area": str(area_figure(form.answers.area, units))},
        paragraphs=tuple(
            Paragraph(title=title, text=text)
            for title, text in (
                (_("Which unit"), _which_unit(pick, facts, advice, units)),
                (_("The building"), str(BUILDING[unit_type])),
                (_("Electricity"), _electricity(pick, facts, unit_type)),
                (_("Noise"), _noise(facts, unit_type)),
                (_("Water"), str(WATER[unit_type])),
                (_("Looks"), str(LOOKS[unit_type])),
                (_("Taking it away again"), str(REVERSAL[unit_type])),
            )
            if text
        ),
        promises=tuple(map(str, PROMISES[unit_type])),
        others=tuple(
            (TYPE_NAMES[each], address("request", given, unit=each), each == unit_type)
            for each in UNIT_TYPES
        ),
        back=address("results", given),
        qr=qr_code(link),
        link=link,
    )


WHAT: dict[str, Text] = {
    "mini_split": gettext_lazy(
        "I ask for permission to have one ductless heat pump (a mini-split) put in, for one room:"
        " the %(room)s, %(area)s. It heats and cools that room alone, by electricity, without a"
        " flame and without ducts."
    ),
    "window": gettext_lazy(
        "I ask for permission to use one window heat pump in one room: the %(room)s, %(area)s. It"
        " sits in the window like a window air conditioner, and heats as well as cools."
    ),
    "portable": gettext_lazy(
        "I ask for permission to use one portable heat pump in one room: the %(room)s, %(area)s. It"
        " stands on the floor; a hose leads to a panel in the window."
    ),
}
BUILDING: dict[str, Text] = {
    "mini_split": gettext_lazy(
        "One hole of about three inches goes through the outside wall, sloping outward, sleeved and"
        " sealed against water and insects. The indoor unit hangs on a plate with screws, the"
        " outdoor unit on a stand or bracket. No beam, stud or other part that carries is cut, and"
        " the roof is not touched."
    ),
    "window": gettext_lazy(
        "Nothing is cut and no hole is drilled outside. A bracket carries the weight; the sash is"
        " locked and the sides are sealed with foam that comes off again."
    ),
    "portable": gettext_lazy(
        "Nothing is cut, drilled or fastened. The panel is held by the window itself and comes out"
        " without a tool."
    ),
}
WATER: dict[str, Text] = {
    "mini_split": gettext_lazy(
        "Water from cooling runs through a drain line to: ______________________. In winter the"
        " outdoor unit melts its own frost now and then; it stands where that water reaches no"
        " path, balcony or wall below."
    ),
    "window": gettext_lazy(
        "Most of its water evaporates on its own coil; what is left drips outside, away from any"
        " balcony, path or window below: ______________________."
    ),
    "portable": gettext_lazy(
        "Its water collects inside it. I empty it, or lead it to a drain in the flat. Nothing drips"
        " outside."
    ),
}
LOOKS: dict[str, Text] = {
    "mini_split": gettext_lazy(
        "The outdoor unit is about the size of a suitcase and would stand at:"
        " ______________________. The pipes run in a cover that can be painted in the color of the"
        " wall. A drawing is attached: yes / no."
    ),
    "window": gettext_lazy(
        "Seen from outside: a case in the window of the room, at: ____________."
    ),
    "portable": gettext_lazy("Seen from outside: a panel with one or two openings in the window."),
}
REVERSAL: dict[str, Text] = {
    "mini_split": gettext_lazy(
        "It can be taken down in a day: the refrigerant is recovered by a certified technician, the"
        " hole is filled and painted. Or it stays, if you like."
    ),
    "window": gettext_lazy("It is out in an hour, and the window is as it was."),
    "portable": gettext_lazy("It is out in minutes, and the window is as it was."),
}
PROMISES: dict[str, tuple[Text, ...]] = {
    "mini_split": (
        gettext_lazy("A licensed, insured contractor does the work, with the permit it needs."),
        gettext_lazy("You get the papers: license, insurance, permit, and the inspection."),
        gettext_lazy("I pay for it, for its care, and for taking it away."),
        gettext_lazy("If it disturbs a neighbor, I have it looked at, or keep it off at night."),
    ),
    "window": (
        gettext_lazy("It is put in on a bracket, by two people where it is heavy."),
        gettext_lazy("It has an outlet of its own and no extension cord."),
        gettext_lazy("I pay for it and for any harm it does, and take it out when I leave."),
        gettext_lazy("If it disturbs a neighbor, I keep it off at night."),
    ),
    "portable": (
        gettext_lazy("It has an outlet of its own and no extension cord."),
        gettext_lazy("I empty its water, and take it with me when I leave."),
    ),
}


def _which_unit(pick: Pick | None, facts: UnitFacts | None, advice: Advice, units: str) -> str:
    need = _("The room needs about %(heat)s of heat and %(cool)s of cooling.") % {
        "heat": str(load_figure(advice.load.heating_btu_h.likely, units)),
        "cool": str(load_figure(advice.load.cooling_btu_h.likely, units)),
    }
    if pick is None:
        return _("%(need)s The model is still open; I will name it before the work.") % {
            "need": need
        }
    told = [
        need,
        _("For example the %(name)s (%(kind)s), or an equal one.")
        % {"name": f"{pick.brand} {pick.model}", "kind": kind(pick, units)},
    ]
    if facts and facts.weight_lb is not None:
        told.append(_("It weighs %(weight)s.") % {"weight": mass(facts.weight_lb, units)})
    return " ".join(told)


def _electricity(pick: Pick | None, facts: UnitFacts | None, unit_type: str) -> str:
    if unit_type != "mini_split":
        return _("It is plugged into a grounded outlet and draws no more than that allows.")
    if pick is None or not pick.voltage:
        return _("It gets a circuit of its own from the panel of the home, with a permit.")
    amps = (
        _("at least %(amps)s A") % {"amps": number(facts.amps)}
        if facts and facts.amps is not None
        else _("as its plate says")
    )
    return _("It gets a circuit of its own: %(volts)s V, %(amps)s, by a licensed electrician.") % {
        "volts": pick.voltage,
        "amps": amps,
    }


def _noise(facts: UnitFacts | None, unit_type: str) -> str:
    if unit_type == "portable":
        return _("The fan stands indoors. Outside, only air comes from the panel.")
    distance = _(
        "In the open, sound falls by about 6 dB each time the distance doubles; a wall beside it"
        " takes some of that back."
    )
    if facts is None or facts.sound_outdoor_db is None:
        return _(
            "The maker publishes no outdoor sound that we know of; I will ask for it in writing."
            " %(distance)s Distance to the next window: ____________."
        ) % {"distance": distance}
    return _(
        "Outdoors it makes %(sound)s at most, as published. %(distance)s Distance to the next"
        " window: ____________."
    ) % {"sound": str(decibels(None, facts.sound_outdoor_db)), "distance": distance}
