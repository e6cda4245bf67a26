"""Two rooms that adjoin: one unit and an open door, one ducted unit, two units, or two heads.

Each way is simulated as any other unit is; two heads on one outdoor unit are only told in kind,
because no unit of the catalog is such a system.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from advisor.advice.contract import Money, Pick, Site
from advisor.advice.figures import whole_dollars
from advisor.advice.picks import full_picks, pick_source
from advisor.advice.room_facts import describe_site
from advisor.advice.sentences import exclusions
from advisor.advice.setup import Setup, set_up
from advisor.engine import Ranking, Study, rank
from advisor.engine.answers import Answers
from advisor.engine.doorway import (
    COMFORT_WITHIN_F,
    DISCHARGE,
    SHORT_DUCTS_USD,
    falls_behind_f,
    falls_behind_shut_f,
    heat_through,
)
from advisor.engine.equipment import IntArray
from advisor.engine.owning import terms
from advisor.engine.place_limits import possible
from advisor.listing.inventory import Inventory

WAYS = ("open_door", "ducted", "two_units", "two_heads")
SMALLEST_OF_TWO_BTU_H = 18_000.0
"""Size of the smallest outdoor unit for two heads, as a rule."""
ABOUT_BTU_H = 1_000.0
MOSTLY = 0.5
SERVED = 0.02
"""Share of the year's heat or cold that may be left undone."""
FIRST_SHELF = frozenset({"on_sale", "certified"})
AT_A_DIFFERENCE_F = 4.0


@dataclass(frozen=True, kw_only=True)
class Behind:
    """How far the room without a unit stays behind the other at the design temperature. [°F]"""

    least: float  # door open, the most flow
    likely: float
    most: float  # door open, the least flow
    shut: float

    @property
    def served(self) -> bool:
        return self.likely <= COMFORT_WITHIN_F


@dataclass(frozen=True, kw_only=True)
class RoomPart:
    """One of the two rooms by itself."""

    answers: Answers
    heating_btu_h: float  # likely design loads; 0 where it is not wanted
    cooling_btu_h: float
    mild_heat_btu_h: float


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to serve both rooms; ``None`` or empty where it cannot be had, and ``why_not``."""

    key: str
    picks: tuple[Pick, ...] = ()
    upfront: Money | None = None
    yearly_usd: Decimal | None = None
    ownership_usd: Decimal | None = None
    cycling: float | None = None  # share of the running hours, of the unit with more to do
    why_not: str = ""
    serves: bool = True  # all but 2% of the year's heat and cold, the other room near enough

    @property
    def cycles_mostly(self) -> bool:
        return self.cycling is not None and self.cycling > MOSTLY

    @property
    def is_sold(self) -> bool:
        """Whether every unit is on sale, or was certified lately."""
        return all(pick.sale.status in FIRST_SHELF for pick in self.picks)

    @property
    def rank_key(self) -> tuple[bool, bool, bool, bool, bool, Decimal]:
        """What can be had and counted, then what serves, runs steadily, is sold, and costs less."""
        return (
            self.upfront is None,
            self.ownership_usd is None,
            not self.serves,
            self.cycles_mostly,
            not self.is_sold,
            self.ownership_usd or Decimal(0),
        )


@dataclass(frozen=True, kw_only=True)
class TwoRooms:
    """``ways`` has the honest one first; ``host`` is the room in which the single unit hangs."""

    site: Site
    rooms: tuple[RoomPart, RoomPart]
    host: int
    has_door: bool  # that may be shut
    is_shut: bool  # at night
    heating: Behind | None  # of the other room; None where no heat is wanted
    cooling: Behind | None
    passes_btu_h: tuple[float, float]  # through the open door at 4 °F: least and most
    ways: tuple[Way, ...]
    heads_least_btu_h: float | None  # lowest output that 18k units publish, the median
    mild_heat_btu_h: float  # of both rooms on a 47 °F day

    @property
    def best(self) -> Way:
        return self.ways[0]

    def way(self, key: str) -> Way:
        return next(way for way in self.ways if way.key == key)


def two_rooms(
    first: Answers,
    second: Answers,
    *,
    doorway: str = "door",
    shut_at_night: bool = False,
    units: str = "us",
    today: date | None = None,
) -> TwoRooms:
    """The ways to serve two rooms of one home, simulated; the place is that of ``first``.

    Raises ``advisor.reference.places.UnknownZip``; as many queries as ``advise``.
    """
    setup = set_up(first.zip, today)
    second = replace(second, zip=first.zip)
    studies = (setup.study(first), setup.study(second))
    host = int(_need(studies[1]) > _need(studies[0]))
    other = studies[1 - host]
    heating, cooling = _behind(other, doorway, heat=True), _behind(other, doorway, heat=False)
    both = setup.study(_as_one(studies, host))
    is_shut = shut_at_night and doorway == "door"  # a wide opening has nothing to shut
    ways = (
        _open_door(setup, both, heating, cooling, shut_at_night=is_shut, units=units),
        _ducted(setup, both, units=units),
        _two_units(setup, studies, units=units),
        _two_heads(both),
    )
    return TwoRooms(
        site=describe_site(studies[0], units=units),
        rooms=(_part(studies[0]), _part(studies[1])),
        host=host,
        has_door=doorway == "door",
        is_shut=is_shut,
        heating=heating,
        cooling=cooling,
        passes_btu_h=(
            heat_through(doorway, AT_A_DIFFERENCE_F, "least"),
            heat_through(doorway, AT_A_DIFFERENCE_F, "most"),
        ),
        ways=tuple(sorted(ways, key=lambda way: way.rank_key)),
        heads_least_btu_h=_least_of_eighteen(both),
        mild_heat_btu_h=sum(study.mild_heat_btu_h for study in studies if study.heating_wanted),
    )


def _need(study: Study) -> float:
    """The larger of the loads that are wanted. [BTU/h]"""
    part = _part(study)
    return max(part.heating_btu_h, part.cooling_btu_h)


def _part(study: Study) -> RoomPart:
    return RoomPart(
        answers=study.answers,
        heating_btu_h=study.loads.heating.likely * study.heating_wanted,
        cooling_btu_h=study.loads.cooling.likely * study.cooling_wanted,
        mild_heat_btu_h=study.mild_heat_btu_h if study.heating_wanted else 0.0,
    )


def _as_one(studies: Sequence[Study], host: int) -> Answers:
    """The room of the unit with the loads of both: its year has the shape of that room's."""
    answers = studies[host].answers
    heating = sum(study.loads.heating.likely for study in studies)
    cooling = sum(study.loads.cooling.likely for study in studies)
    return replace(
        answers,
        area=sum(study.answers.area for study in studies),
        heating_load=heating if heating > 0 else None,
        cooling_load=cooling if cooling > 0 else None,
        model=None,
    )


def _behind(study: Study, doorway: str, *, heat: bool) -> Behind | None:
    part = _part(study)
    wanted = part.heating_btu_h if heat else part.cooling_btu_h
    # A door carries no moisture that would count: of the cooling, the sensible part.
    load = part.heating_btu_h if heat else min(part.cooling_btu_h, study.loads.sensible_btu_h)
    if wanted <= 0:
        return None
    per_degree = study.loads.heating.likely / max(
        study.room.hold_f - study.place.heating_design_f, 1.0
    )
    area = study.answers.area
    by_flow = {
        flow: falls_behind_f(load, per_degree, doorway, flow, area_ft2=area) for flow in DISCHARGE
    }
    return Behind(
        least=by_flow["most"],
        likely=by_flow["likely"],
        most=by_flow["least"],
        shut=falls_behind_shut_f(load, per_degree, area),
    )


# --- the four ways -------------------------------------------------------------------------------


def _open_door(
    setup: Setup,
    both: Study,
    heating: Behind | None,
    cooling: Behind | None,
    *,
    shut_at_night: bool,
    units: str,
) -> Way:
    behind = [each for each in (heating, cooling) if each is not None]
    within = all(each.shut <= COMFORT_WITHIN_F if shut_at_night else each.served for each in behind)
    way = _single("open_door", setup, setup.inventory, both, units=units)
    return replace(way, serves=way.serves and within)


def _ducted(setup: Setup, both: Study, *, units: str) -> Way:
    """One concealed unit with short ducts to both rooms, of those that the catalog knows."""
    shelf = setup.inventory.set_apart("ducted")
    way = _single("ducted", setup, shelf, setup.study(both.answers, shelf), units=units)
    if way.upfront is None or way.ownership_usd is None:
        return way
    ducts = Money(**{end: whole_dollars(usd) for end, usd in SHORT_DUCTS_USD.items()})
    return replace(
        way,
        upfront=_sum([way.upfront, ducts]),
        ownership_usd=way.ownership_usd + ducts.typical,
    )


def _single(key: str, setup: Setup, shelf: Inventory, both: Study, *, units: str) -> Way:
    ranking = rank(both)
    pick = _first(setup, shelf, both, ranking, units=units)
    return _way(key, [pick]) if pick else Way(key=key, why_not=_refusal(both, ranking, units))


def _two_units(setup: Setup, studies: Sequence[Study], *, units: str) -> Way:
    found = []
    for study in studies:
        ranking = rank(study)
        pick = _first(setup, setup.inventory, study, ranking, units=units)
        if pick is None:
            return Way(key="two_units", why_not=_refusal(study, ranking, units))
        found.append(pick)
    return _way("two_units", found)


def _two_heads(both: Study) -> Way:
    """In kind: the price of an 18k and of the work in two rooms; no such system is known."""
    allowed, rows = possible(both.answers), _eighteens(both)
    rows = rows[~both.units.kits[rows]]  # a kit has one head
    if not rows.size:
        return Way(key="two_heads")
    if not (allowed.outdoor_unit and allowed.wall_hole):
        return Way(key="two_heads", why_not=exclusions.no_place())
    row = int(rows[np.argsort(both.upfront.total[rows, 1])[rows.size // 2]])
    total = both.upfront.total[row].copy()
    for name in ("labour", "line_set"):
        total += both.upfront.lines[name][row] if name in both.upfront.lines else 0.0
    low, typical, high = (whole_dollars(each) for each in total)
    return Way(key="two_heads", upfront=Money(low=low, typical=typical, high=high))


def _eighteens(both: Study) -> IntArray:
    cooling, split = both.units.cooling_btu_h, both.units.of_type(lambda each: each.split)
    size = np.abs(cooling - SMALLEST_OF_TWO_BTU_H) <= ABOUT_BTU_H
    return np.flatnonzero(size & np.asarray(split, dtype=bool))


def _least_of_eighteen(both: Study) -> float | None:
    rows = _eighteens(both)
    rows = rows[~both.curves.estimated["min_output"][rows]]
    return float(np.median(both.curves.min_heat_47_btu_h[rows])) if rows.size else None


def _first(
    setup: Setup, shelf: Inventory, study: Study, ranking: Ranking, *, units: str
) -> Pick | None:
    if not ranking.order.size:
        return None
    row = int(ranking.order[0])
    source = pick_source(
        replace(setup, inventory=shelf),
        study,
        ranking,
        [row],
        terms=terms(study.answers),
        labels={},
        units=units,
    )
    return full_picks(source, [row])[row]


def _refusal(study: Study, ranking: Ranking, units: str) -> str:
    """The limit that leaves out most of the units of a shelf where it leaves none."""
    counts = [(int(limit.excluded.sum()), -at) for at, limit in enumerate(ranking.limits)]
    if not counts:
        return ""
    _count, at = max(counts)
    return exclusions.left_out_because(study, ranking.limits[-at], units=units)


def _way(key: str, picks: Sequence[Pick]) -> Way:
    return Way(
        key=key,
        picks=tuple(picks),
        upfront=_sum([pick.cost.upfront for pick in picks]),
        yearly_usd=sum((pick.annual.cost_usd for pick in picks), Decimal(0)),
        ownership_usd=sum((pick.cost.ownership_usd for pick in picks), Decimal(0)),
        cycling=_of_the_busier(picks),
        serves=all(
            max(pick.unmet.heating_share, pick.unmet.cooling_share) < SERVED for pick in picks
        ),
    )


def _of_the_busier(picks: Sequence[Pick]) -> float:
    busier = max(picks, key=lambda pick: pick.annual.heating_kwh + pick.annual.cooling_kwh)
    return busier.cycling_fraction


def _sum(each: Sequence[Money]) -> Money:
    return Money(
        low=sum((money.low for money in each), Decimal(0)),
        typical=sum((money.typical for money in each), Decimal(0)),
        high=sum((money.high for money in each), Decimal(0)),
    )
