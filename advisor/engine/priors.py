"""What stands in for a figure that nobody publishes: a middle and a spread, most specific first.

The same outdoor unit in another pair, other sizes of its series, its predecessor, its brand, its
type. How far each level misses was measured by leaving each outdoor unit out (``left_out``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.curve_points import Anchors, filled
from advisor.engine.equipment import YES, BoolArray, IntArray, StrArray, Units
from advisor.engine.place import FloatArray
from advisor.engine.unit_defaults import (
    MIN_PER_RATED_47,
    UNCONFIRMED_MIN_BTU_H,
    rated_heat_47,
)
from advisor.engine.unit_types import by_type

Array = TypeVar("Array", IntArray, FloatArray)

PUBLISHED, SAME_OUTDOOR, SAME_SERIES, PREDECESSOR, SAME_BRAND, OF_TYPE = range(6)
LEVELS = ("published", "outdoor", "series", "predecessor", "brand", "type")
P90 = 1.2816  # standard deviations from the middle to the p90 of a bell

LEFT_OUT = "our catalog, each outdoor unit left out in turn"

MIN_BY_SIZE = constant(
    "MIN_BY_SIZE",
    0.75,
    "power of the rated output",
    source="fits the sizes of 40 series of our catalog best, each left out in turn",
    says="how the lowest output of a series or a brand grows with the size",
)
MIN_SPREAD = table(
    "MIN_SPREAD",
    {
        "outdoor": (0.97, 1.03),
        "series": (0.80, 1.26),
        "predecessor": (0.71, 1.25),
        "brand": (0.78, 1.26),
        "type": (0.69, 1.39),
    },
    "×, p10 and p90",
    source=LEFT_OUT,
    says="how far a lowest output that is not published may lie from its middle",
)
CUTOUT_SPREAD_F = table(
    "CUTOUT_SPREAD_F",
    {
        "outdoor": (0.0, 17.0),
        "series": (-8.0, 8.0),
        "predecessor": (-9.0, 9.0),
        "brand": (-9.0, 17.0),
        "type": (-9.0, 10.0),
    },
    "°F, p10 and p90",
    source=LEFT_OUT,
    says="how far a lowest outdoor temperature that is not published may lie from its middle",
)
BRAND_AT_LEAST = constant(
    "BRAND_AT_LEAST",
    3.0,
    "outdoor units",
    source=ASSUMPTION,
    says="fewer that publish a figure say nothing about the rest of their brand",
)
COLD_OUTPUT_SPREAD = table(
    "COLD_OUTPUT_SPREAD",
    {"p10": 0.80, "p90": 1.25},
    "×",
    source="units of our catalog that publish 5 °F, against what their HSPF2 lets expect",
    says="how far an output at 5 °F that is not published may lie from its middle",
)
HEATING_COP_SPREAD = table(
    "HEATING_COP_SPREAD",
    {"p10": 0.87, "p90": 1.10},
    "×",
    source="HSPF2 of the units of our catalog that publish it, against its line over SEER2; window"
    " and portable: our assumption",
    says="how far a heating COP without any published rating may lie from its middle",
)
MIN_COOLING_SPREAD = table(
    "MIN_COOLING_SPREAD",
    {"p10": 0.80, "p90": 1.30},
    "×",
    source=ASSUMPTION,
    says="how far a lowest cooling may lie from what a published lowest heating lets expect",
)
SOUND_UNKNOWN_DB = table(
    "SOUND_UNKNOWN_DB",
    {
        f"{key}, {name}": figure
        for key, both in by_type(lambda each: each.sound_unknown_db).items()
        for name, figure in zip(("middle", "p90"), both, strict=True)
    },
    "dB(A) indoors at the lowest fan speed",
    source="our assumption: above the median of the units that publish it",
    says="sound where none is published",
)
GROWS = {"min_output": 1 - MIN_BY_SIZE, "cutout": 0.0}
"""Figure → power of the size by which the residual shrinks."""
SPREADS = {"min_output": MIN_SPREAD, "cutout": CUTOUT_SPREAD_F}
MATCHES: tuple[tuple[int, str, str], ...] = (
    (SAME_OUTDOOR, "outdoor", "outdoor"),
    (SAME_SERIES, "series", "series"),
    (SAME_SERIES, "line", "line"),
    (PREDECESSOR, "slug", "replaced_by"),
    (PREDECESSOR, "family", "family"),
    (SAME_BRAND, "brand", "brand"),
)
"""Level, what a unit is known by, and what a unit that publishes must have the same."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Observed:
    """What is published of the figures of ``GROWS``, one entry per unit.

    ``residual`` is relative to the middle of the type: a logarithm for an output, °F for a
    temperature; NaN where nothing is published.
    """

    lineage: Mapping[str, IntArray]
    slug: StrArray
    kind: IntArray
    log_size: FloatArray  # of the rated output at 47 °F
    residual: Mapping[str, FloatArray]

    @cached_property
    def place_of_slug(self) -> IntArray:
        """Place of each slug in the order of the alphabet."""
        return np.asarray(np.argsort(np.argsort(self.slug, kind="stable")))

    @cached_property
    def _kin(self) -> "dict[tuple[str, str], _Kin]":
        return {}

    def kin(self, figure: str, key: str) -> "_Kin":
        """Those that publish ``figure``, by ``key``: sorted once for all who ask."""
        if (figure, key) not in self._kin:
            self._kin[figure, key] = _Kin(figure, self, key)
        return self._kin[figure, key]


@dataclass(frozen=True, kw_only=True, eq=False)
class Guess:
    """A figure of all units where it is not published. (units,) each"""

    residual: FloatArray  # relative to the middle of the type, as in ``Observed``
    level: IntArray  # of ``LEVELS``
    like: StrArray  # slug of the unit that it was taken from, "" from brand or type

    def spread(self, figure: str) -> FloatArray:
        """Distance of p10 and p90 from the middle: (units, 2), 0 where published.

        Logarithms for an output, °F for a temperature.
        """
        by_level = np.array([SPREADS[figure][level] for level in LEVELS[1:]])
        apart = np.log(by_level) if figure == "min_output" else by_level
        return np.vstack([np.zeros(2), apart])[self.level]


def observed(units: Units, *, counted: BoolArray | None = None) -> Observed:
    """What ``units`` publish; ``counted`` leaves out those that say nothing about the unit of a
    room (ducted ones)."""
    heating = Anchors(units.points, len(units), heating=True)
    most = heating.at("max_btu_h", 47)
    rated_47_btu_h = filled(heating.at("rated_btu_h", 47), rated_heat_47(units, most))
    least = heating.at("min_btu_h", 47)
    least = np.where(least >= UNCONFIRMED_MIN_BTU_H, least, np.nan)
    published = {
        "min_output": np.log(least / (MIN_PER_RATED_47 * rated_47_btu_h)),
        "cutout": filled(units.min_operating_f, units.restart_f) - cutout_of_type_f(units),
    }
    return Observed(
        lineage=units.lineage,
        slug=units.slug,
        kind=units.kind,
        log_size=np.log(rated_47_btu_h),
        residual={
            name: each if counted is None else np.where(counted, each, np.nan)
            for name, each in published.items()
        },
    )


def pooled(*parts: Observed) -> Observed:
    """The parts of a catalog as one."""

    def joined(read: Callable[[Observed], Mapping[str, Array]]) -> dict[str, Array]:
        return {
            name: np.concatenate([read(part)[name] for part in parts]) for name in read(parts[0])
        }

    return Observed(
        lineage=joined(lambda part: part.lineage),
        slug=np.concatenate([part.slug for part in parts]),
        kind=np.concatenate([part.kind for part in parts]),
        log_size=np.concatenate([part.log_size for part in parts]),
        residual=joined(lambda part: part.residual),
    )


def cutout_of_type_f(units: Units) -> FloatArray:
    """The middle of the lowest outdoor temperature of each unit's type. [°F]"""
    return np.where(
        units.cold_climate == YES,
        units.of_type(lambda each: each.usual_cutout_cold_climate_f),
        units.of_type(lambda each: each.usual_cutout_f),
    )


def guess(figure: str, wanted: Observed, known: Observed) -> Guess:
    """``figure`` of each unit of ``wanted``: its own where it is published, else as the most
    specific of ``known`` says."""
    own = wanted.residual[figure]
    residual = np.where(np.isnan(own), 0.0, own)
    level = np.where(np.isnan(own), OF_TYPE, PUBLISHED)
    like = np.full(own.size, "", dtype=known.slug.dtype)
    for at_level, key, their_key in MATCHES:
        kin = known.kin(figure, their_key)
        rows = np.flatnonzero(level == OF_TYPE)
        place = kin.places(wanted.kind[rows], wanted.lineage[key][rows])
        least = BRAND_AT_LEAST if at_level == SAME_BRAND else 1
        says = np.append(kin.outdoor_units >= least, False)  # and nobody, at -1, says nothing
        rows, place = rows[says[place]], place[says[place]]
        residual[rows] = kin.middle[place] - GROWS[figure] * wanted.log_size[rows]
        level[rows] = at_level
        if at_level != SAME_BRAND:
            like[rows] = known.slug[kin.nearest(place, wanted.log_size[rows])]
    return Guess(residual=residual, level=level, like=like)


class _Kin:
    """Units that stand in for others, by group (type and code of ``key``): what each says is
    computed once, however many units of a large catalog it serves."""

    def __init__(self, figure: str, known: Observed, key: str) -> None:
        published = ~np.isnan(known.residual[figure]) & (known.lineage[key] != 0)
        rows = np.flatnonzero(published)
        group = _group(known.kind[rows], known.lineage[key][rows])
        # The median of the outdoor units, each counted once by the median of its pairs, at size 1.
        outdoor = known.lineage["outdoor"][rows]
        first, _pairs, each = _medians(_at_size_1(figure, known)[rows], outdoor, group)
        last, self.outdoor_units, self.middle = _medians(each, group[first])
        self.groups = group[first][last]
        by_slug = np.lexsort((-known.place_of_slug[rows], group))
        self.rows = rows[by_slug]  # by group, then by slug from the end
        self.begin = np.searchsorted(group[by_slug], self.groups, side="left")
        self.end = np.searchsorted(group[by_slug], self.groups, side="right")
        self.log_size = known.log_size

    def places(self, kind: IntArray, code: IntArray) -> IntArray:
        """The place of each group among ``groups``, -1 where nobody of it publishes."""
        wanted = _group(kind, code)
        place = np.searchsorted(self.groups, wanted)
        known = np.append(self.groups, -1)[place] == wanted
        return np.where(known & (code != 0), place, -1)

    def nearest(self, place: IntArray, log_size: FloatArray) -> IntArray:
        """The row of the size that comes nearest; of equal ones the last slug: newer lines have
        later letters."""
        found = np.zeros(place.size, dtype=np.int64)
        for group in np.unique(place):
            rows, asked = self.rows[self.begin[group] : self.end[group]], place == group
            apart = np.abs(self.log_size[rows] - log_size[asked][:, None])
            found[asked] = rows[np.round(apart, 2).argmin(axis=1)]
        return found


def _medians(values: FloatArray, *keys: IntArray) -> tuple[IntArray, IntArray, FloatArray]:
    """Of the values with the same ``keys``, ordered by the last of them: the place of one among
    ``values``, how many they are, and their median."""
    order = np.lexsort((values, *keys))
    changes = [np.diff(key[order], prepend=-1) != 0 for key in keys]  # no key is below 0
    begin = np.flatnonzero(np.any(changes, axis=0))
    end = np.append(begin[1:], values.size)[: begin.size]
    ordered = values[order]
    median = (ordered[(begin + end - 1) // 2] + ordered[(begin + end) // 2]) / 2
    return order[begin], end - begin, median


def _group(kind: IntArray, code: IntArray) -> IntArray:
    """Type and code as one number; a code is a checksum of 32 bits or the id of a unit."""
    return np.asarray((kind.astype(np.int64) << 40) + code)


def doubts(
    units: Units, least: Guess, cutout: Guess, estimated: Mapping[str, BoolArray]
) -> dict[str, Any]:
    """Spread, middle, level and kin of every figure that is not published, as ``Curves`` has it."""

    def where(name: str, ends: tuple[float, float]) -> FloatArray:
        return np.where(estimated[name][:, None], np.array(ends), 0.0)

    def ratio(name: str, spread: Mapping[str, float]) -> FloatArray:
        return where(name, (float(np.log(spread["p10"])), float(np.log(spread["p90"]))))

    quiet, loud = (
        units.of_type(lambda each: each.sound_unknown_db[0]),
        units.of_type(lambda each: each.sound_unknown_db[1]),
    )
    at_least = least.spread("min_output") * estimated["min_output"][:, None]
    cooling = ratio("min_cooling", MIN_COOLING_SPREAD)
    return {
        "spread": {
            "min_output": at_least,
            "min_cooling": np.where(estimated["min_output"][:, None], at_least, cooling)
            * estimated["min_cooling"][:, None],
            "cold_output": ratio("cold_output", COLD_OUTPUT_SPREAD),
            "heating_cop": ratio("heating_cop", HEATING_COP_SPREAD),
            # The curves stop where the coldest of the kind does: nothing is better than that.
            "cutout": cutout.spread("cutout") * np.array([0, 1]) * estimated["cutout"][:, None],
            "sound": where("sound", (0.0, 1.0)) * (loud - quiet)[:, None],
        },
        "middle": {"min_output": least.residual, "cutout": cutout.residual},
        "level": {"min_output": least.level, "cutout": cutout.level},
        "like": {"min_output": least.like, "cutout": cutout.like},
    }


def left_out(figure: str, known: Observed) -> dict[str, FloatArray]:
    """Level → published less guessed, for every outdoor unit that publishes ``figure``, guessed
    from the others alone. In the units of ``Observed.residual``."""
    missed: dict[str, list[float]] = {}
    at_size_1 = _at_size_1(figure, known)
    for at_level, key, their_key in MATCHES:
        groups = _groups(figure, known, their_key)
        for row in one_per_outdoor(figure, known):
            outdoor = int(known.lineage["outdoor"][row])
            members = groups.get((int(known.kind[row]), int(known.lineage[key][row])), {})
            others = {name: rows for name, rows in members.items() if name != outdoor}
            if at_level == SAME_OUTDOOR:
                rest = [each for each in members.get(outdoor, []) if each != row]
                others = {outdoor: rest} if rest else {}
            if len(others) >= (BRAND_AT_LEAST if at_level == SAME_BRAND else 1):
                size = GROWS[figure] * known.log_size[row]
                guessed = _middle(at_size_1, others) - size
                missed.setdefault(LEVELS[at_level], []).append(
                    float(known.residual[figure][row]) - guessed
                )
    of_type = known.residual[figure][one_per_outdoor(figure, known)]
    return {**{name: np.array(each) for name, each in missed.items()}, "type": of_type}


def _groups(figure: str, known: Observed, key: str) -> dict[tuple[int, int], dict[int, list[int]]]:
    """(Type, code of ``key``) → outdoor unit → its rows that publish ``figure``."""
    groups: dict[tuple[int, int], dict[int, list[int]]] = {}
    for row in np.flatnonzero(~np.isnan(known.residual[figure])):
        code = int(known.lineage[key][row])
        if code:
            members = groups.setdefault((int(known.kind[row]), code), {})
            members.setdefault(int(known.lineage["outdoor"][row]), []).append(int(row))
    return groups


def _at_size_1(figure: str, known: Observed) -> FloatArray:
    """What each unit publishes of ``figure``, carried to one size."""
    return np.asarray(known.residual[figure] + GROWS[figure] * known.log_size)


def _middle(at_size_1: FloatArray, members: Mapping[int, list[int]]) -> float:
    """The median of the outdoor units, each counted once, at size 1."""
    return float(np.median([np.median(at_size_1[rows]) for rows in members.values()]))


def one_per_outdoor(figure: str, known: Observed) -> IntArray:
    """A row of each outdoor unit that publishes ``figure``, in their order."""
    rows = np.flatnonzero(~np.isnan(known.residual[figure]))
    _outdoor, first = np.unique(known.lineage["outdoor"][rows], return_index=True)
    return np.asarray(rows[np.sort(first)])
