"""What to tell the owner: recommend, improve the room first, keep what is there, or refuse.

Also which types suit this room at all, whatever the catalog holds, and in which size."""

from dataclasses import dataclass

import numpy as np

from advisor.engine.baselines import doing_nothing
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.fuels import BTU_PER_FUEL
from advisor.engine.improvement import Improvement, glass_first
from advisor.engine.money import usual_typical_usd
from advisor.engine.owning import owning_usd, terms
from advisor.engine.place_limits import (
    has_no_wall_for_a_sleeve,
    has_no_window,
    possible,
    split_may_be_placed,
    too_cold_beside_a_split,
)
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.thin_air import output_factor
from advisor.engine.unit_defaults import (
    RATED_HEAT_PER_COOLING,
    RATED_PER_MAX_47,
    RETENTION_5F_BASE,
    RETENTION_5F_SLOPE,
)
from advisor.engine.unit_types import RECORD_OF, RECORDS, UnitTypeRecord, by_type
from advisor.engine.yearly_saving import saving

NOMINAL_BTU_H = (6_000, 9_000, 12_000, 15_000, 18_000, 24_000, 30_000, 36_000)
COLD_HSPF = 11.0
EXTREME_LOAD = constant(
    "EXTREME_LOAD",
    120.0,
    "BTU/h·ft²",
    source=ASSUMPTION,
    says="load per floor area above which an answer is likely wrong",
)
LITTLE_COOLING_KWH = constant(
    "LITTLE_COOLING_KWH",
    100.0,
    "kWh a year",
    source=ASSUMPTION,
    says="cooling so small that a heater that is cheaper to run decides the advice",
)
WORK_LIFE_YEARS = constant(
    "WORK_LIFE_YEARS",
    20.0,
    "years",
    source=ASSUMPTION,
    says="life of work on a room: it comes before a unit only if it pays within it",
)
HEATS_DOWN_TO_F = table(
    "HEATS_DOWN_TO_F",
    by_type(lambda each: each.heats_down_to_f),
    "°F",
    source="manufacturers: portables fade near freezing, most stop at 41 °F; through-wall units: a"
    " dealer's guide (blog.totalhomesupply.com) has 25 to 40 °F; else our assumption",
    says="design temperature below which only cold-climate models of the type heat, if any",
)


@dataclass(frozen=True, kw_only=True)
class TypeVerdict:
    """Whether a type suits this room, a reason code, and the nominal size that would be right."""

    type: str
    verdict: str  # fits, possible, unsuitable
    code: str
    nominal_btu_h: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Improved:
    """The room after the work on it, studied and ranked again."""

    study: Study
    ranking: Ranking


def outcome(
    study: Study,
    ranking: Ranking,
    improvement: Improvement | None,
    improved: Improved | None = None,
) -> str:
    """``recommend``, ``improve_first``, ``keep`` or ``refuse``."""
    if not ranking.order.size:
        return "refuse"
    if keeps_heater(study, ranking):
        return "keep"
    if glass_first(study):
        # No unit is the answer to the cold of such a room, whoever owns it.
        return "improve_first" if works_on_heat(improvement) else "keep"
    if study.answers.tenure != "rent" and leads(study, ranking, improvement, improved):
        return "improve_first"
    return "keep" if keeps_fuel(study, ranking) else "recommend"


def works_on_heat(improvement: Improvement | None) -> bool:
    return improvement is not None and improvement.load == "heating"


def may_lead(study: Study, improvement: Improvement) -> bool:
    """Whether the room after the work is worth a second run: in summer only where it may take a
    smaller class of unit."""
    if improvement.load == "heating":
        return True
    # Shade can come any day; a door and a ceiling are better done before.
    only_shade = all(step.code == "shade" for step in improvement.steps)
    if study.answers.tenure == "rent" or only_shade:
        return False
    smaller = _usual_size(0.9 * improvement.left_btu_h)
    return smaller < _usual_size(0.9 * study.loads.cooling.likely)


def leads(
    study: Study, ranking: Ranking, improvement: Improvement | None, improved: Improved | None
) -> bool:
    """Whether the work comes before a unit: it pays within its life, or decides what fits."""
    if improvement is None or improved is None or not improved.ranking.order.size:
        return False
    if improvement.load == "cooling" and not _smaller_unit(study, ranking, improved):
        return False
    years = years_to_pay(study, ranking, improvement, improved)
    return _decides(study, ranking, improved) or (years is not None and years <= WORK_LIFE_YEARS)


def years_to_pay(
    study: Study, ranking: Ranking, improvement: Improvement, improved: Improved
) -> float | None:
    """Years in which the work pays by the bills of the first picks before and after it, less what
    the second unit costs less; ``None`` where it never does."""
    if not ranking.order.size or not improved.ranking.order.size:
        return None
    now, then = int(ranking.order[0]), int(improved.ranking.order[0])
    # Another unit's efficiency is no merit of the work, as its brand's price is none.
    after = max(improved.study.running_usd[now], improved.study.running_usd[then])
    saved = float(study.running_usd[now] - after)
    cheaper = float(study.upfront.total[now, 1] - improved.study.upfront.total[then, 1])
    usual = usual_typical_usd(study.units)[now]
    smaller = usual - usual_typical_usd(improved.study.units)[then]
    # The next size of the same brand costs less in proportion to the brand's prices.
    smaller *= study.bought.typical[now] / usual
    cost = improvement.cost_typical - max(0.0, min(cheaper, float(smaller)))
    if cost <= 0:
        return 0.0
    return cost / saved if saved > 0 else None


def _smaller_unit(study: Study, ranking: Ranking, improved: Improved) -> bool:
    """Whether the first pick after the work is of a smaller class."""
    now, then = int(ranking.order[0]), int(improved.ranking.order[0])
    before, after = study.units.cooling_btu_h[now], improved.study.units.cooling_btu_h[then]
    return _usual_size(float(after)) < _usual_size(float(before))


def _decides(study: Study, ranking: Ranking, improved: Improved) -> bool:
    """Whether nothing carries the coldest night as the room is, and something does after."""
    if not study.heating_wanted or study.heat_included:
        return False
    before = study.heating_coverage[ranking.order].max(initial=0.0)
    after = improved.study.heating_coverage[improved.ranking.order].max(initial=0.0)
    return bool(before < 1 <= after)


def keeps_heater(study: Study, ranking: Ranking) -> bool:
    """Whether what is there heats for less, by the year or over the years with the price of the
    unit, and no cooling is wanted of a new one that is not there."""
    if not study.heating_wanted:
        return False
    if study.heat_included and not study.cooling_wanted:
        return True
    if study.rates.heat_now_usd_kwh is None:
        return False
    if study.cooling_wanted and study.answers.cooled_by == "none":
        return False
    best = int(ranking.order[0])
    saved = saving(study, best)
    if saved is not None and saved.likely < 0:
        return True
    # Heat alone is wanted, or a heat pump is there: a new one brings nothing else for its price.
    nothing_new = not study.cooling_wanted or study.answers.heating_now == "heat_pump"
    return nothing_new and costs_more_than_nothing_usd(study, best) > 0


def costs_more_than_nothing_usd(study: Study, row: int) -> float:
    """How much more a unit costs over ``HORIZON_YEARS`` than going on as it is, in today's money;
    below 0 where it pays, or where nobody knows what the heat costs now. [$]"""
    counted = terms(study.answers)
    nothing = doing_nothing(study, counted)
    if nothing is None or not study.other_heat or study.heat_included:
        return -np.inf
    return float(owning_usd(study, [row], counted)[0]) - nothing.total_usd


def keeps_fuel(study: Study, ranking: Ranking) -> bool:
    """Whether a fuel heats for less, the unit's upkeep counted, and hardly any cooling is bought,
    though it is wanted unless told otherwise."""
    best = int(ranking.order[0])
    little = float(study.season.cooling_kwh[best]) < LITTLE_COOLING_KWH
    if not study.heating_wanted or not little or study.rates.fuel not in BTU_PER_FUEL:
        return False
    saved = saving(study, best)
    if saved is None or saved.heating is None:
        return False
    upkeep = terms(study.answers).upkeep_usd[study.units.record(best).key]
    return saved.heating.likely < upkeep


def type_verdicts(study: Study) -> list[TypeVerdict]:
    """Which type suits this room, from the room and the answers alone, with the size."""
    size = nominal_size(study)
    verdicts = []
    for record in RECORDS:
        verdict, code = _type_verdict(study, record)
        verdicts.append(
            TypeVerdict(type=record.key, verdict=verdict, code=code, nominal_btu_h=size)
        )
    return verdicts


def _type_verdict(study: Study, record: UnitTypeRecord) -> tuple[str, str]:
    """The verdict on one type and the code of its reason."""
    closed = _closed(study, record)
    if closed:
        return "unsuitable", closed
    if record.sleeve and split_may_be_placed(study):
        return "possible", "beside_split"
    heat, lowest_f = study.heating_wanted, record.heats_down_to_f
    if heat and lowest_f is not None and study.place.heating_design_f < lowest_f:
        return record.if_colder, "cold"
    return record.if_suitable, "heating" if heat else "cooling"


def may_be_placed(study: Study, key: str) -> bool:
    """Whether the answers leave a place for a unit of this type, whatever the load."""
    closed = _closed(study, RECORD_OF[key])
    return not closed or closed == "cold_beside_split"


def _closed(study: Study, record: UnitTypeRecord) -> str:
    """The code of what closes this room to a type, "" where nothing does."""
    may, answers = possible(study.answers), study.answers
    reasons = (
        (not all(getattr(may, name) for name in record.needs), "no_place"),
        (record.sleeve and has_no_wall_for_a_sleeve(answers), "no_place"),
        (record.needs_window and has_no_window(answers), "no_window"),
        (
            record.in_window and answers.window_type is None and answers.space == "basement",
            "basement",
        ),
        (record.in_window and answers.window_type == "casement", "casement"),
        (not record.split and too_cold_beside_a_split(study), "cold_beside_split"),
    )
    return next((code for applies, code in reasons if applies), "")


def nominal_size(study: Study) -> int:
    """Smallest usual size that cools the room and, cold-climate, heats it at design, in the air
    of the place. [BTU/h]"""
    cooling = 0.9 * study.loads.most_cooling_btu_h if study.cooling_wanted else 0.0
    heating = 0.0
    if study.heating_wanted:
        at_5f = RETENTION_5F_SLOPE * COLD_HSPF + RETENTION_5F_BASE
        slope = (1 - at_5f) / 42
        kept = min(1.0, max(0.25, 1 - slope * (47 - study.place.heating_design_f)))
        per_nominal = RATED_HEAT_PER_COOLING["mini_split"] / RATED_PER_MAX_47 * kept
        heating = study.loads.heating.likely / per_nominal
    return _usual_size(max(cooling, heating) / output_factor(study.place.elevation_ft))


def _usual_size(btu_h: float) -> int:
    """The smallest usual size of at least so much. [BTU/h]"""
    return next((size for size in NOMINAL_BTU_H if size >= btu_h), NOMINAL_BTU_H[-1])
