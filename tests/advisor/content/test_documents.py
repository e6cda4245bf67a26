"""Every document as it is on disk: its marks, links, sources and days, alike in both languages."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from advisor.content import documents
from advisor.content.documents import Document, DocumentError, read_document
from advisor.formatting.unit_names import WORDS

FILES = sorted(documents.FOLDER.glob("*/*/*.md"))
LANGUAGES = [code for code, _name in settings.LANGUAGES]
ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def every_document() -> Iterator[Document]:
    for kind in documents.KINDS:
        for language in LANGUAGES:
            yield from documents.documents(kind, language).values()


EVERY = {f"{each.kind}/{each.language}/{each.slug}": each for each in every_document()}


@pytest.fixture(params=EVERY)
def document(request: pytest.FixtureRequest) -> Document:
    return EVERY[request.param]


def anchors(document: Document) -> set[str]:
    return {section.key for section in document.sections if section.key}


# --- The files ----------------------------------------------------------------------------------


def test_every_file_is_a_document_of_a_kind_and_language_that_we_know() -> None:
    found = {file.relative_to(documents.FOLDER).with_suffix("").as_posix() for file in FILES}
    assert found == set(EVERY)
    assert len(found) == len(LANGUAGES) * (
        15 + 3 * sum(not words.documents_of for words in WORDS.values())
    )


def test_nothing_is_wrong_with_it(document: Document) -> None:
    assert document.problems == ()


def dead_links(document: Document) -> list[str]:
    return [link for link in document.body.links if not leads_somewhere(link, document)]


def leads_somewhere(link: str, document: Document) -> bool:
    if not link.startswith("/"):
        return link.startswith("https://") or link.removeprefix("#") in anchors(document)
    path, _hash, part = link.partition("#")
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return False
    if match.view_name == "glossary":
        return not part or part in anchors(documents.documents("glossary", "en")["terms"])
    if match.view_name != "guide":
        return True
    guide = documents.documents("guides", "en").get(match.kwargs["slug"])
    return guide is not None and (not part or part in anchors(guide))


def test_its_links_lead_somewhere(document: Document) -> None:
    assert dead_links(document) == []


def test_its_sources_are_dated_and_none_in_the_future(document: Document) -> None:
    today = timezone.localdate()
    for source in document.sources:
        day = source.last_day()
        if day is not None:
            assert ISO.fullmatch(source.read)
            assert source.read <= today.isoformat()[: len(source.read)]
            assert date(2024, 1, 1) < day


def test_its_tables_are_rectangular(document: Document) -> None:
    for section in document.sections:
        for part in section.parts:
            assert all(len(row) == len(part.heads) for row in part.rows)


def test_its_placeholders_are_of_the_closed_set(document: Document) -> None:
    known = documents.BLOCKS.get(document.kind, frozenset()) | documents.FIGURES.get(
        document.kind, frozenset()
    )
    assert {m[3:-3] for m in document.body.marks if m.startswith("{{")} <= known


def test_a_slug_is_fit_for_an_address(document: Document) -> None:
    assert re.fullmatch(r"[a-z]+([-_][a-z]+)*", document.slug)


@pytest.mark.parametrize("kind", ["letters", "briefs", "care"])
def test_every_type_has_its_document(kind: str) -> None:
    own = {key for key, words in WORDS.items() if not words.documents_of}
    assert documents.slugs(kind) == own
    assert {words.documents_of for words in WORDS.values()} <= {"", *own}


def shape(document: Document) -> dict[str, Any]:
    """All that is the same whatever the language."""
    return {
        "group": document.group,
        "order": document.order,
        "months": document.months,
        "sources": [(each.key, each.url, each.read) for each in document.sources],
        "marks": document.body.marks,
        "sections": [
            (
                section.key,
                len(section.items),
                [
                    (
                        part.kind,
                        part.name,
                        len(part.heads),
                        len(part.rows),
                        [check.key for check in part.checks],
                        re.findall(r"<(?!/)(\w+)", part.html or ""),
                    )
                    for part in section.parts
                ],
            )
            for section in document.sections
        ],
    }


@pytest.mark.parametrize("kind", documents.KINDS)
def test_both_languages_have_the_same_structure(kind: str) -> None:
    english = documents.documents(kind, "en")
    for language in LANGUAGES:
        others = documents.documents(kind, language)
        assert list(others) == list(english)
        for slug, other in others.items():
            assert shape(other) == shape(english[slug]), slug


@pytest.mark.parametrize("kind", documents.KINDS)
def test_a_translation_is_one(kind: str) -> None:
    english = documents.documents(kind, "en")
    for slug, other in documents.documents(kind, "es").items():
        for ours, theirs in zip(english[slug].sections, other.sections, strict=True):
            assert ours.text != theirs.text or not ours.text, (slug, ours.key)
        assert other.lede != english[slug].lede or not other.lede


# --- The loader ---------------------------------------------------------------------------------


def test_the_active_language_is_read_and_english_where_there_is_none() -> None:
    with translation.override("es"):
        assert documents.guides()["care"].title == "Cuidado durante el año"
    with translation.override("fr"):
        assert documents.guides()["care"].title == "Care through the year"
    assert documents.documents("guides", "de") is documents.documents("guides", "en")


def test_a_document_is_read_once() -> None:
    assert documents.guides() is documents.guides()


GOOD = """+++
title = "T"
lede = "L"
group = "buy"
order = 1

[sources.shop]
name = "A shop"
url = "https://shop.example/"
read = 2026-11-23

[sources.ours]
name = "Our own rule"
ages = false
+++

## One {#one}

Said by a shop.[^shop] And by us.[^ours] Again the shop.[^shop]
"""


def read(*changes: tuple[str, str], kind: str = "guides") -> Document:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_document(text, kind=kind, slug="sample")


def test_sources_are_numbered_as_they_are_cited() -> None:
    document = read()
    assert [source.key for source in document.sources] == ["shop", "ours"]
    (section,) = document.sections
    assert re.findall(r'href="#source-(\d)"', section.html) == ["1", "2", "1"]
    assert section.text == "Said by a shop. And by us. Again the shop."
    assert document.problems == ()
    assert document.words == 3 + 10


def test_the_last_day_of_a_month_counts() -> None:
    (source, own) = read(("2026-11-23", '"2026-02"')).sources
    assert source.last_day() == date(2026, 2, 28)
    assert own.last_day() is None
    assert read().sources[0].last_day() == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[^ours] Again", "[^law] Again", "no source 'law'"),
        (" And by us.[^ours]", "", "source 'ours' is not cited"),
        ("read = 2026-11-23", "", "source 'shop': the day it was read"),
        ("ages = false", "ages = true", "source 'ours': the day it was read"),
        ("read = 2026-11-23", 'read = "2026-11-31"', "is no day and no month"),
        ("read = 2026-11-23", 'read = "2026-13"', "is no day and no month"),
        ("read = 2026-11-23", 'read = "November"', "is no day and no month"),
        ("https://shop", "http://shop", "does not begin with https://"),
        ('"A shop"', '""', "has no name"),
        ('group = "buy"', 'group = "sell"', "the group is none of"),
        ('lede = "L"', "", "no lede"),
        ('lede = "L"', 'lead = "L"', "'lead' is unknown"),
        ("order = 1", "", "no order"),
        ("{#one}", "", "has no anchor"),
        ("Said", "{{ price }} said", "no placeholder 'price'"),
        ("Said", "{{ room }} said", "no placeholder 'room'"),
        ("Said", "{{ care }} said", "no placeholder 'care'"),
        ("Said", "{{ care said", "a mark that is none"),
        ("[^shop] And", "[^shop And", "a mark that is none"),
        ("Said", "<b>Said</b>", "or HTML"),
        ("## One", "# One\n\n## One", "of the first level"),
        ("Again", "\n\n## Two {#one}\n\nAgain", "anchor 'one' comes twice"),
        ("Again", "\n\n- [ ] Tick {#a}\n- [ ] Tick {#a}\n\nAgain", "tick 'a' comes twice"),
        ("Again", "\n\n- [ ] Tick\n\nAgain", "not '- [ ] text {#key}'"),
    ],
)
def test_what_is_wrong_is_listed_and_never_printed(old: str, new: str, problem: str) -> None:
    document = read((old, new))
    assert any(problem in each for each in document.problems), document.problems


def test_a_placeholder_that_is_unknown_is_left_out() -> None:
    (section,) = read(("Said", "{{ price }}said {{ Odd-name! }}")).sections
    assert "{{" not in section.html
    assert "price" not in section.html
    assert "Odd" not in section.html


@pytest.mark.parametrize(
    "text", ["", "## One {#one}", "+++\ntitle = 1", "+++\ntitle = \n+++\n", "x" + GOOD]
)
def test_a_file_without_front_matter_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="guides/sample"):
        read_document(text, kind="guides", slug="sample")


def test_months_are_those_of_the_headings() -> None:
    months = '\n\n[months]\none = "every"\n\n[sources.shop]'
    assert read(("\n\n[sources.shop]", months), kind="care").problems == ()
    wrong = months.replace("one =", "two =")
    (problem,) = read(("\n\n[sources.shop]", wrong), kind="care").problems
    assert "months" in problem


def test_a_link_into_our_pages_keeps_the_language() -> None:
    linked = ("Again", "See [siting](/guides/siting/#snow) and [them](https://e.example/). Again")
    (section,) = read(linked).sections
    assert 'href="/guides/siting/#snow"' in section.html
    with translation.override("es"):
        (section,) = read(linked).sections
    assert 'href="/guides/siting/?lang=es#snow"' in section.html
    assert 'href="https://e.example/"' in section.html


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ("/guides/siting/", False),
        ("/guides/siting/#snow", False),
        ("/guides/siting/#rain", True),
        ("/guides/sitting/", True),
        ("/no-such-page/", True),
        ("#one", False),
        ("#two", True),
        ("https://e.example/", False),
        ("http://e.example/", True),
        ("siting", True),
    ],
)
def test_a_dead_link_is_found(link: str, dead: bool) -> None:
    document = read(("Again", f"[Read]({link}) again"))
    assert dead_links(document) == ([link] if dead else [])


def test_every_folder_of_a_kind_is_copied_into_the_image() -> None:
    root = Path(documents.FOLDER).parents[1]
    ignored = (root / ".dockerignore").read_text().splitlines()
    assert not [line for line in ignored if line.endswith(".md")]
    assert "COPY advisor/ advisor/" in (root / "Dockerfile").read_text()
