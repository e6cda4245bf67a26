"""Heating and cooling load of one room at design conditions, line by line, as a range.

Method: Manual J 8 with its own tables; further days on which low sun may ask for more raise the
high end. Everything is computed for all scenarios of the room at once.
"""

from dataclasses import dataclass, field

import numpy as np

from advisor.engine.constants import ASSUMPTION, MJ8, constant, table
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.design_day import FURTHER_DAY, further_days, july
from advisor.engine.load_lines import (
    INDOOR_HUMIDITY_GR_LB,
    OFTEN_ABSENT,
    PERSON_LATENT,
    PERSON_SENSIBLE,
    Shell,
    cooling_lines,
    cooling_on,
    heating_lines,
    shell_of,
)
from advisor.engine.parameters import ORIENTATIONS
from advisor.engine.place import FloatArray, Place
from advisor.engine.records import changed
from advisor.engine.room import Room
from advisor.engine.spreads import METHOD_ERROR, PLAIN_SPREAD
from advisor.engine.sun import SIDES

HUMID_GR_LB = constant(
    "HUMID_GR_LB",
    30.0,
    "gr/lb",
    source=MJ8,
    says="moisture above indoor air from which a place counts as humid",
)
SENSIBLE_SHARE_HUMID = constant(
    "SENSIBLE_SHARE_HUMID", 0.75, "share", source=MJ8, says="sensible share of a unit, humid place"
)
SENSIBLE_SHARE_DRY = constant(
    "SENSIBLE_SHARE_DRY", 0.85, "share", source=MJ8, says="sensible share of a unit, dry place"
)


WIDEST_RANGE = constant(
    "WIDEST_RANGE",
    6.0,
    "×",
    source=ASSUMPTION,
    says="the high end of a load against its low end, at most: beyond, a range says nothing",
)
LEAST_RATIO = 0.05  # to the likely load, of a scenario that asks for nothing
ENERGY_STAR_CHART = table(
    "ENERGY_STAR_CHART",
    {
        150: 5_000,
        250: 6_000,
        300: 7_000,
        350: 8_000,
        400: 9_000,
        450: 10_000,
        550: 12_000,
        700: 14_000,
        1000: 18_000,
        1200: 21_000,
        1400: 23_000,
        1500: 24_000,
        2000: 30_000,
        2500: 34_000,
    },
    "BTU/h of a room air conditioner up to this floor area [ft²]",
    source="US EPA, ENERGY STAR room air conditioner sizing chart",
    says="what stores quote: one number for every climate, wall, and window; only a cross-check",
)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A load as low, likely and high. [BTU/h]"""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, kw_only=True)
class FurtherDay:
    """A day beside July on which the likely room asks for more cooling."""

    month: str
    cooling_btu_h: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Loads:
    """Design loads of a room; ``*_lines`` and the season's figures are those of the likely room.

    Lines add up to the likely load of the calculation. ``own_*`` is the user's own load:
    then ``heating`` and ``cooling`` are that one, and ``calculated_*`` is ours.
    """

    heating: Spread
    cooling: Spread  # sensible + latent
    calculated_heating: Spread
    calculated_cooling: Spread
    heating_lines: dict[str, float]  # [BTU/h]
    cooling_lines: dict[str, float]  # [BTU/h]
    sensible_btu_h: float
    cooling_capacity_needed_btu_h: float  # what a unit must be rated for, see ``_selection``
    humid: bool
    ua_btu_h_f: float  # conduction per degree
    air_cfm: float  # winter design air leakage
    summer_air_share: float  # of it in summer
    sun_ft2: dict[str, float]  # on n, e, s, w: glass × solar gain × shades; a corner in halves
    side_sun_ft2: dict[str, float]  # the same on the eight sides that the glass truly faces
    people_btu_h: float  # sensible
    people_latent_btu_h: float
    equipment_btu_h: float  # mean of the year
    altitude_factor: float
    further_day: FurtherDay | None = None  # where low sun asks for more than Manual J's July
    heating_scale: float = 1.0  # of the season's heat: the user's own load, or an end
    cooling_scale: float = 1.0  # the same of its cooling
    # Distance between the two ends of each soft answer, all else likely. [BTU/h]
    heating_doubts: dict[str, float] = field(default_factory=dict)
    cooling_doubts: dict[str, float] = field(default_factory=dict)
    # The load at the low and the high end of each, in the same order: (answers, 2). [BTU/h]
    heating_ends: FloatArray = field(default_factory=lambda: np.zeros((0, 2)))
    cooling_ends: FloatArray = field(default_factory=lambda: np.zeros((0, 2)))

    @property
    def most_cooling_btu_h(self) -> float:
        """The likely load of the day that asks for most, July or one with low sun."""
        likely = self.cooling.likely
        return max(likely, self.further_day.cooling_btu_h) if self.further_day else likely


@dataclass(frozen=True, kw_only=True, eq=False)
class Ranges:
    """Calculated loads of a room with their ranges, and what they are made from."""

    heating: Spread
    cooling: Spread
    heating_total: FloatArray  # of each scenario [BTU/h]
    cooling_total: FloatArray
    further_day: FurtherDay | None


@dataclass(frozen=True, kw_only=True)
class LikelyLoads:
    """What a room most likely needs on the coldest night and on the hottest day."""

    heating_btu_h: float
    cooling_btu_h: float
    sensible_btu_h: float  # of the cooling


@dataclass(frozen=True, kw_only=True, eq=False)
class _Lines:
    """Every line of a room, each over its scenarios. [BTU/h]"""

    shell: Shell
    heating: dict[str, FloatArray]
    cooling: dict[str, FloatArray]
    sensible: FloatArray

    def of(self, part: slice) -> "_Lines":
        """Those of some scenarios."""

        def cut(lines: dict[str, FloatArray]) -> dict[str, FloatArray]:
            return {name: each[part] for name, each in lines.items()}

        shell = changed(self.shell, ua=cut(self.shell.ua), cfm=self.shell.cfm[part])
        return _Lines(
            shell=shell,
            heating=cut(self.heating),
            cooling=cut(self.cooling),
            sensible=self.sensible[part],
        )


def energy_star_chart(area_ft2: float) -> int:
    """Cooling that the ENERGY STAR area chart names for a floor area. [BTU/h]"""
    return next(size for most, size in ENERGY_STAR_CHART.items() if area_ft2 <= most)


def loads(
    room: Room,
    place: Place,
    *,
    own_heating: float | None,
    own_cooling: float | None,
) -> Loads:
    """Design loads of ``room`` at ``place``, with their ranges. [BTU/h]

    ``own_heating`` and ``own_cooling`` are design loads of a calculation that the user has; they
    replace ours in what follows, and the season's lines are scaled to them.
    """
    lines = _lines_of(room, place)
    (asked,) = _on_further_days(room, place, lines, (0,))
    return _loads(room, place, lines, asked, own_heating=own_heating, own_cooling=own_cooling)


def likely_loads(room: Room, place: Place) -> LikelyLoads:
    """The likely ones of ``loads`` alone, where nobody asks for a range or a line."""
    lines = _lines_of(room, place)
    nothing = np.zeros_like(lines.shell.cfm)
    heating, cooling = (sum(each.values(), nothing) for each in (lines.heating, lines.cooling))
    return LikelyLoads(
        heating_btu_h=float(heating[0]),
        cooling_btu_h=float(cooling[0]),
        sensible_btu_h=float(lines.sensible[0]),
    )


def loads_beside(room: Room, other: Room, place: Place) -> tuple[Loads, Ranges]:
    """``loads`` of ``room``, without any that the user has, and the ranges of an ``other`` room
    that is held at the same temperature, at once: a few dozen scenarios more cost next to nothing.

    Raises ``ValueError`` where they are held at two temperatures.
    """
    if room.hold_f != other.hold_f:
        raise ValueError(f"Held at {room.hold_f} and {other.hold_f} °F")
    names = list(room.values)
    figures = [
        np.concatenate([each[name] for name in names]).reshape(len(names), -1)
        for each in (room, other)
    ]
    values = dict(zip(names, np.concatenate(figures, axis=1), strict=True))
    both = changed(room, values=values)
    lines, here = _lines_of(both, place), room["area_ft2"].size
    asked, asked_of_other = _on_further_days(both, place, lines, (0, here))
    found = _loads(room, place, lines.of(slice(here)), asked, own_heating=None, own_cooling=None)
    return found, _ranges(other, lines.of(slice(here, None)), asked_of_other)


def _lines_of(room: Room, place: Place) -> _Lines:
    shell = shell_of(room, place)
    cooling, sensible = cooling_lines(room, place, shell, july(place))
    heating = heating_lines(room, shell, max(0.0, room.hold_f - place.heating_design_f))
    return _Lines(shell=shell, heating=heating, cooling=cooling, sensible=sensible)


def _on_further_days(
    room: Room, place: Place, lines: _Lines, at: tuple[int, ...]
) -> list[dict[str, float]]:
    """What the scenarios ``at`` ask for on the days besides July, by month; nothing of a room
    without windows."""
    days = further_days(place)
    if not days or not room["window_ft2"][list(at)].any():
        return [{} for _scenario in at]
    return cooling_on(room, place, lines.shell, days, at)


def _ranges(room: Room, lines: _Lines, asked: dict[str, float]) -> Ranges:
    nothing = np.zeros_like(lines.shell.cfm)
    heating, cooling = (sum(each.values(), nothing) for each in (lines.heating, lines.cooling))
    further = _further_day(room, asked, july_btu_h=float(cooling[0]))
    return Ranges(
        heating=_spread(room, heating, "heating"),
        cooling=_spread(room, cooling, "cooling", further),
        heating_total=heating,
        cooling_total=cooling,
        further_day=further,
    )


def _loads(
    room: Room,
    place: Place,
    lines: _Lines,
    asked: dict[str, float],
    *,
    own_heating: float | None,
    own_cooling: float | None,
) -> Loads:
    shell, heating, cooling, sensible = lines.shell, lines.heating, lines.cooling, lines.sensible
    found = _ranges(room, lines, asked)
    calculated_heating, calculated_cooling = found.heating, found.cooling
    heating_total, cooling_total = found.heating_total, found.cooling_total
    further, nothing = found.further_day, np.zeros_like(shell.cfm)
    cooling_scale = _scale(own_cooling, calculated_cooling)
    sensible_likely = float(sensible[0]) * cooling_scale
    humid = place.humidity_design_gr_lb - INDOOR_HUMIDITY_GR_LB > HUMID_GR_LB
    cooling_spread = _own(own_cooling) or calculated_cooling
    further = further if own_cooling is None else None
    most_cooling = further.cooling_btu_h if further else cooling_spread.likely
    side_sun_ft2 = _side_sun_ft2(room)
    return Loads(
        heating=_own(own_heating) or calculated_heating,
        cooling=cooling_spread,
        calculated_heating=calculated_heating,
        calculated_cooling=calculated_cooling,
        heating_lines=_likely_lines(heating),
        cooling_lines=_likely_lines(cooling),
        sensible_btu_h=sensible_likely,
        cooling_capacity_needed_btu_h=max(
            most_cooling,
            sensible_likely / (SENSIBLE_SHARE_HUMID if humid else SENSIBLE_SHARE_DRY),
        ),
        humid=humid,
        ua_btu_h_f=float(sum(shell.ua.values(), nothing)[0]),
        air_cfm=float(shell.cfm[0]),
        summer_air_share=shell.summer_share,
        sun_ft2=_by_orientation(side_sun_ft2),
        side_sun_ft2=side_sun_ft2,
        people_btu_h=room.likely("people") * PERSON_SENSIBLE,
        people_latent_btu_h=room.likely("people") * PERSON_LATENT,
        equipment_btu_h=room.mean_watts * BTU_PER_WH,
        altitude_factor=shell.acf,
        further_day=further,
        heating_scale=_scale(own_heating, calculated_heating),
        cooling_scale=cooling_scale,
        heating_doubts=_doubts(room, heating_total),
        cooling_doubts=_doubts(room, cooling_total),
        heating_ends=heating_total[1:].reshape(-1, 2),
        cooling_ends=cooling_total[1:].reshape(-1, 2),
    )


def _likely_lines(lines: dict[str, FloatArray]) -> dict[str, float]:
    """Lines of the likely room; corners and skylights only where it has them."""
    likely = {name: float(line[0]) for name, line in lines.items()}
    return {name: line for name, line in likely.items() if line or name not in OFTEN_ABSENT}


def _by_orientation(side_sun_ft2: dict[str, float]) -> dict[str, float]:
    """Glass by the four sides, that of a corner in halves. [ft²]"""
    return {
        side: side_sun_ft2[side]
        + sum(side_sun_ft2[each] / 2 for each in SIDES if side in each and each != side)
        for side in ORIENTATIONS
    }


def _further_day(room: Room, asked: dict[str, float], *, july_btu_h: float) -> FurtherDay | None:
    """The day of which most is ``asked``, if that is worth naming beside July."""
    if not asked or not room.likely("window_ft2"):
        return None
    month = max(asked, key=asked.__getitem__)
    if asked[month] <= FURTHER_DAY["worth_naming"] * july_btu_h:
        return None
    return FurtherDay(month=month, cooling_btu_h=asked[month])


def _scale(own: float | None, calculated: Spread) -> float:
    """A load that was measured or calculated elsewhere scales the season that follows from it."""
    return own / calculated.likely if own is not None and calculated.likely else 1.0


def _side_sun_ft2(room: Room) -> dict[str, float]:
    """Glass of the likely room that the sun passes in full, by side. [ft²]"""
    passes = ("window_ft2", "shgc", "inside_shade", "outside_shade")
    aperture_ft2 = float(np.prod([room.likely(name) for name in passes]))
    return {side: aperture_ft2 * room.likely(f"glass_{side}") for side in SIDES}


def _spread(room: Room, totals: FloatArray, load: str, further: FurtherDay | None = None) -> Spread:
    """Likely value, and all scenarios with the method's own error, in quadrature.

    Each end is a factor on the likely load, and their logarithms are added in quadrature, so that
    many open answers never reach zero.
    """
    likely = float(totals[0])
    if likely <= 0:
        return Spread(low=0.0, likely=likely, high=float(totals.max()))
    ratios = np.log(np.maximum(totals[1:] / likely, LEAST_RATIO)).reshape(-1, 2)
    lower, upper = _widening(room, load)
    low, high = METHOD_ERROR[f"{load}, shell told by an expert" if room.expert_shell else load]
    more = further.cooling_btu_h / likely if further else 1.0
    down = np.append(lower * np.minimum(ratios.min(axis=1, initial=0.0), 0.0), np.log(low))
    up = np.append(upper * np.maximum(ratios.max(axis=1, initial=0.0), 0.0), np.log([high, more]))
    high_btu_h = likely * float(np.exp(np.sqrt((up**2).sum())))
    low_btu_h = likely * float(np.exp(-np.sqrt((down**2).sum())))
    least = min(likely, high_btu_h / WIDEST_RANGE)
    return Spread(low=max(low_btu_h, least), likely=likely, high=high_btu_h)


def _widening(room: Room, load: str) -> FloatArray:
    """Factors on the spread of each soft answer, down and up: (2, answers)."""
    if room.expert_shell:
        return np.ones((2, len(room.spreads)))
    told, left_open = (np.array(PLAIN_SPREAD[f"{load}, {how}"]) for how in ("told", "open"))
    return np.where(room.left_open, left_open[:, None], told[:, None])


def _doubts(room: Room, totals: FloatArray) -> dict[str, float]:
    """How far each soft answer alone moves the load, from its low to its high end. [BTU/h]"""
    low, high = totals[1::2], totals[2::2]
    most = np.maximum(np.maximum(low, high), totals[0])
    apart = most - np.minimum(np.minimum(low, high), totals[0])
    return dict(zip(room.spreads, apart.tolist(), strict=True))


def _own(load_btu_h: float | None) -> Spread | None:
    if load_btu_h is None:
        return None
    return Spread(low=0.9 * load_btu_h, likely=load_btu_h, high=1.1 * load_btu_h)
