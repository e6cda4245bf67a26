"""The figures of a unit in words, each with its source, date and confidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.formatting.dates import period
from advisor.formatting.numbers import (
    btu_figure,
    feet_figure,
    inches_figure,
    mass,
    number,
    temperature,
)
from advisor.formatting.source_names import source_name
from advisor.formatting.text import Text
from advisor.formatting.unit_names import WORDS
from advisor.pages.catalog.figure_layout import (
    BASES,
    CONFIDENCE,
    LABELS,
    SECTIONS,
    SPEEDS,
    TERMS,
)
from advisor.questions.labels import choice_label
from catalog.models import (
    HeatPump,
    Mode,
    Rights,
)
from catalog.record import CurrentFigure
from catalog.vocabulary import NORMALIZERS, point_place, usual_unit


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    label: str
    term: str  # its entry in the glossary; empty where it has none
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
    path: str  # where its copy was read, in full; empty where the text says it
    url: str
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FigureTables:
    """Every figure of a unit, by section, with the sources that they cite by number."""

    sections: tuple[FigureSection, ...]
    missing: tuple[str, ...]  # names of figures that a buyer needs and that are not published
    sources: tuple[SourceLine, ...]


class SourceNumbers:
    """Numbers the sources of a page in the order in which they are cited."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._lines: list[tuple[str, str, list[str]]] = []

    def cite(self, figure: CurrentFigure) -> int:
        statement = figure.statement
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
            SourceLine(
                number=index,
                text=(named := source_name(text)).name,
                path=named.path,
                url=url,
                notes=tuple(notes),
            )
            for index, (text, url, notes) in enumerate(self._lines, start=1)
        )


def _neep() -> str:
    return _(
        "Manufacturers’ values from NEEP’s public workbook of July 12, 2018. NEEP does not"
        " vouch for tests that are not standardized."
    )


def figure_tables(figures: Mapping[str, CurrentFigure], unit_type: str, units: str) -> FigureTables:
    """``figures`` by name, as they may be shown; a section without any is left out."""
    numbers = SourceNumbers()
    sections = tuple(
        section
        for key, title, names in SECTIONS
        if (
            section := _figure_section(key, title, names, figures, numbers=numbers, units=units)
        ).rows
    )
    wanted = WORDS[unit_type].wanted_figures if unit_type in WORDS else ()
    return FigureTables(
        sections=sections,
        missing=tuple(figure_label(name, units) for name in wanted if name not in figures),
        sources=numbers.lines(),
    )


def number_of(figure: CurrentFigure | None) -> float | None:
    """The value of a figure, where there is one and it is a number."""
    return float(figure.value) if figure and isinstance(figure.value, int | float) else None


def _figure_section(
    key: str,
    title: Text,
    names: Iterable[str],
    figures: Mapping[str, CurrentFigure],
    *,
    numbers: SourceNumbers,
    units: str,
) -> FigureSection:
    wanted: list[str] = []
    for name in names:
        if name == "points":
            wanted += sorted((n for n in figures if _is_point(n)), key=_point_order)
        elif name in figures:
            wanted.append(name)
    return FigureSection(
        key=key,
        title=title,
        rows=tuple(_figure_row(figures[name], figures, numbers, units) for name in wanted),
    )


def _is_point(name: str) -> bool:
    return name not in NORMALIZERS and point_place(name) is not None


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


def _figure_row(
    figure: CurrentFigure, figures: Mapping[str, CurrentFigure], numbers: SourceNumbers, units: str
) -> FigureRow:
    statement = figure.statement
    return FigureRow(
        label=figure_label(figure.name, units),
        term=TERMS.get(figure.name, ""),
        basis=_basis(figure.name, figures),
        value=shown_value(figure.name, figure.value, statement.value, statement.unit, units),
        others=", ".join(
            dict.fromkeys(
                shown_value(figure.name, other.usable, other.value, other.unit, units)
                for other in figure.others
            )
        ),
        source=numbers.cite(figure),
        dated=period(statement.source_date),
        confidence=str(CONFIDENCE[statement.confidence]),
        confidence_key=statement.confidence,
    )


def figure_label(name: str, units: str) -> str:
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
                return _("Heating COP at %(at)s, %(speed)s") % parts
            return _("Cooling COP at %(at)s, %(speed)s") % parts
        if place.mode == Mode.HEATING:
            return _("Heat at %(at)s, %(speed)s") % parts
        return _("Cooling at %(at)s, %(speed)s") % parts
    label = str(HeatPump.column(name).verbose_name).split(" [")[0]
    return capfirst(label)


def _basis(name: str, figures: Mapping[str, CurrentFigure]) -> str:
    """The test behind a figure, where that is known."""
    if name == "cooling_btu_h":
        basis = figures.get("cooling_rating_basis")
        return _choice("cooling_rating_basis", basis.value) if basis else ""
    if name.startswith("sound_indoor"):
        sound = figures.get("sound_basis")
        return str(sound.value) if sound else ""
    if name == "hspf2" and "hspf2_region" in figures:
        return _("2023 AHRI 210/240, %(region)s") % {
            "region": _choice("hspf2_region", figures["hspf2_region"].value)
        }
    if name == "heating_max_btu_5f":
        return _("test at the highest speed, which can exceed the rated output at 17 °F")
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
        words = {"in": _("in"), "ft": _("ft")}.get(unit, unit)
        return f"{text}\u00a0{words}" if unit else text
    if name == "window_fit":
        return ", ".join(str(choice_label("window_type", each)) for each in str(value).split(","))
    return _choice(name, value) if name in NORMALIZERS else str(value)


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
        "pints/h": lambda: _("%(count)s pints per hour") % {"count": exact},
        "V": lambda: f"{exact}\u00a0V",
    }
    return by_unit.get(unit, lambda: exact)()
