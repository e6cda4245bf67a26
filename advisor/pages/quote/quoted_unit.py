"""The unit of a quote in the catalog: found as installers write it, never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.advice.right_size import SAME_SIZE
from advisor.formatting.numbers import btu, number
from advisor.listing.inventory import Card
from advisor.listing.known_numbers import look_up
from advisor.listing.model_numbers import decode
from advisor.listing.pair_numbers import APART, INDOOR, OUTDOOR, PAIR, NamedUnits, named_units
from advisor.listing.search import Shelf
from advisor.pages.catalog.known_lines import KnownSection, known_section
from advisor.pages.quote.quote_form import MODEL, QuoteForm

MOST_NAMED = 6


@dataclass(frozen=True, kw_only=True)
class UnitChoice:
    """A number that may be meant, and this page with it."""

    name: str
    address: str


NOTHING_NAMED = NamedUnits(named="", rows=(), known=(), unknown=())


@dataclass(frozen=True, kw_only=True)
class QuotedUnit:
    """``slug`` is empty where it is open which unit it is; ``choices`` are what it may be."""

    slug: str
    name: str
    page: str  # of the unit in the catalog
    size_btu_h: float | None  # on the quote, or of every unit that bears the number
    note: str
    choices: tuple[UnitChoice, ...]
    known: KnownSection | None  # what is known of a number beside the live units
    numbers: NamedUnits  # what of a pair the quote names
    least_btu_h: tuple[float, float] | None = None  # of the units that it may be


def quoted_unit(
    quote: QuoteForm, shelf: Shelf, *, here: Mapping[str, str], units: str
) -> QuotedUnit:
    """``here`` is the address of the page as pairs, for links that change the model."""
    if not quote.model:
        return _no_number(quote)
    numbers = named_units(shelf, quote.model)
    if len(numbers.rows) == 1:
        return _one(quote, shelf, numbers, units)
    if numbers.rows:
        return _several(quote, shelf, numbers, here, units)
    found = decode(shelf, quote.model)
    beside = look_up(shelf, quote.model, is_read=bool(found.holding))
    near = found.holding or (() if beside.is_certain else found.near)
    section = known_section(
        beside,
        shelf,
        title=_("What we know about “%(typed)s”") % {"typed": quote.model},
        carried={},
    )
    note = ""
    if not beside.is_certain:
        note = _(
            "“%(typed)s” is not in our catalog as it is written here, and we do not guess."
        ) % {"typed": quote.model}
    if found.holding:
        note = _("“%(typed)s” is only a part of a number. Which of these is on the quote?") % {
            "typed": quote.model
        }
    size = _common_size(shelf, found.holding)
    return QuotedUnit(
        slug="",
        name=quote.model,
        page="",
        size_btu_h=size or quote.size_btu_h,
        note=_sentences(note, _other_size(quote, size, units)),
        choices=_choices(shelf, near, here),
        known=section,
        numbers=NOTHING_NAMED,
    )


def _no_number(quote: QuoteForm) -> QuotedUnit:
    return QuotedUnit(
        slug="",
        name="",
        page="",
        size_btu_h=quote.size_btu_h,
        note="",
        choices=(),
        known=None,
        numbers=NOTHING_NAMED,
    )


def _one(quote: QuoteForm, shelf: Shelf, numbers: NamedUnits, units: str) -> QuotedUnit:
    (row,) = numbers.rows
    card, rated = shelf.cards[row], float(shelf.cooling_btu_h[row])
    return QuotedUnit(
        slug=card.slug,
        name=card.name,
        page=reverse("model", args=(card.brand_slug, card.slug)),
        size_btu_h=rated,
        note=_sentences(_taken(card, numbers), _other_size(quote, rated, units)),
        choices=(),
        known=None,
        numbers=numbers,
    )


def _taken(card: Card, numbers: NamedUnits) -> str:
    """Which pair stands in where the quote names one half of it."""
    if not card.indoor or numbers.named not in {INDOOR, OUTDOOR}:
        return ""
    said = {
        INDOOR: _("The quote names the indoor unit only. We calculate with %(pair)s."),
        OUTDOOR: _("The quote names the outdoor unit only. We calculate with %(pair)s."),
    }
    if numbers.unknown:
        return _("We calculate with %(pair)s. With another partner the figures may differ.") % {
            "pair": card.name
        }
    return said[numbers.named] % {"pair": card.name}


def _sentences(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)


def _other_size(quote: QuoteForm, rated_btu_h: float | None, units: str) -> str:
    """Where the size on the quote is not that of its model: both, and which one counts."""
    if not quote.size_btu_h or not rated_btu_h:
        return ""
    if abs(rated_btu_h / quote.size_btu_h - 1) <= SAME_SIZE:
        return ""
    return _(
        "The quote says %(size)s, but this model is rated at %(rated)s of cooling. Ask which of"
        " the two is right; we judge the model."
    ) % {"size": btu(quote.size_btu_h, units), "rated": btu(rated_btu_h, units)}


def _several(
    quote: QuoteForm, shelf: Shelf, numbers: NamedUnits, here: Mapping[str, str], units: str
) -> QuotedUnit:
    size = _common_size(shelf, numbers.rows)
    return QuotedUnit(
        slug="",
        name=quote.model,
        page="",
        size_btu_h=size or quote.size_btu_h,
        note=_sentences(_why_open(numbers), _other_size(quote, size, units)),
        choices=_choices(shelf, numbers.rows, here),
        known=None,
        numbers=numbers,
        least_btu_h=_least(shelf, numbers.rows),
    )


def _why_open(numbers: NamedUnits) -> str:
    if numbers.named == APART:
        return _("No pair of our catalog bears all of these numbers. Which one is meant?")
    count = len(numbers.rows)
    said = ngettext(
        "This number belongs to %(count)s system. Which one it is depends on the other half.",
        "This number belongs to %(count)s systems. Which one it is depends on the other half.",
        count,
    )
    if numbers.named == PAIR:
        said = _("%(count)s units of our catalog bear this number. Which one is meant?")
    return said % {"count": number(count)}


def _common_size(shelf: Shelf, rows: Sequence[int]) -> float | None:
    """The rated cooling of these units where it is about the same for all. [BTU/h]"""
    rated = shelf.cooling_btu_h[list(rows)]
    if not rated.size or not rated.max() / rated.min() - 1 <= SAME_SIZE:
        return None
    return float(np.median(rated))


def _least(shelf: Shelf, rows: Sequence[int]) -> tuple[float, float] | None:
    """The lowest outputs of these units, lowest and highest. [BTU/h]"""
    least = shelf.least_btu_h[list(rows)]
    return (float(least.min()), float(least.max())) if np.isfinite(least).all() else None


def _choices(shelf: Shelf, rows: Sequence[int], here: Mapping[str, str]) -> tuple[UnitChoice, ...]:
    def with_number(card: Card) -> str:
        return f"{reverse('quote')}?{urlencode({**here, MODEL: _full_name(card)})}"

    cards = [shelf.cards[row] for row in rows[:MOST_NAMED]]
    return tuple(UnitChoice(name=card.name, address=with_number(card)) for card in cards)


def _full_name(card: Card) -> str:
    """Two brands may sell a pair under the same numbers: the brand tells which is meant."""
    return f"{card.brand} {card.model}"
