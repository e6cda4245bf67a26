"""Numbers of a line of a sheet, in our unit: fractions of an inch, spans, and signs told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from catalog.conversions import fahrenheit
from catalog.importing.submittal_labels import UNITS, Rule

NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+(?:[- ]\d{1,2}/(?:2|4|8|16|32)(?!\d))?"
NUMBERS: Final = re.compile(NUMBER)
_FRACTION: Final = re.compile(r"(?:(\d+)[- ])?(\d+)/(\d+)")


class NotReadError(Exception):
    """Why a line is left to the editor."""


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """A line with its rule: what a reader needs."""

    rule: Rule
    label: str  # small letters, with its heading where the label alone says too little
    context: str  # heading and label
    value: str
    side: str
    unit_type: str


# --- Numbers and units ----------------------------------------------------------------------------


def numbers_of(asked: AskedLine) -> list[float]:
    """The numbers of the value in our unit, in their order."""
    text, factor, is_celsius = _in_one_unit(asked)
    found = []
    for match in NUMBERS.finditer(text):
        value = number(match[0])
        if asked.rule.measure == "temperature" and _is_negative(text, match.start()):
            value = -value
        found.append(fahrenheit(value) if is_celsius else value * factor)
    return found


def number(text: str) -> float:
    fraction = _FRACTION.search(text)
    if fraction is None:
        return float(text.replace(",", "").replace(" ", ""))
    return int(fraction[1] or 0) + int(fraction[2]) / int(fraction[3])


def _is_negative(text: str, start: int) -> bool:
    """Whether the minus before a number is its sign and no dash of a span."""
    before = text[:start]
    if not before.endswith("-"):
        return False
    left = before[:-1]
    if left.rstrip().endswith(("-", "~", "/", ":", "(", "to", ",")) or not left.strip():
        return True
    if left.endswith(" ") and re.search(r"[\d°fc]\s+$", left.lower()):
        raise NotReadError(_("It can be read as a span or as a minus."))
    return False


def _in_one_unit(asked: AskedLine) -> tuple[str, float, bool]:
    """The value in the first unit that it or its label names, with its factor; °C is told apart."""
    units = UNITS.get(asked.rule.measure)
    if units is None:
        return asked.value, 1.0, False
    value = asked.value.lower()
    for text in (value, asked.context):
        for pattern, factor in units.items():
            if re.search(rf"(?<![a-z]){pattern}", text):
                kept = _without_other_units(value, pattern, units)
                return kept, factor, pattern == r"°\s?c"
    raise NotReadError(_("Its unit is not said."))


def _without_other_units(value: str, kept: str, units: dict[str, float]) -> str:
    """``value`` without what repeats it in another unit: “31-7/16 in (799 mm)”."""
    for pattern in units:
        if pattern != kept:
            value = re.sub(rf"[(\[][^)\]]*(?<![a-z]){pattern}[^)\]]*[)\]]", " ", value)
            value = re.sub(rf"[\d.,x ~/-]*\d\s*(?<![a-z])(?:{pattern})", " ", value)
    return re.sub(r"\[[^\]]*\]", " ", value)


def as_text(value: float) -> str:
    rounded = round(value) if abs(value) >= 1000 else round(value, 2)
    return f"{rounded:g}" if abs(rounded) < 1e5 else str(rounded)
