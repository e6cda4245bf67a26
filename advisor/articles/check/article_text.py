"""From the HTML of a page or a pasted text to its sentences, each with its links and heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

MOST_CHARACTERS = 400_000
MOST_SENTENCES = 3_000
LONGEST_SENTENCE = 1_200
"""Characters; what is longer is cut, so that no pattern has to read a book."""

SILENT = frozenset({"script", "style", "noscript", "template", "svg", "nav", "footer", "form"})
BLOCKS = frozenset(
    {
        *("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "div", "section", "br"),
        *("figcaption", "blockquote", "dt", "dd", "tr", "article", "main", "ul", "ol", "table"),
        *("aside", "header", "caption", "title", "pre"),
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})
BODIES = frozenset({"article", "main"})
_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2010": "-", "\u2019": "'", "\t": " "}
)
_MARKDOWN_LINK = re.compile(r"\[([^\]\n]{1,300})\]\(<?([^()\s<>]{1,500})>?\)")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+|(?<![\w/])/(?:go|embed|heat-pumps)/[^\s<>\"')\]]*")
_MARKDOWN_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*$")
_MARKDOWN_LIST = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9$])")
_NO_END = re.compile(
    r"(?:\b(?:approx|vs|inc|co|corp|e\.g|i\.e|dr|mr|ms|U\.S"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class TextLink:
    """A link of the text, and where its words stand in the sentence."""

    address: str
    words: str
    start: int


@dataclass(frozen=True, kw_only=True)
class ArticleSentence:
    """One sentence as it stands, without markup."""

    text: str
    heading: str
    paragraph: int
    links: tuple[TextLink, ...] = ()


@dataclass
class _Block:
    text: str
    is_heading: bool
    links: list[TextLink]
    in_body: bool


class _Reader(HTMLParser):
    """Collects blocks of text; what is hostile in them is only ever text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.text = ""
        self.links: list[TextLink] = []
        self.silent: list[str] = []
        self.heading = False
        self.bodies = 0
        self.anchor: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent.append(tag)
        if self.silent:
            return
        if tag in BLOCKS:
            self.close_block()
            self.heading = tag in HEADINGS
            self.bodies += tag in BODIES
        if tag == "a":
            self.close_anchor()
            self.anchor = (dict(attrs).get("href") or "", len(self.text))

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag == "a":
            self.close_anchor()
        if tag in BLOCKS:
            self.close_block()
            self.heading = False
            self.bodies = max(0, self.bodies - (tag in BODIES))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text += data

    def close_anchor(self) -> None:
        if self.anchor and self.anchor[0]:
            address, start = self.anchor
            words = self.text[start:]
            self.links.append(TextLink(address=address.strip(), words=words.strip(), start=start))
        self.anchor = None

    def close_block(self) -> None:
        self.close_anchor()
        if self.text.strip():
            self.blocks.append(_Block(self.text, self.heading, self.links, self.bodies > 0))
        self.text, self.links = "", []


def read_article(text: str) -> tuple[ArticleSentence, ...]:
    """The sentences of a page's HTML, of Markdown or of plain text, in their order.

    Where a page has an ``article`` or a ``main``, only what stands in it is read: menus and teasers
    are no part of what an editor wrote.
    """
    text = text[:MOST_CHARACTERS].translate(_SAME)
    blocks = _html_blocks(text) if re.search(r"</?[a-zA-Z][^>\n]*>", text) else _plain_blocks(text)
    told = list(_sentences(blocks))
    return tuple(told[:MOST_SENTENCES])


def _html_blocks(text: str) -> list[_Block]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.close_block()
    body = [block for block in reader.blocks if block.in_body]
    return body or reader.blocks


def _plain_blocks(text: str) -> list[_Block]:
    """Paragraphs are apart by an empty line; a heading or a list item is a line of its own."""
    blocks: list[_Block] = []
    lines: list[str] = []

    def close() -> None:
        if lines:
            blocks.append(_with_links(" ".join(lines), is_heading=False))
            lines.clear()

    for line in text.splitlines():
        heading = _MARKDOWN_HEADING.match(line)
        item = _MARKDOWN_LIST.match(line)
        if not line.strip() or heading or item:
            close()
        if heading:
            blocks.append(_with_links(heading[1], is_heading=True))
        elif line.strip():
            lines.append(line[item.end() :].strip() if item else line.strip())
    close()
    return blocks


def _with_links(text: str, *, is_heading: bool) -> _Block:
    """Markdown's links as links, and their words alone as text."""
    said, links, at = "", [], 0
    for found in _MARKDOWN_LINK.finditer(text):
        said += text[at : found.start()]
        links.append(TextLink(address=found[2], words=found[1], start=len(said)))
        said += found[1]
        at = found.end()
    return _Block(said + text[at:], is_heading, links, False)


def _sentences(blocks: list[_Block]) -> Iterator[ArticleSentence]:
    heading = ""
    for paragraph, block in enumerate(blocks):
        if block.is_heading:
            heading = " ".join(block.text.split())
        for start, end in _spans(block.text):
            text = " ".join(block.text[start:end].split())[:LONGEST_SENTENCE]
            links = _links_between(block.links, start, end, text)
            links += _bare_links(text, {link.address for link in links})
            if text or links:
                yield ArticleSentence(
                    text=text, heading=heading, paragraph=paragraph, links=tuple(links)
                )


def _links_between(links: list[TextLink], start: int, end: int, text: str) -> list[TextLink]:
    """The links of a block that stand in one of its sentences, with their places in it."""
    return [
        replace(link, start=max(0, text.find(" ".join(link.words.split()))))
        for link in links
        if start <= link.start < end
    ]


def _bare_links(text: str, known: set[str]) -> list[TextLink]:
    """Addresses that stand in the text itself."""
    found = ((each[0].rstrip(".,;:!?"), each.start()) for each in _ADDRESS.finditer(text))
    return [
        TextLink(address=address, words="", start=start)
        for address, start in found
        if address not in known
    ]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    start = 0
    for found in _END.finditer(text):
        if _NO_END.search(text[start : found.start()]):
            continue
        yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
