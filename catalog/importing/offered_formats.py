"""Every import format by its code, and how the file of a batch is opened by it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from catalog.importing.formats.energystar import (
    ALL_HEAT_PUMPS,
    MINI_SPLITS,
    REFRESH,
    ROOM_AIR_CONDITIONERS,
)
from catalog.importing.formats.merchant_feed import FEED, feed_format
from catalog.importing.formats.neep import NEEP
from catalog.importing.formats.neep_workbook import NEEP_2018
from catalog.importing.formats.price_list import PRICE_LIST
from catalog.importing.formats.spreadsheet import SPREADSHEET
from catalog.importing.office_cells import made_plain
from catalog.importing.opening import open_table
from catalog.importing.reading import AskError, NoHeaderError, RefusedError, Table
from catalog.importing.records import Format
from catalog.models import ImportBatch

FORMATS: Final[dict[str, Format]] = {
    form.code: form
    for form in (
        *(MINI_SPLITS, ALL_HEAT_PUMPS, ROOM_AIR_CONDITIONERS, NEEP, NEEP_2018, SPREADSHEET),
        *(PRICE_LIST, REFRESH, FEED),
    )
}


def format_of(batch: ImportBatch) -> Format:
    """How the file of a batch is read; ``RefusedError`` for a feed of no shop."""
    if batch.format != FEED.code:
        return FORMATS[batch.format]
    if batch.feed is None:
        raise RefusedError(_("Choose the store that the product feed belongs to."))
    return feed_format(batch.feed)


def opened(path: Path, form: Format, answers: Mapping[str, str]) -> Table:
    """The table in the file, its cells made plain where people wrote them.

    Raises ``AskError`` for what the file leaves open and ``answers`` do not say: the sheet, the
    order of day and month, the decimal mark; and where it is the table of another format.
    """
    if form.open:
        return form.open(path)
    sheet = answers.get("sheet", form.sheet)
    try:
        table = open_table(path, required=form.required, sheet=sheet, kind_of=form.kind_of)
    except NoHeaderError as refused:
        raise _other_format(path, form, refused) from refused
    if form.kind_of is None:
        return replace(table, read_as=())
    return made_plain(table, form.kind_of, answers)


def _other_format(path: Path, form: Format, refused: NoHeaderError) -> RefusedError:
    """The question whether the file is meant as one of the formats whose columns it has."""
    fitting = [each for each in FORMATS.values() if each is not form and _fits(path, each)]
    if not fitting:
        return refused
    return AskError(
        _("%(refused)s It has the columns of: %(formats)s.")
        % {"refused": refused, "formats": "; ".join(str(each.label) for each in fitting)},
        about="format",
        choices=[(each.code, str(each.label)) for each in fitting],
    )


def _fits(path: Path, form: Format) -> bool:
    if form.open or not form.required or not form.uploaded:
        return False
    try:
        open_table(path, required=form.required, sheet=form.sheet, kind_of=form.kind_of)
    except AskError:
        return True
    except RefusedError:
        return False
    return True
