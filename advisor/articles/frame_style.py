"""The colors and the size of type that a site has chosen for our frames, as a stylesheet.

Nothing of the record is copied as text: a color is read as a number and written again, so that
nothing else can get into the sheet; the frame's policy allows no inline style.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from advisor.formatting.colors import VISIBLE, is_dark, mixed, readable
from advisor.models import EmbedSite
from advisor.models.articles import bare_host
from advisor.operations.client_address import parse_header_url

RULES = 1
"""Raise this when the same record makes another sheet: browsers keep one for a year."""

SITE = "site"
"""The parameter by which the pages of one frame remember whose it is: a browser names the article
only at the first of them."""


def sites() -> tuple[EmbedSite, ...]:
    """Every site that may show any of our frames. One query."""
    return tuple(EmbedSite.objects.all())


def site_of(request: HttpRequest, among: tuple[EmbedSite, ...]) -> EmbedSite | None:
    """The site that shows this frame, where it is one of these."""
    named = request.GET.get(SITE, "") or parse_header_url(request.headers.get("Referer", "")).netloc
    return next((each for each in among if each.host == bare_host(named)), None)


def style_address(site: EmbedSite | None) -> str:
    """The stylesheet of a site; its version is a part of the address, so that it may be kept."""
    if site is None or not site.has_style:
        return ""
    version = urlencode({"v": f"{site.changed_at.timestamp():.0f}-{RULES}"})
    return f"{reverse('embed_style', args=[site.host])}?{version}"


def stylesheet(site: EmbedSite) -> str:
    """The sheet: the tokens of ``base.css`` for these two colors, each readable where it stands."""
    rules = ""
    if site.paper:
        scheme = "dark" if is_dark(site.paper) else "light"
        tokens = "".join(f"--{name}:{value};" for name, value in palette(site).items())
        rules += f":root{{color-scheme:{scheme};{tokens}}}"
    if site.font_px:
        rules += f":root.framed{{font-size:{int(site.font_px)}px}}"
    return rules


def palette(site: EmbedSite) -> Mapping[str, str]:
    """Every color of a frame from the two of its site."""
    paper = mixed(site.paper, site.paper, 0)
    ink = readable("#e9e6de" if is_dark(paper) else "#20292b", paper, 7)
    tint = mixed(paper, site.accent, 0.1)
    accent = readable(site.accent, tint)
    return {
        "paper": paper,
        "card": mixed(paper, ink, 0.02),
        "sunk": mixed(paper, ink, 0.05),
        "ink": ink,
        "soft": readable(mixed(ink, paper, 0.3), tint),
        "line": mixed(paper, ink, 0.16),
        "edge": readable(mixed(paper, ink, 0.45), paper, VISIBLE),
        "accent": accent,
        "accent-tint": tint,
        "on-accent": "#ffffff" if is_dark(accent) else "#000000",
        "heat": readable("#b4431a", tint),
        "heat-tint": mixed(paper, "#b4431a", 0.15),
        "cool": readable("#1c6782", tint),
        "cool-tint": mixed(paper, "#1c6782", 0.15),
        "care": readable("#8a5a00", tint),
        "care-tint": mixed(paper, "#e7bb62", 0.15),
        "wrong": readable("#a3231f", tint),
    }
