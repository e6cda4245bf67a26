"""What to know of the energy prices that count: by night, by tariff, and how old they are."""

from collections.abc import Iterator
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.engine.bill import WINTER_MONTHS
from advisor.engine.study import Study
from advisor.engine.tariffs import Tariff
from advisor.engine.yearly_saving import hour_used_usd, hours_used
from advisor.formatting.numbers import money, number, percent, rate
from advisor.reference.places import FUEL_NAMES


def price_notes(study: Study, *, today: date) -> Iterator[str]:
    """Sentences on the prices of this room, none where there is nothing to know."""
    answers, rates = study.answers, study.rates
    if answers.night_rate is not None:
        yield _(
            "At night electricity costs %(night)s per kWh, and %(share)s of the heat falls between"
            " 10 p.m. and 8 a.m., so a kWh for heat costs %(mean)s on average."
        ) % {
            "night": rate(answers.night_rate),
            "share": percent(study.use.night_heat),
            "mean": rate(rates.heat_usd_kwh),
        }
    if study.tariff is not None:
        yield from _tariff(study, study.tariff)
    elif answers.tariff:
        yield _("We know no tariff “%(name)s” in your state, so your ordinary price counts.") % {
            "name": answers.tariff
        }
    old = _winters(study, today)
    if old >= OLD_WINTERS:
        yield ngettext(
            "Our price for %(fuel)s is %(count)s winter old. Enter yours for a surer answer.",
            "Our price for %(fuel)s is %(count)s winters old. Enter yours for a surer answer.",
            old,
        ) % {"fuel": FUEL_NAMES[rates.fuel or ""], "count": number(old)}


def use_notes(study: Study, row: int, *, saved_usd: float) -> Iterator[str]:
    """What an hour of use costs with the unit of ``row``, and what it saves not to keep the room
    at its temperature all day. [$ a year]"""
    hour = hour_used_usd(study, row)
    if hour is not None:
        yield _(
            "With the first unit, an hour of use costs about %(hour)s in energy: %(hours)s hours"
            " a year."
        ) % {"hour": rate(hour), "hours": number(hours_used(study))}
    if round(saved_usd) >= 1:
        yield _(
            "Letting the room go while nobody uses it saves about %(amount)s a year with the first"
            " unit, against keeping it at temperature day and night. A timer or its app does that."
        ) % {"amount": money(round(saved_usd))}


OLD_WINTERS = 2
"""A fuel price that so many winters followed is told as old."""


def _tariff(study: Study, tariff: Tariff) -> Iterator[str]:
    off = -float(tariff.change_usd_kwh)
    said = (
        _(
            "%(utility)s takes %(off)s off each kWh from %(first)s through %(last)s in a home with"
            " a heat pump, so a kWh for heat costs %(mean)s on average with the unit. Ask them"
            " whether this unit counts."
        )
        if off > 0
        else _(
            "%(utility)s adds %(off)s to each kWh from %(first)s through %(last)s in a home with a"
            " heat pump, so a kWh for heat costs %(mean)s on average with the unit."
        )
    )
    yield said % {
        "utility": tariff.name,
        "off": rate(abs(off)),
        "first": MONTHS[tariff.first_month],
        "last": MONTHS[tariff.last_month],
        "mean": rate(study.rates.pump_heat_usd_kwh),
    }
    used = study.answers.bill_kwh
    if used is None or off <= 0:
        if off > 0:
            yield _(
                "It holds for all that the home uses. Enter last winter’s kWh, and we say what"
                " that is worth."
            )
        return
    months = float(tariff.months.sum())
    yield _(
        "It holds for all that the home uses: about %(amount)s a year on last winter’s kWh, which"
        " is not in the costs above."
    ) % {"amount": money(round(used * months / len(WINTER_MONTHS) * off))}


def _winters(study: Study, today: date) -> int:
    """Winters since the price of the fuel that heats now; 0 where it is the user's own."""
    prices, fuel = study.place.prices, study.rates.fuel
    if fuel not in {"gas", "propane", "oil"} or study.answers.fuel_rate is not None:
        return 0
    year = str(getattr(prices, f"{fuel}_as_of"))[:4]
    return today.year - int(year) if year.isdigit() else 0
