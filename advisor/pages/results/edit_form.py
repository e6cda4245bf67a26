"""The answers that can be changed beside the result."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice
from advisor.pages.shared.fields import Field, field_for, hidden_fields, is_asked
from advisor.pages.shared.money.energy_prices import PRICES, PriceField, price_fields
from advisor.pages.shared.money.markup import hidden_inputs
from advisor.pages.wizard.check import assumed_answers
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import choices
from advisor.questions.money_questions import OWNING

EDITABLE = tuple(name for name, question in QUESTIONS.items() if question.beside_result)
"""The answers that can be changed beside the result; the rest is one link away."""

EDITABLE_AT_ONCE = 6


@dataclass(frozen=True, kw_only=True)
class EditForm:
    """The answers beside the result, and what travels along with each form of the page."""

    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    prices: tuple[PriceField, ...]
    hidden: SafeString  # when an answer about the room is changed
    unpriced: SafeString  # when an energy price is changed
    ticked: SafeString  # when a cost line is ticked off
    answers: SafeString  # when an assumption of owning is changed

    @property
    def rare_prices_told(self) -> bool:
        """Whether the visitor has a price that few have: then it stands open."""
        return any(price.rare and price.value for price in self.prices)


def edit_form(form: RoomForm, advice: Advice) -> EditForm:
    """The forms of the results page and of a unit's page."""
    given = form.given
    assumed = {name: line.value for name, line in assumed_answers(advice.assumptions).items()}
    fields = tuple(
        _edit_field(name, given, assumed.get(name, ""))
        for name in EDITABLE
        if is_asked(name, given)
    )
    detailed = bool(advice.picks or advice.judged)
    prices = [name for name in PRICES if detailed and is_asked(name, given)]

    def others(names: Collection[str]) -> SafeString:
        return hidden_inputs(hidden_fields(given, without=frozenset(names)))

    return EditForm(
        fields=fields[:EDITABLE_AT_ONCE],
        more=fields[EDITABLE_AT_ONCE:],
        prices=price_fields(advice, given, prices),
        hidden=others(EDITABLE),
        unpriced=others([*prices, *(["tariff"] if advice.rates.tariffs and prices else [])]),
        ticked=others({"own_work"}),
        answers=others(OWNING),
    )


def answer_fields(names: Iterable[str], given: Mapping[str, str]) -> tuple[Field, ...]:
    """Those of these questions that apply, as fields of a form beside a result."""
    return tuple(_edit_field(name, given, "") for name in names if is_asked(name, given))


def _edit_field(name: str, given: Mapping[str, str], assumed: str) -> Field:
    """A question beside the result; a choice is a select that says what is assumed meanwhile."""
    field = field_for(QUESTIONS[name], given, prefix="edit")
    if field.kind != "choice":
        return replace(field, assumed=assumed)
    offered = choices(QUESTIONS[name], given)
    labels = tuple((key, str(choice.label)) for key, choice in offered.items())
    return replace(field, select=_select(labels, field.value, assumed, get_language()))


@lru_cache(maxsize=1000)
def _select(
    labels: tuple[tuple[str, str], ...],
    value: str,
    assumed: str,
    language: str | None,  # noqa: ARG001
) -> SafeString:
    """The options of one select. Kept, because fifteen of them are a third of the page."""
    blank = _("%(value)s (assumed)") % {"value": assumed} if assumed else _("not sure")
    options = [("", SafeString(), blank)]
    options += [
        (key, SafeString(" selected") if key == value else SafeString(), label)
        for key, label in labels
    ]
    return format_html_join("", '<option value="{}"{}>{}</option>', options)
