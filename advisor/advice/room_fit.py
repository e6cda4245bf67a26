"""One unit in the twelve kinds of room of one place: which of them does it fit?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from advisor.advice.sentences import exclusions
from advisor.advice.setup import study_for
from advisor.engine.answers import Answers
from advisor.engine.fit import limits
from advisor.engine.place import Place
from advisor.engine.study import Study
from advisor.listing.inventory import Inventory

USUAL_AREA: Mapping[str, float] = MappingProxyType(
    {
        "bedroom": 140,
        "living_room": 250,
        "studio": 350,
        "office": 120,
        "tiny_home": 240,
        "rv": 180,
        "garage": 400,
        "workshop": 300,
        "basement": 400,
        "addition": 200,
        "sunroom": 160,
        "porch": 150,
    }
)
"""Floor of a room of each kind where nobody says. [sq ft]"""
CYCLES_TOO_MUCH = 0.5
ENOUGH = 0.95

FITS, CYCLES, TOO_WEAK, LEFT_OUT = "fits", "cycles", "weak", "left_out"


@dataclass(frozen=True, kw_only=True)
class RoomFit:
    """How one unit does in one usual room, everything else as we assume it."""

    space: str
    area: float  # sq ft
    heating_btu_h: float
    cooling_btu_h: float
    capacity_at_design_btu_h: float | None  # None: nobody publishes whether it runs in such cold
    cycling_fraction: float
    verdict: str  # fits, cycles, weak, left_out
    why: str  # where it is left out: in words


def rooms_for(alone: Inventory, place: Place, *, today: date, units: str) -> list[RoomFit]:
    """The unit of ``alone`` in a usual room of each kind: twelve studies of one unit, no query
    beyond those of the costs. ``units`` is ``us`` or ``metric`` and only changes sentences."""
    rooms = [Answers(zip=place.zip, space=space, area=area) for space, area in USUAL_AREA.items()]
    return [
        fit_of(study_for(answers, alone, place=place, today=today), units=units)
        for answers in rooms
    ]


def fit_of(room: Study, row: int = 0, *, units: str, relaxed: str | None = None) -> RoomFit:
    """The unit of this ``row`` in its room: fits, cycles, too weak, or left out; ``relaxed`` is the
    code of a limit that would have left nothing, so that it gave way."""
    stand = (limit for limit in limits(room) if limit.code != relaxed)
    against = next((limit for limit in stand if limit.excluded[row]), None)
    cycling = float(room.season.cycling_fraction[row])
    weak = room.heating_wanted and float(room.heating_coverage[row]) < ENOUGH
    weak = weak or (room.cooling_wanted and float(room.cooling_coverage[row]) < ENOUGH)
    if against is not None:
        verdict = LEFT_OUT
    elif weak:
        verdict = TOO_WEAK
    else:
        verdict = CYCLES if cycling > CYCLES_TOO_MUCH else FITS
    return RoomFit(
        space=room.answers.space,
        area=room.answers.area,
        heating_btu_h=room.loads.heating.likely,
        cooling_btu_h=room.loads.cooling.likely,
        capacity_at_design_btu_h=_capacity(room, row),
        cycling_fraction=cycling,
        verdict=verdict,
        why=exclusions.left_out_because(room, against, row, units=units) if against else "",
    )


def _capacity(room: Study, row: int) -> float | None:
    gives = float(room.capacity_at_design[row])
    return None if not gives and room.curves.estimated["cutout"][row] else gives
