"""Two to four units side by side: against a room, or by what is published alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Comparison, JudgedUnit
from advisor.advice.sentences.reasons import ESTIMATES
from advisor.engine.answers import UNIT_TYPES
from advisor.engine.equipment import HEATING_GRID_F, YES, weights
from advisor.engine.money import FROM_CLASS
from advisor.formatting.numbers import (
    area_figure,
    btu,
    decibels,
    hours,
    inches_figure,
    load_figure,
    mass,
    money,
    money_span,
    not_published,
    number,
    percent,
    temperature,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing.search import Shelf, Wanted, find
from advisor.pages.catalog.lists import SOLD, halves, least_note
from advisor.pages.catalog.lists import price as price_of
from advisor.pages.shared import structured
from advisor.pages.shared.fields import Field, field_for, hidden_fields
from advisor.questions.answer_form import CARRIED, RoomForm, query_string
from advisor.questions.definitions import QUESTIONS, choice_label

FEWEST, MOST = 2, 4
ON_A_PHONE = 2
LONG_TEXT = 28
"""Letters; what is longer is a sentence and not set bold."""
OFFERED = 8
"""Units that a search for one more may offer."""
LONGEST_SLUG = 120


@dataclass(frozen=True, kw_only=True)
class Cell:
    """``value`` decides which is best; ``None`` where nothing is known or nothing is better."""

    text: str
    note: str = ""
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class ShownCell:
    text: str
    note: str
    best: bool
    long: bool  # a sentence rather than a figure
    extra: bool  # not among the two that a phone shows


@dataclass(frozen=True, kw_only=True)
class Row:
    label: str
    matters: str
    good: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, kw_only=True)
class RowGroup:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Head:
    name: str
    brand: str
    halves: tuple[str, ...]
    address: str
    kind: str
    leave: str  # the address without it; "" where two must stay
    show: str  # the address with it among the first two, for phones; "" where it is
    extra: bool


@dataclass(frozen=True, kw_only=True)
class Offer:
    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    title: str
    says: str
    crumb: str
    heads: tuple[Head, ...]
    groups: tuple[RowGroup, ...]
    same: tuple[Row, ...]
    notes: tuple[str, ...]
    offers: tuple[Offer, ...]
    offers_title: str
    typed: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    room_fields: tuple[Field, ...]  # where no room is told yet
    room_hidden: tuple[tuple[str, str], ...]
    results: str
    errors: tuple[tuple[str, str], ...]
    canonical: SafeString
    has_room: bool


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One row: what it is, why it matters, what is good, and how to read it off."""

    label: Text
    matters: Text
    good: Text
    cell: Callable[..., Cell]
    better: str = ""  # low, high


def read_models(values: Sequence[str]) -> list[str]:
    """The slugs of ``models=a,b&models=c``, each once, in their order."""
    parts = [part.strip() for value in values for part in value.split(",")]
    return list(dict.fromkeys(part[:LONGEST_SLUG] for part in parts if part))


# --- Against a room -----------------------------------------------------------------------------


def room_page(
    form: RoomForm,
    found: Comparison,
    shelf: Shelf,
    slugs: Sequence[str],
    *,
    typed: str = "",
    today: date,
) -> ComparePage:
    """The units for the room of ``form``; all figures are those of the advice."""
    assert form.answers is not None
    units = form.units
    judged = found.judged
    groups, same = _grouped(_room_specs(found, units), [(each, found, units) for each in judged])
    area = area_figure(form.answers.area, units)
    return _page(
        form,
        shelf,
        [each.pick.slug for each in judged],
        asked=slugs,
        groups=groups,
        same=same,
        typed=typed,
        today=today,
        has_room=True,
        title=_("Which of them for this room?"),
        crumb=f"{choice_label('space', form.answers.space)} · {area} ·"
        f" {found.site.place} {found.site.zip}",
        says=_(
            "The room needs about %(heat)s on the coldest usual night (%(at)s) and %(cool)s on the"
            " hottest usual afternoon."
        )
        % {
            "heat": load_figure(found.load.heating_btu_h.likely, units),
            "cool": load_figure(found.load.cooling_btu_h.likely, units),
            "at": temperature(found.site.heating_design_f, units),
        },
    )


def _room_specs(found: Comparison, units: str) -> list[tuple[Text, list[Spec]]]:
    """Rows in their groups; a room without heat or without cooling has fewer."""
    mild = load_figure(found.mild_heat_btu_h, units)
    mild_cool = load_figure(found.mild_cooling_btu_h, units)
    heat = [
        Spec(
            label=_("Heat on the coldest usual night"),
            matters=_("It has to carry the room when it is coldest."),
            good=_("100 %% of the need or a little more.") % (),
            cell=_at_design,
            better="high",
        ),
        Spec(
            label=_("Least heat"),
            matters=_(
                "Where it is above what the room needs on a mild day, the unit stops and starts."
            ),
            good=_("At or under %(mild)s, the need at %(at)s.")
            % {"mild": mild, "at": temperature(47, units)},
            cell=_least_heat,
            better="low",
        ),
        Spec(
            label=_("Hours too cold for it"),
            matters=_("Below its limit it gives no heat at all."),
            good=_("None."),
            cell=_hours_below,
            better="low",
        ),
        Spec(
            label=_("Heat that must come from elsewhere"),
            matters=_("Backup is heat at the price of what you have now."),
            good=_("Under 2 %%.") % (),
            cell=_backup,
            better="low",
        ),
        Spec(
            label=_("Heat per unit of electricity"),
            matters=_("Over the whole season, as measured in homes rather than laboratories."),
            good=_("Above 2.5."),
            cell=_cop,
            better="high",
        ),
    ]
    cool = [
        Spec(
            label=_("Least cooling"),
            matters=_("A unit that cannot go low enough cools fast and leaves the air damp."),
            good=_("At or under %(mild)s, half of the need.") % {"mild": mild_cool},
            cell=_least_cooling,
            better="low",
        ),
    ]
    return [
        (
            _("Fit"),
            [
                Spec(
                    label=_("Verdict"),
                    matters=_("What would keep us from naming it."),
                    good=_("Nothing against it."),
                    cell=_verdict,
                ),
                Spec(
                    label=_("Points"),
                    matters=_("Everything below, weighed for this room."),
                    good=_("More; within three it is a tie."),
                    cell=_points,
                    better="high",
                ),
                *(heat if found.heating_wanted else []),
                *(cool if found.cooling_wanted else []),
                Spec(
                    label=_("Running time spent stopping and starting"),
                    matters=_("Each start is loud and wasteful, and wears the compressor."),
                    good=_("Under a fifth."),
                    cell=_cycling,
                    better="low",
                ),
            ],
        ),
        (_("Money"), _money_specs()),
        (
            _("To live with"),
            [
                Spec(
                    label=_("Sound indoors"),
                    matters=_("At its lowest speed, which is where it should run at night."),
                    good=_("Under 25 dB where somebody sleeps."),
                    cell=_sound,
                    better="low",
                ),
                Spec(
                    label=_("Voltage"),
                    matters=_("115 V can share your panel as it is; 230 V needs its own circuit."),
                    good=_("What you have."),
                    cell=_voltage,
                ),
                Spec(
                    label=_("Figures that we had to estimate"),
                    matters=_("The fewer, the surer everything above."),
                    good=_("None."),
                    cell=_estimated,
                    better="low",
                ),
            ],
        ),
    ]


def _money_specs() -> list[Spec]:
    return [
        Spec(
            label=_("All in, unit and installation"),
            matters=_("What you pay before the first warm day."),
            good=_("Less, at the same fit."),
            cell=_upfront,
            better="low",
        ),
        Spec(
            label=_("Unit alone"),
            matters=_("Often half of it, sometimes less."),
            good=_("A price with a fresh date."),
            cell=_unit_alone,
            better="low",
        ),
        Spec(
            label=_("Installation and wiring"),
            matters=_("What else must be bought and done, line by line."),
            good=_("Few lines."),
            cell=_installation,
            better="low",
        ),
        Spec(
            label=_("Running, a year"),
            matters=_("Electricity and backup at your prices."),
            good=_("Less."),
            cell=_running,
            better="low",
        ),
        Spec(
            label=_("Against what you have, a year"),
            matters=_("What it saves, or costs more, beside your heat and cooling of today."),
            good=_("A saving that holds at both ends."),
            cell=_saving,
            better="high",
        ),
        Spec(
            label=_("To own for 15 years"),
            matters=_("Buying, running, upkeep and replacement in money of today."),
            good=_("Less."),
            cell=_owned,
            better="low",
        ),
    ]


def _estimate(each: JudgedUnit, *names: str) -> str:
    return _("estimate") if any(name in each.pick.estimated for name in names) else ""


def _verdict(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    if each.against:
        return Cell(text=" ".join(each.against))
    return Cell(text=_("Nothing against it."))


def _points(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    return Cell(text=number(each.pick.score), value=round(each.pick.score))


def _at_design(each: JudgedUnit, found: Comparison, units: str) -> Cell:
    gives = each.pick.capacity_at_design_btu_h
    need = found.load.heating_btu_h.likely
    if gives is None:
        return Cell(text=str(not_published()))
    share = _("%(share)s of the need") % {"share": percent(gives / max(need, 1))}
    estimate = _estimate(each, "cold_output", "heating_capacity")
    return Cell(
        text=btu(gives, units) if gives else _("none"),
        note=f"{share}, {estimate}" if estimate else share,
        value=min(gives / max(need, 1), 1.0),  # more than enough is no better than enough
    )


def _least_heat(each: JudgedUnit, found: Comparison, units: str) -> Cell:
    least = each.pick.min_output_47f_btu_h
    if least is None:
        return Cell(text=str(not_published()))
    return Cell(
        text=btu(least, units),
        note=_estimate(each, "min_output"),
        value=max(least, found.mild_heat_btu_h),
    )


def _least_cooling(each: JudgedUnit, found: Comparison, units: str) -> Cell:
    least = each.pick.min_output_cooling_btu_h
    if least is None:
        return Cell(text=str(not_published()))
    return Cell(
        text=btu(least, units),
        note=_estimate(each, "min_cooling"),
        value=max(least, found.mild_cooling_btu_h),
    )


def _cycling(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    share = each.pick.cycling_fraction
    return Cell(text=percent(share), value=round(share, 2))


def _hours_below(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    return Cell(
        text=hours(each.pick.hours_below_cutout),
        note=_estimate(each, "cutout"),
        value=round(each.pick.hours_below_cutout),
    )


def _backup(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    return Cell(text=percent(each.pick.backup_fraction), value=round(each.pick.backup_fraction, 3))


def _cop(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    cop = each.pick.seasonal_cop
    if cop is None:
        return Cell(text=str(not_published()))
    return Cell(text=number(cop, 1), note=_estimate(each, "heating_cop"), value=round(cop, 1))


def _upfront(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    upfront = each.pick.cost.upfront
    return Cell(
        text=money(upfront.typical),
        note=money_span(upfront.low, upfront.high),
        value=float(upfront.typical),
    )


def _unit_alone(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    cost = each.pick.cost
    line = next(line for line in cost.lines if line.name == "unit")
    return Cell(
        text=money_span(line.low, line.high), note=cost.price_note, value=float(line.typical)
    )


def _installation(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    lines = [line for line in each.pick.cost.lines if line.name != "unit"]
    if not lines:
        return Cell(text=_("nothing"), value=0.0)
    low, high = sum(line.low for line in lines), sum(line.high for line in lines)
    return Cell(
        text=money_span(low, high),
        note=", ".join(f"{line.label} {money_span(line.low, line.high)}" for line in lines),
        value=float(sum(line.typical for line in lines)),
    )


def _running(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    cost = each.pick.annual.cost_usd
    return Cell(text=money(cost), value=float(cost))


def _saving(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    saving = each.pick.saving_usd_per_year
    if saving is None:
        return Cell(text=_("nothing to compare with"))
    return Cell(
        text=money(saving.likely),
        note=_("%(low)s to %(high)s") % {"low": money(saving.low), "high": money(saving.high)},
        value=round(saving.likely),
    )


def _owned(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    return Cell(text=money(each.pick.cost.ownership_usd), value=float(each.pick.cost.ownership_usd))


def _sound(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    pick = each.pick
    night = ""
    if pick.night_sound_db is not None and pick.sound_min_db is not None:
        night = _("about %(sound)s dB at night here") % {"sound": number(pick.night_sound_db)}
    return Cell(
        text=str(decibels(pick.sound_min_db, pick.sound_max_db)),
        note=night,
        value=pick.sound_min_db,
    )


def _voltage(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    volts = each.pick.voltage
    return Cell(text=f"{volts}\u00a0V" if volts else str(not_published()))


def _estimated(each: JudgedUnit, _found: Comparison, _units: str) -> Cell:
    names = [str(ESTIMATES[code]) for code in each.pick.estimated]
    return Cell(text=number(len(names)), note=", ".join(names), value=len(names))


# --- Without a room -----------------------------------------------------------------------------


def plain_page(
    form: RoomForm, shelf: Shelf, slugs: Sequence[str], *, typed: str = "", today: date
) -> ComparePage:
    """The units by what is published of them (and marked estimates), with a door to the room."""
    known = [slug for slug in slugs if slug in shelf.rows][:MOST]
    stock = _Stock(shelf=shelf, today=today, units=form.units)
    groups, same = _grouped(PLAIN, [(shelf.rows[slug], stock) for slug in known])
    return _page(
        form,
        shelf,
        known,
        asked=slugs,
        groups=groups,
        same=same,
        typed=typed,
        today=today,
        has_room=False,
        title=_("Heat pumps side by side"),
        crumb="",
        says=_(
            "Figures alone decide little: the same unit is right for one room and wrong for the"
            " next. Tell us the room and the table answers for it."
        ),
    )


class _Stock:
    """Where the cells of units without a room are read from."""

    def __init__(self, *, shelf: Shelf, today: date, units: str) -> None:
        self.shelf, self.units = shelf, units
        self.prices = shelf.prices(today)

    def part(self, row: int) -> tuple[int, int]:
        """Which inventory a row is in, and at which place."""
        first = len(self.shelf.parts[0].cards)
        return (0, row) if row < first else (1, row - first)

    def column(self, row: int, name: str) -> float | None:
        """A published figure of the engine's columns."""
        index, at = self.part(row)
        value = float(getattr(self.shelf.parts[index].units, name)[at])
        return None if np.isnan(value) else value


def _plain_least(row: int, stock: _Stock) -> Cell:
    least = float(stock.shelf.least_btu_h[row])
    return Cell(text=btu(least, stock.units), note=least_note(stock.shelf, row), value=round(least))


def _plain_at_5(row: int, stock: _Stock) -> Cell:
    index, at = stock.part(row)
    curves = stock.shelf.parts[index].curves
    if curves.cutout_f[at] > 5:
        return Cell(text=_("none"), value=0.0)
    most = float((curves.heat_most[at] @ weights(HEATING_GRID_F, np.array([5.0])))[0])
    note = _("estimate") if curves.estimated["cold_output"][at] else ""
    return Cell(text=btu(most, stock.units), note=note, value=most)


def _plain(name: str, show: Callable[[float, str], str]) -> Callable[[int, _Stock], Cell]:
    def cell(row: int, stock: _Stock) -> Cell:
        value = stock.column(row, name)
        if value is None:
            return Cell(text=str(not_published()))
        return Cell(text=show(value, stock.units), value=value)

    return cell


def _plain_type(row: int, stock: _Stock) -> Cell:
    return Cell(text=str(TYPE_NAMES[UNIT_TYPES[int(stock.shelf.kind[row])]]))


def _plain_price(row: int, stock: _Stock) -> Cell:
    figure, note = price_of(stock.prices, row, stock.shelf.cards[row].price_seen)
    seen = stock.prices.basis[row] != FROM_CLASS
    return Cell(
        text=str(figure), note=note, value=float(stock.prices.typical[row]) if seen else None
    )


def _plain_cold(row: int, stock: _Stock) -> Cell:
    value = float(stock.shelf.coldest_f[row])
    if np.isnan(value):
        return Cell(text=str(not_published()))
    return Cell(text=temperature(value, stock.units), value=value)


def _plain_volts(row: int, stock: _Stock) -> Cell:
    voltage = stock.shelf.cards[row].voltage
    return Cell(text=f"{voltage}\u00a0V" if voltage else str(not_published()))


def _plain_sold(row: int, stock: _Stock) -> Cell:
    return Cell(text=str(SOLD[stock.shelf.cards[row].availability]))


def _plain_refrigerant(row: int, stock: _Stock) -> Cell:
    return Cell(text=stock.shelf.cards[row].refrigerant or str(not_published()))


def _plain_flag(name: str) -> Callable[[int, _Stock], Cell]:
    def cell(row: int, stock: _Stock) -> Cell:
        index, at = stock.part(row)
        units = stock.shelf.parts[index].units
        told = units.features[name] if name in units.features else getattr(units, name)
        if told[at] < 0:
            return Cell(text=str(not_published()))
        return Cell(text=_("yes") if told[at] == YES else _("no"))

    return cell


def _rating(value: float, _units: str) -> str:
    return number(value, 1)


def _loudness(value: float, _units: str) -> str:
    return f"{number(value)}\u00a0dB"


def _ampere(value: float, _units: str) -> str:
    return f"{number(value)}\u00a0A"


def _inches(value: float, units: str) -> str:
    return str(inches_figure(value, units))


PLAIN: list[tuple[Text, list[Spec]]] = [
    (
        gettext_lazy("Output"),
        [
            Spec(
                label=gettext_lazy("Least heat, on a mild day"),
                matters=gettext_lazy(
                    "What the room needs less than that, the unit cannot give"
                    " steadily: it stops and starts."
                ),
                good=gettext_lazy("Low, for a small room."),
                cell=_plain_least,
                better="low",
            ),
            Spec(
                label=gettext_lazy("Nameplate (rated cooling)"),
                matters=gettext_lazy(
                    "The number on the box. It says little about how low it goes."
                ),
                good=gettext_lazy("Near the room’s need, not above."),
                cell=_plain("cooling_btu_h", btu),
            ),
            Spec(
                label=gettext_lazy("Most heat at 5 °F"),
                matters=gettext_lazy("Output falls with the cold, for some by half."),
                good=gettext_lazy("Above what your room needs then."),
                cell=_plain_at_5,
                better="high",
            ),
            Spec(
                label=gettext_lazy("Heats down to"),
                matters=gettext_lazy("Below that there is no heat."),
                good=gettext_lazy("Below your coldest nights."),
                cell=_plain_cold,
                better="low",
            ),
        ],
    ),
    (
        gettext_lazy("Efficiency"),
        [
            Spec(
                label=gettext_lazy("HSPF2"),
                matters=gettext_lazy("Heat per electricity over a test season."),
                good=gettext_lazy("Above 10."),
                cell=_plain("hspf2", _rating),
                better="high",
            ),
            Spec(
                label=gettext_lazy("SEER2"),
                matters=gettext_lazy("The same for cooling, mini-splits only."),
                good=gettext_lazy("Above 20."),
                cell=_plain("seer2", _rating),
                better="high",
            ),
            Spec(
                label=gettext_lazy("CEER"),
                matters=gettext_lazy("Cooling of window and portable units, standby counted."),
                good=gettext_lazy("Above 13."),
                cell=_plain("ceer", _rating),
                better="high",
            ),
        ],
    ),
    (
        gettext_lazy("To live with"),
        [
            Spec(
                label=gettext_lazy("Sound indoors, quietest"),
                matters=gettext_lazy("Where somebody sleeps it is the second thing to look at."),
                good=gettext_lazy("Under 25 dB."),
                cell=_plain("sound_min_db", _loudness),
                better="low",
            ),
            Spec(
                label=gettext_lazy("Sound outdoors"),
                matters=gettext_lazy("Neighbors and your own open window."),
                good=gettext_lazy("Under 50 dB."),
                cell=_plain("sound_outdoor_db", _loudness),
                better="low",
            ),
            Spec(
                label=gettext_lazy("Wi-Fi"),
                matters=gettext_lazy("Control from a phone; often through the maker’s cloud."),
                good=gettext_lazy("Yours to say."),
                cell=_plain_flag("wifi"),
            ),
        ],
    ),
    (
        gettext_lazy("To put in"),
        [
            Spec(
                label=gettext_lazy("Type"),
                matters=gettext_lazy("Decides who may install it, and what it costs."),
                good=gettext_lazy("What your walls and windows allow."),
                cell=_plain_type,
            ),
            Spec(
                label=gettext_lazy("Voltage"),
                matters=gettext_lazy("208/230 V needs a circuit of its own."),
                good=gettext_lazy("What you have."),
                cell=_plain_volts,
            ),
            Spec(
                label=gettext_lazy("Smallest circuit"),
                matters=gettext_lazy("What the wire and breaker must carry."),
                good=gettext_lazy("15 A or less."),
                cell=_plain("amps", _ampere),
                better="low",
            ),
            Spec(
                label=gettext_lazy("Width indoors"),
                matters=gettext_lazy("The wall or the window must have that much."),
                good=gettext_lazy("Less than your place."),
                cell=_plain("width_in", _inches),
            ),
            Spec(
                label=gettext_lazy("Weight indoors"),
                matters=gettext_lazy("Who lifts it, and what holds it."),
                good=gettext_lazy("Under 50 lb for one person."),
                cell=_plain("weight_lb", mass),
                better="low",
            ),
            Spec(
                label=gettext_lazy("Do-it-yourself kit"),
                matters=gettext_lazy("Charged lines that connect without a vacuum pump."),
                good=gettext_lazy("Yes, where you will do it yourself."),
                cell=_plain_flag("diy_kit"),
            ),
            Spec(
                label=gettext_lazy("Refrigerant"),
                matters=gettext_lazy("R-410A is the older one, sold off since 2025."),
                good=gettext_lazy("R-32 or R-454B."),
                cell=_plain_refrigerant,
            ),
        ],
    ),
    (
        gettext_lazy("To buy"),
        [
            Spec(
                label=gettext_lazy("Unit alone"),
                matters=gettext_lazy("Installation of a mini-split often costs as much again."),
                good=gettext_lazy("A price with a fresh date."),
                cell=_plain_price,
                better="low",
            ),
            Spec(
                label=gettext_lazy("On sale"),
                matters=gettext_lazy("Parts and warranty depend on it."),
                good=gettext_lazy("Sold today."),
                cell=_plain_sold,
            ),
        ],
    ),
]


# --- Both ---------------------------------------------------------------------------------------


def _grouped(
    specs: Sequence[tuple[Text, Sequence[Spec]]], columns: Sequence[tuple[object, ...]]
) -> tuple[tuple[RowGroup, ...], tuple[Row, ...]]:
    """Rows that differ, in their groups; and those that say the same of every unit."""
    groups: list[RowGroup] = []
    same: list[Row] = []
    for title, rows in specs:
        different: list[Row] = []
        for spec in rows:
            cells = [spec.cell(*column) for column in columns]
            alike = len({(cell.text, cell.note) for cell in cells}) <= 1 and len(cells) > 1
            (same if alike else different).append(_row(spec, cells))
        if different:
            groups.append(RowGroup(title=str(title), rows=tuple(different)))
    return tuple(groups) if columns else (), tuple(same)


def _row(spec: Spec, cells: Sequence[Cell]) -> Row:
    values = [cell.value for cell in cells if cell.value is not None]
    best = None
    if spec.better and len(values) > 1 and min(values) != max(values):
        best = min(values) if spec.better == "low" else max(values)
    return Row(
        label=str(spec.label),
        matters=str(spec.matters),
        good=str(spec.good),
        cells=tuple(
            ShownCell(
                text=cell.text,
                note=cell.note,
                best=best is not None and cell.value == best,
                long=len(cell.text) > LONG_TEXT,
                extra=index >= ON_A_PHONE,
            )
            for index, cell in enumerate(cells)
        ),
    )


def compare_address(view: str, given: Mapping[str, str], slugs: Sequence[str]) -> str:
    """The address of a comparison of these units, with the room's answers."""
    room = query_string({**given, "model": ""})
    models = urlencode({"models": ",".join(slugs)}, safe=",") if slugs else ""
    query = "&".join(part for part in (room, models) if part)
    return reverse(view) + (f"?{query}" if query else "")


def _page(
    form: RoomForm,
    shelf: Shelf,
    known: Sequence[str],
    *,
    asked: Sequence[str],
    groups: tuple[RowGroup, ...],
    same: tuple[Row, ...],
    typed: str,
    today: date,
    has_room: bool,
    title: str,
    crumb: str,
    says: str,
) -> ComparePage:
    view = "compare" if has_room else "compare_units"
    given = {name: form.given[name] for name in CARRIED if name in form.given}
    offers_title, offers = _offers(view, given, shelf, known, typed=typed, today=today)
    fields = ("space", "zip", "area")
    return ComparePage(
        title=title,
        says=says,
        crumb=crumb,
        heads=tuple(_head(view, given, shelf, known, at) for at in range(len(known))),
        groups=groups,
        same=same,
        notes=_notes(known, asked, shelf),
        offers=offers,
        offers_title=offers_title,
        typed=typed,
        action=reverse(view),
        hidden=(*hidden_fields(given, without={"model"}), ("models", ",".join(known))),
        room_fields=()
        if has_room
        else tuple(
            field_for(QUESTIONS[name], form.given, error=form.errors.get(name, ""), prefix="room")
            for name in fields
        ),
        room_hidden=(
            *hidden_fields(given, without={"model", *fields}),
            ("models", ",".join(known)),
        ),
        results=f"{reverse('results')}?{query_string(given)}" if has_room else "",
        errors=tuple(
            (f"room-{name}", sentence) for name, sentence in form.errors.items() if name in fields
        ),
        canonical=structured.canonical("compare_units"),
        has_room=has_room,
    )


def _head(view: str, given: Mapping[str, str], shelf: Shelf, known: Sequence[str], at: int) -> Head:
    card = shelf.cards[shelf.rows[known[at]]]
    rest = [slug for slug in known if slug != card.slug]
    promoted = [known[0], card.slug, *(slug for slug in rest if slug != known[0])]
    return Head(
        name=f"{card.brand} {card.model}",
        brand=card.brand,
        halves=halves(card.model),
        address=reverse("model", args=(card.brand_slug, card.slug)),
        kind=str(TYPE_NAMES[UNIT_TYPES[int(shelf.kind[shelf.rows[card.slug]])]]),
        leave=compare_address(view, given, rest) if len(known) > FEWEST else "",
        show=compare_address(view, given, promoted) if at >= ON_A_PHONE else "",
        extra=at >= ON_A_PHONE,
    )


def _notes(known: Sequence[str], asked: Sequence[str], shelf: Shelf) -> tuple[str, ...]:
    notes = [
        _("We know no model “%(slug)s” that can be shown here.") % {"slug": slug[:60]}
        for slug in asked
        if slug not in shelf.rows
    ]
    beyond = len([slug for slug in asked if slug in shelf.rows]) - MOST
    if beyond > 0:
        notes.append(_("We put four side by side at most: the first four are here."))
    if len(known) < FEWEST:
        notes.append(
            _("Choose two to four models to compare.")
            if not known
            else _("Choose at least one more to compare it with.")
        )
    return tuple(notes[: MOST + 2])


def _offers(
    view: str,
    given: Mapping[str, str],
    shelf: Shelf,
    known: Sequence[str],
    *,
    typed: str,
    today: date,
) -> tuple[str, tuple[Offer, ...]]:
    """Units that a typed name may mean, each with the address that adds it."""
    if not typed:
        return "", ()
    if len(known) >= MOST:
        return _("Four are the most: take one out first."), ()
    rows = [
        row
        for row in find(shelf, Wanted(text=typed), today=today).rows
        if shelf.cards[row].slug not in known
    ]
    if not rows:
        return _("Nothing in the catalog is called “%(typed)s”.") % {"typed": typed}, ()
    title = _("Add one of these") if len(rows) <= OFFERED else _("Add one of these, or type more")
    return title, tuple(
        Offer(
            name=f"{shelf.cards[row].brand} {shelf.cards[row].model}",
            address=compare_address(view, given, [*known, shelf.cards[row].slug]),
        )
        for row in rows[:OFFERED]
    )
