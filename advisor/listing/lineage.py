"""What a unit is kin to: codes of its outdoor unit, series, line, brand and successor."""

import re
from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np

from advisor.engine.equipment import IntArray
from catalog.selection import search_key

_FAMILY = re.compile(r"^(\d*[a-z]{2,})[a-z](\d+)")
_LINE = re.compile(r"^(\d*[a-z]+)\d+([a-z]*)")


def lineage(columns: dict[str, tuple[Any, ...]], machine: IntArray) -> dict[str, IntArray]:
    """Codes of ``Units.lineage``: equal texts have equal codes, whatever the shelf; 0 is none.

    A unit without an outdoor part is known by its ``machine``, which has many labels.
    """
    brands = [search_key(brand) for brand in columns.get("brand", ())]
    numbers = [
        search_key(outdoor or model)
        for outdoor, model in zip(
            columns.get("outdoor_model", ()), columns.get("model_number", ()), strict=True
        )
    ]
    # A series that only repeats the brand says nothing.
    series = [
        "" if (key := search_key(text)) == brand else key
        for text, brand in zip(columns.get("series", ()), brands, strict=True)
    ]
    split = np.array([bool(outdoor) for outdoor in columns.get("outdoor_model", ())], dtype=bool)
    return {
        "slug": _codes(columns.get("slug", ())),
        "outdoor": np.where(split, _codes(_joined(brands, numbers)), machine),
        "line": _codes(_joined(brands, [line_of(number) for number in numbers])),
        "family": _codes(_joined(brands, [family_of(number) for number in numbers])),
        "series": _codes(_joined(brands, series)),
        "brand": _codes(brands),
        "replaced_by": _codes([slug or "" for slug in columns.get("replaced_by", ())]),
    }


def line_of(number: str) -> str:
    """What the numbers of one line share: the letters on both sides of the first size.

    >>> line_of("muzfx09nlhz"), line_of("38mpraq12aa3"), line_of("sz1h09daa"), line_of("12345")
    ('muzfx#nlhz', '38mpraq#aa', 'sz#h', '')
    """
    found = _LINE.match(number)
    return f"{found[1]}#{found[2]}" if found else ""


def family_of(number: str) -> str:
    """What the numbers of two generations of one size share: all but the generation's letter.

    >>> family_of("muzfx09nlhz"), family_of("muzfh09nah"), family_of("38mpraq12aa3")
    ('muzf09', 'muzf09', '38mpra12')
    """
    found = _FAMILY.match(number)
    return f"{found[1]}{found[2]}" if found else ""


def _joined(brands: Sequence[str], texts: Sequence[str]) -> list[str]:
    return [f"{brand}|{text}" if text else "" for brand, text in zip(brands, texts, strict=True)]


def _codes(texts: Sequence[str]) -> IntArray:
    return np.array([crc32(text.encode()) if text else 0 for text in texts], dtype=np.int64)
