"""What the formats of other publishers share: figures from cells, reasons to skip a row."""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.importing.reading import Row
from catalog.importing.records import Log, Published
from catalog.vocabulary import normalize, usual_unit

OTHER_MARKET: Final = gettext_noop("not sold in the United States")
OTHER_KIND: Final = gettext_noop("not a ductless single-room system")
MULTI_ZONE: Final = gettext_noop("multi-zone")
NO_INDOOR_UNIT: Final = gettext_noop("no indoor unit listed")
NO_REVERSE_CYCLE: Final = gettext_noop("does not heat by reverse cycle")


def figures_of(
    row: Row, log: Log, columns: Mapping[str, str], *, source: str, rights: str = ""
) -> list[Published]:
    """The figures in the ``columns`` of a row; what is no figure is noted as an error."""
    found = []
    for key, name in columns.items():
        text = tidy(row.cells.get(key, ""))
        if not text or text.lower() in {"n/a", "na", "none", "null", "-"}:
            continue
        if normalize(name, text) is None:
            log.error(row.line, key, _("“%(text)s” is not a valid value.") % {"text": text[:60]})
            continue
        found.append(published(name, text, log, source=source, rights=rights))
    return found


def published(name: str, text: str, log: Log, *, source: str, rights: str = "") -> Published:
    return Published(
        name=name,
        value=text,
        unit=usual_unit(name),
        source_id=source,
        source_day=log.today,
        source_date=log.today.isoformat(),
        confidence="high" if not rights else "medium",
        rights=rights,
    )


def tidy(text: str) -> str:
    """A number without its separators and the ".0" of a float; other text as it is.

    >>> tidy("12,000"), tidy("214602071.0"), tidy("R-454B"), tidy("3.50")
    ('12000', '214602071', 'R-454B', '3.5')
    """
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?", text):
        whole, _dot, part = text.replace(",", "").partition(".")
        return f"{whole}.{part}".rstrip("0").rstrip(".") if part else whole
    return text
