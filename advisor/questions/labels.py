"""The words, the unit and the choices of a question, given what is known."""

from collections.abc import Mapping

from django.utils.functional import Promise

from advisor.formatting.text import Text
from advisor.questions.definitions import QUESTIONS
from advisor.questions.question_types import Choice, Given, Question


def wording(question: Question, given: Given) -> Text:
    """The question as asked, given what is known (a renter is asked about the landlord)."""
    return next((text for when, text in question.label_when if when(given)), question.label)


def help_text(question: Question, given: Given) -> Text:
    """What stands under the question, given what is known."""
    return next((text for when, text in question.help_when if when(given)), question.help)


def fold(question: Question, given: Given) -> Text:
    """The words behind which it is asked; none where it is asked openly."""
    return "" if question.unfolded_when(given) else question.fold


def is_folded(question: Question, given: Given) -> bool:
    """Whether it is asked behind words. Nobody reads them: they are not translated for this."""
    return isinstance(question.fold, Promise) and not question.unfolded_when(given)


def choices(question: Question, given: Given) -> Mapping[str, Choice]:
    """The answers as offered, given what is known (a sunroom is asked for its share of glass)."""
    return next((some for when, some in question.choices_when if when(given)), question.choices)


def offered(question: Question, given: Given) -> str:
    """The answers as offered, in one line."""
    return ", ".join(str(choice.label) for choice in choices(question, given).values())


def unit(question: Question, given: Given) -> Text:
    """The unit in which the answer is given, metric where the address is."""
    if question.unit_metric and given.get("units") == "metric":
        return question.unit_metric
    return next((text for when, text in question.unit_when if when(given)), question.unit)


NOTHING_KNOWN: Given = {}


def choice_label(name: str, value: str, given: Given = NOTHING_KNOWN) -> Text:
    """The words for one answer as it was offered, or the answer itself where it has none."""
    question = QUESTIONS.get(name)
    choice = choices(question, given).get(value) if question else None
    return choice.label if choice else value


def choice_in_sentence(name: str, value: str) -> Text:
    """The words for one answer in the middle of a sentence, where it has some of its own."""
    return QUESTIONS[name].choices[value].in_sentence or choice_label(name, value)


def short_label(name: str, given: Given = NOTHING_KNOWN) -> Text:
    """The question in two or three words, for lists; the name itself where there is none."""
    return short(QUESTIONS[name], given) if name in QUESTIONS else name


def short(question: Question, given: Given) -> Text:
    """The question in two or three words, given what is known."""
    return next((text for when, text in question.short_when if when(given)), question.short)
