"""The sound of an outdoor unit at a neighbor's window: the law of distance, walls and screens.

A range and never a verdict: what is published is one laboratory figure. Method section 9.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.conversions import M_PER_FT

POWER_OVER_PRESSURE_DB = constant(
    "POWER_OVER_PRESSURE_DB",
    8.0,
    "dB",
    source="half a sphere of 1 m radius: 10 log(2π)",
    says="sound power over the sound pressure that it makes at 1 m, over hard ground",
)
REFLECTING_FACES_DB = table(
    "REFLECTING_FACES_DB",
    {"1": 0.0, "2": 3.0, "3": 6.0},
    "dB",
    source="each large face halves the space that the sound fills",
    says="added by the ground alone (as in the laboratory), by one wall besides, by a corner",
)
SCREENING_DB = table(
    "SCREENING_DB",
    {"none": 0.0, "partial": -5.0, "full": -10.0},
    "dB",
    source=ASSUMPTION,
    says="by a fence or a corner of the house that hides some of the unit from the window, or all",
)
SOUND_DOUBT_DB = constant(
    "SOUND_DOUBT_DB",
    3.0,
    "dB",
    source=ASSUMPTION,
    says="either way: speed of the day, wind, and how the figure was measured",
)
WHO_NIGHT_DB = constant(
    "WHO_NIGHT_DB",
    45.0,
    "dB(A)",
    source="WHO Guidelines for Community Noise, 1999",
    says="outside bedroom windows at night, over eight hours",
)
TAKEN = {"screen": ("none", "none", "partial"), "walls": ("3", "2", "1")}
"""What an open answer may be, from the loudest over the likely to the quietest."""


@dataclass(frozen=True, kw_only=True)
class LevelRange:
    """[dB(A)]"""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, kw_only=True)
class TownLimit:
    """What an ordinance allows at a neighbor's. [dB(A)]"""

    name: str  # of the town or county
    zip_prefixes: tuple[str, ...]
    night_db: float
    day_db: float | None
    as_of: str


def limit_at(zip_code: str, limits: Iterable[TownLimit]) -> TownLimit | None:
    """The limit of the smallest recorded area around a ZIP code; ``None`` where none is known."""
    found = [
        (len(prefix), each)
        for each in limits
        for prefix in each.zip_prefixes
        if zip_code.startswith(prefix)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def is_sound_power(basis: str) -> bool:
    """Whether a published figure is one of sound power; pressure at 1 m where nothing says so.

    >>> is_sound_power("sound power"), is_sound_power("pressure at 1 m"), is_sound_power("")
    (True, False, False)
    """
    return "power" in basis.lower() and "pressure" not in basis.lower()


def level_at_window(
    outdoor_db: float,
    distance_ft: float,
    *,
    screen: str | None = None,
    walls: str | None = None,
    power: bool = False,
) -> LevelRange:
    """Level at a window so far away: L = L(1 m) − 20 log(distance / 1 m), faces and screen added.

    ``outdoor_db`` is a pressure at 1 m, or with ``power`` a sound power. An open answer is taken
    as usual and widens the range: before a wall, and screened by nothing.
    """
    at_1_m = outdoor_db - (POWER_OVER_PRESSURE_DB if power else 0.0)
    far = at_1_m - 20 * math.log10(distance_ft * M_PER_FT)
    loud, likely, quiet = (
        far + SCREENING_DB[screen or screened] + REFLECTING_FACES_DB[walls or faces]
        for screened, faces in zip(TAKEN["screen"], TAKEN["walls"], strict=True)
    )
    return LevelRange(low=quiet - SOUND_DOUBT_DB, likely=likely, high=loud + SOUND_DOUBT_DB)
