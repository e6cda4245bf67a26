"""The glossary: the document of the terms with today's figures of the catalog in its sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from advisor.content.documents import glossary
from advisor.content.markdown import fill
from advisor.engine.equipment import CERTIFIED
from advisor.engine.place import FloatArray
from advisor.engine.unit_types import RECORDS, of_units
from advisor.formatting.numbers import (
    Figure,
    btu,
    decibels,
    not_published,
    number,
    span,
    temperature,
)
from advisor.listing.search import Shelf
from advisor.listing.smallest import smallest_of
from advisor.pages.guides.blocks import GuideBlock
from advisor.pages.guides.page import GuideSection, GuideSource, guide_sources

SPLIT = next(record.key for record in RECORDS if record.split)


@dataclass(frozen=True, kw_only=True)
class GlossaryPage:
    title: str
    summary: str
    sections: tuple[GuideSection, ...]
    sources: tuple[GuideSource, ...]
    here: str


def glossary_page(shelf: Shelf, *, here: str, units: str) -> GlossaryPage:
    """Every term in the order of the document."""
    document, figures = glossary(), live_figures(shelf, units)
    return GlossaryPage(
        title=document.title,
        summary=document.lede,
        sections=tuple(
            GuideSection(
                key=section.key,
                title=section.title,
                blocks=(GuideBlock(kind="prose", html=fill(section.html, figures)),),
            )
            for section in document.sections
        ),
        sources=guide_sources(document),
        here=here,
    )


def live_figures(shelf: Shelf, units: str) -> Mapping[str, str]:
    """What the units that may be recommended publish today, by the names that the document may
    use; "not published" where nothing is."""
    columns = shelf.stock.units
    split = of_units(columns.kind, lambda each: each.split)
    window = of_units(columns.kind, lambda each: each.in_window)
    row = smallest_of(shelf, SPLIT).published(shelf)
    coldest = shelf.coldest_f[of_units(shelf.kind, lambda each: each.split)]
    quiet = _known(columns.sound_min_db[split])
    return {
        "seer2": _ratings(columns.seer2[split], "SEER2"),
        "hspf2": _ratings(columns.hspf2[split], "HSPF2"),
        "ceer": _ratings(columns.ceer[window], "CEER"),
        "sound": str(decibels(quiet.min(), quiet.max()) if quiet.size else not_published()),
        "least": btu(None if row is None else float(shelf.least_btu_h[row]), units),
        "coldest": temperature(float(np.nanmin(coldest)) if _known(coldest).size else None, units),
        "certified": number(int((columns.sale == CERTIFIED).sum())),
    }


def _known(values: FloatArray) -> FloatArray:
    return values[~np.isnan(values)]


def _ratings(values: FloatArray, unit: str) -> str:
    known = _known(values)
    if not known.size:
        return str(not_published())
    return span(Figure(number(known.min(), 1), unit), Figure(number(known.max(), 1), unit))
