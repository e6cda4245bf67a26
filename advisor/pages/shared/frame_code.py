"""The code that an article takes to show a page of ours in a frame."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from advisor.pages.shared.structured import absolute_url

WIDTH, HEIGHT = 640, 460  # of a frame whose page gives no bounds [px]


def frame_tag(*, src: str, title: str, width: int = WIDTH, height: int = HEIGHT) -> SafeString:
    """A frame that may open what it links to, and do nothing else to the article."""
    return format_html(
        '<iframe src="{src}" width="{width}" height="{height}" title="{title}" frameborder="0"'
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
