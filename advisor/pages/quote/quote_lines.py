"""The money of a quote: each line and the total against our range, and what is not mentioned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.quoted_lines import (
    ONLY_WHERE_NEEDED,
    USUAL_TYPE,
    ExpectedLine,
)
from advisor.advice.quoted_room import QuotedRoom
from advisor.advice.sentences.prices_in_words import COSTS
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.numbers import money, money_span
from advisor.formatting.text import Text
from advisor.pages.quote.quote_form import FIELD_OF, QuoteField, QuoteForm, field_label

BLANK, MISSING, INCLUDED, BELOW, WITHIN, MARKET, ABOVE, UNUSUAL = (
    *("blank", "missing", "included", "below", "within", "market", "above", "unusual"),
)
STATES: Mapping[str, Text] = {
    BLANK: "",
    MISSING: gettext_lazy("not mentioned"),
    INCLUDED: gettext_lazy("included"),
    BELOW: gettext_lazy("below our range"),
    WITHIN: gettext_lazy("in our range"),
    MARKET: gettext_lazy("above our range, in that of other guides"),
    ABOVE: gettext_lazy("above every range we know"),
    UNUSUAL: gettext_lazy("not usual for this room"),
}
HEADS: Mapping[str, Text] = {
    BLANK: gettext_lazy("Line by line"),
    BELOW: gettext_lazy("The total is below our range: something may be missing."),
    WITHIN: gettext_lazy("The total is in our range."),
    MARKET: gettext_lazy("The total is above our range, but in that of other guides."),
    ABOVE: gettext_lazy("The total is above every range we know."),
}
"""What the money comes to, by the state of the total."""
ASK_IF_MISSING: Mapping[str, Text] = {
    "unit": gettext_lazy("What does the unit alone cost, and what are its model numbers?"),
    "labour": gettext_lazy("What does the labor cost, and what does it include?"),
    "line_set": gettext_lazy("Is the line set included, and how many feet of it?"),
    "outdoor_mount": gettext_lazy("Is the pad or wall bracket included?"),
    "snow_stand": gettext_lazy("Is a stand that keeps the outdoor unit above the snow included?"),
    "permit": gettext_lazy("Who pulls the permit, and are its fee and the inspection included?"),
    "circuit": gettext_lazy("Who does the circuit and the disconnect, and is it in the price?"),
    "condensate_pump": gettext_lazy("How does the water leave the room, and is a pump included?"),
    "kit_commissioning": gettext_lazy("What does a technician’s check of the kit cost?"),
}
ROUNDING_USD = Decimal(1)
"""Sums of lines and totals that differ by no more are the same. [$]"""


@dataclass(frozen=True, kw_only=True)
class QuoteLine(QuoteField):
    """One line of the form, and how it stands beside our range."""

    code: str
    expected: str
    market: str  # what other guides say, where it goes beyond
    source: str
    needed: bool
    state: str
    state_text: Text
    quoted: str


@dataclass(frozen=True, kw_only=True)
class QuoteMoney:
    lines: tuple[QuoteLine, ...]
    state: str  # of the total
    total: str
    expected: str
    notes: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def state_text(self) -> Text:
        return STATES[self.state]

    @property
    def head(self) -> Text:
        return HEADS[self.state]

    @property
    def sources(self) -> tuple[QuoteLine, ...]:
        """The lines of which something is known, for where it comes from."""
        return tuple(line for line in self.lines if line.source)


def form_lines(quote: QuoteForm, room: QuotedRoom | None) -> tuple[QuoteLine, ...]:
    """The lines to type in: those of the room's unit, and any that the address has already."""
    expected = {each.cost.name: each for each in room.lines} if room else {}
    offered = list(expected) or _usual_lines()
    offered += [code for code, name in FIELD_OF.items() if name in quote.typed]
    one_sum = not quote.lines
    return tuple(
        _line(code, quote, expected.get(code), known=room is not None, one_sum=one_sum)
        for code in dict.fromkeys(offered)
    )


def quote_money(quote: QuoteForm, room: QuotedRoom, lines: tuple[QuoteLine, ...]) -> QuoteMoney:
    """What the amounts of a quote say, and what they leave to ask."""
    missing = tuple(line for line in lines if line.state == MISSING)
    total, added = quote.total, sum(quote.lines.values(), Decimal(0))
    whole = total if total is not None else added if added and not missing else None
    state = (
        BLANK
        if whole is None
        else _state(whole, room.whole.low, room.whole.high, room.whole_market)
    )
    differs = _difference(total, added) if total is not None and added else ""
    one_sum = not added and any(line.code == "labour" and line.needed for line in lines)
    return QuoteMoney(
        lines=lines,
        state=state,
        total=money(whole) if whole is not None else "",
        expected=money_span(room.whole.low, room.whole.high),
        notes=tuple(
            text
            for text in (
                differs,
                _missing(missing, room),
                _one_sum(lines_are_told=bool(quote.lines)) if total is not None and one_sum else "",
                room.market_note if state in {MARKET, ABOVE} else "",
            )
            if text
        ),
        questions=tuple(_questions(lines, state, differs, one_sum=one_sum)),
    )


def _usual_lines() -> list[str]:
    return ["unit", *(c for c in RECORD_OF[USUAL_TYPE].lines if c not in ONLY_WHERE_NEEDED)]


def _line(
    code: str, quote: QuoteForm, expected: ExpectedLine | None, *, known: bool, one_sum: bool
) -> QuoteLine:
    """``known``: the room is, so that a line that it does not expect is unusual."""
    name, amount = FIELD_OF[code], quote.lines.get(code)
    cost = expected.cost if expected else None
    needed = bool(expected and expected.needed)
    if amount is None:
        state = MISSING if needed and not one_sum else BLANK
    elif cost is None:
        state = UNUSUAL if known else BLANK
    else:
        state = _state(amount, cost.low, cost.high, expected.market if expected else None)
    beyond = expected.market if expected and cost and _goes_beyond(expected) else None
    span = money_span(cost.low, cost.high) if cost else ""
    return QuoteLine(
        code=code,
        name=name,
        label=capfirst(str(COSTS[code])),
        value=quote.typed.get(name, ""),
        error=quote.errors.get(name, ""),
        hint=_("we expect %(range)s") % {"range": span} if span else "",
        expected=span,
        market=money_span(*beyond) if beyond else "",
        source=cost.source if cost else "",
        needed=needed,
        state=state,
        state_text=STATES[state],
        quoted=money(amount) if amount is not None else "",
    )


def _goes_beyond(expected: ExpectedLine) -> bool:
    return expected.market is not None and expected.market[1] > expected.cost.high


def _state(
    amount: Decimal, low: Decimal, high: Decimal, market: tuple[Decimal, Decimal] | None
) -> str:
    """How an amount stands beside our range and beside that of other guides."""
    if amount == 0:
        return INCLUDED
    if amount < low:
        return BELOW
    if amount <= high:
        return WITHIN
    return MARKET if market is not None and amount <= market[1] else ABOVE


def _difference(total: Decimal, added: Decimal) -> str:
    """What a total has beside its lines; empty where they agree."""
    rest = total - added
    if abs(rest) <= ROUNDING_USD:
        return ""
    figures = {"added": money(added), "total": money(total), "rest": money(abs(rest))}
    if rest > 0:
        return (
            _("The lines add up to %(added)s and the total is %(total)s: %(rest)s is in no line.")
            % figures
        )
    return (
        _("The lines add up to %(added)s, which is %(rest)s more than the total of %(total)s.")
        % figures
    )


def _missing(missing: tuple[QuoteLine, ...], room: QuotedRoom) -> str:
    """What is not mentioned, and what it adds where it comes on top."""
    if not missing:
        return ""
    codes = {line.code for line in missing}
    costs = [each.cost for each in room.lines if each.cost.name in codes]
    return _(
        "Not mentioned, and needed here: %(lines)s. Where it comes on top, it adds %(range)s."
    ) % {
        "lines": ", ".join(line.label for line in missing),
        "range": money_span(sum(c.low for c in costs), sum(c.high for c in costs)),
    }


def _one_sum(*, lines_are_told: bool) -> str:
    if lines_are_told:
        return _("No line has an amount of its own: only the total was compared.")
    return _("The quote is one sum. Ask for it in lines: a missing line shows up later.")


def _questions(
    lines: tuple[QuoteLine, ...], state: str, differs: str, *, one_sum: bool
) -> Iterator[str]:
    if one_sum:
        names = ", ".join(field_label(line.name) for line in lines if line.needed)
        yield _("Please give me the price in these lines: %(lines)s.") % {"lines": names}
    for line in lines:
        if line.state == MISSING:
            yield str(ASK_IF_MISSING.get(line.code, _("Is this included: %(line)s?"))) % {
                "line": line.label
            }
        elif line.state == ABOVE:
            yield _("%(line)s: what is in the %(amount)s? We expect %(range)s.") % {
                "line": line.label,
                "amount": line.quoted,
                "range": line.expected,
            }
        elif line.state == BELOW:
            yield _("%(line)s: what does the %(amount)s leave out? We expect %(range)s.") % {
                "line": line.label,
                "amount": line.quoted,
                "range": line.expected,
            }
        elif line.state == UNUSUAL:
            yield _("%(line)s: why does this room need it?") % {"line": line.label}
    if differs:
        yield _("Why do the lines and the total differ?")
    elif state == ABOVE:
        yield _("What makes this job more expensive than usual?")
    elif state == BELOW:
        yield (
            _("Is everything in this price, from the permit to the last test?")
            if any(line.code == "permit" for line in lines)
            else _("Is everything in this price, to the last test?")
        )
