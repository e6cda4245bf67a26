"""What to tell the owner: recommend, improve the room first, keep what is there, or refuse.

Also which types suit this room at all, whatever the catalog holds, and in which size."""

from dataclasses import dataclass

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.fit import possible
from advisor.engine.improvement import Improvement
from advisor.engine.place import FloatArray
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.unit_curves import (
    RATED_HEAT_PER_COOLING,
    RATED_PER_MAX_47,
    RETENTION_5F_BASE,
    RETENTION_5F_SLOPE,
)
from advisor.engine.unit_types import RECORDS, UnitTypeRecord, by_type
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
HEATS_DOWN_TO_F = table(
    "HEATS_DOWN_TO_F",
    by_type(lambda each: each.heats_down_to_f),
    "°F",
    source="manufacturers: portables fade near freezing, most stop at 41 °F; else our assumption",
    says="design temperature below which only cold-climate models of the type heat, if any",
)


@dataclass(frozen=True, kw_only=True)
class TypeVerdict:
    """Whether a type suits this room, a reason code, and the nominal size that would be right."""

    type: str
    verdict: str  # fits, possible, unsuitable
    code: str
    nominal_btu_h: int


def outcome(study: Study, ranking: Ranking, improvement: Improvement | None) -> str:
    """``recommend``, ``improve_first``, ``keep`` or ``refuse``."""
    if not ranking.order.size:
        return "refuse"
    if keeps(study, ranking):
        return "keep"
    if improvement is not None and study.answers.tenure != "rent":
        return "improve_first"
    return "recommend"


def keeps(study: Study, ranking: Ranking) -> bool:
    """Whether what is there heats for less, and nothing else is wanted of a new unit."""
    if not study.heating_wanted or study.rates.heat_now_usd_kwh is None:
        return False
    cooled_already = study.answers.cooling_now in {"central", "window", "portable", "included"}
    if study.cooling_wanted and not cooled_already:
        return False
    best = saving(study, int(ranking.order[0]))
    return best is not None and best.likely < 0


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
    may, answers = possible(study.answers), study.answers
    heat = study.heating_wanted
    if not all(getattr(may, name) for name in record.needs):
        return "unsuitable", "no_place"
    if record.in_window and answers.window_type is None and answers.space == "basement":
        return "unsuitable", "basement"
    if record.needs_window and answers.window_type == "none":
        return "unsuitable", "no_window"
    if record.in_window and answers.window_type == "casement":
        return "unsuitable", "casement"
    lowest_f = record.heats_down_to_f
    if heat and lowest_f is not None and study.place.heating_design_f < lowest_f:
        return record.if_colder, "cold"
    return record.if_suitable, "heating" if heat else "cooling"


def nominal_size(study: Study) -> int:
    """Smallest usual size that cools the room and, cold-climate, heats it at design. [BTU/h]"""
    cooling = 0.9 * study.loads.most_cooling_btu_h if study.cooling_wanted else 0.0
    heating = 0.0
    if study.heating_wanted:
        at_5f = RETENTION_5F_SLOPE * COLD_HSPF + RETENTION_5F_BASE
        slope = (1 - at_5f) / 42
        kept = min(1.0, max(0.25, 1 - slope * (47 - study.place.heating_design_f)))
        per_nominal = RATED_HEAT_PER_COOLING["mini_split"] / RATED_PER_MAX_47 * kept
        heating = study.loads.heating.likely / per_nominal
    for size in NOMINAL_BTU_H:
        if size >= max(cooling, heating):
            return size
    return NOMINAL_BTU_H[-1]


def need_equals_output_f(study: Study, output_btu_h: FloatArray) -> FloatArray:
    """Outdoor temperature above which each unit's lowest output exceeds the room's need. [°F]"""
    loads, room = study.loads, study.room
    degrees = max(1.0, room.hold_f - study.place.heating_design_f)
    per_degree = max(loads.heating.likely / degrees, 1.0)
    return room.hold_f - output_btu_h / per_degree
