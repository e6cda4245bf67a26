"""One unit of the catalogue: every figure with source and date, prices, and the rooms it fits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.room_fit import RoomFit
from advisor.drawing.charts import PHONE, WIDE, ChartSize, OutputChart, output_chart
from advisor.engine.equipment import HEATING_GRID_F
from advisor.engine.money import FRESH, FRESH_DAYS, FROM_CLASS, STALE_DAYS, purchase
from advisor.formatting.conversions import KW_PER_BTU_H, M2_PER_FT2
from advisor.formatting.dates import day, period
from advisor.formatting.numbers import (
    Figure,
    area_figure,
    btu,
    btu_figure,
    decibels,
    feet_figure,
    inches_figure,
    load_figure,
    mass,
    money_span,
    not_published,
    number,
    percent,
    temperature,
    temperature_figure,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing.inventory import Inventory
from advisor.listing.search import Shelf
from advisor.pages.catalog.lists import halves, least_note
from advisor.pages.shared import structured
from advisor.pages.shared.fields import Field, field_for, hidden_fields
from advisor.pages.shared.fit_chart import axis_value
from advisor.pages.shared.structured import trail
from advisor.questions.answer_form import RoomForm, query_string
from advisor.questions.definitions import QUESTIONS, choice_label
from catalog.models import (
    Availability,
    Confidence,
    HeatPump,
    Mode,
    PriceKind,
    PriceObservation,
    Rights,
    Status,
    UnitType,
)
from catalog.record import Told
from catalog.vocabulary import NORMALISERS, point_place, usual_unit

CHART_COLDEST_F, CHART_WARMEST_F = -15.0, 65.0

SECTIONS: tuple[tuple[str, Text, tuple[str, ...]], ...] = (
    (
        "output",
        gettext_lazy("Output and efficiency"),
        (
            *("cooling_btu_h", "cooling_min_btu_h", "cooling_max_btu_h", "cooling_ashrae_btu_h"),
            *("cooling_claim_btu_h", "heating_btu_h", "heating_max_btu", "points"),
            *("seer2", "eer2", "hspf2", "ceer", "seer", "eer", "hspf"),
        ),
    ),
    (
        "limits",
        gettext_lazy("How cold, how hot"),
        (
            *("heat_source", "min_operating_f", "cutout_f", "restart_f"),
            *("full_capacity_down_to_f", "coldest_published_f", "max_operating_heating_f"),
            *("min_operating_cooling_f", "max_operating_cooling_f", "min_use_temperature_f"),
            *("cold_climate", "pan_heater"),
        ),
    ),
    (
        "noise",
        gettext_lazy("Noise"),
        (
            *("sound_indoor_min_db", "sound_indoor_max_db", "sound_outdoor_min_db"),
            *("sound_outdoor_db", "sound_measured_db"),
        ),
    ),
    (
        "electrical",
        gettext_lazy("Electrical and refrigerant"),
        (
            *("voltage", "min_circuit_amps", "max_overcurrent_amps", "plug_amps", "compressor"),
            "refrigerant",
        ),
    ),
    (
        "size",
        gettext_lazy("Size and fit"),
        (
            *("form", "mounting", "width_in", "height_in", "depth_in", "weight_lb"),
            *("outdoor_width_in", "outdoor_height_in", "outdoor_depth_in", "outdoor_weight_lb"),
            *("window_min_in", "window_max_in", "window_fit", "hose", "line_length_max_ft"),
            *("precharged_for_ft", "diy_kit", "mobile"),
        ),
    ),
    (
        "features",
        gettext_lazy("Features"),
        (
            *("wifi", "local_control", "remote", "timer", "sleep_mode", "dehumidify_mode"),
            *("dehumidification_pints_h", "filter"),
        ),
    ),
    (
        "papers",
        gettext_lazy("Certificates, warranty, sale"),
        (
            *("ahri_ref", "energy_star", "date_certified", "warranty_parts_years"),
            *("warranty_compressor_years", "warranty_registered_years", "availability"),
        ),
    ),
)

LABELS: dict[str, Text] = {
    "cooling_btu_h": gettext_lazy("Cooling, rated"),
    "cooling_ashrae_btu_h": gettext_lazy("Cooling, the figure on the box"),
    "cooling_claim_btu_h": gettext_lazy("Cooling as claimed, no test named"),
    "cooling_min_btu_h": gettext_lazy("Cooling at 95 °F, lowest"),
    "cooling_max_btu_h": gettext_lazy("Cooling at 95 °F, highest"),
    "heating_btu_h": gettext_lazy("Heating as claimed, no temperature named"),
    "heating_max_btu": gettext_lazy("Heating, highest, no temperature named"),
    "heat_source": gettext_lazy("Heats by"),
    "full_capacity_down_to_f": gettext_lazy("Full output down to, as claimed"),
    "coldest_published_f": gettext_lazy("Coldest published test"),
    "min_use_temperature_f": gettext_lazy("Coldest room it may stand in"),
    "sound_outdoor_min_db": gettext_lazy("Outdoors, quietest"),
    "sound_measured_db": gettext_lazy("Sound as a reviewer measured it"),
    "mounting": gettext_lazy("Mounting"),
    "outdoor_width_in": gettext_lazy("Outdoor unit, width"),
    "outdoor_height_in": gettext_lazy("Outdoor unit, height"),
    "outdoor_depth_in": gettext_lazy("Outdoor unit, depth"),
    "date_certified": gettext_lazy("Certified on"),
    "availability": gettext_lazy("On sale"),
    "voltage": gettext_lazy("Voltage"),
}
BASES: dict[str, Text] = {
    "cooling_ashrae_btu_h": gettext_lazy("ASHRAE test, larger than the SACC"),
    **dict.fromkeys(("seer2", "eer2"), gettext_lazy("AHRI 210/240 of 2023")),
    "hspf2": gettext_lazy("AHRI 210/240 of 2023, region IV unless told"),
    **dict.fromkeys(
        ("seer", "eer", "hspf"), gettext_lazy("older test, not to be mixed with the 2s")
    ),
    "ceer": gettext_lazy("federal test of room air conditioners, standby counted"),
    "sound_measured_db": gettext_lazy("no laboratory"),
}
SPEEDS: dict[str, Text] = {
    "min": gettext_lazy("lowest"),
    "rated": gettext_lazy("rated"),
    "max": gettext_lazy("highest"),
}
WANTED: dict[str, tuple[str, ...]] = {
    UnitType.MINI_SPLIT.value: (
        *("heating_min_btu_47f", "cooling_min_btu_82f", "heating_btu_47f", "heating_max_btu_5f"),
        *("min_operating_f", "seer2", "hspf2", "sound_indoor_min_db", "sound_outdoor_db"),
        *("voltage", "min_circuit_amps", "width_in", "warranty_compressor_years"),
    ),
    UnitType.WINDOW.value: (
        *("heating_min_btu_47f", "heating_btu_47f", "min_operating_f", "ceer"),
        *("sound_indoor_min_db", "voltage", "window_min_in", "window_max_in", "window_fit"),
        *("weight_lb", "warranty_parts_years"),
    ),
    UnitType.PORTABLE.value: (
        *("heating_btu_47f", "min_operating_f", "hose", "sound_indoor_min_db", "voltage"),
        *("weight_lb", "warranty_parts_years"),
    ),
}
"""What somebody who chooses needs to know: where it is missing the page says so."""

CONFIDENCE: dict[str, Text] = {
    Confidence.HIGH.value: gettext_lazy("high confidence"),
    Confidence.MEDIUM.value: gettext_lazy("medium confidence"),
    Confidence.LOW.value: gettext_lazy("low confidence"),
}
VERDICTS: dict[str, Text] = {
    "fits": gettext_lazy("fits"),
    "cycles": gettext_lazy("stops and starts most of the time"),
    "weak": gettext_lazy("too weak alone"),
    "left_out": gettext_lazy("not here"),
}


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    label: str
    basis: str
    value: str
    others: str  # what other sources say instead
    source: int  # number in the list of sources
    dated: str
    confidence: str
    confidence_key: str


@dataclass(frozen=True, kw_only=True)
class FigureSection:
    key: str
    title: Text
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    number: int
    text: str
    url: str
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Fact:
    label: str
    figure: Figure
    note: str = ""

    @property
    def is_known(self) -> bool:
        return self.figure != not_published()


@dataclass(frozen=True, kw_only=True)
class OutputRow:
    outdoor: str
    mode: str
    least: str
    rated: str
    most: str
    cop: str


@dataclass(frozen=True, kw_only=True)
class PriceRow:
    amount: str
    kind: str
    seen: str
    shop: str


@dataclass(frozen=True, kw_only=True)
class RoomRow:
    space: Text
    area: str
    heat: str
    cool: str
    gives: str
    cycling: str
    verdict: str
    verdict_text: Text
    why: str
    address: str


@dataclass(frozen=True, kw_only=True)
class RoomsTable:
    place: str
    at: str
    rows: tuple[RoomRow, ...]


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
    numbers = _Sources()
    sections = tuple(
        section
        for key, title, names in SECTIONS
        if (section := _section(key, title, names, told, numbers=numbers, units=units)).rows
    )
    price_rule = _price_rule(alone, today)
    wide, phone = _charts(alone, told, units)
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
        rooms=_rooms(rooms, pump, form, place_name, design_f) if rooms is not None else None,
        may_judge=alone is not None,
        sections=sections,
        missing=tuple(
            _label(each, units) for each in WANTED.get(pump.type, ()) if each not in told
        ),
        sources=numbers.lines(),
        prices=tuple(_price_row(price) for price in prices),
        price_rule=price_rule,
        wide=wide,
        phone=phone,
        chart_says=_chart_says(shelf, row, units),
        chart_axis=_("Up: %(power)s of heat. Across: outdoors, %(degrees)s.")
        % {
            "power": "kW" if units == "metric" else "BTU/h",
            "degrees": "°C" if units == "metric" else "°F",
        },
        outputs=_outputs(told, units),
        sheet=pump_sheet(told),
        compare=f"{reverse('compare_units')}?models={pump.slug}",
        canonical=structured.canonical("model", pump.brand.slug, pump.slug),
        data=structured.json_ld(
            _product(pump, told, prices, today=today, path=path),
            structured.breadcrumbs(
                trail(
                    (pump.brand.name, reverse("brand", args=(pump.brand.slug,))),
                    (pump.model_number, path),
                )
            ),
        ),
        indexed=pump.status == Status.LIVE,
    )


class _Sources:
    """Numbers the sources of a page in the order in which they are cited."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._lines: list[tuple[str, str, list[str]]] = []

    def cite(self, told: Told) -> int:
        statement = told.statement
        if statement.source_id not in self._numbers:
            self._numbers[statement.source_id] = len(self._numbers) + 1
            self._lines.append((statement.source, statement.source_url, []))
        number_ = self._numbers[statement.source_id]
        notes = self._lines[number_ - 1][2]
        if statement.note and statement.note not in notes:
            notes.append(statement.note)
        if statement.rights == Rights.NEEP_2018_WORKBOOK and _neep() not in notes:
            notes.append(_neep())
        return number_

    def lines(self) -> tuple[SourceLine, ...]:
        return tuple(
            SourceLine(number=index, text=text, url=url, notes=tuple(notes))
            for index, (text, url, notes) in enumerate(self._lines, start=1)
        )


def _neep() -> str:
    return _(
        "Makers’ values from NEEP’s public workbook of 12 July 2018; it disclaims tests that are"
        " not standardized."
    )


def _section(
    key: str,
    title: Text,
    names: Iterable[str],
    told: Mapping[str, Told],
    *,
    numbers: _Sources,
    units: str,
) -> FigureSection:
    wanted: list[str] = []
    for name in names:
        if name == "points":
            wanted += sorted((n for n in told if _is_point(n)), key=_point_order)
        elif name in told:
            wanted.append(name)
    return FigureSection(
        key=key,
        title=title,
        rows=tuple(_figure_row(told[name], told, numbers, units) for name in wanted),
    )


def _is_point(name: str) -> bool:
    return name not in NORMALISERS and point_place(name) is not None


def _point_order(name: str) -> tuple[bool, int, bool, int]:
    place = point_place(name)
    assert place is not None
    columns = ("min_btu_h", "rated_btu_h", "max_btu_h", "cop_min", "cop_rated", "cop_max")
    return (
        place.mode != Mode.HEATING,
        -place.outdoor_f if place.mode == Mode.HEATING else place.outdoor_f,
        place.column.startswith("cop"),
        columns.index(place.column),
    )


def _figure_row(each: Told, told: Mapping[str, Told], numbers: _Sources, units: str) -> FigureRow:
    statement = each.statement
    return FigureRow(
        label=_label(each.name, units),
        basis=_basis(each.name, told),
        value=shown_value(each.name, each.value, statement.value, statement.unit, units),
        others=", ".join(
            dict.fromkeys(
                shown_value(each.name, other.usable, other.value, other.unit, units)
                for other in each.others
            )
        ),
        source=numbers.cite(each),
        dated=period(statement.source_date),
        confidence=str(CONFIDENCE[statement.confidence]),
        confidence_key=statement.confidence,
    )


def _label(name: str, units: str) -> str:
    """The figure in words: "Heat at 17 °F, lowest"."""
    if name in LABELS:
        return str(LABELS[name])
    place = point_place(name)
    if place is not None:
        parts = {
            "at": temperature(place.outdoor_f, units),
            "speed": SPEEDS[place.column.removeprefix("cop_").removesuffix("_btu_h")],
        }
        if place.column.startswith("cop"):
            if place.mode == Mode.HEATING:
                return _("COP of heat at %(at)s, %(speed)s") % parts
            return _("COP of cooling at %(at)s, %(speed)s") % parts
        if place.mode == Mode.HEATING:
            return _("Heat at %(at)s, %(speed)s") % parts
        return _("Cooling at %(at)s, %(speed)s") % parts
    label = str(HeatPump.column(name).verbose_name).split(" [")[0]
    return capfirst(label)


def _basis(name: str, told: Mapping[str, Told]) -> str:
    """By which test a figure was won, where that is known."""
    if name == "cooling_btu_h":
        basis = told.get("cooling_rating_basis")
        return _choice("cooling_rating_basis", basis.value) if basis else ""
    if name.startswith("sound_indoor"):
        sound = told.get("sound_basis")
        return str(sound.value) if sound else ""
    if name == "hspf2" and "hspf2_region" in told:
        return _("AHRI 210/240 of 2023, %(region)s") % {
            "region": _choice("hspf2_region", told["hspf2_region"].value)
        }
    if name == "heating_max_btu_5f":
        return _("test at the highest speed: may exceed the rated output at 17 °F")
    return str(BASES.get(name, ""))


def _choice(name: str, value: object) -> str:
    choices = dict(HeatPump.column(name).flatchoices)
    return str(choices.get(value, value))


def shown_value(name: str, value: object, text: str, unit: str, units: str) -> str:
    """A figure as a page shows it, in the units of the visitor.

    One that nothing computes with is shown as it was published.
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return _measured(name, float(value), units)
    if value is None:
        return f"{text}\u00a0{unit}" if unit else text
    if name == "window_fit":
        return ", ".join(str(choice_label("window_type", each)) for each in str(value).split(","))
    return _choice(name, value) if name in NORMALISERS else str(value)


def _measured(name: str, value: float, units: str) -> str:
    unit = usual_unit(name)
    exact = number(value, 0 if value == int(value) else 1 if unit != "W/W" else 2)
    by_unit = {
        "BTU/h": lambda: str(btu_figure(value, units, step=1)),
        "°F": lambda: temperature(value, units),
        "dB(A)": lambda: f"{exact}\u00a0dB(A)",
        "in": lambda: str(inches_figure(value, units)),
        "lb": lambda: mass(value, units),
        "ft": lambda: str(feet_figure(value, units)),
        "A": lambda: f"{exact}\u00a0A",
        "years": lambda: _("%(count)s years") % {"count": exact},
        "pints/h": lambda: _("%(count)s pints an hour") % {"count": exact},
        "V": lambda: f"{exact}\u00a0V",
    }
    return by_unit.get(unit, lambda: exact)()


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
            figure=btu_figure(_number(cold), units),
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
                _number(told.get("sound_indoor_min_db")), _number(told.get("sound_indoor_max_db"))
            ),
        ),
        Fact(
            label=_("Voltage"),
            figure=Figure(str(told["voltage"].value), "V")
            if "voltage" in told
            else not_published(),
        ),
    )


def _number(each: Told | None) -> float | None:
    return float(each.value) if each and isinstance(each.value, int | float) else None


# --- Output by temperature ----------------------------------------------------------------------


def _charts(
    alone: Inventory | None, told: Mapping[str, Told], units: str
) -> tuple[OutputChart | None, OutputChart | None]:
    if alone is None:
        return None, None
    curves, scale = alone.curves, KW_PER_BTU_H if units == "metric" else 1.0
    cutout_f = max(CHART_COLDEST_F, float(curves.cutout_f[0]))

    def across(at_f: float) -> float:
        return (at_f - 32) / 1.8 if units == "metric" else at_f

    curve = [
        (across(at_f), float(least) * scale, float(most) * scale)
        for at_f, least, most in zip(
            HEATING_GRID_F, curves.heat_least[0], curves.heat_most[0], strict=True
        )
        if cutout_f <= at_f <= CHART_WARMEST_F
    ]
    dots = []
    for name, each in told.items():
        place = point_place(name)
        if place and place.mode == Mode.HEATING and place.column.endswith("_btu_h"):
            value = _number(each)
            if value is not None:
                dots.append((across(place.outdoor_f), value * scale))

    def draw(size: ChartSize) -> OutputChart | None:
        return output_chart(
            curve,
            sorted(dots),
            size=size,
            texts={"least": _("least it can give"), "most": _("most it can give")},
            value_text=lambda value: axis_value(value, units),
            x_step=(5 if size.width > 400 else 10) if units == "metric" else None,
        )

    return draw(WIDE), draw(PHONE)


def _chart_says(shelf: Shelf, row: int | None, units: str) -> str:
    if row is None:
        return ""
    least = btu(float(shelf.least_btu_h[row]), units)
    if shelf.least_is_published[row]:
        return _("On a mild day it goes down to %(least)s, as published.") % {"least": least}
    if shelf.one_speed[row]:
        return _(
            "As far as we know it runs at one speed, so its least is its most, about %(least)s:"
            " it stops and starts whenever the room needs less."
        ) % {"least": least}
    return _(
        "Nobody publishes how far it turns down. We count with about %(least)s on a mild day, an"
        " estimate from its size and type."
    ) % {"least": least}


def _outputs(told: Mapping[str, Told], units: str) -> tuple[OutputRow, ...]:
    """Published output by temperature: heating from mild to cold, then cooling."""
    cells: dict[tuple[str, int], dict[str, Told]] = {}
    for name, each in told.items():
        place = point_place(name)
        if place is not None:
            cells.setdefault((place.mode, place.outdoor_f), {})[place.column] = each
    order = sorted(
        cells, key=lambda at: (at[0] != Mode.HEATING, -at[1] if at[0] == Mode.HEATING else at[1])
    )

    def output(at: tuple[str, int], column: str) -> str:
        value = _number(cells[at].get(column))
        return "–" if value is None else btu_figure(value, units).number

    def cop(at: tuple[str, int]) -> str:
        values = [_number(cells[at].get(f"cop_{speed}")) for speed in ("min", "rated", "max")]
        known = [value for value in values if value is not None]
        if not known:
            return "–"
        low, high = number(min(known), 1), number(max(known), 1)
        return low if low == high else f"{low}–{high}"

    return tuple(
        OutputRow(
            outdoor=temperature(at[1], units),
            mode=_("heat") if at[0] == Mode.HEATING else _("cooling"),
            least=output(at, "min_btu_h"),
            rated=output(at, "rated_btu_h"),
            most=output(at, "max_btu_h"),
            cop=cop(at),
        )
        for at in order
    )


# --- Prices -------------------------------------------------------------------------------------


def _price_row(price: PriceObservation) -> PriceRow:
    return PriceRow(
        amount=money_span(price.amount_low, price.amount_high),
        kind=str(PriceKind(price.kind).label),
        seen=day(price.observed_on),
        shop=price.retailer,
    )


def _price_rule(alone: Inventory | None, today: date) -> str:
    """Which price counts today, by the rule of 45 and 180 days."""
    if alone is None:
        return ""
    prices = purchase(alone.units, alone.curves, today=today.toordinal())
    span = money_span(float(prices.low[0]), float(prices.high[0]))
    if prices.basis[0] == FROM_CLASS:
        return _(
            "No price of a shop within %(days)s days: advice counts with the range of its class,"
            " %(span)s for the unit alone."
        ) % {"days": STALE_DAYS, "span": span}
    if prices.basis[0] == FRESH:
        return _("Seen within %(days)s days: advice counts with it as it is, %(span)s.") % {
            "days": FRESH_DAYS,
            "span": span,
        }
    return _(
        "The newest was seen on %(day)s, more than %(days)s days ago: advice counts with ± 10 %%,"
        " %(span)s."
    ) % {"day": day(alone.cards[0].price_seen), "days": FRESH_DAYS, "span": span}


def pump_sheet(told: Mapping[str, Told]) -> str:
    """The maker's data sheet, if it is an address of the web."""
    sheet = told.get("submittal_url")
    url = str(sheet.value) if sheet and sheet.value else ""
    return url if url.startswith(("https://", "http://")) else ""


# --- Rooms --------------------------------------------------------------------------------------


def _rooms(
    rooms: Sequence[RoomFit],
    pump: HeatPump,
    form: RoomForm,
    place_name: str,
    design_f: float | None,
) -> RoomsTable:
    units = form.units
    return RoomsTable(
        place=place_name,
        at=temperature(design_f, units),
        rows=tuple(
            RoomRow(
                space=choice_label("space", room.space),
                area=str(area_figure(room.area, units)),
                heat=load_figure(room.heating_btu_h, units).number,
                cool=load_figure(room.cooling_btu_h, units).number,
                gives=btu_figure(room.capacity_at_design_btu_h, units).number,
                cycling=percent(room.cycling_fraction),
                verdict=room.verdict,
                verdict_text=VERDICTS[room.verdict],
                why=room.why,
                address=_room_address(room, pump, form),
            )
            for room in rooms
        ),
    )


def _room_address(room: RoomFit, pump: HeatPump, form: RoomForm) -> str:
    area = room.area * M2_PER_FT2 if form.units == "metric" else room.area
    kept = ("zip", "units", "lang")
    along: dict[str, str] = {name: form.given[name] for name in kept if name in form.given}
    query = query_string(along, space=room.space, area=str(round(area)), model=pump.slug)
    return f"{reverse('results')}?{query}#judged"


# --- For search engines -------------------------------------------------------------------------


def _product(
    pump: HeatPump,
    told: Mapping[str, Told],
    prices: Sequence[PriceObservation],
    *,
    today: date,
    path: str,
) -> dict[str, object]:
    """A schema.org product; an offer only while the price of a shop is fresh, and no rating."""
    product: dict[str, object] = {
        "@type": "Product",
        "name": f"{pump.brand.name} {pump.model_number}",
        "brand": {"@type": "Brand", "name": pump.brand.name},
        "mpn": pump.model_number,
        "category": str(TYPE_NAMES.get(pump.type, pump.get_type_display())),
        "url": structured.whole(path),
    }
    if pump.replaced_by is not None and pump.replaced_by.status != Status.DRAFT:
        following = pump.replaced_by
        product["isRelatedTo"] = {
            "@type": "Product",
            "name": f"{following.brand.name} {following.model_number}",
            "url": structured.whole(reverse("model", args=(following.brand.slug, following.slug))),
        }
    properties = [
        {
            "@type": "PropertyValue",
            "name": _label(name, "us"),
            "value": each.value,
            "unitText": usual_unit(name),
        }
        for name in ("heating_min_btu_47f", "cooling_btu_h", "min_operating_f", "seer2", "hspf2")
        if (each := told.get(name)) is not None and each.value is not None
    ]
    if properties:
        product["additionalProperty"] = properties
    asked = [
        price
        for price in prices
        if price.kind == PriceKind.STREET
        and price.currency == "USD"
        and 0 <= (today - price.observed_on).days <= FRESH_DAYS
    ]
    if asked and pump.status == Status.LIVE:
        until = max(price.observed_on for price in asked) + timedelta(days=int(FRESH_DAYS))
        product["offers"] = {
            "@type": "AggregateOffer",
            "priceCurrency": "USD",
            "lowPrice": f"{min(price.amount_low for price in asked):.2f}",
            "highPrice": f"{max(price.amount_high for price in asked):.2f}",
            "offerCount": len(asked),
            "priceValidUntil": until.isoformat(),
        }
    return product
