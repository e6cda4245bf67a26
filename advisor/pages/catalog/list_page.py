"""The list of every unit, with filters, order and pages."""

import math
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.formatting.numbers import (
    number,
)
from advisor.listing import search as shelves
from advisor.listing.search import Shelf, Wanted
from advisor.pages.catalog.list_filters import (
    FilterLink,
    ListControls,
    active_filters,
    carried_settings,
    filters_to_loosen,
    list_address,
    list_controls,
    read_wanted,
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
    is_plain: bool  # nothing is asked for: the address that search engines may keep


def list_page(query: QueryDict, shelf: Shelf, *, today: date) -> ListPage:
    """The list as asked for; a page beyond the last shows the last."""
    wanted, notes = read_wanted(query, shelf)
    carried = carried_settings(query)
    units = carried.get("units", "us")
    found = shelves.find(shelf, wanted, today=today)
    total = len(found.rows)
    last = max(1, math.ceil(total / PER_PAGE))
    asked = query.get("page", "")
    page = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() else 1
    rows = found.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    groups = shelf_groups(shelf, rows, found.prices, units=units)
    controls = list_controls(wanted, shelf, found, units)
    count = ngettext("%(count)s model", "%(count)s models", total) % {"count": number(total)}
    is_plain = wanted == Wanted()
    return ListPage(
        title=_("Every heat pump for one room that we know of"),
        count=count
        if is_plain
        else _("%(found)s of %(all)s") % {"found": count, "all": number(len(shelf.cards))},
        shelves=shelf_counts(shelf, found.rows) if total else "",
        groups=groups,
        controls=controls,
        hidden=tuple(carried.items()),
        active=active_filters(wanted, carried, controls.filters),
        loosen=filters_to_loosen(wanted, found, carried, controls.filters) if not total else (),
        notes=notes,
        pages=_("Page %(page)s of %(last)s") % {"page": number(page), "last": number(last)}
        if last > 1
        else "",
        previous=list_address(wanted, carried, page=page - 1) if page > 1 else "",
        following=list_address(wanted, carried, page=page + 1) if page < last else "",
        clear=list_address(Wanted(), carried),
        here=list_address(wanted, carried, page=page),
        said=count,
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
        is_plain=is_plain,
    )
