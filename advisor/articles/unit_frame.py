"""A unit in a frame of an article: its card, its output by outdoor temperature, or its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from advisor.listing import inventory
from advisor.listing import search as shelves
from advisor.pages.catalog.label_card import LabelCard, label_card
from advisor.pages.catalog.model_output import UnitOutput, unit_output
from advisor.pages.catalog.unit_lines import UnitLine, unit_line
from advisor.pages.shared.frame_code import frame_title
from advisor.pages.shared.render import address, with_query
from advisor.pages.shared.structured import absolute_url
from advisor.questions.answer_form import RoomForm
from catalog.models import Figure
from catalog.record import CurrentFigure, as_public, current_figures


@dataclass(frozen=True, kw_only=True)
class UnitFramePage:
    kind: str  # card, chart, model
    title: str
    card: LabelCard | None
    line: UnitLine | None
    output: UnitOutput | None
    ask: str  # the questions, to judge this unit in a room
    page: str  # the page of the unit, with the article
    link: str  # its address to read and type


def unit_frame(kind: str, slug: str, form: RoomForm, *, today: date) -> UnitFramePage | None:
    """The frame of a unit; ``None`` for one that we do not list."""
    alone = inventory.current().only(slug)
    if alone is None:
        return None
    card, units = alone.cards[0], form.units
    there = reverse("model", args=(card.brand_slug, slug))
    shelf = shelves.current()
    line = None
    if kind != "card":
        line = unit_line(shelf, shelf.rows[slug], shelf.prices(today), units=units)
    return UnitFramePage(
        kind=kind,
        title=frame_title(kind, card.name),
        card=label_card(alone, None, units) if kind == "card" else None,
        line=line,
        output=unit_output(alone, _figures(slug), shelf, slug, units) if kind == "chart" else None,
        ask=address("questions", form.given, model=slug),
        page=with_query(there, form.given),
        link=absolute_url(there),
    )


def _figures(slug: str) -> Mapping[str, CurrentFigure]:
    """The published figures that we may show. One query."""
    figures = Figure.objects.filter(heat_pump__slug=slug).select_related("source")
    return current_figures(map(as_public, figures), rights=settings.CATALOG_WITH_RIGHTS)
