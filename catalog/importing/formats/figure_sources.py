"""Source, date and rights of each figure, as columns of our own table beside the figure's own.

``seer2__source``, ``seer2__date`` and ``seer2__rights`` belong to ``seer2``. A blank one means what
the row's ``source``, ``date`` and ``rights`` columns say, and where those are blank too or missing,
as in older files, nothing is said of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from catalog.importing.plan import Stored
from catalog.importing.reading import Row, key_of
from catalog.importing.records import Log, Origin
from catalog.models import Figure, Rights
from catalog.vocabulary import first_day

ROW: Final = ("source", "date", "rights")
_LONGEST_SOURCE: Final = 2_000  # characters


def title(name: str, part: str) -> str:
    """
    >>> title("sound_indoor_min_db", "source")
    'sound_indoor_min_db__source'
    """
    return f"{name}__{part}"


def with_columns(names: Iterable[str]) -> Iterator[str]:
    """``names`` of figures, each before the columns that some unit fills for it. One query."""
    used = Figure.objects.filter(in_use=True, heat_pump__synthetic=False)
    parts: dict[str, set[str]] = {}
    for name, rights in used.order_by().values_list("name", "rights").distinct():
        parts.setdefault(name, {"source", "date"}).update({"rights"} if rights else ())
    for name in names:
        yield name
        yield from (title(name, part) for part in ROW if part in parts.get(name, ()))


def origin_cells(figures: Iterable[Stored], values: Mapping[str, object]) -> dict[str, str]:
    """Cells of the columns for the figures in use of one unit, whose record is ``values``."""
    cells: dict[str, str] = {}
    for each in figures:
        statement = each.statement
        if not each.in_use or statement.usable != values.get(statement.name):
            continue
        day = statement.source_date
        parts = (str(statement.source_id), day if first_day(day) else "", statement.rights)
        cells |= {title(statement.name, part): text for part, text in zip(ROW, parts, strict=True)}
    return cells


def origin_of(name: str, row: Row, cells: Mapping[str, str], log: Log) -> Origin:
    """What a row says of where the figure ``name`` is from; what is wrong is noted in ``log``."""
    keys = {part: key_of(title(name, part)) for part in ROW}
    keys = {part: key if cells.get(key) else part for part, key in keys.items()}
    source, day, rights = (cells.get(key, "").strip() for key in keys.values())
    found = first_day(day)
    if day and (found is None or found > log.today):
        log.error(
            row.line,
            keys["date"],
            _("Enter a date like 2026-09-25 that is not in the future."),
        )
    if rights not in Rights.values:
        log.error(
            row.line,
            keys["rights"],
            _("“%(text)s” is not one of %(allowed)s.")
            % {"text": rights[:60], "allowed": ", ".join(filter(None, Rights.values))},
        )
    if len(source) > _LONGEST_SOURCE:
        log.error(row.line, keys["source"], _("It is too long."))
    return Origin(source=source, date=day, rights=rights)
