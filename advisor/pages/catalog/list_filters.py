"""Filters of the list: read from the address, shown as controls, removed one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.numbers import (
    btu,
    btu_figure,
    money,
    number,
    span,
    temperature_figure,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPES_MANY
from advisor.listing import search as shelves
from advisor.listing.search import Found, Shelf, Wanted
from advisor.pages.catalog.typed_text import typed_text
from advisor.pages.catalog.unit_lines import SOLD
from advisor.questions.answer_form import read

SORTS: dict[str, Text] = {
    "least": gettext_lazy("Lowest output first"),
    "size": gettext_lazy("Smallest nameplate first"),
    "price": gettext_lazy("Lowest price first"),
    "quiet": gettext_lazy("Quietest first"),
    "cold": gettext_lazy("Best in cold weather first"),
    "name": gettext_lazy("By name"),
}


@dataclass(frozen=True, kw_only=True)
class FilterOption:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """One control of the list: a text, a few boxes or a choice."""

    name: str
    kind: str  # text, boxes, choice
    label: Text
    value: str = ""
    options: tuple[FilterOption, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FilterLink:
    text: str
    address: str


def read_wanted(query: QueryDict, shelf: Shelf) -> tuple[Wanted, tuple[str, ...]]:
    """What an address asks for, and a sentence for each value that is unknown."""
    given: dict[str, str] = {}
    notes = []
    for name, known in shelves.choices(shelf).items():
        value = query.get(name, "").strip()
        if value and value not in known:
            notes.append(
                _("“%(value)s” is not a choice for “%(filter)s”, so it is ignored.")
                % {"value": value[:40], "filter": name}
            )
        elif value:
            given[name] = value
    kinds = {part.strip() for value in query.getlist("type") for part in value.split(",")}
    chosen = tuple(kind for kind in UNIT_TYPES if kind in kinds)
    typed = typed_text(query.get("q", ""))
    return Wanted(text=typed.text, type=chosen, **given), (*typed.notes, *notes)


OWN_WORDS = frozenset({"model", "type"})
"""Answers that mean something else on these pages: the text on a label, a filter of the list."""


def carried_settings(query: QueryDict) -> dict[str, str]:
    """What every link keeps of an address: units, language, the article it came from, and the
    answers of its link."""
    return {name: text for name, text in read(query).given.items() if name not in OWN_WORDS}


def list_address(wanted: Wanted, carried: Mapping[str, str], *, page: int = 1) -> str:
    """The address of the list with these filters, always in the same order."""
    pairs = []
    for each in fields(wanted):
        value = getattr(wanted, each.name)
        value = ",".join(value) if isinstance(value, tuple) else value
        if value and value != each.default:
            pairs.append(("q" if each.name == "text" else each.name, value))
    if page > 1:
        pairs.append(("page", str(page)))
    query = urlencode([*pairs, *carried.items()], safe=",")
    return reverse("heat_pumps") + (f"?{query}" if query else "")


@dataclass(frozen=True, kw_only=True)
class ListControls:
    text: ListFilter
    filters: tuple[ListFilter, ...]
    sort: ListFilter


def list_controls(wanted: Wanted, shelf: Shelf, found: Found, units: str) -> ListControls:
    """The controls of the list, each choice with the number of models behind it."""
    sort = _choice(wanted, "sort", _("Order"), [(key, str(label)) for key, label in SORTS.items()])
    return ListControls(
        text=ListFilter(
            name="q", kind="text", label=_("Brand, series or model number"), value=wanted.text
        ),
        filters=(
            _types(wanted, found),
            _brands(wanted, shelf, found),
            _choice(
                wanted,
                "size",
                _("Nameplate (cooling)"),
                [(key, size_in_words(key, units)) for key in shelves.SIZES],
            ),
            *_limits(wanted, units),
            _availability(wanted, found),
        ),
        sort=replace(sort, options=sort.options[1:]),  # an order is always chosen
    )


def _choice(
    wanted: Wanted, name: str, label: Text, choices: Sequence[tuple[str, str]]
) -> ListFilter:
    """``choices``: value and words; "any" goes before them."""
    chosen = getattr(wanted, name)
    return ListFilter(
        name=name,
        kind="choice",
        label=label,
        value=chosen,
        options=tuple(
            FilterOption(value=value, label=words, chosen=value == chosen)
            for value, words in (("", _("any")), *choices)
        ),
    )


def _with_count(label: Text, count: int) -> str:
    return f"{label} ({number(count)})"


def _types(wanted: Wanted, found: Found) -> ListFilter:
    return ListFilter(
        name="type",
        kind="boxes",
        label=_("Type"),
        options=tuple(
            FilterOption(
                value=kind,
                label=_with_count(TYPES_MANY[kind], found.counts["type"][kind]),
                chosen=kind in wanted.type,
            )
            for kind in UNIT_TYPES
        ),
    )


def _brands(wanted: Wanted, shelf: Shelf, found: Found) -> ListFilter:
    counts = found.counts["brand"]
    return _choice(
        wanted,
        "brand",
        _("Brand"),
        [
            (slug, _with_count(name, counts[slug]))
            for slug, name in shelf.brands.items()
            if counts[slug] or slug == wanted.brand
        ],
    )


def _availability(wanted: Wanted, found: Found) -> ListFilter:
    counts = found.counts["sold"]
    return _choice(
        wanted,
        "sold",
        _("Sale status"),
        [
            (value, _with_count(capfirst(str(label)), counts[value]))
            for value, label in SOLD.items()
        ],
    )


def _limits(wanted: Wanted, units: str) -> tuple[ListFilter, ...]:
    """What a unit must do at least or at most."""

    def at_most(value: float, figure: str) -> tuple[str, str]:
        return str(round(value)), _("up to %(figure)s") % {"figure": figure}

    cold = str(temperature_figure(shelves.COLD_F, units))
    choices: tuple[tuple[str, Text, list[tuple[str, str]]], ...] = (
        (
            "least",
            _("Lowest heat output"),
            [at_most(value, btu(value, units)) for value in shelves.LEAST],
        ),
        (
            "volts",
            _("Voltage"),
            [("115", _("115 V, standard outlet")), ("230", _("208/230 V"))],
        ),
        ("price", _("Price found"), [at_most(value, money(value)) for value in shelves.PRICES]),
        (
            "sound",
            _("Indoor sound"),
            [at_most(value, f"{number(value)}\u00a0dB") for value in shelves.SOUNDS],
        ),
        ("cold", _("In cold weather"), [("1", _("heats below %(degrees)s") % {"degrees": cold})]),
    )
    return tuple(_choice(wanted, name, label, options) for name, label, options in choices)


def size_in_words(key: str, units: str) -> str:
    low, high = shelves.SIZES[key]
    if not low:
        return _("under %(figure)s") % {"figure": btu(high, units)}
    if high > 1e6:
        return _("%(figure)s or more") % {"figure": btu(low, units)}
    return span(btu_figure(low, units), btu_figure(high, units))


def _filter_in_words(wanted: Wanted, name: str, filters: Sequence[ListFilter]) -> str:
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


def active_filters(
    wanted: Wanted, carried: Mapping[str, str], filters: Sequence[ListFilter]
) -> tuple[FilterLink, ...]:
    names = [("q" if each.name == "text" else each.name) for each in fields(wanted)]
    return tuple(
        FilterLink(
            text=_filter_in_words(wanted, name, filters),
            address=list_address(_without(wanted, name), carried),
        )
        for name in names
        if name != "sort" and getattr(wanted, "text" if name == "q" else name)
    )


def filters_to_loosen(
    wanted: Wanted, found: Found, carried: Mapping[str, str], filters: Sequence[ListFilter]
) -> tuple[FilterLink, ...]:
    """Links that drop one filter, where nothing is left; the one that finds most first."""
    freed = sorted(found.without.items(), key=lambda item: -item[1])
    return tuple(
        FilterLink(
            text=ngettext(
                "Without %(filter)s: %(count)s model", "Without %(filter)s: %(count)s models", count
            )
            % {"filter": _filter_in_words(wanted, name, filters), "count": number(count)},
            address=list_address(_without(wanted, name), carried),
        )
        for name, count in freed
        if count
    )
