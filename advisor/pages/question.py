"""One step of the conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.charts import (
    RoomSketch,
    room_sketch,
)
from advisor.engine.place import Place
from advisor.forms import (
    RoomForm,
)
from advisor.pages.fields import Field, field_for, hidden_fields, is_asked
from advisor.pages.render import address
from advisor.questions import (
    QUESTIONS,
    Step,
    asked_questions,
    choice_label,
    steps_for,
)


@dataclass(frozen=True, kw_only=True)
class Progress:
    position: int
    total: int
    minutes: str
    marks: tuple[str, ...]  # done, here, ahead


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    step: Step
    title: str
    place: str
    place_note: str
    fields: tuple[Field, ...]
    errors: tuple[tuple[str, str], ...]  # id of the control, sentence
    stray_errors: tuple[str, ...]  # about answers that no page asks for
    hidden: tuple[tuple[str, str], ...]
    progress: Progress | None
    back: str
    can_see_results: bool
    then: str  # check or results: where a changed answer leads back to
    last: bool
    moved_on: bool  # a step was just submitted: this is a new page to its reader
    sketch: RoomSketch | None


SECONDS_PER_STEP = 25


def question_page(
    form: RoomForm,
    step: Step,
    *,
    show_errors: bool,
    place: Place | None = None,
    then: str = "",
    moved_on: bool = False,
) -> QuestionPage:
    """One step of the conversation. Answers of other steps travel as hidden fields."""
    given = form.given
    asked = asked_questions(step, given)
    names = {question.name for question in asked}
    faults = form.faults() if show_errors else {}
    fields = tuple(
        field_for(question, given, error=faults.get(question.name, "")) for question in asked
    )
    steps = steps_for(given)
    position = next((i for i, other in enumerate(steps) if other.key == step.key), None)
    ready = not form.missing and not form.errors
    progress = None if position is None or then else _progress(position, len(steps))
    title = str(step.title)
    if any(field.error for field in fields):
        title = _("Error: %(title)s") % {"title": title}
    return QuestionPage(
        step=step,
        title=title,
        place=f"{place.place}, {place.state}" if place else "",
        place_note=place_note(place),
        fields=fields,
        errors=tuple((field.error_target, field.error) for field in fields if field.error),
        stray_errors=tuple(
            faults[name] for name in faults if name in QUESTIONS and not is_asked(name, given)
        ),
        hidden=hidden_fields(given, without=names),
        progress=progress,
        back=_back(given, steps, position, then),
        can_see_results=ready and not then and position != len(steps) - 1,
        then=then,
        last=position == len(steps) - 1,
        moved_on=moved_on,
        sketch=_sketch(form) if step.key in SKETCHED_STEPS else None,
    )


SKETCHED_STEPS = frozenset({"around", "shell", "windows", "living", "possible", "money"})


def _sketch(form: RoomForm) -> RoomSketch | None:
    """The room as far as it is known, once it has a size."""
    values = form.values
    if "area" not in values:
        return None
    above, below = values.get("above"), values.get("below")
    if values.get("space") == "basement":
        below = below or "slab"
    names = {above: choice_label("above", above)} if above else {}
    if below:
        names[f"below-{below}"] = choice_label("below", below)
    return room_sketch(
        area_ft2=values["area"],
        ceiling_ft=values.get("ceiling", 8.0),
        exterior_walls=values.get("exterior_walls"),
        above=above,
        below=below,
        windows=values.get("windows"),
        facing=values.get("facing"),
        shade=values.get("shade"),
        texts={name: str(text) for name, text in names.items()},
    )


def _progress(position: int, total: int) -> Progress:
    left = (total - position) * SECONDS_PER_STEP
    minutes = max(1, round(left / 60))
    return Progress(
        position=position + 1,
        total=total,
        minutes=ngettext("about %(n)s minute left", "about %(n)s minutes left", minutes)
        % {"n": minutes},
        marks=tuple(
            "done" if i < position else "here" if i == position else "ahead" for i in range(total)
        ),
    )


def _back(given: Mapping[str, str], steps: Sequence[Step], position: int | None, then: str) -> str:
    if then:
        return address(then, given)
    if position is None:
        return address("check", given)
    if position == 0:
        return address("home", given)
    return address("questions", given, edit=steps[position - 1].key)


def place_note(place: Place | None) -> str:
    """Says that a neighbouring ZIP code stands in, where one does."""
    if place is None or not place.approximated_from:
        return ""
    return _("This ZIP code is not in our table, so we use its neighbor %(zip)s.") % {
        "zip": place.approximated_from
    }
