"""The conclusion of each fold in at most six words, so that nobody must open one for the gist."""

from collections.abc import Mapping

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.advice.proofs import needs_heat
from advisor.advice.sentences.guesses import COLD_FIGURES, guessed
from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.pairs import more_usd, rounded_usd
from advisor.advice.sentences.rent_in_words import less_in_words
from advisor.advice.sentences.words import STEPS, Text
from advisor.advice.sentences.worst_week_in_words import cold_room
from advisor.engine.merits import factor_weights
from advisor.engine.owning import HORIZON_YEARS
from advisor.engine.ranking import MOST_PICKS
from advisor.engine.study import Study
from advisor.formatting.numbers import money, number, percent, temperature

DECIDED: dict[str, Text] = {
    "turndown": gettext_lazy("how low it can go"),
    "capacity": gettext_lazy("the right strength"),
    "running": gettext_lazy("what it costs to run"),
    "upfront": gettext_lazy("what it costs to buy"),
    "quiet": gettext_lazy("its sound level"),
    "cold": gettext_lazy("heat in the cold"),
    "damp": gettext_lazy("drying the air"),
    "certainty": gettext_lazy("how much is published"),
    "air": gettext_lazy("its air filter"),
    "looks": gettext_lazy("how it looks"),
    "diy": gettext_lazy("putting it in yourself"),
}
"""Factor → what decided, where it sets the first pick apart from the next."""
FIRST_WORK: dict[str, Text] = {
    "film": gettext_lazy("film on the windows first"),
    "caulk": gettext_lazy("caulk and weatherstrip first"),
    "air_sealing": gettext_lazy("seal the leaks first"),
    "garage_door": gettext_lazy("insulate the garage door first"),
    "roof": gettext_lazy("insulate the ceiling first"),
    "floor": gettext_lazy("insulate the floor first"),
    "walls": gettext_lazy("insulate the walls first"),
    "glass": gettext_lazy("better glass first"),
    "shade": gettext_lazy("shade the sunny glass"),
    "slab_edge": gettext_lazy("insulate the slab’s edge first"),
}
LATER_WORK: dict[str, Text] = {"glass": gettext_lazy("better glass, some day")}
"""What is too long for a fold in ``STEPS``."""


def decided_by(facts: HeadlineFacts, points: Mapping[int, Mapping[str, float]]) -> str:
    """The factor in which the first pick beats the next by most; of a lone pick, the factor with
    most points. ``points`` of the shown rows, the first pick's first."""
    rows = list(points)
    if not rows:
        return _("what keeps every unit out")
    first = points[rows[0]]
    if len(rows) > 1:
        ahead = {name: first[name] - points[rows[1]].get(name, 0.0) for name in first}
        name = max(ahead, key=lambda each: ahead[each])
        if ahead[name] > 0:
            return str(DECIDED[name])
    weights = factor_weights(facts.study)
    return str(DECIDED[max(weights, key=lambda each: weights[each])])


def folds(facts: HeadlineFacts, *, why: str, left_out: int, told: str) -> dict[str, str]:
    """Fold → its conclusion; ``why`` is what decided, ``left_out`` how many units are, ``told`` the
    key of the headline."""
    serve = int(facts.ranking.order.size)
    return {
        "why": why,
        "money": _money(facts, told) if serve else _money_without(facts.study),
        "cold": _cold(facts) if serve else _("what the coldest night asks"),
        "room": _room(facts),
        "serve": _serve(serve),
        "left_out": ngettext("%(count)s, and why", "%(count)s, and why", left_out)
        % {"count": number(left_out)},
    }


def _money_without(study: Study) -> str:
    """With no unit: what is weighed instead."""
    cold = study.heating_wanted and not study.other_heat
    return _("what another heater costs") if cold else _("what doing without costs")


def _serve(serve: int) -> str:
    if serve > MOST_PICKS:
        return _("the best %(shown)s of %(count)s") % {
            "shown": MOST_PICKS,
            "count": number(serve),
        }
    return ngettext("%(count)s unit", "%(count)s units", serve) % {"count": number(serve)}


def _money(facts: HeadlineFacts, told: str) -> str:
    """What owning it comes to, as the bars of the headline of the key ``told`` add up, or as they
    differ: against going on as it is, where that is known."""
    years = {"years": number(HORIZON_YEARS)}
    if facts.study.heat_included or told == "plain_cooling_now_and_then":
        _cooler, less = less_in_words(facts)
        if not less:
            return _("nothing to save on heat")
        return _("about %(usd)s more over %(years)s years") % {**years, "usd": money(less)}
    known = np.isfinite(facts.extra_usd)
    extra = more_usd(facts) if known else 0.0
    if not known or told in SAY_THE_YEARS or told in SAY_ITS_PARTS:
        return _("about %(usd)s over %(years)s years") % {
            **years,
            "usd": money(rounded_usd(facts.owning_usd)),
        }
    if not extra or (extra > 0 and facts.pays_in_its_life):
        return _("about even over %(years)s years") % years
    said = (
        _("about %(usd)s more over %(years)s years")
        if extra > 0
        else _("about %(usd)s less over %(years)s years")
    )
    return said % {**years, "usd": money(abs(extra))}


SAY_THE_YEARS = frozenset({"keep_over_the_years", "keep_too_little_to_heat"})
SAY_ITS_PARTS = frozenset({"now_and_then", "cooling_outweighs", "mild_place"})


def _cold(facts: HeadlineFacts) -> str:
    """What it gives on the coldest typical night; its limit is the headline's or the catch's."""
    study, row = facts.study, facts.row
    if not needs_heat(study):
        return _("for spring and fall") if study.heating_wanted else _("no heat counts here")
    winter = temperature(study.place.heating_design_f, facts.units)
    if not facts.coverage:
        unknown = guessed(study, row, "cutout")
        said = _("%(winter)s: not published") if unknown else _("no heat at %(winter)s")
        return said % {"winter": winter}
    if week := cold_room(study, row) if facts.coverage < 1 else None:
        said = (
            _("falls to %(temperature)s, by estimate")
            if guessed(study, row, *COLD_FIGURES)
            else _("the room falls to %(temperature)s")
        )
        return said % {"temperature": temperature(week.farthest_f, facts.units)}
    if facts.coverage < 1:
        return _("gives %(share)s at %(winter)s") % {
            "share": percent(facts.coverage),
            "winter": winter,
        }
    if guessed(study, row, *COLD_FIGURES, "cutout"):
        return _("enough at %(winter)s, by estimate") % {"winter": winter}
    return _("gives enough at %(winter)s") % {"winter": winter}


def _room(facts: HeadlineFacts) -> str:
    if not facts.ranking.order.size:
        return _("what would let one in")
    if facts.lead is None:
        return _("what would move the answer")
    if facts.outcome == "improve_first":
        return str(FIRST_WORK[facts.lead.code])
    return str(LATER_WORK.get(facts.lead.code, STEPS[facts.lead.code]))
