"""A through-wall unit told in kind: what it is and what to ask, whatever models we list.

It is the answer for who may put nothing outside, but may open the wall. What it costs is not said
while no dated price of one is known.
"""

from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.advice.contract import InKind
from advisor.engine.equipment import BoolArray
from advisor.engine.place_limits import SLEEVE_IN, sleeve_may_be_placed, split_may_be_placed
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.unit_types import RECORDS, UnitTypeRecord
from advisor.formatting.numbers import (
    btu,
    inches_figure,
    load_figure,
    number,
    span,
    temperature,
    temperature_figure,
)
from advisor.formatting.unit_names import WORDS


def sleeve_size(units: str) -> str:
    """The opening that one of the usual size takes: "42 by 16 inches"."""
    width, height = (inches_figure(SLEEVE_IN[side], units).number for side in ("width", "height"))
    said = (
        _("%(width)s by %(height)s cm")
        if units == "metric"
        else _("%(width)s by %(height)s inches")
    )
    return said % {"width": width, "height": height}


def in_kind(study: Study, ranking: Ranking, *, size_btu_h: int, units: str) -> InKind | None:
    """What to ask about where no outdoor unit may be placed and the wall may be opened;
    ``size_btu_h`` is the nominal size that would be right."""
    record = next(each for each in RECORDS if each.sleeve)
    of_kind = study.units.of_type(lambda each: each.sleeve).astype(bool)
    if split_may_be_placed(study) or not sleeve_may_be_placed(study):
        return None
    return InKind(
        type=record.key,
        title=_("Ask about a through-wall unit"),
        why=_(
            "It needs no outdoor unit and leaves the window free, but takes an opening of about"
            " %(sleeve)s through the outside wall."
        )
        % {"sleeve": sleeve_size(units)},
        ask=[
            *_what_it_is(units),
            *_permission(study),
            *_wiring(record),
            *_heat(study, record, units=units),
            *_label(study, size_btu_h, units=units),
            *_ours(study, ranking, of_kind),
        ],
    )


def _what_it_is(units: str) -> Iterator[str]:
    yield _(
        "What it is: one box in a metal sleeve, half indoors and half outdoors, called a packaged"
        " terminal heat pump (PTHP) or a through-the-wall heat pump. Its compressor is in the room."
    )
    yield _(
        "The wall: %(sleeve)s is the usual opening, far more than a 3-inch hole, and manuals ask"
        " for a beam over it. If the home has an old sleeve, measure that first and look for a unit"
        " of its size."
    ) % {"sleeve": sleeve_size(units)}


def _permission(study: Study) -> Iterator[str]:
    if study.answers.tenure == "rent":
        yield _(
            "Permission: a yes to a small hole is no yes to this. Show the landlord the size of"
            " the opening, and get the answer in writing before anybody cuts."
        )
        return
    yield _(
        "Permission: in a condo or co-op the outside wall mostly belongs to all. A rule against"
        " outdoor units may not name a sleeve, and another may forbid to cut the wall: ask the"
        " board in writing, and the city for a permit, before anybody cuts."
    )


def _wiring(record: UnitTypeRecord) -> Iterator[str]:
    yield _(
        "Power: many run on 208/230 V and need a circuit of their own; some run on %(volts)s V."
        " One for 265 V is made for large buildings. Ask for volts, amps and plug before you buy."
    ) % {"volts": number(min(record.volts))}


def _heat(study: Study, record: UnitTypeRecord, *, units: str) -> Iterator[str]:
    if not study.heating_wanted:
        return
    stops = span(
        temperature_figure(record.cutout_f, units), temperature_figure(record.usual_cutout_f, units)
    )
    told = {"stops": stops, "design": temperature(study.place.heating_design_f, units)}
    said = _(
        "Heat: below a limit that differs by model (a dealer’s guide says %(stops)s) it heats like"
        " a space heater, or not at all. Ask for the limit of the very model; nights here reach"
        " %(design)s."
    )
    yield said % told
    if study.place.heating_design_f < record.usual_cutout_f:
        yield _("Keep the heat that you have: many of these units are no heater for such nights.")


def _label(study: Study, size_btu_h: int, *, units: str) -> Iterator[str]:
    yield _(
        "On the label compare cooling (about %(size)s would be right here), heat and COP at"
        " %(mild)s, EER or CEER, the lowest outdoor temperature for heat, and the sound in dB(A)."
        " “PTAC” alone, or “with heat”, is electric resistance heat."
    ) % {"size": btu(size_btu_h, units), "mild": temperature(47, units)}
    if study.heating_wanted and study.cooling_wanted:
        yield _("This room needs about %(heat)s of heat and %(cooling)s of cooling at most.") % {
            "heat": load_figure(study.loads.heating.likely, units),
            "cooling": load_figure(study.loads.cooling.likely, units),
        }


def _ours(study: Study, ranking: Ranking, of_kind: BoolArray) -> Iterator[str]:
    """What we list and know of the kind, and what we do not."""
    known = int(of_kind.sum())
    count = {"count": number(known)}
    if not known:
        yield _(
            "We list no model of this kind: for none have we found published figures that we could"
            " stand for. What we say of it is what holds for the kind."
        )
    elif of_kind[ranking.order].any() and not ranking.relaxed:
        yield (
            ngettext(
                "We list %(count)s model of this kind; it is among all that serve. Others may fit"
                " better.",
                "We list %(count)s models of this kind; see all that serve. Others may fit better.",
                known,
            )
            % count
        )
    else:
        yield (
            ngettext(
                "We list %(count)s model of this kind, and it is not right for this room.",
                "We list %(count)s models of this kind, and none is right for this room.",
                known,
            )
            % count
        )
    if np.isnan(study.units.price_low[of_kind]).all():
        yield _("The price: we have seen none with a date.")
    yield _(
        "What cutting the wall costs we do not know. Get three quotes with unit, sleeve, opening,"
        " circuit and permit as lines of their own."
    )


def in_text(told: InKind) -> list[str]:
    """The same as lines of plain text."""
    name = str(WORDS[told.type].name)
    return [f"{name}: {told.why}", *(f"  - {line}" for line in told.ask)]
