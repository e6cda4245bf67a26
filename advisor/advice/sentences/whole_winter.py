"""What a unit gives of the heat of a winter: all of it, nearly all, or too little on its coldest
night."""

from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.sentences.guesses import COLD_FIGURES, guessed
from advisor.advice.sentences.worst_week_in_words import cold_room, falls
from advisor.engine.study import Study
from advisor.formatting.numbers import number, percent

CARRIES_ALL, CARRIES_NEARLY_ALL = 0.0005, 0.01
"""Of the year's heat left to another heater, at most."""
NEARLY_ENOUGH = 0.95  # of the heating load: less is called too little


def carries_the_winter(study: Study, row: int) -> Iterator[str]:
    """The whole winter where nothing of it is left undone; where little is, the share."""
    cop = float(study.season.seasonal_cop[row])  # NaN where there is next to no winter
    if not study.heating_wanted or not carries_the_heat(study, row) or np.isnan(cop):
        return
    estimated = guessed(study, row, *COLD_FIGURES, "cutout")
    if _leaves_nothing(study, row):
        said = (
            _("By our estimate it carries the whole winter, at a field COP of about %(cop)s.")
            if estimated
            else _("Carries the whole winter at a field COP of about %(cop)s.")
        )
    else:
        said = (
            _(
                "By our estimate it gives over %(share)s of the year’s heat, at a field COP of"
                " about %(cop)s."
            )
            if estimated
            else _("Gives over %(share)s of the year’s heat at a field COP of about %(cop)s.")
        )
    yield said % {"cop": number(cop, 1), "share": percent(1 - CARRIES_NEARLY_ALL)}


def carries_the_heat(study: Study, row: int) -> bool:
    """Whether it leaves next to nothing of the year's heat to another heater."""
    left = study.season.backup_fraction[row] < CARRIES_NEARLY_ALL
    return bool(left and study.heating_coverage[row] >= NEARLY_ENOUGH)


def _leaves_nothing(study: Study, row: int) -> bool:
    """No hour of the year, no part of the coldest typical night, and no cold week that is felt."""
    if study.season.backup_fraction[row] >= CARRIES_ALL or study.heating_coverage[row] < 1:
        return False
    return bool(study.season.hours_below_cutout[row] < 1 and cold_room(study, row) is None)


def runs_short(study: Study, row: int) -> bool:
    """Whether the unit still runs on the coldest night and gives less than nearly its heat."""
    stops = study.season.hours_below_cutout[row] >= 1
    return bool(not stops and study.heating_coverage[row] < NEARLY_ENOUGH)


def about_the_coldest_night(study: Study, row: int, *, units: str) -> Iterator[str]:
    """How far a unit that still runs on it lets the room fall, or what it leaves undone where
    that is not felt."""
    if not runs_short(study, row):
        return
    if week := cold_room(study, row):
        estimated = guessed(study, row, *COLD_FIGURES)
        yield falls(week, estimated=estimated, units=units)
        return
    said = (
        _(
            "On the coldest typical night it gives about %(share)s of the heat by our"
            " estimate: keep another heater."
        )
        if guessed(study, row, *COLD_FIGURES)
        else _("On the coldest typical night it gives %(share)s of the heat: keep another heater.")
    )
    yield said % {"share": percent(float(study.heating_coverage[row]))}
