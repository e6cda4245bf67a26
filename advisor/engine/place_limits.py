"""Hard limits of the place, of the person and of the deep cold; ``fit`` adds those of strength."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.equipment import NO, YES, BoolArray, Units
from advisor.engine.improvement import glass_first
from advisor.engine.study import Study
from advisor.engine.unit_types import RECORDS, UNIT_TYPES

WINDOW_HEAT_F = constant(
    "WINDOW_HEAT_F",
    0.0,
    "°F",
    source=ASSUMPTION,
    says="design temperature below which a unit in one piece is no heater while a mini-split can"
    " be placed",
)
COVERAGE_BESIDE_SPLIT = constant(
    "COVERAGE_BESIDE_SPLIT",
    0.60,
    "× heating load",
    source=ASSUMPTION,
    says="published output at the design temperature below which the same goes anywhere",
)
SLEEVE_IN = table(
    "SLEEVE_IN",
    {"width": 42.0, "height": 16.0},
    "in",
    source="Home Depot, PTAC buying guide; the manual for Amana’s PTH073G has 42 1/4 by 16 1/4",
    says="opening in the outside wall that a through-wall unit of the usual size takes",
)
HOOKUPS_OF_115_V = frozenset({"shore_30", "house_115", "none"})
MUST_HAVE = ("cassette", "mobile")  # asked for, they say what kind of unit it must be


@dataclass(frozen=True, kw_only=True, eq=False)
class Limit:
    """One reason to leave units out. ``undo`` maps answers to the value that lifts it."""

    code: str
    excluded: BoolArray
    undo: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Possible:
    """What the answers allow, with the usual case of a tenant where they are silent."""

    outdoor_unit: bool
    wall_hole: bool
    high_voltage: bool


def possible(answers: Answers) -> Possible:
    """Whether a mini-split may be placed and 230 V used. A tenant has neither unless told."""
    tenant = answers.tenure == "rent"

    def allowed(given: str | None) -> bool:
        return given == "yes" or (given is None and not tenant)

    wired = answers.power in {"v230", "new_circuit"} or (answers.power is None and not tenant)
    return Possible(
        outdoor_unit=allowed(answers.outdoor_unit),
        wall_hole=allowed(answers.wall_hole),
        high_voltage=wired and answers.hookup not in HOOKUPS_OF_115_V,
    )


def has_no_window(answers: Answers) -> bool:
    """Whether nothing can go into a window or out of one: none that opens, no glass, or no wall for
    it to be in."""
    return answers.window_type == "none" or _no_glass(answers) or _no_wall_for_one(answers)


def _no_glass(answers: Answers) -> bool:
    return answers.windows == "none" and not answers.window_area


def _no_wall_for_one(answers: Answers) -> bool:
    """No wall faces outdoors, and no answer speaks of a window."""
    told = answers.windows or answers.window_area or answers.window_type
    return answers.exterior_walls == 0 and not told


def _no_window_undo(answers: Answers) -> dict[str, str]:
    """The answers that say there is no window, left open."""
    undo = {"window_type": ""} if answers.window_type == "none" else {}
    if _no_glass(answers):
        undo |= {"windows": "", "window_area": ""}
    if answers.exterior_walls == 0:
        undo["exterior_walls"] = "1"
    return undo


def split_may_be_placed(study: Study) -> bool:
    """Whether a unit with an outdoor part is possible at all."""
    may = possible(study.answers)
    return any(all(getattr(may, name) for name in each.needs) for each in RECORDS if each.split)


def has_no_wall_for_a_sleeve(answers: Answers) -> bool:
    """Whether no wall of the room has outdoor air on its other side, or it is that of a vehicle on
    the road, in which nobody cuts an opening of that size."""
    buried = answers.space == "basement" and answers.walkout != "yes"
    return answers.exterior_walls == 0 or buried or answers.moves == "yes"


def sleeve_may_be_placed(study: Study) -> bool:
    """Whether a unit in an opening of its own in the outside wall is possible at all."""
    may = possible(study.answers)
    allowed = any(all(getattr(may, name) for name in each.needs) for each in RECORDS if each.sleeve)
    return allowed and not has_no_wall_for_a_sleeve(study.answers)


def too_cold_beside_a_split(study: Study) -> bool:
    """Whether units in one piece are no answer to the cold, as a mini-split can be placed."""
    colder = study.place.heating_design_f < WINDOW_HEAT_F
    heat = study.heating_wanted and not study.heat_included
    return heat and colder and split_may_be_placed(study)


def by_place(study: Study) -> Iterator[Limit]:
    """Where the unit can be: walls, windows, sockets, and who puts it in."""
    answers, units = study.answers, study.units
    may = possible(answers)
    window = units.of_type(lambda each: each.in_window)
    if answers.type:
        wanted = [UNIT_TYPES.index(name) for name in answers.type]
        yield Limit(code="type", excluded=~np.isin(units.kind, wanted), undo={"type": ""})
    yield from _by_permission(study)
    yield from _by_wall(study)
    if has_no_window(answers):
        needs_window = units.of_type(lambda each: each.needs_window)
        yield Limit(code="no_window", excluded=needs_window, undo=_no_window_undo(answers))
    elif answers.window_type is None and answers.space == "basement":
        yield Limit(code="basement", excluded=window, undo={"window_type": "double_hung"})
    elif answers.window_type in {"casement", "slider"}:
        wrong = wrong_window(units, answers.window_type)
        yield Limit(code=answers.window_type, excluded=wrong, undo={"window_type": ""})
    if answers.window_width is not None:
        needed_in = np.fmax(units.width_in, units.window_min_in)
        yield Limit(
            code="window_width",
            excluded=window & (needed_in > answers.window_width),
            undo={"window_width": ""},
        )
    if answers.hookup in HOOKUPS_OF_115_V:
        undo = {"hookup": "shore_50", "power": "v230"}
        yield Limit(code="hookup", excluded=units.volts == 230, undo=undo)
    elif not may.high_voltage:
        yield Limit(code="voltage", excluded=units.volts == 230, undo={"power": "new_circuit"})
    if answers.installer == "diy":
        yield Limit(
            code="installer",
            excluded=units.split & ~units.kits,
            undo={"installer": "pro"},
        )


def _by_wall(study: Study) -> Iterator[Limit]:
    """Units in an opening of their own, where no wall can have one."""
    answers = study.answers
    if not has_no_wall_for_a_sleeve(answers):
        return
    code, undo = "no_outside_wall", {"walkout": "yes"}
    if answers.moves == "yes":
        code, undo = "on_the_road", {"moves": "no"}
    elif answers.exterior_walls == 0:
        undo = {"exterior_walls": "1"}
    yield Limit(code=code, excluded=study.units.of_type(lambda each: each.sleeve), undo=undo)


def wrong_window(units: Units, window_type: str) -> BoolArray:
    """Units in a window that do not fit one of this type: into a casement goes only what is known
    to, into a slider whatever is not known not to, but for a unit over the sill, which a sash that
    comes down on it holds. Any may go into the one they are made for."""
    fits = units.fits_window[window_type]
    over_sill = (units.saddle == YES) & (fits != YES)
    wrong = {"casement": fits != YES, "slider": (fits == NO) | over_sill}.get(window_type)
    in_window = units.of_type(lambda each: each.in_window).astype(bool)
    return in_window & wrong if wrong is not None else np.zeros(len(units), dtype=bool)


def lacks_feature(units: Units, name: str) -> BoolArray:
    """Units that are left out where a feature is asked for: known to lack it, or not known to have
    one that says what kind of unit it must be."""
    known = units.features[name]
    return np.asarray((known != YES) if name in MUST_HAVE else (known == NO))


def _by_permission(study: Study) -> Iterator[Limit]:
    """Outdoor units and holes in the wall, of which each type needs some or none."""
    may = possible(study.answers)
    undo_of: dict[str, dict[str, str]] = {}
    types_of: dict[str, list[int]] = {}
    for index, record in enumerate(RECORDS):
        undo = {name: "yes" for name in record.needs if not getattr(may, name)}
        if undo:
            rented = study.answers.tenure == "rent" and "outdoor_unit" in record.needs
            code = "rented" if rented else "_".join(["no", *undo])
            undo_of[code] = undo
            types_of.setdefault(code, []).append(index)
    for code, types in types_of.items():
        yield Limit(code=code, excluded=np.isin(study.units.kind, types), undo=undo_of[code])


def by_cold(study: Study) -> Iterator[Limit]:
    """What no unit of a kind, or none at all, can be for the heat of this room."""
    units = study.units
    if glass_first(study) and study.answers.heating_now == "none":
        everything = np.ones(len(units), dtype=bool)
        yield Limit(code="glass_first", excluded=everything, undo={"goal": "cooling"})
    heat = study.heating_wanted and not study.heat_included
    if heat and split_may_be_placed(study):
        # By a published output only: an estimate leaves no unit out.
        published = ~study.cold_output_is_estimated & ~study.curves.estimated["cutout"]
        weak = published & (study.heating_coverage < COVERAGE_BESIDE_SPLIT)
        colder = study.place.heating_design_f < WINDOW_HEAT_F
        yield Limit(
            code="cold_beside_split",
            excluded=np.asarray(~units.split & (weak | colder)),
            undo={"goal": "cooling"},
        )


def by_wish(study: Study) -> Iterator[Limit]:
    """What the person asked for: features and money. An unpublished figure leaves none out."""
    answers, units = study.answers, study.units
    for name in answers.features:
        rest = ",".join(other for other in answers.features if other != name)
        yield Limit(
            code=f"feature_{name}",
            excluded=lacks_feature(units, name),
            undo={"features": rest},
        )
    if answers.budget is not None:
        yield Limit(
            code="budget",
            excluded=study.upfront.total[:, 1] > answers.budget,
            undo={"budget": ""},
        )
