"""What to settle before a unit is bought: of this type for this room, or this very unit."""

from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext as _

from advisor.engine.answers import Answers
from advisor.engine.equipment import (
    NO,
    YES,
)
from advisor.engine.study import Study
from advisor.formatting.numbers import mass

MILD_F = 35.0  # a place where it hardly freezes
CYCLES_MOSTLY = 0.65  # of the hours in which it runs; warming the room up does not cycle


def first_pick_cautions(study: Study, row: int) -> list[str]:
    """What to settle before a unit of this type is bought for this room."""
    return [
        *_in_damp_heat(study, row),
        *_ask_the_hoa(study.answers),
        *_of_the_type(study, row),
        *_of_the_room(study),
        *_cycles_all_day(study, row),
    ]


def type_cautions(study: Study, row: int) -> list[str]:
    """Those of them that are of the unit of ``row``, whichever ranks first."""
    return [*_in_damp_heat(study, row), *_of_the_type(study, row)]


def all_cycle(study: Study, row: int) -> list[str]:
    """Those of them that say what is so of every unit where it is so of the first."""
    return list(_cycles_all_day(study, row))


def _in_damp_heat(study: Study, row: int) -> Iterator[str]:
    split = study.units.record(row).split
    if split and study.loads.humid and not study.place.heating_design_f < MILD_F:
        yield _(
            "In damp heat look for a low minimum output and a dry mode. Near the sea salt"
            " eats coils: ask for a coated one, tie the unit down against storms, and fit a"
            " drain switch."
        )


def _ask_the_hoa(answers: Answers) -> Iterator[str]:
    if answers.outdoor_unit == "no" and answers.tenure != "rent":
        yield _(
            "Ask the HOA first, with one page that shows size, place and sound of the unit:"
            " what is barred today is often allowed on request."
        )


def _of_the_type(study: Study, row: int) -> Iterator[str]:
    record = study.units.record(row)
    if record.in_window:
        if study.answers.tenure == "rent":
            yield _(
                "Ask the landlord in writing before you put a unit in the window: see the lease."
            )
        yield _("A saddle unit needs a sill and an opening at least 24 inches wide.")
    if record.sleeve:
        yield from _of_a_sleeve(study.answers)
    if record.hose:
        yield _(
            "A portable weighs some 75 lb, its hose takes floor and window, and it is heard at 42"
            " to 55 dB(A)."
        )


def _of_a_sleeve(answers: Answers) -> Iterator[str]:
    yield _(
        "It stands in an opening through the outside wall, as large as its manual says. What it"
        " costs to cut and frame one is not counted here: we know no figure."
    )
    if answers.tenure == "rent":
        yield _("Show the landlord the size of that opening, and get the answer in writing.")


def _of_the_room(study: Study) -> Iterator[str]:
    answers = study.answers
    if answers.below == "outdoors" and answers.heating_now in {"gas", "propane", "oil"}:
        yield _("Skirt and insulate the floor first.")
    if study.cools_in_winter:
        yield _(
            "This room needs cooling in winter too: set the unit to start again by itself after"
            " a power cut, and put a temperature alarm in the room."
        )
        yield _("In winter the heat of the equipment could warm the house instead.")


def _cycles_all_day(study: Study, row: int) -> Iterator[str]:
    cycles = float(study.season.cycling_fraction[row])
    split = study.units.record(row).split
    if split and study.heating_wanted and cycles > CYCLES_MOSTLY:
        yield _(
            "Even the gentlest unit that may go in will stop and start on most days: leaving the"
            " door open to the hall, or one unit for two rooms, makes it run more evenly."
        )


def _of_a_saddle(study: Study, row: int, *, units: str) -> Iterator[str]:
    yield _("A saddle unit needs a sill and an opening at least 24 inches wide.")
    pounds = float(study.units.weight_lb[row])
    if not np.isnan(pounds):
        yield _("It weighs %(weight)s: two people hang it over the sill.") % {
            "weight": mass(pounds, units)
        }
    else:
        yield _(
            "Its weight is not published; such units are heavy: two people hang it over the sill."
        )


def unit_cautions(study: Study, row: int, *, units: str) -> list[str]:
    """What must be checked before this very unit is bought."""
    units_, answers = study.units, study.answers
    record = units_.record(row)
    sentences: list[str] = []
    if record.in_window and answers.window_type is None:
        sentences.append(_("Measure your window: this needs one that slides up."))
    if record.sleeve:
        sentences += _of_a_sleeve(answers)
    if units_.saddle[row] == YES:
        sentences += _of_a_saddle(study, row, units=units)
    if record.in_window and units_.fits_window["slider"][row] == NO:
        sentences.append(_("Not for sliding windows."))
    if not record.split and answers.power in {None, "shared_115"}:
        sentences.append(_("Give it an outlet of its own, and never an extension cord."))
    if record.split and not units_.kits[row]:
        sentences.append(_("The refrigerant lines are work for a licensed technician."))
    return sentences
