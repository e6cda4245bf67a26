"""What ``/oembed/`` answers for an address of ours: oEmbed 1.0, https://oembed.com."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from advisor.articles import presets
from advisor.listing import inventory
from advisor.models import Landing, Preset
from advisor.pages.shared.frame_code import (
    HEIGHT,
    UNIT_FRAMES,
    WIDTH,
    frame_path,
    frame_tag,
    frame_title,
)
from advisor.pages.shared.render import with_query
from advisor.questions import answer_form

CACHE_SECONDS = 86_400
HOUSE_PRESET = "smallest"
"""Whose embedded wizard stands for our pages that no preset made: home, questions, results."""

PAGES = frozenset({"home", "questions", "ask", "check", "results"})
PRESETS = frozenset({"go", "embed"})
UNITS = {
    "model": "model",
    "card": "card",
    **{frame.view: kind for kind, frame in UNIT_FRAMES.items()},
}
"""Pages of one unit → how a frame shows it."""

Values = dict[str, str | int]


@dataclass(frozen=True, kw_only=True)
class Framed:
    """A page of ours that another site may show in a frame."""

    title: str
    wording: str  # of the plain link before the frame
    src: str  # path of the frame with what travels
    href: str  # path that the plain link leads to
    is_allowed: bool  # whether any site may frame it
    height: int = HEIGHT


def framed_at(address: str, *, hosts: frozenset[str]) -> Framed | None:
    """What of ours an absolute address shows in a frame; ``None`` for anything else."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path or "/")
    except (ValueError, Resolver404):
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() not in hosts:
        return None
    asked = QueryDict(parts.query)
    if match.view_name in UNITS:
        return _of_unit(match, asked)
    preset = _preset_of(match, asked)
    return _of_preset(preset, asked) if preset else None


def describes(match: ResolverMatch, asked: QueryDict) -> bool:
    """Whether ``framed_at`` has an answer for this page of ours."""
    ours = match.view_name in PAGES or match.view_name in UNITS
    return ours or _preset_of(match, asked) is not None


def _of_unit(match: ResolverMatch, asked: QueryDict) -> Framed | None:
    kind, slug = UNITS[match.view_name], match.kwargs.get("slug") or match.kwargs["model"]
    alone = inventory.current().only(slug)
    if alone is None:
        return None
    card = alone.cards[0]
    title = frame_title(kind, card.name)
    form = answer_form.read(asked).given
    travels = {name: form[name] for name in presets.TRAVELS if name in form}
    return Framed(
        title=title,
        wording=title,
        src=with_query(frame_path(kind, slug), travels),
        href=with_query(reverse("model", args=(card.brand_slug, slug)), travels),
        is_allowed=presets.any_framed(),
        height=UNIT_FRAMES[kind].height,
    )


def _preset_of(match: ResolverMatch, asked: QueryDict) -> Preset | None:
    """The preset whose address this is, or that lands there; the house's own for our pages that
    no preset made."""
    if match.view_name in PRESETS:
        return presets.find(match.kwargs["code"])[0]
    if match.view_name not in PAGES | set(Landing.values):
        return None
    part = match.kwargs.get("slug", "") or asked.get("edit", "")
    landed = presets.landed(match.view_name, part, asked)
    if landed is None and match.view_name in PAGES:
        return presets.find(HOUSE_PRESET)[0]
    return landed


def _of_preset(preset: Preset, asked: QueryDict) -> Framed:
    given = answer_form.read(asked).given
    along = {n: text for n, text in given.items() if n != "prefilled"}
    travels = {name: given[name] for name in presets.TRAVELS if name in given}
    return Framed(
        title=preset.title,
        wording=preset.wording,
        src=with_query(reverse("embed", args=[preset.code]), along),
        href=with_query(reverse("go", args=[preset.code]), travels),
        is_allowed=presets.is_framed(preset),
    )


def response_for(framed: Framed, *, home: str, max_width: str = "", max_height: str = "") -> Values:
    """The answer to a consumer: a frame, or a mere link while no site may frame the page."""
    values: Values = {
        "version": "1.0",
        "title": framed.title,
        "provider_name": _("Room Heat Pump Advisor"),
        "provider_url": f"{home}/",
        "cache_age": CACHE_SECONDS,
    }
    if not framed.is_allowed:
        return {"type": "link", **values}
    width, height = at_most(WIDTH, max_width), at_most(framed.height, max_height)
    html = frame_html(framed, home=home, width=width, height=height)
    return {"type": "rich", **values, "width": width, "height": height, "html": html}


def frame_html(framed: Framed, *, home: str, width: int = WIDTH, height: int = 0) -> str:
    """A frame with a plain link before it, as WordPress wants it: it keeps both and shows the
    link until the frame has reported its height."""
    return format_html(
        '<blockquote><a href="{href}">{wording}</a></blockquote>{frame}',
        href=f"{home}{framed.href}",
        wording=framed.wording,
        frame=frame_tag(
            src=f"{home}{framed.src}",
            title=framed.title,
            width=width,
            height=height or framed.height,
        ),
    )


def of_preset(preset: Preset, **kept: str) -> Framed:
    """The frame of a preset for an article and a place in it (``from``, ``slot``)."""
    return _of_preset(preset, QueryDict(urlencode(kept)))


def at_most(usual: int, wanted: str) -> int:
    """The usual measure, or the consumer's bound where that is smaller; nonsense is no bound.

    >>> at_most(640, "300"), at_most(640, "9000"), at_most(640, "-1"), at_most(640, "")
    (300, 640, 640, 640)
    """
    bound = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 0
    return min(usual, bound) if bound > 0 else usual


def as_xml(values: Mapping[str, Any]) -> bytes:
    root = Element("oembed")
    for name, value in values.items():
        SubElement(root, name).text = str(value)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def discovery(address: str, *, home: str) -> tuple[tuple[str, str], ...]:
    """(media type, address) of the two forms in which a page of ours describes itself."""
    query = urlencode({"url": address})
    there = f"{home}{reverse('oembed')}?{query}"
    return (
        ("application/json+oembed", f"{there}&format=json"),
        ("text/xml+oembed", f"{there}&format=xml"),
    )
