"""The single difference of a unit to the first pick: a fact, never a judgement."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import chain

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.proofs import needs_heat
from advisor.advice.sentences.guesses import COLD_FIGURES, guessed
from advisor.advice.sentences.ties_in_words import WORTH_TELLING_DB
from advisor.advice.sentences.whole_winter import NEARLY_ENOUGH
from advisor.advice.sentences.words import Text
from advisor.engine.equipment import ON_SALE
from advisor.engine.fit import asked_and_unknown
from advisor.engine.money import FROM_CLASS
from advisor.engine.study import Study
from advisor.formatting.dates import day
from advisor.formatting.numbers import btu, load_figure, money, number, percent, temperature
from advisor.questions.labels import choice_label

WORTH_SHARE = 0.12  # of the first one's price or bill: less is no difference
WORTH_PRICE_USD, WORTH_BILL_USD = 100.0, 15.0
WORTH_OUTPUT_BTU_H, WORTH_SIZE_BTU_H = 150.0, 500.0
LEAST_PRICE_USD = 10.0

NOT_PUBLISHED: dict[str, Text] = {
    "hookup": gettext_lazy("Its voltage is not published"),
    "voltage": gettext_lazy("Its voltage is not published"),
    "sound": gettext_lazy("Its sound is not published"),
    "window_width": gettext_lazy("The window width it needs is not published"),
    "window_type": gettext_lazy("Which windows it fits is not published"),
}
"""What was asked for → that nobody publishes it."""


def difference(
    study: Study,
    row: int,
    first: int,
    *,
    price_seen: date | None,
    sale_seen: date | None,
    units: str,
    besides: Collection[str] = (),
) -> str:
    """What tells the unit of ``row`` from ``first``: the first of these that is a fact of both.

    What was asked for and is not published, the cold, the heat, how it goes in, the circuit, the
    price (with the sound where that speaks the other way), what is seen on sale, the sound, the
    bill, the lowest output, the output of another size.
    ``price_seen`` and ``sale_seen`` are the days on which the unit of ``row`` was seen. What is
    said of another unit ``besides`` is said again only where nothing else tells this one apart.
    """
    facts = _facts(study, row, first, price_seen=price_seen, sale_seen=sale_seen, units=units)
    again = ""
    for fact in chain(facts, _any_price(study, row, first)):
        if fact not in besides:
            return fact
        again = again or fact
    return again or _("The same in all that is published")


def twins(
    study: Study, row: int, first: int, *, price_seen: date | None, sale_seen: date | None
) -> bool:
    """Whether no fact tells the two apart: nothing, or a price that hardly differs."""
    facts = _facts(study, row, first, price_seen=price_seen, sale_seen=sale_seen, units="us")
    return next(facts, None) is None


def _facts(
    study: Study,
    row: int,
    first: int,
    *,
    price_seen: date | None,
    sale_seen: date | None,
    units: str,
) -> Iterator[str]:
    """What tells the two apart, the most telling first."""
    tells: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: _unpublished(study, row, first),
        lambda: _cold(study, row, first, units),
        lambda: _hot(study, row, first),
        lambda: _kind(study, row, first),
        lambda: _circuit(study, row, first),
        lambda: _price(study, row, first),
        lambda: _on_sale(study, row, first, price_seen, sale_seen),
        lambda: _sound(study, row, first),
        lambda: _bill(study, row, first),
        lambda: _least(study, row, first, units),
        lambda: _size(study, row, first, units),
    )
    for tell in tells:
        yield from tell()


def _unpublished(study: Study, row: int, first: int) -> Iterator[str]:
    """What was asked for, is known of the first and not of this one, which stands behind for it."""
    for name, unknown in asked_and_unknown(study).items():
        if unknown[row] and not unknown[first]:
            yield (
                str(NOT_PUBLISHED[name])
                if name in NOT_PUBLISHED
                else _("Not published: %(feature)s") % {"feature": choice_label("features", name)}
            )


def _cold(study: Study, row: int, first: int, units: str) -> Iterator[str]:
    if not study.heating_wanted or study.heat_included:
        return
    coverage, other = study.heating_coverage[row], study.heating_coverage[first]
    if guessed(study, row, *COLD_FIGURES) or guessed(study, first, *COLD_FIGURES):
        return
    winter = {"winter": temperature(study.place.heating_design_f, units)}
    if coverage >= 1 and other < NEARLY_ENOUGH:
        yield _("Gives all of the heat at %(winter)s") % winter
    elif other >= 1 and coverage < NEARLY_ENOUGH:
        yield _("Does not give all of the heat at %(winter)s") % winter


def _hot(study: Study, row: int, first: int) -> Iterator[str]:
    """Its highest cooling against the hottest typical day, which the first one carries."""
    if not study.cooling_wanted:
        return
    share, other = study.cooling_at_design[[row, first]] / max(study.loads.cooling.likely, 1.0)
    if other >= 1 and share < NEARLY_ENOUGH:
        yield _("Cools about %(share)s of what the hottest day takes") % {
            "share": percent(float(share))
        }


def _kind(study: Study, row: int, first: int) -> Iterator[str]:
    kind, other = study.units.record(row), study.units.record(first)
    if kind.key == other.key:
        return
    if kind.hose:
        yield _("Stands in the room, with a hose to the window")
    elif kind.in_window:
        yield _("Sits in the window: no hole in the wall")
    elif kind.sleeve:
        yield _("Needs no outdoor unit, but a large opening in the wall")
    else:
        yield _("Needs a hole in the wall and an outdoor unit")


def _circuit(study: Study, row: int, first: int) -> Iterator[str]:
    volts, other = study.units.volts[row], study.units.volts[first]
    wired, wired_first = _circuit_usd(study, row), _circuit_usd(study, first)
    if np.isnan(volts) or np.isnan(other) or volts == other or (wired > 0) == (wired_first > 0):
        return
    said = (
        _("Runs on %(volts)s volts: a new circuit")
        if wired
        else _("Runs on %(volts)s volts: no new circuit")
    )
    yield said % {"volts": number(float(volts))}


def _circuit_usd(study: Study, row: int) -> float:
    line = study.upfront.lines.get("circuit")
    return 0.0 if line is None else float(line[row, 1])


def _price(study: Study, row: int, first: int) -> Iterator[str]:
    usual = float(study.upfront.total[first, 1])
    more = float(study.upfront.total[row, 1]) - usual
    if abs(more) < max(WORTH_PRICE_USD, WORTH_SHARE * usual):
        return
    louder = _louder_db(study, row, first)
    if more < 0 and louder >= WORTH_TELLING_DB:
        said = _("About %(usd)s less, louder by %(db)s dB")
    elif more > 0 and louder <= -WORTH_TELLING_DB:
        said = _("About %(usd)s more, quieter by %(db)s dB")
    else:
        said = _("About %(usd)s more installed") if more > 0 else _("About %(usd)s less installed")
    yield said % {"usd": money(abs(round(more, -2))), "db": number(abs(louder))}


def _louder_db(study: Study, row: int, first: int) -> float:
    """By how much it is louder at its lowest speed; 0 where one of the two is not published."""
    sound, other = (float(study.units.sound_min_db[each]) for each in (row, first))
    return 0.0 if np.isnan(sound) or np.isnan(other) else sound - other


def _on_sale(
    study: Study, row: int, first: int, price_seen: date | None, sale_seen: date | None
) -> Iterator[str]:
    seen = study.bought.basis[row] != FROM_CLASS and price_seen is not None
    if seen and study.bought.basis[first] == FROM_CLASS:
        yield _("%(usd)s before installation, seen %(day)s") % {
            "usd": money(float(study.units.price_low[row])),
            "day": day(price_seen),
        }
    elif study.units.sale[row] == ON_SALE and study.units.sale[first] != ON_SALE:
        yield (
            _("Seen on sale, %(day)s") % {"day": day(sale_seen)} if sale_seen else _("Seen on sale")
        )
    elif study.units.sale[first] == ON_SALE and study.units.sale[row] != ON_SALE:
        yield _("Not seen in a store yet")


def _sound(study: Study, row: int, first: int) -> Iterator[str]:
    sound, other = (float(study.units.sound_min_db[each]) for each in (row, first))
    louder = _louder_db(study, row, first)
    if abs(louder) >= WORTH_TELLING_DB:
        said = _("Louder by %(db)s dB") if louder > 0 else _("Quieter by %(db)s dB")
        yield said % {"db": number(abs(louder))}
    elif np.isnan(other) and not np.isnan(sound):
        yield _("Its sound is published: %(db)s dB(A)") % {"db": number(sound)}
    elif np.isnan(sound) and not np.isnan(other):
        yield _("Its sound is not published")


def _bill(study: Study, row: int, first: int) -> Iterator[str]:
    usual = float(study.running_usd[first])
    more = float(study.running_usd[row]) - usual
    if abs(more) >= max(WORTH_BILL_USD, WORTH_SHARE * usual):
        said = (
            _("About %(usd)s more a year to run")
            if more > 0
            else _("About %(usd)s less a year to run")
        )
        yield said % {"usd": money(5 * round(abs(more) / 5))}


def _least(study: Study, row: int, first: int, units: str) -> Iterator[str]:
    least = (
        study.curves.min_heat_47_btu_h if study.heating_wanted else study.curves.min_cool_82_btu_h
    )
    ours = "min_output" if study.heating_wanted else "min_cooling"
    if guessed(study, row, ours):
        return
    if guessed(study, first, ours):
        yield _("Its lowest output is published: %(least)s") % {
            "least": btu(float(least[row]), units)
        }
    elif abs(float(least[row] - least[first])) >= WORTH_OUTPUT_BTU_H:
        yield _("Goes down to %(least)s") % {"least": btu(float(least[row]), units)}


def _size(study: Study, row: int, first: int, units: str) -> Iterator[str]:
    """Of a larger or smaller machine, what that means: its heat in the cold, else its cooling."""
    cools, other = (float(study.units.cooling_btu_h[each]) for each in (row, first))
    if abs(cools - other) < WORTH_SIZE_BTU_H:
        return
    more = float(study.capacity_at_design[row] - study.capacity_at_design[first])
    if not needs_heat(study) or abs(more) < WORTH_OUTPUT_BTU_H:
        yield _("Rated %(size)s of cooling, not %(first)s") % {
            "size": btu(cools, units),
            "first": btu(other, units),
        }
        return
    figures = {
        "heat": load_figure(abs(more), units),
        "winter": temperature(study.place.heating_design_f, units),
    }
    if any(guessed(study, each, *COLD_FIGURES) for each in (row, first)):
        said = (
            _("About %(heat)s more heat at %(winter)s, by our estimate")
            if more > 0
            else _("About %(heat)s less heat at %(winter)s, by our estimate")
        )
    else:
        said = (
            _("%(heat)s more heat at %(winter)s")
            if more > 0
            else _("%(heat)s less heat at %(winter)s")
        )
    yield said % figures


def _any_price(study: Study, row: int, first: int) -> Iterator[str]:
    """Where nothing else tells them apart: any price that is printed otherwise."""
    low, typical, high = study.upfront.total[row] - study.upfront.total[first]
    if abs(typical) >= LEAST_PRICE_USD:
        said = (
            _("Otherwise alike: typically %(usd)s more")
            if typical > 0
            else _("Otherwise alike: typically %(usd)s less")
        )
        yield said % {"usd": money(abs(round(typical, -1)))}
    elif abs(high) >= LEAST_PRICE_USD or abs(low) >= LEAST_PRICE_USD:
        yield _("Otherwise alike: only the spread of prices differs")
