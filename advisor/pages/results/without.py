"""What to do instead of buying: what would let a unit in, what doing nothing and little cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Baseline
from advisor.formatting.numbers import money
from advisor.pages.shared.render import address
from advisor.questions.answer_form import undone

BUYING = "recommend"


@dataclass(frozen=True, kw_only=True)
class WithoutLine:
    """One way to go on without a heat pump, with its sums in a sentence."""

    label: str
    sums: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """What would have to change, with the address of the answer after it."""

    change: str
    then: str
    address: str
    ask: str  # where the landlord or HOA is asked for it, "" where neither has a say


def what_lets_one_in(advice: Advice, given: Mapping[str, str]) -> tuple[ChangeLine, ...]:
    """With no unit left: each change with its own answer."""
    return tuple(
        ChangeLine(
            change=way.change,
            then=way.then,
            address=f"{reverse('results')}?{undone(given, way.undo)}",
            ask=address("request", given) if way.asks else "",
        )
        for way in advice.ways_in
    )


def without_a_unit(advice: Advice) -> tuple[WithoutLine, ...]:
    """Doing nothing and doing little; nothing where a unit is recommended, or where nobody knows
    what the heat costs now."""
    if advice.outcome == BUYING and not advice.not_to_buy:
        return ()
    return tuple(
        WithoutLine(label=way.label, sums=_sums(way), note=way.note)
        for way in (advice.nothing, advice.little)
        if way is not None and way.ownership_usd is not None
    )


def _sums(way: Baseline) -> str:
    words = {
        "upfront": money(way.upfront_usd),
        "year": money(way.annual_usd),
        "total": money(way.ownership_usd),
        "years": way.owning.years if way.owning else "",
    }
    if way.upfront_usd:
        return _("%(upfront)s to buy, then %(year)s a year; %(total)s over %(years)s years") % words
    return _("%(year)s a year; %(total)s over %(years)s years") % words
