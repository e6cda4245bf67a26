"""The verdict on a type in a word, and what its best unit lacks where it is no fit."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import TypeAdvice
from advisor.advice.proofs import mostly_runs, needs_heat
from advisor.advice.room_fit import ENOUGH
from advisor.advice.sentences.words import Text, joined
from advisor.engine.study import Study
from advisor.formatting.numbers import btu, percent, temperature

VERDICTS: dict[str, Text] = {
    "fits": gettext_lazy("fits"),
    "possible": gettext_lazy("possible"),
    "unsuitable": gettext_lazy("not here"),
}
NO_UNIT = gettext_lazy("could go in, but no unit serves")


def verdict_word(told: TypeAdvice) -> Text:
    """The verdict as every page prints it."""
    return NO_UNIT if told.none_serves else VERDICTS[told.verdict]


def lacks(study: Study, row: int, size_btu_h: float, *, units: str) -> str:
    """Why the best unit of a type, of the row ``row``, is no proven fit."""
    return _("One of about %(size)s can go in, but it %(lacks)s.") % {
        "size": btu(size_btu_h, units),
        "lacks": joined(_what_it_lacks(study, row, units=units)),
    }


def _what_it_lacks(study: Study, row: int, *, units: str) -> Iterator[str]:
    at = temperature(study.place.heating_design_f, units)
    heat, cool = float(study.heating_coverage[row]), float(study.cooling_coverage[row])
    if needs_heat(study) and heat == 0:
        yield (
            _("may not heat at %(at)s")
            if study.curves.estimated["cutout"][row]
            else _("does not heat at %(at)s")
        ) % {"at": at}
    elif needs_heat(study) and heat < 1:
        yield _("gives %(share)s of the heat at %(at)s") % {
            "share": percent(min(heat, 0.99)),
            "at": at,
        }
    if study.cooling_wanted and cool < ENOUGH:
        yield _("gives %(share)s of the cooling on the hottest days") % {"share": percent(cool)}
    if not mostly_runs(study, row):
        yield _("stops and starts in %(share)s of its hours") % {
            "share": percent(float(study.season.cycling_fraction[row]))
        }
