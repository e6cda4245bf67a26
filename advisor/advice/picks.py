"""One unit of the ranking → the pick that a page shows."""

import math
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from advisor.advice.contract import (
    Annual,
    Cost,
    CostLine,
    CurvePoint,
    JudgedUnit,
    Money,
    Month,
    Owning,
    Pick,
)
from advisor.advice.room_facts import as_range
from advisor.advice.sentences import (
    cautions,
    exclusions,
    prices_in_words,
    reasons,
    words,
)
from advisor.engine import Ranking, Study, rank
from advisor.engine.answers import UNIT_TYPES
from advisor.engine.equipment import HEATING_GRID_F, weights
from advisor.engine.fit import limits
from advisor.engine.money import (
    HORIZON_YEARS,
    Terms,
    ownership_parts,
    terms,
)
from advisor.engine.place import FloatArray
from advisor.engine.ranking import PRACTICALLY_EQUAL
from advisor.engine.season import Season, heat_needed_at
from advisor.engine.study import monthly
from advisor.engine.verdict import (
    Saving,
    co2_lb,
    co2_now,
    field_cop_range,
    saving,
    switchover_f,
    years_to_even,
)
from advisor.listing.inventory import Inventory
from advisor.reference.costs import Costs


def judge_alone(found: Study, alone: Inventory, costs: Costs, *, units: str) -> JudgedUnit:
    """One unit that was studied by itself, with every limit that stands against it."""
    pick = make_picks(
        found,
        rank(found),
        [0],
        savings={0: saving(found, 0)},
        stock=alone,
        costs=costs,
        named={},
        units=units,
    )[0]
    standing = alone.cards[0].standing
    against = [str(exclusions.STANDINGS[standing])] if standing else []
    against += [
        exclusions.left_out_because(found, limit, units=units)
        for limit in limits(found)
        if limit.excluded[0]
    ]
    return JudgedUnit(pick=replace(pick, rank=0), against=against)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Shown:
    """What every pick is made from."""

    found: Study
    ranking: Ranking
    terms: Terms
    savings: dict[int, Saving | None]
    named: dict[int, str]
    owned: dict[tuple[int, bool], dict[str, FloatArray]]  # years, discounted → part → picks
    months: Season  # one entry per pick
    stock: Inventory
    units: str
    factors: dict[str, str]  # words of the points, and of the cost lines: looked up once
    lines: dict[str, tuple[str, str]]  # cost line → its words, and its source with the date
    class_sources: dict[int, str] = field(default_factory=dict)  # made when first asked for

    def class_source(self, index: int) -> str:
        """Where the price range of a class comes from: said once for all its units."""
        if index not in self.class_sources:
            told = prices_in_words.class_source(self.found, index, units=self.units)
            self.class_sources[index] = told
        return self.class_sources[index]


def make_picks(
    found: Study,
    ranking: Ranking,
    rows: list[int],
    *,
    savings: dict[int, Saving | None],
    stock: Inventory,
    costs: Costs,
    named: dict[int, str],
    units: str,
) -> list[Pick]:
    if not rows:
        return []
    counted = terms(found.answers)
    shown = _Shown(
        found=found,
        ranking=ranking,
        terms=counted,
        savings=savings,
        named=named,
        owned={
            (years, discounted): ownership_parts(
                found.units.kind[rows],
                found.upfront.total[rows, 1],
                found.bought.typical[rows],
                found.running_usd[rows],
                terms=counted,
                years=years,
                discounted=discounted,
            )
            for years in (10, int(HORIZON_YEARS))
            for discounted in (False, True)
        },
        months=monthly(found, np.array(rows)),
        stock=stock,
        units=units,
        factors={name: str(words.FACTORS[name]) for name in ranking.points},
        lines={
            name: (
                str(prices_in_words.COSTS[name]),
                prices_in_words.line_source(costs.lines.get(name)),
            )
            for name in found.upfront.lines
        },
    )
    return [
        _pick(shown, row, place=position, above=rows[position - 1] if position else None)
        for position, row in enumerate(rows)
    ]


def _pick(shown: _Shown, row: int, *, place: int, above: int | None) -> Pick:
    found, units, card = shown.found, shown.units, shown.stock.cards[row]
    season, curves, columns = found.season, found.curves, found.units
    points = {name: float(values[row]) for name, values in shown.ranking.points.items()}
    saved = shown.savings[row]
    owning = _owning(shown, place)
    kind = UNIT_TYPES[int(columns.kind[row])]
    upfront = float(found.upfront.total[row, 1])
    return Pick(
        rank=place + 1,
        label=shown.named.get(row),
        slug=card.slug,
        brand=card.brand,
        model=card.model,
        type=kind,
        score=sum(points.values()),
        points=points,
        why=reasons.why(found, row, units=units),
        why_not=reasons.why_not(found, row, saved, units=units),
        capacity_at_design_btu_h=round(float(found.capacity_at_design[row])),
        min_output_47f_btu_h=round(float(curves.min_heat_47_btu_h[row])),
        min_output_cooling_btu_h=round(float(curves.min_cool_82_btu_h[row])),
        hours_below_cutout=float(season.hours_below_cutout[row]),
        backup_fraction=float(season.backup_fraction[row]),
        cycling_fraction=float(season.cycling_fraction[row]),
        seasonal_cop=none_if_nan(float(season.seasonal_cop[row])) if found.heating_wanted else None,
        annual=Annual(
            heating_kwh=float(season.heating_kwh[row]),
            cooling_kwh=float(season.cooling_kwh[row]),
            backup_kwh=float(season.backup_kwh[row]),
            cost_usd=whole_dollars(float(found.running_usd[row])),
        ),
        cost=_cost(shown, row, owning[-1].total),
        saving_usd_per_year=as_range(saved) if saved else None,
        break_even=prices_in_words.break_even(found, row),
        point_labels=shown.factors,
        brand_slug=card.brand_slug,
        cooling_btu_h=float(columns.cooling_btu_h[row]),
        voltage=card.voltage or None,
        sound_min_db=none_if_nan(float(columns.sound_min_db[row])),
        sound_max_db=none_if_nan(float(columns.sound_max_db[row])),
        warnings=cautions.unit_cautions(found, row),
        estimated=reasons.estimated(found, row),
        seasonal_cop_range=field_cop_range(found, row),
        night_sound_db=none_if_nan(float(found.night_sound_db[row])),
        practically_equal=above is not None
        and shown.ranking.score[row] >= (1 - PRACTICALLY_EQUAL) * shown.ranking.score[above],
        curve=_curve(found, row),
        months=_months(shown, place),
        owning=owning,
        heating_saving_usd=as_range(saved.heating) if saved and saved.heating else None,
        switchover=prices_in_words.switchover(found, switchover_f(found, row), units=units),
        years_to_even=years_to_even(upfront, saved.likely) if saved else None,
        life_years=shown.terms.life_years[kind],
        upkeep_usd=shown.terms.upkeep_usd[kind],
        co2_lb=co2_lb(found, row),
        co2_now_lb=co2_now(found),
    )


def judge_ranked(found: Study, ranking: Ranking, pick: Pick, row: int, *, units: str) -> JudgedUnit:
    against = [
        exclusions.left_out_because(found, limit, units=units)
        for limit in ranking.limits
        if limit.excluded[row]
    ]
    position = np.flatnonzero(ranking.order == row)
    rank_ = int(position[0]) + 1 if position.size else 0
    return JudgedUnit(pick=replace(pick, rank=rank_), against=against)


def _owning(shown: _Shown, position: int) -> list[Owning]:
    """10 and 15 years, plain and discounted, in whole dollars that add up; the last is the
    discounted cost of the whole horizon."""
    told = []
    for (years, discounted), parts in shown.owned.items():
        whole = {name: whole_dollars(float(amounts[position])) for name, amounts in parts.items()}
        total = sum(whole.values(), Decimal(0))
        told.append(Owning(years=years, discounted=discounted, parts=whole, total=total))
    return told


def _months(shown: _Shown, position: int) -> list[Month]:
    season, rates = shown.months, shown.found.rates
    if (
        season.monthly_heating_kwh is None
        or season.monthly_cooling_kwh is None
        or season.monthly_backup_kwh is None
    ):
        return []
    return [
        Month(
            heating_usd=float(heating) * rates.electricity_usd_kwh,
            cooling_usd=float(cooling) * rates.electricity_usd_kwh,
            backup_usd=float(backup) * rates.backup_usd_kwh,
        )
        for heating, cooling, backup in zip(
            season.monthly_heating_kwh[position],
            season.monthly_cooling_kwh[position],
            season.monthly_backup_kwh[position],
            strict=True,
        )
    ]


def _cost(shown: _Shown, row: int, owned: Decimal) -> Cost:
    found = shown.found
    unit_source = prices_in_words.price_source(
        found, row, shown.stock.cards[row]
    ) or shown.class_source(int(found.bought.price_class[row]))
    lines = [
        CostLine(
            name=name,
            low=whole_dollars(amounts[row, 0]),
            typical=whole_dollars(amounts[row, 1]),
            high=whole_dollars(amounts[row, 2]),
            label=shown.lines[name][0],
            source=shown.lines[name][1] or unit_source,
        )
        for name, amounts in found.upfront.lines.items()
        if amounts[row].any()
    ]
    return Cost(
        lines=lines,
        upfront=Money(
            low=sum((line.low for line in lines), Decimal(0)),
            typical=sum((line.typical for line in lines), Decimal(0)),
            high=sum((line.high for line in lines), Decimal(0)),
        ),
        ownership_usd=owned,
        ownership_years=int(HORIZON_YEARS),
        price_note=prices_in_words.price_note(found, row, shown.stock.cards[row]),
        alone=tuple(name for name, applies in found.upfront.alone.items() if applies[row]),
    )


def _curve(found: Study, row: int) -> list[CurvePoint]:
    """Need and output every 5 °F from the coldest hours of the place to the balance point."""
    climate = found.place.climate
    if not found.heating_wanted:
        return []
    outdoor_f = HEATING_GRID_F[
        (min(climate.bin_f[0], found.place.heating_design_f) - 2.5 <= HEATING_GRID_F)
        & (HEATING_GRID_F <= 65)
    ]
    need = heat_needed_at(found.loads, found.room, outdoor_f)
    likely = max(found.loads.heating.likely, 1.0)
    low, high = found.loads.heating.low / likely, found.loads.heating.high / likely
    at = weights(HEATING_GRID_F, outdoor_f)
    least = found.curves.heat_least[row] @ at
    most = found.curves.heat_most[row] @ at
    hours = dict(zip(climate.bin_f, climate.hours, strict=True))
    cutout = found.curves.cutout_f[row]
    return [
        CurvePoint(
            outdoor_f=float(f),
            need_btu_h=float(need[i]),
            need_low_btu_h=float(need[i] * low),
            need_high_btu_h=float(need[i] * high),
            least_btu_h=float(least[i]) if f >= cutout else None,
            most_btu_h=float(most[i]) if f >= cutout else None,
            hours=float(hours.get(f, 0.0)),
        )
        for i, f in enumerate(outdoor_f)
    ]


def whole_dollars(amount: float) -> Decimal:
    return Decimal(round(float(amount)))


def none_if_nan(value: float) -> float | None:
    return None if math.isnan(value) else value
