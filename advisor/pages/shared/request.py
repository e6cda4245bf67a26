"""What a visitor asked for: the answers in the address, and the advice for them."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.advice.run import KeptRooms
from advisor.engine.place import Place
from advisor.engine.ranking import MOST_PICKS
from advisor.listing.recent import RecentValues
from advisor.operations import article_analytics
from advisor.questions import answer_form
from advisor.questions.answer_form import RoomForm
from advisor.questions.question_types import UNSURE
from advisor.reference.places import UnknownZip, find_place

T = TypeVar("T")

ROOMS: KeptRooms = RecentValues(most=16)
"""What the pages of this process were asked about last: the answer, its parts, a unit in it and the
next question are all of one room."""

LONGEST_QUERY = 4000
"""Characters. Every question answered takes under 1,500; servers stop at 4,094 bytes a line."""


def read_form(request: HttpRequest) -> RoomForm:
    """The answers in the address; 400 for an address that nobody typed or was given."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise BadRequest(_("The address is too long."))
    return answer_form.read(request.GET)


def read_room(request: HttpRequest) -> RoomForm:
    """As ``read_form``, on a page that asks for the room itself: its article hears of a start."""
    form = read_form(request)
    article_analytics.count_room(request, form)
    return form


def advised(
    form: RoomForm, *, full: int = MOST_PICKS, behind: bool = True
) -> tuple[RoomForm, Advice | None]:
    """The advice for these answers, with so many picks in ``full`` and what stands ``behind`` it,
    see ``advise``. Without one (an answer is missing or wrong, or nobody knows the ZIP code) the
    form says why, by the field."""
    answers = form.answers
    if answers is None:
        return form, None
    passed = [name for name, text in form.given.items() if text == UNSURE]
    return unless_zip_unknown(
        form,
        lambda: advise(
            answers, units=form.units, full=full, passed=passed, kept=ROOMS, behind=behind
        ),
    )


def place_of(form: RoomForm) -> tuple[RoomForm, Place | None]:
    """The place of the ZIP code; ``None`` without a ZIP code and, with an error by the field of
    the form, for one that nobody knows."""
    if "zip" not in form.values:
        return form, None
    return unless_zip_unknown(form, lambda: find_place(form.values["zip"]))


def unless_zip_unknown(form: RoomForm, work: Callable[[], T]) -> tuple[RoomForm, T | None]:
    """What ``work`` returns; where it finds the ZIP code unknown, the form with that error."""
    try:
        return form, work()
    except UnknownZip as unknown:
        return form.with_error("zip", str(unknown)), None
