"""Markdown and our four marks, as parts of a page."""

from typing import Any

import pytest
from django.utils.safestring import mark_safe

from advisor.content.markdown import DocumentPart, DocumentSection, fill, parse


def section(text: str, **known: Any) -> DocumentSection:
    (only,) = parse(f"## T {{#t}}\n\n{text}", **known).sections
    return only


def part(text: str, **known: Any) -> DocumentPart:
    (only,) = section(text, **known).parts
    return only


def test_prose_is_one_part_and_lines_are_joined_by_spaces() -> None:
    prose = part("One\nline.\n\n- a\n- b **c**\n\n1. d\n")
    assert prose.kind == "prose"
    assert prose.html == (
        "<p>One line.</p><ul>\n<li>a</li>\n<li>b <strong>c</strong></li>\n</ul>"
        "<ol>\n<li>d</li>\n</ol>"
    )


def test_items_of_lists_can_be_had_one_by_one() -> None:
    assert section("Words.\n\n- a[^s]\n- b & c\n", sources={"s"}).items == (
        '<sup><a href="#source-1" aria-label="Source 1">1</a></sup>'.join(("a", "")),
        "b &amp; c",
    )


def test_a_table_has_heads_and_rows_and_its_note() -> None:
    table, note = section(
        "| | A |\n|---|---|\n| x | *y* |\n\nAll of it:[^s]\n\nMore.", sources={"s"}
    ).parts
    assert (table.kind, table.heads, table.rows) == ("table", ("", "A"), (("x", "<em>y</em>"),))
    assert str(note.html).startswith('<p class="help">All of it:<sup>')
    assert str(note.html).endswith("<p>More.</p>")


def test_a_check_list_has_its_keys() -> None:
    ticks = part("- [ ] One & two {#a-b}\n- [ ] Three {#c}\n")
    assert ticks.kind == "ticks"
    assert [(each.key, each.html) for each in ticks.checks] == [
        ("a-b", "One &amp; two"),
        ("c", "Three"),
    ]


def test_a_live_part_stands_on_a_line_of_its_own() -> None:
    before, live, after = section("Before.\n\n{{ care }}\n\nAfter.", blocks={"care"}).parts
    assert (before.kind, live.kind, live.name, after.kind) == ("prose", "live", "care", "prose")


def test_what_stands_before_the_first_heading_has_no_key() -> None:
    first, second = parse("Hello.\n\n## T {#t}\n\nWords.").sections
    assert (first.key, first.title, first.html) == ("", "", "<p>Hello.</p>")
    assert (second.key, second.title) == ("t", "T")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "[x](javascript:alert(1))",
        "![x](https://e.example/x.png)",
        "<iframe src=//e.example></iframe>",
        '[x](https://e.example/"onclick="x)',
        "- [ ] <i>x</i> {#k}",
        "| <b> |\n|---|\n| <u>x</u> |",
    ],
)
def test_raw_html_and_pictures_never_pass(text: str) -> None:
    parsed = parse(text)
    out = "".join(
        f"{p.html or ''}{''.join(p.heads)}{''.join(c.html for c in p.checks)}"
        f"{''.join(cell for row in p.rows for cell in row)}"
        for s in parsed.sections
        for p in s.parts
    )
    for danger in ("<script", "<b", "<i", "<u>", '"javascript:', '"onclick', "<iframe"):
        assert danger not in out


def test_figures_are_filled_in_and_escaped() -> None:
    html = str(part("The {{ room }}, {{area}}.", figures={"room", "area"}).html)
    filled = fill(html, {"room": "<b>", "area": mark_safe("11&nbsp;m²")})
    assert filled == "<p>The &lt;b&gt;, 11&nbsp;m².</p>"
    with pytest.raises(KeyError):
        fill(html, {"room": "x"})


def test_a_value_is_not_filled_again() -> None:
    html = str(part("{{ room }}", figures={"room"}).html)
    assert fill(html, {"room": "{{ room }}"}) == "<p>{{ room }}</p>"


def test_marks_are_kept_in_their_order() -> None:
    parsed = parse(
        "a[^s] {{ room }} [b](/guides/)\n\n{{ care }}",
        sources={"s"},
        blocks={"care"},
        figures={"room"},
    )
    assert parsed.marks == ("[^s]", "{{ room }}", "/guides/", "{{ care }}")
    assert parsed.links == ("/guides/",)
    assert parsed.citations == ("s",)
