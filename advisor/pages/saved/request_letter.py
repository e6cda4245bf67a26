"""The request to a landlord or HOA: its document with the figures of one room."""

from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Advice, Pick
from advisor.content.documents import type_document
from advisor.content.markdown import fill
from advisor.engine.answers import Answers
from advisor.engine.footing import footing_of
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.numbers import area_figure, decibels, load_figure, mass, number
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.pages.saved.papers import UnitFacts, full_link, likely_type, qr_code, unit_facts
from advisor.pages.shared.cards import kind
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm
from advisor.questions.labels import choice_in_sentence


@dataclass(frozen=True, kw_only=True)
class LetterParagraph:
    title: str
    text: SafeString


@dataclass(frozen=True, kw_only=True)
class RequestPage:
    title: str
    day: str
    to: Text
    what: SafeString
    paragraphs: tuple[LetterParagraph, ...]
    promises_title: str
    promises: tuple[SafeString, ...]
    others: tuple[tuple[Text, str, bool], ...]  # type in words, address, whether it is this one
    back: str
    qr: SafeString
    link: str


READERS: dict[str, Text] = {
    "landlord": gettext_lazy("the landlord or property manager"),
    "hoa": gettext_lazy("the homeowners’ association board"),
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
    return advice.leading[0].type if advice.leading else likely_type(advice)


def if_allowed(answers: Answers, unit_type: str) -> Answers:
    """The same room where this type were permitted: to name the unit that is asked for."""
    return replace(answers, type=(unit_type,), tenure=None, outdoor_unit=None, wall_hole=None)


def request_page(form: RoomForm, advice: Advice, *, unit_type: str) -> RequestPage:
    """A letter for permission; ``advice`` is that of the room where this type were permitted."""
    assert form.answers is not None
    given = form.given
    pick = advice.leading[0] if advice.leading else None
    facts = unit_facts(pick.slug) if pick else None
    rented = form.answers.tenure == "rent"
    link = full_link("results", given)
    document = type_document("letters", unit_type)
    opening, *sections = document.sections
    promises = document.section("promises")
    values = _values(form, advice, pick, facts)
    return RequestPage(
        title=document.title,
        day=date_format(advice.today, "DATE_FORMAT") if advice.today else "",
        to=READERS["landlord" if rented else "hoa"],
        what=fill(opening.html, values),
        paragraphs=tuple(
            LetterParagraph(title=section.title, text=fill(section.html, values))
            for section in sections
            if section is not promises
        ),
        promises_title=promises.title,
        promises=promises.items,
        others=tuple(
            (TYPE_NAMES[each], address("request", given, unit=each), each == unit_type)
            for each in UNIT_TYPES
        ),
        back=address("results", given),
        qr=qr_code(link),
        link=link,
    )


def _values(
    form: RoomForm, advice: Advice, pick: Pick | None, facts: UnitFacts | None
) -> dict[str, str]:
    """What the placeholders of a letter stand for: ``advisor.content.documents.FIGURES``."""
    assert form.answers is not None
    return {
        "room": str(choice_in_sentence("space", form.answers.space)),
        "area": str(area_figure(form.answers.area, form.units)),
        "heat": str(load_figure(advice.load.heating_btu_h.likely, form.units)),
        "cooling": str(load_figure(advice.load.cooling_btu_h.likely, form.units)),
        "unit": _unit(pick, facts, form.units),
        "circuit": _circuit(pick, facts, form.answers),
        "outdoor_sound": _outdoor_sound(facts),
    }


def _unit(pick: Pick | None, facts: UnitFacts | None, units: str) -> str:
    if pick is None:
        return _("The model is still open. I will name it before work starts.")
    example = _("For example, the %(name)s (%(kind)s), or an equivalent unit.") % {
        "name": pick.name,
        "kind": kind(pick, units),
    }
    if facts is None or facts.weight_lb is None:
        return example
    weighs = _("It weighs %(weight)s.") % {"weight": mass(facts.weight_lb, units)}
    return f"{example} {weighs}"


def _circuit(pick: Pick | None, facts: UnitFacts | None, answers: Answers) -> str:
    wired = pick is None or any(line.name == "circuit" for line in pick.cost.lines)
    if footing_of(answers).plugs_in and not wired:
        return _("It runs on the wiring of the RV: no new circuit.")
    if pick is None or not pick.voltage:
        return _("It will have its own circuit from the home’s panel, with a permit.")
    amps = (
        _("at least %(amps)s A") % {"amps": number(facts.amps)}
        if facts and facts.amps is not None
        else _("as listed on its nameplate")
    )
    return _(
        "It will have its own circuit: %(volts)s V, %(amps)s, installed by a licensed electrician."
    ) % {
        "volts": pick.voltage,
        "amps": amps,
    }


def _outdoor_sound(facts: UnitFacts | None) -> str:
    if facts is None or facts.sound_outdoor_db is None:
        return _(
            "As far as we know, the manufacturer does not publish an outdoor sound level. I"
            " will ask for it in writing."
        )
    return _("Its published outdoor sound is at most %(sound)s.") % {
        "sound": str(decibels(None, facts.sound_outdoor_db))
    }
