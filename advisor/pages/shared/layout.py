"""The frame of every page: where header and footer lead, in which language and units."""

import gettext as gettext_files
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy

from advisor.engine.records import changed
from advisor.formatting.text import Text
from advisor.questions.answer_form import KEPT, REQUIRED, given_text, in_units, query_string, read
from advisor.questions.floor_area import PARTS

NAV: tuple[tuple[str, Text], ...] = (
    ("heat_pumps", gettext_lazy("Heat pumps")),
    ("guides", gettext_lazy("Guides")),
    ("method", gettext_lazy("How we calculate")),
)
"""What the header leads to: names of addresses. One that does not exist is left out."""

FOOT: tuple[tuple[Text, tuple[tuple[str, Text], ...]], ...] = (
    (
        gettext_lazy("Start"),
        (
            ("home", gettext_lazy("Start over")),
            ("quote", gettext_lazy("Check a quote")),
            ("two_rooms", gettext_lazy("Two rooms, one unit?")),
            ("guides", gettext_lazy("Guides")),
            ("glossary", gettext_lazy("Glossary")),
        ),
    ),
    (
        gettext_lazy("Heat pumps"),
        (
            ("heat_pumps", gettext_lazy("All heat pumps")),
            ("smallest", gettext_lazy("The smallest")),
            ("compare_units", gettext_lazy("Compare")),
            ("decode", gettext_lazy("Read a model number")),
        ),
    ),
    (
        gettext_lazy("About"),
        (
            ("method", gettext_lazy("How we calculate")),
            ("funding", gettext_lazy("Who pays for this")),
            ("data", gettext_lazy("Data")),
            ("api", gettext_lazy("For programs")),
            ("privacy", gettext_lazy("Privacy")),
        ),
    ),
)


READ_A_ROOM = ("quote", "two_rooms", "decode", "compare_units", "guides")
"""What takes the room of the address along: names of the addresses of ``NAV`` and ``FOOT``."""

SHORT_FOOT = ("method", "funding", "glossary", "privacy")
"""Under an answer, which has to stay short: names of the addresses of ``FOOT``."""


HELD = "\ue000"
"""A character of nobody’s, in the place of what differs from room to room."""


@dataclass(frozen=True, kw_only=True)
class Link:
    text: Text
    address: str
    here: bool = False
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class SiteFrame:
    home: str
    header: tuple[Link, ...]
    groups: tuple[tuple[Text, tuple[Link, ...]], ...]
    short_foot: tuple[Link, ...]

    @property
    def nav(self) -> tuple[Link, ...]:
        """The header’s links."""
        return self.header

    @cached_property
    def foot(self) -> SafeString:
        """The footer, rendered once for all pages without a room."""
        return _foot(self.groups)

    @cached_property
    def foot_of_a_room(self) -> SafeString:
        """The same once for all rooms, with ``HELD`` where the address of each goes."""
        return _foot([(title, _keeping_room(links, HELD)) for title, links in self.groups])


@dataclass(frozen=True, kw_only=True)
class RoomFrame:
    """The frame of a page with a room in its address; what reads a room keeps it."""

    plain: SiteFrame
    room: QueryDict

    @property
    def home(self) -> str:
        return self.plain.home

    @property
    def short_foot(self) -> tuple[Link, ...]:
        return self.plain.short_foot

    @cached_property
    def nav(self) -> tuple[Link, ...]:
        return _keeping_room(self.plain.header, self._query)

    @cached_property
    def foot(self) -> SafeString:
        there = self.plain.foot_of_a_room.replace(HELD, escape(self._query))
        return mark_safe(there)  # noqa: S308 - escaped as the rest of it

    @cached_property
    def _query(self) -> str:
        """The answers of the address as they were typed; each page reads them itself."""
        return query_string(given_text(self.room))


def _keeping_room(links: tuple[Link, ...], query: str) -> tuple[Link, ...]:
    """Links, with ``query`` where they lead to what reads a room."""
    there = {address_of(name) for name in READ_A_ROOM}
    return tuple(
        changed(link, address=f"{path}?{query}") if path in there else link
        for link in links
        for path in [link.address.partition("?")[0]]
    )


@cache
def address_of(name: str) -> str:
    """The address of a page without parts, or nothing where there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def frame(request: HttpRequest | None) -> SiteFrame | RoomFrame:
    """Header and footer of a page; error pages come without a request."""
    match = request.resolver_match if request else None
    made = _frame(_kept(request), (match and match.view_name) or "", get_language())
    query = _query(request)
    has_room = all(query.get(name) for name in REQUIRED)
    return RoomFrame(plain=made, room=query) if has_room else made


@lru_cache(maxsize=200)
def _frame(kept: str, here: str, _language: str | None) -> SiteFrame:
    def links(names: tuple[tuple[str, Text], ...]) -> tuple[Link, ...]:
        return tuple(
            Link(text=str(text), address=address_of(name) + kept, here=name == here)
            for name, text in names
            if address_of(name)
        )

    return SiteFrame(
        home=reverse("home") + kept,
        header=links(NAV),
        groups=tuple((title, there) for title, names in FOOT if (there := links(names))),
        short_foot=links(
            tuple(pair for _title, pairs in FOOT for pair in pairs if pair[0] in SHORT_FOOT)
        ),
    )


def _foot(groups: Sequence[tuple[Text, tuple[Link, ...]]]) -> SafeString:
    return format_html_join(
        "\n",
        '<nav class="foot-links" aria-labelledby="foot-{0}"><h2 id="foot-{0}">{1}</h2>'
        "<ul>{2}</ul></nav>",
        (
            (
                str(number),
                title,
                format_html_join(
                    "", '<li><a href="{}">{}</a></li>', ((a.address, a.text) for a in links)
                ),
            )
            for number, (title, links) in enumerate(groups, start=1)
        ),
    )


def _kept(request: HttpRequest | None) -> str:
    """Language and units travel to every page, and the article that the visitor came from."""
    query = _query(request)
    pairs = [
        f"{name}={query[name]}"
        for name in ("units", "lang", "from", "slot")
        if KEPT[name].fullmatch(query.get(name, ""))
    ]
    return f"?{'&'.join(pairs)}" if pairs else ""


def _query(request: HttpRequest | None) -> QueryDict:
    """The query; empty where it is refused, since the page that says so has this frame too."""
    try:
        return request.GET if request else QueryDict()
    except SuspiciousOperation:
        return QueryDict()


def _with_area(query: QueryDict) -> QueryDict:
    """Lengths replaced by their floor area: as lengths they would change with the units."""
    if not any(query.get(part) for part in PARTS):
        return query
    query = query.copy()
    area = read(query).given.get("area", "")
    for part in PARTS:
        query.pop(part, None)
    query["area"] = area
    return query


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The open page in the other languages and in the other units."""

    languages: tuple[Link, ...]
    units: tuple[Link, ...]


PASSING = ("was", "shown", "at")

UNITS: tuple[tuple[str, Text], ...] = (
    ("us", gettext_lazy("°F, sq ft, BTU/h")),
    ("metric", gettext_lazy("°C, m², kW")),
)


def choices(request: HttpRequest | None) -> Choices:
    """The same address in other words and units; its numbers are converted with it."""
    if request is None or request.method not in {"GET", "HEAD"}:
        return Choices(languages=(), units=())
    query = _with_area(_query(request))
    # Parameters of a swap are not part of the page.
    stays = {name: query.getlist(name) for name in query if name not in PASSING}
    given = {name: str(values[-1]) for name, values in stays.items() if values}
    language = get_language() or settings.LANGUAGE_CODE
    units = "metric" if given.get("units") == "metric" else "us"
    return Choices(
        languages=tuple(
            Link(
                text=name,
                address=_here(
                    request.path, stays, {"lang": "" if code == settings.LANGUAGE_CODE else code}
                ),
                here=code == language,
                lang=code,
            )
            for code, name in _languages()
        ),
        units=tuple(
            Link(
                text=text,
                address=_here(request.path, stays, in_units(given, to)) if to != units else "",
                here=to == units,
            )
            for to, text in UNITS
        ),
    )


def _here(path: str, stays: Mapping[str, Sequence[str]], changes: Mapping[str, str]) -> str:
    changed = {**stays, **{name: [value] if value else [] for name, value in changes.items()}}
    query = "&".join(
        f"{quote(name, safe=',')}={quote(value, safe=',')}"
        for name, values in changed.items()
        for value in values
    )
    return f"{path}?{query}" if query else path


@cache
def _languages() -> tuple[tuple[str, str], ...]:
    """Languages that the pages are translated into, by the names that their speakers use."""
    names = {"en": "English", "es": "Español"}
    ready = tuple(
        (code, names[code])
        for code, _name in settings.LANGUAGES
        if code == settings.LANGUAGE_CODE
        or any(gettext_files.find("django", str(path), [code]) for path in settings.LOCALE_PATHS)
    )
    return ready if len(ready) > 1 else ()
