"""How the price of a unit is told: as one sum where it is known well, else as its range."""

from decimal import Decimal

from advisor.advice.contract import Money
from advisor.formatting.numbers import money, money_span

NARROW = Decimal("0.25")
"""A range that is narrower than this share of its middle is told as one price."""


def told_price(cost: Money) -> str:
    """One price, or the range where it is wide: a typical value would be told as a fact."""
    if cost.typical and (cost.high - cost.low) / cost.typical < NARROW:
        return money(cost.typical)
    return money_span(cost.low, cost.high)
