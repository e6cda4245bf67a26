"""The outdoor temperatures between which a unit works: published, or what its kind reaches."""

import numpy as np

from advisor.engine.constants import table
from advisor.engine.curve_points import filled
from advisor.engine.equipment import YES, BoolArray, Units
from advisor.engine.place import FloatArray
from advisor.engine.unit_types import UnitTypeRecord, by_type


def _cutouts(record: UnitTypeRecord) -> dict[str, float]:
    return {
        "coldest": record.cutout_f,
        "usual": record.usual_cutout_f,
        "cold_climate coldest": record.cutout_cold_climate_f,
        "cold_climate usual": record.usual_cutout_cold_climate_f,
    }


CUTOUT_UNKNOWN_F = table(
    "CUTOUT_UNKNOWN_F",
    {
        f"{key} {which}": figure
        for key, figures in by_type(_cutouts).items()
        for which, figure in figures.items()
    },
    "°F",
    source="the 417 limits that our catalog has (mini-splits: 79% of the cold-climate ones go to"
    " -13 °F or colder, 70% of the others to -5 °F, the coldest to -22 °F); through-wall units:"
    " 25 to 40 °F by a dealer's guide (blog.totalhomesupply.com), cold-climate ones our assumption;"
    " window and portable units: our assumption on the safe side of four limits",
    says="lowest outdoor temperature for heating of a unit that publishes none: what the coldest"
    " of its kind reaches limits it, and what most of its kind reach is told as not published",
)
LOW_COOLING_UNKNOWN_F = table(
    "LOW_COOLING_UNKNOWN_F",
    by_type(lambda each: each.low_cooling_f),
    "°F",
    source="our assumption, on the safe side",
    says="outdoor temperature below which a unit that publishes no limit does not cool",
)


def cutout_f(units: Units, shown_f: FloatArray) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Lowest outdoor temperature with heat, the usual one of its kind, and whether it is known.

    Published limits stand. Without one, only what no unit of its kind reaches is out of reach, and
    ``shown_f`` [°F], the coldest temperature with a published output (NaN without any), is within.
    """
    published = filled(units.min_operating_f, units.restart_f)
    known = ~np.isnan(published)
    cold = units.cold_climate == YES
    coldest = np.where(
        cold,
        units.of_type(lambda each: each.cutout_cold_climate_f),
        units.of_type(lambda each: each.cutout_f),
    )
    usual = np.where(
        cold,
        units.of_type(lambda each: each.usual_cutout_cold_climate_f),
        units.of_type(lambda each: each.usual_cutout_f),
    )
    stops = filled(published, np.fmin(coldest, shown_f))
    return stops, filled(published, np.fmin(usual, shown_f)), known


def low_cooling_f(units: Units) -> FloatArray:
    """Lowest outdoor temperature with cooling: published, else on the safe side. [°F]"""
    usual = units.of_type(lambda each: each.low_cooling_f)
    return filled(units.min_operating_cooling_f, usual)
