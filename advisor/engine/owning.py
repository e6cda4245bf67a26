"""What it costs to own something for years, in today's money: one sum for every page.

Units, and what a room does without one (``baselines``), are counted alike: buying and installing,
energy, upkeep, buying again when it has worn out, less what is left of the last one at the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.place import FloatArray
from advisor.engine.study import Study
from advisor.engine.unit_types import UNIT_TYPES, by_type

HORIZON_YEARS = constant(
    "HORIZON_YEARS", 15, "years", source="design of this advisor", says="cost of owning"
)
PRICE_GROWTH = constant(
    "PRICE_GROWTH", 0.025, "1/year", source=ASSUMPTION, says="rise in energy prices, unless given"
)
DISCOUNT = constant("DISCOUNT", 0.04, "1/year", source=ASSUMPTION, says="discount rate")
LIFE_YEARS = table(
    "LIFE_YEARS",
    by_type(lambda each: each.life_years),
    "years",
    source=ASSUMPTION,
    says="life of a unit; what is left of the last one at the end counts by its years left",
)
SERVICE_USD = table(
    "SERVICE_USD",
    by_type(lambda each: each.service_usd),
    "$ a year",
    source="our assumption: filters; a mini-split also a check every second year",
    says="upkeep",
)
PARTS = ("unit", "installation", "energy", "upkeep", "replacement", "left")
"""What owning is made of; all but ``left``, which comes back at the end, are at least 0."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The assumptions of owning; by type of unit where a mapping."""

    price_growth: float  # of energy [1/year]
    discount: float  # [1/year]
    upkeep_usd: Mapping[str, float]  # filters and service [$ a year]
    life_years: Mapping[str, float]  # whole years

    def energy_years(self, years: int) -> float:
        """Today's worth of one dollar of energy a year at today's price. [$]"""
        ahead = np.arange(1, years + 1)
        return float((((1 + self.price_growth) / (1 + self.discount)) ** ahead).sum())

    def flat_years(self, years: int) -> float:
        """Today's worth of one dollar a year. [$]"""
        return float(((1 + self.discount) ** -np.arange(1.0, years + 1)).sum())

    def again(self, life_years: float, years: int) -> tuple[float, float]:
        """Today's worth of what is bought again, and of what is left at the end, for one dollar of
        a thing that lasts ``life_years``. It is bought again while years are left to use it; what
        is left falls in a straight line with its age. [$]"""
        bought = np.arange(life_years, years, life_years)
        last = float(bought[-1]) if bought.size else 0.0
        left = max(0.0, 1 - (years - last) / life_years)
        worth = (1 + self.discount) ** -bought
        return float(worth.sum()), left * float((1 + self.discount) ** -years)


def terms(answers: Answers) -> Terms:
    """What owning is counted with: the user's own figures before the house's."""
    growth, discount = answers.price_growth, answers.discount
    given = {
        name: {kind: getattr(answers, f"{name}_{kind}") for kind in UNIT_TYPES}
        for name in ("upkeep", "life")
    }
    return Terms(
        price_growth=PRICE_GROWTH if growth is None else growth / 100,
        discount=DISCOUNT if discount is None else discount / 100,
        upkeep_usd=_own_or(SERVICE_USD, given["upkeep"]),
        life_years=_own_or(LIFE_YEARS, given["life"]),
    )


def _own_or(usual: Mapping[str, float], own: Mapping[str, float | None]) -> dict[str, float]:
    return {kind: usual[kind] if value is None else value for kind, value in own.items()}


def owning(
    study: Study, rows: Sequence[int], terms: Terms, *, years: int = int(HORIZON_YEARS)
) -> dict[str, FloatArray]:
    """Cost of owning the units of ``rows`` for ``years`` years, by ``PARTS``, in today's money.
    Their sum is the figure that every page, the JSON, and the verdicts read. [$]"""
    at = list(rows)
    kind, unit_usd = study.units.kind[at], study.bought.typical[at]
    again = np.array([terms.again(terms.life_years[name], years) for name in UNIT_TYPES])[kind]
    upkeep = np.array([terms.upkeep_usd[name] for name in UNIT_TYPES], dtype=float)[kind]
    return {
        "unit": unit_usd,
        "installation": study.upfront.total[at, 1] - unit_usd,
        "energy": terms.energy_years(years) * study.running_usd[at],
        "upkeep": terms.flat_years(years) * upkeep,
        "replacement": again[:, 0] * unit_usd,
        "left": -again[:, 1] * unit_usd,
    }


def owning_usd(study: Study, rows: Sequence[int], terms: Terms) -> FloatArray:
    """The whole of ``owning`` over ``HORIZON_YEARS``, one figure for each of ``rows``. [$]"""
    return np.asarray(sum(owning(study, rows, terms).values(), np.zeros(len(rows))))
