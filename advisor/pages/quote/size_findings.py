"""Whether the unit of a quote, or its size, is right for the room, as the ranking has it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Pick
from advisor.advice.quoted_room import QuotedRoom
from advisor.advice.right_size import SAME_SIZE
from advisor.advice.room_fit import CYCLES, CYCLES_TOO_MUCH, ENOUGH, FITS, LEFT_OUT, RoomFit
from advisor.formatting.numbers import load_figure, output, percent, temperature
from advisor.formatting.text import Text
from advisor.pages.catalog.size_words import (
    is_right,
    nameplate_lines,
    room_need,
    size_head,
    smallest_that_serves,
)
from advisor.pages.quote.quote_findings import QuoteFinding
from advisor.pages.quote.quoted_unit import QuotedUnit
from advisor.pages.shared.sale_lines import unknown_of_asked

MILD_F = 47.0
SIZE_HEADS: Mapping[str, Text] = {
    FITS: gettext_lazy("The unit fits this room."),
    CYCLES: gettext_lazy("The unit is stronger than this room needs on most days."),
    LEFT_OUT: gettext_lazy("We would not put this unit in this room."),
}


def size_finding(unit: QuotedUnit, room: QuotedRoom, units: str) -> QuoteFinding:
    """Whether the unit, or the size, is right for the room."""
    if room.judged is not None and room.fit is not None:
        return QuoteFinding(
            head=_unit_head(room, room.fit, unit.size_btu_h or 0.0),
            lines=(
                *_unit_lines(room, room.judged.pick, units),
                *unknown_of_asked(room.judged.pick),
                *room.judged.against,
            ),
            questions=tuple(_size_questions(room, room.fit, room.judged.pick, units)),
        )
    ask = _("Which model is it, indoor and outdoor unit? How low does it turn down?")
    if unit.size_btu_h is None:
        return QuoteFinding(
            head=_("It is open which unit the quote means, and it names no size.")
            if unit.numbers.named
            else _("The quote names no unit that we know, and no size."),
            lines=(room_need(room, units),),
            questions=(ask,),
        )
    lines = nameplate_lines(room, unit.size_btu_h, units, least_btu_h=unit.least_btu_h)
    return QuoteFinding(
        head=size_head(room, unit.size_btu_h),
        lines=(*lines, *smallest_that_serves(room)),
        questions=(ask,),
    )


def _unit_head(room: QuotedRoom, fit: RoomFit, size_btu_h: float) -> str:
    """A unit that may be put in is told what it lacks, never that it is too small."""
    if fit.verdict == CYCLES and room.right.all_cycle and is_right(room, size_btu_h):
        return _("The unit is of the right size here, yet it stops and starts most of the time.")
    if fit.verdict == FITS and room.judged is not None and room.judged.pick.asked_unknown:
        return _("By its size the unit fits this room.")
    if fit.verdict in SIZE_HEADS:
        return str(SIZE_HEADS[fit.verdict])
    gives = fit.capacity_at_design_btu_h or 0.0
    if room.heating_wanted and gives < ENOUGH * fit.heating_btu_h:
        return _("The unit can serve here, with another heater for the coldest nights.")
    return _("The unit can serve here, a little short on the hottest days.")


def _unit_lines(room: QuotedRoom, pick: Pick, units: str) -> Iterator[str]:
    yield room_need(room, units)
    if room.heating_wanted:
        yield from _heat_lines(room, pick, units)
    if pick.cycling_fraction > CYCLES_TOO_MUCH:
        yield from smallest_that_serves(room)


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
