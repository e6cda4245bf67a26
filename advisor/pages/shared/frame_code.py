"""The code that an article takes to show a page of ours in a frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from advisor.formatting.text import Text
from advisor.pages.shared.structured import absolute_url

WIDTH, HEIGHT = 640, 460  # of a frame whose page gives no bounds [px]


@dataclass(frozen=True, kw_only=True)
class UnitFrame:
    """One way to show a unit in a frame."""

    view: str  # the name of its address, which takes a slug
    title: Text  # of the frame, with the name of the unit
    label: Text  # of the code to copy
    height: int  # before the script knows better [px]


UNIT_FRAMES: Mapping[str, UnitFrame] = MappingProxyType(
    {
        "model": UnitFrame(
            view="embed_model",
            title=gettext_lazy("%(name)s: main figures"),
            label=gettext_lazy("Main figures"),
            height=440,
        ),
        "chart": UnitFrame(
            view="embed_chart",
            title=gettext_lazy("%(name)s: heat output by outdoor temperature"),
            label=gettext_lazy("Output chart"),
            height=520,
        ),
        "card": UnitFrame(
            view="embed_card",
            title=gettext_lazy("Label card: %(name)s"),
            label=gettext_lazy("Label card"),
            height=HEIGHT,
        ),
    }
)


def frame_title(kind: str, name: str) -> str:
    """What a frame of a unit is called for people who do not see it."""
    return str(UNIT_FRAMES[kind].title) % {"name": name}


def frame_path(kind: str, slug: str) -> str:
    return reverse(UNIT_FRAMES[kind].view, args=(slug,))


def frame_tag(*, src: str, title: str, width: int = WIDTH, height: int = HEIGHT) -> SafeString:
    """A frame as wide as its column and no wider than ``width``, that may open what it links to
    and do nothing else to the article.

    The attribute stays where a site takes the style away, so that a phone is never outgrown.
    """
    return format_html(
        '<iframe src="{src}" width="100%" height="{height}" title="{title}" frameborder="0"'
        ' style="max-width:{width}px"'
        ' sandbox="allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox"'
        ' loading="lazy"></iframe>',
        src=src,
        width=width,
        height=height,
        title=title,
    )


def height_script() -> SafeString:
    """The script beside a frame that gives it the height of its page."""
    return format_html('<script src="{}" async></script>', absolute_url(reverse("embed_script")))


def unit_code(kind: str, slug: str, name: str) -> str:
    """Frame and script of a unit, for an article."""
    frame = frame_tag(
        src=absolute_url(f"{frame_path(kind, slug)}{_in_this_language()}"),
        title=frame_title(kind, name),
        height=UNIT_FRAMES[kind].height,
    )
    return f"{frame}\n{height_script()}"


def _in_this_language() -> str:
    """What makes a frame speak as the page on which its code is copied."""
    language = get_language() or settings.LANGUAGE_CODE
    return "" if language == settings.LANGUAGE_CODE else f"?lang={language}"


def unit_codes(slug: str, name: str, *kinds: str) -> tuple[tuple[str, str], ...]:
    """(label, code) of these ways to show a unit."""
    return tuple((str(UNIT_FRAMES[kind].label), unit_code(kind, slug, name)) for kind in kinds)
