"""Why a unit suits a room, and what speaks against it."""

from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import FUELS, Text, joined
from advisor.engine.equipment import (
    ARCHIVE,
    PAN_HEATER_BUILT_IN,
    SALE_UNKNOWN,
    YES,
)
from advisor.engine.money import (
    FROM_CLASS,
)
from advisor.engine.study import MILD_DAY_F, Study
from advisor.engine.verdict import need_equals_output_f
from advisor.engine.yearly_saving import Saving
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
NEARLY_ENOUGH = 0.95  # of the heating load: less is called too little
ESTIMATES: dict[str, Text] = {
    "min_output": gettext_lazy("lowest output"),
    "cold_output": gettext_lazy("output in the cold"),
    "heating_capacity": gettext_lazy("heating capacity"),
    "heating_cop": gettext_lazy("efficiency in the cold"),
    "min_cooling": gettext_lazy("minimum cooling"),
    "cooling_cop": gettext_lazy("cooling efficiency"),
    "cutout": gettext_lazy("lowest outdoor temperature for heat"),
}
SUMMER_FIGURES = ("min_cooling", "cooling_cop")


def why(study: Study, row: int, *, units: str) -> list[str]:
    """Reasons for a unit, the strongest first."""
    curves, season, units_ = study.curves, study.season, study.units
    sentences: list[str] = []
    coverage = float(study.heating_coverage[row])
    if study.heating_wanted and coverage >= 1 and not study.heat_included:
        sentences.append(
            _("Gives %(most)s at %(design)s, where the room needs %(need)s.")
            % {
                "most": btu(float(study.capacity_at_design[row]), units),
                "design": temperature(study.place.heating_design_f, units),
                "need": load_figure(study.loads.heating.likely, units),
            }
        )
    least = float(curves.min_heat_47_btu_h[row])
    if study.heating_wanted and least and not study.heat_included:
        steady_f = float(need_equals_output_f(study, curves.min_heat_47_btu_h)[row])
        if steady_f > study.place.heating_design_f + 5:
            sentences.append(
                _("Turns down to %(least)s: runs steadily below %(steady)s outside.")
                % {
                    "least": btu(least, units),
                    "steady": temperature(min(steady_f, 65.0), units),
                }
            )
    sound = float(units_.sound_min_db[row])
    if sound <= 30:
        sentences.append(
            _("Quiet: %(sound)s dB(A) indoors at its lowest speed.") % {"sound": number(sound)}
        )
    if study.cooling_wanted and not sentences:
        sentences.append(
            _("Cools %(capacity)s, where the room needs %(need)s.")
            % {
                "capacity": btu(float(units_.cooling_btu_h[row]), units),
                "need": load_figure(study.loads.cooling.likely, units),
            }
        )
    if not units_.record(row).needs:
        sentences.append(
            _("No hole in the wall and no electrician: %(price)s installed.")
            % {"price": money(float(study.upfront.total[row, 1]))}
        )
    if study.heating_wanted and season.backup_fraction[row] < 0.01 and len(sentences) < 3:
        sentences.append(
            _("Carries the whole winter at a field COP of about %(cop)s.")
            % {"cop": number(float(season.seasonal_cop[row]), 1)}
        )
    return sentences[:3] or [_("Fits every limit that you set.")]


def why_not(study: Study, row: int, saving: Saving | None, *, units: str) -> list[str]:
    """Reasons against a unit, money first unless it stops on the coldest typical night; each
    unit has at least one."""
    return list(_against(study, row, saving, units=units)) or [_price(study, row)]


def drawback(study: Study, row: int, saving: Saving | None, *, units: str) -> str:
    """The first of the reasons against a unit."""
    return next(_against(study, row, saving, units=units), "") or _price(study, row)


def _price(study: Study, row: int) -> str:
    return _("Costs %(price)s installed.") % {"price": money(float(study.upfront.total[row, 1]))}


def _against(study: Study, row: int, saving: Saving | None, *, units: str) -> Iterator[str]:
    cold_first = study.curves.cutout_f[row] > study.place.heating_design_f
    if cold_first:
        yield from _stops_heating(study, row, units=units)
    yield from _against_money(study, saving)
    if not cold_first:
        yield from _stops_heating(study, row, units=units)
    yield from _against_winter(study, row)
    yield from _cycling_reason(study, row, units=units)
    yield from _against_kind(study, row)
    yield from _against_unknowns(study, row)


def _against_money(study: Study, saving: Saving | None) -> list[str]:
    if saving is None or saving.heating is None or saving.heating.likely >= -5:
        return []
    return [
        _("Heating with it costs about %(more)s more a year than your %(now)s.")
        % {
            "more": money(-saving.heating.likely),
            "now": FUELS.get(study.answers.heating_now or "", ""),
        }
    ]


def _stops_heating(study: Study, row: int, *, units: str) -> list[str]:
    below = float(study.season.hours_below_cutout[row])
    if not study.heating_wanted or below < 1:
        return []
    cutout = temperature(float(study.curves.cutout_f[row]), units)
    return [
        _("Stops heating below %(cutout)s: %(hours)s a year here.")
        % {"cutout": cutout, "hours": hours(below)}
    ]


def _against_winter(study: Study, row: int) -> list[str]:
    if not study.heating_wanted:
        return []
    sentences = []
    stops = study.season.hours_below_cutout[row] >= 1
    if not stops and study.heating_coverage[row] < NEARLY_ENOUGH:
        sentences.append(
            _("On the coldest typical night it gives %(share)s of the heat: keep another heater.")
            % {"share": percent(float(study.heating_coverage[row]))}
        )
    icy = study.place.heating_design_f < ICE_BELOW_F and study.units.split[row]
    if icy and study.units.pan_heater[row] != PAN_HEATER_BUILT_IN:
        sentences.append(_("Ask for a base-pan heater: without one, ice can build up in winter."))
    return sentences


def _against_kind(study: Study, row: int) -> list[str]:
    columns = study.units
    if columns.split[row]:
        return []
    sound = float(columns.sound_min_db[row])
    sentences = [
        _("Loud: %(sound)s dB(A) at its lowest speed.") % {"sound": number(sound)}
        if sound > 38
        else _("Its compressor is in the room: expect 45 to 60 dB(A).")
    ]
    if columns.record(row).hose and columns.dual_hose[row] != YES:
        sentences.append(_("One hose: it pulls outdoor air into the room while it runs."))
    return sentences


def _against_unknowns(study: Study, row: int) -> list[str]:
    columns = study.units
    sentences = []
    if columns.sale[row] == ARCHIVE:
        sentences.append(_("An older model: check that it is still sold."))
    elif columns.sale[row] == SALE_UNKNOWN:
        sentences.append(_("We do not know whether it is still sold: check first."))
    gap = max(
        (abs(float(gap[row])) for gap in study.curves.rating_gap.values() if gap[row] == gap[row]),
        default=0.0,
    )
    if gap > 0.1:
        sentences.append(
            _("Its published points and its published ratings differ by %(gap)s.")
            % {"gap": percent(gap)}
        )
    guessed = estimated(study, row)
    if guessed:
        names = joined(ESTIMATES[name] for name in guessed)
        sentences.append(_("Our estimate, not published: %(names)s.") % {"names": names})
    blank = {
        _("sound"): np.isnan(columns.sound_min_db[row]),
        _("voltage"): np.isnan(columns.volts[row]),
    }
    if any(blank.values()):
        names = joined(name for name, missing in blank.items() if missing)
        sentences.append(_("Not published: %(names)s.") % {"names": names})
    if study.bought.basis[row] == FROM_CLASS:
        sentences.append(_("No dated price: the price is the range of its class."))
    return sentences


def _cycling_reason(study: Study, row: int, *, units: str) -> list[str]:
    share = float(study.season.cycling_fraction[row])
    if share < 0.25:
        return []
    least = float(study.curves.min_heat_47_btu_h[row])
    need = study.mild_heat_btu_h
    if study.heating_wanted and least > need and study.heat_share > 0.3:
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


def estimated(study: Study, row: int) -> list[str]:
    """Codes of the figures of a unit that we estimated because they are not published."""
    sentences = study.curves.estimated
    return [
        name
        for name in ESTIMATES
        if bool(sentences[name][row])
        and (study.cooling_wanted if name in SUMMER_FIGURES else study.heating_wanted)
    ]
