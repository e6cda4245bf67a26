"""The energy prices behind every bill, ready to be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Dated
from advisor.advice.sentences.prices_in_words import mean_price
from advisor.formatting.numbers import rate
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import unit
from advisor.questions.question_types import UNSURE

PRICES = ("electricity_rate", "night_rate", "fuel_rate")


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
    options: str = ""  # of a select, as markup; empty for a number
    rare: bool = False  # few have such a price: asked behind a word of its own


def price_fields(
    advice: Advice, given: Mapping[str, str], asked: Sequence[str]
) -> tuple[PriceField, ...]:
    """The prices behind every bill, ready to be changed; a fuel's only where one heats now."""
    means = {"electricity_rate": advice.site.electricity, "fuel_rate": advice.site.fuel}
    fields = []
    for name in asked:
        question, mean = QUESTIONS[name], means.get(name)
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
                note=_night_note() if name == "night_rate" else _price_note(mean, own=own),
                rare=name == "night_rate",
            )
        )
    if advice.rates.tariffs and asked:
        fields.append(_tariff_field(advice.rates.tariffs, given.get("tariff", "")))
    return tuple(fields)


def _tariff_field(tariffs: Sequence[tuple[str, str]], picked: str) -> PriceField:
    """The heat-pump tariffs of the state, one to be picked."""
    question = QUESTIONS["tariff"]
    options = [("", SafeString(), _("none"))]
    options += [
        (code, SafeString(" selected") if code == picked else SafeString(), name)
        for code, name in tariffs
    ]
    return PriceField(
        name="tariff",
        id="edit-tariff",
        label=str(question.short),
        value=picked,
        shown="",
        unit="",
        note=_("a lower price in winter, for homes with a heat pump"),
        rare=True,
        options=format_html_join("", '<option value="{}"{}>{}</option>', options),
    )


def _night_note() -> str:
    return _("10 p.m. to 8 a.m., if it has a price of its own")


def _price_note(mean: Dated | None, *, own: bool) -> str:
    if mean is None:
        return _("your own") if own else _("no price is known for your state: please give yours")
    words = mean_price(mean.as_of, of_country=mean.of_country)
    if own:
        return _("your own; %(mean)s: %(price)s") % {"mean": words, "price": rate(mean.value)}
    return words
