"""The coldest point of NEEP's workbook, where labels of one outdoor unit print different outputs.

The sheet lists one machine under the names of several brands, and prints the coldest point with
some of them only, or with different outputs. The lowest one counts for every label; the others
stay beside it as figures of low confidence.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from catalog.importing.records import Published, Unit
from catalog.models import Confidence

PairKey: TypeAlias = tuple[str, str]

COLDEST_POINT: Final = "at the coldest temperature that the list has for it"
LOWER_USED: Final = "labels of this unit print {outputs} BTU/h: the lowest is used"
OTHER_LABEL: Final = "printed for the label {brand}"

_HIGHEST: Final = re.compile(r"heating_max_btu_(neg)?\d+f")


def machine_key(unit: Unit) -> PairKey:
    """What the labels of one system have in common; Mitsubishi's H is a pan heater only.

    >>> pair = {"slug": "", "brand": "Trane", "type": "mini_split", "model_number": ""}
    >>> machine_key(Unit(**pair, outdoor_model="MUZ-FH06NAH", indoor_model="MSZ-FH06NA"))
    ('MUZFH06NA', 'MSZFH06NA')
    """
    return _letters(unit.outdoor_model), _letters(unit.indoor_model)


def settle_labels(units: Sequence[Unit]) -> list[Unit]:
    """``units`` in their order, each with the lowest coldest point of its labels."""
    labels: dict[PairKey, list[Unit]] = defaultdict(list)
    for unit in units:
        labels[machine_key(unit)].append(unit)
    return [_settled(unit, labels[machine_key(unit)]) for unit in units]


def _settled(unit: Unit, labels: Sequence[Unit]) -> Unit:
    with_point = [each for each in labels if _output(each) is not None]
    own = _highest(unit)
    if own is not None:  # a point at another temperature says nothing of this one
        with_point = [each for each in with_point if _name(each) == own.name]
    if not with_point:
        return unit
    lowest = min(with_point, key=lambda each: (_output(each) or 0, each.brand != unit.brand))
    outputs = sorted({_output(each) or 0 for each in with_point})
    note = _note(unit, lowest, outputs)
    used = [replace(each, note=note) for each in _point(lowest)]
    rest = [figure for figure in unit.figures if figure.note != COLDEST_POINT]
    return replace(unit, figures=(*rest, *used, *_higher(with_point, outputs[0])))


def _note(unit: Unit, lowest: Unit, outputs: Sequence[float]) -> str:
    notes = [COLDEST_POINT]
    if lowest.brand != unit.brand:
        notes.append(OTHER_LABEL.format(brand=lowest.brand))
    if len(outputs) > 1:
        printed = " and ".join(f"{output:,.0f}" for output in outputs)
        notes.append(LOWER_USED.format(outputs=printed))
    return "; ".join(notes)


def _higher(labels: Sequence[Unit], lowest: float) -> list[Published]:
    """The outputs above the ``lowest``, each once, as figures that do not count."""
    found = {
        figure.value: replace(
            figure,
            confidence=Confidence.LOW.value,
            note=f"{COLDEST_POINT}; {OTHER_LABEL.format(brand=each.brand)}",
        )
        for each in labels
        if (figure := _highest(each)) and _output(each) != lowest
    }
    return list(found.values())


def _point(unit: Unit) -> list[Published]:
    return [figure for figure in unit.figures if figure.note == COLDEST_POINT]


def _highest(unit: Unit) -> Published | None:
    return next((each for each in _point(unit) if _HIGHEST.fullmatch(each.name)), None)


def _name(unit: Unit) -> str:
    figure = _highest(unit)
    return figure.name if figure else ""


def _output(unit: Unit) -> float | None:
    figure = _highest(unit)
    return float(figure.value) if figure else None


def _letters(model: str) -> str:
    return re.sub(r"(?<=NA)H(?=\d?$)", "", re.sub(r"[^A-Z0-9]", "", model.upper()))
