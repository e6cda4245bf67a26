"""The fit chart: the room's need and a unit's least and most, by outdoor temperature."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, CurvePoint, Pick
from advisor.advice.evidence import PUBLISHED
from advisor.drawing.axes import PHONE, SMALL, WIDE, ChartSize
from advisor.drawing.capacity_charts import FitChart, FitPoint, fit_chart
from advisor.engine.conversions import KW_PER_BTU_H
from advisor.formatting.numbers import (
    btu_figure,
    degrees,
    load_figure,
    number,
    output,
    temperature,
)

CHART_WARMEST_F = 67.5


@dataclass(frozen=True, kw_only=True)
class CurveRow:
    outdoor: str
    need: str
    least: str
    most: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class MainChart:
    name: str
    wide: FitChart
    phone: FitChart
    title: str
    summary: str
    axis: str
    rows: tuple[CurveRow, ...]


def _chart_points(curve: Sequence[CurvePoint], *, coldest_f: float, units: str) -> list[FitPoint]:
    """The part of the curve that a year here visits, in the visitor's units."""
    scale = KW_PER_BTU_H if units == "metric" else 1.0

    def scaled(value: float | None) -> float | None:
        return None if value is None else value * scale

    return [
        FitPoint(
            outdoor=degrees(point.outdoor_f, units),
            need=point.need_btu_h * scale,
            need_low=point.need_low_btu_h * scale,
            need_high=point.need_high_btu_h * scale,
            least=scaled(point.least_btu_h),
            most=scaled(point.most_btu_h),
            hours=point.hours,
        )
        for point in curve
        if point.outdoor_f <= CHART_WARMEST_F and (point.hours > 0 or point.outdoor_f >= coldest_f)
    ]


def _draw(
    points: list[FitPoint], advice: Advice, *, size: ChartSize, units: str
) -> FitChart | None:
    design_f = advice.site.heating_design_f
    return fit_chart(
        points,
        design=degrees(design_f, units),
        size=size,
        texts={
            "need": _("your room needs"),
            "least": _("least it can give"),
            "most": _("most it can give"),
            "design": _("coldest typical night, %(temperature)s")
            % {"temperature": temperature(design_f, units)},
            "over": _("it can give up to %s"),
        },
        value_text=lambda value: axis_value(value, units),
        x_step=(5 if size.width > 400 else 10) if units == "metric" else None,
    )


def axis_value(value: float, units: str) -> str:
    """4000 → "4k"; in kW "1.2"."""
    if units == "metric":
        return number(value, 1)
    thousands = round(value / 1000, 1)
    return f"{number(thousands, 0 if thousands == int(thousands) else 1)}k"


def _at_design(pick: Pick) -> str:
    """What it gives on the coldest typical night; a limit that we assume is no fact about it."""
    if pick.capacity_at_design_btu_h != 0:
        return _("At %(at)s the room needs %(need)s and the unit can give %(gives)s.")
    if pick.evidence.cutout == PUBLISHED:
        return _("At %(at)s the room needs %(need)s and the unit gives no heat.")
    return _("At %(at)s the room needs %(need)s; whether the unit heats then is not published.")


def mini_chart(pick: Pick, advice: Advice) -> FitChart | None:
    points = _chart_points(pick.curve, coldest_f=advice.site.heating_design_f, units="us")
    return _draw(points, advice, size=SMALL, units="us")


def main_chart(pick: Pick | None, advice: Advice, *, units: str) -> MainChart | None:
    """The fit chart of one pick, for wide screens and for phones, with its table."""
    if pick is None:
        return None
    points = _chart_points(pick.curve, coldest_f=advice.site.heating_design_f, units=units)
    wide = _draw(points, advice, size=WIDE, units=units)
    phone = _draw(points, advice, size=PHONE, units=units)
    if wide is None or phone is None:
        return None
    name = pick.name
    at = temperature(advice.site.heating_design_f, units)
    return MainChart(
        name=name,
        wide=wide,
        phone=phone,
        title=_("What the room needs and what the %(name)s can give, by outdoor temperature")
        % {"name": name},
        summary=_at_design(pick)
        % {
            "at": at,
            "need": load_figure(advice.load.heating_btu_h.likely, units),
            "gives": output(
                pick.capacity_at_design_btu_h,
                units,
                is_published=pick.evidence.design_capacity == PUBLISHED,
            ),
        },
        axis=_("Up: %(power)s. Across: outdoors, %(degrees)s. Gray: hours a year in %(place)s.")
        % {
            "power": "kW" if units == "metric" else "BTU/h",
            "degrees": "°C" if units == "metric" else "°F",
            "place": advice.site.place,
        },
        rows=tuple(
            CurveRow(
                outdoor=temperature(point.outdoor_f, units),
                need=btu_figure(point.need_btu_h, units).number,
                least=_or_nothing(point.least_btu_h, units),
                most=_or_nothing(point.most_btu_h, units),
                hours=number(point.hours),
            )
            for point in pick.curve
            if point.outdoor_f <= CHART_WARMEST_F and point.hours > 0
        ),
    )


def _or_nothing(value: float | None, units: str) -> str:
    return "–" if value is None else btu_figure(value, units).number
