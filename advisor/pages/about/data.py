"""The data page: what the advisor knows, from whom, as of when, and under which terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.engine import VERSION
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import day, period
from advisor.formatting.numbers import number
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPES_MANY
from advisor.listing.search import Shelf
from advisor.pages.about.method import RULES
from advisor.pages.shared import structured
from advisor.pages.shared.layout import address_of

CHANGES_OF = timedelta(days=60)
MOST_CHANGES = 20
FILES = (("units_csv", "text/csv"), ("units_json", "application/json"))

SOURCES: tuple[tuple[Text, Text, Text], ...] = (
    (
        gettext_lazy("Heat pumps: ENERGY STAR records, US EPA"),
        gettext_lazy("room air conditioners: export of December 17, 2025; heat pumps: 2026"),
        gettext_lazy("work of the US government; the logo itself is a trademark"),
    ),
    (
        gettext_lazy("Heat pumps: manufacturers’ submittals, data sheets, and manuals"),
        gettext_lazy("each figure carries its date"),
        gettext_lazy("facts"),
    ),
    (
        gettext_lazy("Heat pumps: specification tables and store prices"),
        gettext_lazy("June 20 and September 25, 2026"),
        gettext_lazy("facts"),
    ),
    (
        gettext_lazy("Lowest outputs: manufacturers’ values in NEEP’s public workbook"),
        gettext_lazy("July 12, 2018"),
        gettext_lazy(
            "facts, with attribution; NEEP does not vouch for tests that are not standardized"
        ),
    ),
    (
        gettext_lazy("Weather for 1,019 stations: TMY3, NREL"),
        gettext_lazy("typical years from 1991–2005"),
        gettext_lazy("work of the US government"),
    ),
    (
        gettext_lazy("Design temperatures: EPA county reference"),
        gettext_lazy("2015"),
        gettext_lazy("work of the US government"),
    ),
    (
        gettext_lazy("ZIP codes: GeoNames"),
        gettext_lazy("2026"),
        gettext_lazy("CC BY 4.0"),
    ),
    (
        gettext_lazy("Energy prices by state: US EIA; grid: EPA eGRID"),
        gettext_lazy("each shown with its month on the results page"),
        gettext_lazy("work of the US government"),
    ),
)

RIGHTS: dict[str, Text] = {
    "1": gettext_lazy(
        "Figures from NEEP’s 2018 workbook are shown. Those from later NEEP records, which"
        " are not for commercial use, are left out."
    ),
    "0": gettext_lazy("Figures that fall under NEEP’s terms are left out."),
    "all": gettext_lazy(
        "Figures from NEEP’s records are shown because this site is not commercial. Those"
        " from later records are not in the files."
    ),
}


@dataclass(frozen=True, kw_only=True)
class CatalogChange:
    day: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DataPage:
    title: str
    counts: tuple[tuple[str, str], ...]
    sources: tuple[tuple[Text, Text, Text], ...]
    rights: Text
    versions: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str, str, Text], ...]
    changes: tuple[CatalogChange, ...]
    report: str
    data: SafeString


@dataclass(frozen=True, kw_only=True)
class CatalogCounts:
    """Of the live catalog."""

    figures: int
    sources: int
    prices: int
    newest_price: date | None


def data_page(
    shelf: Shelf,
    counts: CatalogCounts,
    *,
    rights: str,
    changes: Sequence[tuple[date, int]],
    data_version: str,
) -> DataPage:
    """``changes``: days on which the catalog changed, with the number of units, newest first."""
    return DataPage(
        title=_("The data behind the advice"),
        counts=_counts(shelf, counts),
        sources=SOURCES,
        rights=RIGHTS[rights],
        versions=(
            (_("Rules"), VERSION),
            (_("Catalog"), shelf.version),
            (_("Weather, places, and prices"), data_version),
        ),
        rules=tuple((version, when, period(when), words) for version, when, words in RULES),
        changes=tuple(
            CatalogChange(
                day=day(when),
                text=ngettext("%(count)s model changed", "%(count)s models changed", units)
                % {"count": number(units)},
            )
            for when, units in changes
        ),
        report=address_of("report"),
        data=structured.json_ld(
            _dataset(shelf),
            structured.breadcrumbs([structured.trail()[0], (_("Data"), reverse("data"))]),
        ),
    )


def _counts(shelf: Shelf, counts: CatalogCounts) -> tuple[tuple[str, str], ...]:
    by_type = (
        (str(TYPES_MANY[kind]), number(int((shelf.kind == index).sum())))
        for index, kind in enumerate(UNIT_TYPES)
    )
    published = int(shelf.least_is_published.sum())
    return (
        *by_type,
        (_("of these, with a published lowest output"), number(published)),
        (_("Brands"), number(len(shelf.brands))),
        (_("Published figures"), number(counts.figures)),
        (_("Sources"), number(counts.sources)),
        (_("Prices we found"), number(counts.prices)),
        (_("Newest price"), day(counts.newest_price) or "–"),
    )


def _dataset(shelf: Shelf) -> dict[str, object]:
    """A schema.org data set."""
    return {
        "@type": "Dataset",
        "name": _("Heat pumps for one room: published figures and their sources"),
        "description": _(
            "Output, efficiency, limits, sound, electrical data, and prices of mini-splits"
            " and window and portable heat pumps, each figure with its source, date, and"
            " confidence."
        ),
        "url": structured.absolute_url(reverse("data")),
        "version": shelf.version,
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": structured.absolute_url(reverse(view)),
            }
            for view, media_type in FILES
        ],
    }
