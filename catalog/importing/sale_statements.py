"""What lists and shops say about whether a unit can be bought: dated figures of one name."""

from datetime import date
from typing import Final

from catalog.importing.records import Published
from catalog.models import Confidence

NAME: Final = "availability"
ON_SALE: Final = "on_sale"
CERTIFIED: Final = "certified"
UNKNOWN: Final = "unknown"
UNCONFIRMED: Final = "sale in the United States is not confirmed"  # why a unit stays a draft
LASTING: Final = frozenset({ON_SALE, CERTIFIED})  # may be seen again, and its date moves then


def sale_statement(
    value: str,
    *,
    source: str,
    day: date,
    confidence: Confidence = Confidence.MEDIUM,
    note: str = "",
) -> Published:
    return Published(
        name=NAME,
        value=value,
        source_id=source,
        source_day=day,
        source_date=day.isoformat(),
        confidence=confidence.value,
        note=note,
    )
