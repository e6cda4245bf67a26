"""Markdown to the sections of a document: headings, prose, tables, check lists, live parts.

Beside plain Markdown there are four marks: ``## Title {#anchor}``, ``- [ ] to tick {#key}``,
``[^source]`` behind what it proves, and ``{{ name }}`` for what a page fills in. Raw HTML and
images never pass. Nothing raises: what is wrong with a text is listed as its problems.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

CITATION = re.compile(r"\[\^([^\]\s]*)\]")
PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
ANCHOR = re.compile(r"\s*\{#([a-z][a-z0-9_-]*)\}\s*$")
CHECK_BOX = re.compile(r"^\[ \]\s+")
LEFT_OVER = re.compile(r"\{\{|\}\}|\[\^|\{#|\[ \]|</?[a-z]", re.IGNORECASE)
"""What a reader would see of a mark that was mistyped, or of HTML."""


@dataclass(frozen=True, kw_only=True)
class CheckItem:
    """One line to tick; its key is unique in its document and goes into the address."""

    key: str
    html: SafeString


@dataclass(frozen=True, kw_only=True)
class DocumentPart:
    """A stretch of a section; ``kind`` says which of the fields hold it."""

    kind: Literal["prose", "table", "ticks", "live"]
    html: SafeString | None = None
    heads: tuple[SafeString, ...] = ()
    rows: tuple[tuple[SafeString, ...], ...] = ()
    checks: tuple[CheckItem, ...] = ()
    name: str = ""  # of what a page fills in


@dataclass(frozen=True, kw_only=True)
class DocumentSection:
    """The text under one heading; what comes before the first has neither key nor title."""

    key: str
    title: str
    parts: tuple[DocumentPart, ...]
    items: tuple[SafeString, ...]  # of its lists, one after the other
    text: str  # without any mark

    @property
    def html(self) -> SafeString:
        """Its prose."""
        return mark_safe("".join(part.html for part in self.parts if part.html))  # noqa: S308


@dataclass(frozen=True, kw_only=True)
class ParsedText:
    """A whole document, with what a check wants to know of it."""

    sections: tuple[DocumentSection, ...]
    citations: tuple[str, ...]  # keys in the order of their numbers
    marks: tuple[str, ...]  # citations, placeholders and addresses as they come
    links: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(kw_only=True)
class _Reading:
    """What comes up while one text is read."""

    sources: Collection[str]
    language: str  # that links into our pages ask for; empty: the usual one
    blocks: Collection[str]
    figures: Collection[str]
    numbers: dict[str, int] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def own(self, key: str, what: str) -> str:
        """The key, noted as taken."""
        if key in self.keys:
            self.problems.append(f"{what} {key!r} comes twice")
        self.keys.add(key)
        return key


def parse(
    text: str,
    *,
    sources: Collection[str] = (),
    blocks: Collection[str] = (),
    figures: Collection[str] = (),
    language: str = "",
) -> ParsedText:
    """Read a document.

    ``sources`` are the keys that may be cited. ``blocks`` may stand on a line of their own and
    become parts of the kind "live"; ``figures`` may stand in a sentence and stay as ``{{ name }}``
    for ``fill``. ``language`` is added to links into our own pages.
    """
    reading = _Reading(sources=sources, language=language, blocks=blocks, figures=figures)
    tokens = MARKDOWN.parse(text, {"reading": reading})
    sections: list[DocumentSection] = []
    for heading, body in _sections(tokens):
        sections.append(_section(heading, body, reading))
    return ParsedText(
        sections=tuple(sections),
        citations=tuple(reading.numbers),
        marks=tuple(reading.marks),
        links=tuple(reading.links),
        problems=tuple(reading.problems),
    )


def fill(html: str, values: Mapping[str, str]) -> SafeString:
    """HTML of a document with its figures. Values are escaped unless they are safe strings.

    Raises KeyError for a figure without a value.
    """
    filled = PLACEHOLDER.sub(lambda found: str(conditional_escape(values[found[1]])), html)
    return mark_safe(filled)  # noqa: S308  (the HTML came from here, the values are escaped)


# --- Blocks -------------------------------------------------------------------------------------


def _sections(tokens: Sequence[Token]) -> list[tuple[str | None, list[list[Token]]]]:
    """Text of the heading (``None`` before the first) → the blocks below it."""
    sections: list[tuple[str | None, list[list[Token]]]] = []
    for block in _blocks(tokens):
        if block[0].type == "heading_open" and block[0].tag == "h2":
            sections.append((block[1].content, []))
        else:
            if not sections:
                sections.append((None, []))
            sections[-1][1].append(block)
    return sections


def _blocks(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each block of the outermost level, from its opening to its end."""
    blocks: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            blocks.append([])
        blocks[-1].append(token)
        depth += token.nesting
    return blocks


def _section(heading: str | None, body: list[list[Token]], reading: _Reading) -> DocumentSection:
    key, title = "", ""
    if heading is not None:
        title = ANCHOR.sub("", heading)
        found = ANCHOR.search(heading)
        if found is None:
            reading.problems.append(f"heading {heading!r} has no anchor")
        key = reading.own(found[1] if found else f"part-{len(reading.keys)}", "anchor")
    parts: list[DocumentPart] = []
    for block in body:
        part = _part(block, reading, below_table=bool(parts) and parts[-1].kind == "table")
        if part.kind == "prose" and parts and parts[-1].kind == "prose":
            part = DocumentPart(
                kind="prose",
                html=mark_safe(f"{parts.pop().html}{part.html}"),  # noqa: S308
            )
        parts.append(part)
    return DocumentSection(
        key=key,
        title=title,
        parts=tuple(parts),
        items=_items(body, reading),
        text=" ".join(
            _plain(token, reading) for block in body for token in block if token.children
        ),
    )


def _items(body: list[list[Token]], reading: _Reading) -> tuple[SafeString, ...]:
    again = replace(reading, marks=[], links=[], problems=[])  # noted with the lists themselves
    lists = [block for block in body if block[0].type.endswith("_list_open")]
    return tuple(_html(item[1:-1], again) for block in lists for item in _blocks(block[1:-1]))


def _part(block: list[Token], reading: _Reading, *, below_table: bool) -> DocumentPart:
    first = block[0]
    if first.type == "table_open":
        return _table(block, reading)
    if first.type == "bullet_list_open" and CHECK_BOX.match(_first_words(block)):
        return _ticks(block, reading)
    if name := _live_name(block, reading):
        reading.marks.append(f"{{{{ {name} }}}}")
        return DocumentPart(kind="live", name=name)
    if below_table and first.type == "paragraph_open":
        first.attrSet("class", "help")  # the note of the table
    if first.type == "heading_open" and first.tag == "h1":
        reading.problems.append("a heading of the first level: that is the title")
    return DocumentPart(kind="prose", html=_html(block, reading))


def _live_name(block: list[Token], reading: _Reading) -> str:
    """The placeholder that is all of this block, where a page fills it in; else an empty text."""
    children = block[1].children or [] if block[0].type == "paragraph_open" else []
    if [child.type for child in children] != ["placeholder"]:
        return ""
    name = children[0].content
    return name if name in reading.blocks else ""


def _first_words(block: list[Token]) -> str:
    return next(token.content for token in block if token.type == "inline")


def _table(block: list[Token], reading: _Reading) -> DocumentPart:
    lines: list[list[SafeString]] = []
    for token in block:
        if token.type == "tr_open":
            lines.append([])
        elif token.type == "inline":
            lines[-1].append(_html([token], reading))
    return DocumentPart(
        kind="table", heads=tuple(lines[0]), rows=tuple(tuple(line) for line in lines[1:])
    )


def _ticks(block: list[Token], reading: _Reading) -> DocumentPart:
    checks = []
    for token in block:
        if token.type != "inline":
            continue
        box, found = CHECK_BOX.match(token.content), ANCHOR.search(token.content)
        if not box or not found:
            reading.problems.append(f"not '- [ ] text {{#key}}': {token.content!r}")
        words = ANCHOR.sub("", CHECK_BOX.sub("", token.content))
        key = reading.own(found[1] if found else f"tick-{len(reading.keys)}", "tick")
        (inline,) = MARKDOWN.parseInline(words, {"reading": reading})
        token.content, token.children = inline.content, inline.children
        checks.append(CheckItem(key=key, html=_html([inline], reading)))
    return DocumentPart(kind="ticks", checks=tuple(checks))


def _plain(inline: Token, reading: _Reading) -> str:
    """The words of an inline token; complains of marks that a reader would see."""
    text = "".join(
        " " if child.type == "softbreak" else child.content
        for child in inline.children or ()
        if child.type in {"text", "code_inline", "softbreak"}
    )
    if LEFT_OVER.search(text):
        reading.problems.append(f"a mark that is none, or HTML: {text[:60]!r}")
    return text


def _html(tokens: Sequence[Token], reading: _Reading) -> SafeString:
    rendered = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {"reading": reading})
    return mark_safe(str(rendered).strip())  # noqa: S308  (markdown-it escapes; raw HTML is off)


# --- Marks in a line ----------------------------------------------------------------------------


def _mark(pattern: re.Pattern[str], kind: str) -> Any:
    def rule(state: StateInline, silent: bool) -> bool:
        found = pattern.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            state.push(kind, "", 0).content = found[1]
        state.pos = found.end()
        return True

    return rule


def _render_citation(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    reading: _Reading = env["reading"]
    key = tokens[index].content
    reading.marks.append(f"[^{key}]")
    if key not in reading.sources:
        reading.problems.append(f"no source {key!r}")
        return ""
    number = reading.numbers.setdefault(key, len(reading.numbers) + 1)
    name = _("Source %(number)s") % {"number": number}
    return f'<sup><a href="#source-{number}" aria-label="{name}">{number}</a></sup>'


def _render_placeholder(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    reading: _Reading = env["reading"]
    name = tokens[index].content
    reading.marks.append(f"{{{{ {name} }}}}")
    if name not in reading.figures:
        reading.problems.append(f"no placeholder {name!r} here")
        return ""
    return f"{{{{ {name} }}}}"


def _render_link(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    reading: _Reading = env["reading"]
    token = tokens[index]
    address = str(token.attrs["href"])
    reading.marks.append(address)
    reading.links.append(address)
    if address.startswith("/") and reading.language and "?" not in address:
        path, hash_mark, part = address.partition("#")
        token.attrSet("href", f"{path}?lang={reading.language}{hash_mark}{part}")
    return renderer.renderToken(tokens, index, options, env)


def _render_space(*_args: Any) -> str:
    return " "


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    markdown.inline.ruler.before("link", "citation", _mark(CITATION, "citation"))
    markdown.inline.ruler.before("link", "placeholder", _mark(PLACEHOLDER, "placeholder"))
    markdown.add_render_rule("citation", _render_citation)
    markdown.add_render_rule("placeholder", _render_placeholder)
    markdown.add_render_rule("link_open", _render_link)
    markdown.add_render_rule("softbreak", _render_space)
    return markdown


MARKDOWN = _markdown()
