"""The figures that headlines name, in words."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy, ngettext

from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.one_answer import asked_feature
from advisor.advice.sentences.pairs import more_usd, rounded_usd
from advisor.advice.sentences.rent_in_words import less_in_words
from advisor.advice.sentences.words import FUELS, Text
from advisor.engine.owning import HORIZON_YEARS
from advisor.engine.worst_week import worst_week
from advisor.formatting.numbers import (
    btu,
    elevation,
    hours,
    load_figure,
    money,
    money_span,
    number,
    percent,
    temperature,
)

THIS: dict[str, Text] = {
    "bedroom": gettext_lazy("this bedroom"),
    "living_room": gettext_lazy("this living room"),
    "studio": gettext_lazy("this studio"),
    "office": gettext_lazy("this office"),
    "tiny_home": gettext_lazy("this tiny home"),
    "rv": gettext_lazy("this RV"),
    "garage": gettext_lazy("this garage"),
    "workshop": gettext_lazy("this workshop"),
    "basement": gettext_lazy("this basement"),
    "addition": gettext_lazy("this addition"),
    "sunroom": gettext_lazy("this sunroom"),
    "porch": gettext_lazy("this porch"),
}


def this_room(facts: HeadlineFacts) -> str:
    return str(THIS[facts.study.answers.space])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _usd(value: float) -> str:
    """A sum of a year in whole dollars, as the card and the money part print it."""
    return money(max(1, round(value)))


def _years(value: float) -> str:
    whole = max(1, round(value))
    return ngettext("%(count)s year", "%(count)s years", whole) % {"count": number(whole)}


def units_counted(count: int) -> str:
    """As many units: "1 unit", "1,250 units"."""
    return ngettext("%(count)s unit", "%(count)s units", count) % {"count": number(count)}


def _degrees(read: Callable[[HeadlineFacts], float]) -> Callable[[HeadlineFacts], str]:
    return lambda facts: temperature(read(facts), facts.units)


def _load(read: Callable[[HeadlineFacts], float]) -> Callable[[HeadlineFacts], str]:
    return lambda facts: str(load_figure(read(facts), facts.units))


FIGURES: dict[str, Callable[[HeadlineFacts], str]] = {
    "this": this_room,
    "This": lambda f: _capital(this_room(f)),
    "now": lambda f: str(FUELS.get(f.study.answers.heating_now or "", "")),
    "winter": _degrees(lambda f: f.study.place.heating_design_f),
    "summer": _degrees(lambda f: f.study.place.cooling_design_f),
    "coldest": _degrees(lambda f: f.coldest_f),
    "limit": _degrees(lambda f: float(f.study.curves.cutout_f[f.row])),
    "below": lambda f: hours(f.hours_below),
    "heat": _load(lambda f: f.heat),
    "cool": _load(lambda f: f.cool),
    "fall": _degrees(lambda f: worst_week(f.study, f.row, cold=True).farthest_f),
    "share": lambda f: percent(f.coverage),
    "glass": lambda f: percent(f.glass_share),
    "cut": lambda f: percent(f.lead_cut),
    "cut_all": lambda f: percent(f.cut_all),
    "cost": lambda f: (
        money_span(*(round(each, -1) for each in (f.improvement.cost_low, f.improvement.cost_high)))
        if f.improvement
        else ""
    ),
    "thin": lambda f: percent(f.thin_air),
    "height": lambda f: elevation(round(f.study.place.elevation_ft, -2), f.units),
    "times": lambda f: number(f.times_too_strong, 1),
    "times_cold": lambda f: number(f.times_too_cold, 1),
    "loss": lambda f: _usd(-(f.winter_usd or 0.0)),
    "adds": lambda f: _usd(f.adds_usd),
    "saving": lambda f: _usd(-f.adds_usd),
    "extra": lambda f: money(more_usd(f) or rounded_usd(f.extra_usd)),
    "Cooler": lambda f: less_in_words(f)[0],
    "cooler_less": lambda f: money(less_in_words(f)[1]),
    "horizon": lambda _f: number(HORIZON_YEARS),
    "bill": lambda f: _usd(f.bill),
    "answers": lambda f: number(f.answers_away),
    "budget": lambda f: money(f.study.answers.budget or 0.0),
    "feature": lambda f: asked_feature(f.opening),
    "let_in": lambda f: units_counted(f.let_in),
    "low": lambda f: money(float(f.study.upfront.total[f.row, 0])),
    "high": lambda f: money(float(f.study.upfront.total[f.row, 2])),
    "even": lambda f: _years(f.years_to_even or 0.0),
    "work_years": lambda f: _years(f.work_pays_years or 0.0),
    "life": lambda f: number(f.life_years),
    "tied": lambda f: number(f.tied),
    "size_now": lambda f: btu(f.size_now, f.units),
    "size_after": lambda f: btu(f.size_after_work, f.units),
}
"""Name of a figure in a sentence → its words."""
