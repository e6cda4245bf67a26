"""What ``advise`` and ``compare`` answer.

The names of these dataclasses are the contract of ``manage.py advise --json``; whatever a page
needs beyond the contract comes at the end of each class, and ``contract_json`` leaves it out.
Sentences are already in the active language; an unknown figure is ``None``, never 0.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from advisor.engine.owning import Terms
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.unit_names import shown_number

INSTEAD = frozenset({"keep", "refuse"})
"""Outcomes that say: what to do is not to buy."""
PLAIN_COOLING = frozenset({"plain_cooling_for_less", "plain_cooling_now_and_then"})
"""Headlines that say so of a room for which units can be recommended."""


@dataclass(frozen=True, kw_only=True)
class Range:
    """Low, likely and high value of one quantity."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A public figure that we count with, as a page shows it."""

    value: float
    as_of: str  # in words: "April 2026"
    source: str
    of_country: bool = False  # used in place of the state's own
    of_main_grid: bool = False  # the state's main grid subregion: parts may be on another


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
    footnotes: tuple[str, ...] = ()  # where a figure of the place is not as it was published


@dataclass(frozen=True, kw_only=True)
class LoadLine:
    name: str  # snake_case key
    heating_btu_h: float
    cooling_btu_h: float
    label: str  # in words


@dataclass(frozen=True, kw_only=True)
class BilledLoad:
    """What last winter's bill of the home says of the room."""

    implied_heating_btu_h: float
    field: str | None  # where the two contradict: the answer that most likely explains it


@dataclass(frozen=True, kw_only=True)
class Load:
    heating_btu_h: Range
    cooling_btu_h: Range
    sensible_fraction: float
    lines: list[LoadLine]
    bill: BilledLoad | None = None
    # beyond the contract
    bill_note: str | None = None  # the bill's figure beside ours, or what it lacks
    note: str | None = None  # the largest line and its cheapest remedy
    chart_note: str | None = None  # what the shop's area chart says, and why we differ
    own_heating_btu_h: float | None = None  # from the user's own load calculation
    own_cooling_btu_h: float | None = None
    heat_counts: bool = True  # whether any hour of the year asks for heat


@dataclass(frozen=True, kw_only=True)
class TypeAdvice:
    type: str  # mini_split, window, portable, through_wall
    verdict: str  # fits, possible, unsuitable
    why: str
    # beyond the contract
    none_serves: bool = False  # whether each of its units that we know is left out
    # of the best of its units that serves; None where none does or nothing is wanted of it
    cycling_fraction: float | None = None
    heat_share: float | None = None  # of the load at design
    cool_share: float | None = None


@dataclass(frozen=True, kw_only=True)
class InKind:
    """A type to ask about, whatever models of it we list."""

    type: str  # through_wall
    why: str
    ask: list[str]  # what it is, what it needs, what to compare, what we do not know
    # beyond the contract
    title: str = ""


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
    price_note: str = ""  # "$499, seen May 30, 2026" or "range of the class: no dated price"
    alone: tuple[str, ...] = ()  # lines of this unit that the user does alone


@dataclass(frozen=True, kw_only=True)
class Annual:
    heating_kwh: float
    cooling_kwh: float
    backup_kwh: float
    cost_usd: Decimal


@dataclass(frozen=True, kw_only=True)
class Unmet:
    """Shares of the year's heat and cold that a unit leaves undone."""

    heating_share: float
    cooling_share: float


@dataclass(frozen=True, kw_only=True)
class Owning:
    """Cost of so many years in today's money, part by part; the parts add up to the total."""

    years: int
    parts: dict[str, Decimal]  # unit, installation, energy, upkeep, replacement, left (comes back)
    total: Decimal


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """What the room costs without a heat pump, counted as a pick is; ``None``: not known."""

    annual_usd: Decimal | None  # energy
    ownership_usd: Decimal | None
    # beyond the contract
    label: str = ""  # in words
    note: str = ""  # what it leaves undone
    upfront_usd: Decimal = Decimal(0)
    owning: Owning | None = None


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
class ShopPrice:
    """A price that somebody saw; ``url`` leads there where it is known."""

    name: str
    usd: Decimal
    seen: date
    url: str | None


@dataclass(frozen=True, kw_only=True)
class Sale:
    """Whether it can be bought: a fact with a date and who says so."""

    status: str  # on_sale, certified, archive, discontinued, unknown
    seen: date | None
    source: str
    shops: list[ShopPrice]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """How well each deciding figure is known: published, seen, aged, series, class, estimate or
    unknown."""

    minimum: str
    design_capacity: str
    cutout: str
    efficiency: str
    sound: str
    voltage: str
    price: str


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
    unmet: Unmet
    cycling_fraction: float
    seasonal_cop: float | None
    annual: Annual
    cost: Cost
    saving_usd_per_year: Range | None
    break_even: str | None
    sale: Sale
    evidence: Evidence
    names: list[str]  # every label under which this machine is sold
    hours_used_cost_usd: float | None = None  # running cost of an hour in use; use=occasional only
    first_share: float = 0.0  # of the plausible cases in which it is first, of 1
    # beyond the contract
    spoken: str = ""  # what people call it: "Mitsubishi FX, 6k wall unit"
    indoor_open: bool = False  # an outdoor unit whose indoor part the installer chooses
    precharged: bool = False  # a kit: its lines come charged and are joined without a vacuum pump
    asked_unknown: list[str] = field(default_factory=list)  # asked for, and not published
    point_labels: dict[str, str] = field(default_factory=dict)  # key of points → words
    brand_slug: str = ""
    cooling_btu_h: float | None = None
    voltage: str | None = None
    sound_min_db: float | None = None
    sound_max_db: float | None = None
    warnings: list[str] = field(default_factory=list)
    estimated: list[str] = field(default_factory=list)  # codes of figures that are not published
    seasonal_cop_range: tuple[float, float] | None = None  # as measured in homes
    cooling_kwh_range: tuple[float, float] | None = None  # as homes differ, low and high
    limit_unknown: str = ""  # says so where its lowest outdoor temperature is not published
    night_sound_db: float | None = None  # at the speed that the night's load needs
    first_of_100: str = ""  # the same in words
    minimum_like: str = ""  # the unit from which the lowest output was taken over
    practically_equal: bool = False  # within 3% of the one above
    curve: list[CurvePoint] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)  # January first
    owning: list[Owning] = field(default_factory=list)  # 10 and 15 years, plain and discounted
    heating_saving_usd: Range | None = None  # the heat alone, against now
    switchover: str | None = None  # below which temperature the fuel that is there wins
    years_to_even: float | None = None  # None: never, or nothing to compare with
    life_years: float = 0.0  # of its type, as owning counts it
    upkeep_usd: float = 0.0  # a year
    upkeep_more_usd: float = 0.0  # a year, than what it takes the place of
    co2_lb: float | None = None  # a year, electricity and backup
    co2_now_lb: float | None = None  # of what is there now
    # only of the units that a page shows first:
    catch: str = ""  # the largest reason against it, in two lines of a phone
    match: str = ""  # the score as a word: good, usable, poor; or equal to the next ones
    match_key: str = ""  # good, usable, poor
    difference: str = ""  # what tells it from the first pick; "" for the first

    @property
    def name(self) -> str:
        """Brand and number, without the places that a certificate leaves open."""
        return f"{self.brand} {shown_number(self.model)}"

    @property
    def asks_for_quotes(self) -> bool:
        """Whether somebody is paid to put the unit in; any other is bought in a store."""
        return RECORD_OF[self.type].needs_installer


@dataclass(frozen=True, kw_only=True)
class PairRow:
    """One of the two bars beside a headline; ``text`` is its value as it is printed."""

    label: str
    kind: str  # heat, cool, unit, money
    value: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The figures that decide a headline, as two bars on one scale: not part of the contract."""

    caption: str
    rows: tuple[PairRow, PairRow]


@dataclass(frozen=True, kw_only=True)
class TiedUnit:
    """One of the units that win about as often as the first pick: not part of the contract."""

    slug: str
    name: str
    share: str  # "first in 64 of 100 plausible cases"
    apart: str  # what tells it from the others


@dataclass(frozen=True, kw_only=True)
class PickLine:
    """A pick that a page shows on one line: not part of the contract."""

    rank: int
    slug: str
    brand: str
    model: str
    spoken: str
    type: str
    score: float
    cooling_btu_h: float | None
    voltage: str | None
    min_output_47f_btu_h: float | None
    min_output_is_published: bool
    upfront: Money
    running_usd: Decimal  # a year
    sound_min_db: float | None
    sound_max_db: float | None
    night_sound_db: float | None
    drawback: str

    @property
    def name(self) -> str:
        """Brand and number, without the places that a certificate leaves open."""
        return f"{self.brand} {shown_number(self.model)}"

    @classmethod
    def of(cls, pick: Pick) -> "PickLine":
        """The line of a pick that was made in full."""
        return cls(
            rank=pick.rank,
            slug=pick.slug,
            brand=pick.brand,
            model=pick.model,
            spoken=pick.spoken,
            type=pick.type,
            score=pick.score,
            cooling_btu_h=pick.cooling_btu_h,
            voltage=pick.voltage,
            min_output_47f_btu_h=pick.min_output_47f_btu_h,
            min_output_is_published=pick.evidence.minimum == "published",
            upfront=pick.cost.upfront,
            running_usd=pick.annual.cost_usd,
            sound_min_db=pick.sound_min_db,
            sound_max_db=pick.sound_max_db,
            night_sound_db=pick.night_sound_db,
            drawback=pick.why_not[0] if pick.why_not else "",
        )


@dataclass(frozen=True, kw_only=True)
class JudgedUnit:
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
class WayIn:
    """What would have to change where no unit serves, and what comes of it: not part of the
    contract."""

    change: str  # what would have to be so, in words
    then: str  # what comes of it, in a sentence
    undo: str  # the answers that say so, as those of ``Excluded``
    serve: int  # units; 0: this alone is not enough
    asks: bool  # whether a landlord or an HOA has to allow it


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
    asks: str = ""  # what it asks for, whether it counts or not


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A list of installers or a free coach of the place."""

    kind: str  # installers, coach
    name: str
    nationwide: bool
    url: str
    phone: str | None
    checked: date | None  # the day on which somebody of ours opened the page


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
    judged: list[JudgedUnit]  # rank 0: nothing is ranked here
    unknown: list[str]  # slugs that name no unit of the catalog
    versions: Versions
    nothing: Baseline
    little: Baseline | None = None
    heating_wanted: bool = True
    cooling_wanted: bool = True


@dataclass(frozen=True, kw_only=True)
class RatesTold:
    """What to know of the energy prices that count."""

    tariffs: tuple[tuple[str, str], ...] = ()  # heat-pump tariffs of the state: code, utility
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NextQuestion:
    """The open answer that would move the advice most."""

    field: str  # the answer's name in the address
    moves: str  # pick, range
    # beyond the contract
    label: str = ""  # the question in words
    why: str = ""  # what it would change, in a sentence
    also: tuple[str, ...] = ()  # open answers that the same page asks for


@dataclass(frozen=True, kw_only=True)
class Advice:
    outcome: str  # recommend, improve_first, keep, refuse
    headline: str
    warnings: list[str]
    site: Site
    load: Load
    types: list[TypeAdvice]
    picks: list[Pick]
    shown: list[str]  # slugs of the few that every page shows first, in the order of their ranks
    excluded: list[Excluded]
    would_change: list[str]
    assumptions: list[Assumption]
    versions: Versions
    ties: list[list[str]]  # slugs of units that win about as often, the first pick leading
    archive: list[Pick]  # of the second shelf: where the first has nothing, or for who asks
    nothing: Baseline  # everything stays as it is
    contacts: list[Contact] = field(default_factory=list)  # of the state, then of the country
    next_question: NextQuestion | None = None  # None: no open answer would move it any more
    in_kind: InKind | None = None  # None: no type is to be asked about beyond our models
    # beyond the contract
    little: Baseline | None = None  # the least that helps, with the heater that is there
    others: list[PickLine] = field(default_factory=list)  # picks that were not asked for in full
    considered: int = 0  # units of the catalog that were simulated
    tied: list[TiedUnit] = field(default_factory=list)  # the first of ``ties`` in words
    judged: JudgedUnit | None = None  # the unit that ``model`` names
    judged_note: str | None = None  # where it names one that cannot be judged
    rebates: list[Rebate] = field(default_factory=list)  # of this place, for the first pick
    market_note: str | None = None  # what other guides say of the whole job, or what is not counted
    terms: Terms | None = None  # what owning was counted with
    rates: RatesTold = field(default_factory=RatesTold)
    today: date | None = None
    headline_key: str = ""  # of its sentence, whatever figures it names
    pair: Pair | None = None  # None: one number says it all
    safety: list[str] = field(default_factory=list)  # fire, fumes, refrigerant, water: never folded
    priority_note: str = ""  # what keeps each priority from moving the first pick further
    permission_lets_in: int = 0  # with no unit left: how many a landlord or HOA alone could let in
    chance_to_stay: float = 1.0  # that no open answer puts another unit first
    cools_unasked: bool = False  # whether one cools without it, where there is heat
    of_first: list[str] = field(default_factory=list)  # warnings that hold of the first pick alone
    ways_in: list[WayIn] = field(default_factory=list)  # with no unit left
    decided_by: str = ""  # what the first pick was decided by, in a few words
    folds: dict[str, str] = field(default_factory=dict)  # why, money, cold, room, serve, left_out

    @property
    def not_to_buy(self) -> bool:
        """Whether the headline says to do something else than buying a heat pump."""
        return self.outcome in INSTEAD or self.headline_key in PLAIN_COOLING

    @property
    def leading(self) -> list[Pick]:
        """The picks that every page shows first; empty where they were not asked for in full."""
        return [pick for pick in self.picks if pick.slug in self.shown]

    @property
    def foldable(self) -> list[str]:
        """The warnings that may stand in a fold: all but those on safety."""
        return [text for text in self.warnings if text not in self.safety]
