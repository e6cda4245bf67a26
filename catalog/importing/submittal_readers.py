"""How the value of a line becomes a figure: a function for each kind of line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from catalog.conversions import fahrenheit
from catalog.importing.submittal_labels import (
    A_TEMPERATURE,
    AT,
    LIST_PRICE,
    MODES,
    NOT_ITS_PRICE,
    SPEEDS,
    TEST_F,
    WORDS,
)
from catalog.importing.submittal_numbers import (
    NUMBER,
    NUMBERS,
    AskedLine,
    NotReadError,
    as_text,
    number,
    numbers_of,
)
from catalog.models import PriceKind, UnitType
from catalog.vocabulary import PointPlace, normalize, point_name

NEAR: Final = 0.1
"""How far the outputs of a 208/230 V unit at its two voltages lie apart at most, as a share."""
_NAMED: Final = re.compile(rf"\b(min|rated|max)[a-z]*\.?\s*[:=]?\s*({NUMBER})", re.IGNORECASE)
_AXES: Final = {"w": "width_in", "h": "height_in", "d": "depth_in"}
_BASIS: Final = {"pressure": r"pressure", "power": r"sound power|\bpwl\b|\blw\b"}


# --- Where and how a test was made ----------------------------------------------------------------


def _mode(asked: AskedLine, at: int | None) -> str:
    for text in (asked.label, asked.context):
        found = [mode for mode, pattern in MODES.items() if re.search(pattern, text)]
        if len(found) == 1:
            return found[0]
    if at is not None and not 62 < at < 75:
        return "heating" if at <= 62 else "cooling"
    return ""


def _at(asked: AskedLine) -> int | None:
    """The outdoor temperature of the test; nothing where the line names none. [°F]"""
    for text in (asked.label, asked.context):
        for pattern in AT:
            found = re.search(pattern, text)
            if found is not None:
                rest = text[: found.start()] + text[found.end() :]
                if re.search(rf"{A_TEMPERATURE}|^\s*/", rest[found.start() :]):
                    raise NotReadError(_("It names more than one temperature."))
                return _test_temperature(float(found[1]), found[2])
    if re.search(r"\d\s*°?\s?[fc]\b", asked.context):
        raise NotReadError(_("Its temperature was not understood."))
    return None


def _test_temperature(degrees: float, unit: str) -> int:
    if unit == "f":
        return round(degrees)
    exact = fahrenheit(degrees)
    return next((each for each in TEST_F if abs(each - exact) < 1), round(exact))


def _speeds(asked: AskedLine, numbers: Sequence[float]) -> dict[str, float]:
    """Lowest, rated and highest, by the order that the label or the value names."""
    named = {speed.lower(): text for speed, text in _NAMED.findall(asked.value)}
    if len(named) > 1:
        factor = numbers[0] / number(NUMBERS.findall(asked.value)[0])
        return {speed: number(text) * factor for speed, text in named.items()}
    places = {speed: re.search(p, asked.label) for speed, p in SPEEDS.items()}
    order = sorted((at.start(), speed) for speed, at in places.items() if at is not None)
    speeds = [speed for _start, speed in order]
    if len(speeds) == len(numbers):
        return dict(zip(speeds, numbers, strict=True))
    return _speeds_by_form(asked, numbers, speeds)


def _speeds_by_form(
    asked: AskedLine, numbers: Sequence[float], speeds: Sequence[str]
) -> dict[str, float]:
    joined = bool(re.search(r"\d\s*[-~]\s*\d", asked.value))
    if len(numbers) == 1 and not speeds:
        return {"rated": numbers[0]}
    if len(numbers) == 3 and "(" in asked.value and numbers[1] <= numbers[0] <= numbers[2]:
        return dict(zip(("rated", "min", "max"), numbers, strict=True))
    if len(numbers) == 3 and joined and not speeds and list(numbers) == sorted(numbers):
        return dict(zip(("min", "rated", "max"), numbers, strict=True))
    if len(numbers) == 2 and joined and "rated" not in speeds and numbers[0] <= numbers[1]:
        return dict(zip(("min", "max"), numbers, strict=True))
    one_speed = not speeds or len(speeds) == 1
    if len(numbers) == 2 and "/" in asked.value and one_speed and _are_near(numbers):
        return {speeds[0] if speeds else "rated": min(numbers)}
    raise NotReadError(_("It does not say which number is the lowest, the rated, and the highest."))


def _are_near(numbers: Sequence[float]) -> bool:
    return max(numbers) <= (1 + NEAR) * min(numbers)


def _ordered(speeds: dict[str, float]) -> dict[str, float]:
    values = [speeds[name] for name in ("min", "rated", "max") if name in speeds]
    if values != sorted(values):
        raise NotReadError(_("Its numbers are not in the order lowest, rated, highest."))
    return speeds


# --- Readers: what a rule's line says, as (figure, text) ------------------------------------------

Found: TypeAlias = Iterator[tuple[str, str]]


def _output(asked: AskedLine) -> Found:
    at = _at(asked)
    mode = _mode(asked, at)
    if not mode:
        raise NotReadError(_("It does not say whether this is heating or cooling."))
    if mode == "cooling" and asked.unit_type == UnitType.PORTABLE:
        raise NotReadError(_("For a portable it must say SACC or ASHRAE."))
    speeds = _ordered(_speeds(asked, numbers_of(asked)))
    if at is None and mode == "heating":
        if set(speeds) != {"rated"}:
            raise NotReadError(_("It does not say at which outdoor temperature."))
        yield "heating_btu_h", as_text(speeds["rated"])
        return
    for speed, value in speeds.items():
        place = PointPlace(mode, 95 if at is None else at, f"{speed}_btu_h")
        yield point_name(place), as_text(value)


def _sacc(asked: AskedLine) -> Found:
    yield from _one(asked, "cooling_btu_h")
    yield "cooling_rating_basis", "sacc_doe"


def _cop(asked: AskedLine) -> Found:
    at = _at(asked)
    mode = _mode(asked, at)
    if at is None and mode == "cooling":
        at = 95
    if at is None or not mode:
        raise NotReadError(_("It does not say at which outdoor temperature."))
    for speed, value in _speeds(asked, numbers_of(asked)).items():
        yield point_name(PointPlace(mode, at, f"cop_{speed}")), as_text(value)


def _one(asked: AskedLine, field: str = "") -> Found:
    numbers = numbers_of(asked)
    at_two_voltages = "/" in asked.value and "/" not in asked.label
    if len(numbers) == 2 and at_two_voltages and _are_near(numbers):
        numbers = [min(numbers)]  # at 208 and at 230 V
    if len(numbers) != 1:
        raise NotReadError(_("It holds more than one number."))
    yield field or asked.rule.field, as_text(numbers[0])


def _hspf2(asked: AskedLine) -> Found:
    value = re.sub(r"region\s*(?:iv|v|4|5)\b", " ", asked.value.lower())
    yield from _one(replace(asked, value=value))
    found = re.findall(
        r"\b(iv|v|4|5)\b", re.sub(r"hspf2", "", asked.label + " " + asked.value.lower())
    )
    regions = {{"4": "IV", "5": "V"}.get(each, each.upper()) for each in found}
    if len(regions) == 1 and "region" in (asked.label + asked.value.lower()) + "(region":
        yield "hspf2_region", regions.pop()


def _limits(asked: AskedLine) -> Found:
    mode = _mode(asked, None)
    if not mode:
        raise NotReadError(_("It does not say whether this is heating or cooling."))
    if re.search(r"\bwb\b", asked.context) and not re.search(r"\bdb\b", asked.context):
        raise NotReadError(_("It is a wet-bulb temperature."))
    value = re.sub(r"-?\d+(?:\.\d+)?\s*°?\s*f?\s*wb", " ", asked.value.lower())
    numbers = numbers_of(replace(asked, value=value))
    low, high = {
        "heating": ("min_operating_f", "max_operating_heating_f"),
        "cooling": ("min_operating_cooling_f", "max_operating_cooling_f"),
    }[mode]
    ends = [speed for speed in ("min", "max") if re.search(SPEEDS[speed], asked.label)]
    if len(numbers) == 2:
        yield low, as_text(min(numbers))
        yield high, as_text(max(numbers))
    elif len(numbers) == 1 and len(ends) == 1:
        yield {"min": low, "max": high}[ends[0]], as_text(numbers[0])
    else:
        raise NotReadError(_("It does not say the two ends of a range."))


def _sound(asked: AskedLine) -> Found:
    if re.search(MODES["heating"], asked.context) and not re.search(
        MODES["cooling"], asked.context
    ):
        raise NotReadError(_("The sound of cooling is compared, not that of heating."))
    numbers = numbers_of(asked)
    if not numbers:
        return
    if asked.side == "outdoor":
        yield "sound_outdoor_db", as_text(max(numbers))
    else:
        yield from _indoor_sound(asked, numbers)
    for basis, pattern in _BASIS.items():
        if re.search(pattern, asked.context) and asked.side != "outdoor":
            yield "sound_basis", basis


def _indoor_sound(asked: AskedLine, numbers: Sequence[float]) -> Found:
    if len(numbers) > 1:
        yield "sound_indoor_min_db", as_text(min(numbers))
        yield "sound_indoor_max_db", as_text(max(numbers))
    elif re.search(r"\b(?:min|low|quiet|silent|sleep)", asked.label):
        yield "sound_indoor_min_db", as_text(numbers[0])
    elif re.search(r"\b(?:max|high|turbo)", asked.label):
        yield "sound_indoor_max_db", as_text(numbers[0])
    else:
        raise NotReadError(_("It does not say at which fan speed."))


def _dimensions(asked: AskedLine) -> Found:
    text = f"{asked.context} {asked.value.lower()}"
    axes = re.search(r"\b([whdl])\s?[x*/,-]\s?([whdl])\s?[x*/,-]\s?([whdl])\b", text)
    spelled = re.search(r"(width|height|depth)\W+(width|height|depth)\W+(width|height|depth)", text)
    one = re.match(r"^(?:dimensions?\s*)?([whd])\b", asked.label)
    if axes or spelled:
        letters = [each[0] for each in (axes or spelled).groups()]  # type: ignore[union-attr]
    elif one:
        letters = [one[1]]
    else:
        raise NotReadError(_("It does not say which is width, height, and depth."))
    if "l" in letters or len(set(letters)) != len(letters):
        raise NotReadError(_("It does not say which is width, height, and depth."))
    numbers = numbers_of(replace(asked, value=re.sub(r"[()]", " ", asked.value)))
    if len(numbers) != len(letters):
        raise NotReadError(_("It does not hold one number for each side."))
    for letter, inches in zip(letters, numbers, strict=True):
        yield _of_side(_AXES[letter], asked.side), as_text(inches)


def _of_side(field: str, side: str) -> str:
    return f"outdoor_{field}" if side == "outdoor" else field


def _side_of_box(asked: AskedLine) -> Found:
    yield from _one(asked, _of_side(asked.rule.field, asked.side))


def _weight(asked: AskedLine) -> Found:
    yield from _one(asked, "outdoor_weight_lb" if asked.side == "outdoor" else "weight_lb")


def _span(asked: AskedLine) -> Found:
    numbers = numbers_of(asked)
    low, high = asked.rule.field.split()
    if len(numbers) == 2:
        yield low, as_text(min(numbers))
        yield high, as_text(max(numbers))
    elif len(numbers) == 1 and re.search(SPEEDS["min"], asked.label):
        yield low, as_text(numbers[0])
    elif len(numbers) == 1 and re.search(SPEEDS["max"], asked.label):
        yield high, as_text(numbers[0])


def _amps(asked: AskedLine) -> Found:
    value = re.sub(r"\b\d+(?:/\d+)?\s*(?:v|hz|ph)\b", " ", asked.value.lower())
    yield from _one(replace(asked, value=value))


def _plug(asked: AskedLine) -> Found:
    nema = re.search(r"\b\d{1,2}-(\d{2})\s?p\b", asked.value.lower())
    amps = re.search(r"\b(\d{2})\s?a(?:mps?)?\b", asked.value.lower())
    if nema or amps:
        yield asked.rule.field, (nema or amps)[1]  # type: ignore[index]


def _years(asked: AskedLine) -> Found:
    found = re.search(r"(\d+)\s*-?\s*(?:years?|yrs?)", f"{asked.value} {asked.context}".lower())
    if found:
        yield asked.rule.field, found[1]


def _refrigerant(asked: AskedLine) -> Found:
    found = re.search(r"\bR-?\d{2,3}[A-Za-z]{0,2}\b", asked.value, re.IGNORECASE)
    if found:
        yield asked.rule.field, str(normalize("refrigerant", found[0].upper()))


def _among(asked: AskedLine) -> Found:
    words = WORDS[asked.rule.field]
    found = (word for pattern, word in words.items() if re.search(pattern, asked.value.lower()))
    for word in found:
        yield asked.rule.field, word
        return


def _by_vocabulary(asked: AskedLine) -> Found:
    value = normalize(asked.rule.field, asked.value)
    if isinstance(value, bool):
        yield asked.rule.field, "yes" if value else "no"
    elif value is not None:
        yield asked.rule.field, value if isinstance(value, str) else as_text(value)


def _number_of_a_model(asked: AskedLine) -> Found:
    parts = asked.value.split(" / ")
    if all(re.fullmatch(r"(?=.*\d)[\w().+/-]{3,}", part) for part in parts) and len(parts) <= 2:
        yield asked.rule.field, asked.value


def _digits(asked: AskedLine) -> Found:
    found = re.search(r"\b\d{6,12}\b", asked.value)
    if found:
        yield asked.rule.field, found[0]


def _price(asked: AskedLine) -> Found:
    """“1499.00”, or the two ends of a span. The line does not say where and when. [$]"""
    said = f"{asked.context} {asked.value}".lower()
    if re.search(NOT_ITS_PRICE, said):
        raise NotReadError(_("It is not the price of the unit alone."))
    if "$" not in said and "usd" not in said:
        raise NotReadError(_("It does not say dollars."))
    amounts = [number(each) for each in NUMBERS.findall(asked.value)]
    is_span = len(amounts) == 2 and re.search(r"\d\s*(?:-|~|\bto\b)\s*\$?\s*\d", asked.value)
    if len(amounts) != 1 and not is_span:
        raise NotReadError(_("It holds more than one number."))
    kind = PriceKind.LIST if re.search(LIST_PRICE, said) else PriceKind.STREET
    yield f"price_{kind.value}", "-".join(f"{each:.2f}" for each in sorted(amounts))


def _words(asked: AskedLine) -> Found:
    yield asked.rule.field, asked.value[:80]


READERS: Final[dict[str, Callable[[AskedLine], Found]]] = {
    "output": _output,
    "sacc": _sacc,
    "cop": _cop,
    "number": _one,
    "most": _one,
    "hspf2": _hspf2,
    "limits": _limits,
    "sound": _sound,
    "dimensions": _dimensions,
    "side_of_box": _side_of_box,
    "weight": _weight,
    "span": _span,
    "amps": _amps,
    "plug": _plug,
    "years": _years,
    "refrigerant": _refrigerant,
    "among": _among,
    "yes_or_no": _by_vocabulary,
    "by_vocabulary": _by_vocabulary,
    "number_of_a_model": _number_of_a_model,
    "digits": _digits,
    "words": _words,
    "price": _price,
}
