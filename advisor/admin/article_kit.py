"""What an article takes from us, beside what its readers will see: a link, a frame, a live fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from advisor.articles import snippets
from advisor.articles.embed_kit import fact_pieces, pieces
from advisor.models import Article, Preset

WIDTHS = (360, 640)
"""At which a preview stands where no script moves it: a phone, and the column of a page. [px]"""

FACT_OF = {"cost": "prices", "which-type": "prices"}
USUAL_FACT = "smallest"
"""The live fact that is offered first; others are in the help."""


@dataclass(frozen=True, kw_only=True)
class KitPiece:
    """One thing to copy. ``shows`` is how its preview is made: link, frame or fact."""

    key: str
    title: str
    text: str
    shows: str


def kit_pieces(article: Article, preset: Preset, *, today: date) -> tuple[KitPiece, ...]:
    """Link, frame and live fact of an article's preset, with the article in each."""
    dresses = {each.key: each for each in pieces(preset, article=article.slug, slot="")}
    name = FACT_OF.get(preset.code, USUAL_FACT)
    fact = fact_pieces(name, "", today=today)[0].text
    return (
        KitPiece(key="link", title="Link", text=dresses["html"].text, shows="link"),
        KitPiece(key="frame", title="Frame", text=dresses["iframe"].text, shows="frame"),
        KitPiece(key="fact", title="Live snippet", text=fact, shows="fact"),
    )


def fact_of(preset: Preset, *, today: date) -> snippets.Fact:
    """The live fact that is offered with a preset."""
    name = FACT_OF.get(preset.code, USUAL_FACT)
    return snippets.fact(name, QueryDict(), today=today)[0]


def frame_address(preset: Preset) -> str:
    """Of the preview: without the article, so that looking at it is not counted."""
    return reverse("embed", args=[preset.code])
