"""One unit of the catalogue: every figure with source and date, prices, and the rooms it fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.room_fit import RoomFit
from advisor.drawing.charts import OutputChart
from advisor.formatting.numbers import (
    Figure,
    btu_figure,
    decibels,
    not_published,
    temperature,
    temperature_figure,
)
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing.inventory import Inventory
from advisor.listing.search import Shelf
from advisor.pages.catalog.figure_layout import SECTIONS, WANTED
from advisor.pages.catalog.figure_rows import (
    FigureSection,
    SourceLine,
    SourceNumbers,
    figure_label,
    figure_section,
)
from advisor.pages.catalog.model_output import (
    OutputRow,
    number_of,
    output_charts,
    output_rows,
    output_sentence,
)
from advisor.pages.catalog.model_prices import PriceRow, price_row, price_sentence
from advisor.pages.catalog.model_rooms import RoomsTable, rooms_table
from advisor.pages.catalog.product_data import product_data
from advisor.pages.catalog.unit_lines import halves, least_note
from advisor.pages.shared import structured
from advisor.pages.shared.fields import Field, field_for, hidden_fields
from advisor.pages.shared.structured import trail
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import QUESTIONS
from catalog.models import (
    Availability,
    HeatPump,
    PriceObservation,
    Status,
)
from catalog.record import Told


@dataclass(frozen=True, kw_only=True)
class Fact:
    label: str
    figure: Figure
    note: str = ""

    @property
    def is_known(self) -> bool:
        return self.figure != not_published()


@dataclass(frozen=True, kw_only=True)
class Named:
    text: str
    address: str  # "" where that unit has no page


@dataclass(frozen=True, kw_only=True)
class ModelPage:
    title: str
    brand: str
    brand_address: str
    model: str
    halves: tuple[str, ...]
    slug: str
    kind: str
    drawing: str
    series: str
    pair: str  # which two halves this is
    state: str  # why it is no pick: in words
    replaced_by: Named | None
    facts: tuple[Fact, ...]
    fields: tuple[Field, ...]
    hidden: SafeString | tuple[tuple[str, str], ...]
    zip: str
    zip_error: str
    rooms: RoomsTable | None
    may_judge: bool
    sections: tuple[FigureSection, ...]
    missing: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    prices: tuple[PriceRow, ...]
    price_rule: str
    wide: OutputChart | None
    phone: OutputChart | None
    chart_says: str
    chart_axis: str
    outputs: tuple[OutputRow, ...]
    sheet: str
    compare: str
    canonical: SafeString
    data: SafeString
    indexed: bool


def model_page(
    pump: HeatPump,
    told: Mapping[str, Told],
    prices: Sequence[PriceObservation],
    shelf: Shelf,
    form: RoomForm,
    *,
    today: date,
    place_name: str = "",
    design_f: float | None = None,
    rooms: Sequence[RoomFit] | None = None,
    zip_error: str = "",
) -> ModelPage:
    """Everything about ``pump`` that may be shown; ``told`` holds its figures that stand."""
    units = form.units
    row = shelf.rows.get(pump.slug)
    alone = shelf.stock.only(pump.slug)
    name = f"{pump.brand.name} {pump.model_number}"
    numbers = SourceNumbers()
    sections = tuple(
        section
        for key, title, names in SECTIONS
        if (section := figure_section(key, title, names, told, numbers=numbers, units=units)).rows
    )
    price_rule = price_sentence(alone, today)
    wide, phone = output_charts(alone, told, units)
    path = reverse("model", args=(pump.brand.slug, pump.slug))
    return ModelPage(
        title=name,
        brand=pump.brand.name,
        brand_address=reverse("brand", args=(pump.brand.slug,)),
        model=pump.model_number,
        halves=halves(pump.model_number),
        slug=pump.slug,
        kind=str(TYPE_NAMES.get(pump.type, pump.get_type_display())),
        drawing=f"type-{pump.type}",
        series=pump.series,
        pair=_pair(pump),
        state=_state(pump, alone),
        replaced_by=_successor(pump),
        facts=_facts(told, shelf, row, units),
        fields=tuple(
            field_for(QUESTIONS[each], form.given, error=form.errors.get(each, ""), prefix="fit")
            for each in ("space", "zip", "area")
        ),
        hidden=hidden_fields(form.given, without={"space", "zip", "area", "model"}),
        zip=form.given.get("zip", ""),
        zip_error=zip_error,
        rooms=rooms_table(rooms, pump, form, place_name, design_f) if rooms is not None else None,
        may_judge=alone is not None,
        sections=sections,
        missing=tuple(
            figure_label(each, units) for each in WANTED.get(pump.type, ()) if each not in told
        ),
        sources=numbers.lines(),
        prices=tuple(price_row(price) for price in prices),
        price_rule=price_rule,
        wide=wide,
        phone=phone,
        chart_says=output_sentence(shelf, row, units),
        chart_axis=_("Up: %(power)s of heat. Across: outdoors, %(degrees)s.")
        % {
            "power": "kW" if units == "metric" else "BTU/h",
            "degrees": "°C" if units == "metric" else "°F",
        },
        outputs=output_rows(told, units),
        sheet=pump_sheet(told),
        compare=f"{reverse('compare_units')}?models={pump.slug}",
        canonical=structured.canonical("model", pump.brand.slug, pump.slug),
        data=structured.json_ld(
            product_data(pump, told, prices, today=today, path=path),
            structured.breadcrumbs(
                trail(
                    (pump.brand.name, reverse("brand", args=(pump.brand.slug,))),
                    (pump.model_number, path),
                )
            ),
        ),
        indexed=pump.status == Status.LIVE,
    )


def _pair(pump: HeatPump) -> str:
    if pump.indoor_model and pump.outdoor_model:
        return _("Indoor unit %(indoor)s, outdoor unit %(outdoor)s") % {
            "indoor": pump.indoor_model,
            "outdoor": pump.outdoor_model,
        }
    return ""


def _state(pump: HeatPump, alone: Inventory | None) -> str:
    """Why advice would not name this unit, if it would not."""
    if pump.status == Status.RETIRED:
        return _("We have taken this model off our list. What we knew about it stays here.")
    if alone is None:
        return _(
            "Advice leaves this model out: its rated cooling is not published under terms that let"
            " us show it."
        )
    return {
        "discontinued": _(
            "Discontinued: advice never names it. If you own one, you can still see below whether"
            " it suits your room."
        ),
        "ducted": _("It blows through short ducts, so advice for one room leaves it out."),
        "multi_zone": _(
            "Sold for systems of several rooms: no outdoor unit for one room alone is known."
        ),
    }.get(alone.cards[0].standing, "") or (
        _("An older generation: shops may still have some. Check that it is still sold.")
        if pump.availability == Availability.LEGACY
        else ""
    )


def _successor(pump: HeatPump) -> Named | None:
    following = pump.replaced_by
    if following is None:
        return None
    return Named(
        text=f"{following.brand.name} {following.model_number}",
        address=reverse("model", args=(following.brand.slug, following.slug))
        if following.status != Status.DRAFT
        else "",
    )


def _facts(told: Mapping[str, Told], shelf: Shelf, row: int | None, units: str) -> tuple[Fact, ...]:
    """The five figures that one looks for first."""
    if row is None:
        return ()
    cold = told.get("heating_max_btu_5f") or told.get("heating_btu_5f")
    return (
        Fact(
            label=_("Least heat, at %(at)s") % {"at": temperature(47, units)},
            figure=btu_figure(float(shelf.least_btu_h[row]), units),
            note=least_note(shelf, row) or _("published"),
        ),
        Fact(label=_("Rated cooling"), figure=btu_figure(float(shelf.cooling_btu_h[row]), units)),
        Fact(
            label=_("Most heat at %(at)s") % {"at": temperature(5, units)},
            figure=btu_figure(number_of(cold), units),
        ),
        Fact(
            label=_("Heats down to"),
            figure=temperature_figure(
                None if shelf.coldest_f[row] != shelf.coldest_f[row] else shelf.coldest_f[row],
                units,
            ),
        ),
        Fact(
            label=_("Sound indoors"),
            figure=decibels(
                number_of(told.get("sound_indoor_min_db")),
                number_of(told.get("sound_indoor_max_db")),
            ),
        ),
        Fact(
            label=_("Voltage"),
            figure=Figure(str(told["voltage"].value), "V")
            if "voltage" in told
            else not_published(),
        ),
    )


def pump_sheet(told: Mapping[str, Told]) -> str:
    """The maker's data sheet, if it is an address of the web."""
    sheet = told.get("submittal_url")
    url = str(sheet.value) if sheet and sheet.value else ""
    return url if url.startswith(("https://", "http://")) else ""
