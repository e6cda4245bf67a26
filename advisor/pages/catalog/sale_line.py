"""Whether a unit is sold, as a fact with its day and its source: one line of its page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.formatting.dates import period
from advisor.formatting.source_names import source_name
from advisor.formatting.text import Text
from advisor.pages.catalog.unit_lines import SOLD
from catalog.models import SaleStatus
from catalog.record import CurrentFigure


@dataclass(frozen=True, kw_only=True)
class SaleLine:
    text: str
    path: str  # the whole text of the source, where the line does not say it


def sale_line(status: str, figure: CurrentFigure | None) -> SaleLine:
    """``figure`` is the one behind ``status``; ``None`` where nobody states anything.

    A certification says that a unit may be sold, not that a shop does.
    """
    if figure is None or not figure.statement.source_date:
        return SaleLine(text=_plain(status), path="")
    source = source_name(figure.statement.source)
    parts = {"source": source.name, "day": period(figure.statement.source_date)}
    said: dict[str, Text] = {
        SaleStatus.CERTIFIED.value: _("On ENERGY STAR’s list, seen %(day)s"),
        SaleStatus.ON_SALE.value: _("On sale, seen %(day)s (%(source)s)"),
        SaleStatus.ARCHIVE.value: _("Older generation, as of %(day)s (%(source)s)"),
        SaleStatus.DISCONTINUED.value: _("Discontinued, as of %(day)s (%(source)s)"),
        SaleStatus.UNKNOWN.value: _("Not known whether it is sold, as of %(day)s (%(source)s)"),
    }
    return SaleLine(text=str(said[status]) % parts, path=source.path)


def _plain(status: str) -> str:
    if status == SaleStatus.UNKNOWN:
        return _("Not known whether it is sold")
    words = str(SOLD[status])
    return words[:1].upper() + words[1:]
