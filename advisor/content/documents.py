"""The documents: guides, letters, briefs, care and the glossary, a Markdown file in every language.

A file begins with its front matter, TOML between ``+++`` lines: title, lede, group, order, and a
table ``[sources.key]`` for each source with its name, its url where it is known, and the day or
month on which it was ``read`` (``ages = false`` for what does not age). Its marks beside Markdown
are those of ``advisor.content.markdown``. What is in one language is in the other, in the
same order: tests/advisor/content compares them. A document is read once per process.
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from django.utils import translation

from advisor.content import markdown
from advisor.content.markdown import DocumentSection, ParsedText
from advisor.formatting.unit_names import WORDS

FOLDER: Final = Path(__file__).parent
KINDS: Final = ("guides", "letters", "briefs", "care", "glossary")
GROUPS: Final = ("buy", "fit", "live", "about")
BLOCKS: Final[Mapping[str, frozenset[str]]] = {
    "guides": frozenset(
        {"care", "frost", "oversize", "place", "programs", "request", "start", "types"}
    ),
}
"""What a page fills in on a line of its own, by kind of document: ``advisor/pages/guides/live``."""
FIGURES: Final[Mapping[str, frozenset[str]]] = {
    "letters": frozenset({"area", "circuit", "cooling", "heat", "outdoor_sound", "room", "unit"}),
    "glossary": frozenset({"ceer", "certified", "coldest", "hspf2", "least", "seer2", "sound"}),
}
"""What a page fills in within a sentence: ``advisor/pages/saved/request_letter`` and
``advisor/pages/guides/glossary``."""
EVERY_MONTH: Final = tuple(range(1, 13))
_FENCE: Final = "+++\n"
_FRONT_MATTER: Final = frozenset({"title", "lede", "group", "order", "months", "sources"})
_SOURCE: Final = frozenset({"name", "url", "read", "ages"})


@dataclass(frozen=True, kw_only=True)
class DocumentSource:
    """Where a figure comes from."""

    key: str
    name: str
    url: str  # empty where the page was noted by its site only
    read: str  # ISO day or month; empty for what does not age: a law of nature, our own rule

    def last_day(self) -> date | None:
        """The last day on which it may have been read; ``None`` for what does not age."""
        if not self.read:
            return None
        if len(self.read) > len("2026-11"):
            return date.fromisoformat(self.read)
        year, month = (int(part) for part in self.read.split("-"))
        return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, kw_only=True)
class Document:
    """One document in one language."""

    kind: str
    slug: str
    language: str
    title: str
    lede: str
    group: str  # of the guides
    order: int
    months: Mapping[str, tuple[int, ...]]  # of the care: key of a section → when, 1 is January
    sources: tuple[DocumentSource, ...]  # by their numbers in the text
    body: ParsedText
    problems: tuple[str, ...]  # what is wrong with the file; a test keeps them out

    @property
    def sections(self) -> tuple[DocumentSection, ...]:
        return self.body.sections

    @property
    def words(self) -> int:
        texts = [self.title, self.lede]
        texts += [text for each in self.sections for text in (each.title, each.text)]
        return sum(len(text.split()) for text in texts)

    def section(self, key: str) -> DocumentSection:
        """The section with this anchor. Raises KeyError where there is none."""
        return {each.key: each for each in self.sections}[key]


class DocumentError(ValueError):
    """A file that is no document at all."""


def documents(kind: str, language: str | None = None) -> Mapping[str, Document]:
    """Slug → document of this kind in their order; in the active language unless one is given."""
    asked = (language or translation.get_language() or "").split("-")[0]
    known = asked in dict(settings.LANGUAGES)
    return _read_folder(kind, asked if known else settings.LANGUAGE_CODE)


def type_document(kind: str, unit_type: str) -> Document:
    """The letter, brief or care of a type in the active language; until it has its own, the one
    that its words borrow."""
    return documents(kind)[WORDS[unit_type].documents_of or unit_type]


def glossary() -> Document:
    """The terms in the active language, one section each."""
    return documents("glossary")["terms"]


def guides() -> Mapping[str, Document]:
    """Slug → guide in the active language, in the order of the list."""
    return documents("guides")


def slugs(kind: str) -> set[str]:
    """The slugs of this kind, without reading a document."""
    return {file.stem for file in (FOLDER / kind / settings.LANGUAGE_CODE).glob("*.md")}


@lru_cache
def _read_folder(kind: str, language: str) -> Mapping[str, Document]:
    with translation.override(language):
        found = [
            read_document(file.read_text(encoding="utf-8"), kind=kind, slug=file.stem)
            for file in (FOLDER / kind / language).glob("*.md")
        ]
    found.sort(key=lambda each: (each.order, each.slug))
    return MappingProxyType({each.slug: each for each in found})


def read_document(text: str, *, kind: str, slug: str) -> Document:
    """A document from the text of its file, in the active language.

    Raises DocumentError where the front matter cannot be read; all else that is wrong is listed
    in ``problems`` and left out of the page.
    """
    front, body = _split(text, name=f"{kind}/{slug}")
    sources, problems = _sources(front.get("sources", {}))
    problems += [f"front matter: {name!r} is unknown" for name in set(front) - _FRONT_MATTER]
    problems += [f"front matter: no {name}" for name in _required(kind) if not front.get(name)]
    if kind == "guides" and front.get("group") not in GROUPS:
        problems.append(f"front matter: the group is none of {', '.join(GROUPS)}")
    language = translation.get_language() or settings.LANGUAGE_CODE
    parsed = markdown.parse(
        body,
        sources=sources,
        blocks=BLOCKS.get(kind, ()),
        figures=FIGURES.get(kind, ()),
        language="" if language == settings.LANGUAGE_CODE else language,
    )
    problems += [f"source {key!r} is not cited" for key in set(sources) - set(parsed.citations)]
    months = {key: _months(value) for key, value in front.get("months", {}).items()}
    if kind == "care" and list(months) != [each.key for each in parsed.sections]:
        problems.append("front matter: the months are not those of the headings")
    return Document(
        kind=kind,
        slug=slug,
        language=language,
        title=str(front.get("title", slug)),
        lede=str(front.get("lede", "")),
        group=str(front.get("group", "")),
        order=int(front.get("order", 0)),
        months=months,
        sources=tuple(sources[key] for key in parsed.citations),
        body=parsed,
        problems=(*problems, *parsed.problems),
    )


def _split(text: str, *, name: str) -> tuple[dict[str, Any], str]:
    opened, fence, rest = text.partition(_FENCE)
    front, closed, body = rest.partition(f"\n{_FENCE}")
    if opened or not fence or not closed:
        raise DocumentError(f"{name}: no front matter between +++ lines")
    try:
        return tomllib.loads(front), body
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(f"{name}: {error}") from error


def _required(kind: str) -> Iterable[str]:
    return ("title", "lede", "order") if kind in {"guides", "glossary"} else ("title",)


def _sources(
    listed: Mapping[str, Mapping[str, Any]],
) -> tuple[dict[str, DocumentSource], list[str]]:
    sources, problems = {}, []
    for key, given in listed.items():
        problems += [f"source {key!r}: {name!r} is unknown" for name in set(given) - _SOURCE]
        read = str(given.get("read", ""))
        source = DocumentSource(
            key=key, name=str(given.get("name", "")), url=str(given.get("url", "")), read=read
        )
        if not source.name:
            problems.append(f"source {key!r} has no name")
        if source.url and not source.url.startswith("https://"):
            problems.append(f"source {key!r}: its address does not begin with https://")
        if bool(read) == (given.get("ages") is False):
            problems.append(f"source {key!r}: the day it was read, or ages = false")
        try:
            source.last_day()
        except ValueError:
            problems.append(f"source {key!r}: {read!r} is no day and no month")
            source = DocumentSource(key=key, name=source.name, url=source.url, read="")
        sources[key] = source
    return sources, problems


def _months(value: object) -> tuple[int, ...]:
    return EVERY_MONTH if value == "every" else tuple(value)  # type: ignore[arg-type]
