"""Units that win about as often as the first: how sure the order is, and what tells them apart."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.contract import TiedUnit
from advisor.advice.evidence import first_of_100
from advisor.advice.sentences.words import joined
from advisor.advice.told_price import installed_price
from advisor.engine import Ranking, Study
from advisor.engine.equipment import ON_SALE
from advisor.engine.money import FROM_CLASS
from advisor.formatting.numbers import money, number

WORTH_TELLING_DB = 1.0


def tied_units(
    study: Study,
    ranking: Ranking,
    names: dict[int, str],
    slugs: dict[int, str],
    *,
    share_of: Callable[[int], float],
    behind: bool = True,
) -> list[TiedUnit]:
    """The units of a tie, the first one first; each, ``behind`` what is shown first, with what sets
    it apart."""
    rows = list(ranking.ties)
    return [
        TiedUnit(
            slug=slugs[row],
            name=names[row],
            share=first_of_100(share_of(row)),
            apart=_apart(study, rows, row) if behind else "",
        )
        for row in rows
    ]


def _apart(study: Study, rows: Sequence[int], row: int) -> str:
    """What tells a unit from the first of its tie: price, sound, stock, what is published."""
    first = rows[0]
    told = list(_told_of(study, row) if row == first else _against(study, row, first))
    return joined(told) if told else _("no difference that is published")


def _told_of(study: Study, row: int) -> Iterator[str]:
    yield _("%(price)s installed") % {"price": installed_price(study, row)}
    sound = float(study.units.sound_min_db[row])
    if np.isnan(sound):
        yield _("sound not published")
    else:
        yield _("%(sound)s dB(A)") % {"sound": number(sound)}
    yield from _status(study, row)


def _against(study: Study, row: int, first: int) -> Iterator[str]:
    yield from _difference_in_price(study, row, first)
    sound, other = (float(study.units.sound_min_db[each]) for each in (row, first))
    if np.isnan(sound) != np.isnan(other):
        yield _("sound not published") if np.isnan(sound) else _("sound published")
    elif abs(sound - other) >= WORTH_TELLING_DB:
        said = _("%(sound)s dB(A) louder") if sound > other else _("%(sound)s dB(A) quieter")
        yield said % {"sound": number(abs(sound - other))}
    if list(_status(study, row)) != list(_status(study, first)):
        yield from _status(study, row)


def _difference_in_price(study: Study, row: int, first: int) -> Iterator[str]:
    """By how much a unit costs more or less to install, where the prices of both have been seen:
    the difference of two guesses says nothing."""
    if FROM_CLASS in study.bought.basis[[row, first]]:
        return
    more = float(study.upfront.total[row, 1] - study.upfront.total[first, 1])
    told = round(abs(more), -2)
    if told:
        said = (
            _("about %(amount)s more installed")
            if more > 0
            else _("about %(amount)s less installed")
        )
        yield said % {"amount": money(told)}


def _status(study: Study, row: int) -> Iterator[str]:
    if study.units.sale[row] == ON_SALE:
        yield _("seen on sale")
    if study.bought.basis[row] != FROM_CLASS:
        yield _("with a dated price")
    if not study.curves.estimated["min_output"][row]:
        yield _("lowest output published")
