"""A size against a room, in words: as the ranking has it, for a label and for a quote alike."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.right_size import SAME_SIZE, RightSize
from advisor.advice.sized_room import SizedRoom
from advisor.formatting.numbers import (
    btu,
    btu_figure,
    load_figure,
    number,
    percent,
    span,
    temperature,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import WORDS

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


def right_words(room: SizedRoom, units: str, *, mild: bool = True) -> str:
    """The size that would be right and, if ``mild`` is not said yet, what its lowest output is for;
    before it, where a unit of that type may not be put in, or none of them serves."""
    right, told = room.right, room.type_advice
    if not room.may_be_placed:
        before = f"{_may_not(room)} {told.why}"
    elif not right.best_type:
        before = _none_serves(room)
    elif not right.type_serves:
        before = told.why
    else:
        before = ""
    return " ".join(each for each in (before, _right(room, units, mild=mild)) if each)


def _right(room: SizedRoom, units: str, *, mild: bool) -> str:
    if not room.right.best_type:
        return ""
    said = _("Right for this room: a %(type)s of about %(size)s.")
    if room.heating_wanted and mild:
        said = _(
            "Right for this room: a %(type)s of about %(size)s. On a mild day the room needs only"
            " %(mild)s, so the lower it turns down, the better."
        )
    return said % {
        "type": WORDS[room.right.best_type].in_sentence,
        "size": btu(room.right.best_btu_h, units),
        "mild": load_figure(room.mild_heat_btu_h, units),
    }


def _none_serves(room: SizedRoom) -> str:
    if room.not_alone:
        return _("No unit that we know can be the only heat of this room.")
    return _("No unit that we know serves this room.")


def _may_not(room: SizedRoom) -> str:
    return _("By your answers this room may not have a %(type)s.") % {
        "type": WORDS[room.type_advice.type].in_sentence
    }


def size_head(room: SizedRoom, size_btu_h: float) -> str:
    """A size by the units of that size that we know, and by how many of them serve."""
    right, key = room.right, room.type_advice.type
    named = {"type": WORDS[key].in_sentence}
    if not room.may_be_placed:
        return _may_not(room)
    if not right.best_type:
        return _none_serves(room)
    if not right.type_serves:
        return _("No %(type)s that we know serves this room.") % named
    if is_right(room, size_btu_h):
        if key == right.best_type:
            return _("The right size: that of our first pick.")
        return _("The right size for a %(type)s here.") % named
    return _othersize_head(right, size_btu_h)


def _othersize_head(right: RightSize, size_btu_h: float) -> str:
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


def is_right(room: SizedRoom, size_btu_h: float) -> bool:
    """Whether it is no larger and no smaller than the size that we pick."""
    return abs(size_btu_h / room.right.of_type_btu_h - 1) <= SAME_SIZE


def smallest_that_serves(room: SizedRoom) -> Iterator[str]:
    """Where even the first pick stops and starts most of the time."""
    if room.right.all_cycle and room.right.times_mild > 1:
        yield _(
            "The smallest that serves here is still %(times)s times what a mild day needs: expect"
            " it to stop and start."
        ) % {"times": number(room.right.times_mild, 1)}


def room_need(room: SizedRoom, units: str) -> str:
    """What the room needs on its coldest and hottest days."""
    return _("The room needs about %(heat)s of heat at %(at)s and %(cool)s of cooling.") % {
        "heat": load_figure(room.load.heating_btu_h.likely, units),
        "cool": load_figure(room.load.cooling_btu_h.likely, units),
        "at": temperature(room.site.heating_design_f, units),
    }


def nameplate_lines(
    room: SizedRoom,
    size: float,
    units: str,
    *,
    least_btu_h: tuple[float, float] | None = None,
) -> tuple[str, ...]:
    """What a room needs beside the nameplate of a unit of which nothing else is known.

    ``least_btu_h`` are the lowest outputs of the units that it may be, lowest and highest.
    """
    lines = [room_need(room, units)]
    if room.heating_wanted:
        lines.append(
            _(
                "At %(at)s outside it needs only %(mild)s, %(share)s of the nameplate. A unit"
                " that cannot go that low stops and starts."
            )
            % {
                "at": temperature(47, units),
                "mild": load_figure(room.mild_heat_btu_h, units),
                "share": percent(room.mild_heat_btu_h / size),
            }
        )
    lines.append(_whether_it_can(least_btu_h, units))
    return tuple(lines)


def _whether_it_can(least_btu_h: tuple[float, float] | None, units: str) -> str:
    if least_btu_h is None:
        return _("Whether yours can depends on its lowest output, which we do not know.")
    low, high = (btu_figure(each, units) for each in least_btu_h)
    return _("Those that it may be go down to %(span)s, as published or by our estimate.") % {
        "span": span(low, high)
    }
