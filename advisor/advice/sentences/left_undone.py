"""What a unit leaves undone of the year's cold and heat, and a heating COP that is hardly one."""

from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext as _

from advisor.engine.study import Study
from advisor.formatting.numbers import hours, number, percent, temperature

SAID_FROM = 0.10  # of the year's cold or heat
POOR_COP = 1.2
LITTLE_HEAT_KWH = 300.0  # a year: what controls and fan take of it counts


def unmet_shares(study: Study, row: int, *, units: str) -> Iterator[str]:
    """Sentences on what another cooler or heater must do, where it is more than a tenth."""
    uncooled = float(study.season.uncooled_fraction[row])
    if study.cooling_wanted and uncooled > SAID_FROM:
        yield _uncooled(study, row, uncooled, units=units)
    unheated = float(study.season.backup_fraction[row])
    if study.heating_wanted and not study.heat_included and unheated > SAID_FROM:
        yield _("Leaves %(share)s of the year’s heat to another heater.") % {
            "share": percent(unheated)
        }
    yield from _poor_cop(study, row)


def _uncooled(study: Study, row: int, share: float, *, units: str) -> str:
    """Why: its limit, published or assumed, where hours below it need cooling; else its output."""
    needed, limit_f = study.needed, float(study.curves.low_cooling_f[row])
    below = (needed.cool_btu_h > 0) & (needed.outdoor_f < limit_f)
    if not below.any():
        said = _("Leaves %(share)s of the cooling undone: it is too weak for the hottest hours.")
    elif np.isnan(study.units.min_operating_cooling_f[row]):
        said = _(
            "May leave %(share)s of the cooling undone: how cold it may be outside while it cools"
            " is not published; most of its kind need %(limit)s."
        )
    else:
        said = _(
            "Leaves %(share)s of the cooling undone: it does not cool below %(limit)s, for"
            " %(hours)s a year here."
        )
    counted = _("We count a plain window unit for the rest.")
    told = said % {
        "share": percent(share),
        "limit": temperature(limit_f, units),
        "hours": hours(float(needed.hours[below].sum())),
    }
    return f"{told} {counted}"


def _poor_cop(study: Study, row: int) -> Iterator[str]:
    """A season's COP near that of a plain heater, with what makes it so."""
    cop = float(study.season.seasonal_cop[row])
    if not study.heating_wanted or np.isnan(cop) or cop >= POOR_COP:
        return
    cycles = study.season.heat_cycling_fraction[row] > 0.5
    small = cycles or study.season.heat_delivered_kwh[row] < LITTLE_HEAT_KWH
    said = (
        _(
            "Heats at a COP of only about %(cop)s here: the room needs so little that starts, fan"
            " and controls take most of what it saves."
        )
        if small
        else _(
            "Heats at a COP of only about %(cop)s here: most of the heat is needed when it is"
            " very cold outside."
        )
    )
    yield said % {"cop": number(cop, 1)}
