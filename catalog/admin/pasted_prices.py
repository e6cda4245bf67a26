"""A price that a pasted text names: proposed, and taken only with the store and the day.

A sheet says an amount; that somebody saw it at a store on a day, only the editor can say.
"""

from __future__ import annotations

from typing import Final

from django.http import QueryDict
from django.utils.text import capfirst

from catalog.importing.submittal import SheetReading
from catalog.models import PriceKind

PREFIX: Final = "prices"
SHOP, DAY = "pasted_shop", "pasted_day"
"""Fields of the box, for all prices of the text."""
_KINDS: Final = {f"price_{kind.value}": kind for kind in (PriceKind.STREET, PriceKind.LIST)}


def is_price(reading: SheetReading) -> bool:
    return reading.field in _KINDS


def label_of(field: str) -> str:
    return str(capfirst(str(_KINDS[field].label)))


def in_dollars(value: str) -> str:
    """“1499.00” as “$1,499.00”; the two ends of a span."""
    return "–".join(f"${float(each):,.2f}" for each in value.split("-"))


def is_placed(data: QueryDict) -> bool:
    """Whether the box says where and when."""
    return bool(data.get(SHOP, "").strip() and data.get(DAY, "").strip())


def line_of(reading: SheetReading, data: QueryDict) -> dict[str, str]:
    """The fields of the price's line."""
    low, _dash, high = reading.value.partition("-")
    return {
        "retailer": data.get(SHOP, "").strip(),
        "kind": _KINDS[reading.field].value,
        "amount_low": low,
        "amount_high": high or low,
        "observed_on": data.get(DAY, "").strip(),
    }


def is_there(reading: SheetReading, data: QueryDict, numbers: range) -> bool:
    """Whether a line says this price, of this store and day."""
    wanted = line_of(reading, data)
    return is_placed(data) and any(
        all(_same(data.get(f"{PREFIX}-{n}-{name}", ""), text) for name, text in wanted.items())
        for n in numbers
    )


def _same(entered: str, text: str) -> bool:
    try:
        return float(entered) == float(text)
    except ValueError:
        return entered.strip() == text
