"""What would change the advice: loads, temperatures, dollars and units in plain sentences."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.advice.sentences.exclusions import exclusion
from advisor.advice.sentences.words import FUELS, STEPS, Text, joined
from advisor.advice.told_price import installed_price
from advisor.engine.improvement import Improvement
from advisor.engine.place_limits import Limit
from advisor.engine.ranking import LoadEnd
from advisor.engine.study import Study
from advisor.formatting.numbers import load_figure, money, number, rate, temperature
from advisor.formatting.unit_names import WORDS

MOST_CHANGES = 3


OTHER_HEAT = gettext_lazy("keep or add another heater for the coldest nights")
DOUBLE_HUNG = gettext_lazy("the room has a double-hung window")
WAYS: dict[str, Text] = {
    "rented": gettext_lazy("your landlord allows an outdoor unit and a hole in the wall"),
    "no_outdoor_unit_wall_hole": gettext_lazy("an outdoor unit and a hole in the wall are allowed"),
    "no_outdoor_unit": gettext_lazy("an outdoor unit is allowed"),
    "no_wall_hole": gettext_lazy("a hole in the wall is allowed"),
    "no_window": gettext_lazy("the room has a window that opens"),
    "casement": DOUBLE_HUNG,
    "slider": DOUBLE_HUNG,
    "window_width": gettext_lazy("the window opens wide enough for one"),
    "too_weak_heating": OTHER_HEAT,
    **{f"{key}_only_heat": OTHER_HEAT for key in WORDS},
}
"""Code of a limit → what would have to be so; of the others, what the link says that lifts them."""


def way(study: Study, limits: Sequence[Limit], *, units: str) -> str:
    """What would have to be so for these limits to be gone."""
    said = (WAYS.get(limit.code) or exclusion(study, limit, units=units)[1] for limit in limits)
    return str(capfirst("; ".join(dict.fromkeys(str(each) for each in said))))


def work(improvement: Improvement) -> str:
    """The work on the room: "Insulate the walls and seal the air leaks"."""
    return str(capfirst(joined(STEPS[step.code] for step in improvement.steps)))


def insulated() -> str:
    """Work on a room that loses no more than most."""
    return _("Insulate the room well")


def then_serve(count: int, first: str) -> str:
    """What a change lets in; ``first`` is the winner in words."""
    if not count:
        return _("Even so, no unit serves.")
    said = ngettext(
        "%(count)s unit then serves: %(first)s.",
        "%(count)s units then serve, first %(first)s.",
        count,
    )
    return said % {"count": number(count), "first": first}


def then_needs(before: Study, after: Study, load: str, *, units: str) -> str:
    """What work leaves of the ``heating`` or ``cooling`` load."""
    said = {
        "heating": _(
            "It then needs %(after)s of heat, not %(before)s, on the coldest typical night."
        ),
        "cooling": _(
            "It then needs %(after)s of cooling, not %(before)s, on the hottest typical day."
        ),
    }[load]
    return said % {
        name: load_figure(getattr(each.loads, load).likely, units)
        for name, each in (("after", after), ("before", before))
    }


def at_an_end(study: Study, name: str, end: LoadEnd, *, units: str) -> str:
    """The condition of a room at the ``low`` or ``high`` end of what it may need, in the season
    that counts for more."""
    heat, place = study.heat_share >= 0.5, study.place
    said = {
        ("low", True): _("if the room needs only %(load)s of heat at %(outdoor)s"),
        ("high", True): _("if it needs %(load)s of heat at %(outdoor)s"),
        ("low", False): _("if the room needs only %(load)s of cooling at %(outdoor)s"),
        ("high", False): _("if it needs %(load)s of cooling at %(outdoor)s"),
    }[name, heat]
    load = study.loads.heating.likely * end.heat if heat else study.loads.cooling.likely * end.cool
    return said % {
        "load": load_figure(load, units),
        "outdoor": temperature(place.heating_design_f if heat else place.cooling_design_f, units),
    }


def winner(study: Study, row: int, name: str) -> str:
    """A unit with its price: "Maker 6, $3,940 installed"."""
    return _("%(name)s, %(price)s installed") % {
        "name": name,
        "price": installed_price(study, row),
    }


def winner_after_work(improved: Study, row: int, name: str) -> str:
    """A unit with its price and its bill in the room after the work on it."""
    return _("%(name)s, %(price)s installed and %(bill)s a year") % {
        "name": name,
        "price": installed_price(improved, row),
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

    A condition begins small: those that lead to one unit share one sentence.
    """
    same = [condition for condition, _named, is_same in dict.fromkeys(switches) if is_same]
    others: dict[str, list[str]] = {}
    for condition, named, is_same in dict.fromkeys(switches):
        if not is_same:
            others.setdefault(named, []).append(condition)
    sentences = [
        _("%(condition)s: %(winner)s.")
        % {"condition": capfirst(_(", or ").join(conditions)), "winner": named}
        for named, conditions in others.items()
    ]
    if same:
        sentences.append(
            _("The same unit stays first %(conditions)s.") % {"conditions": "; ".join(same)}
        )
    return sentences
