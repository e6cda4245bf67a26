"""What must be true of a unit in a room before a word like "fits" may be said of it."""

from advisor.advice.room_fit import CYCLES_TOO_MUCH, ENOUGH
from advisor.engine import Study


def needs_heat(study: Study) -> bool:
    """Whether heat is wanted of a unit here: asked for, and not paid for by somebody else."""
    return study.heating_wanted and not study.heat_included


def fits(study: Study, row: int) -> bool:
    """Both loads met at design, and it runs through for more than half of its hours."""
    return meets_loads(study, row) and mostly_runs(study, row)


def mostly_runs(study: Study, row: int) -> bool:
    """Whether a unit runs through for more than half of its hours."""
    return bool(study.season.cycling_fraction[row] < CYCLES_TOO_MUCH)


def meets_loads(study: Study, row: int) -> bool:
    """Whether a unit meets both loads at design, as far as each is wanted of it."""
    heats = needs_heat(study)
    cools = not study.cooling_wanted or study.cooling_coverage[row] >= ENOUGH
    return bool(cools and (not heats or study.heating_coverage[row] >= 1))


def short_at_design(study: Study, row: int) -> bool:
    """Whether a unit that still runs in it leaves some of the coldest typical night undone."""
    runs = study.season.hours_below_cutout[row] < 1
    return needs_heat(study) and bool(runs and study.heating_coverage[row] < ENOUGH)


def known_well(study: Study, row: int) -> bool:
    """Whether nothing that decides of a unit is our estimate: its lowest output in the season that
    counts, and where heat is wanted of it, its output and its limit in the cold."""
    made = study.curves.estimated
    heats = needs_heat(study)
    if made["min_output" if heats else "min_cooling"][row]:
        return False
    cold = study.cold_output_is_estimated[row] or made["cutout"][row]
    return not (heats and bool(cold))
