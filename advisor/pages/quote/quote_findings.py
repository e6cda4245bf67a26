"""What a quote says of the unit: whether the pair is certified, and what no quote says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.quoted_room import QuotedRoom
from advisor.engine.incentives import FEDERAL_CREDIT
from advisor.formatting.numbers import load_figure, temperature
from advisor.formatting.text import Text
from advisor.listing.pair_numbers import APART, INDOOR, ONE, OUTDOOR, PAIR
from advisor.pages.quote.quoted_unit import QuotedUnit
from advisor.pages.shared.sale_lines import pair_notes, sale_sentence
from catalog.models import SaleStatus

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
    if room.is_split:  # others come in a box from a store
        yield _load_question(room, units)
        if professional and not (room.judged and room.judged.pick.precharged):
            yield _(
                "Commissioning: will you test with nitrogen, pull a vacuum, and write down both"
                " readings for me?"
            )
    yield _("Who registers the warranty, by what date, and what would void it?")
    if any(rebate.code != FEDERAL_CREDIT for rebate in room.rebates):
        yield _("Which rebate do you apply for? Is it taken off the price or paid to me?")


def _load_question(room: QuotedRoom, units: str) -> str:
    heat, cool = room.load.heating_btu_h.likely, room.load.cooling_btu_h.likely
    asked = _("Did you calculate the load of this room? Ours is %(cool)s of cooling.")
    if room.heating_wanted and (heat >= cool or not room.cooling_wanted):
        asked = _("Did you calculate the load of this room? Ours is %(heat)s of heat at %(at)s.")
    return asked % {
        "heat": load_figure(heat, units),
        "cool": load_figure(cool, units),
        "at": temperature(room.site.heating_design_f, units),
    }
