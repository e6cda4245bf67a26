"""What is taken for the answers that are open, in words."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.prices_in_words import mean_price
from advisor.advice.sentences.words import Text
from advisor.engine.conversions import M_PER_FT
from advisor.engine.study import Study
from advisor.engine.taken_details import USUAL as IN_BETWEEN
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import period
from advisor.formatting.numbers import (
    area_figure,
    money,
    number,
    rate,
    temperature,
)
from advisor.questions.answer_form import LENGTHS
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import choice_label, short_label, unit
from advisor.questions.money_questions import OWNING
from advisor.reference.shipped_texts import shipped_text

USUAL: dict[str, Text] = {
    "": gettext_lazy("usual for such a room; it widens the range"),
    "hold": gettext_lazy("the usual winter temperature"),
    "facing": gettext_lazy("between the mild north and the hot west"),
    "shade": gettext_lazy("we count on no shade until you tell us"),
    "shades": gettext_lazy("few rooms have bare glass all summer; it widens the range"),
    "screens": gettext_lazy("some windows have them; it widens the range"),
    "overhang": gettext_lazy("we count on no overhang until you tell us"),
    "overhang_gap": gettext_lazy("usual below a roof’s edge; it widens the range"),
    "frame": gettext_lazy("between vinyl and metal; it widens the range"),
    "skylight_area": gettext_lazy("we count on none until you tell us; it widens the range"),
    "skylight_u": gettext_lazy("an ordinary double-pane skylight; it widens the range"),
    "skylight_shgc": gettext_lazy("an ordinary double-pane skylight; it widens the range"),
    "siding": gettext_lazy("the most common, and the hottest in the sun"),
    "wall_color": gettext_lazy("between white and dark; it widens the range"),
    "roof": gettext_lazy("the most common roof; it widens the range"),
    "attic": gettext_lazy("most attics are; others are cooler in summer"),
    "crawl": gettext_lazy("most crawl spaces are; it widens the range"),
    "walkout": gettext_lazy("most basements are in the ground all around; it widens the range"),
    "outside_door": gettext_lazy("usual for such a room; it widens the range"),
    "beside": gettext_lazy("true of most rooms; a garage next to it would add to the load"),
    "soil": gettext_lazy("Manual J’s own default; dry soil loses less"),
    "slab_edge_r": gettext_lazy("goes with the insulation; it widens the range"),
    "wall_length": gettext_lazy("from the floor area, as if it were 1.5 to 1"),
    "ach": gettext_lazy("from the drafts and the outside walls; it widens the range"),
    "heating_efficiency": gettext_lazy("usual for such a heater; its label says more"),
    "price_growth": gettext_lazy("our assumption: change it at “Costs to own”"),
    "discount": gettext_lazy("our assumption: change it at “Costs to own”"),
    **dict.fromkeys(
        (f"{name}_{kind}" for name in ("upkeep", "life") for kind in UNIT_TYPES),
        gettext_lazy("our assumption for this type"),
    ),
    "tenure": gettext_lazy("we take it that you may change the room"),
    "goal": gettext_lazy("we plan for summer and winter"),
}
BETWEEN: dict[str, Text] = {
    "shades": gettext_lazy("Usual curtains or blinds"),
    "screens": gettext_lazy("On some of the glass"),
    "frame": gettext_lazy("Not known"),
    "roof": gettext_lazy("Shingles, neither dark nor light"),
    "outside_door": gettext_lazy("Yes, an ordinary one"),
}
"""Where what is taken is none of the answers that are offered."""
PRICES = ("electricity_rate", "fuel_rate")
GLASS_FIGURES = ("skylight_u", "skylight_shgc")
MONEY_ANSWERS = frozenset({*PRICES, "heating_efficiency", *OWNING})


def assumption(study: Study, field: str, value: str | float, *, units: str) -> tuple[str, str, str]:
    """The question in words, the value in words, and why it was taken."""
    answers = study.answers
    given = {"heating_now": answers.heating_now or "", "units": units, "space": answers.space}
    why = (
        _usual_reason(field)
        if isinstance(value, str)
        else _price_why(study, field) or _usual_reason(field)
    )
    return str(short_label(field, given)), taken(field, value, given), why


def taken(field: str, value: str | float, given: Mapping[str, str]) -> str:
    """What was taken for an open answer, in words; numbers are in US units."""
    if isinstance(value, str):
        return str(BETWEEN[field] if value == IN_BETWEEN else choice_label(field, value, given))
    units = given.get("units", "us")
    shown: dict[str, Callable[[float], str]] = {
        "hold": lambda v: temperature(v, units),
        **dict.fromkeys(("window_area", "skylight_area"), lambda v: str(area_figure(v, units))),
        "watts": lambda v: f"{number(v)}\u00a0W",
        **dict.fromkeys(LENGTHS, lambda v: _length(v, units)),
        **dict.fromkeys(("ach", *GLASS_FIGURES), lambda v: number(v, 2)),
        "electricity_rate": lambda v: f"{rate(Decimal(str(v)))}/kWh",
    }
    if field in shown:
        return shown[field](float(value))
    return with_unit(field, value, given) if field in MONEY_ANSWERS else _plain(value)


def _length(feet: float, units: str) -> str:
    if units == "metric":
        feet, unit_name = feet * M_PER_FT, "m"
    else:
        unit_name = _("ft")
    return f"{number(feet, 1 if round(feet, 1) % 1 else 0)}\u00a0{unit_name}"


def with_unit(field: str, value: float, given: Mapping[str, str]) -> str:
    """A number with the unit of its question: 2.5% a year, $1.50 per therm."""
    words = str(unit(QUESTIONS[field], given))
    if words.startswith("$"):
        amount = rate(value) if field in PRICES else money(value)
        return f"{amount}{words.removeprefix('$')}"
    space = "" if words.startswith("%") else "\u00a0"
    return f"{_plain(value)}{space}{words}"


def _price_why(study: Study, field: str) -> str:
    """Whose price it is, of when, and who publishes it."""
    prices, fuel = study.place.prices, study.rates.fuel
    name = {"electricity_rate": "electricity", "fuel_rate": fuel}.get(field)
    if name is None:
        return ""
    mean = mean_price(period(getattr(prices, f"{name}_as_of")), of_country=name in prices.stand_ins)
    source = shipped_text(getattr(prices, f"{name}_source"))
    return f"{mean} ({source})" if source else mean


def _plain(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def _usual_reason(field: str) -> str:
    return str(USUAL.get(field, USUAL[""]))
