"""The desk's list of documents: in which languages, how long, and how old their sources are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.content.documents import KINDS, Document, DocumentSource, documents

SOURCE_DAYS: Final = 365
"""A source that was read longer ago is looked up again."""


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A source of a document; ``days`` since it was read are None for what does not age."""

    name: str
    url: str
    read: str
    days: int | None
    aged: bool


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    title: str
    kind: str
    file: str
    url: str  # of its page; empty where that needs a room
    words: tuple[tuple[str, int], ...]  # by language
    sources: tuple[SourceRow, ...]
    problems: tuple[str, ...]


def rows(today: date) -> list[DocumentRow]:
    """Every document, by kind and in its order. No query."""
    return [
        _row(slug, kind, today)
        for kind in KINDS
        for slug in documents(kind, settings.LANGUAGE_CODE)
    ]


def aged_sources(today: date) -> Iterator[tuple[Document, DocumentSource]]:
    """Every source that was read too long ago, with the document that cites it."""
    for kind in KINDS:
        for document in documents(kind, settings.LANGUAGE_CODE).values():
            for source in document.sources:
                if is_aged(source, today):
                    yield document, source


def is_aged(source: DocumentSource, today: date) -> bool:
    read = source.last_day()
    return read is not None and read < today - timedelta(days=SOURCE_DAYS)


def page_of(document: Document) -> str:
    """The address where a document is read; empty where its page needs a room."""
    if document.kind == "guides":
        return reverse("guide", args=[document.slug])
    if document.kind == "glossary":
        return reverse("glossary")
    if document.kind == "care":
        return f"{reverse('guide', args=['care'])}#{document.slug}"
    return ""


def _row(slug: str, kind: str, today: date) -> DocumentRow:
    versions = {
        code: documents(kind, code)[slug]
        for code, _name in settings.LANGUAGES
        if slug in documents(kind, code)
    }
    document = versions[settings.LANGUAGE_CODE]
    return DocumentRow(
        title=document.title,
        kind=_kind_name(kind),
        file=f"{kind}/{settings.LANGUAGE_CODE}/{slug}.md",
        url=page_of(document),
        words=tuple((code, version.words) for code, version in versions.items()),
        sources=tuple(_source_row(source, today) for source in document.sources),
        problems=tuple(
            f"{code}: {problem}"
            for code, version in versions.items()
            for problem in version.problems
        ),
    )


def _source_row(source: DocumentSource, today: date) -> SourceRow:
    read = source.last_day()
    return SourceRow(
        name=source.name,
        url=source.url,
        read=source.read,
        days=max(0, (today - read).days) if read else None,
        aged=is_aged(source, today),
    )


def _kind_name(kind: str) -> str:
    return {
        "guides": _("guide"),
        "letters": _("letter"),
        "briefs": _("brief"),
        "care": _("care"),
        "glossary": _("glossary"),
    }[kind]
