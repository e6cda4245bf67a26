"""What is noted of an advice that is kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Money, Pick, Range
from advisor.advice.leading import SHOWN
from advisor.advice.told_price import told_price
from advisor.formatting.numbers import money
from advisor.questions.answer_form import query_string

ATTRIBUTION = frozenset({"from", "slot"})


@dataclass(frozen=True, kw_only=True)
class KeptPick:
    """A unit as it stood on the list; money in whole dollars."""

    slug: str
    name: str
    type: str
    label: str | None
    price_usd: int  # of the unit alone
    upfront_usd: int
    year_usd: int
    ownership_usd: int
    # a copy kept before these were noted has none of them
    price_low_usd: int | None = None
    price_high_usd: int | None = None
    upfront_low_usd: int | None = None
    upfront_high_usd: int | None = None
    price_note: str = ""  # why the price is a range, or where it was seen, as it was said then

    @property
    def price(self) -> str:
        """Of the unit alone, as it is told."""
        return _told(self.price_low_usd, self.price_usd, self.price_high_usd)

    @property
    def upfront(self) -> str:
        return _told(self.upfront_low_usd, self.upfront_usd, self.upfront_high_usd)


def _told(low: int | None, typical: int, high: int | None) -> str:
    """A price as every page tells it; "about" where only the typical one was noted."""
    if low is None or high is None:
        return _("about %(usd)s") % {"usd": money(typical)}
    return told_price(Money(low=Decimal(low), typical=Decimal(typical), high=Decimal(high)))


@dataclass(frozen=True, kw_only=True)
class KeptBaseline:
    """Doing nothing, or doing little; money in whole dollars."""

    name: str
    upfront_usd: int
    year_usd: int
    ownership_usd: int


@dataclass(frozen=True, kw_only=True)
class KeptRebate:
    name: str
    amount_usd: int | None


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What an advice said, as far as it is compared later. Loads are low, likely, high. [BTU/h]"""

    outcome: str
    headline: str
    lang: str
    heating_btu_h: tuple[float, float, float]
    cooling_btu_h: tuple[float, float, float]
    picks: tuple[KeptPick, ...]
    rebates: tuple[KeptRebate, ...]  # those that counted
    engine: str
    catalog: str
    data: str
    baselines: tuple[KeptBaseline, ...] = ()  # none in a copy kept before they were counted
    shown: tuple[str, ...] = ()  # slugs of the units shown first; the same

    @property
    def leading(self) -> tuple[KeptPick, ...]:
        """The units shown first; of a copy that does not say which, the first of its list."""
        if not self.shown:
            return self.picks[:SHOWN]
        return tuple(pick for pick in self.picks if pick.slug in self.shown)


def snapshot(advice: Advice, *, lang: str) -> Snapshot:
    """What is noted of an advice."""
    return Snapshot(
        outcome=advice.outcome,
        headline=advice.headline,
        lang=lang,
        heating_btu_h=_three(advice.load.heating_btu_h),
        cooling_btu_h=_three(advice.load.cooling_btu_h),
        picks=tuple(_kept_pick(pick) for pick in advice.picks),
        rebates=tuple(
            KeptRebate(
                name=rebate.name,
                amount_usd=None if rebate.amount_usd is None else round(rebate.amount_usd),
            )
            for rebate in advice.rebates
            if rebate.counts
        ),
        shown=tuple(advice.shown),
        engine=advice.versions.engine,
        catalog=advice.versions.catalog,
        data=advice.versions.data,
        baselines=tuple(
            KeptBaseline(
                name=each.label,
                upfront_usd=round(each.upfront_usd),
                year_usd=round(each.annual_usd),
                ownership_usd=round(each.ownership_usd),
            )
            for each in (advice.nothing, advice.little)
            if each and each.annual_usd is not None and each.ownership_usd is not None
        ),
    )


def _three(values: Range) -> tuple[float, float, float]:
    return round(values.low, 1), round(values.likely, 1), round(values.high, 1)


def _kept_pick(pick: Pick) -> KeptPick:
    nothing = Money(low=Decimal(0), typical=Decimal(0), high=Decimal(0))
    price = next((line for line in pick.cost.lines if line.name == "unit"), nothing)
    upfront = pick.cost.upfront
    return KeptPick(
        slug=pick.slug,
        name=pick.name,
        type=pick.type,
        label=pick.label,
        price_usd=round(price.typical),
        upfront_usd=round(upfront.typical),
        year_usd=round(pick.annual.cost_usd),
        ownership_usd=round(pick.cost.ownership_usd),
        price_low_usd=round(price.low),
        price_high_usd=round(price.high),
        upfront_low_usd=round(upfront.low),
        upfront_high_usd=round(upfront.high),
        price_note=pick.cost.price_note,
    )


def as_record(kept: Snapshot) -> dict[str, Any]:
    """The snapshot as it goes into the database."""
    return asdict(kept)


def from_record(record: Mapping[str, Any]) -> Snapshot:
    """The snapshot as it comes from the database."""
    return Snapshot(
        **{
            **record,
            "heating_btu_h": tuple(record["heating_btu_h"]),
            "cooling_btu_h": tuple(record["cooling_btu_h"]),
            "picks": tuple(KeptPick(**pick) for pick in record["picks"]),
            "rebates": tuple(KeptRebate(**rebate) for rebate in record["rebates"]),
            "baselines": tuple(KeptBaseline(**each) for each in record.get("baselines", ())),
            "shown": tuple(record.get("shown", ())),
        }
    )


def canonical(given: Mapping[str, str]) -> str:
    """The query string that is kept: every answer in its one order, without where one came from."""
    return query_string({name: text for name, text in given.items() if name not in ATTRIBUTION})
