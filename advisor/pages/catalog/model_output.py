"""Output of a unit by outdoor temperature: the chart, its sentence and the table."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from advisor.drawing.axes import PHONE, WIDE, ChartSize
from advisor.drawing.capacity_charts import OutputChart, output_chart
from advisor.engine.conversions import KW_PER_BTU_H
from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F
from advisor.formatting.numbers import (
    btu,
    btu_figure,
    degrees,
    number,
    temperature,
)
from advisor.listing.inventory import Inventory
from advisor.listing.search import Shelf
from advisor.pages.catalog.figure_rows import number_of
from advisor.pages.catalog.output_notes import conflict_note, limit_note
from advisor.pages.shared.fit_chart import axis_value
from catalog.models import (
    Mode,
)
from catalog.record import CurrentFigure
from catalog.vocabulary import point_place

CHART_COLDEST_F, CHART_WARMEST_F = -15.0, 65.0


@dataclass(frozen=True, kw_only=True)
class OutputRow:
    outdoor: str
    mode: str
    least: str
    rated: str
    most: str
    cop: str


@dataclass(frozen=True, kw_only=True)
class UnitOutput:
    wide: OutputChart | None
    phone: OutputChart | None
    axis: str
    sentence: str  # how far it turns down
    cold: str  # where its lowest outdoor temperature is not published
    conflict: str  # where its own figures contradict each other
    rows: tuple[OutputRow, ...]


def unit_output(
    alone: Inventory | None,
    figures: Mapping[str, CurrentFigure],
    shelf: Shelf,
    slug: str,
    units: str,
) -> UnitOutput:
    """``alone`` is the inventory of this unit only; ``None`` where nothing can be computed."""
    wide, phone = _charts(alone, figures, units)
    return UnitOutput(
        wide=wide,
        phone=phone,
        axis=_("Up: %(power)s of heat. Across: outdoors, %(degrees)s.")
        % {
            "power": "kW" if units == "metric" else "BTU/h",
            "degrees": "°C" if units == "metric" else "°F",
        },
        sentence=_turndown_sentence(shelf, shelf.rows.get(slug), units),
        cold=limit_note(alone, units),
        conflict=conflict_note(alone),
        rows=_rows(figures, units),
    )


def _charts(
    alone: Inventory | None, figures: Mapping[str, CurrentFigure], units: str
) -> tuple[OutputChart | None, OutputChart | None]:
    if alone is None:
        return None, None
    curves, scale = alone.curves, KW_PER_BTU_H if units == "metric" else 1.0
    # Where no limit is published, as far down as most of its kind reach.
    cutout_f = max(CHART_COLDEST_F, float(curves.usual_cutout_f[0]))
    shown_f = HEATING_GRID_F[(cutout_f < HEATING_GRID_F) & (HEATING_GRID_F <= CHART_WARMEST_F)]
    outdoor_f = np.concatenate([[cutout_f], shown_f])
    at = weights(HEATING_GRID_F, outdoor_f)

    def across(at_f: float) -> float:
        return degrees(at_f, units)

    curve = [
        (across(at_f), float(least) * scale, float(most) * scale)
        for at_f, least, most in zip(
            outdoor_f, curves.heat_least[0] @ at, curves.heat_most[0] @ at, strict=True
        )
    ]
    dots = []
    for name, each in figures.items():
        place = point_place(name)
        if place and place.mode == Mode.HEATING and place.column.endswith("_btu_h"):
            value = number_of(each)
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


def _turndown_sentence(shelf: Shelf, row: int | None, units: str) -> str:
    if row is None:
        return ""
    least = btu(float(shelf.least_btu_h[row]), units)
    if shelf.least_is_published[row]:
        return _("On a mild day it goes down to %(least)s, as published.") % {"least": least}
    if shelf.one_speed[row]:
        return _(
            "As far as we know, it runs at one speed. So its lowest output is also its"
            " highest, about %(least)s. It stops and starts whenever the room needs less."
        ) % {"least": least}
    stated = float(shelf.range_figure_btu_h[row])
    if not np.isnan(stated):
        return _(
            "The manufacturer states %(stated)s, the low end of its range, and nothing confirms"
            " it. We use about %(least)s on a mild day, our estimate."
        ) % {"stated": btu_figure(stated, units, step=1), "least": least}
    return _(
        "Nobody publishes how far it turns down. We use about %(least)s on a mild day, an"
        " estimate from its size and type."
    ) % {"least": least}


def _rows(figures: Mapping[str, CurrentFigure], units: str) -> tuple[OutputRow, ...]:
    """Published output by temperature: heating from mild to cold, then cooling."""
    cells: dict[tuple[str, int], dict[str, CurrentFigure]] = {}
    for name, each in figures.items():
        place = point_place(name)
        if place is not None:
            cells.setdefault((place.mode, place.outdoor_f), {})[place.column] = each
    order = sorted(
        cells, key=lambda at: (at[0] != Mode.HEATING, -at[1] if at[0] == Mode.HEATING else at[1])
    )

    def output(at: tuple[str, int], column: str) -> str:
        value = number_of(cells[at].get(column))
        return "–" if value is None else btu_figure(value, units).number

    def cop(at: tuple[str, int]) -> str:
        values = [number_of(cells[at].get(f"cop_{speed}")) for speed in ("min", "rated", "max")]
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
