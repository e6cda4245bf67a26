"""What a visitor asked for: the answers in the address, and the advice for them."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.questions import answer_form
from advisor.questions.answer_form import RoomForm
from advisor.reference.places import UnknownZip

LONGEST_QUERY = 4000
"""Characters. Every question answered takes under 1,500; servers stop at 4,094 bytes a line."""


def read_form(request: HttpRequest) -> RoomForm:
    """The answers in the address; 400 for an address that nobody typed or was given."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise BadRequest(_("The address is too long."))
    return answer_form.read(request.GET)


def advise_or_explain(form: RoomForm) -> tuple[RoomForm, Advice | None]:
    if form.answers is None:
        return form, None
    try:
        return form, advise(form.answers, units=form.units)
    except UnknownZip as unknown:
        return form.with_error("zip", str(unknown)), None


def advised(form: RoomForm) -> Advice | None:
    """Today's advice; ``None`` while an answer is missing, wrong, or its ZIP code unknown."""
    if form.answers is None:
        return None
    try:
        return advise(form.answers, units=form.units)
    except UnknownZip:
        return None
