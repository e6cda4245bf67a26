"""The smallest units in one sentence per type: said alike by page, live facts and guides."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.engine.equipment import IntArray
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.numbers import btu, not_published, number
from advisor.formatting.unit_names import TYPES_MANY
from advisor.listing.search import Shelf
from advisor.listing.smallest import Smallest, smallest_of


@dataclass(frozen=True, kw_only=True)
class SmallestSentence:
    """What is the smallest of a type today. ``output`` and ``nameplate`` are its two halves."""

    kind: str
    title: str
    output: str
    nameplate: str
    address: str  # of the unit with the lowest output

    @property
    def text(self) -> str:
        return _("%(type)s: %(output)s; %(nameplate)s.") % {
            "type": self.title,
            "output": self.output,
            "nameplate": self.nameplate,
        }


def smallest_sentences(shelf: Shelf, units: str) -> tuple[SmallestSentence, ...]:
    """One for each type of which something is on sale or certified, in the order of the types."""
    found = (smallest_of(shelf, kind) for kind in UNIT_TYPES)
    return tuple(smallest_sentence(shelf, each, units) for each in found if each.today.size)


def smallest_sentence(shelf: Shelf, found: Smallest, units: str) -> SmallestSentence:
    """``found`` must have a unit of today."""
    card = shelf.cards[found.lowest[0]]
    return SmallestSentence(
        kind=found.kind,
        title=str(TYPES_MANY[found.kind]),
        output=_output(shelf, found.lowest, units),
        nameplate=_nameplate(shelf, found.nameplates, units),
        address=reverse("model", args=(card.brand_slug, card.slug)),
    )


def published_today(shelf: Shelf, found: Smallest, units: str) -> str:
    """The lowest output that a manufacturer publishes, where the lowest is our estimate."""
    row = found.published(shelf)
    if not found.today.size or row == found.today[0]:
        return ""
    if row is None:
        return _("No manufacturer publishes a lowest output for any of them.")
    return _("The lowest output that a manufacturer publishes is %(least)s: %(name)s.") % {
        "least": btu(float(shelf.least_btu_h[row]), units),
        "name": shelf.cards[row].name,
    }


def lowest_output(shelf: Shelf, kind: str, units: str) -> str:
    """The lowest output of a type today in a table cell; says where it is our estimate."""
    found = smallest_of(shelf, kind)
    if not found.today.size:
        return str(not_published())
    least = btu(float(shelf.least_btu_h[found.lowest[0]]), units)
    if shelf.least_is_published[found.lowest[0]]:
        return _("%(least)s, as published") % {"least": least}
    return _("about %(least)s, our estimate") % {"least": least}


def named(shelf: Shelf, rows: IntArray) -> str:
    """The first of the rows by name, and how many share its place."""
    name = shelf.cards[int(rows[0])].name
    if len(rows) == 1:
        return name
    return ngettext(
        "%(count)s model, such as the %(name)s", "%(count)s models, such as the %(name)s", len(rows)
    ) % {"count": number(len(rows)), "name": name}


def _output(shelf: Shelf, rows: IntArray, units: str) -> str:
    first = rows[0]
    parts = {"least": btu(float(shelf.least_btu_h[first]), units), "name": named(shelf, rows)}
    if shelf.least_is_published[first]:
        return _("the lowest output is %(least)s, as published (%(name)s)") % parts
    if shelf.one_speed[first]:
        return (
            _("the lowest output is about %(least)s, as far as we know its only speed (%(name)s)")
            % parts
        )
    return _("the lowest output is about %(least)s by our estimate (%(name)s)") % parts


def _nameplate(shelf: Shelf, rows: IntArray, units: str) -> str:
    return _("the smallest nameplate is %(size)s (%(name)s)") % {
        "size": btu(float(shelf.cooling_btu_h[rows[0]]), units),
        "name": named(shelf, rows),
    }
