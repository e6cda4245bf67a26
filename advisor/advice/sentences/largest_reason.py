"""The largest reason against a unit: the factor that costs it most points has its sentence."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.sentences import guesses, reasons
from advisor.advice.sentences.whole_winter import about_the_coldest_night
from advisor.advice.sentences.words import FACTORS
from advisor.engine.equipment import CERTIFIED, YES
from advisor.engine.merits import factor_weights
from advisor.engine.study import MILD_DAY_F, Study
from advisor.engine.yearly_saving import Saving
from advisor.formatting.numbers import btu, load_figure, money, number, percent, temperature


def factor_names(factors: Iterable[str]) -> dict[str, str]:
    """Factor → what it is called beside its points."""
    return {name: str(FACTORS[name]) for name in factors}


def why_not(
    study: Study, row: int, saving: Saving | None, *, points: Mapping[str, float], units: str
) -> list[str]:
    """The reasons against a unit, with one on the factor in which it loses most points."""
    told = reasons.why_not(study, row, saving, units=units)
    lost = most_lost(study, points)
    if lost is None:
        return told
    about = next(iter(SAID[lost](study, row, units)), None)
    return told if about is None or about in told else [*told, about]


def most_lost(study: Study, points: Mapping[str, float]) -> str | None:
    """The factor that loses a unit most of the points that it can give; ``None`` if none does."""
    return next(iter(by_loss(study, points)), None)


def by_loss(study: Study, points: Mapping[str, float]) -> list[str]:
    """The factors in which a unit loses points, those that lose it most first."""
    losses = {
        name: weight - points.get(name, 0.0)
        for name, weight in factor_weights(study).items()
        if name in SAID
    }
    return sorted((name for name in losses if losses[name] > 0), key=lambda name: -losses[name])


def _turndown(study: Study, row: int, units: str) -> Iterator[str]:
    yield from reasons.cycling_reason(study, row, units=units)
    guess = guesses.guessed(study, row, "min_output" if study.heating_wanted else "min_cooling")
    if study.heating_wanted:
        said = (
            _(
                "At its lowest it gives about %(least)s by our estimate; at %(mild)s outside the"
                " room needs %(need)s."
            )
            if guess
            else _("At its lowest it gives %(least)s; at %(mild)s outside the room needs %(need)s.")
        )
        least, need = float(study.curves.min_heat_47_btu_h[row]), study.mild_heat_btu_h
    else:
        said = (
            _(
                "At its lowest it cools about %(least)s by our estimate; half the room’s load is"
                " %(need)s."
            )
            if guess
            else _("At its lowest it cools %(least)s; half the room’s load is %(need)s.")
        )
        least = float(study.curves.min_cool_82_btu_h[row])
        need = study.loads.cooling.likely / 2
    yield said % {
        "least": btu(least, units),
        "mild": temperature(MILD_DAY_F, units),
        "need": load_figure(need, units),
    }


def _capacity(study: Study, row: int, units: str) -> Iterator[str]:
    heat = float(study.heating_coverage[row])
    if study.heating_wanted and heat < 1:
        yield from about_the_coldest_night(study, row, units=units)
    if study.cools_in_winter:
        yield from winter_cooling(study, row, units)
    if study.cooling_wanted:
        yield hottest_day(study, row, units)
    elif study.heating_wanted:
        yield _("On the coldest typical night it gives %(share)s of the heat.") % {
            "share": percent(heat)
        }


def hottest_day(study: Study, row: int, units: str) -> str:
    """Output and need at one temperature, as the bars of a headline have them: what its rating is
    of the size that the room takes is another figure, and no share of this need."""
    return _("At %(summer)s it cools up to about %(cools)s; the room needs %(need)s.") % {
        "summer": temperature(study.place.cooling_design_f, units),
        "cools": btu(float(study.cooling_at_design[row]), units),
        "need": load_figure(study.loads.cooling.likely, units),
    }


def winter_cooling(study: Study, row: int, units: str) -> Iterator[str]:
    """In a room that needs cooling in winter: down to which cold outside a unit cools."""
    if study.curves.low_cooling_f[row] <= study.place.heating_design_f:
        return
    limit_f = float(study.units.min_operating_cooling_f[row])
    said = (
        _("How cold it may be outside while it cools is not published: ask, for %(design)s here.")
        if np.isnan(limit_f)
        else _("It cools down to %(limit)s outside; here it gets to %(design)s.")
    )
    yield said % {
        "limit": temperature(None if np.isnan(limit_f) else limit_f, units),
        "design": temperature(study.place.heating_design_f, units),
    }


def _running(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    yield _("Costs about %(bill)s a year to run.") % {"bill": money(float(study.running_usd[row]))}


def _upfront(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    yield reasons.price(study, row)


def _quiet(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    sound = float(study.units.sound_min_db[row])
    if np.isnan(sound):
        yield from reasons.not_published(study, row)
        return
    yield from reasons.against_kind(study, row)[:1]
    if sound > np.nanmin(study.units.sound_min_db):
        yield _("%(sound)s dB(A) at its lowest speed: others are quieter.") % {
            "sound": number(sound)
        }


def _cold(study: Study, row: int, units: str) -> Iterator[str]:
    yield from reasons.stops_heating(study, row, units=units)
    yield from about_the_coldest_night(study, row, units=units)
    if study.units.cold_climate[row] != YES:
        yield _("Not known to be on ENERGY STAR’s list for cold climates.")
    yield from reasons.about_ice(study, row)


def _damp(study: Study, row: int, units: str) -> Iterator[str]:
    if study.units.features["dry"][row] != YES:
        yield _("Not known to have a drying mode.")
    yield from _turndown(study, row, units)


def _certainty(study: Study, row: int, units: str) -> Iterator[str]:
    yield from reasons.against_unknowns(study, row, units=units)
    yield from reasons.not_published(study, row)
    if study.units.sale[row] == CERTIFIED:
        yield _("On ENERGY STAR’s list, but we have not seen it in a store.")


def _air(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    if study.units.features["filter"][row] != YES:
        yield _("Not known to have a washable filter.")


def looks(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    """What one sees of it in the room."""
    record = study.units.record(row)
    if record.split:
        yield _("Its indoor unit shows on the wall.")
    elif record.hose:
        yield _("Its box and its hose stand in the room.")
    elif record.sleeve:
        yield _("Its box shows on the wall, inside and outside.")
    else:
        yield _("It fills the window that it sits in.")


def diy(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    """Who can put it in."""
    if study.units.split[row] and not study.units.kits[row]:
        yield _("It takes a licensed technician to put in.")
    elif study.units.record(row).sleeve:
        yield _("Somebody must cut and frame its opening in the wall.")
    else:
        yield _("Putting it in takes two people.")


SAID: dict[str, Callable[[Study, int, str], Iterator[str]]] = {
    "turndown": _turndown,
    "capacity": _capacity,
    "running": _running,
    "upfront": _upfront,
    "quiet": _quiet,
    "cold": _cold,
    "damp": _damp,
    "certainty": _certainty,
    "air": _air,
    "looks": looks,
    "diy": diy,
}
"""Factor → sentences against a unit, what is said of it anyway before what is said for this."""
