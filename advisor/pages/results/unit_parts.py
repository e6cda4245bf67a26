"""The folded parts of a unit's page: the worst weeks, the neighbor, refrigerant, power cuts."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.unit_details import Told, UnitDetails
from advisor.drawing.week_chart import WeekChart, week_chart
from advisor.engine.worst_week import FELT_F, WorstWeek
from advisor.formatting.numbers import degrees, number, temperature
from advisor.formatting.text import Text
from advisor.pages.results.edit_form import answer_fields
from advisor.pages.shared.fields import Field, hidden_fields
from advisor.pages.shared.money.markup import hidden_inputs, table_rows
from advisor.questions.answer_form import RoomForm
from advisor.questions.neighbor_questions import NEIGHBOR

TITLES: dict[str, Text] = {
    "weeks": gettext_lazy("The worst week"),
    "neighbor": gettext_lazy("At the neighbor’s window"),
    "refrigerant": gettext_lazy("Refrigerant and room"),
    "power": gettext_lazy("Power cuts and off the grid"),
}


@dataclass(frozen=True, kw_only=True)
class DrawnWeek:
    """A week in which the room falls or rises: the line, and the same as a table."""

    title: str
    kind: str  # heat or cool
    chart: WeekChart
    heads: tuple[str, ...]
    rows: SafeString


@dataclass(frozen=True, kw_only=True)
class AskedHere:
    """The questions of a part, answered on the page of the unit."""

    fields: tuple[Field, ...]
    hidden: SafeString


@dataclass(frozen=True, kw_only=True)
class FoldedPart:
    key: str
    title: Text
    told: Told
    weeks: tuple[DrawnWeek, ...] = ()
    asked: AskedHere | None = None
    is_open: bool = False


def folded_parts(form: RoomForm, details: UnitDetails, *, opened: str) -> tuple[FoldedPart, ...]:
    """In the order of the page; ``opened`` is the key of the one that a form left open."""
    told = {
        "weeks": details.weeks_told,
        "neighbor": details.neighbor,
        "refrigerant": details.refrigerant,
        "power": details.power,
    }
    drawn = tuple(_drawn(week, form.units) for week in details.weeks if not week.holds)
    return tuple(
        FoldedPart(
            key=key,
            title=title,
            told=part,
            weeks=drawn if key == "weeks" else (),
            asked=_asked(form) if key == "neighbor" and details.sound_is_known else None,
            is_open=key == opened,
        )
        for key, title in TITLES.items()
        if (part := told[key]) is not None and (part.lines or part.rows)
    )


def _asked(form: RoomForm) -> AskedHere | None:
    fields = answer_fields(NEIGHBOR, form.given)
    others = hidden_fields(form.given, without=frozenset({*NEIGHBOR, "model"}))
    return AskedHere(fields=fields, hidden=hidden_inputs(others)) if fields else None


def _drawn(week: WorstWeek, units: str) -> DrawnWeek:
    days = len(week.by_day(week.room_f))
    felt_f = week.wanted_f - FELT_F if week.cold else week.wanted_f + FELT_F
    felt = temperature(felt_f, units)
    return DrawnWeek(
        title=_("The room in the coldest week, with this unit alone")
        if week.cold
        else _("The room in the hottest week, with this unit alone"),
        kind="cool" if week.cold else "heat",
        chart=week_chart(
            [degrees(float(value), units) for value in week.room_f],
            wanted=degrees(week.wanted_f, units),
            days=[str(day + 1) for day in range(days)],
            named_hours=week.usual_hours,
            farthest=temperature(week.farthest_f, units),
            cold=week.cold,
        ),
        heads=(
            _("Day"),
            _("Outdoors"),
            _("Room"),
            (_("Hours below %(felt)s") if week.cold else _("Hours above %(felt)s"))
            % {"felt": felt},
        ),
        rows=table_rows((str(day + 1), _cells(week, day, units=units)) for day in range(days)),
    )


def _cells(week: WorstWeek, day: int, *, units: str) -> tuple[str, ...]:
    outdoor_f, room_f, off_f = (
        week.by_day(values)[day] for values in (week.outdoor_f, week.room_f, week.off_f)
    )
    return (
        _span(float(outdoor_f.min()), float(outdoor_f.max()), units),
        _span(float(room_f.min()), float(room_f.max()), units),
        number(int((off_f > FELT_F).sum())),
    )


def _span(low_f: float, high_f: float, units: str) -> str:
    return _("%(low)s to %(high)s") % {
        "low": temperature(low_f, units),
        "high": temperature(high_f, units),
    }
