"""The floor area from lengths: a rectangle, a second one for an L, and a hall without a door.

These are no answers: they are read where a form is submitted, become the one answer ``area``, and
never travel further. A number that is given here goes before an area that was typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from advisor.engine.conversions import INCHES_PER_FT

PARTS = ("length", "width", "length_2", "width_2", "hall")
LONGEST = 30
"""Characters of one entry."""

_DIGITS = r"(\d{1,4}(?:\.\d{1,3})?)"
_METRES = re.compile(rf"{_DIGITS}\s*(?:m|m2|m²)?")
_FEET = re.compile(
    rf"{_DIGITS}\s*(?:(?:ft|feet|foot|['’′])\.?\s*(?:{_DIGITS}\s*(?:in|inch|inches|[\"”″])?\.?)?)?"
)
_SQUARE_FEET = re.compile(rf"{_DIGITS}\s*(?:sq\.? ?ft\.?|ft2|ft²)?")


class LengthError(ValueError):
    """An entry that is no length; the message is the sentence for the visitor."""


@dataclass(frozen=True, kw_only=True)
class WorkedOut:
    """``area`` as the address says it, and how it came about: "12 × 14 + 6 × 4 = 192".

    Where an entry is wrong there is no area but a ``fault``, and ``entries`` as they were typed.
    """

    area: str = ""
    sum: str = ""
    fault: str = ""
    entries: Mapping[str, str] = field(default_factory=dict)


NOTHING = WorkedOut()


def worked_out(entries: Mapping[str, str], *, stated: str, metric: bool) -> WorkedOut:
    """The area from these entries (feet, or meters with ``metric``; ``hall`` is an area).

    ``stated`` is the area that was typed: a hall alone is added to it.

    >>> worked_out({"length": "12' 6", "width": "10", "hall": "40"}, stated="", metric=False).sum
    '12.5 × 10 + 40 = 165'
    """
    typed = {name: text for name in PARTS if (text := entries.get(name, "").strip())}
    if not typed:
        return NOTHING
    try:
        terms = _terms(typed, stated=stated, metric=metric)
    except LengthError as refused:
        return WorkedOut(fault=str(refused), entries=typed)
    total = sum(first * second for first, second in terms)
    area = _short(total, 1 if metric and total < 100 else 0)
    spelled_out = " + ".join(
        _short(first, 2) if second == 1 else f"{_short(first, 2)} × {_short(second, 2)}"
        for first, second in terms
    )
    return WorkedOut(area=area, sum=f"{spelled_out} = {area}")


def _terms(typed: Mapping[str, str], *, stated: str, metric: bool) -> list[tuple[float, float]]:
    terms = []
    for one, other in (("length", "width"), ("length_2", "width_2")):
        if one in typed and other in typed:
            terms.append((_length(typed[one], metric=metric), _length(typed[other], metric=metric)))
        elif one in typed or other in typed:
            raise LengthError(_("Enter both the length and the width of each part of the room."))
    if "hall" in typed:
        if not terms and not stated:
            raise LengthError(_("Enter the floor area of the room too, or its length and width."))
        if not terms:
            terms.append((_area(stated, metric=metric), 1.0))
        terms.append((_area(typed["hall"], metric=metric), 1.0))
    return terms


def _length(text: str, *, metric: bool) -> float:
    found = None if len(text) > LONGEST else (_METRES if metric else _FEET).fullmatch(text.lower())
    feet, inches = (found[1], 0 if metric else found[2] or 0) if found else ("0", 0)
    length = float(feet) + float(inches) / INCHES_PER_FT
    if float(inches) >= 12 or length <= 0:
        raise LengthError(
            _("Enter each length in meters, such as 3.6.")
            if metric
            else _("Enter each length in feet, such as 12, 12.5, or 12 ft 6 in.")
        )
    return length


def _area(text: str, *, metric: bool) -> float:
    pattern = _METRES if metric else _SQUARE_FEET
    found = None if len(text) > LONGEST else pattern.fullmatch(text.lower().strip())
    if not found:
        raise LengthError(
            _(
                "Enter the hall’s floor area as a plain number. It is added to the room’s floor"
                " area."
            )
        )
    return float(found[1])


def _short(number: float, digits: int) -> str:
    text = f"{number:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
