"""JSON Schema of the records of the contract, made from their dataclasses and their words."""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from advisor.advice.contract_json import CONTRACT_EXTRAS
from advisor.pages.api.contract_words import SAYS, VALUES, VALUES_OF_A_LIST

Schema = dict[str, Any]

_PLAIN: Final[dict[Any, Schema]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    field: str | None
    says: str


@dataclass(frozen=True, kw_only=True)
class Faults:
    errors: list[Fault]


def schemas_of(*records: type) -> dict[str, Schema]:
    """A schema for each record and for all that stand in them, by their names.

    Raises ``KeyError`` for a key that ``contract_words`` says nothing about.
    """
    found: dict[str, Schema] = {}
    waiting = list(records)
    while waiting:
        record = waiting.pop()
        if record.__name__ not in found:
            found[record.__name__] = _object(record)
            waiting += [inner for _name, hint in _hints(record) for inner in _records_in(hint)]
    return dict(sorted(found.items()))


def _hints(record: type) -> Iterator[tuple[str, Any]]:
    hints = typing.get_type_hints(record)
    extras = CONTRACT_EXTRAS.get(record, frozenset())
    for each in fields(record):
        if each.name not in extras:
            yield each.name, hints[each.name]


def _records_in(hint: Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in typing.get_args(hint):
        yield from _records_in(inner)


def _object(record: type) -> Schema:
    keys = dict(_hints(record))
    return {
        "type": "object",
        "description": SAYS[record.__name__],
        "properties": {name: _key(record, name, hint) for name, hint in keys.items()},
        "required": list(keys),
        "additionalProperties": False,
    }


def _key(record: type, name: str, hint: Any) -> Schema:
    place = f"{record.__name__}.{name}"
    schema = _of(hint)
    values = VALUES.get(place) or VALUES_OF_A_LIST.get(place)
    if values:
        maybe = "null" in schema.get("type", ())
        schema = {"enum": [*values, *([None] if maybe else [])]}
    return {**schema, "description": SAYS[place]}


def _of(hint: Any) -> Schema:
    inner = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        (known,) = (each for each in inner if each is not type(None))
        return _or_null(_of(known))
    if is_dataclass(hint) and isinstance(hint, type):
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    origin = typing.get_origin(hint)
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(inner[1])}
    if origin in {list, tuple}:
        return {"type": "array", "items": _of(inner[0])}
    return dict(_PLAIN[hint])


def _or_null(schema: Schema) -> Schema:
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"oneOf": [schema, {"type": "null"}]}
