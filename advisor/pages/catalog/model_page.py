"""One unit of the catalog: every figure with source and date, prices, and the rooms it fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from advisor.listing.search import Shelf
from advisor.pages.catalog.figure_rows import FigureTables, figure_tables
from advisor.pages.catalog.model_head import ModelHead, model_head
from advisor.pages.catalog.model_output import UnitOutput, unit_output
from advisor.pages.catalog.model_prices import UnitPrices, unit_prices
from advisor.pages.catalog.model_rooms import RoomsTable, rooms_table
from advisor.pages.catalog.product_data import product_data
from advisor.pages.shared import structured
from advisor.pages.shared.fields import ROOM_FIELDS, Field, hidden_fields, room_fields
from advisor.pages.shared.frame_code import unit_codes
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm, query_string
from catalog.models import HeatPump, PriceObservation, Status
from catalog.record import CurrentFigure


@dataclass(frozen=True, kw_only=True)
class ModelPage:
    head: ModelHead
    fields: tuple[Field, ...]
    hidden: tuple[tuple[str, str], ...]
    zip_error: str
    rooms: RoomsTable | None
    may_judge: bool
    figures: FigureTables
    prices: UnitPrices
    output: UnitOutput
    compare: str
    card: str  # to print; empty where advice leaves the unit out
    codes: tuple[tuple[str, str], ...]  # that show the unit in an article: name, code
    canonical: SafeString
    data: SafeString
    indexed: bool


def model_page(
    pump: HeatPump,
    figures: Mapping[str, CurrentFigure],
    prices: Sequence[PriceObservation],
    shelf: Shelf,
    form: RoomForm,
    *,
    today: date,
) -> ModelPage:
    """Everything about ``pump`` that may be shown; ``figures`` by name, as they may be shown."""
    units = form.units
    alone = shelf.stock.only(pump.slug)
    form, rooms = rooms_table(pump, alone, form, today=today)
    return ModelPage(
        head=model_head(pump, figures, shelf, alone, units),
        fields=room_fields(form, prefix="fit"),
        hidden=hidden_fields(form.given, without={*ROOM_FIELDS, "model"}),
        zip_error=form.errors.get("zip", ""),
        rooms=rooms,
        may_judge=alone is not None,
        figures=figure_tables(figures, pump.type, units),
        prices=unit_prices(prices, alone, today),
        output=unit_output(alone, figures, shelf, pump.slug, units),
        compare=address("compare_units", form.given, model="", models=pump.slug),
        card=_card(pump, form) if alone is not None else "",
        codes=unit_codes(pump.slug, alone.cards[0].name, "model", "chart", "card")
        if alone is not None
        else (),
        canonical=structured.canonical("model", pump.brand.slug, pump.slug),
        data=_structured_data(pump, figures, prices, today),
        indexed=pump.status == Status.LIVE,
    )


def _card(pump: HeatPump, form: RoomForm) -> str:
    query = query_string(form.given, model="")
    there = reverse("card", args=(pump.brand.slug, pump.slug))
    return f"{there}?{query}" if query else there


def _structured_data(
    pump: HeatPump,
    figures: Mapping[str, CurrentFigure],
    prices: Sequence[PriceObservation],
    today: date,
) -> SafeString:
    path = reverse("model", args=(pump.brand.slug, pump.slug))
    brand = (pump.brand.name, reverse("brand", args=(pump.brand.slug,)))
    return structured.json_ld(
        product_data(pump, figures, prices, today=today, path=path),
        structured.breadcrumbs(structured.trail(brand, (pump.model_number, path))),
    )
