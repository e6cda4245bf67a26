"""Heat-pump tariffs: what a utility takes off each kWh of a home with a heat pump, and when."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from advisor.engine.place import FloatArray


@dataclass(frozen=True, kw_only=True)
class Tariff:
    """One tariff, as an editor keeps it. It holds for all that the home uses in its months."""

    code: str
    name: str  # the utility, as on the bill
    states: tuple[str, ...]  # two letters
    change_usd_kwh: Decimal  # against the ordinary price; less than 0 is cheaper
    first_month: int  # 1 … 12
    last_month: int  # 1 … 12, this one included; before the first where the year turns between
    url: str = ""  # the official page
    source: str = ""
    as_of: str = ""

    @property
    def months(self) -> FloatArray:
        """1 in each month that the tariff covers, January first, else 0. (12,)"""
        month = np.arange(1, 13)
        after, before = month >= self.first_month, month <= self.last_month
        turns = self.first_month > self.last_month
        return np.asarray(after | before if turns else after & before, dtype=float)
