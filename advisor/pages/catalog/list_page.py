"""The list of every unit, with filters, order and pages."""

import math
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.formatting.numbers import (
    number,
)
from advisor.formatting.unit_names import TYPES_MANY
from advisor.listing import search as shelves
from advisor.listing.known_numbers import KnownFound, look_up
from advisor.listing.search import Shelf, Wanted
from advisor.listing.text_search import Reading, read_text
from advisor.pages.catalog.known_lines import KnownSection, known_section
from advisor.pages.catalog.list_filters import (
    FilterLink,
    ListControls,
    active_filters,
    carried_settings,
    filters_to_loosen,
    list_address,
    list_controls,
    read_wanted,
    size_in_words,
)
from advisor.pages.catalog.shelf_groups import ShelfGroup, shelf_counts, shelf_groups
from advisor.pages.shared import structured

PER_PAGE = 24


@dataclass(frozen=True, kw_only=True)
class ListPage:
    title: str
    count: str
    shelves: str  # how many of them stand on which shelf
    groups: tuple[ShelfGroup, ...]
    known: KnownSection | None  # what the text is beside the live units
    controls: ListControls
    hidden: tuple[tuple[str, str], ...]
    active: tuple[FilterLink, ...]  # each filter that is on, with the address without it
    loosen: tuple[FilterLink, ...]
    notes: tuple[str, ...]
    pages: str
    previous: str
    following: str
    clear: str
    here: str
    said: str
    canonical: SafeString
    data: SafeString
    is_filtered: bool  # by more than a text, so that the filters are shown open
    is_plain: bool  # nothing is asked for: the address that search engines may keep


def list_page(query: QueryDict, shelf: Shelf, *, today: date) -> ListPage:
    """The list as asked for; a page beyond the last shows the last."""
    wanted, notes = read_wanted(query, shelf)
    carried = carried_settings(query)
    units = carried.get("units", "us")
    beside, reading = _meant(shelf, wanted.text)
    found = shelves.find(
        shelf, wanted, today=today, named=None if reading is None else reading.rows
    )
    total = len(found.rows)
    last = max(1, math.ceil(total / PER_PAGE))
    asked = query.get("page", "")
    page = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() else 1
    rows = found.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    groups = shelf_groups(shelf, rows, found.prices, carried=carried)
    known = known_section(
        beside,
        shelf,
        title=_("What we know about “%(typed)s”") % {"typed": wanted.text},
        carried=carried,
        listed={line.slug for group in groups for line in group.units},
    )
    controls = list_controls(wanted, shelf, found, units)
    count = ngettext("%(count)s model", "%(count)s models", total) % {"count": number(total)}
    is_plain = wanted == Wanted()
    return ListPage(
        title=_("Every heat pump for one room that we know of"),
        count=_count(count, total, shelf, is_plain=is_plain, known=known),
        shelves=shelf_counts(shelf, found.rows) if total else "",
        groups=groups,
        known=known,
        controls=controls,
        hidden=tuple(carried.items()),
        active=active_filters(wanted, carried, controls.filters),
        loosen=filters_to_loosen(wanted, found, carried, controls.filters) if not total else (),
        notes=(*notes, *_read_as(wanted.text, reading, units)),
        pages=_("Page %(page)s of %(last)s") % {"page": number(page), "last": number(last)}
        if last > 1
        else "",
        previous=list_address(wanted, carried, page=page - 1) if page > 1 else "",
        following=list_address(wanted, carried, page=page + 1) if page < last else "",
        clear=list_address(Wanted(), carried),
        here=list_address(wanted, carried, page=page),
        said=known.title if known and not total else count,
        canonical=structured.canonical(
            "heat_pumps", query=f"page={page}" if is_plain and page > 1 else ""
        ),
        data=structured.json_ld(
            structured.item_list(
                _("Heat pumps for one room"),
                [(line.name, line.address) for group in groups for line in group.units],
            ),
            structured.breadcrumbs(structured.trail()),
        ),
        is_filtered=replace(wanted, text="", sort=Wanted().sort) != Wanted(),
        is_plain=is_plain,
    )


def _meant(shelf: Shelf, text: str) -> tuple[KnownFound, Reading | None]:
    """What the text is beside the live units, and which of these it means."""
    if not text:
        return KnownFound(), None
    certain = look_up(shelf, text, is_read=True)
    reading = read_text(shelf, text, is_known=certain.is_certain)
    if certain.is_certain or (reading is not None and reading.rows.any()):
        return certain, reading
    return look_up(shelf, text, is_read=False), reading


def _count(
    count: str, total: int, shelf: Shelf, *, is_plain: bool, known: KnownSection | None
) -> str:
    if is_plain:
        return count
    if known and not total:
        return _("None of the units in our list")
    return _("%(found)s of %(all)s") % {"found": count, "all": number(len(shelf.cards))}


def _read_as(text: str, reading: Reading | None, units: str) -> tuple[str, ...]:
    """A sentence on how the text was read, where that is not as typed."""
    if reading is not None and reading.fits_all:
        return (_("“%(typed)s” fits every unit that we list, so all are shown.") % {"typed": text},)
    if reading is None or reading.is_as_typed or not reading.rows.any():
        return ()
    parts = [" ".join(reading.words) if not reading.misspelled else ", ".join(reading.words)]
    if reading.kind:
        parts.append(str(TYPES_MANY[reading.kind]))
    if reading.size:
        parts.append(size_in_words(reading.size, units))
    read = " · ".join(part for part in parts if part)
    if reading.misspelled:
        return (
            _("No name holds “%(typed)s”. One letter different: %(read)s.")
            % {"typed": text, "read": read},
        )
    return (_("“%(typed)s” was read as: %(read)s.") % {"typed": text, "read": read},)
