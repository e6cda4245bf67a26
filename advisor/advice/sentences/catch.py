"""The one catch of a unit: its largest reason against, in two lines of a phone."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.proofs import needs_heat
from advisor.advice.room_fit import CYCLES_TOO_MUCH
from advisor.advice.sentences.difference import WORTH_BILL_USD, WORTH_PRICE_USD
from advisor.advice.sentences.guesses import COLD_FIGURES, guessed
from advisor.advice.sentences.largest_reason import by_loss, diy, hottest_day, looks, winter_cooling
from advisor.advice.sentences.left_undone import SAID_FROM
from advisor.advice.sentences.whole_winter import carries_the_heat, runs_short
from advisor.advice.sentences.words import FUELS
from advisor.advice.sentences.worst_week_in_words import cold_room, falls_in_short
from advisor.engine.dominance import CARRIES_MORE, carried
from advisor.engine.equipment import ARCHIVE, CERTIFIED, NO, SALE_UNKNOWN, UNKNOWN, YES, IntArray
from advisor.engine.study import MILD_DAY_F, Study
from advisor.engine.yearly_saving import Saving, runs_on_a_generator
from advisor.formatting.numbers import (
    btu,
    hours,
    load_figure,
    money,
    number,
    percent,
    temperature,
)

LOSS_USD = 5.0  # a winter: less is not worth a sentence
LOUD_DB = 38.0


def catch(
    study: Study,
    row: int,
    saving: Saving | None,
    *,
    points: Mapping[str, float],
    serving: IntArray,
    told: str = "",
    plainer: str = "",
    successor: str = "",
    units: str,
) -> str:
    """One sentence; what the headline of the key ``told`` says already is not said twice.

    ``serving`` are the rows of all units that may be picked, for what others cost less;
    ``plainer`` says what cools the room for less than a heat pump, "" where nothing does;
    ``successor`` is the name of the model that replaces it, "" where none is known.
    """
    unheard = told != "sound_unknown" and _is_unheard(study, row)
    hard = (
        (True, _no_power(study)),
        (unheard and not _leaves_heat(study, row), _unheard()),
        (told not in SAY_THE_LOSS, _loss(study, saving)),
        (told != "stops_in_the_cold", _stops(study, row, units)),
        (told not in SAY_THE_COLD, _short(study, row, units)),
        (True, _hot(study, row, units)),
        (unheard, _unheard()),
        (told not in SAY_WHAT_IS_PLAINER, (plainer,)),
        (True, _undone(study, row)),
        (True, _cycles(study, row)),
        (True, _of_its_kind(study, row)),
        (bool(successor), _replaced(successor)),
    )
    said = next((text for applies, texts in hard if applies for text in texts if text), "")
    if said:
        return said
    lost = (
        text
        for name in by_loss(study, points)
        for text in (
            COMPARED[name](study, row, serving)
            if name in COMPARED
            else SAID[name](study, row, units)
        )
    )
    return next(lost, "") or _wide_price(study, row)


SAY_THE_LOSS = frozenset({"buy_it_to_cool", "keep_the_fuel", "keep_and_too_strong"})
SAY_WHAT_IS_PLAINER = frozenset({"plain_cooling_for_less", "plain_cooling_now_and_then"})
SAY_THE_COLD = frozenset(
    {"for_mild_days", "short_on_the_coldest_night", "falls_in_the_coldest_week"}
)


def _no_power(study: Study) -> Iterator[str]:
    if runs_on_a_generator(study.answers):
        yield _("Without a hookup a generator runs it, for more than the bill shown.")


def _is_unheard(study: Study, row: int) -> bool:
    """Whether quiet is asked for and nobody publishes how loud it is."""
    return "quiet" in study.answers.priorities and bool(np.isnan(study.units.sound_min_db[row]))


def _leaves_heat(study: Study, row: int) -> bool:
    """Whether it leaves so much of the year's heat to another heater that this weighs more."""
    return needs_heat(study) and not carries_the_heat(study, row)


def _unheard() -> Iterator[str]:
    yield _("You asked for quiet: its sound is not published.")


def _loss(study: Study, saving: Saving | None) -> Iterator[str]:
    heating = saving.heating if saving else None
    if heating is not None and heating.likely < -LOSS_USD:
        yield _("Heating with it costs about %(more)s more a winter than your %(now)s.") % {
            "more": money(round(-heating.likely)),
            "now": FUELS.get(study.answers.heating_now or "", ""),
        }


def _stops(study: Study, row: int, units: str) -> Iterator[str]:
    """Only where its limit is published: one that we assume is no fact about a unit."""
    below = float(study.season.hours_below_cutout[row])
    if needs_heat(study) and below >= 1 and not guessed(study, row, "cutout"):
        yield _("It stops heating below %(limit)s: %(hours)s a year here.") % {
            "limit": temperature(float(study.curves.cutout_f[row]), units),
            "hours": hours(below),
        }


def _short(study: Study, row: int, units: str) -> Iterator[str]:
    if not needs_heat(study) or not runs_short(study, row):
        return
    if week := cold_room(study, row):
        estimated = guessed(study, row, *COLD_FIGURES)
        yield falls_in_short(week, estimated=estimated, units=units)
        return
    said = (
        _("At %(winter)s it gives about %(share)s of the heat, by our estimate.")
        if guessed(study, row, *COLD_FIGURES)
        else _("At %(winter)s it gives %(share)s of the heat: keep another heater.")
    )
    yield said % {
        "winter": temperature(study.place.heating_design_f, units),
        "share": percent(float(study.heating_coverage[row])),
    }


def _hot(study: Study, row: int, units: str) -> Iterator[str]:
    """What it cannot cool: in the winter of a room that needs it then, and on the hottest day."""
    if study.cools_in_winter:
        yield from winter_cooling(study, row, units)
    if study.cooling_wanted and study.cooling_at_design[row] < study.loads.cooling.likely:
        yield hottest_day(study, row, units)


def _undone(study: Study, row: int) -> Iterator[str]:
    uncooled = float(study.season.uncooled_fraction[row])
    unheated = float(study.season.backup_fraction[row])
    if study.cooling_wanted and uncooled > SAID_FROM:
        yield _("It leaves about %(share)s of the year’s cooling undone.") % {
            "share": percent(uncooled)
        }
    if needs_heat(study) and unheated > SAID_FROM:
        yield _("It leaves about %(share)s of the year’s heat to another heater.") % {
            "share": percent(unheated)
        }


def _cycles(study: Study, row: int) -> Iterator[str]:
    share = float(study.season.cycling_fraction[row])
    if share <= CYCLES_TOO_MUCH:
        return
    said = (
        _("By our estimate it stops and starts in %(share)s of its hours.")
        if guessed(study, row, "min_output", "min_cooling")
        else _("It cannot go low enough: it stops and starts in %(share)s of its hours.")
    )
    yield said % {"share": percent(share)}


def _of_its_kind(study: Study, row: int) -> Iterator[str]:
    columns = study.units
    if columns.split[row]:
        return
    sound = float(columns.sound_min_db[row])
    if np.isnan(sound):
        yield _("Its compressor is in the room, and nobody publishes how loud it is.")
    elif sound > LOUD_DB:
        yield _("Loud: %(sound)s dB(A) at its lowest speed.") % {"sound": number(sound)}
    if columns.record(row).hose and columns.dual_hose[row] in {NO, UNKNOWN}:
        yield _("With one hose it pulls outdoor air into the room while it runs.")


def _replaced(successor: str) -> Iterator[str]:
    yield _("An older model: %(name)s replaces it. Ask which one the quote is for.") % {
        "name": successor
    }


def _turndown(study: Study, row: int, units: str) -> Iterator[str]:
    if study.heating_wanted:
        least, need = float(study.curves.min_heat_47_btu_h[row]), study.mild_heat_btu_h
        if least > need:
            yield _("At %(mild)s outside the room needs %(need)s; it gives at least %(least)s.") % {
                "mild": temperature(MILD_DAY_F, units),
                "need": load_figure(need, units),
                "least": _about(study, row, least, units),
            }
        return
    cools, half = float(study.curves.min_cool_82_btu_h[row]), study.loads.cooling.likely / 2
    if cools > half:
        yield _("At its lowest it cools %(least)s; a mild day asks for %(need)s.") % {
            "least": btu(cools, units),
            "need": load_figure(half, units),
        }


def _about(study: Study, row: int, value: float, units: str) -> str:
    figure = btu(value, units)
    return (
        _("about %(figure)s") % {"figure": figure} if guessed(study, row, "min_output") else figure
    )


def _capacity(study: Study, row: int, units: str) -> Iterator[str]:
    if study.cooling_wanted:
        yield hottest_day(study, row, units)
    else:
        yield _("It is %(more)s stronger than the coldest typical night takes.") % {
            "more": percent(float(study.heating_coverage[row]) - 1)
        }


def _as_much(study: Study, row: int, serving: IntArray) -> IntArray:
    """Those of ``serving`` that do the job of ``row``: as much of the coldest night and the hottest
    day. One that leaves the night to another heater is no cheaper way to do the same."""
    rows = np.append(serving, row)
    same = [each >= each[-1] - CARRIES_MORE for each in carried(study, rows)]
    return rows[np.all(same, axis=0)] if same else rows


def _running(study: Study, row: int, serving: IntArray) -> Iterator[str]:
    """The bill itself stands beside it already."""
    alike = _as_much(study, row, serving)
    less = float(study.running_usd[row] - study.running_usd[alike].min())
    if less >= WORTH_BILL_USD:
        yield _("Others that serve run for up to %(usd)s less a year.") % {
            "usd": money(5 * round(less / 5))
        }


def _upfront(study: Study, row: int, serving: IntArray) -> Iterator[str]:
    """The price itself stands beside it already."""
    price = study.upfront.total[:, 1]
    cheapest = price[_as_much(study, row, serving)].min()
    less, unit = float(price[row] - cheapest), float(study.bought.typical[row])
    if price[row] > 2 * unit:
        yield _("Putting it in costs more than the unit: about %(work)s of %(whole)s.") % {
            "work": money(round(price[row] - unit, -2)),
            "whole": money(round(price[row], -2)),
        }
    elif less >= WORTH_PRICE_USD:
        yield _("Others that serve cost up to %(usd)s less installed.") % {
            "usd": money(round(less, -2))
        }


def _wide_price(study: Study, row: int) -> str:
    low, _typical, high = study.upfront.total[row]
    return _("Quotes for it can differ by %(usd)s.") % {"usd": money(round(high - low, -2))}


def _quiet(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    sound = float(study.units.sound_min_db[row])
    if np.isnan(sound):
        yield _("No sound level is published: we do not know how loud it is.")
    elif sound > np.nanmin(study.units.sound_min_db):
        yield _("%(sound)s dB(A) at its lowest speed: others are quieter.") % {
            "sound": number(sound)
        }


def _cold(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    if study.units.cold_climate[row] != YES:
        yield _("It is not known to be on ENERGY STAR’s list for cold climates.")
    else:
        yield _("Ask about a base-pan heater: without one, ice can build up.")


def _damp(study: Study, row: int, units: str) -> Iterator[str]:
    if study.units.features["dry"][row] != YES:
        yield _("It is not known to have a drying mode.")
    else:
        yield from _turndown(study, row, units)


def _certainty(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    sale = study.units.sale[row]
    if sale == ARCHIVE:
        yield _("An older model: check that it is still sold.")
    elif sale == SALE_UNKNOWN:
        yield _("We do not know whether it is still sold.")
    elif guessed(study, row, "min_output"):
        stated = not np.isnan(study.curves.range_min_btu_h[row])
        yield (
            _("Its lowest output is our estimate: what the maker states is not confirmed.")
            if stated
            else _("Its lowest output is our estimate: the maker does not publish it.")
        )
    elif sale == CERTIFIED:
        yield _("It is on ENERGY STAR’s list, but we have not seen it in a store.")
    else:
        yield _("Some of its figures are not published.")


def _air(study: Study, row: int, units: str) -> Iterator[str]:  # noqa: ARG001
    yield _("It is not known to have a washable filter.")


SAID: dict[str, Callable[[Study, int, str], Iterator[str]]] = {
    "turndown": _turndown,
    "capacity": _capacity,
    "quiet": _quiet,
    "cold": _cold,
    "damp": _damp,
    "certainty": _certainty,
    "air": _air,
    "looks": looks,
    "diy": diy,
}
"""Factor in which a unit loses points → its sentence, none where the factor has nothing to add."""
COMPARED: dict[str, Callable[[Study, int, IntArray], Iterator[str]]] = {
    "running": _running,
    "upfront": _upfront,
}
"""The same where a unit is held against all that serve."""
