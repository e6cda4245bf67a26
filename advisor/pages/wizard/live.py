"""The panel beside the questions, which follows the answers: the room, drawn and in numbers."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from advisor.advice.estimate import Estimate, estimate
from advisor.drawing.bars import RangeBar, range_bar
from advisor.drawing.room_shapes import Drawn
from advisor.drawing.room_sketch import RoomSketch, room_sketch
from advisor.engine.answers import Answers
from advisor.engine.load import Spread
from advisor.engine.place import Place
from advisor.engine.room import resolve
from advisor.formatting.numbers import Figure, area_figure, load_figure, span, temperature
from advisor.pages.shared.fields import area_sum, is_asked
from advisor.pages.shared.render import address
from advisor.questions.answer_form import REQUIRED, RoomForm
from advisor.questions.definitions import QUESTIONS, STEP_OF
from advisor.questions.labels import choice_label, short_label, wording

UNKNOWN_AREA_FT2 = 160.0
"""Drawn while the size is not known."""

HEADROOM = 1.35
"""The scale of the bars against the highest load that place, space and size alone allow: answers
must be able to raise it without moving the scale."""


@dataclass(frozen=True, kw_only=True)
class LiveLoad:
    """One load: likely figure, its range in words and as a bar over the range at first."""

    kind: str  # heat, cool
    name: str
    when: str
    likely: Figure
    span: str
    bar: RangeBar
    first: RangeBar


@dataclass(frozen=True, kw_only=True)
class Live:
    """``shown`` is what was said last: the page only speaks up when the figures have moved."""

    sketch: RoomSketch
    crumb: str
    loads: tuple[LiveLoad, ...]
    missing: str
    doubt: str
    doubt_link: str
    said: str
    shown: str
    sum: str  # how the area came about, beside its question only
    area_beside: bool


def live_line(form: RoomForm, place: Place | None, *, at: str = "", then: str = "") -> Live:
    """The line beside the step ``at``; wrong answers are left out of it, as if they were open."""
    answers = _usable_answers(form)
    told = estimate(answers, place) if answers and place else None
    loads = _live_loads(told, place, form.units) if told and place else ()
    doubt = told.doubt if told and told.doubt and is_asked(told.doubt, form.given) else ""
    missing = [str(short_label(name)) for name in REQUIRED if name not in form.values]
    return Live(
        sketch=sketch_of(form),
        crumb=_crumb(form, place),
        loads=loads,
        missing=", ".join(missing),
        doubt=str(wording(QUESTIONS[doubt], form.given)) if doubt else "",
        doubt_link=_doubt_link(form, doubt, at=at, then=then) if doubt else "",
        said=" ".join(
            _("%(name)s: about %(likely)s, range %(span)s.")
            % {"name": load.name, "likely": load.likely.number, "span": load.span}
            for load in loads
        ),
        shown=" ".join(load.span for load in loads),
        sum=area_sum(form),
        area_beside=at == STEP_OF["area"].key,
    )


def _live_loads(told: Estimate, place: Place, units: str) -> tuple[LiveLoad, ...]:
    full = max(
        HEADROOM * max(told.first_heating.high, told.first_cooling.high),
        told.heating.high,
        told.cooling.high,
    )

    def load(kind: str, name: str, when: str, now: Spread, first: Spread) -> LiveLoad:
        return LiveLoad(
            kind=kind,
            name=name,
            when=when,
            likely=load_figure(now.likely, units),
            span=span(load_figure(now.low, units), load_figure(now.high, units)),
            bar=range_bar(now.low, now.likely, now.high, full=full),
            first=range_bar(first.low, first.likely, first.high, full=full),
        )

    coldest = temperature(place.heating_design_f, units)
    hottest = temperature(place.cooling_design_f, units)
    return (
        load(
            "heat",
            _("Heat"),
            _("on the coldest nights, %(at)s") % {"at": coldest},
            told.heating,
            told.first_heating,
        ),
        load(
            "cool",
            _("Cooling"),
            _("on the hottest days, %(at)s") % {"at": hottest},
            told.cooling,
            told.first_cooling,
        ),
    )


def _crumb(form: RoomForm, place: Place | None) -> str:
    """The answers of the first step as far as they are good: "Bedroom · 120 sq ft · Boston, MA"."""
    told = form.values
    parts = []
    if "space" in told:
        parts.append(str(choice_label("space", told["space"])))
    if "area" in told:
        parts.append(str(area_figure(told["area"], form.units)))
    if place is not None:
        parts.append(place.full_name)
    return " · ".join(parts)


def _doubt_link(form: RoomForm, name: str, *, at: str, then: str) -> str:
    step = STEP_OF[name].key
    if step == at:
        return f"#q-{name}"
    more = {"edit": step} | ({"then": then} if then else {})
    return f"{address('questions', form.given, **more)}#q-{name}"


def _usable_answers(form: RoomForm, **otherwise: Any) -> Answers | None:
    """Wrong answers count as open, and an open one is what ``otherwise`` says; ``None`` while a
    required one is still open."""
    if not form.errors and otherwise.keys() <= form.values.keys():
        return form.answers
    values = {**otherwise, **form.values}
    given = {name: str(value) for name, value in values.items()}
    return replace(form, given=given, values=values, errors={}).answers


def sketch_of(form: RoomForm) -> RoomSketch:
    """The room as far as it is known, the rest as the calculation assumes it."""
    return room_sketch(drawn_room(form))


def drawn_room(form: RoomForm) -> Drawn:
    """What the drawing shows: answers, and the engine's own defaults for those that are open."""
    given = form.values
    answers = _usable_answers(form, zip="00000", space="bedroom", area=UNKNOWN_AREA_FT2)
    assert answers is not None
    room = resolve(answers)
    guessed = QUESTIONS.keys() - given.keys()
    if "window_area" in given:
        guessed -= {"windows"}
    return Drawn(
        space=given.get("space", ""),
        area_ft2=room.likely["area_ft2"],
        ceiling_ft=room.inputs.ceiling_ft,
        walls=round(room.inputs.walls),
        above=room.inputs.above,
        below=room.inputs.below,
        windows=room.windows,
        facing=room.inputs.facing,
        shade=room.shade,
        insulation=room.insulation,
        drafts=room.drafts,
        garage_door=room.garage_door,
        below_grade_ft=room.inputs.below_grade_ft,
        guessed=frozenset(guessed),
        above_text=str(choice_label("above", given["above"])) if "above" in given else "",
        below_text=str(choice_label("below", given["below"])) if "below" in given else "",
    )
