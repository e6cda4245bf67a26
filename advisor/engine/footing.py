"""What a room stands on, and which work there no unit needs."""

from dataclasses import dataclass

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, table

GROUND, PARKED, ROAD = "ground", "parked", "road"


@dataclass(frozen=True, kw_only=True)
class Footing:
    """The work that a room does without, by what it stands on."""

    without: tuple[str, ...] = ()  # lines of the installation
    plugs_in: bool = False  # a unit of 115 V runs off the outlets that are there


FOOTINGS: dict[str, Footing] = table(
    "FOOTINGS",
    {
        GROUND: Footing(),
        PARKED: Footing(without=("permit",), plugs_in=True),
        ROAD: Footing(without=("permit", "outdoor_mount", "snow_stand"), plugs_in=True),
    },
    "as named",
    source=ASSUMPTION,
    says="work that a room does without, by what it stands on; an RV is on the road unless its"
    " owner says that it stays where it is",
)


def footing_key(answers: Answers) -> str:
    """The key in ``FOOTINGS`` of what the room stands on."""
    if answers.space != "rv":
        return GROUND
    return PARKED if answers.moves == "no" else ROAD


def footing_of(answers: Answers) -> Footing:
    """What the room stands on."""
    return FOOTINGS[footing_key(answers)]
