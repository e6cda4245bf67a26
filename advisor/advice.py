"""The one call that the page, the command line, the embed and the benchmarks make: ``advise()``.

The dataclasses below are its answer. Their names are the contract of ``manage.py advise --json``;
whatever a page needs beyond the contract stands at the end of each class, and ``as_json`` leaves
it out. Sentences are already in the active language; an unknown figure is ``None``, never 0.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Range:
    """Low, likely and high value of one quantity."""

    low: float
    likely: float
    high: float


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
    electricity_as_of: str
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


@dataclass(frozen=True, kw_only=True)
class Annual:
    heating_kwh: float
    cooling_kwh: float
    backup_kwh: float
    cost_usd: Decimal


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
    estimated: list[str] = field(default_factory=list)  # names of figures that are not published
    practically_equal: bool = False  # within 3 % of the one above
    curve: list[CurvePoint] = field(default_factory=list)


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
class Versions:
    engine: str
    catalog: str
    data: str


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
    today: date | None = None
