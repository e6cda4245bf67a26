"""The codes that an editor takes into an article: a preset and a live fact in every dress."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from advisor.articles import snippets
from advisor.articles.oembed import frame_html, of_preset
from advisor.models import Preset
from advisor.pages.shared.frame_code import height_script
from advisor.pages.shared.structured import absolute_url
from advisor.questions.answer_form import query_string


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One thing to copy."""

    key: str
    title: str
    says: str
    text: str
    rows: int = 1


def pieces(preset: Preset, *, article: str, slot: str) -> tuple[Piece, ...]:
    """The link of a preset in every dress, for an article and a place in it."""
    kept = {name: text for name, text in (("from", article), ("slot", slot)) if text}
    query = query_string({}, **kept)
    tail = f"?{query}" if query else ""
    short = absolute_url(reverse("go", args=[preset.code])) + tail
    embed = absolute_url(reverse("embed", args=[preset.code])) + tail
    frame = frame_html(of_preset(preset, **kept), home=absolute_url(""))
    return (
        Piece(
            key="short",
            title=_("Plain link"),
            says=_(
                "For any link, also where no frame and no script is allowed: email, feeds, AMP."
                " It keeps working no matter what changes here."
            ),
            text=short,
        ),
        Piece(key="markdown", title="Markdown", says="", text=f"[{preset.wording}]({short})"),
        Piece(
            key="html",
            title="HTML",
            says=_("A link without script or frame."),
            text=format_html('<a href="{}">{}</a>', short, preset.wording),
            rows=2,
        ),
        Piece(
            key="iframe",
            title=_("Embedded wizard"),
            says=_(
                "Works on the sites listed in the preset and on those that an administrator"
                " allows everywhere. It takes the width of its column; the script sets the height."
            ),
            text=f"{frame}\n{height_script()}",
            rows=6,
        ),
        Piece(
            key="wordpress",
            title="WordPress",
            says=_("Paste it alone on a line, or put it into an Embed block."),
            text=f"[embed]{short}[/embed]",
            rows=2,
        ),
        Piece(
            key="ghost",
            title="Ghost",
            says=_("Paste it alone on a line: Ghost makes an embed card of it."),
            text=short,
            rows=2,
        ),
        Piece(
            key="oembed",
            title=_("oEmbed address"),
            says=_("For systems that ask for it. Most find it on their own."),
            text=f"{absolute_url(reverse('oembed'))}?{query_string({}, url=embed)}",
            rows=2,
        ),
    )


def fact_pieces(name: str, subject: str, *, today: date) -> tuple[Piece, ...]:
    """A live fact in every dress; ``subject`` is the model or the state that it speaks of.

    Raises ``snippets.UnknownFactError`` and ``snippets.IncompleteError``.
    """
    about = {snippets.SUBJECTS[name]: subject} if name in snippets.SUBJECTS else {}
    told, _tag = snippets.fact(name, QueryDict(query_string({}, **about)), today=today)
    tail = f"?{query_string({}, **about)}" if about else ""
    files = {
        shape: absolute_url(reverse("snippet_file", args=[name, shape])) + tail
        for shape in ("json", "png")
    }
    data = "".join(format_html(' data-{}="{}"', key, text) for key, text in about.items())
    return (
        Piece(
            key=f"{name}-live",
            title=told.title,
            says=_(
                "One script fills each such place when the page is opened. Until then, and"
                " without a script, the link stands there."
            ),
            text=(
                f'<div data-heat-pump-fact="{name}"{data}>'
                + format_html('<a href="{}">{}</a>', told.link, told.title)
                + f"</div>\n{height_script()}"
            ),
            rows=4,
        ),
        Piece(
            key=f"{name}-picture",
            title=_("As a picture"),
            says=_("The picture renews itself; its words are those of today, with the date."),
            text=format_html(
                '<a href="{}"><img src="{}" srcset="{}" sizes="(max-width: 640px) 100vw, 640px"'
                ' alt="{}" loading="lazy" style="max-width:100%;height:auto"></a>',
                told.link,
                files["png"],
                snippets.srcset(files["png"]),
                told.alt,
            ),
            rows=6,
        ),
        Piece(key=f"{name}-json", title="JSON", says="", text=files["json"]),
    )


SHOWN_FACTS = ("smallest", "prices")
"""Facts that speak of no model and no state: the desk hands them out as they are."""


def shown_facts(*, today: date) -> tuple[Piece, ...]:
    return tuple(piece for name in SHOWN_FACTS for piece in fact_pieces(name, "", today=today))
