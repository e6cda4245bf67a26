"""The one call that the page, the command line, the embed and the benchmarks make: ``advise()``.

The dataclasses below are its answer. Their names are the contract of ``manage.py advise --json``;
whatever a page needs beyond the contract stands at the end of each class, and ``as_json`` leaves
it out. Sentences are already in the active language; an unknown figure is ``None``, never 0.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.sentences import words
from advisor.engine import Ranking, Study, rank, study
from advisor.engine.answers import UNIT_TYPES, Answers
from advisor.engine.equipment import HEATING_GRID_F, UNKNOWN, IntArray, weights
from advisor.engine.fit import limits
from advisor.engine.incentives import AREA, TYPE_NOT_COVERED, Facts, applicable
from advisor.engine.load import Spread, at_end
from advisor.engine.money import (
    BTU_PER_FUEL,
    EFFICIENCY,
    HORIZON_YEARS,
    Terms,
    Triple,
    grid_lb_per_kwh,
    ownership_parts,
    state_fuel_price,
    terms,
)
from advisor.engine.place import FloatArray, Place, Prices
from advisor.engine.ranking import PRACTICALLY_EQUAL, distinct, labels, opens_most
from advisor.engine.season import Season, heat_needed_at
from advisor.engine.study import monthly, rerun
from advisor.engine.verdict import (
    Improvement,
    Saving,
    co2_lb,
    co2_now,
    field_cop_range,
    improvement,
    outcome,
    saving,
    switchover_f,
    type_verdicts,
    years_to_even,
)
from advisor.listing import inventory
from advisor.listing.inventory import Inventory
from advisor.reference.costs import Costs, costs_for
from advisor.reference.places import find_place


@dataclass(frozen=True, kw_only=True)
class Range:
    """Low, likely and high value of one quantity."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A public figure that we count with, as a page tells it."""

    value: float
    as_of: str  # in words: "April 2026"
    source: str
    of_country: bool = False  # it stands in for the state's own


@dataclass(frozen=True, kw_only=True)
class Site:
    zip: str
    place: str  # "Boston, MA"
    station: str  # name of the weather station
    heating_design_f: float
    cooling_design_f: float
    hdd65: float
    electricity_usd_kwh: Decimal
    # beyond the contract
    state: str
    electricity: Dated | None = None  # the state's mean price, whatever the user pays
    fuel: Dated | None = None  # of what heats now, per therm or gallon
    grid: Dated | None = None  # CO2 of a kWh at the socket [lb]
    note: str | None = None  # when the ZIP code itself is not in the table


@dataclass(frozen=True, kw_only=True)
class LoadLine:
    name: str  # snake_case key
    heating_btu_h: float
    cooling_btu_h: float
    label: str  # in words


@dataclass(frozen=True, kw_only=True)
class Load:
    heating_btu_h: Range
    cooling_btu_h: Range
    sensible_fraction: float
    lines: list[LoadLine]
    # beyond the contract
    note: str | None = None  # the largest line and its cheapest remedy
    chart_note: str | None = None  # what the shop's area chart says, and why we differ
    own_heating_btu_h: float | None = None  # from a load calculation the user brought
    own_cooling_btu_h: float | None = None


@dataclass(frozen=True, kw_only=True)
class TypeAdvice:
    type: str  # mini_split, window, portable
    verdict: str  # fits, possible, unsuitable
    why: str


@dataclass(frozen=True, kw_only=True)
class CostLine:
    name: str  # snake_case key: unit, labour, line_set, ...
    low: Decimal
    typical: Decimal
    high: Decimal
    label: str
    source: str = ""  # where the figure comes from, with its date


@dataclass(frozen=True, kw_only=True)
class Money:
    low: Decimal
    typical: Decimal
    high: Decimal


@dataclass(frozen=True, kw_only=True)
class Cost:
    lines: list[CostLine]
    upfront: Money  # the sum of the lines
    ownership_usd: Decimal
    ownership_years: int
    price_note: str = ""  # "$499, seen 30 May 2026" or "range of the class: no dated price"
    alone: tuple[str, ...] = ()  # lines of this unit that the user does alone


@dataclass(frozen=True, kw_only=True)
class Annual:
    heating_kwh: float
    cooling_kwh: float
    backup_kwh: float
    cost_usd: Decimal


@dataclass(frozen=True, kw_only=True)
class Owning:
    """Cost of so many years, part by part; the parts add up to the total."""

    years: int
    discounted: bool
    parts: dict[str, Decimal]  # unit, installation, energy, upkeep, replacement
    total: Decimal


@dataclass(frozen=True, kw_only=True)
class Month:
    """Bills of one month. [$]"""

    heating_usd: float
    cooling_usd: float
    backup_usd: float


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """What the room needs and what the unit can give at one outdoor temperature. [BTU/h]"""

    outdoor_f: float
    need_btu_h: float
    need_low_btu_h: float
    need_high_btu_h: float
    least_btu_h: float | None  # None below the cut-out
    most_btu_h: float | None
    hours: float  # local hours a year around this temperature


@dataclass(frozen=True, kw_only=True)
class Pick:
    rank: int
    label: str | None  # best_fit, quietest, lowest_cost
    slug: str
    brand: str
    model: str
    type: str
    score: float
    points: dict[str, float]  # they add up to the score
    why: list[str]
    why_not: list[str]
    capacity_at_design_btu_h: float | None
    min_output_47f_btu_h: float | None
    min_output_cooling_btu_h: float | None
    hours_below_cutout: float
    backup_fraction: float
    cycling_fraction: float
    seasonal_cop: float | None
    annual: Annual
    cost: Cost
    saving_usd_per_year: Range | None
    break_even: str | None
    # beyond the contract
    point_labels: dict[str, str] = field(default_factory=dict)  # key of points → words
    brand_slug: str = ""
    cooling_btu_h: float | None = None
    voltage: str | None = None
    sound_min_db: float | None = None
    sound_max_db: float | None = None
    warnings: list[str] = field(default_factory=list)
    estimated: list[str] = field(default_factory=list)  # codes of figures that are not published
    seasonal_cop_range: tuple[float, float] | None = None  # as measured in homes
    night_sound_db: float | None = None  # at the speed that the night's load needs
    practically_equal: bool = False  # within 3 % of the one above
    curve: list[CurvePoint] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)  # January first
    owning: list[Owning] = field(default_factory=list)  # 10 and 15 years, plain and discounted
    heating_saving_usd: Range | None = None  # the heat alone, against now
    switchover: str | None = None  # below which temperature the fuel that is there wins
    years_to_even: float | None = None  # None: never, or nothing to compare with
    life_years: float = 0.0  # of its type, as owning counts it
    upkeep_usd: float = 0.0  # a year
    co2_lb: float | None = None  # a year, electricity and backup
    co2_now_lb: float | None = None  # of what is there now


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The unit that ``model`` asks about; ``against`` says why it is left out, if it is."""

    pick: Pick
    against: list[str]


@dataclass(frozen=True, kw_only=True)
class Excluded:
    reason: str
    count: int
    undo: str  # "key=value" pairs joined by &, an empty value: leave it out; "" where nothing helps
    code: str  # stable key
    undo_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Assumption:
    field: str  # the answer's name in the address
    value: str
    why: str
    label: str  # the question in words


@dataclass(frozen=True, kw_only=True)
class Rebate:
    """A tax credit or rebate for the first pick; only what counts has an amount."""

    code: str
    name: str
    counts: bool
    amount_usd: Decimal | None
    note: str  # why it does not count, or what it asks for
    url: str
    checked: str  # the day on which somebody looked it up


@dataclass(frozen=True, kw_only=True)
class Versions:
    engine: str
    catalog: str
    data: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Chosen units against one room, in the order in which they were asked for."""

    site: Site
    load: Load
    mild_heat_btu_h: float  # what the room needs at 47 °F
    mild_cooling_btu_h: float  # half the cooling load: a mild summer day
    judged: list[Judged]  # rank 0: nothing is ranked here
    unknown: list[str]  # slugs that name no unit of the catalogue
    versions: Versions
    heating_wanted: bool = True
    cooling_wanted: bool = True


@dataclass(frozen=True, kw_only=True)
class Advice:
    outcome: str  # recommend, improve_first, keep, refuse
    headline: str
    warnings: list[str]
    site: Site
    load: Load
    types: list[TypeAdvice]
    picks: list[Pick]
    excluded: list[Excluded]
    would_change: list[str]
    assumptions: list[Assumption]
    versions: Versions
    # beyond the contract
    considered: int = 0  # units of the catalogue that were simulated
    judged: Judged | None = None  # the unit that ``model`` names
    judged_note: str | None = None  # where it names one that cannot be judged
    rebates: list[Rebate] = field(default_factory=list)  # of this place, for the first pick
    market_note: str | None = None  # what other guides say of the whole job
    terms: Terms | None = None  # what owning was counted with
    today: date | None = None


NEAR_THE_TOP = 40  # units that a second run at an end of the load range looks at

CONTRACT_EXTRAS: dict[type, frozenset[str]] = {
    Site: frozenset({"state", "electricity", "fuel", "grid", "note"}),
    LoadLine: frozenset({"label"}),
    Load: frozenset({"note", "chart_note", "own_heating_btu_h", "own_cooling_btu_h"}),
    CostLine: frozenset({"label", "source"}),
    Cost: frozenset({"price_note", "alone"}),
    Pick: frozenset(
        {
            *("point_labels", "brand_slug", "cooling_btu_h", "voltage", "sound_min_db"),
            *("sound_max_db", "warnings", "estimated", "practically_equal", "curve"),
            *("seasonal_cop_range", "night_sound_db", "months", "owning", "heating_saving_usd"),
            *("switchover", "years_to_even", "co2_lb", "co2_now_lb"),
            *("life_years", "upkeep_usd"),
        }
    ),
    Excluded: frozenset({"code", "undo_label"}),
    Assumption: frozenset({"label"}),
    Advice: frozenset(
        {"considered", "today", "judged", "judged_note", "rebates", "market_note", "terms"}
    ),
}


def advise(answers: Answers, *, units: str = "us", today: date | None = None) -> Advice:
    """The advice for one room: the one call behind every page and the command line.

    ``units`` is ``us`` or ``metric`` and only changes sentences. ``today`` ages prices. Raises
    ``advisor.reference.places.UnknownZip`` for a ZIP code without a neighbour that we know. Two
    queries, more only after the catalogue changed.
    """
    place = find_place(answers.zip)
    stock = inventory.current()
    day = today or datetime.now(tz=UTC).date()
    costs = costs_for(place.data_version)
    work = {code: line.dollars for code, line in costs.lines.items()}
    found = study(
        answers,
        place,
        stock.units,
        stock.curves,
        today=day.toordinal(),
        installation=work,
        tuning=costs.tuning,
    )
    ranking = rank(found)
    better = improvement(found)
    after = _after_work(found, better, day, work)
    verdict = outcome(found, ranking, better)
    picked = distinct(found, ranking.order)
    asked = stock.row(answers.model) if answers.model else None
    rows = picked if asked is None or asked in picked else [*picked, asked]
    savings = {row: saving(found, row) for row in rows}
    best_saving = savings[picked[0]] if picked else None
    counted = terms(answers)
    made = _picks(
        found,
        ranking,
        rows,
        savings=savings,
        stock=stock,
        costs=costs,
        named=labels(found, picked),
        units=units,
    )
    alone = stock.only(answers.model) if answers.model and asked is None else None
    if asked is not None:
        judged = _judged(found, ranking, made[rows.index(asked)], asked, units=units)
    elif alone is not None:
        judged = _judged_alone(_alone(answers, place, alone, costs, day), alone, costs, units=units)
    else:
        judged = None
    return Advice(
        outcome=verdict,
        headline=words.headline(
            found, ranking, outcome=verdict, better=better, best_saving=best_saving
        ),
        warnings=words.warnings(
            found, ranking, outcome=verdict, better=better, after=after, units=units
        ),
        site=_site(found),
        load=_load(found, units=units),
        types=[
            TypeAdvice(
                type=told.type,
                verdict=told.verdict,
                why=words.type_reason(found, told, units=units),
            )
            for told in type_verdicts(found)
        ],
        picks=made[: len(picked)],
        excluded=_excluded(found, ranking, units=units),
        would_change=_would_change(
            found,
            ranking,
            best=picked[0] if picked else None,
            after=after,
            stock=stock,
            units=units,
        ),
        assumptions=_assumptions(found, counted, [pick.type for pick in made], units=units),
        versions=Versions(engine=costs.engine, catalog=stock.version, data=place.data_version),
        considered=len(stock.units),
        today=day,
        judged=judged,
        rebates=_rebates(found, picked, costs, day) if picked else [],
        market_note=words.market_note(found, picked[0], costs.mini_split_installed)
        if picked
        else None,
        terms=counted,
        judged_note=words.cannot_judge() if answers.model and judged is None else None,
    )


def compare(
    answers: Answers, slugs: Sequence[str], *, units: str = "us", today: date | None = None
) -> Comparison:
    """These very units for one room, whether they may be picked or not.

    Each is simulated alone: how well a unit does never depends on the others. Raises as
    ``advise`` does, and asks the database as much.
    """
    place = find_place(answers.zip)
    stock = inventory.current()
    day = today or datetime.now(tz=UTC).date()
    costs = costs_for(place.data_version)
    known = {slug: alone for slug in slugs if (alone := stock.only(slug)) is not None}
    studied = {slug: _alone(answers, place, alone, costs, day) for slug, alone in known.items()}
    room = next(iter(studied.values()), None) or _alone(answers, place, stock.empty(), costs, day)
    return Comparison(
        site=_site(room),
        load=_load(room, units=units),
        mild_heat_btu_h=room.mild_heat_btu_h if room.heating_wanted else 0.0,
        mild_cooling_btu_h=0.5 * room.loads.cooling.likely if room.cooling_wanted else 0.0,
        judged=[
            _judged_alone(found, known[slug], costs, units=units) for slug, found in studied.items()
        ],
        unknown=[slug for slug in slugs if slug not in known],
        versions=Versions(engine=costs.engine, catalog=stock.version, data=place.data_version),
        heating_wanted=room.heating_wanted,
        cooling_wanted=room.cooling_wanted,
    )


def _alone(answers: Answers, place: Place, alone: Inventory, costs: Costs, day: date) -> Study:
    return study(
        answers,
        place,
        alone.units,
        alone.curves,
        today=day.toordinal(),
        installation={code: line.dollars for code, line in costs.lines.items()},
        tuning=costs.tuning,
    )


def _judged_alone(found: Study, alone: Inventory, costs: Costs, *, units: str) -> Judged:
    """One unit that was studied by itself, with every limit that stands against it."""
    pick = _picks(
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
    against = [str(words.STANDINGS[standing])] if standing else []
    against += [
        words.left_out_because(found, limit, units=units)
        for limit in limits(found)
        if limit.excluded[0]
    ]
    return Judged(pick=replace(pick, rank=0), against=against)


def as_json(value: Any) -> Any:
    """The contract of ``manage.py advise --json``: plain dicts, lists, numbers and strings.

    A saving that may as well be none is not printed: it is null there, and a range on the page.
    """
    if isinstance(value, Pick) and value.saving_usd_per_year is not None:
        saved = value.saving_usd_per_year
        if saved.low <= 0 < saved.likely:
            value = replace(value, saving_usd_per_year=None)
    if is_dataclass(value) and not isinstance(value, type):
        extras = CONTRACT_EXTRAS.get(type(value), frozenset())
        return {
            each.name: as_json(getattr(value, each.name))
            for each in fields(value)
            if each.name not in extras
        }
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value


def _site(found: Study) -> Site:
    place, rate = found.place, found.answers.electricity_rate
    prices = place.prices
    return Site(
        zip=place.zip,
        place=f"{place.place}, {place.state}",
        station=place.station,
        heating_design_f=place.heating_design_f,
        cooling_design_f=place.cooling_design_f,
        hdd65=place.hdd65,
        electricity_usd_kwh=Decimal(str(rate))
        if rate is not None
        else prices.electricity_usd_kwh or Decimal(0),
        state=place.state,
        electricity=_dated(prices, "electricity", prices.electricity_usd_kwh),
        fuel=_dated(prices, found.rates.fuel or "", state_fuel_price(found.rates.fuel, prices)),
        grid=_dated(prices, "co2", grid_lb_per_kwh(prices)),
        note=words.stand_in(place) if place.approximated_from else None,
    )


def _dated(prices: Prices, name: str, value: float | Decimal | None) -> Dated | None:
    """A figure of the state with its date; ``None`` where none is known."""
    if value is None:
        return None
    return Dated(
        value=float(value),
        as_of=words.period(getattr(prices, f"{name}_as_of")),
        source=getattr(prices, f"{name}_source"),
        of_country=name in prices.stand_ins,
    )


def _load(found: Study, *, units: str) -> Load:
    loads = found.loads
    names = list(loads.heating_lines) + [
        n for n in loads.cooling_lines if n not in loads.heating_lines
    ]
    lines = [
        LoadLine(
            name=name,
            heating_btu_h=round(loads.heating_lines.get(name, 0.0), 1),
            cooling_btu_h=round(loads.cooling_lines.get(name, 0.0), 1),
            label=str(words.LINES[name]),
        )
        for name in names
    ]
    return Load(
        heating_btu_h=_range(loads.heating),
        cooling_btu_h=_range(loads.cooling),
        sensible_fraction=loads.sensible_btu_h / loads.cooling.likely
        if loads.cooling.likely
        else 1.0,
        lines=[line for line in lines if line.heating_btu_h or line.cooling_btu_h],
        note=words.load_note(found),
        chart_note=words.chart_note(found, units=units),
        own_heating_btu_h=found.answers.heating_load,
        own_cooling_btu_h=found.answers.cooling_load,
    )


def _range(spread: Spread | Saving) -> Range:
    return Range(low=spread.low, likely=spread.likely, high=spread.high)


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
            told = words.class_source(self.found, index, units=self.units)
            self.class_sources[index] = told
        return self.class_sources[index]


def _picks(
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
            name: (str(words.COSTS[name]), words.line_source(costs.lines.get(name)))
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
        why=words.why(found, row, units=units),
        why_not=words.why_not(found, row, saved, units=units),
        capacity_at_design_btu_h=round(float(found.capacity_at_design[row])),
        min_output_47f_btu_h=round(float(curves.min_heat_47_btu_h[row])),
        min_output_cooling_btu_h=round(float(curves.min_cool_82_btu_h[row])),
        hours_below_cutout=float(season.hours_below_cutout[row]),
        backup_fraction=float(season.backup_fraction[row]),
        cycling_fraction=float(season.cycling_fraction[row]),
        seasonal_cop=_known(float(season.seasonal_cop[row])) if found.heating_wanted else None,
        annual=Annual(
            heating_kwh=float(season.heating_kwh[row]),
            cooling_kwh=float(season.cooling_kwh[row]),
            backup_kwh=float(season.backup_kwh[row]),
            cost_usd=_dollars(float(found.running_usd[row])),
        ),
        cost=_cost(shown, row, owning[-1].total),
        saving_usd_per_year=_range(saved) if saved else None,
        break_even=words.break_even(found, row),
        point_labels=shown.factors,
        brand_slug=card.brand_slug,
        cooling_btu_h=float(columns.cooling_btu_h[row]),
        voltage=card.voltage or None,
        sound_min_db=_known(float(columns.sound_min_db[row])),
        sound_max_db=_known(float(columns.sound_max_db[row])),
        warnings=words.unit_warnings(found, row),
        estimated=words.estimated(found, row),
        seasonal_cop_range=field_cop_range(found, row),
        night_sound_db=_known(float(found.night_sound_db[row])),
        practically_equal=above is not None
        and shown.ranking.score[row] >= (1 - PRACTICALLY_EQUAL) * shown.ranking.score[above],
        curve=_curve(found, row),
        months=_months(shown, place),
        owning=owning,
        heating_saving_usd=_range(saved.heating) if saved and saved.heating else None,
        switchover=words.switchover(found, switchover_f(found, row), units=units),
        years_to_even=years_to_even(upfront, saved.likely) if saved else None,
        life_years=shown.terms.life_years[kind],
        upkeep_usd=shown.terms.upkeep_usd[kind],
        co2_lb=co2_lb(found, row),
        co2_now_lb=co2_now(found),
    )


def _rebates(found: Study, picked: list[int], costs: Costs, day: date) -> list[Rebate]:
    """Incentives of this place for the first pick, those that count first."""
    row, columns = picked[0], found.units
    facts = Facts(
        professional=found.answers.installer != "diy",
        cost_usd=_dollars(found.upfront.total[row, 1]),
        tons=Decimal(str(round(columns.cooling_btu_h[row] / 12_000, 3))),
        hspf2=_known(float(columns.hspf2[row])),
        seer2=_known(float(columns.seer2[row])),
        cold_climate=_flag(columns.cold_climate[row]),
        energy_star=_flag(columns.energy_star[row]),
    )
    judged = applicable(
        costs.incentives,
        state=found.place.state,
        zip_code=found.place.zip,
        unit_type=UNIT_TYPES[int(columns.kind[row])],
        facts=facts,
        today=day,
    )
    told = [
        Rebate(
            code=each.incentive.code,
            name=each.incentive.name,
            counts=each.counts,
            amount_usd=each.amount_usd,
            note=words.rebate(each),
            url=each.incentive.programme_url,
            checked=words.day(each.incentive.last_checked),
        )
        for each in judged
        if each.reason not in {AREA, TYPE_NOT_COVERED}
    ]
    return sorted(told, key=lambda rebate: not rebate.counts)


def _judged(found: Study, ranking: Ranking, pick: Pick, row: int, *, units: str) -> Judged:
    against = [
        words.left_out_because(found, limit, units=units)
        for limit in ranking.limits
        if limit.excluded[row]
    ]
    position = np.flatnonzero(ranking.order == row)
    rank_ = int(position[0]) + 1 if position.size else 0
    return Judged(pick=replace(pick, rank=rank_), against=against)


def _owning(shown: _Shown, position: int) -> list[Owning]:
    """10 and 15 years, plain and discounted, in whole dollars that add up; the last is the
    discounted cost of the whole horizon."""
    told = []
    for (years, discounted), parts in shown.owned.items():
        whole = {name: _dollars(float(amounts[position])) for name, amounts in parts.items()}
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
    unit_source = words.price_source(found, row, shown.stock.cards[row]) or shown.class_source(
        int(found.bought.price_class[row])
    )
    lines = [
        CostLine(
            name=name,
            low=_dollars(amounts[row, 0]),
            typical=_dollars(amounts[row, 1]),
            high=_dollars(amounts[row, 2]),
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
        price_note=words.price_note(found, row, shown.stock.cards[row]),
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


def _excluded(found: Study, ranking: Ranking, *, units: str) -> list[Excluded]:
    counts = Counter(int(index) for index in ranking.reason if not np.isnan(index))
    told = []
    for index, limit in enumerate(ranking.limits):
        if counts[index]:
            reason, undo_label = words.exclusion(found, limit, units=units)
            told.append(
                Excluded(
                    reason=reason,
                    count=counts[index],
                    undo="&".join(f"{key}={value}" for key, value in limit.undo.items()),
                    code=limit.code,
                    undo_label=undo_label,
                )
            )
    return sorted(told, key=lambda each: -each.count)


def _would_change(
    found: Study,
    ranking: Ranking,
    *,
    best: int | None,
    after: tuple[Study, Ranking] | None,
    stock: Inventory,
    units: str,
) -> list[str]:
    """The winner at both ends of the load, and with the limits lifted that leave out most."""
    switches: list[tuple[str, str, bool]] = []

    def told(condition: str, order: IntArray) -> None:
        if order.size:
            row = int(order[0])
            card = stock.cards[row]
            switches.append((condition, f"{card.brand} {card.model}", row == best))

    for end, condition in (
        ("low", _("if the room needs as little as our range allows")),
        ("high", _("if it needs as much as our range allows")),
    ):
        if best is None:
            break
        near = ranking.order[:NEAR_THE_TOP]
        other = rerun(found, room_loads=at_end(found.loads, end=end), rows=near)
        winner = rank(other).order[:1]
        told(condition, near[winner])
    liftable = [limit for limit in ranking.limits if limit.undo]
    liftable.sort(key=lambda limit: -int(limit.excluded.sum()))
    for limit in liftable[:2]:
        _reason, label = words.exclusion(found, limit, units=units)
        changed = replace(found.answers, **_undone(limit.undo))
        lifted = rank(replace(found, answers=changed), lifted=(limit.code,))
        told(_("if you choose “%(change)s”") % {"change": label}, lifted.order)
    if after is not None:
        told(_("after the work on the room"), after[1].order)
    sentences = words.would_change(switches)
    if best is None:
        openings = opens_most(found, ranking)
        return [*words.opens_most(found, openings, units=units), *sentences]
    return sentences


def _after_work(
    found: Study, better: Improvement | None, day: date, work: Mapping[str, Triple]
) -> tuple[Study, Ranking] | None:
    """The second run, with the room improved."""
    if better is None:
        return None
    improved = study(
        better.answers,
        found.place,
        found.units,
        found.curves,
        today=day.toordinal(),
        installation=work,
        tuning=found.tuning,
    )
    return improved, rank(improved)


def _undone(undo: dict[str, str]) -> dict[str, Any]:
    """Answers of an undo: an empty value leaves the answer open."""
    empty: dict[str, Any] = {"type": (), "features": ()}
    changes: dict[str, Any] = {}
    for name, value in undo.items():
        if name in empty:
            changes[name] = tuple(value.split(",")) if value else ()
        else:
            changes[name] = value or None
    return changes


def _assumptions(found: Study, counted: Terms, types: list[str], *, units: str) -> list[Assumption]:
    """What stands for the open answers, those of owning last and only for ``types``."""
    told = [(each.field, each.value) for each in found.room.assumed]
    told += [(name, value) for name, value in _usual(found, counted, types) if value is not None]
    result = []
    for name, value in told:
        label, shown, why = words.assumption(found, name, value, units=units)
        result.append(Assumption(field=name, value=shown, why=why, label=label))
    return result


def _usual(found: Study, counted: Terms, types: list[str]) -> list[tuple[str, str | float | None]]:
    """What stands for the answers on wishes and money that are open; ``None`` for nothing."""
    answers, rates = found.answers, found.rates
    compared = rates.fuel in BTU_PER_FUEL or rates.fuel == "heat_pump"
    usual: list[tuple[str, str | float | None]] = [
        ("electricity_rate", rates.electricity_usd_kwh),
        ("fuel_rate", rates.fuel_price),
        ("heating_efficiency", 100 * EFFICIENCY[rates.fuel or ""] if compared else None),
        ("goal", "both"),
        ("tenure", "own"),
        ("price_growth", 100 * counted.price_growth),
        ("discount", 100 * counted.discount),
    ]
    for kind in dict.fromkeys(types):
        usual.append((f"upkeep_{kind}", counted.upkeep_usd[kind]))
        usual.append((f"life_{kind}", counted.life_years[kind]))
    return [(name, value) for name, value in usual if getattr(answers, name) is None]


def _flag(value: int) -> bool | None:
    """A published yes or no; ``None`` where nothing is."""
    return None if value == UNKNOWN else bool(value)


def _dollars(amount: float) -> Decimal:
    return Decimal(round(float(amount)))


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
