"""Why a unit suits a room, and what speaks against it."""

from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.guesses import COLD_FIGURES, guessed
from advisor.advice.sentences.heating_limit import limit_not_published
from advisor.advice.sentences.left_undone import unmet_shares
from advisor.advice.sentences.rv_in_words import fits_the_hookup
from advisor.advice.sentences.whole_winter import about_the_coldest_night, carries_the_winter
from advisor.advice.sentences.words import FUELS, Text, joined
from advisor.advice.told_price import installed_price
from advisor.engine.equipment import (
    ARCHIVE,
    NO,
    PAN_HEATER_BUILT_IN,
    PAN_HEATER_UNKNOWN,
    SALE_UNKNOWN,
    UNKNOWN,
)
from advisor.engine.fit import too_strong
from advisor.engine.rating_fit import CONFLICT_GAP
from advisor.engine.steady_running import steady_below_f
from advisor.engine.study import MILD_DAY_F, Study
from advisor.engine.yearly_saving import Saving
from advisor.formatting.numbers import (
    btu,
    btu_figure,
    hours,
    load_figure,
    money,
    number,
    percent,
    temperature,
)

MOST_REASONS = 3
QUIET_DB = 30.0
USUAL_OUTLET_V = 115.0
ICE_BELOW_F = 20.0
FAR_FROM_A_LIMIT_F = 20.0  # warmer than it all year: the limit of a unit is no matter
ESTIMATES: dict[str, Text] = {
    "min_output": gettext_lazy("lowest output"),
    "cold_output": gettext_lazy("output in the cold"),
    "heating_capacity": gettext_lazy("heating capacity"),
    "heating_cop": gettext_lazy("efficiency in the cold"),
    "min_cooling": gettext_lazy("minimum cooling"),
    "cooling_cop": gettext_lazy("cooling efficiency"),
    "cutout": gettext_lazy("lowest outdoor temperature for heat"),
}
NOT_KNOWN_TO_FIT: dict[str, Text] = {
    "slider": gettext_lazy("Its fit in a slider is not published: measure."),
    "casement": gettext_lazy("Its fit in a casement window is not published: measure."),
}
SUMMER_FIGURES = ("min_cooling", "cooling_cop")


def why(study: Study, row: int, *, units: str) -> list[str]:
    """Reasons for a unit, the strongest first. What rests on an estimate says so."""
    sentences = [
        *fits_the_hookup(study, row),
        *_cools_in_winter(study, row, units=units),
        *_gives_enough(study, row, units=units),
        *_turns_down(study, row, units=units),
        *_is_quiet(study, row),
    ]
    if study.cooling_wanted and not sentences:
        sentences.append(
            _("Cools %(capacity)s, where the room needs %(need)s.")
            % {
                "capacity": btu(float(study.units.cooling_btu_h[row]), units),
                "need": load_figure(study.loads.cooling.likely, units),
            }
        )
    sentences += _is_simple(study, row)
    if len(sentences) < MOST_REASONS:
        sentences += carries_the_winter(study, row)
    return sentences[:MOST_REASONS] or [_("Within every limit that you set.")]


def _gives_enough(study: Study, row: int, *, units: str) -> Iterator[str]:
    enough = float(study.heating_coverage[row]) >= 1
    if not study.heating_wanted or not enough or study.heat_included:
        return
    said = (
        _("Gives about %(most)s at %(design)s by our estimate, where the room needs %(need)s.")
        if guessed(study, row, *COLD_FIGURES)
        else _("Gives %(most)s at %(design)s, where the room needs %(need)s.")
    )
    yield said % {
        "most": btu(float(study.capacity_at_design[row]), units),
        "design": temperature(study.place.heating_design_f, units),
        "need": load_figure(study.loads.heating.likely, units),
    }


def _turns_down(study: Study, row: int, *, units: str) -> Iterator[str]:
    least = float(study.curves.min_heat_47_btu_h[row])
    if not study.heating_wanted or not least or study.heat_included:
        return
    steady_f = steady_below_f(study, row)
    limit_f = float(study.curves.cutout_f[row])
    if steady_f is None or steady_f <= max(study.place.heating_design_f, limit_f) + 5:
        return
    said = (
        _("Turns down to about %(least)s by our estimate: runs steadily below %(steady)s outside.")
        if guessed(study, row, "min_output")
        else _("Turns down to %(least)s: runs steadily below %(steady)s outside.")
    )
    yield said % {
        "least": btu(least, units),
        "steady": temperature(steady_f, units),
    }


def _cools_in_winter(study: Study, row: int, *, units: str) -> Iterator[str]:
    """What decides a room of machines: a published limit that the winter here does not reach."""
    limit_f, design_f = study.units.min_operating_cooling_f[row], study.place.heating_design_f
    if study.cools_in_winter and limit_f <= design_f:
        yield _("It cools down to %(limit)s outside; here it gets to %(design)s.") % {
            "limit": temperature(float(limit_f), units),
            "design": temperature(design_f, units),
        }


def _is_quiet(study: Study, row: int) -> Iterator[str]:
    """Quiet at its lowest speed, and at the speed that the nights here ask for."""
    sound = float(study.units.sound_min_db[row])
    if sound <= QUIET_DB and not study.night_sound_db[row] > QUIET_DB:
        yield _("Quiet: %(sound)s dB(A) indoors at its lowest speed.") % {"sound": number(sound)}


def _is_simple(study: Study, row: int) -> Iterator[str]:
    """No hole; and no electrician where it is known to need no more than a usual outlet."""
    if study.units.record(row).needs:
        return
    price = installed_price(study, row)
    if study.units.volts[row] == USUAL_OUTLET_V:
        yield _("No hole in the wall and no electrician: %(price)s installed.") % {"price": price}
    else:
        yield _("No hole in the wall: %(price)s installed.") % {"price": price}


def why_not(study: Study, row: int, saving: Saving | None, *, units: str) -> list[str]:
    """Reasons against a unit, money first unless it stops on the coldest typical night; each
    unit has at least one."""
    return list(_against(study, row, saving, units=units)) or [price(study, row)]


def drawback(study: Study, row: int, saving: Saving | None, *, units: str) -> str:
    """The first of the reasons against a unit."""
    return next(_against(study, row, saving, units=units), "") or price(study, row)


def price(study: Study, row: int) -> str:
    return _("Costs %(price)s installed.") % {"price": installed_price(study, row)}


def _against(study: Study, row: int, saving: Saving | None, *, units: str) -> Iterator[str]:
    yield from _flagged(study, row)
    stops = study.curves.cutout_f[row] > study.place.heating_design_f
    cold_first = stops and not guessed(study, row, "cutout")
    if cold_first:
        yield from stops_heating(study, row, units=units)
    yield from _against_money(study, saving)
    if not cold_first:
        yield from stops_heating(study, row, units=units)
    yield from unmet_shares(study, row, units=units)
    yield from against_winter(study, row, units=units)
    yield from cycling_reason(study, row, units=units)
    yield from against_kind(study, row)
    yield from against_unknowns(study, row, units=units)
    yield from not_published(study, row)


def _flagged(study: Study, row: int) -> Iterator[str]:
    """A unit that a limit would leave out, had the visitor not asked to see it."""
    if "too_strong" in study.answers.flagged and too_strong(study)[row]:
        yield _("Shown because you asked: it cannot turn down far enough for this room.")


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


def stops_heating(study: Study, row: int, *, units: str) -> list[str]:
    """Only where its limit is published: one that we assume is no fact about a unit."""
    if guessed(study, row, "cutout"):
        return []
    below = float(study.season.hours_below_cutout[row])
    if not study.heating_wanted or below < 1:
        return []
    cutout = temperature(float(study.curves.cutout_f[row]), units)
    return [
        _("Stops heating below %(cutout)s: %(hours)s a year here.")
        % {"cutout": cutout, "hours": hours(below)}
    ]


def limit_unknown(study: Study, row: int, *, units: str) -> str:
    return limit_not_published(study.units, study.curves, row, units=units)


def _limit_that_matters(study: Study, row: int, *, units: str) -> list[str]:
    """Only where the coldest hours here come near what most of its kind run to."""
    near = study.place.climate.bin_f.min() < study.curves.usual_cutout_f[row] + FAR_FROM_A_LIMIT_F
    return [limit_unknown(study, row, units=units)] if near else []


def against_winter(study: Study, row: int, *, units: str) -> list[str]:
    if not study.heating_wanted:
        return []
    return [*about_the_coldest_night(study, row, units=units), *about_ice(study, row)]


def about_ice(study: Study, row: int) -> Iterator[str]:
    icy = study.place.heating_design_f < ICE_BELOW_F and study.units.split[row]
    pan_heater = study.units.pan_heater[row]
    if not icy or pan_heater == PAN_HEATER_BUILT_IN:
        return
    if pan_heater == PAN_HEATER_UNKNOWN:
        yield _("Ask about a base-pan heater (not published): without one, ice can build up.")
    else:
        yield _("Ask for a base-pan heater: without one, ice can build up in winter.")


def against_kind(study: Study, row: int) -> list[str]:
    columns = study.units
    if columns.split[row]:
        return []
    sound = float(columns.sound_min_db[row])
    sentences = [
        _("Loud: %(sound)s dB(A) at its lowest speed.") % {"sound": number(sound)}
        if sound > 38
        else _("Its compressor is in the room: expect 45 to 60 dB(A).")
    ]
    asked = study.answers.window_type
    in_window = columns.record(row).in_window and asked in NOT_KNOWN_TO_FIT
    if in_window and columns.fits_window[asked or ""][row] == UNKNOWN:
        sentences.append(str(NOT_KNOWN_TO_FIT[asked or ""]))
    if columns.record(row).hose and columns.dual_hose[row] == NO:
        sentences.append(_("One hose: it pulls outdoor air into the room while it runs."))
    elif columns.record(row).hose and columns.dual_hose[row] == UNKNOWN:
        sentences.append(
            _(
                "One hose or two is not published: with one, it pulls outdoor air into the room"
                " while it runs."
            )
        )
    return sentences


def against_unknowns(study: Study, row: int, *, units: str) -> list[str]:
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
    if gap > CONFLICT_GAP:
        sentences.append(
            _("Its published points and its published ratings differ by %(gap)s.")
            % {"gap": percent(gap)}
        )
    ours = [
        name
        for name in estimated(study, row)
        if (study.cooling_wanted if name in SUMMER_FIGURES else study.heating_wanted)
    ]
    stated = float(study.curves.range_min_btu_h[row])
    if "min_output" in ours and not np.isnan(stated):
        ours.remove("min_output")  # published, if not believed
        sentences.append(
            _(
                "The manufacturer states a lowest output of %(stated)s, the low end of its range."
                " Nothing confirms it, so we use our estimate."
            )
            % {"stated": btu_figure(stated, units, step=1)}
        )
    if "cutout" in ours:
        ours.remove("cutout")
        sentences += _limit_that_matters(study, row, units=units)
    if ours:
        names = joined(ESTIMATES[name] for name in ours)
        sentences.append(_("Our estimate, not published: %(names)s.") % {"names": names})
    return sentences


def not_published(study: Study, row: int) -> Iterator[str]:
    """Figures that nobody publishes and we do not estimate."""
    blank = {
        _("sound"): np.isnan(study.units.sound_min_db[row]),
        _("voltage"): np.isnan(study.units.volts[row]),
    }
    if any(blank.values()):
        names = joined(name for name, missing in blank.items() if missing)
        yield _("Not published: %(names)s.") % {"names": names}


def cycling_reason(study: Study, row: int, *, units: str) -> list[str]:
    share = float(study.season.cycling_fraction[row])
    if share < 0.25:
        return []
    least = float(study.curves.min_heat_47_btu_h[row])
    need = study.mild_heat_btu_h
    if study.heating_wanted and least > need and study.heat_share > 0.3:
        said = (
            _(
                "At %(mild)s outside the room needs %(need)s and by our estimate it cannot go below"
                " about %(least)s: it stops and starts in %(share)s of its hours."
            )
            if guessed(study, row, "min_output")
            else _(
                "At %(mild)s outside the room needs %(need)s and it cannot go below %(least)s:"
                " it stops and starts in %(share)s of its hours."
            )
        )
        return [
            said
            % {
                "mild": temperature(MILD_DAY_F, units),
                "need": load_figure(need, units),
                "least": btu(least, units),
                "share": percent(share),
            }
        ]
    said = (
        _(
            "By our estimate it stops and starts in %(share)s of its hours: its lowest output is"
            " more than the room then needs."
        )
        if guessed(study, row, "min_output", "min_cooling")
        else _(
            "Stops and starts in %(share)s of its hours: its lowest output is more than the room"
            " then needs."
        )
    )
    return [said % {"share": percent(share)}]


def estimated(study: Study, row: int) -> list[str]:
    """Codes of the figures of a unit that we estimated because they are not published."""
    return [name for name in ESTIMATES if guessed(study, row, name)]
