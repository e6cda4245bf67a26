"""Whether the unit of a quote, or its size, is right for the room, as the ranking has it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Pick
from advisor.advice.quoted_room import QuotedRoom
from advisor.advice.right_size import SAME_SIZE, RightSize
from advisor.advice.room_fit import CYCLES, CYCLES_TOO_MUCH, ENOUGH, FITS, LEFT_OUT, RoomFit
from advisor.formatting.numbers import btu, load_figure, number, output, percent, temperature
from advisor.formatting.text import Text
from advisor.formatting.unit_names import WORDS
from advisor.pages.catalog.label_reading import nameplate_lines
from advisor.pages.quote.quote_findings import QuoteFinding
from advisor.pages.quote.quoted_unit import QuotedUnit

MILD_F = 47.0
SIZE_HEADS: Mapping[str, Text] = {
    FITS: gettext_lazy("The unit fits this room."),
    CYCLES: gettext_lazy("The unit is stronger than this room needs on most days."),
    LEFT_OUT: gettext_lazy("We would not put this unit in this room."),
}

_TOO_WEAK = gettext_lazy(
    "Very likely too small: of %(count)s units of this size, %(serve)s give enough for this room."
)
FEW_OF_SIZE = gettext_lazy("Of %(count)s units of this size that we know, %(serve)s serve here.")
SIZES_LEFT_OUT: Mapping[str, Text] = {
    "too_strong": gettext_lazy(
        "Very likely too big: of %(count)s units of this size, %(serve)s turn down far enough."
    ),
    "too_weak_heating": _TOO_WEAK,
    "too_weak_cooling": _TOO_WEAK,
}
"""By what leaves out most units of a size."""


def size_finding(unit: QuotedUnit, room: QuotedRoom, units: str) -> QuoteFinding:
    """Whether the unit, or the size, is right for the room."""
    if room.judged is not None and room.fit is not None:
        return QuoteFinding(
            head=_unit_head(room, room.fit, unit.size_btu_h or 0.0),
            lines=(*_unit_lines(room, room.judged.pick, units), *room.judged.against),
            questions=tuple(_size_questions(room, room.fit, room.judged.pick, units)),
        )
    ask = _("Which model is it, indoor and outdoor unit? How low does it turn down?")
    if unit.size_btu_h is None:
        return QuoteFinding(
            head=_("It is open which unit the quote means, and it names no size.")
            if unit.numbers.named
            else _("The quote names no unit that we know, and no size."),
            lines=(_need(room, units),),
            questions=(ask,),
        )
    lines = nameplate_lines(room, unit.size_btu_h, units, least_btu_h=unit.least_btu_h)
    return QuoteFinding(
        head=_size_head(room, unit.size_btu_h),
        lines=(*lines, *_smallest_that_serves(room)),
        questions=(ask,),
    )


def right_size(room: QuotedRoom, units: str) -> str:
    """The size that would be right, and what its lowest output is for; before it, where a unit
    like the quoted one may not be put in, or none of them serves."""
    right, told = room.right, room.type_advice
    if not room.may_be_placed:
        before = f"{_may_not(room)} {told.why}"
    elif not right.best_type:
        before = _("No unit that we know serves this room.")
    elif not right.type_serves:
        before = told.why
    else:
        before = ""
    return " ".join(each for each in (before, _right(room, units)) if each)


def _right(room: QuotedRoom, units: str) -> str:
    if not room.right.best_type:
        return ""
    said = _("Right for this room: a %(type)s of about %(size)s.")
    if room.heating_wanted:
        said = _(
            "Right for this room: a %(type)s of about %(size)s. On a mild day the room needs only"
            " %(mild)s, so the lower it turns down, the better."
        )
    return said % {
        "type": WORDS[room.right.best_type].in_sentence,
        "size": btu(room.right.best_btu_h, units),
        "mild": load_figure(room.mild_heat_btu_h, units),
    }


def _may_not(room: QuotedRoom) -> str:
    return _("By your answers this room may not have a %(type)s.") % {
        "type": WORDS[room.type_advice.type].in_sentence
    }


def _unit_head(room: QuotedRoom, fit: RoomFit, size_btu_h: float) -> str:
    """A unit that may be put in is told what it lacks, never that it is too small."""
    if fit.verdict == CYCLES and room.right.all_cycle and _is_right(room, size_btu_h):
        return _("The unit is of the right size here, yet it stops and starts most of the time.")
    if fit.verdict in SIZE_HEADS:
        return str(SIZE_HEADS[fit.verdict])
    gives = fit.capacity_at_design_btu_h or 0.0
    if room.heating_wanted and gives < ENOUGH * fit.heating_btu_h:
        return _("The unit can serve here, with another heater for the coldest nights.")
    return _("The unit can serve here, a little short on the hottest days.")


def _size_head(room: QuotedRoom, size_btu_h: float) -> str:
    """A size by the units of that size that we know, and by how many of them serve."""
    right, key = room.right, room.type_advice.type
    named = {"type": WORDS[key].in_sentence}
    if not room.may_be_placed:
        return _may_not(room)
    if not right.best_type:
        return _("No unit that we know serves this room.")
    if not right.type_serves:
        return _("No %(type)s that we know serves this room.") % named
    if _is_right(room, size_btu_h):
        if key == right.best_type:
            return _("The right size: that of our first pick.")
        return _("The right size for a %(type)s here.") % named
    return _other_size_head(right, size_btu_h)


def _other_size_head(right: RightSize, size_btu_h: float) -> str:
    alike = right.of_size
    if alike is None or not alike.count:
        return _("We know no unit of this size that would go in here.")
    if 2 * alike.serve >= alike.count:
        return (
            _("This size can serve. The one that we would put in is smaller.")
            if size_btu_h > right.of_type_btu_h
            else _("This size can serve. The one that we would put in is larger.")
        )
    said = SIZES_LEFT_OUT.get(alike.limit, FEW_OF_SIZE)
    return str(said) % {"count": number(alike.count), "serve": number(alike.serve)}


def _is_right(room: QuotedRoom, size_btu_h: float) -> bool:
    """Whether it is no larger and no smaller than the size that we pick."""
    return abs(size_btu_h / room.right.of_type_btu_h - 1) <= SAME_SIZE


def _smallest_that_serves(room: QuotedRoom) -> Iterator[str]:
    """Where even the first pick stops and starts most of the time."""
    if room.right.all_cycle and room.right.times_mild > 1:
        yield _(
            "The smallest that serves here is still %(times)s times what a mild day needs: expect"
            " it to stop and start."
        ) % {"times": number(room.right.times_mild, 1)}


def _need(room: QuotedRoom, units: str) -> str:
    return _("The room needs about %(heat)s of heat at %(at)s and %(cool)s of cooling.") % {
        "heat": load_figure(room.load.heating_btu_h.likely, units),
        "cool": load_figure(room.load.cooling_btu_h.likely, units),
        "at": temperature(room.site.heating_design_f, units),
    }


def _unit_lines(room: QuotedRoom, pick: Pick, units: str) -> Iterator[str]:
    yield _need(room, units)
    if room.heating_wanted:
        yield from _heat_lines(room, pick, units)
    if pick.cycling_fraction > CYCLES_TOO_MUCH:
        yield from _smallest_that_serves(room)


def _heat_lines(room: QuotedRoom, pick: Pick, units: str) -> Iterator[str]:
    at = temperature(room.site.heating_design_f, units)
    if room.fit is not None:
        gives = room.fit.capacity_at_design_btu_h
        if gives:
            yield _("At %(at)s this unit gives %(gives)s.") % {
                "at": at,
                "gives": output(
                    gives, units, is_published=pick.evidence.design_capacity == "published"
                ),
            }
        elif gives is None:
            yield _("Nobody publishes whether it still heats at %(at)s.") % {"at": at}
        else:
            yield _("At %(at)s it no longer heats.") % {"at": at}
    yield _(
        "At %(mild)s outside the room needs %(need)s; the unit goes down to %(least)s. It would"
        " stop and start for %(share)s of the time it runs."
    ) % {
        "mild": temperature(MILD_F, units),
        "need": load_figure(room.mild_heat_btu_h, units),
        "least": output(
            pick.min_output_47f_btu_h, units, is_published=pick.evidence.minimum == "published"
        ),
        "share": percent(pick.cycling_fraction),
    }


def _size_questions(room: QuotedRoom, fit: RoomFit, pick: Pick, units: str) -> Iterator[str]:
    if not room.heating_wanted:
        return
    lower = (pick.min_output_47f_btu_h or 0.0) > (1 + SAME_SIZE) * room.right.least_btu_h
    if fit.cycling_fraction > CYCLES_TOO_MUCH and lower:
        yield _(
            "Is there a unit that turns down further? On a mild day the room needs only %(mild)s."
        ) % {"mild": load_figure(room.mild_heat_btu_h, units)}
    if (fit.capacity_at_design_btu_h or 0.0) < room.load.heating_btu_h.likely:
        yield _("How much heat does it give at %(at)s, and who publishes that figure?") % {
            "at": temperature(room.site.heating_design_f, units)
        }
