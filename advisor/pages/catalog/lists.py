"""The catalogue in lists: all units with filters, the smallest ones, the units of a brand."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

import numpy as np
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.engine.answers import UNIT_TYPES
from advisor.engine.money import AGED, FRESH, FROM_CLASS, Purchase
from advisor.formatting.dates import day
from advisor.formatting.numbers import (
    Figure,
    btu,
    btu_figure,
    decibels,
    money,
    money_span,
    not_published,
    number,
    span,
    temperature_figure,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES, TYPES_MANY
from advisor.listing import search as shelves
from advisor.listing.search import Found, Shelf, Wanted
from advisor.pages.shared import structured
from advisor.pages.shared.structured import trail
from advisor.questions.answer_form import KEPT
from catalog.models import Availability

PER_PAGE = 24
SHORTEST_LIST = 10
"""Units of one type on the page of the smallest."""
LONGEST_TEXT = 120
MOST_OF_A_BRAND = 100
SOLD: dict[str, Text] = {
    Availability.CURRENT.value: gettext_lazy("sold today"),
    Availability.UNKNOWN.value: gettext_lazy("not known whether sold"),
    Availability.LEGACY.value: gettext_lazy("older generation"),
    Availability.DISCONTINUED.value: gettext_lazy("discontinued"),
}
SORTS: dict[str, Text] = {
    "least": gettext_lazy("Lowest output first"),
    "size": gettext_lazy("Smallest nameplate first"),
    "price": gettext_lazy("Lowest price first"),
    "quiet": gettext_lazy("Quietest first"),
    "cold": gettext_lazy("Best in the cold first"),
    "name": gettext_lazy("By name"),
}


@dataclass(frozen=True, kw_only=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One control of the list: a text, a few boxes or a choice."""

    name: str
    kind: str  # text, boxes, choice
    label: Text
    value: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UnitFact:
    label: Text
    figure: Figure
    note: str = ""

    @property
    def is_known(self) -> bool:
        return self.figure != not_published()


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """One unit in a list."""

    slug: str
    name: str
    brand: str
    halves: tuple[str, ...]  # the model number, in parts that stay whole
    model: str
    address: str
    kind: str
    series: str
    facts: tuple[UnitFact, ...]
    state: str  # not sold today: in words
    state_kind: str


@dataclass(frozen=True, kw_only=True)
class Loosen:
    text: str
    address: str


@dataclass(frozen=True, kw_only=True)
class ListPage:
    title: str
    count: str
    units: tuple[UnitLine, ...]
    text: Filter
    filters: tuple[Filter, ...]
    sort: Filter
    hidden: tuple[tuple[str, str], ...]
    active: tuple[Loosen, ...]  # each filter that is on, with the address without it
    loosen: tuple[Loosen, ...]
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


def read_wanted(query: QueryDict, shelf: Shelf) -> tuple[Wanted, tuple[str, ...]]:
    """What an address asks for, and a sentence for each value that we cannot follow."""
    choices: dict[str, Sequence[str]] = {
        "brand": list(shelf.brands),
        "size": list(shelves.SIZES),
        "least": [str(value) for value in shelves.LEAST],
        "volts": list(shelves.VOLTS),
        "price": [str(value) for value in shelves.PRICES],
        "sound": [str(value) for value in shelves.SOUNDS],
        "cold": ["1"],
        "sold": Availability.values,
        "sort": shelves.SORTS,
    }
    given: dict[str, str] = {}
    notes = []
    for name, known in choices.items():
        value = query.get(name, "").strip()
        if value and value not in known:
            notes.append(
                _("We do not know “%(value)s” as a choice of “%(filter)s”, so it is left out.")
                % {"value": value[:40], "filter": name}
            )
        elif value:
            given[name] = value
    kinds = {part.strip() for value in query.getlist("type") for part in value.split(",")}
    chosen = tuple(kind for kind in UNIT_TYPES if kind in kinds)
    text = query.get("q", "").replace("\x00", "").strip()[:LONGEST_TEXT]
    return Wanted(text=text, type=chosen, **given), tuple(notes)


def kept(query: QueryDict) -> dict[str, str]:
    """Units and language (and the article) travel along."""
    return {
        name: value
        for name, pattern in KEPT.items()
        if pattern.fullmatch(value := query.get(name, ""))
    }


def list_address(wanted: Wanted, along: Mapping[str, str], *, page: int = 1) -> str:
    """The address of the list with these filters, always in the same order."""
    pairs = []
    for each in fields(wanted):
        value = getattr(wanted, each.name)
        value = ",".join(value) if isinstance(value, tuple) else value
        if value and value != each.default:
            pairs.append(("q" if each.name == "text" else each.name, value))
    if page > 1:
        pairs.append(("page", str(page)))
    query = urlencode([*pairs, *along.items()], safe=",")
    return reverse("heat_pumps") + (f"?{query}" if query else "")


def list_page(query: QueryDict, shelf: Shelf, *, today: date) -> ListPage:
    """The list as asked for; a page beyond the last shows the last."""
    wanted, notes = read_wanted(query, shelf)
    along = kept(query)
    units = along.get("units", "us")
    found = shelves.find(shelf, wanted, today=today)
    total = len(found.rows)
    last = max(1, math.ceil(total / PER_PAGE))
    asked = query.get("page", "")
    page = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() else 1
    rows = found.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    lines = tuple(unit_line(shelf, row, found.prices, units=units) for row in rows)
    text, filters, sort = _filters(wanted, shelf, found, units)
    count = ngettext("%(count)s model", "%(count)s models", total) % {"count": number(total)}
    is_plain = wanted == Wanted()
    return ListPage(
        title=_("Every heat pump we know for one room"),
        count=count
        if is_plain
        else _("%(found)s of %(all)s") % {"found": count, "all": number(len(shelf.cards))},
        units=lines,
        text=text,
        filters=filters,
        sort=sort,
        hidden=tuple(along.items()),
        active=_active(wanted, along, filters),
        loosen=_loosen(wanted, found, along, filters) if not total else (),
        notes=notes,
        pages=_("Page %(page)s of %(last)s") % {"page": number(page), "last": number(last)}
        if last > 1
        else "",
        previous=list_address(wanted, along, page=page - 1) if page > 1 else "",
        following=list_address(wanted, along, page=page + 1) if page < last else "",
        clear=list_address(Wanted(), along),
        here=list_address(wanted, along, page=page),
        said=count,
        canonical=structured.canonical(
            "heat_pumps", query=f"page={page}" if is_plain and page > 1 else ""
        ),
        data=structured.json_ld(
            structured.item_list(
                _("Heat pumps for one room"), [(line.name, line.address) for line in lines]
            ),
            structured.breadcrumbs(trail()),
        ),
        is_plain=is_plain,
    )


def unit_line(shelf: Shelf, row: int, prices: Purchase, *, units: str) -> UnitLine:
    card = shelf.cards[row]
    figure, note = price(prices, row, card.price_seen)
    return UnitLine(
        slug=card.slug,
        name=f"{card.brand} {card.model}",
        brand=card.brand,
        halves=halves(card.model),
        model=card.model,
        address=reverse("model", args=(card.brand_slug, card.slug)),
        kind=str(TYPE_NAMES[UNIT_TYPES[int(shelf.kind[row])]]),
        series=card.series,
        facts=(
            UnitFact(
                label=_("Least heat"),
                figure=btu_figure(float(shelf.least_btu_h[row]), units),
                note=least_note(shelf, row),
            ),
            UnitFact(
                label=_("Nameplate"), figure=btu_figure(float(shelf.cooling_btu_h[row]), units)
            ),
            UnitFact(label=_("Heats down to"), figure=_known_f(shelf.coldest_f[row], units)),
            UnitFact(label=_("Voltage"), figure=_volts(card.voltage)),
            UnitFact(label=_("Sound from"), figure=decibels(_known(shelf.sound_db[row]), None)),
            UnitFact(label=_("Unit alone"), figure=figure, note=note),
        ),
        state=str(SOLD[card.availability]) if card.availability != Availability.CURRENT else "",
        state_kind="heat" if card.availability == Availability.DISCONTINUED else "quiet",
    )


def halves(model: str) -> tuple[str, ...]:
    """The numbers of indoor and outdoor unit apart, so that no line breaks inside one.

    >>> halves("MSZ-FS06NA / MUZ-FS06NA")
    ('MSZ-FS06NA /', 'MUZ-FS06NA')
    """
    first, slash, second = model.partition(" / ")
    return (f"{first} /", second) if slash else (model,)


def least_note(shelf: Shelf, row: int) -> str:
    """Nothing where the lowest output is published; else the word that says so."""
    if shelf.least_is_published[row]:
        return ""
    return _("estimate, one speed") if shelf.one_speed[row] else _("estimate")


def price(prices: Purchase, row: int, seen: date | None) -> tuple[Figure, str]:
    """The price by today's rule, and its date or what stands in for it."""
    basis = int(prices.basis[row])
    low, high = float(prices.low[row]), float(prices.high[row])
    if basis == FROM_CLASS:
        return Figure(money_span(low, high)), _("range of its class")
    if basis == FRESH and low == high:
        shown = money(low)
    elif basis == AGED and math.isclose(high / 1.1, low / 0.9, rel_tol=0.01):
        shown = _("about %(price)s") % {"price": money(float(prices.typical[row]))}
    else:
        shown = money_span(low, high)
    return Figure(shown), _("seen %(day)s") % {"day": day(seen)}


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _known_f(value: float, units: str) -> Figure:
    return temperature_figure(_known(value), units)


def _volts(voltage: str) -> Figure:
    return Figure(voltage, "V") if voltage else not_published()


def _filters(
    wanted: Wanted, shelf: Shelf, found: Found, units: str
) -> tuple[Filter, tuple[Filter, ...], Filter]:
    def choice(
        name: str, label: Text, choices: Sequence[tuple[str, str]], blank: str = ""
    ) -> Filter:
        chosen = getattr(wanted, name)
        options = [("", blank or _("any")), *choices]
        return Filter(
            name=name,
            kind="choice",
            label=label,
            value=chosen,
            options=tuple(Option(value=v, label=t, chosen=v == chosen) for v, t in options),
        )

    def counted(label: Text, count: int) -> str:
        return f"{label} ({number(count)})"

    def at_most(value: float, figure: str) -> tuple[str, str]:
        return str(round(value)), _("up to %(figure)s") % {"figure": figure}

    counts = found.counts
    text = Filter(
        name="q", kind="text", label=_("Brand, series or model number"), value=wanted.text
    )
    boxes = Filter(
        name="type",
        kind="boxes",
        label=_("Type"),
        options=tuple(
            Option(
                value=kind,
                label=counted(TYPES_MANY[kind], counts["type"][kind]),
                chosen=kind in wanted.type,
            )
            for kind in UNIT_TYPES
        ),
    )
    brands = [
        (slug, counted(name, counts["brand"][slug]))
        for slug, name in shelf.brands.items()
        if counts["brand"][slug] or slug == wanted.brand
    ]
    sold = [
        (value, counted(capfirst(str(label)), counts["sold"][value]))
        for value, label in SOLD.items()
        if counts["sold"][value] or value == wanted.sold
    ]
    filters = (
        boxes,
        choice("brand", _("Brand"), brands),
        choice("size", _("Nameplate (cooling)"), [_size(key, units) for key in shelves.SIZES]),
        choice(
            "least",
            _("Lowest heat output"),
            [at_most(value, btu(value, units)) for value in shelves.LEAST],
        ),
        choice(
            "volts",
            _("Voltage"),
            [("115", _("115 V, ordinary outlet")), ("230", _("208/230 V"))],
        ),
        choice(
            "price", _("Seen price"), [at_most(value, money(value)) for value in shelves.PRICES]
        ),
        choice(
            "sound",
            _("Sound indoors"),
            [at_most(value, f"{number(value)}\u00a0dB") for value in shelves.SOUNDS],
        ),
        choice(
            "cold",
            _("In the cold"),
            [
                (
                    "1",
                    _("heats below %(degrees)s")
                    % {"degrees": str(temperature_figure(shelves.COLD_F, units))},
                )
            ],
        ),
        choice("sold", _("On sale"), sold),
    )
    sort = choice("sort", _("Order"), [(key, str(label)) for key, label in SORTS.items()])
    return text, filters, replace(sort, options=sort.options[1:])


def _size(key: str, units: str) -> tuple[str, str]:
    low, high = shelves.SIZES[key]
    if not low:
        return key, _("under %(figure)s") % {"figure": btu(high, units)}
    if high > 1e6:
        return key, _("%(figure)s or more") % {"figure": btu(low, units)}
    return key, span(btu_figure(low, units), btu_figure(high, units))


def _told(wanted: Wanted, name: str, filters: Sequence[Filter]) -> str:
    """A filter that is on, in words."""
    if name == "q":
        return f"“{wanted.text}”"
    control = next(each for each in filters if each.name == name)
    labels = [option.label.split(" (")[0] for option in control.options if option.chosen]
    return f"{control.label}: {', '.join(labels)}"


def _without(wanted: Wanted, name: str) -> Wanted:
    blank = Wanted()
    field = "text" if name == "q" else name
    return replace(wanted, **{field: getattr(blank, field)})


def _active(
    wanted: Wanted, along: Mapping[str, str], filters: Sequence[Filter]
) -> tuple[Loosen, ...]:
    names = [("q" if each.name == "text" else each.name) for each in fields(wanted)]
    return tuple(
        Loosen(
            text=_told(wanted, name, filters),
            address=list_address(_without(wanted, name), along),
        )
        for name in names
        if name != "sort" and getattr(wanted, "text" if name == "q" else name)
    )


def _loosen(
    wanted: Wanted, found: Found, along: Mapping[str, str], filters: Sequence[Filter]
) -> tuple[Loosen, ...]:
    """What to give up where nothing is left, the filter that frees most first."""
    freed = sorted(found.without.items(), key=lambda item: -item[1])
    return tuple(
        Loosen(
            text=ngettext(
                "Without %(filter)s: %(count)s model", "Without %(filter)s: %(count)s models", count
            )
            % {"filter": _told(wanted, name, filters), "count": number(count)},
            address=list_address(_without(wanted, name), along),
        )
        for name, count in freed
        if count
    )


# --- The smallest -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SmallRow:
    rank: str
    name: str
    address: str
    least: Figure
    note: str
    nameplate: Figure
    coldest: Figure
    voltage: Figure
    price: str
    price_note: str
    state: str


@dataclass(frozen=True, kw_only=True)
class SmallType:
    key: str
    title: Text
    says: str
    rows: tuple[SmallRow, ...]
    more: str
    more_text: str


@dataclass(frozen=True, kw_only=True)
class SmallestPage:
    title: str
    day: str
    types: tuple[SmallType, ...]
    start: str
    canonical: SafeString
    data: SafeString
    hidden: tuple[tuple[str, str], ...]
    units: str


TYPE_SAYS: dict[str, Text] = {
    "mini_split": gettext_lazy(
        "A “6k” and a “9k” of one series often go down to the same output: look at the first"
        " figure, not at the nameplate."
    ),
    "window": gettext_lazy(
        "Only units with a heat pump: most window units “with heat” carry an electric strip."
    ),
    "portable": gettext_lazy(
        "No federal test measures the heat of a portable. The nameplate here is the SACC, not the"
        " larger figure on the box."
    ),
}


def smallest_page(query: QueryDict, shelf: Shelf, *, today: date) -> SmallestPage:
    """What can be picked, by type, the lowest output first."""
    along = kept(query)
    units = along.get("units", "us")
    prices = shelf.prices(today)
    asked = [kind for kind in UNIT_TYPES if kind in query.get("type", "").split(",")]
    types = []
    for kind in asked or UNIT_TYPES:
        rows = shelves.smallest(shelf, kind, most=SHORTEST_LIST)
        count = int((shelf.stock.units.kind == UNIT_TYPES.index(kind)).sum())
        types.append(
            SmallType(
                key=kind,
                title=TYPES_MANY[kind],
                says=str(TYPE_SAYS[kind]),
                rows=tuple(
                    _small_row(shelf, row, prices, rank=rank, units=units)
                    for rank, row in enumerate(rows, start=1)
                ),
                more=list_address(Wanted(type=(kind,)), along) if count > len(rows) else "",
                more_text=_("All %(count)s, with filters") % {"count": number(count)},
            )
        )
    return SmallestPage(
        title=_("The smallest heat pumps you can buy"),
        day=day(today),
        types=tuple(types),
        start=reverse("questions"),
        canonical=structured.canonical("smallest"),
        data=structured.json_ld(
            *(
                structured.item_list(
                    _("Smallest by lowest output: %(type)s") % {"type": each.title},
                    [(row.name, row.address) for row in each.rows],
                )
                for each in types
                if each.rows
            ),
            structured.breadcrumbs(trail((_("The smallest"), reverse("smallest")))),
        ),
        hidden=tuple(along.items()),
        units=units,
    )


def _small_row(shelf: Shelf, row: int, prices: Purchase, *, rank: int, units: str) -> SmallRow:
    card = shelf.cards[row]
    figure, note = price(prices, row, card.price_seen)
    return SmallRow(
        rank=number(rank),
        name=f"{card.brand} {card.model}",
        address=reverse("model", args=(card.brand_slug, card.slug)),
        least=btu_figure(float(shelf.least_btu_h[row]), units),
        note=least_note(shelf, row),
        nameplate=btu_figure(float(shelf.cooling_btu_h[row]), units),
        coldest=_known_f(shelf.coldest_f[row], units),
        voltage=_volts(card.voltage),
        price=str(figure),
        price_note=note,
        state=str(SOLD[card.availability]) if card.availability != Availability.CURRENT else "",
    )


# --- A brand ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BrandPage:
    title: str
    name: str
    maker: str
    website: str
    units: tuple[UnitLine, ...]
    count: str
    more: str  # where a brand has more than one page holds
    filters: str
    smallest: str
    canonical: SafeString
    data: SafeString


def brand_page(
    query: QueryDict, shelf: Shelf, *, slug: str, name: str, maker: str, website: str, today: date
) -> BrandPage:
    """Every live unit of a brand, the lowest output first."""
    along = kept(query)
    units = along.get("units", "us")
    wanted = Wanted(brand=slug)
    found = shelves.find(shelf, wanted, today=today)
    total, shown = len(found.rows), found.rows[:MOST_OF_A_BRAND]
    lines = tuple(unit_line(shelf, row, found.prices, units=units) for row in shown)
    title = _("%(brand)s heat pumps for one room") % {"brand": name}
    smallest = ""
    if lines:
        smallest = _("The lowest output of these: %(least)s (%(model)s%(note)s).") % {
            "least": lines[0].facts[0].figure,
            "model": lines[0].model,
            "note": f", {lines[0].facts[0].note}" if lines[0].facts[0].note else "",
        }
    return BrandPage(
        title=title,
        name=name,
        maker=maker,
        website=website,
        units=lines,
        count=ngettext("%(count)s model", "%(count)s models", total) % {"count": number(total)},
        more=_("All %(count)s, with filters") % {"count": number(total)}
        if total > len(lines)
        else "",
        filters=list_address(wanted, along),
        smallest=smallest,
        canonical=structured.canonical("brand", slug),
        data=structured.json_ld(
            structured.item_list(title, [(line.name, line.address) for line in lines]),
            structured.breadcrumbs(trail((name, reverse("brand", args=(slug,))))),
        ),
    )
