"""A room against a unit of which only the size is known: what the ranking picks for it."""

from dataclasses import dataclass
from datetime import date

from advisor.advice.contract import Load, Site, TypeAdvice
from advisor.advice.right_size import RightSize, right_size
from advisor.advice.room_facts import describe_load, describe_site
from advisor.advice.run import KeptRooms, RoomRun, run_room
from advisor.advice.type_advice import judge_types
from advisor.engine.answers import Answers
from advisor.engine.openings import BESIDE_OTHER_HEAT, change_lets_in
from advisor.engine.unit_types import RECORD_OF, RECORDS, UNIT_TYPES
from advisor.engine.verdict import may_be_placed


@dataclass(frozen=True, kw_only=True)
class SizedRoom:
    """A room, and what is right for it among units of one type."""

    site: Site
    load: Load
    heating_wanted: bool
    cooling_wanted: bool
    mild_heat_btu_h: float  # what the room needs at 47 °F
    type_advice: TypeAdvice  # of that type
    may_be_placed: bool  # by the answers, whatever the load
    right: RightSize  # of what serves, and of that type
    not_alone: bool  # no unit serves as the only heat, and some would beside another heater

    @property
    def is_split(self) -> bool:
        """Whether a unit of that type is in two parts, which an installer pairs."""
        return RECORD_OF[self.type_advice.type].split


def sized_room(
    answers: Answers,
    size_btu_h: float,
    *,
    split: bool | None = None,
    units: str = "us",
    today: date | None = None,
    kept: KeptRooms | None = None,
) -> SizedRoom:
    """The room of ``answers`` for a unit of this nameplate. [BTU/h]

    ``split`` says whether it is in two parts; without it the unit is taken for one of the type of
    the first pick. Raises ``advisor.reference.places.UnknownZip``; as many queries as ``advise``.
    """
    run = run_room(answers, today, kept=kept)
    return room_for_size(run, type_of_label(run, split=split), size_btu_h, units=units)


def type_of_label(run: RoomRun, *, split: bool | None) -> str:
    """The type, of those in two parts, in one, or of all, whose best unit ranks first; where none
    serves, one that may be put in."""
    keys = [each.key for each in RECORDS if split is None or each.split == split]
    ranked = (UNIT_TYPES[int(kind)] for kind in run.study.units.kind[run.ranking.order])
    placed = (key for key in keys if may_be_placed(run.study, key))
    return next((key for key in ranked if key in keys), None) or next(placed, keys[0])


def room_for_size(
    run: RoomRun, unit_type: str, size_btu_h: float | None, *, units: str
) -> SizedRoom:
    """The room of a ``run`` beside units of this type, and those of about this size. [BTU/h]"""
    study = run.study
    return SizedRoom(
        site=describe_site(study, units=units),
        load=describe_load(study, units=units),
        heating_wanted=study.heating_wanted,
        cooling_wanted=study.cooling_wanted,
        mild_heat_btu_h=study.mild_heat_btu_h if study.heating_wanted else 0.0,
        type_advice=next(each for each in judge_types(run, units=units) if each.type == unit_type),
        may_be_placed=may_be_placed(study, unit_type),
        right=right_size(run, unit_type, asked_btu_h=size_btu_h),
        not_alone=change_lets_in(study, run.ranking, BESIDE_OTHER_HEAT) > 0,
    )
