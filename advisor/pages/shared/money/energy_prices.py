"""The energy prices behind every bill, ready to be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Dated
from advisor.advice.sentences.prices_in_words import mean_price
from advisor.formatting.numbers import rate
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import unit
from advisor.questions.question_types import UNSURE

PRICES = ("electricity_rate", "fuel_rate")


@dataclass(frozen=True, kw_only=True)
class PriceField:
    """A price that is edited in place, at the money."""

    name: str
    id: str
    label: str
    value: str
    shown: str  # what is taken while the field is empty
    unit: str
    note: str


def price_fields(
    advice: Advice, given: Mapping[str, str], asked: Sequence[str]
) -> tuple[PriceField, ...]:
    """The prices behind every bill, ready to be changed; a fuel's only where one heats now."""
    means = {"electricity_rate": advice.site.electricity, "fuel_rate": advice.site.fuel}
    fields = []
    for name in asked:
        question, mean = QUESTIONS[name], means[name]
        value = given.get(name, "")
        own = bool(value) and value != UNSURE
        fields.append(
            PriceField(
                name=name,
                id=f"edit-{name}",
                label=str(question.short),
                value=value if own else "",
                shown=rate(mean.value).removeprefix("$") if mean else "",
                unit=str(unit(question, given)),
                note=_price_note(mean, own=own),
            )
        )
    return tuple(fields)


def _price_note(mean: Dated | None, *, own: bool) -> str:
    if mean is None:
        return _("your own") if own else _("no price is known for your state: please give yours")
    words = mean_price(mean.as_of, of_country=mean.of_country)
    if own:
        return _("your own; %(mean)s: %(price)s") % {"mean": words, "price": rate(mean.value)}
    return words
