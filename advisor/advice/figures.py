"""Numbers of the engine as the contract writes them."""

import math
from decimal import Decimal

from advisor.advice.contract import Range
from advisor.engine.load import Spread
from advisor.engine.yearly_saving import Saving


def whole_dollars(amount: float) -> Decimal:
    return Decimal(round(float(amount)))


def none_if_nan(value: float) -> float | None:
    """An unknown figure of the engine is NaN; in the contract it is ``None``, never 0."""
    return None if math.isnan(value) else value


def as_range(spread: Spread | Saving) -> Range:
    return Range(low=spread.low, likely=spread.likely, high=spread.high)
