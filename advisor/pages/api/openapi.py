"""The description of the API (OpenAPI 3.1), made from the questions and from the contract.

Nothing of it is written twice: a new question, choice, bound or key of the contract is in it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from advisor.advice.contract import Advice
from advisor.engine import VERSION
from advisor.engine.answers import (
    BOUNDS,
    CHOICES,
    MAX_PRIORITIES,
    MULTIPLE_CHOICES,
    WHOLE_NUMBERS,
)
from advisor.engine.unit_types import UNIT_TYPES
from advisor.listing import search as shelves
from advisor.listing.search import Shelf
from advisor.pages.api.contract_schema import Faults, Schema, schemas_of
from advisor.pages.api.unit_list import LONGEST_TEXT, UnitList
from advisor.questions.definitions import QUESTIONS
from advisor.questions.question_types import UNSURE, Question

LANGUAGES: Final = ("en", "es")
EXAMPLES: Final = {"zip": "02130", "space": "bedroom", "area": 120}
_OPEN: Final = ["", UNSURE]
"""What leaves an answer open."""

_LANG: Final[Schema] = {
    "name": "lang",
    "in": "query",
    "description": "Language of the sentences.",
    "schema": {"enum": list(LANGUAGES)},
}
_FILTERS: Final = {
    "brand": "Slug of a brand.",
    "size": "Nameplate, cooling.",
    "least": "Lowest heat output at 47 °F, at most. [BTU/h]",
    "volts": "Supply voltage. [V]",
    "price": "Price that somebody saw, at most. [$]",
    "sound": "Sound indoors at the lowest speed, at most. [dB(A)]",
    "cold": "1: heats below 5 °F.",
    "sold": "What is known of the sale.",
    "sort": (
        "Order. least: lowest output first. size: smallest nameplate. price: cheapest. quiet:"
        " quietest. cold: coldest limit. name: by name."
    ),
}


@lru_cache(maxsize=1)
def document(shelf: Shelf) -> dict[str, Any]:
    """The whole description, in English as the keys are. ``shelf`` has the brands of today."""
    with translation.override("en"):
        return {
            "openapi": "3.1.0",
            "info": {
                "title": "Room Heat Pump Advisor",
                "version": VERSION,
                "summary": "The smallest heat pump that is right for one room, and what it costs.",
                "description": (
                    "Read only, no key, no cookie. Answers are in US units. A figure that nobody"
                    " publishes is null, never 0. Each answer has an ETag: send it back as"
                    " If-None-Match. Parameters that are not listed are ignored."
                ),
            },
            "servers": [{"url": settings.SITE_URL or "/"}],
            "paths": {
                reverse("api_advice"): {"get": _advice()},
                reverse("api_heat_pumps"): {"get": _heat_pumps(shelf)},
            },
            "components": {"schemas": schemas_of(Advice, UnitList, Faults)},
        }


def tool() -> dict[str, Any]:
    """The same question as a tool that an assistant may call: its name and its arguments."""
    with translation.override("en"):
        return {
            "name": "room_heat_pump_advice",
            "description": (
                "Advises on the smallest heat pump for one room of a home in the United States:"
                " load, ranked units with costs, and reasons. Call it by GET with these arguments"
                " as the query."
            ),
            "url": f"{settings.SITE_URL}{reverse('api_advice')}",
            "method": "GET",
            "input_schema": {
                "type": "object",
                "properties": {
                    each["name"]: {**each["schema"], "description": each["description"]}
                    for each in answer_parameters()
                },
                "required": [name for name, each in QUESTIONS.items() if each.required],
            },
        }


def _advice() -> dict[str, Any]:
    return {
        "operationId": "advice",
        "summary": "The advice for one room",
        "description": "As `manage.py advise --json` prints it.",
        "parameters": list(answer_parameters()),
        "responses": _responses("Advice", unknown="The ZIP code is not known."),
    }


def _heat_pumps(shelf: Shelf) -> dict[str, Any]:
    named = [
        _parameter(name, _FILTERS[name], {"enum": ["", *values]})
        for name, values in shelves.choices(shelf).items()
    ]
    text = {"type": "string", "maxLength": LONGEST_TEXT}
    page = {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 99_999_999}, {"enum": [""]}]}
    return {
        "operationId": "heatPumps",
        "summary": "The heat pumps of the catalog, filtered, page by page",
        "parameters": [
            _parameter("q", "Brand, series, or model number, as people type it.", text),
            _list_parameter("type", "Kinds of unit.", UNIT_TYPES),
            *named,
            _parameter("page", "From 1.", page),
            _LANG,
        ],
        "responses": _responses("UnitList", unknown="There is no such page."),
    }


def _responses(record: str, *, unknown: str) -> dict[str, Any]:
    def answer(says: str, schema: str) -> dict[str, Any]:
        content = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
        return {"description": says, "content": {"application/json": content}}

    return {
        "200": answer("The answer.", record),
        "304": {"description": "Nothing changed since the ETag of If-None-Match."},
        "400": answer("Something in the query is missing or wrong.", "Faults"),
        "404": answer(unknown, "Faults"),
        "405": answer("Only GET and HEAD are answered.", "Faults"),
    }


def answer_parameters() -> Iterator[dict[str, Any]]:
    """A parameter for each question, with its words, its choices and its bounds."""
    for name, question in QUESTIONS.items():
        words = _words(question)
        if name in MULTIPLE_CHOICES:
            most = MAX_PRIORITIES if name == "priorities" else None
            yield _list_parameter(name, words, MULTIPLE_CHOICES[name], most=most)
            continue
        schema = _schema(question)
        if not question.required:
            schema = _or_open(schema)
        given = {"example": EXAMPLES[name]} if name in EXAMPLES else {}
        yield {**_parameter(name, words, schema, required=question.required), **given}
    units = "US units only: sq ft, ft, in, °F. Metric answers are refused here, not misread."
    yield _parameter("units", units, {"enum": ["", "us"]})
    yield _LANG


def _words(question: Question) -> str:
    """The question, its help, and what each choice means."""
    parts = [str(question.label), str(question.help)]
    if question.unit:
        parts.append(f"[{question.unit}]")
    told = " ".join(filter(None, parts))
    meanings = [f"{value}: {choice.label}." for value, choice in question.choices.items()]
    if not question.required:
        meanings.append("Left out or unsure: we take what is usual and say so.")
    return " ".join([told, *meanings])


def _schema(question: Question) -> Schema:
    name = question.name
    if name in CHOICES:
        return {"enum": list(CHOICES[name])}
    if name in BOUNDS:
        low, high = BOUNDS[name]
        kind = "integer" if name in WHOLE_NUMBERS else "number"
        return {"type": kind, "minimum": low, "maximum": high}
    if question.kind == "zip":
        return {"type": "string", "pattern": "^[0-9]{5}$"}
    return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 100}


def _or_open(schema: Schema) -> Schema:
    if "enum" in schema:
        return {"enum": [*schema["enum"], *_OPEN]}
    return {"anyOf": [schema, {"enum": _OPEN}]}


def _parameter(name: str, says: str, schema: Schema, *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": says,
        "schema": schema,
    }


def _list_parameter(
    name: str, says: str, values: tuple[str, ...], *, most: int | None = None
) -> dict[str, Any]:
    several: Schema = {"type": "array", "items": {"enum": list(values)}, "uniqueItems": True}
    if most:
        several["maxItems"] = most
    schema = {"anyOf": [several, {"const": [""]}]}  # "type=": none is asked for
    return {**_parameter(name, says, schema), "style": "form", "explode": False}
