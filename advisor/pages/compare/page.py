"""Two to four units side by side: against a room, or by what is published alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.advice.contract import Comparison
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.numbers import (
    area_figure,
    load_figure,
    temperature,
)
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing.search import Shelf, Wanted, find
from advisor.pages.catalog.unit_lines import halves
from advisor.pages.compare.published_cells import PublishedFigures
from advisor.pages.compare.published_rows import PUBLISHED_ROWS
from advisor.pages.compare.room_rows import room_rows
from advisor.pages.compare.table import ON_A_PHONE, CompareRow, RowGroup, grouped_rows
from advisor.pages.shared.fields import ROOM_FIELDS, Field, hidden_fields, room_fields
from advisor.questions.answer_form import CARRIED, KEPT, RoomForm, query_string
from advisor.questions.labels import choice_label

FEWEST, MOST = 2, 4
OFFERED = 8
"""Units that a search offers to add."""
LONGEST_SLUG = 120


@dataclass(frozen=True, kw_only=True)
class UnitColumn:
    name: str
    brand: str
    halves: tuple[str, ...]
    address: str
    kind: str
    leave: str  # the address without it; "" where two must stay
    show: str  # the address with it among the first two, for phones; "" where it is
    extra: bool


@dataclass(frozen=True, kw_only=True)
class UnitToAdd:
    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    title: str
    says: str
    crumb: str
    heads: tuple[UnitColumn, ...]
    groups: tuple[RowGroup, ...]
    same: tuple[CompareRow, ...]
    notes: tuple[str, ...]
    offers: tuple[UnitToAdd, ...]
    offers_title: str
    typed: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    room_fields: tuple[Field, ...]  # where the address has no room yet
    room_hidden: tuple[tuple[str, str], ...]
    results: str
    errors: tuple[tuple[str, str], ...]
    has_room: bool
    indexed: bool  # no unit, no room: the address that search engines may keep


def read_models(values: Sequence[str]) -> list[str]:
    """The slugs of ``models=a,b&models=c``, each once, in their order."""
    parts = [part.strip() for value in values for part in value.split(",")]
    return list(dict.fromkeys(part[:LONGEST_SLUG] for part in parts if part))


def room_page(
    form: RoomForm,
    comparison: Comparison,
    shelf: Shelf,
    slugs: Sequence[str],
    *,
    typed: str = "",
    today: date,
) -> ComparePage:
    """The units for the room of ``form``; all figures are those of the advice."""
    assert form.answers is not None
    units = form.units
    judged = comparison.judged
    groups, same = grouped_rows(
        room_rows(comparison, units), [(each, comparison, units) for each in judged]
    )
    area = area_figure(form.answers.area, units)
    return _page(
        form,
        shelf,
        [each.pick.slug for each in judged],
        asked=slugs,
        groups=groups,
        same=same,
        typed=typed,
        today=today,
        has_room=True,
        title=_("Which of these is right for this room?"),
        crumb=f"{choice_label('space', form.answers.space)} · {area} ·"
        f" {comparison.site.place} {comparison.site.zip}",
        says=_(
            "The room needs about %(heat)s on the coldest typical night (%(at)s) and"
            " %(cool)s on the hottest typical day."
        )
        % {
            "heat": load_figure(comparison.load.heating_btu_h.likely, units),
            "cool": load_figure(comparison.load.cooling_btu_h.likely, units),
            "at": temperature(comparison.site.heating_design_f, units),
        },
    )


def published_page(
    form: RoomForm, shelf: Shelf, slugs: Sequence[str], *, typed: str = "", today: date
) -> ComparePage:
    """The units by published figures and marked estimates, with a form that asks for the room."""
    known = [slug for slug in slugs if slug in shelf.rows][:MOST]
    figures = PublishedFigures(shelf=shelf, today=today, units=form.units)
    groups, same = grouped_rows(PUBLISHED_ROWS, [(shelf.rows[slug], figures) for slug in known])
    return _page(
        form,
        shelf,
        known,
        asked=slugs,
        groups=groups,
        same=same,
        typed=typed,
        today=today,
        has_room=False,
        title=_("Heat pumps side by side"),
        crumb="",
        says=_(
            "Figures alone do not tell you much. The same unit is right for one room and"
            " wrong for the next. Tell us about the room, and the table answers for it."
        ),
    )


def compare_address(view: str, given: Mapping[str, str], slugs: Sequence[str]) -> str:
    """The address of a comparison of these units, with the room's answers."""
    room = query_string({**given, "model": ""})
    models = urlencode({"models": ",".join(slugs)}, safe=",") if slugs else ""
    query = "&".join(part for part in (room, models) if part)
    return reverse(view) + (f"?{query}" if query else "")


def _page(
    form: RoomForm,
    shelf: Shelf,
    known: Sequence[str],
    *,
    asked: Sequence[str],
    groups: tuple[RowGroup, ...],
    same: tuple[CompareRow, ...],
    typed: str,
    today: date,
    has_room: bool,
    title: str,
    crumb: str,
    says: str,
) -> ComparePage:
    view = "compare" if has_room else "compare_units"
    given = {name: form.given[name] for name in CARRIED if name in form.given}
    offers_title, offers = _offers(view, given, shelf, known, typed=typed, today=today)
    return ComparePage(
        title=title,
        says=says,
        crumb=crumb,
        heads=tuple(_unit_column(view, given, shelf, known, at) for at in range(len(known))),
        groups=groups,
        same=same,
        notes=_notes(known, asked, shelf),
        offers=offers,
        offers_title=offers_title,
        typed=typed,
        action=reverse(view),
        hidden=(*hidden_fields(given, without={"model"}), ("models", ",".join(known))),
        room_fields=() if has_room else room_fields(form, prefix="room"),
        room_hidden=(
            *hidden_fields(given, without={"model", *ROOM_FIELDS}),
            ("models", ",".join(known)),
        ),
        results=f"{reverse('results')}?{query_string(given)}" if has_room else "",
        errors=tuple(
            (f"room-{name}", sentence)
            for name, sentence in form.errors.items()
            if name in ROOM_FIELDS
        ),
        has_room=has_room,
        indexed=not (asked or typed or given.keys() - KEPT.keys()),
    )


def _unit_column(
    view: str, given: Mapping[str, str], shelf: Shelf, known: Sequence[str], at: int
) -> UnitColumn:
    card = shelf.cards[shelf.rows[known[at]]]
    rest = [slug for slug in known if slug != card.slug]
    promoted = [known[0], card.slug, *(slug for slug in rest if slug != known[0])]
    return UnitColumn(
        name=card.name,
        brand=card.brand,
        halves=halves(card.model),
        address=reverse("model", args=(card.brand_slug, card.slug)),
        kind=str(TYPE_NAMES[UNIT_TYPES[int(shelf.kind[shelf.rows[card.slug]])]]),
        leave=compare_address(view, given, rest) if len(known) > FEWEST else "",
        show=compare_address(view, given, promoted) if at >= ON_A_PHONE else "",
        extra=at >= ON_A_PHONE,
    )


def _notes(known: Sequence[str], asked: Sequence[str], shelf: Shelf) -> tuple[str, ...]:
    notes = [
        _("We have no model “%(slug)s” that can be shown here.") % {"slug": slug[:60]}
        for slug in asked
        if slug not in shelf.rows
    ]
    beyond = len([slug for slug in asked if slug in shelf.rows]) - MOST
    if beyond > 0:
        notes.append(_("We can compare up to four side by side. The first four are here."))
    if len(known) < FEWEST:
        notes.append(
            _("Choose two to four models to compare.")
            if not known
            else _("Choose at least one more to compare.")
        )
    return tuple(notes[: MOST + 2])


def _offers(
    view: str,
    given: Mapping[str, str],
    shelf: Shelf,
    known: Sequence[str],
    *,
    typed: str,
    today: date,
) -> tuple[str, tuple[UnitToAdd, ...]]:
    """Units that match a typed name, each with the address that adds it."""
    if not typed:
        return "", ()
    if len(known) >= MOST:
        return _("Four is the limit. Remove one first."), ()
    rows = [
        row
        for row in find(shelf, Wanted(text=typed), today=today).rows
        if shelf.cards[row].slug not in known
    ]
    if not rows:
        return _("Nothing in the catalog is called “%(typed)s”.") % {"typed": typed}, ()
    title = _("Add one of these") if len(rows) <= OFFERED else _("Add one of these, or type more")
    return title, tuple(
        UnitToAdd(
            name=shelf.cards[row].name,
            address=compare_address(view, given, [*known, shelf.cards[row].slug]),
        )
        for row in rows[:OFFERED]
    )
