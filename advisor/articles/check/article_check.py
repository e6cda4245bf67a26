"""The check of an article: every sentence that is no longer true, with the one that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.html import format_html

from advisor.articles.check.article_text import ArticleSentence, read_article
from advisor.articles.check.claim_words import PRONOUN, RATINGS
from advisor.articles.check.claims_found import TextClaim, claims_of
from advisor.articles.check.general_claims import judge_general
from advisor.articles.check.judge_units import TRUE, UNKNOWN, UNTRUE, ClaimTruth, judge_claim
from advisor.articles.check.link_answers import LinkAnswer, LinkBook
from advisor.articles.check.mentions import judge_mention
from advisor.articles.check.named_units import NamedUnit, named_units, subject_of
from advisor.articles.check.type_claims import SaidSentence
from advisor.articles.check.unit_truths import UnitTruths
from advisor.listing import search

KIND_WORDS = {
    "price": "price",
    "output": "BTU figure",
    "rating": "rating",
    "voltage": "voltage",
    "sound": "sound",
    "cold": "cold limit",
    "refrigerant": "refrigerant",
    "sale": "sale status",
    "retired": "retired model",
    "model": "model number",
    "statement": "statement",
    "link": "link",
}

OPEN_ROLES = {"", "unit", "min", "max", "nominal", "plug", *RATINGS}
"""Roles of claims that an editor is told of where we know nothing."""


@dataclass(frozen=True, kw_only=True)
class Untruth:
    """One thing in a sentence that is not so."""

    kind: str
    words: str  # of the article
    says: str
    source: str
    when: str
    address: str  # of our page about it

    @property
    def kind_text(self) -> str:
        return KIND_WORDS[self.kind]


@dataclass(frozen=True, kw_only=True)
class SentenceFinding:
    """A sentence that is no longer true, what is wrong in it, and what to write instead."""

    sentence: str
    heading: str
    untruths: tuple[Untruth, ...]
    instead: str

    @property
    def kinds(self) -> str:
        return ", ".join(dict.fromkeys(each.kind_text for each in self.untruths))


@dataclass(frozen=True, kw_only=True)
class OpenPoint:
    """Something that we cannot judge: an unknown number, a figure that nobody publishes."""

    sentence: str
    words: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ArticleReport:
    """All that was read. ``confirmed`` claims were held against the catalog and are true."""

    sentences: int
    findings: tuple[SentenceFinding, ...]
    links: tuple[LinkAnswer, ...]
    open_points: tuple[OpenPoint, ...]
    confirmed: int

    @property
    def broken_links(self) -> tuple[LinkAnswer, ...]:
        return tuple(link for link in self.links if link.is_broken)


def check(text: str, *, slug: str = "") -> ArticleReport:
    """Hold an article (HTML, Markdown or plain text) against what we know today.

    ``slug`` is that of the article, for the links that we propose. Seven queries for any length,
    and none of them writes.
    """
    with translation.override("en"):
        return _checked(read_article(text), slug)


def _checked(sentences: tuple[ArticleSentence, ...], slug: str) -> ArticleReport:
    shelf = search.current()
    named = [named_units(shelf, sentence.text) for sentence in sentences]
    truths = UnitTruths(shelf, (row for units in named for unit in units for row in unit.rows))
    book = LinkBook(shelf)
    reader = _Sentences(sentences, named, truths)
    findings: list[SentenceFinding] = []
    links: list[LinkAnswer] = []
    for at, sentence in enumerate(sentences):
        answers = book.answers(sentence.links, slug)
        links += answers
        finding = reader.finding(at, [each for each in answers if each.is_broken])
        if finding is not None:
            findings.append(finding)
    return ArticleReport(
        sentences=len(sentences),
        findings=tuple(findings),
        links=tuple(links),
        open_points=tuple(reader.open_points),
        confirmed=reader.confirmed,
    )


class _Sentences:
    """The sentences of one article, judged in their order."""

    def __init__(
        self,
        sentences: tuple[ArticleSentence, ...],
        named: list[tuple[NamedUnit, ...]],
        truths: UnitTruths,
    ) -> None:
        self.sentences = sentences
        self.named = named
        self.truths = truths
        self.open_points: list[OpenPoint] = []
        self.confirmed = 0

    def finding(self, at: int, broken: list[LinkAnswer]) -> SentenceFinding | None:
        """What is untrue in one sentence; ``None`` where nothing is."""
        sentence = self.sentences[at]
        claims = claims_of(sentence.text, [unit.place for unit in self.named[at]])
        found = [
            *self._of_mentions(at),
            *self._of_units(at, claims),
            *self._of_the_rest(at, claims),
        ]
        told = _once(found)
        if not told and not broken:
            return None
        return SentenceFinding(
            sentence=sentence.text,
            heading=sentence.heading,
            untruths=(
                *(_untruth(*each) for each in told),
                *(_link_untruth(link) for link in broken),
            ),
            instead=_corrected(sentence.text, told, broken),
        )

    def _of_mentions(self, at: int) -> Iterator["_Found"]:
        text = self.sentences[at].text
        for unit in self.named[at]:
            truths = [self.truths[row] for row in unit.rows]
            fault = judge_mention(unit, text, truths)
            if fault is not None:
                yield fault[0], fault[1], None, unit.text
            elif unit.is_unknown:
                self._leave_open(text, unit.text, "We know no unit with this number.")
            elif unit.draft is not None and not unit.rows and unit.known is None:
                self._leave_open(text, unit.text, "We are still checking this unit.")

    def _of_units(self, at: int, claims: tuple[TextClaim, ...]) -> Iterator["_Found"]:
        text = self.sentences[at].text
        units = self._subjects(at)
        if not units:
            return
        here = bool(self.named[at])
        for claim in claims:
            unit = subject_of(text, units, claim.start, claim.end) if here else units[-1]
            if unit is None or not unit.rows:
                continue
            judged = judge_claim(claim, [self.truths[row] for row in unit.rows])
            words = text[claim.start : claim.end]
            self.confirmed += judged.verdict == TRUE
            if judged.verdict == UNTRUE:
                yield claim.kind, judged, claim, words
            elif judged.verdict == UNKNOWN and not claim.negated and claim.role in OPEN_ROLES:
                self._leave_open(text, words, f"Not published for the {unit.text}.")

    def _of_the_rest(self, at: int, claims: tuple[TextClaim, ...]) -> Iterator["_Found"]:
        sentence = self.sentences[at]
        said = SaidSentence(
            text=_QUOTED.sub(lambda quoted: " " * len(quoted[0]), sentence.text),
            context=f"{self._before(at)}\n{sentence.heading}",
            claims=tuple(each for each in claims if not _is_quoted(sentence.text, each)),
            names_units=bool(self._subjects(at)),
        )
        for kind, judged, claim in judge_general(said, self.truths.shelf):
            words = sentence.text[claim.start : claim.end] if claim else ""
            yield kind, judged, claim, words

    def _subjects(self, at: int) -> tuple[NamedUnit, ...]:
        """The units that a sentence is about: its own, else that of the sentence before where it
        only says "it"."""
        if self.named[at] or at == 0 or not PRONOUN.search(self.sentences[at].text):
            return self.named[at]
        before = self.sentences[at - 1]
        if before.paragraph != self.sentences[at].paragraph:
            return ()
        earlier = self._subjects(at - 1)
        return earlier if len(earlier) == 1 else ()

    def _before(self, at: int) -> str:
        if at == 0 or self.sentences[at - 1].paragraph != self.sentences[at].paragraph:
            return ""
        return self.sentences[at - 1].text

    def _leave_open(self, sentence: str, words: str, why: str) -> None:
        self.open_points.append(OpenPoint(sentence=sentence, words=words, why=why))


_QUOTED = re.compile(r"[“\"](?=[^“”\"]*\d)[^“”\"]{12,}[”\"]")
"""A figure that others name, as a rule to answer them."""


def _is_quoted(text: str, claim: TextClaim) -> bool:
    return any(each.start() < claim.start < each.end() for each in _QUOTED.finditer(text))


_Found = tuple[str, ClaimTruth, TextClaim | None, str]


def _once(found: list[_Found]) -> list[_Found]:
    """The same truth told once."""
    told: dict[str, _Found] = {}
    for each in found:
        told.setdefault(f"{each[1].says}|{each[2].start if each[2] else ''}", each)
    return list(told.values())


def _untruth(kind: str, judged: ClaimTruth, _claim: TextClaim | None, words: str) -> Untruth:
    return Untruth(
        kind=kind,
        words=words,
        says=judged.says,
        source=judged.proof.source,
        when=judged.proof.when,
        address=judged.address,
    )


def _link_untruth(link: LinkAnswer) -> Untruth:
    says = f"{link.says} Use {link.instead}" if link.instead else link.says
    return Untruth(
        kind="link", words=link.address, says=says, source="Our pages", when="today", address=""
    )


def _link_changes(text: str, broken: list[LinkAnswer]) -> list[tuple[int, int, str]]:
    """The address to use in place of one in the text, or around the words of a link."""
    changes = []
    for link in broken:
        bare, words = text.find(link.address), text.find(link.words) if link.words else -1
        if link.instead and bare >= 0:
            changes.append((bare, bare + len(link.address), link.instead))
        elif link.instead and words >= 0:
            anchor = str(format_html('<a href="{}">{}</a>', link.instead, link.words))
            changes.append((words, words + len(link.words), anchor))
    return changes


def _corrected(text: str, found: list[_Found], broken: list[LinkAnswer]) -> str:
    """The sentence with what is true in place of what is not; where that cannot be put in place,
    the true sentence itself."""
    changes: list[tuple[int, int, str]] = []
    whole: list[str] = []
    for _kind, judged, claim, _words in found:
        if claim is None or not judged.instead:
            whole.append(judged.says)
            continue
        changes.append((claim.start, claim.end, judged.instead))
        if judged.label:
            changes.append((*claim.label, judged.label))
    changes += _link_changes(text, broken)
    if whole:
        return " ".join(dict.fromkeys(whole))
    for start, end, instead in sorted(changes, reverse=True):
        text = text[:start] + instead + text[end:]
    return text
