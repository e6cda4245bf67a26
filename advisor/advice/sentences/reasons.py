"""Why a unit suits a room, and what speaks against it."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import FUELS, Text, joined
from advisor.engine.equipment import (
    CURRENT,
    LEGACY,
    MINI_SPLIT,
    PAN_HEATER_BUILT_IN,
    PORTABLE,
    YES,
)
from advisor.engine.money import (
    FROM_CLASS,
)
from advisor.engine.study import MILD_DAY_F, Study
from advisor.engine.verdict import (
    Saving,
    need_equals_output_f,
)
from advisor.formatting.numbers import (
    btu,
    hours,
    load_figure,
    money,
    number,
    percent,
    temperature,
)

ICE_BELOW_F = 20.0
NEARLY_ENOUGH = 0.95  # of the heating load: less is told as too little
ESTIMATES: dict[str, Text] = {
    "min_output": gettext_lazy("lowest output"),
    "cold_output": gettext_lazy("output in the cold"),
    "heating_capacity": gettext_lazy("heating capacity"),
    "heating_cop": gettext_lazy("efficiency in the cold"),
    "min_cooling": gettext_lazy("lowest cooling"),
    "cooling_cop": gettext_lazy("cooling efficiency"),
    "cutout": gettext_lazy("lowest outdoor temperature for heat"),
}
SUMMER_FIGURES = ("min_cooling", "cooling_cop")


def why(found: Study, row: int, *, units: str) -> list[str]:
    """Reasons for a unit, the strongest first."""
    curves, season, units_ = found.curves, found.season, found.units
    told: list[str] = []
    coverage = float(found.heating_coverage[row])
    if found.heating_wanted and coverage >= 1 and not found.heat_included:
        told.append(
            _("Gives %(most)s at %(design)s, where the room needs %(need)s.")
            % {
                "most": btu(float(found.capacity_at_design[row]), units),
                "design": temperature(found.place.heating_design_f, units),
                "need": load_figure(found.loads.heating.likely, units),
            }
        )
    least = float(curves.min_heat_47_btu_h[row])
    if found.heating_wanted and least and not found.heat_included:
        steady_f = float(need_equals_output_f(found, curves.min_heat_47_btu_h)[row])
        if steady_f > found.place.heating_design_f + 5:
            told.append(
                _("Turns down to %(least)s: runs steadily below %(steady)s outside.")
                % {
                    "least": btu(least, units),
                    "steady": temperature(min(steady_f, 65.0), units),
                }
            )
    sound = float(units_.sound_min_db[row])
    if sound <= 30:
        told.append(
            _("Quiet: %(sound)s dB(A) indoors at its lowest speed.") % {"sound": number(sound)}
        )
    if found.cooling_wanted and not told:
        told.append(
            _("Cools %(capacity)s, where the room needs %(need)s.")
            % {
                "capacity": btu(float(units_.cooling_btu_h[row]), units),
                "need": load_figure(found.loads.cooling.likely, units),
            }
        )
    if units_.kind[row] != MINI_SPLIT:
        told.append(
            _("No hole in the wall and no electrician: %(price)s all-in.")
            % {"price": money(float(found.upfront.total[row, 1]))}
        )
    if found.heating_wanted and season.backup_fraction[row] < 0.01 and len(told) < 3:
        told.append(
            _("Carries the whole winter at a field COP of about %(cop)s.")
            % {"cop": number(float(season.seasonal_cop[row]), 1)}
        )
    return told[:3] or [_("Fits every limit that you set.")]


def why_not(found: Study, row: int, saving: Saving | None, *, units: str) -> list[str]:
    """Reasons against a unit, money first unless it stands still on the coldest usual night; every
    unit has at least one."""
    stops = _stops_heating(found, row, units=units)
    cold_first = found.curves.cutout_f[row] > found.place.heating_design_f
    told = [
        *(stops if cold_first else ()),
        *_against_money(found, saving),
        *(() if cold_first else stops),
        *_against_winter(found, row),
        *_cycling_reason(found, row, units=units),
        *_against_kind(found, row),
        *_against_unknowns(found, row),
    ]
    price = money(float(found.upfront.total[row, 1]))
    return told or [_("Costs %(price)s all-in.") % {"price": price}]


def _against_money(found: Study, saving: Saving | None) -> list[str]:
    if saving is None or saving.heating is None or saving.heating.likely >= -5:
        return []
    return [
        _("Heating with it costs about %(more)s more a year than your %(now)s.")
        % {
            "more": money(-saving.heating.likely),
            "now": FUELS.get(found.answers.heating_now or "", ""),
        }
    ]


def _stops_heating(found: Study, row: int, *, units: str) -> list[str]:
    below = float(found.season.hours_below_cutout[row])
    if not found.heating_wanted or below < 1:
        return []
    cutout = temperature(float(found.curves.cutout_f[row]), units)
    return [
        _("Stops heating below %(cutout)s: %(hours)s a year here.")
        % {"cutout": cutout, "hours": hours(below)}
    ]


def _against_winter(found: Study, row: int) -> list[str]:
    if not found.heating_wanted:
        return []
    told = []
    stops = found.season.hours_below_cutout[row] >= 1
    if not stops and found.heating_coverage[row] < NEARLY_ENOUGH:
        told.append(
            _("On the coldest usual night it gives %(share)s of the heat: keep another heater.")
            % {"share": percent(float(found.heating_coverage[row]))}
        )
    icy = found.place.heating_design_f < ICE_BELOW_F and found.units.kind[row] == MINI_SPLIT
    if icy and found.units.pan_heater[row] != PAN_HEATER_BUILT_IN:
        told.append(_("Ask for a base-pan heater: without one, ice can build up in winter."))
    return told


def _against_kind(found: Study, row: int) -> list[str]:
    columns = found.units
    if columns.kind[row] == MINI_SPLIT:
        return []
    sound = float(columns.sound_min_db[row])
    told = [
        _("Loud: %(sound)s dB(A) at its lowest speed.") % {"sound": number(sound)}
        if sound > 38
        else _("Its compressor is in the room: expect 45 to 60 dB(A).")
    ]
    if columns.kind[row] == PORTABLE and columns.dual_hose[row] != YES:
        told.append(_("One hose: it pulls outdoor air into the room while it runs."))
    return told


def _against_unknowns(found: Study, row: int) -> list[str]:
    columns = found.units
    told = []
    if columns.availability[row] == LEGACY:
        told.append(_("An older model: check that it is still sold."))
    elif columns.availability[row] != CURRENT:
        told.append(_("We do not know whether it is still sold: check first."))
    gap = max(
        (abs(float(gap[row])) for gap in found.curves.rating_gap.values() if gap[row] == gap[row]),
        default=0.0,
    )
    if gap > 0.1:
        told.append(
            _("Its published points and its published ratings differ by %(gap)s.")
            % {"gap": percent(gap)}
        )
    guessed = estimated(found, row)
    if guessed:
        names = joined(ESTIMATES[name] for name in guessed)
        told.append(_("Our estimate, not published: %(names)s.") % {"names": names})
    blank = {
        _("sound"): np.isnan(columns.sound_min_db[row]),
        _("voltage"): np.isnan(columns.volts[row]),
    }
    if any(blank.values()):
        names = joined(name for name, missing in blank.items() if missing)
        told.append(_("Not published: %(names)s.") % {"names": names})
    if found.bought.basis[row] == FROM_CLASS:
        told.append(_("No dated price: the price is the range of its class."))
    return told


def _cycling_reason(found: Study, row: int, *, units: str) -> list[str]:
    share = float(found.season.cycling_fraction[row])
    if share < 0.25:
        return []
    least = float(found.curves.min_heat_47_btu_h[row])
    need = found.mild_heat_btu_h
    if found.heating_wanted and least > need and found.heat_share > 0.3:
        return [
            _(
                "On a %(mild)s day the room needs %(need)s and it cannot go below %(least)s:"
                " it stops and starts in %(share)s of its hours."
            )
            % {
                "mild": temperature(MILD_DAY_F, units),
                "need": load_figure(need, units),
                "least": btu(least, units),
                "share": percent(share),
            }
        ]
    return [
        _("Stops and starts in %(share)s of its hours, because its lowest output is too high.")
        % {"share": percent(share)}
    ]


def estimated(found: Study, row: int) -> list[str]:
    """Codes of the figures of a unit that we estimated because they are not published."""
    told = found.curves.estimated
    return [
        name
        for name in ESTIMATES
        if bool(told[name][row])
        and (found.cooling_wanted if name in SUMMER_FIGURES else found.heating_wanted)
    ]
