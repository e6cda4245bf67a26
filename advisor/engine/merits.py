"""Points: a sum of factors, each weight times how well the unit does, between 0 and 1.

How well a unit does never depends on which other units there are: removing one reorders the rest
only where it beat another in every respect (``dominance``). Nobody's commission is an input.
"""

from collections.abc import Mapping

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.equipment import (
    ARCHIVE,
    CERTIFIED,
    NO,
    ON_SALE,
    PAN_HEATER_BUILT_IN,
    SALE_UNKNOWN,
    UNKNOWN,
    YES,
)
from advisor.engine.fuels import COOLING_NOW_COP
from advisor.engine.money import FROM_CLASS
from advisor.engine.place import FloatArray
from advisor.engine.study import Study
from advisor.engine.unit_types import by_type

WEIGHTS = table(
    "WEIGHTS",
    {
        "turndown": 25.0,
        "capacity": 18.0,
        "running": 14.0,
        "upfront": 14.0,
        "quiet": 11.0,
        "cold": 6.0,
        "damp": 5.0,
        "certainty": 13.0,
        "air": 0.0,
        "looks": 0.0,
        "diy": 0.0,
    },
    "points, scaled to 100",
    source=ASSUMPTION,
    says="what counts, before the priorities of the user",
)
PRIORITY_FACTORS = (2.5, 2.0, 1.5)
PRIORITY_BASE = constant(
    "PRIORITY_BASE",
    6.0,
    "points",
    source=ASSUMPTION,
    says="weight of a priority that usually has none",
)
LOUD_SPACES = ("garage", "workshop", "porch", "basement")
QUIET_ELSEWHERE = constant(
    "QUIET_ELSEWHERE", 0.5, "×", source=ASSUMPTION, says="weight of quiet where no one sleeps"
)
COLD_BELOW_F = constant(
    "COLD_BELOW_F",
    25.0,
    "°F",
    source=ASSUMPTION,
    says="design temperature below which merit in the cold counts",
)
INCLUDED_HEAT = constant(
    "INCLUDED_HEAT",
    0.25,
    "×",
    source=ASSUMPTION,
    says="weight of heat where the landlord pays for it",
)
NO_WINTER_COOLING = constant(
    "NO_WINTER_COOLING",
    0.4,
    "×",
    source=ASSUMPTION,
    says="a unit that may stop cooling in winter, in a room that needs it",
)
COLD_PER_F = constant(
    "COLD_PER_F",
    0.3,
    "points per °F",
    source=ASSUMPTION,
    says="merit in the cold counts more, the colder the place",
)
UPFRONT_SCALE_USD = constant(
    "UPFRONT_SCALE_USD", 6500.0, "$", source=ASSUMPTION, says="installed price that earns no points"
)
CLASS_PRICE_CAUTION = constant(
    "CLASS_PRICE_CAUTION",
    0.25,
    "share of the way from typical to high",
    source=ASSUMPTION,
    says="a price known only by its class earns no extra points",
)
SOUND_SCALE = table(
    "SOUND_SCALE",
    {19: 1.0, 25: 0.9, 30: 0.7, 38: 0.35, 50: 0.0},
    "share of the points by dB(A) indoors at the lowest fan speed",
    source="our assumption, after the WHO guidelines of 1999: 30 dB(A) in bedrooms",
    says="how sound is judged",
)
LOOKS = table(
    "LOOKS",
    by_type(lambda each: each.looks),
    "share",
    source=ASSUMPTION,
    says="points for looks: a wall unit shows, a hose or a box in a window most; a cassette in the"
    " ceiling has all of them",
)
SELF_INSTALL = table(
    "SELF_INSTALL",
    by_type(lambda each: each.self_install),
    "share",
    source=ASSUMPTION,
    says="points for what one can put in alone",
)
SELF_INSTALL_KIT = constant(
    "SELF_INSTALL_KIT",
    0.7,
    "share",
    source=ASSUMPTION,
    says="the same for a pre-charged kit of a type that otherwise takes a technician",
)
ENOUGH = table(
    "ENOUGH",
    {
        "heat": {0.6: 0.0, 1.0: 1.0},
        "cold": {0.6: 0.0, 0.9: 0.9, 1.0: 1.0},
    },
    "share of the points by output relative to the load, at design",
    source="our assumption; ACCA Manual S takes 0.90 of the cooling load as enough",
    says="how output on the coldest night and on the hottest day is judged",
)
HUMID_OVERSIZE = constant(
    "HUMID_OVERSIZE", 1.30, "×", source="ACCA Manual S", says="cooling oversize, humid place"
)
DRY_OVERSIZE = constant(
    "DRY_OVERSIZE", 1.50, "×", source="ACCA Manual S, widened", says="cooling oversize, dry place"
)


_TUNED_AS = {name: f"WEIGHTS.{name}" for name in WEIGHTS}


def _as_line(points: Mapping[int, float] | Mapping[float, float]) -> tuple[FloatArray, FloatArray]:
    """A table as ``np.interp`` reads it."""
    return np.array(list(points)), np.array(list(points.values()))


_ENOUGH = {load: _as_line(points) for load, points in ENOUGH.items()}
_SOUND_SCALE = _as_line(SOUND_SCALE)
_SOLD = np.empty(4)
_SOLD[[ON_SALE, CERTIFIED, ARCHIVE, SALE_UNKNOWN]] = 1.0, 0.8, 0.0, 0.4
_DRY_MODE, _FILTER = np.empty(3), np.empty(3)
_DRY_MODE[[YES, UNKNOWN, NO]] = 1.0, 0.5, 0.0
_FILTER[[YES, UNKNOWN, NO]] = 1.0, 0.4, 0.0
"""Share of the points by what is published; ``UNKNOWN`` is the last place of three."""


def factor_weights(study: Study, *, priorities: tuple[str, ...] | None = None) -> dict[str, float]:
    """Points that each factor can give in this room, or could with other ``priorities``; they sum
    to 100."""
    answers = study.answers
    wishes = answers.priorities if priorities is None else priorities
    tuned = study.tuning.get
    scaled = {name: tuned(_TUNED_AS[name], weight) for name, weight in WEIGHTS.items()}
    base = study.tuned("PRIORITY_BASE", PRIORITY_BASE)
    if study.room.space in LOUD_SPACES:
        scaled["quiet"] *= study.tuned("QUIET_ELSEWHERE", QUIET_ELSEWHERE)
    cold = (
        study.heating_wanted
        and not study.heat_included
        and study.place.heating_design_f < COLD_BELOW_F
    )
    damp = study.cooling_wanted and (study.loads.humid or answers.damp == "yes")
    for index, wish in enumerate(wishes):
        scaled[wish] = max(scaled[wish], base) * PRIORITY_FACTORS[index]
    if cold:
        colder_f = COLD_BELOW_F - study.place.heating_design_f
        scaled["cold"] += study.tuned("COLD_PER_F", COLD_PER_F) * colder_f
    else:
        scaled["cold"] = 0.0
    if not damp:
        scaled["damp"] = 0.0
    total = sum(scaled.values()) or 1.0
    return {name: 100 * weight / total for name, weight in scaled.items() if weight}


def score_points(study: Study) -> dict[str, FloatArray]:
    """Points of every unit by factor; see each ``_…`` function for what it rewards."""
    merits = {
        "turndown": _turndown,
        "capacity": _capacity,
        "running": _running,
        "upfront": _upfront,
        "quiet": _quiet,
        "cold": _cold,
        "damp": _damp,
        "certainty": _certainty,
        "air": _air,
        "looks": _looks,
        "diy": _diy,
    }
    return {
        name: weight * merits[name](study).clip(0.0, 1.0)
        for name, weight in factor_weights(study).items()
    }


def _turndown(study: Study) -> FloatArray:
    """Half for the hours without cycling, half for a lowest output near the mild-day load."""
    share = study.heat_share
    mild_cool = 0.5 * max(study.loads.cooling.likely, 1.0)
    heat = study.curves.min_heat_47_btu_h / max(study.mild_heat_btu_h, 100.0)
    cool = study.curves.min_cool_82_btu_h / mild_cool
    over = share * _gentle(heat) + (1 - share) * _gentle(cool)
    return 0.5 * (1 - study.season.cycling_fraction) + 0.5 * over


def _gentle(ratio: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.maximum(0.0, ratio - 1) / 3))


def _capacity(study: Study) -> FloatArray:
    """Output at the design temperatures, and the share of the year that is carried."""
    share = study.heat_share
    heat = 0.75 * _enough("heat", study.heating_coverage) + 0.25 * (
        1 - study.season.backup_fraction
    )
    oversize = HUMID_OVERSIZE if study.loads.humid else DRY_OVERSIZE
    excess = np.maximum(0.0, study.cooling_coverage - oversize)
    weight = 0.35 if study.loads.humid else 0.1
    cool = _enough("cold", study.cooling_coverage) * (1 - study.season.uncooled_fraction)
    if study.cools_in_winter:
        below = study.curves.low_cooling_f <= study.place.heating_design_f
        cool = cool * np.where(below, 1.0, NO_WINTER_COOLING)
    cool = cool - np.minimum(0.6, weight * excess)
    if not study.heating_wanted:
        return cool
    if not study.cooling_wanted:
        return heat
    if study.heat_included:
        share *= INCLUDED_HEAT
    elif study.place.heating_design_f < COLD_BELOW_F:
        share = min(max(share, 0.25), 0.9)
    return share * heat + (1 - share) * cool


def _enough(load: str, coverage: FloatArray) -> FloatArray:
    """Points for ``coverage`` of a load at design, of 1."""
    return np.interp(coverage, *_ENOUGH[load])


def _running(study: Study) -> FloatArray:
    """Yearly cost against resistance heat and the plainest cooling for the same room; what a unit
    leaves undone counts as if these did it."""
    heat, season = 0.0 if study.heat_included else 1.0, study.season
    plainest = COOLING_NOW_COP["portable"]
    plain = (heat * study.needed.heat_btu + study.needed.cool_btu / plainest) / BTU_PER_KWH
    cold = season.cooling_kwh + season.uncooled_kwh / plainest
    kwh = cold + heat * (season.heating_kwh + season.backup_kwh)
    return 1 - kwh / max(plain, 1.0)


def _upfront(study: Study) -> FloatArray:
    """Installed price; one that is only known by its class counts a little above the typical."""
    typical, high = study.upfront.total[:, 1], study.upfront.total[:, 2]
    caution = study.tuned("CLASS_PRICE_CAUTION", CLASS_PRICE_CAUTION)
    scale = study.tuned("UPFRONT_SCALE_USD", UPFRONT_SCALE_USD)
    unknown = np.where(study.bought.basis == FROM_CLASS, caution, 0.0)
    return np.asarray(1 - (typical + unknown * (high - typical)) / scale)


def _quiet(study: Study) -> FloatArray:
    """Sound indoors at the speed that the night needs, by night; else at the lowest."""
    sleeping = study.room.space not in LOUD_SPACES
    sound = study.night_sound_db if sleeping else study.units.sound_min_db
    unknown = study.units.of_type(lambda each: each.sound_unknown_db[0])
    sound = np.where(np.isnan(sound), unknown, sound)
    return np.interp(sound, *_SOUND_SCALE)


def _cold(study: Study) -> FloatArray:
    """Hours that it runs, output on the coldest typical night, a heated base pan, a listing."""
    runs = 1 - np.minimum(1.0, study.season.hours_below_cutout / 200)
    pan = study.units.pan_heater == PAN_HEATER_BUILT_IN
    enough = np.clip(study.heating_coverage, 0.0, 1.0)
    listed = study.units.cold_climate == YES
    return np.asarray(0.4 * runs + 0.3 * enough + 0.1 * pan + 0.2 * listed)


def _damp(study: Study) -> FloatArray:
    """Long gentle runs dry the air; a dry mode helps."""
    cool = study.curves.min_cool_82_btu_h / (0.5 * max(study.loads.cooling.likely, 1.0))
    modes = _DRY_MODE[study.units.features["dry"]]
    return np.asarray(0.6 * _gentle(cool) + 0.4 * modes)


def _certainty(study: Study) -> FloatArray:
    """Published figures, and whether it is still sold."""
    told, sold = study.curves.estimated, _SOLD[study.units.sale]
    return np.asarray(
        0.25 * ~told["min_output"]
        + 0.10 * ~told["cold_output"]
        + 0.05 * ~told["heating_capacity"]
        + 0.05 * ~told["sound"]
        + 0.05 * ~told["voltage"]
        + 0.50 * sold
    )


def _air(study: Study) -> FloatArray:
    return _FILTER[study.units.features["filter"]]


def _looks(study: Study) -> FloatArray:
    """A cassette in the ceiling disappears; else by type."""
    plain = study.units.of_type(lambda each: each.looks)
    return np.where(study.units.features["cassette"] == YES, 1.0, plain)


def _diy(study: Study) -> FloatArray:
    """What one can put in alone: by type, or where it is a pre-charged kit."""
    kit = np.where(study.units.kits, SELF_INSTALL_KIT, 0.0)
    alone = study.units.of_type(lambda each: each.self_install)
    return np.where(np.isnan(alone), kit, alone)
