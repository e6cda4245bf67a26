"""What would change the advice: loads, temperatures, dollars and units in plain sentences."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.advice.sentences.exclusions import exclusion
from advisor.advice.sentences.words import FUELS, joined
from advisor.engine.load import Spread
from advisor.engine.openings import Opening
from advisor.engine.study import Study
from advisor.formatting.numbers import load_figure, money, number, rate, temperature

MOST_CHANGES = 3


def opens_most(study: Study, openings: list[Opening], *, units: str) -> list[str]:
    """With nothing left: the changes that let the most units in."""
    sentences = []
    for opening in openings:
        changes = joined(
            _("“%(change)s”") % {"change": exclusion(study, limit, units=units)[1]}
            for limit in opening.limits
        )
        said = ngettext(
            "With %(changes)s %(count)s unit comes in.",
            "With %(changes)s %(count)s units come in.",
            opening.count,
        )
        sentences.append(said % {"changes": changes, "count": number(opening.count)})
    return sentences


def at_an_end(study: Study, end: str, *, units: str) -> str:
    """The condition of a room at the ``low`` or ``high`` end of the range of its load."""
    heat = study.heating_wanted
    spread: Spread = study.loads.heating if heat else study.loads.cooling
    place = study.place
    said = {
        ("low", True): _("if the room needs only %(load)s of heat at %(outdoor)s"),
        ("high", True): _("if it needs %(load)s of heat at %(outdoor)s"),
        ("low", False): _("if the room needs only %(load)s of cooling at %(outdoor)s"),
        ("high", False): _("if it needs %(load)s of cooling at %(outdoor)s"),
    }[end, heat]
    return said % {
        "load": load_figure(getattr(spread, end), units),
        "outdoor": temperature(place.heating_design_f if heat else place.cooling_design_f, units),
    }


def winner(study: Study, row: int, name: str) -> str:
    """A unit with its price: "Maker 6, $3,940 installed"."""
    return _("%(name)s, %(price)s installed") % {
        "name": name,
        "price": money(float(study.upfront.total[row, 1])),
    }


def winner_after_work(improved: Study, row: int, name: str) -> str:
    """A unit with its price and its bill in the room after the work on it."""
    return _("%(name)s, %(price)s installed and %(bill)s a year") % {
        "name": name,
        "price": money(float(improved.upfront.total[row, 1])),
        "bill": money(float(improved.running_usd[row])),
    }


def fuel_break_even(study: Study, row: int) -> list[str]:
    """At which price of electricity heat from a unit costs as much as the fuel that is there."""
    now, cop = study.rates.heat_now_usd_kwh, float(study.season.seasonal_cop[row])
    fuel = study.rates.fuel
    if not now or fuel not in {"gas", "propane", "oil"} or not study.heating_wanted or not cop > 0:
        return []
    even, pays = now * cop, study.rates.electricity_usd_kwh
    said = (
        _("Heat from the first pick costs less than your %(fuel)s once a kWh costs under %(even)s.")
        if even < pays
        else _("Heat from the first pick costs more than your %(fuel)s once a kWh costs %(even)s.")
    )
    return [said % {"fuel": FUELS[fuel], "even": rate(even)}]


def would_change(switches: Sequence[tuple[str, str, bool]]) -> list[str]:
    """Sentences of ``(condition, the winner in words, whether it is the same unit)``.

    A condition begins small: where the same unit stays first, all of them share one sentence.
    """
    sentences, same = [], []
    for condition, named, is_same in dict.fromkeys(switches):
        if is_same:
            same.append(condition)
        else:
            sentences.append(
                _("%(condition)s: %(winner)s.")
                % {"condition": capfirst(condition), "winner": named}
            )
    if same:
        sentences.append(
            _("The same unit stays first %(conditions)s.") % {"conditions": "; ".join(same)}
        )
    return sentences
