"""Numbers in words: the only place where a number becomes text on a page.

View models call these functions, so that templates only print. ``units`` is ``us`` or ``metric``;
an unknown figure (None) is "not published", never 0. Units are joined by a no-break space.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from advisor.engine.conversions import (
    CM_PER_INCH,
    KG_PER_LB,
    KM_PER_MILE,
    KW_PER_BTU_H,
    M2_PER_FT2,
    M_PER_FT,
    W_M2_PER_BTU_H_FT2,
    celsius,
    fahrenheit,
)

Number = float | int | Decimal


@dataclass(frozen=True)
class Figure:
    """A number and its unit apart, so that a page can print the unit small."""

    number: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.number}\u00a0{self.unit}" if self.unit else self.number


@cache
def _separators(language: str | None) -> tuple[str, str]:  # noqa: ARG001  (get_format reads it)
    """Thousands separator and decimal point of the active language."""
    return (
        str(formats.get_format("THOUSAND_SEPARATOR")),
        str(formats.get_format("DECIMAL_SEPARATOR")),
    )


def number(value: Number, digits: int = 0) -> str:
    """1234.5 → "1,234" in the separators of the language, with a true minus sign."""
    text = f"{value if value >= 0 else -value:,.{digits}f}"
    sign = "\u2212" if value < 0 and text.strip("0.,") else ""
    if "," not in text and "." not in text:
        return sign + text
    separators = _separators(get_language())
    if separators != (",", "."):
        thousands, point = separators
        text = text.replace(",", "\0").replace(".", point).replace("\0", thousands)
    return sign + text


def not_published() -> Figure:
    return _not_published(get_language())


@cache
def _not_published(language: str | None) -> Figure:  # noqa: ARG001  (the words read it)
    return Figure(_("not published"))


def btu_figure(value: float | None, units: str = "us", *, step: int = 10) -> Figure:
    """BTU/h rounded to ``step``, or kW with two digits below 10."""
    if value is None:
        return not_published()
    if units == "metric":
        kilowatts = value * KW_PER_BTU_H
        return Figure(number(kilowatts, 2 if abs(kilowatts) < 10 else 1), "kW")
    return Figure(number(round(value / step) * step), "BTU/h")


def btu(value: float | None, units: str = "us") -> str:
    """2412.0 → "2,410 BTU/h"."""
    return str(btu_figure(value, units))


def output(value: float | None, units: str = "us", *, is_published: bool) -> str:
    """A unit's output, which says where it is our estimate: "about 2,410 BTU/h (estimate)"."""
    figure = btu(value, units)
    if is_published or value is None:
        return figure
    return _("about %(figure)s (estimate)") % {"figure": figure}


def load_figure(value: float, units: str = "us") -> Figure:
    """A computed load, rounded to what can be known: 100 BTU/h, or 10 under 1,000."""
    return btu_figure(value, units, step=100 if abs(value) >= 1000 else 10)


def load_per_area_figure(value: float, units: str = "us") -> Figure:
    """A load per floor area: 60 BTU/h per sq ft, or W/m². ``value`` in BTU/h·ft²."""
    if units == "metric":
        return Figure(number(value * W_M2_PER_BTU_H_FT2), "W/m²")
    return Figure(number(value), _("BTU/h per sq ft"))


def span(low: Figure, high: Figure) -> str:
    """Two figures with their unit once: 1,800–3,100 BTU/h."""
    return f"{low.number}–{high}" if low.number != high.number else str(high)


def money(value: Number | None) -> str:
    """Whole dollars: "$1,650", "−$40"."""
    if value is None:
        return str(not_published())
    text = number(value if value >= 0 else -value)
    return f"\u2212${text}" if value < 0 and text != "0" else f"${text}"


def money_span(low: Number, high: Number) -> str:
    """Two amounts, $3,100–5,400, or one where both are the same."""
    first, last = money(low), money(high)
    return first if first == last else f"{first}–{last.removeprefix('$')}"


def rate(value: Number) -> str:
    """A price per unit with as many digits as a bill shows: "$0.285", "$3.99"."""
    digits = 3 if value < 1 and round(float(value), 3) != round(float(value), 2) else 2
    return f"${number(value, digits)}"


def temperature(value: float | None, units: str = "us") -> str:
    """°F as given, or °C: "−8 °F"."""
    return str(temperature_figure(value, units))


def temperature_figure(value: float | None, units: str = "us") -> Figure:
    if value is None:
        return not_published()
    return Figure(number(degrees(value, units)), "°C" if units == "metric" else "°F")


def temperature_difference(value_f: float, units: str = "us") -> str:
    """How much warmer or colder: "22 °F", or °C of a difference."""
    return temperature(value_f if units == "us" else value_f + fahrenheit(0.0), units)


def degrees(value_f: float, units: str = "us") -> float:
    """A temperature in the visitor's units, as a number for a chart. [°F or °C]"""
    return celsius(value_f) if units == "metric" else value_f


def percent(share: float | None) -> str:
    """0.22 → "22%"; something under half a percent is "under 1%", not nothing."""
    if share is None:
        return str(not_published())
    if 0 < share < 0.005:
        return _("under 1%%") % ()
    return f"{number(share * 100)}%"


def kwh(value: float | None) -> str:
    """Energy of a year, "1,240 kWh"."""
    return str(not_published()) if value is None else f"{number(value)}\u00a0kWh"


def hours(value: float) -> str:
    """Hours of a year, "4,100 hours"."""
    whole = round(value)
    return ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": number(whole)}


def mass(pounds: float, units: str = "us") -> str:
    """310 → "310 lb", or kg."""
    if units == "metric":
        return f"{number(pounds * KG_PER_LB)}\u00a0kg"
    return f"{number(pounds)}\u00a0lb"


def inches_figure(value: float, units: str = "us") -> Figure:
    """A size of a thing: 31.5 in, or cm."""
    if units == "metric":
        return Figure(number(value * CM_PER_INCH, 0 if value > 10 else 1), "cm")
    return Figure(number(value, 0 if value == int(value) else 1), _("in"))


def feet_figure(value: float, units: str = "us") -> Figure:
    """The length of a line: 25 ft, or m."""
    if units == "metric":
        return Figure(number(value * M_PER_FT, 1), "m")
    return Figure(number(value), _("ft"))


def elevation(feet: float, units: str = "us") -> str:
    """A height of land, to ten feet or ten meters: "5,280 ft"."""
    if units == "metric":
        return f"{number(round(feet * M_PER_FT, -1))}\u00a0m"
    return f"{number(round(feet, -1))}\u00a0{_('ft')}"


def distance(km: float, units: str = "us") -> str:
    """How far it is to somewhere else: 161 km → "100 miles", or km."""
    if units == "metric":
        return f"{number(km)}\u00a0km"
    miles = round(km / KM_PER_MILE)
    return ngettext("%(count)s mile", "%(count)s miles", miles) % {"count": number(miles)}


def small_mass(pounds: float, units: str = "us") -> str:
    """Of one kWh: 0.41 → "0.41 lb", or kg."""
    if units == "metric":
        return f"{number(pounds * KG_PER_LB, 2)}\u00a0kg"
    return f"{number(pounds, 2)}\u00a0lb"


def area_figure(area_ft2: float, units: str = "us") -> Figure:
    if units == "metric":
        return Figure(number(area_ft2 * M2_PER_FT2, 0 if area_ft2 > 100 else 1), "m²")
    return Figure(number(area_ft2), _("sq ft"))


def decibels(low: float | None, high: float | None) -> Figure:
    """Sound from quietest to loudest, 19–42 dB; one number where the other is not known."""
    known = [value for value in (low, high) if value is not None]
    if not known:
        return not_published()
    first, last = number(known[0]), number(known[-1])
    return Figure(first if first == last else f"{first}–{last}", "dB")
