"""How the price of a unit is told: as one sum where it is known well, else as its range."""

from decimal import Decimal

from advisor.advice.contract import Money
from advisor.advice.figures import whole_dollars
from advisor.engine.study import Study
from advisor.formatting.numbers import money, money_span

NARROW = Decimal("0.25")
"""A range that is narrower than this share of its middle is told as one price."""


def told_price(cost: Money) -> str:
    """One price, or the range where it is wide: a typical value would be told as a fact."""
    if cost.typical and (cost.high - cost.low) / cost.typical < NARROW:
        return money(cost.typical)
    return money_span(cost.low, cost.high)


def installed_price(study: Study, row: int) -> str:
    """What a unit costs installed, told in a sentence as everywhere else."""
    low, typical, high = map(whole_dollars, study.upfront.total[row])
    return told_price(Money(low=low, typical=typical, high=high))
