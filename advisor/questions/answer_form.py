"""The query string → ``Answers`` of the engine, and back.

The address is the state, so reading it is the whole of form handling: every value is checked here
once, each fault becomes one sentence that says what would be accepted, and units are converted
once. What is carried from page to page is the text of the address itself (``given``), never a
number that went through two conversions.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.engine.answers import (
    BOUNDS,
    CHOICES,
    FACES,
    MAX_PRIORITIES,
    MULTIPLE_CHOICES,
    WHOLE_NUMBERS,
    Answers,
)
from advisor.engine.conversions import CM_PER_INCH, M2_PER_FT2, M_PER_FT, celsius, fahrenheit
from advisor.questions import renamed, zip_codes
from advisor.questions.definitions import QUESTIONS, STEP_OF
from advisor.questions.floor_area import NOTHING, PARTS, WorkedOut, worked_out
from advisor.questions.labels import offered, unit
from advisor.questions.question_types import UNSURE, Question

MAX_LENGTH = 100
"""No answer is longer; the longest is a list of every feature."""

KEPT = MappingProxyType(
    {
        "units": re.compile(r"us|metric"),
        "lang": re.compile(r"[a-z]{2}"),
        "from": re.compile(r"[A-Za-z0-9_-]{1,80}"),
        "slot": re.compile(r"[A-Za-z0-9_-]{1,40}"),
        "rooms": re.compile(r"[a-z0-9_:.,~!-]{1,2600}"),
        "prefilled": re.compile(r"[a-z_]{1,30}(?:,[a-z_]{1,30}){0,60}"),
    }
)
"""Parameters that are no answers but travel along; anything else than these patterns is ignored.
``prefilled`` names the answers that a link brought and nobody has looked at yet."""

CARRIED = (*QUESTIONS, *KEPT)
"""Every parameter that a link of ours may carry, in the order in which it is written."""
_PLACES = MappingProxyType({name: place for place, name in enumerate(CARRIED)})

REQUIRED = tuple(name for name, question in QUESTIONS.items() if question.required)

_NUMBER = re.compile(r"-?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})?(?:\.[0-9]{1,6})?")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_AREAS = (
    *("area", "home_area", "window_area", "skylight_area", "crawl_area"),
    *(f"window_area_{side}" for side in FACES),
)
LENGTHS = ("ceiling", "overhang", "overhang_gap", "wall_length", "house_width")
"""Answers in feet, or in meters."""

_TO_US: Mapping[str, Callable[[float], float]] = MappingProxyType(
    {
        **dict.fromkeys(_AREAS, lambda m2: m2 / M2_PER_FT2),
        **dict.fromkeys(LENGTHS, lambda m: m / M_PER_FT),
        "window_width": lambda cm: cm / CM_PER_INCH,
        "hold": fahrenheit,
    }
)
_TO_METRIC: Mapping[str, Callable[[float], float]] = MappingProxyType(
    {
        **dict.fromkeys(_AREAS, lambda ft2: ft2 * M2_PER_FT2),
        **dict.fromkeys(LENGTHS, lambda ft: ft * M_PER_FT),
        "window_width": lambda inches: inches * CM_PER_INCH,
        "hold": celsius,
    }
)
METRIC_ANSWERS = frozenset(_TO_US)
"""The answers that are in metric units where the address says ``units=metric``."""


class AnswerError(ValueError):
    """An answer that cannot be used; the message is the sentence for the visitor."""


@dataclass(frozen=True, kw_only=True)
class RoomForm:
    """A query string as read: text as given, values in US units, and one sentence per fault."""

    given: dict[str, str]
    values: dict[str, Any]
    errors: dict[str, str]
    units: str = "us"
    worked_out: WorkedOut = NOTHING  # the area, where it was given as lengths

    @cached_property
    def answers(self) -> Answers | None:
        """The answers for the engine, or None while a required one is missing or one is wrong."""
        return None if self.errors or self.missing else Answers(**self.values)

    @property
    def missing(self) -> tuple[str, ...]:
        """Required answers that are not there at all."""
        return tuple(name for name in REQUIRED if not self.given.get(name))

    @property
    def prefilled(self) -> frozenset[str]:
        """The answers that came with a link of an article, until their step is submitted."""
        return prefilled(self.given)

    def confirmed(self, names: Iterable[str]) -> "RoomForm":
        """The same form once the visitor has submitted these answers: they are theirs now."""
        rest = _listed(self.prefilled.difference(names))
        others = {name: text for name, text in self.given.items() if name != "prefilled"}
        return replace(self, given=others | ({"prefilled": rest} if rest else {}))

    def with_error(self, name: str, sentence: str) -> "RoomForm":
        """The same form with one more fault, found by asking the database."""
        return replace(self, errors={**self.errors, name: sentence})

    def faults(self, names: Iterable[str] = tuple(QUESTIONS)) -> dict[str, str]:
        """A sentence for each of these answers that is wrong, or required and missing."""
        sentences = {name: needed(name) for name in self.missing} | self.errors
        return {name: sentences[name] for name in names if name in sentences}


def read(data: QueryDict) -> RoomForm:
    """Read the answers of an address. Unknown parameters are ignored, the last of several equal
    names counts, blank or ``unsure`` is the same as leaving an answer out, and a retired answer is
    read as the nearest living one."""
    data = _today(data)
    given = given_text(data)
    area = worked_out(
        {part: data.get(part, "") for part in PARTS},
        stated=given.get("area", ""),
        metric=is_metric("area", given),
    )
    if area.area:
        given["area"] = area.area
    if "prefilled" in given:
        given["prefilled"] = _listed(prefilled(given) & given.keys())
    values, errors = _values(given)
    if area.fault:
        values.pop("area", None)
        errors["area"] = area.fault
    return RoomForm(
        given=given,
        values=values,
        errors=errors,
        units=given.get("units", "us"),
        worked_out=area,
    )


def given_text(data: QueryDict) -> dict[str, str]:
    """The text of every parameter that we carry along; nonsense in one of ours is left out."""
    given = {name: text for name in CARRIED if name in data and (text := _text(data, name))}
    if zip_code := zip_codes.five_digits(given.get("zip", "")):
        given["zip"] = zip_code  # the four digits of a ZIP+4 name a street, which nobody needs
    return {
        name: text for name, text in given.items() if name not in KEPT or KEPT[name].fullmatch(text)
    }


def _values(given: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers as values in US units, and a sentence for each that cannot be used."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name, question in QUESTIONS.items():
        text = given.get(name, "")
        if not text or (text == UNSURE and not question.required):
            continue
        try:
            values[name] = _value(question, text, given)
        except AnswerError as refused:
            errors[name] = str(refused)
    return values, errors


def prefilled(given: Mapping[str, str]) -> frozenset[str]:
    """The names of the answers that ``prefilled`` marks as coming from an article."""
    return frozenset(given.get("prefilled", "").split(",")) & QUESTIONS.keys()


def _listed(names: Iterable[str]) -> str:
    """Names of answers as ``prefilled`` lists them, in the order in which they are asked."""
    marked = frozenset(names)
    return ",".join(name for name in QUESTIONS if name in marked)


def read_text(query: str) -> RoomForm:
    """Read the answers of a query string, with or without its question mark."""
    return read(QueryDict(query.lstrip("?")))


def errors_for_cli(form: RoomForm) -> list[str]:
    """One line per bad or missing field: ``area: Floor area can be …``; with the codes of an answer
    that is chosen, since that is what a command line takes."""
    codes = {**CHOICES, **MULTIPLE_CHOICES}
    return [
        f"{name}: {sentence}" + (f" [{', '.join(codes[name])}]" if name in codes else "")
        for name, sentence in form.faults().items()
    ]


def _today(data: QueryDict) -> QueryDict:
    if renamed.names().isdisjoint(data):
        return data
    pairs, _moved = renamed.living(
        (name, renamed.names_today(text) if name == "prefilled" else text)
        for name in data
        for text in data.getlist(name)
    )
    return QueryDict(urlencode(pairs))


def _text(data: QueryDict, name: str) -> str:
    if name in MULTIPLE_CHOICES:  # check boxes repeat their name, links use commas
        return ",".join(part.strip() for part in data.getlist(name) if part.strip())
    return data.get(name, "").strip()


def _value(question: Question, text: str, given: Mapping[str, str]) -> Any:
    if len(text) > MAX_LENGTH:
        raise AnswerError(_("That answer is too long."))
    if "\x00" in text or "\ufffd" in text:
        raise AnswerError(_("That has characters we cannot read. Please type it again."))
    name = question.name
    if name in MULTIPLE_CHOICES:
        return _several(question, text, given)
    if name in CHOICES:
        return _one(question, text, given)
    if name in BOUNDS:
        return _number(question, text, given)
    if question.kind == "zip":
        zip_code = zip_codes.five_digits(text)
        if not zip_code:
            raise AnswerError(zip_codes.refusal(text))
        return zip_code
    if not _SLUG.fullmatch(text):
        raise AnswerError(_("Write the model in lowercase letters, digits, and hyphens."))
    return text


def _one(question: Question, text: str, given: Mapping[str, str]) -> str:
    if text not in CHOICES[question.name]:
        raise AnswerError(
            _("That is not one of the answers. Choose one of these: %(choices)s.")
            % {"choices": offered(question, given)}
        )
    return text


def _several(question: Question, text: str, given: Mapping[str, str]) -> tuple[str, ...]:
    name = question.name
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if any(value not in MULTIPLE_CHOICES[name] for value in chosen):
        raise AnswerError(
            _("One of these is not a valid answer. Choose from these: %(choices)s.")
            % {"choices": offered(question, given)}
        )
    if name == "priorities" and len(chosen) > MAX_PRIORITIES:
        raise AnswerError(
            _("Choose up to %(count)s, most important first.") % {"count": MAX_PRIORITIES}
        )
    return chosen


def _number(question: Question, text: str, given: Mapping[str, str]) -> float | int:
    name = question.name
    bare = text.removeprefix("$").strip()
    if not _NUMBER.fullmatch(bare) or not re.search(r"[0-9]", bare):
        raise AnswerError(
            _("%(name)s must be a plain number, such as %(example)s.")
            % {"name": question.short, "example": _example(name, given)}
        )
    number = float(bare.replace(",", ""))
    if is_metric(name, given):
        number = _TO_US[name](number)
    low, high = BOUNDS[name]
    # A metric bound is shown rounded, so what is shown must be accepted.
    slack = 0.004 if is_metric(name, given) else 0.0
    if not low - slack * abs(low) <= number <= high + slack * abs(high):
        raise AnswerError(range_sentence(name, given))
    number = min(max(number, low), high)
    if name in WHOLE_NUMBERS:
        if number != int(number):
            raise AnswerError(_("%(name)s must be a whole number.") % {"name": question.short})
        return int(number)
    return number


def is_metric(name: str, given: Mapping[str, str]) -> bool:
    return name in METRIC_ANSWERS and given.get("units") == "metric"


def range_sentence(name: str, given: Mapping[str, str]) -> str:
    """What is accepted and why: "Ceiling height from 6 to 20 ft: we use the height for …"."""
    question = QUESTIONS[name]
    low, high = BOUNDS[name]
    if is_metric(name, given):
        low, high = _TO_METRIC[name](low), _TO_METRIC[name](high)
    highest = " ".join(part for part in (plain(high), str(unit(question, given))) if part)
    return _("%(name)s can be from %(low)s to %(high)s: %(why)s") % {
        "name": capfirst(str(question.short)),
        "low": plain(low),
        "high": highest,
        "why": question.range_why,
    }


def needed(name: str) -> str:
    """The sentence for a required answer that is missing."""
    return {
        "zip": _("Enter your home’s ZIP code."),
        "space": _("Choose the kind of room."),
        "area": _("Enter the floor area of the room."),
    }[name]


def plain(number: float) -> str:
    """A number as it is written in the address: at most three digits that matter, no exponent."""
    digits = 0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2
    text = f"{number:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _example(name: str, given: Mapping[str, str]) -> str:
    examples = {"area": 120.0, "ceiling": 8.0, "window_area": 20.0, "hold": 68.0}
    examples |= {"price_growth": 2.5, "discount": 4.0}
    low, high = BOUNDS[name]
    number = examples.get(name, (low + high) / 2 if high < 10 else round(low + (high - low) / 10))
    return plain(_TO_METRIC[name](number) if is_metric(name, given) else number)


def given_from(answers: Answers, *, units: str = "us") -> dict[str, str]:
    """The text of the address that says these answers."""
    given = {"units": "metric"} if units == "metric" else {}
    for name in QUESTIONS:
        value = getattr(answers, name)
        if value is None or value == ():
            continue
        if isinstance(value, tuple):
            given[name] = ",".join(value)
        elif isinstance(value, str):
            given[name] = value
        else:
            exact = _TO_METRIC[name](value) if is_metric(name, given) else value
            given[name] = f"{exact:.6f}".rstrip("0").rstrip(".")
    return given


def in_units(given: Mapping[str, str], units: str) -> dict[str, str]:
    """What changes in an address that is read in other ``units``: the numbers, and their name.

    A number that cannot be read stays as it is; an empty change takes ``units`` out.
    """
    factors = _TO_METRIC if units == "metric" else _TO_US
    changes = {"units": "metric" if units == "metric" else ""}
    for name, convert in factors.items():
        bare = given.get(name, "").replace(",", "").strip()
        if bare and _NUMBER.fullmatch(bare) and re.search(r"[0-9]", bare):
            changes[name] = f"{convert(float(bare)):.6f}".rstrip("0").rstrip(".")
    return changes


def query_string(given: Mapping[str, str] | Answers, **changes: str) -> str:
    """The address that says these answers, with changes; an empty change takes an answer out.

    The order is always the one of the questions, so that equal answers have equal addresses.
    """
    known = given_from(given) if isinstance(given, Answers) else given
    changed = {**known, **changes}
    carried = sorted(changed.keys() & _PLACES.keys(), key=_PLACES.__getitem__)
    ordered = [*carried, *(name for name in changes if name not in _PLACES)]
    return _encoded(tuple((name, changed[name]) for name in ordered if changed[name]))


_encoded = lru_cache(maxsize=500)(partial(urlencode, safe=",:!"))  # a page has dozens of addresses


def undone(given: Mapping[str, str], undo: str) -> str:
    """The address after the change that lifts an exclusion (``key=value`` pairs in US units)."""
    changes = dict(parse_qsl(undo, keep_blank_values=True))
    for name, text in changes.items():
        if text and is_metric(name, given):
            changes[name] = plain(_TO_METRIC[name](float(text)))
    return query_string(given, **changes)


def step_of(name: str) -> str:
    """The key of the step that asks for an answer."""
    return STEP_OF[name].key
