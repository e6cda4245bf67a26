"""What a quote says of the unit: its size for this room, whether the pair is certified, rebates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Pick
from advisor.advice.quoted_room import QuotedRoom
from advisor.advice.room_fit import (
    CYCLES,
    CYCLES_TOO_MUCH,
    FITS,
    LEFT_OUT,
    TOO_WEAK,
    RoomFit,
)
from advisor.engine.incentives import FEDERAL_CREDIT
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.numbers import btu, load_figure, output, percent, temperature
from advisor.formatting.text import Text
from advisor.formatting.unit_names import WORDS
from advisor.listing.pair_numbers import APART, INDOOR, ONE, OUTDOOR, PAIR
from advisor.pages.catalog.label_reading import room_answer
from advisor.pages.quote.quoted_unit import QuotedUnit
from advisor.pages.shared.sale_lines import pair_notes, sale_sentence
from catalog.models import SaleStatus

MILD_F = 47.0
SIZE_HEADS: Mapping[str, Text] = {
    FITS: gettext_lazy("The unit fits this room."),
    CYCLES: gettext_lazy("The unit is stronger than this room needs on most days."),
    TOO_WEAK: gettext_lazy("The unit is too small for this room."),
    LEFT_OUT: gettext_lazy("We would not put this unit in this room."),
}
PAIR_WORDS: Mapping[str, Text] = {
    SaleStatus.CERTIFIED: gettext_lazy("It is certified as this pair."),
    SaleStatus.ON_SALE: gettext_lazy(
        "A store sells it. We have not seen a certificate for this pair."
    ),
    SaleStatus.ARCHIVE: gettext_lazy(
        "It is of an older generation. Ask for how long there are parts, and which refrigerant it"
        " holds."
    ),
    SaleStatus.DISCONTINUED: gettext_lazy("It is no longer made. Ask for its successor."),
    SaleStatus.UNKNOWN: gettext_lazy("We do not know whether it is sold or certified."),
}
HALF_HEADS: Mapping[str, Text] = {
    INDOOR: gettext_lazy("The quote names the indoor unit only. Only a pair has a certificate."),
    OUTDOOR: gettext_lazy("The quote names the outdoor unit only. Only a pair has a certificate."),
    ONE: gettext_lazy("The quote gives one number. Only a pair has a certificate."),
}


@dataclass(frozen=True, kw_only=True)
class QuoteFinding:
    """A heading in one sentence, what it rests on, and what it leaves to ask."""

    head: str
    lines: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def size_finding(unit: QuotedUnit, room: QuotedRoom, units: str) -> QuoteFinding:
    """Whether the unit, or the size, is right for the room."""
    if room.judged is not None and room.fit is not None:
        return QuoteFinding(
            head=str(SIZE_HEADS[room.fit.verdict]),
            lines=(*_unit_lines(room, room.judged.pick, units), *room.judged.against),
            questions=tuple(_size_questions(room, room.fit, units)),
        )
    if unit.size_btu_h is None:
        return QuoteFinding(
            head=_("It is open which unit the quote means, and it names no size.")
            if unit.numbers.named
            else _("The quote names no unit that we know, and no size."),
            lines=(_need(room, units),),
            questions=(
                _("Which model is it, indoor and outdoor unit? How low does it turn down?"),
            ),
        )
    answer = room_answer(room, unit.size_btu_h, units, least_btu_h=unit.least_btu_h)
    return QuoteFinding(
        head=answer.verdict,
        lines=answer.lines,
        questions=(_("Which model is it, indoor and outdoor unit? How low does it turn down?"),),
    )


def right_size(room: QuotedRoom, units: str) -> str:
    """The size that would be right, and what its lowest output is for; where the type itself
    does not fit, why."""
    if room.type_advice.verdict != "fits":
        return room.type_advice.why
    said = _("Right for this room: a %(type)s of about %(size)s.")
    if room.heating_wanted:
        said = _(
            "Right for this room: a %(type)s of about %(size)s. On a mild day the room needs only"
            " %(mild)s, so the lower it turns down, the better."
        )
    return said % {
        "type": WORDS[room.type_advice.type].in_sentence,
        "size": btu(room.right_size_btu_h, units),
        "mild": load_figure(room.mild_heat_btu_h, units),
    }


def _need(room: QuotedRoom, units: str) -> str:
    return _("The room needs about %(heat)s of heat at %(at)s and %(cool)s of cooling.") % {
        "heat": load_figure(room.load.heating_btu_h.likely, units),
        "cool": load_figure(room.load.cooling_btu_h.likely, units),
        "at": temperature(room.site.heating_design_f, units),
    }


def _unit_lines(room: QuotedRoom, pick: Pick, units: str) -> Iterator[str]:
    yield _need(room, units)
    at = temperature(room.site.heating_design_f, units)
    if room.heating_wanted and room.fit is not None:
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
    if room.heating_wanted:
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


def _size_questions(room: QuotedRoom, fit: RoomFit, units: str) -> Iterator[str]:
    if not room.heating_wanted:
        return
    if fit.cycling_fraction > CYCLES_TOO_MUCH:
        yield _(
            "Is there a unit that turns down further? On a mild day the room needs only %(mild)s."
        ) % {"mild": load_figure(room.mild_heat_btu_h, units)}
    if (fit.capacity_at_design_btu_h or 0.0) < room.load.heating_btu_h.likely:
        yield _("How much heat does it give at %(at)s, and who publishes that figure?") % {
            "at": temperature(room.site.heating_design_f, units)
        }


def pair_finding(unit: QuotedUnit, room: QuotedRoom) -> QuoteFinding:
    """Whether indoor and outdoor unit are certified together, and whether they are sold.

    Only where the quote names both is anything said of the pair; half a pair proves nothing.
    """
    numbers, pick = unit.numbers, room.judged.pick if room.judged else None
    ask = _("Please write the AHRI certificate number of exactly this pair on the quote.")
    if numbers.named == PAIR and pick is not None:
        seen = (sale_sentence(pick) + ".",) if pick.sale.seen else ()
        beside = tuple(
            _("“%(number)s” beside it is in no pair of our catalog.") % {"number": each}
            for each in numbers.unknown
        )
        return QuoteFinding(
            head=str(PAIR_WORDS[pick.sale.status]), lines=(*seen, *beside), questions=(ask,)
        )
    if numbers.named in HALF_HEADS and not numbers.unknown:
        ask = _("Please write both model numbers and the AHRI reference of the pair on the quote.")
    lines: tuple[str, ...] = ()
    if pick is not None:
        older = pick.sale.status in {SaleStatus.ARCHIVE, SaleStatus.DISCONTINUED}
        lines = (*pair_notes(pick), *([str(PAIR_WORDS[pick.sale.status])] if older else []))
    return QuoteFinding(head=_half_head(unit), lines=lines, questions=(ask,))


def _half_head(unit: QuotedUnit) -> str:
    """Why nothing can be said of the pair."""
    numbers = unit.numbers
    if numbers.named == APART:
        return _("We know each of these numbers, but not as a pair: %(numbers)s.") % {
            "numbers": ", ".join(numbers.known)
        }
    if numbers.named and numbers.unknown:
        return _(
            "“%(number)s” is in no pair of our catalog: nothing shows this pair certified."
        ) % {"number": numbers.unknown[0]}
    if numbers.named in HALF_HEADS:
        return str(HALF_HEADS[numbers.named])
    if unit.name:
        return _("Whether this pair is certified we do not know.")
    return _("Without a model number nobody can tell whether the pair is certified.")


def always_asked(room: QuotedRoom, units: str, *, professional: bool) -> Iterator[str]:
    """What no quote says by itself."""
    if RECORD_OF[room.type_advice.type].split:  # others come in a box from a store
        yield _load_question(room, units)
        if professional:
            yield _(
                "Commissioning: will you test with nitrogen, pull a vacuum, and write down both"
                " readings for me?"
            )
    yield _("Who registers the warranty, by what date, and what would void it?")
    if any(rebate.code != FEDERAL_CREDIT for rebate in room.rebates):
        yield _("Which rebate do you apply for? Is it taken off the price or paid to me?")


def _load_question(room: QuotedRoom, units: str) -> str:
    asked = _("Did you calculate the load of this room? Ours is %(cool)s of cooling.")
    if room.heating_wanted:
        asked = _("Did you calculate the load of this room? Ours is %(heat)s of heat at %(at)s.")
    return asked % {
        "heat": load_figure(room.load.heating_btu_h.likely, units),
        "cool": load_figure(room.load.cooling_btu_h.likely, units),
        "at": temperature(room.site.heating_design_f, units),
    }
