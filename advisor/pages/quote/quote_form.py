"""What a visitor copies from an installer's quote: the unit, the total, and the lines in dollars.

It is read from the address like every answer, and goes nowhere else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.advice.sentences.prices_in_words import COSTS
from advisor.formatting.numbers import money
from advisor.pages.catalog.label_reading import size_in_text
from advisor.pages.catalog.typed_text import typed_text

PREFIX = "quote_"
MODEL, SIZE, TOTAL = (f"{PREFIX}{name}" for name in ("model", "btu", "total"))
FIELD_OF: Mapping[str, str] = {code: f"{PREFIX}{code}" for code in COSTS}
"""Cost line → its name in the address."""
QUOTE_FIELDS = (MODEL, SIZE, TOTAL, *FIELD_OF.values())

LOWEST_TOTAL_USD, MOST_USD = 50, 100_000
LONGEST_AMOUNT = 40
_AMOUNT = re.compile(r"\$?\s*((?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{1,2})?)")


@dataclass(frozen=True, kw_only=True)
class QuoteField:
    """One field of the form as printed."""

    name: str
    label: str
    value: str  # as typed
    error: str
    hint: str = ""

    @property
    def id(self) -> str:
        return f"id-{self.name}"

    @property
    def described_by(self) -> str:
        parts = (("hint", self.hint), ("error", self.error))
        return " ".join(f"{self.id}-{part}" for part, text in parts if text)


@dataclass(frozen=True, kw_only=True)
class QuoteForm:
    """A quote as read: text as typed by field, values, and one sentence for each fault.

    A line of $0 is one that the quote names without a price of its own.
    """

    typed: Mapping[str, str]
    model: str
    notes: tuple[str, ...]  # on the model, as it was read
    size_btu_h: float | None
    total: Decimal | None
    lines: Mapping[str, Decimal] = field(default_factory=dict)  # by cost line
    errors: Mapping[str, str] = field(default_factory=dict)  # by field

    @property
    def is_given(self) -> bool:
        """Whether anything was copied from a quote, right or wrong."""
        return bool(self.typed)


def read_quote(query: QueryDict) -> QuoteForm:
    """The quote of an address; the last of several equal names counts."""
    typed = {name: text for name in QUOTE_FIELDS if (text := _printable(query.get(name, "")))}
    model = typed_text(query.get(MODEL, ""))
    if MODEL in typed:
        typed[MODEL] = model.text
    errors: dict[str, str] = {}
    if model.says_nothing:
        errors[MODEL] = model.notes[0]
    size, wrong = size_in_text(typed.get(SIZE, ""))
    if wrong:
        errors[SIZE] = wrong
    amounts: dict[str, Decimal] = {}
    for name, text in typed.items():
        if name in {MODEL, SIZE}:
            continue
        amount = _amount(text)
        if amount is None:
            errors[name] = _("%(line)s: write the amount in dollars, in digits only.") % {
                "line": field_label(name)
            }
        elif amount > MOST_USD or (name == TOTAL and amount < LOWEST_TOTAL_USD):
            errors[name] = _("%(line)s can be from %(low)s to %(high)s for one room.") % {
                "line": field_label(name),
                "low": money(LOWEST_TOTAL_USD if name == TOTAL else 0),
                "high": money(MOST_USD),
            }
        else:
            amounts[name] = amount
    return QuoteForm(
        typed=typed,
        model="" if model.says_nothing else model.text,
        notes=() if model.says_nothing else model.notes,
        size_btu_h=size,
        total=amounts.get(TOTAL),
        lines={code: amounts[name] for code, name in FIELD_OF.items() if name in amounts},
        errors=errors,
    )


def field_label(name: str) -> str:
    """What a field of the form is called."""
    own = {
        MODEL: _("Model on the quote"),
        SIZE: _("Or its size"),
        TOTAL: _("Total of the quote"),
    }
    return own.get(name) or capfirst(str(COSTS[name.removeprefix(PREFIX)]))


def quote_field(name: str, quote: QuoteForm, *, hint: str = "") -> QuoteField:
    """A field that is no cost line."""
    return QuoteField(
        name=name,
        label=field_label(name),
        value=quote.typed.get(name, ""),
        error=quote.errors.get(name, ""),
        hint=hint,
    )


def _printable(text: str) -> str:
    """The start of a text with single spaces and nothing that cannot be printed."""
    start = text[: 4 * LONGEST_AMOUNT]
    plain = " ".join("".join(c if c.isprintable() else " " for c in start).split())
    return plain[:LONGEST_AMOUNT]


def _amount(text: str) -> Decimal | None:
    found = _AMOUNT.fullmatch(text)
    return Decimal(found[1].replace(",", "")) if found else None
