"""Every import format by its code, and which of them reads the file of a batch."""

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
from catalog.importing.formats.spreadsheet import SPREADSHEET
from catalog.importing.reading import RefusedError
from catalog.importing.records import Format
from catalog.models import ImportBatch

FORMATS: Final[dict[str, Format]] = {
    form.code: form
    for form in (
        *(MINI_SPLITS, ALL_HEAT_PUMPS, ROOM_AIR_CONDITIONERS, NEEP, NEEP_2018, SPREADSHEET),
        *(REFRESH, FEED),
    )
}


def format_of(batch: ImportBatch) -> Format:
    """How the file of a batch is read; ``RefusedError`` for a feed of no shop."""
    if batch.format != FEED.code:
        return FORMATS[batch.format]
    if batch.feed is None:
        raise RefusedError(_("Choose the store that the product feed belongs to."))
    return feed_format(batch.feed)
