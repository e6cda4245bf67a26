"""A unit that only its label describes: what the label says, and whether it suits a room."""

from dataclasses import dataclass

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _

from advisor.advice.sized_room import SizedRoom
from advisor.engine.conversions import BTU_H_PER_TON, BTU_PER_KWH
from advisor.engine.place import FloatArray
from advisor.engine.unit_types import of_units
from advisor.formatting.numbers import (
    btu,
    btu_figure,
    number,
    span,
)
from advisor.listing.search import Shelf
from advisor.pages.catalog.size_words import (
    nameplate_lines,
    right_words,
    size_head,
    smallest_that_serves,
)

TONS = (0.5, 6.0)
SIZES_BTU_H = (3000.0, 60_000.0)
VOLTS = ("115", "230")
WHOLE = "whole"
HALVES = ("indoor", "outdoor", WHOLE)
"""What a label is on: half a mini-split, or a unit in one piece."""


@dataclass(frozen=True, kw_only=True)
class LabelForm:
    """What the label says of an unknown unit."""

    size: str
    volts: str
    half: str
    error: str
    said: tuple[str, ...]  # what follows from it


@dataclass(frozen=True, kw_only=True)
class RoomAnswer:
    """A unit known by its nameplate only, against a room."""

    verdict: str
    lines: tuple[str, ...]


def label_size(query: QueryDict) -> tuple[float | None, str]:
    """The nameplate of the address in BTU/h, or what is wrong with it."""
    return size_in_text(query.get("size", ""))


def label_is_split(query: QueryDict) -> bool | None:
    """Whether the label is on half of a mini-split; ``None`` where it is not said."""
    half = query.get("half", "")
    return half != WHOLE if half in HALVES else None


def size_in_text(typed: str) -> tuple[float | None, str]:
    """BTU/h from "12,000", "12000 BTU", "12k", "1 ton" or "3.5 kW"; or what is wrong with it.

    A bare number up to six is tons, since no unit gives six BTU/h.
    """
    text = typed.strip().casefold()[:40]
    if not text:
        return None, ""
    bare = text.replace(",", "").replace("btu/h", "").replace("btuh", "").replace("btu", "")
    factor = 1.0
    for ending, times in (("tons", BTU_H_PER_TON), ("ton", BTU_H_PER_TON), ("kw", BTU_PER_KWH)):
        if ending in bare:
            bare, factor = bare.replace(ending, ""), times
            break
    else:
        if bare.strip().endswith("k"):
            bare, factor = bare.strip().removesuffix("k"), 1000.0
    try:
        value = float(bare.strip())
    except ValueError:
        return None, _("Write the size as on the label: 12,000 BTU/h, 1 ton, or 3.5 kW.")
    if factor == 1.0 and TONS[0] <= value <= TONS[1]:
        factor = BTU_H_PER_TON
    size = value * factor
    if not SIZES_BTU_H[0] <= size <= SIZES_BTU_H[1]:
        return None, _("Units for one room go from %(low)s to %(high)s.") % {
            "low": btu(SIZES_BTU_H[0]),
            "high": btu(SIZES_BTU_H[1]),
        }
    return size, ""


def label_form(query: QueryDict, shelf: Shelf, units: str) -> LabelForm:
    """What the address says of the label, and what follows from it."""
    size, wrong = label_size(query)
    volts = query.get("volts", "") if query.get("volts", "") in VOLTS else ""
    half = query.get("half", "") if query.get("half", "") in HALVES else ""
    return LabelForm(
        size=query.get("size", "")[:40],
        volts=volts,
        half=half,
        error=wrong,
        said=_label_says(shelf, size, volts, half, units),
    )


def _label_says(
    shelf: Shelf, size: float | None, volts: str, half: str, units: str
) -> tuple[str, ...]:
    """What follows from the label, and what does not."""
    if size is None:
        return ()
    said = [
        _(
            "A nameplate of %(size)s means %(tons)s tons. That is the most it cools in a test,"
            " not the least."
        )
        % {"size": btu(size, units), "tons": number(size / BTU_H_PER_TON, 2)}
    ]
    if volts == "115":
        said.append(_("115 V is a standard outlet. Its own breaker is still a good idea."))
    elif volts == "230":
        said.append(_("208/230 V needs its own circuit."))
    if half == "outdoor":
        said.append(
            _("An outdoor unit may serve several rooms. Its size is for all of them together.")
        )
    elif half == "indoor":
        said.append(
            _("The indoor unit gives only what the outdoor unit lets it. Look at both labels.")
        )
    least = _least_of_that_size(shelf, size)
    if half != WHOLE and least.size >= 3:
        said.append(
            _(
                "The label does not say how low it turns down. Units with published figures"
                " around that size go down to %(span)s (%(count)s mini-splits)."
            )
            % {
                "span": span(
                    btu_figure(float(least.min()), units), btu_figure(float(least.max()), units)
                ),
                "count": number(int(least.size)),
            }
        )
    else:
        said.append(_("The label does not say how low it turns down. Ask for the data sheet."))
    return tuple(said)


def _least_of_that_size(shelf: Shelf, size: float) -> FloatArray:
    """Published lowest outputs of mini-splits within a sixth of a nameplate. [BTU/h]"""
    alike = (
        shelf.least_is_published
        & of_units(shelf.kind, lambda each: each.split)
        & (np.abs(shelf.cooling_btu_h / size - 1) < 1 / 6)
    )
    return np.asarray(shelf.least_btu_h[alike])


def room_answer(room: SizedRoom, size: float, units: str) -> RoomAnswer:
    """Whether a unit of that nameplate suits the room, as the ranking has it."""
    verdict = size_head(room, size)
    right = right_words(room, units, mild=False).removeprefix(verdict).strip()
    lines = (*nameplate_lines(room, size, units), *smallest_that_serves(room))
    return RoomAnswer(verdict=verdict, lines=(*lines, right) if right else lines)
