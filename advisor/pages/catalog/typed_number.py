"""What a typed number is: units that bear it, what else is known of it, and what is near."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.listing.known_numbers import brand_named, look_up
from advisor.listing.model_numbers import Match, decode
from advisor.listing.pair_numbers import APART, named_units
from advisor.listing.search import Shelf, Wanted
from advisor.pages.catalog.known_lines import KnownSection, known_section
from advisor.pages.catalog.list_filters import list_address
from advisor.pages.catalog.typed_text import typed_text

MOST_HOLDING = 8
"""Numbers that are listed where only a part was typed."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class TypedNumber:
    """``matches`` are live units that bear the number."""

    typed: str
    notes: tuple[str, ...]
    matches: tuple[Match, ...]
    beside: KnownSection | None  # from the table of answers and the drafts
    brand: Suggestion | None
    holding: tuple[Suggestion, ...]  # numbers of which the text is a part
    all_holding: str  # the address of the list with all of them
    suggestions: tuple[Suggestion, ...]
    unknown: bool


def read_number(given: str, shelf: Shelf, carried: dict[str, str]) -> TypedNumber:
    """``given`` is the text as it came."""
    asked = typed_text(given)
    found = decode(shelf, asked.text)
    beside = look_up(shelf, asked.text, is_read=bool(found.matches or found.holding))
    brand = "" if found.matches or beside.is_certain else brand_named(shelf, asked.text)
    holding = () if brand else found.holding
    near = () if beside.is_certain or brand or holding else found.near
    return TypedNumber(
        typed=asked.text,
        notes=(*asked.notes, *(_left_unread(shelf, asked.text) if found.matches else ())),
        matches=found.matches,
        beside=known_section(
            beside,
            shelf,
            title=_("What we know about “%(typed)s”") % {"typed": asked.text},
            carried=carried,
            listed={shelf.cards[match.row].slug for match in found.matches},
        ),
        brand=_brand(shelf, brand, carried) if brand else None,
        holding=tuple(_suggestion(shelf, row, carried) for row in holding[:MOST_HOLDING]),
        all_holding=list_address(Wanted(text=asked.text), carried)
        if len(holding) > MOST_HOLDING
        else "",
        suggestions=tuple(_suggestion(shelf, row, carried) for row in near),
        unknown=bool(found.key) and not found.matches,
    )


def _left_unread(shelf: Shelf, text: str) -> Iterator[str]:
    """Which numbers of a text the units that are shown do not bear."""
    named = named_units(shelf, text)
    if named.named == APART:
        yield _("No system in our catalog bears all of these numbers: %(numbers)s.") % {
            "numbers": ", ".join(named.known)
        }
    elif named.unknown:
        yield ngettext(
            "This number is not in our catalog, and nothing below is about it: %(numbers)s.",
            "These numbers are not in our catalog, and nothing below is about them: %(numbers)s.",
            len(named.unknown),
        ) % {"numbers": ", ".join(named.unknown)}


def _suggestion(shelf: Shelf, row: int, carried: dict[str, str]) -> Suggestion:
    card = shelf.cards[row]
    query = urlencode({"model": card.model.split(" / ")[0], **carried})
    return Suggestion(name=card.name, address=f"{reverse('decode')}?{query}")


def _brand(shelf: Shelf, slug: str, carried: dict[str, str]) -> Suggestion:
    address = reverse("brand", args=(slug,))
    query = f"?{urlencode(carried)}" if carried else ""
    return Suggestion(name=shelf.brands[slug], address=address + query)
