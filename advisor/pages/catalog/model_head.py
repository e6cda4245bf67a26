"""The head of a model page: which unit this is, whether it is a pick, its six main figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.advice.evidence import called
from advisor.formatting.numbers import (
    Figure,
    btu_figure,
    decibels,
    not_published,
    temperature,
)
from advisor.formatting.unit_names import TYPE_NAMES, shown_number
from advisor.listing.inventory import Inventory
from advisor.listing.search import Shelf
from advisor.pages.catalog.figure_rows import (
    number_of,
)
from advisor.pages.catalog.sale_line import SaleLine, sale_line
from advisor.pages.catalog.unit_lines import UnitFact, halves, known_temperature, least_note
from catalog.models import (
    HeatPump,
    SaleStatus,
    Status,
)
from catalog.record import CurrentFigure


@dataclass(frozen=True, kw_only=True)
class Successor:
    text: str
    address: str  # "" where that unit has no page


@dataclass(frozen=True, kw_only=True)
class ModelHead:
    title: str
    brand: str
    brand_address: str
    model: str
    halves: tuple[str, ...]
    slug: str
    called: str  # as people say it
    pair: str  # which two halves this is
    sale: SaleLine
    one_pair: str  # whose figures an outdoor unit without a named indoor unit has
    state: str  # why it is no pick: in words
    replaced_by: Successor | None
    facts: tuple[UnitFact, ...]
    sheet: str  # address of the data sheet of the manufacturer


def model_head(
    pump: HeatPump,
    figures: Mapping[str, CurrentFigure],
    shelf: Shelf,
    alone: Inventory | None,
    units: str,
) -> ModelHead:
    """``alone`` is the inventory of this unit only; ``None`` where advice leaves it out."""
    return ModelHead(
        title=f"{pump.brand.name} {pump.model_number}",
        brand=pump.brand.name,
        brand_address=reverse("brand", args=(pump.brand.slug,)),
        model=pump.model_number,
        halves=halves(shown_number(pump.model_number)),
        slug=pump.slug,
        called=called(alone, 0)
        if alone is not None
        else str(TYPE_NAMES.get(pump.type, pump.get_type_display())),
        pair=_pair(pump),
        sale=sale_line(pump.availability, figures.get("availability")),
        one_pair=_one_pair(pump),
        state=_state(pump, alone),
        replaced_by=_successor(pump),
        facts=_facts(figures, shelf, shelf.rows.get(pump.slug), units),
        sheet=_data_sheet(figures),
    )


def _pair(pump: HeatPump) -> str:
    if pump.indoor_model and pump.outdoor_model:
        return _("Indoor unit %(indoor)s, outdoor unit %(outdoor)s") % {
            "indoor": pump.indoor_model,
            "outdoor": pump.outdoor_model,
        }
    return ""


def _one_pair(pump: HeatPump) -> str:
    """For an outdoor unit of the certified list: nobody names its indoor unit."""
    of_the_list = pump.outdoor_model and not pump.indoor_model
    if not of_the_list or pump.availability != SaleStatus.CERTIFIED:
        return ""
    return _(
        "One record for the outdoor unit; the installer chooses the indoor unit. Figures of one"
        " certified pair."
    )


def _state(pump: HeatPump, alone: Inventory | None) -> str:
    """Why advice would not name this unit, if it would not."""
    if pump.status == Status.RETIRED:
        return _("We took this model off our list. What we knew about it stays here.")
    if alone is None:
        return _(
            "Our advice leaves this model out, because its rated cooling is not published"
            " under terms that let us show it."
        )
    return {
        "discontinued": _(
            "Discontinued, so we never recommend it. If you own one, you can still see"
            " below whether it suits your room."
        ),
        "ducted": _("It blows through short ducts, so advice for one room leaves it out."),
        "multi_zone": _(
            "Sold for multi-room systems. We know of no outdoor unit for one room only."
        ),
    }.get(alone.cards[0].standing, "") or (
        _("An older generation. Stores may still have some. Check that it is still sold.")
        if pump.availability == SaleStatus.ARCHIVE
        else ""
    )


def _successor(pump: HeatPump) -> Successor | None:
    following = pump.replaced_by
    if following is None:
        return None
    return Successor(
        text=f"{following.brand.name} {following.model_number}",
        address=reverse("model", args=(following.brand.slug, following.slug))
        if following.status != Status.DRAFT
        else "",
    )


def _facts(
    figures: Mapping[str, CurrentFigure], shelf: Shelf, row: int | None, units: str
) -> tuple[UnitFact, ...]:
    """The five figures that one looks for first."""
    if row is None:
        return ()
    cold = figures.get("heating_max_btu_5f") or figures.get("heating_btu_5f")
    return (
        UnitFact(
            label=_("Minimum heat at %(at)s") % {"at": temperature(47, units)},
            figure=btu_figure(float(shelf.least_btu_h[row]), units),
            note=least_note(shelf, row) or _("published"),
        ),
        UnitFact(
            label=_("Rated cooling"), figure=btu_figure(float(shelf.cooling_btu_h[row]), units)
        ),
        UnitFact(
            label=_("Maximum heat at %(at)s") % {"at": temperature(5, units)},
            figure=btu_figure(number_of(cold), units),
        ),
        UnitFact(
            label=_("Heats down to"),
            figure=known_temperature(shelf.coldest_f[row], units),
        ),
        UnitFact(
            label=_("Indoor sound"),
            figure=decibels(
                number_of(figures.get("sound_indoor_min_db")),
                number_of(figures.get("sound_indoor_max_db")),
            ),
        ),
        UnitFact(
            label=_("Voltage"),
            figure=Figure(str(figures["voltage"].value), "V")
            if "voltage" in figures
            else not_published(),
        ),
    )


def _data_sheet(figures: Mapping[str, CurrentFigure]) -> str:
    """The manufacturer's data sheet, if it is an address of the web."""
    sheet = figures.get("submittal_url")
    url = str(sheet.value) if sheet and sheet.value else ""
    return url if url.startswith(("https://", "http://")) else ""
