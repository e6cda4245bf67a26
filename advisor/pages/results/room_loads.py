"""What the room needs: both loads in words, as ranges, and line by line."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Load
from advisor.drawing.bars import RangeBar, range_bar
from advisor.engine.baselines import SPACE_HEATER_KW
from advisor.engine.conversions import KW_PER_BTU_H
from advisor.formatting.numbers import (
    Figure,
    area_figure,
    btu,
    btu_figure,
    load_figure,
    span,
    temperature,
)
from advisor.questions.answer_form import RoomForm
from advisor.questions.labels import choice_label

LEAST_TOLD_BTU_H = 50.0
"""A load that would be told as 0 is not told."""


@dataclass(frozen=True, kw_only=True)
class LoadRow:
    label: str
    heating: str
    cooling: str
    heating_width: float
    cooling_width: float


@dataclass(frozen=True, kw_only=True)
class RangeLine:
    key: str  # heat or cool
    label: str
    likely: Figure
    span: str
    bar: RangeBar
    own: str


@dataclass(frozen=True, kw_only=True)
class RoomLoads:
    ranges: tuple[RangeLine, ...]
    rows: tuple[LoadRow, ...]
    teaser: str  # what the part says while it is closed


def room_loads(load: Load, units: str) -> RoomLoads:
    """Both loads as ranges and line by line, the largest first."""
    return RoomLoads(
        ranges=_ranges(load, units), rows=_load_rows(load, units), teaser=_loads_teaser(load)
    )


def needs_sentence(advice: Advice, units: str, *, goal: str | None = None) -> SafeString:
    """What the room needs, the loads in their colors, beside a measure that people own; ``goal`` is
    ``heating`` or ``cooling`` where only that is wanted. Heat at the design temperature is none
    where what is in the room makes up for it in every hour."""
    heating, cooling = advice.load.heating_btu_h, advice.load.cooling_btu_h
    heat, cool = load_figure(heating.likely, units), load_figure(cooling.likely, units)
    low = temperature(advice.site.heating_design_f, units)
    high = temperature(advice.site.cooling_design_f, units)
    heater = load_figure(SPACE_HEATER_KW / KW_PER_BTU_H, units)
    counts = advice.load.heat_counts and heating.likely >= LEAST_TOLD_BTU_H
    if goal == "cooling" or not counts:
        return format_html(
            _("It needs about {cool} of cooling at {high}."),
            cool=_in_color("cool", str(cool)),
            high=high,
        )
    if goal == "heating" or cooling.likely < LEAST_TOLD_BTU_H:
        return format_html(
            _("It needs about {heat} of heat at {low}. A space heater gives {heater}."),
            heat=_in_color("heat", str(heat)),
            low=low,
            heater=heater.number,
        )
    return format_html(
        _(
            "It needs about {heat} of heat at {low}, {cool} of cooling."
            " A space heater gives {heater}."
        ),
        heat=_in_color("heat", str(heat)),
        low=low,
        cool=_in_color("cool", cool.number),
        heater=heater.number,
    )


def _in_color(kind: str, text: str) -> SafeString:
    return format_html('<b class="{}">{}</b>', kind, text)


def _ranges(load: Load, units: str) -> tuple[RangeLine, ...]:
    full = max(load.heating_btu_h.high, load.cooling_btu_h.high, 1.0) * 1.08
    own = {"heat": load.own_heating_btu_h, "cool": load.own_cooling_btu_h}
    lines = []
    for key, label, values in (
        ("heat", _("Heat"), load.heating_btu_h),
        ("cool", _("Cool"), load.cooling_btu_h),
    ):
        theirs = own[key]
        lines.append(
            RangeLine(
                key=key,
                label=label,
                likely=load_figure(values.likely, units),
                span=span(load_figure(values.low, units), load_figure(values.high, units)),
                bar=range_bar(values.low, values.likely, values.high, full=full),
                own=btu(theirs, units) if theirs is not None else "",
            )
        )
    return tuple(lines)


def _load_rows(load: Load, units: str) -> tuple[LoadRow, ...]:
    full = max((max(line.heating_btu_h, line.cooling_btu_h) for line in load.lines), default=1.0)
    rows = []
    for line in sorted(load.lines, key=lambda line: -max(line.heating_btu_h, line.cooling_btu_h)):
        if max(abs(line.heating_btu_h), abs(line.cooling_btu_h)) < 1:
            continue
        rows.append(
            LoadRow(
                label=line.label,
                heating=btu_figure(line.heating_btu_h, units).number,
                cooling=btu_figure(line.cooling_btu_h, units).number,
                heating_width=round(max(line.heating_btu_h, 0) / full * 100, 1),
                cooling_width=round(max(line.cooling_btu_h, 0) / full * 100, 1),
            )
        )
    return tuple(rows)


def _loads_teaser(load: Load) -> str:
    if not load.lines:
        return ""
    winter = max(load.lines, key=lambda line: line.heating_btu_h)
    summer = max(load.lines, key=lambda line: line.cooling_btu_h)
    if winter.name == summer.name:
        return _("most by %(line)s, winter and summer") % {"line": winter.label}
    return _("in winter most by %(winter)s, in summer by %(summer)s") % {
        "winter": winter.label,
        "summer": summer.label,
    }


def room_crumb(form: RoomForm, advice: Advice) -> SafeString:
    """The room in a line: kind, size, place."""
    assert form.answers is not None
    area = area_figure(form.answers.area, form.units)
    room = choice_label("space", form.answers.space)
    place = advice.site.place
    return format_html(
        '{} · {} · {} <span class="zip">{}</span>', room, str(area), place, advice.site.zip
    )
