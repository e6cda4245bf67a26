"""What ``/oembed/`` answers for an address of ours: oEmbed 1.0, https://oembed.com."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from advisor.articles import presets
from advisor.models import Preset
from advisor.pages.shared.frame_code import HEIGHT, WIDTH, frame_tag
from advisor.questions import answer_form

CACHE_SECONDS = 86_400
HOUSE_PRESET = "smallest"
"""Whose embedded wizard stands for our pages that no preset made: home, questions, results."""

PAGES = frozenset({"home", "questions", "check", "results"})
PRESETS = frozenset({"go", "embed"})

Values = dict[str, str | int]


def preset_of(address: str, *, hosts: frozenset[str]) -> tuple[Preset, QueryDict] | None:
    """The preset that an absolute address of ours stands for, and what the address says."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path or "/")
    except (ValueError, Resolver404):
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() not in hosts:
        return None
    if match.view_name not in PAGES | PRESETS:
        return None
    code = match.kwargs["code"] if match.view_name in PRESETS else HOUSE_PRESET
    preset, _former = presets.find(code)
    return (preset, QueryDict(parts.query)) if preset else None


def response_for(
    preset: Preset, asked: QueryDict, *, home: str, max_width: str = "", max_height: str = ""
) -> Values:
    """The answer to a consumer: a frame, or a mere link while no site may frame the preset."""
    given = answer_form.read(asked).given
    along = answer_form.query_string({n: text for n, text in given.items() if n != "prefilled"})
    values: Values = {
        "version": "1.0",
        "title": preset.title,
        "provider_name": _("Room Heat Pump Advisor"),
        "provider_url": f"{home}/",
        "cache_age": CACHE_SECONDS,
    }
    if not preset.sites:
        return {"type": "link", **values}
    width, height = at_most(WIDTH, max_width), at_most(HEIGHT, max_height)
    embed = f"{home}{reverse('embed', args=[preset.code])}"
    go = f"{home}{reverse('go', args=[preset.code])}"
    travels = {name: given[name] for name in presets.TRAVELS if name in given}
    return {
        "type": "rich",
        **values,
        "width": width,
        "height": height,
        "html": frame_html(
            preset,
            src=f"{embed}?{along}" if along else embed,
            href=f"{go}?{urlencode(travels)}" if travels else go,
            width=width,
            height=height,
        ),
    }


def frame_html(preset: Preset, *, src: str, href: str, width: int, height: int) -> str:
    """A frame with a plain link before it, as WordPress wants it: it keeps both and shows the
    link until the frame has reported its height."""
    return format_html(
        '<blockquote><a href="{href}">{wording}</a></blockquote>{frame}',
        href=href,
        wording=preset.wording,
        frame=frame_tag(src=src, title=preset.title, width=width, height=height),
    )


def at_most(usual: int, wanted: str) -> int:
    """The usual measure, or the consumer's bound where that is smaller; nonsense is no bound.

    >>> at_most(640, "300"), at_most(640, "9000"), at_most(640, "-1"), at_most(640, "")
    (300, 640, 640, 640)
    """
    bound = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 0
    return min(usual, bound) if bound > 0 else usual


def as_xml(values: Mapping[str, str | int]) -> bytes:
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
