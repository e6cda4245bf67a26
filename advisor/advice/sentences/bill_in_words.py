"""What last winter's bill says of the room, beside our calculation."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from advisor.engine.answers import Answers
from advisor.engine.bill import BILLS, BillCheck, check, is_given, needs
from advisor.engine.load import Spread
from advisor.engine.study import Study
from advisor.formatting.numbers import load_figure, span
from advisor.questions.labels import choice_in_sentence, short_label


def bill_note(study: Study, *, units: str) -> str | None:
    """Both figures, and what became of them; where a bill cannot be used, why. ``None`` without a
    bill."""
    answers = study.answers
    if not is_given(answers):
        return None
    checked = check(answers, study.loads, study.place)
    if checked is None:
        return _unused(answers)
    if checked.contradicts:
        sentence = _(
            "By your home’s bill, this room needs about %(bill)s of heat (%(bill_span)s); by your"
            " answers, %(ours)s (%(ours_span)s). They do not fit, so we go on with your answers."
        )
    elif answers.heating_load is not None:
        sentence = _(
            "By your home’s bill, this room needs about %(bill)s of heat (%(bill_span)s); by your"
            " answers, %(ours)s (%(ours_span)s). We go on with the load that you bring."
        )
    else:
        sentence = _(
            "By your home’s bill, this room needs about %(bill)s of heat (%(bill_span)s); by your"
            " answers, %(ours)s (%(ours_span)s). We go on with both together."
        )
    return sentence % _both(checked, units)


def _unused(answers: Answers) -> str:
    """Why the bill does not count."""
    lacking = needs(answers)
    if lacking == "home_area":
        return _("To use your bill, we need the floor area of the whole home.")
    if lacking == "heating_now":
        return _(
            "Your bill does not say how the home is heated. Answer “What heats the room today?”,"
            " and enter the bill of that energy."
        )
    return _("Your winters are too mild for a bill to show how much heat the home needs.")


def contradiction(study: Study, *, units: str) -> Iterator[str]:
    """Says that bill and answers cannot both be right, and which is the likeliest to be wrong."""
    checked = check(study.answers, study.loads, study.place)
    if checked is None or not checked.contradicts or checked.field is None:
        return
    words = _both(checked, units)
    if checked.field in BILLS or checked.instead is None:
        yield (
            _(
                "Your home’s bill and your answers do not fit: the bill points to %(bill)s of heat"
                " for this room, your answers to %(ours)s. No single answer explains it, so check"
                " the bill first: the whole home, November to March, and its floor area."
            )
            % words
        )
        return
    yield _(
        "Your home’s bill and your answers do not fit: the bill points to %(bill)s of heat for"
        " this room, your answers to %(ours)s. Check the answer on %(answer)s first: with"
        " “%(instead)s”, they would fit best."
    ) % (
        words
        | {
            "answer": str(short_label(checked.field)).lower(),
            "instead": choice_in_sentence(checked.field, checked.instead),
        }
    )


def _both(checked: BillCheck, units: str) -> dict[str, object]:
    def spanned(load: Spread) -> str:
        return span(load_figure(load.low, units), load_figure(load.high, units))

    return {
        "bill": load_figure(checked.implied.likely, units),
        "bill_span": spanned(checked.implied),
        "ours": load_figure(checked.calculated.likely, units),
        "ours_span": spanned(checked.calculated),
    }
