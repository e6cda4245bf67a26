"""One step of the conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.advice.estimate import usual
from advisor.advice.sentences.taken_values import taken
from advisor.engine.place import Place
from advisor.listing import inventory
from advisor.listing.untestable import ASKS_OF_UNITS, untestable
from advisor.pages.shared.fields import (
    Field,
    field_for,
    hidden_fields,
    is_asked,
    with_area_helper,
    with_option_note,
)
from advisor.pages.shared.render import address
from advisor.pages.wizard.live import Live, live_line
from advisor.pages.wizard.wishes import with_wishes_that_count
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import QUESTIONS
from advisor.questions.flow import asked_questions, steps_for
from advisor.questions.labels import is_folded
from advisor.questions.question_types import Step


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
    live: Live


def _usually(form: RoomForm, names: set[str]) -> dict[str, str]:
    """What we take for each of these questions while it is open, in words."""
    if form.answers is None:
        return {}
    softly = [name for name in names if not QUESTIONS[name].required]
    found = usual(form.answers, without=softly)
    return {
        QUESTIONS[name].instead_of or name: taken(name, value, form.given)
        for name, value in found.items()
    }


NOT_PUBLISHED_YET = gettext_lazy("no unit publishes this yet")
"""Beside an answer that no unit can be tested against."""
SECONDS_PER_QUESTION = 6
"""To read it and to tap an answer; some take longer, others are passed over."""


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
    usually = _usually(form, names)
    fields = tuple(
        replace(
            field_for(question, given, error=faults.get(question.name, "")),
            assumed=usually.get(question.name, ""),
        )
        for question in asked
    )
    fields = tuple(
        with_area_helper(field, form) if field.name == "area" else field for field in fields
    )
    design_f = place.heating_design_f if place else None
    fields = tuple(with_wishes_that_count(field, given, design_f) for field in fields)
    if names & ASKS_OF_UNITS:
        known_of_none = untestable(inventory.current())
        fields = tuple(
            with_option_note(field, known_of_none.get(field.name, ()), NOT_PUBLISHED_YET)
            for field in fields
        )
    steps = steps_for(given)
    position = next((i for i, other in enumerate(steps) if other.key == step.key), None)
    ready = not form.missing and not form.errors
    # A link that begins further on comes back to the room: there is no telling how far it is.
    begun_late = bool(position and form.missing)
    progress = None if position is None or then or begun_late else _progress(position, steps, given)
    title = str(step.title)
    if any(field.error for field in fields):
        title = _("Error: %(title)s") % {"title": title}
    return QuestionPage(
        step=step,
        title=title,
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
        live=live_line(form, place, at=step.key, then=then),
    )


def minutes_left(steps: Sequence[Step], given: Mapping[str, str]) -> str:
    """What the questions of these steps take that nobody has to unfold: "about 3 minutes"."""
    questions = (each for step in steps for each in asked_questions(step, given))
    unfolded = sum(not is_folded(each, given) for each in questions)
    minutes = max(1, round(unfolded * SECONDS_PER_QUESTION / 60))
    return ngettext("about %(n)s minute", "about %(n)s minutes", minutes) % {"n": minutes}


def _progress(position: int, steps: Sequence[Step], given: Mapping[str, str]) -> Progress:
    return Progress(
        position=position + 1,
        total=len(steps),
        minutes=minutes_left(steps[position:], given),
        marks=tuple(
            "done" if i < position else "here" if i == position else "ahead"
            for i in range(len(steps))
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
    """Says that a neighboring ZIP code is used, where one is."""
    if place is None or not place.approximated_from:
        return ""
    return _("This ZIP code is not in our data, so we use nearby %(zip)s instead.") % {
        "zip": place.approximated_from
    }
