"""Answers to what people type, as lines of the list, the decoder and a brand's page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from advisor.formatting.dates import period
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.listing.known_numbers import DraftUnit, KnownAnswer, KnownFound, known_texts
from advisor.listing.search import Shelf
from advisor.pages.shared.render import with_query
from catalog.models import KnownKind
from catalog.selection import search_key

KIND_WORDS: dict[str, Text] = {
    KnownKind.HEAT_PUMP.value: gettext_lazy("A heat pump"),
    KnownKind.SAME_MACHINE.value: gettext_lazy("One machine under several names"),
    KnownKind.SPELLING.value: gettext_lazy("Another spelling"),
    KnownKind.LINE.value: gettext_lazy("A product line"),
    KnownKind.INDOOR_HEAD.value: gettext_lazy("An indoor unit only"),
    KnownKind.REPLACED.value: gettext_lazy("Replaced by a newer unit"),
    KnownKind.RESISTANCE.value: gettext_lazy("Heats with a resistance strip, not a heat pump"),
    KnownKind.COOLS_ONLY.value: gettext_lazy("Cools only"),
    KnownKind.NOT_RANKED.value: gettext_lazy("Heat is claimed, but we do not rank it"),
    KnownKind.NO_SUCH_NUMBER.value: gettext_lazy("No such number"),
}
_NEAREST = gettext_lazy("The nearest unit that exists")
_ITSELF = gettext_lazy("The unit")
UNIT_WORDS: dict[str, Text] = {
    KnownKind.HEAT_PUMP.value: _ITSELF,
    KnownKind.SAME_MACHINE.value: _ITSELF,
    KnownKind.SPELLING.value: gettext_lazy("One of the units"),
    KnownKind.LINE.value: gettext_lazy("One of the units"),
    KnownKind.REPLACED.value: gettext_lazy("Its successor"),
}
"""What the unit of an answer is, where it is more than the nearest one."""


@dataclass(frozen=True, kw_only=True)
class NearestUnit:
    label: Text
    name: str
    address: str  # empty where it is still being checked


@dataclass(frozen=True, kw_only=True)
class KnownLine:
    """One answer: what was typed, what it is, and where to go from there."""

    name: str
    kind: Text
    code: str
    says: str
    checking: bool  # we have a record of it that is not finished
    nearest: NearestUnit | None
    list_address: str
    source: str


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    name: str
    kind: Text


@dataclass(frozen=True, kw_only=True)
class KnownSection:
    """``near`` answers and drafts are one letter different from what was typed."""

    title: str
    answers: tuple[KnownLine, ...]
    drafts: tuple[DraftLine, ...]
    near: tuple[KnownLine, ...]
    near_drafts: tuple[DraftLine, ...]


def known_section(
    found: KnownFound,
    shelf: Shelf,
    *,
    title: str,
    carried: Mapping[str, str],
    listed: Collection[str] = (),
    most_drafts: int = 6,
) -> KnownSection | None:
    """The section of a page, or nothing where nothing is known.

    ``listed``: slugs of units that the page shows anyway, to which no link is needed.
    """
    drafts = (*found.drafts, *found.holding)
    told = {search_key(answer.typed) for answer in found.answers}
    section = KnownSection(
        title=title,
        answers=tuple(_line(a, shelf, carried, listed) for a in found.answers),
        drafts=tuple(_draft(each) for each in drafts if search_key(each.model) not in told)[
            :most_drafts
        ],
        near=tuple(_line(a, shelf, carried, listed) for a in found.near),
        near_drafts=tuple(_draft(each) for each in found.near_drafts),
    )
    anything = section.answers or section.drafts or section.near or section.near_drafts
    return section if anything else None


def _line(
    answer: KnownAnswer,
    shelf: Shelf,
    carried: Mapping[str, str],
    listed: Collection[str],
) -> KnownLine:
    own = {each.slug for each in known_texts(shelf).draft_numbers.get(answer.key, ())}
    nearest = (
        None if answer.unit in own or answer.unit in listed else _nearest(answer, shelf, carried)
    )
    return KnownLine(
        name=_name(answer),
        kind=KIND_WORDS[answer.kind],
        code=answer.kind,
        says=answer.says["es" if (get_language() or "").startswith("es") else "en"],
        checking=bool(own),
        nearest=nearest,
        list_address=_list_address(answer.list_query, carried),
        source=_("Source: %(source)s, %(when)s.")
        % {"source": answer.source, "when": period(answer.seen)},
    )


def _name(answer: KnownAnswer) -> str:
    """Brand and text; an open end is three dots, and a brand is not named twice."""
    typed = answer.typed.replace("*", "…")
    if not answer.brand or search_key(typed).startswith(search_key(answer.brand.split()[0])):
        return typed
    return f"{answer.brand} {typed}"


def _nearest(answer: KnownAnswer, shelf: Shelf, carried: Mapping[str, str]) -> NearestUnit | None:
    label = UNIT_WORDS.get(answer.kind, _NEAREST)
    row = shelf.rows.get(answer.unit)
    if row is not None:
        card = shelf.cards[row]
        return NearestUnit(
            label=label,
            name=card.name,
            address=with_query(reverse("model", args=(card.brand_slug, card.slug)), carried),
        )
    draft = known_texts(shelf).by_slug.get(answer.unit)
    if draft is not None:
        return NearestUnit(label=label, name=f"{draft.brand} {draft.model}", address="")
    return None


def _list_address(query: str, carried: Mapping[str, str]) -> str:
    if not query:
        return ""
    pairs = [*QueryDict(query).items(), *carried.items()]
    return f"{reverse('heat_pumps')}?{urlencode(pairs)}"


def _draft(draft: DraftUnit) -> DraftLine:
    return DraftLine(
        name=f"{draft.brand} {draft.model}", kind=TYPE_NAMES.get(draft.type, draft.type)
    )
