"""One line of installation cost, as an editor keeps it. Which lines apply is ``money.py``'s."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, kw_only=True)
class Line:
    """Low, typical and high price of one piece of work or material. [$]

    ``market_low`` to ``market_high`` is what other guides say where they do not fit the range
    that we count with; both are ``None`` where they do. ``as_of`` is a year, a month or a day.
    """

    low: Decimal
    typical: Decimal
    high: Decimal
    source: str
    as_of: str
    market_low: Decimal | None = None
    market_high: Decimal | None = None

    @property
    def dollars(self) -> tuple[int, int, int]:
        """Low, typical and high in whole dollars, so that lines add up to their totals. [$]"""
        return tuple(  # type: ignore[return-value]  # three in, three out
            int(amount.to_integral_value(ROUND_HALF_UP))
            for amount in (self.low, self.typical, self.high)
        )
