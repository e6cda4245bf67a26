"""What units cost: to buy and install, month by month, and over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

import numpy as np

from advisor.advice.contract import Cost, CostLine, Money, Month, Owning
from advisor.advice.figures import whole_dollars
from advisor.advice.sentences import prices_in_words
from advisor.engine import Study
from advisor.engine.baselines import kept_upkeep_usd
from advisor.engine.installation import Line
from advisor.engine.money import LABOR_LINES
from advisor.engine.owning import HORIZON_YEARS, Terms, owning
from advisor.engine.place import FloatArray
from advisor.engine.season import Season
from advisor.engine.study import monthly
from advisor.engine.unit_types import UNIT_TYPES
from advisor.engine.yearly_saving import Saving, hour_used_usd, years_to_even
from advisor.listing.inventory import Inventory

YEARS = (10, int(HORIZON_YEARS))
"""Owning is counted over so many years; the last is the figure of every page."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PickCosts:
    """The money of some units of a study; ``rows`` are these units.

    ``owned`` (years → part → dollars) and ``year`` have one entry per row of ``rows``:
    they are computed for all of them at once, and only where somebody asks for them.
    ``install_lines`` are the editors' prices.
    """

    study: Study
    inventory: Inventory
    rows: Sequence[int]
    terms: Terms
    install_lines: Mapping[str, Line]
    units: str
    _class_sources: dict[int, str] = field(default_factory=dict)  # made when first asked for

    def cost(self, row: int) -> Cost:
        """Buying and installing the unit of ``row``, line by line, and owning it. [$]"""
        return replace(
            self.in_short(row), lines=self._lines(row), ownership_usd=self.owning(row)[-1].total
        )

    def in_short(self, row: int) -> Cost:
        """The same without its lines and without owning it. [$]"""
        study = self.study
        return Cost(
            lines=[],
            upfront=upfront(study, row),
            ownership_usd=Decimal(0),
            ownership_years=int(HORIZON_YEARS),
            price_note=prices_in_words.price_note(study, row, self.inventory.cards[row]),
            alone=tuple(name for name, applies in study.upfront.alone.items() if applies[row]),
        )

    def _lines(self, row: int) -> list[CostLine]:
        study, card = self.study, self.inventory.cards[row]
        unit_source = prices_in_words.price_source(study, row, card) or self._class_source(
            int(study.bought.price_class[row])
        )
        return [
            CostLine(
                name=name,
                low=whole_dollars(amounts[row, 0]),
                typical=whole_dollars(amounts[row, 1]),
                high=whole_dollars(amounts[row, 2]),
                label=self.lines[name][0],
                source=self.lines[name][1] or unit_source,
            )
            for name, amounts in study.upfront.lines.items()
            if amounts[row].any()
        ]

    def owning(self, row: int) -> list[Owning]:
        """10 and 15 years in today's money, in whole dollars that add up."""
        position = self.rows.index(row)
        return [
            in_whole_dollars(years, {name: amounts[position] for name, amounts in parts.items()})
            for years, parts in self.owned.items()
        ]

    @cached_property
    def year(self) -> Season:
        """The year with its months, of these units alone."""
        return monthly(self.study, np.array(list(self.rows), dtype=int))

    @cached_property
    def owned(self) -> dict[int, dict[str, FloatArray]]:
        at = list(self.rows)
        return {years: owning(self.study, at, self.terms, years=years) for years in YEARS}

    @cached_property
    def lines(self) -> dict[str, tuple[str, str]]:
        """Cost line → its words, and its source with the date."""
        prices = self.study.place.prices
        return {
            name: (
                str(prices_in_words.COSTS[name]),
                prices_in_words.line_source(
                    self.install_lines.get(name), labor=prices if name in LABOR_LINES else None
                ),
            )
            for name in self.study.upfront.lines
        }

    def upkeep_more_usd(self, row: int) -> float:
        """Upkeep of a year beyond that of the unit whose place it takes. [$]"""
        upkeep = self.terms.upkeep_usd[UNIT_TYPES[int(self.study.units.kind[row])]]
        return upkeep - kept_upkeep_usd(self.study, self.terms)

    def years_to_even(self, row: int, saved: Saving | None) -> float | None:
        """Years until what it saves after upkeep has paid for it; ``None``: never, or nothing to
        compare with."""
        if saved is None:
            return None
        paid = float(upfront(self.study, row).typical)
        return years_to_even(paid, saved.likely - self.upkeep_more_usd(row))

    def hour_used_usd(self, row: int) -> float | None:
        """Running cost of an hour in use, in a room that is used now and then. [$]"""
        return hour_used_usd(self.study, row)

    def months(self, row: int) -> list[Month]:
        """Bills of the twelve months, January first. [$]"""
        position, rates, year = self.rows.index(row), self.study.rates, self.year
        if (
            year.monthly_heating_kwh is None
            or year.monthly_cooling_kwh is None
            or year.monthly_backup_kwh is None
            or year.monthly_uncooled_kwh is None
        ):
            return []
        tariff = self.study.tariff
        change = tariff.months * float(tariff.change_usd_kwh) if tariff else np.zeros(12)
        by_month = zip(
            _bills(
                year.monthly_heating_kwh[position],
                rates.heat_usd_kwh + change,
                self.study.pump_heat_usd_kwh,
            ),
            _bills(
                year.monthly_cooling_kwh[position],
                rates.cool_usd_kwh + change,
                rates.pump_cool_usd_kwh,
            )
            + year.monthly_uncooled_kwh[position] * self.study.uncooled_usd_kwh,
            year.monthly_backup_kwh[position] * rates.backup_usd_kwh,
            strict=True,
        )
        return [
            Month(heating_usd=float(heat), cooling_usd=float(cool), backup_usd=float(backup))
            for heat, cool, backup in by_month
        ]

    def _class_source(self, index: int) -> str:
        """Where the price range of a class comes from: said once for all its units."""
        if index not in self._class_sources:
            self._class_sources[index] = prices_in_words.class_source(
                self.study, index, units=self.units
            )
        return self._class_sources[index]


def pick_costs(
    study: Study,
    inventory: Inventory,
    rows: Sequence[int],
    *,
    terms: Terms,
    install_lines: Mapping[str, Line],
    units: str,
) -> PickCosts:
    """The money of ``rows``; ``install_lines`` are the editors' prices with their sources."""
    return PickCosts(
        study=study,
        inventory=inventory,
        rows=rows,
        terms=terms,
        install_lines=install_lines,
        units=units,
    )


def _bills(kwh: FloatArray, usd_kwh: FloatArray, mean_usd_kwh: float) -> FloatArray:
    """Bills of the months at their own prices, brought to the sum at the year's mean price. [$]"""
    bills = kwh * np.maximum(usd_kwh, 0.0)
    total = float(bills.sum())
    return np.asarray(bills * (kwh.sum() * mean_usd_kwh / total) if total > 0 else bills)


def in_whole_dollars(years: int, parts: Mapping[str, float]) -> Owning:
    """Parts of owning in whole dollars, and the total that they add up to."""
    whole = {name: whole_dollars(amount) for name, amount in parts.items()}
    return Owning(years=years, parts=whole, total=sum(whole.values(), Decimal(0)))


def upfront(study: Study, row: int) -> Money:
    """Buying and installing one unit: the sum of its lines in whole dollars."""
    low, typical, high = sum(amounts[row] for amounts in study.upfront.lines.values())
    return Money(low=whole_dollars(low), typical=whole_dollars(typical), high=whole_dollars(high))
