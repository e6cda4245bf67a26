"""What a visitor is told while there are too many: whole answers, made once, of a few bytes.

No database, no template, no style sheet: it costs next to nothing to say it ten thousand times.
"""

from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

RETRY_SECONDS: Final = 5

_HEADERS: Final = (
    "HTTP/1.1 503 Service Unavailable",
    "Content-Type: text/html; charset=utf-8",
    f"Retry-After: {RETRY_SECONDS}",
    "Cache-Control: no-store",
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options: nosniff",
    "X-Robots-Tag: noindex",
    "Connection: close",
)


def answers() -> dict[bytes, bytes]:
    """Language → the answer with its headers."""
    return {code.encode(): _answer(code) for code, _name in settings.LANGUAGES}


def _answer(language: str) -> bytes:
    with translation.override(language):
        title = escape(_("Many people are asking right now"))
        text = escape(
            _(
                "Please reload this page in a few seconds. Your answers are in its address, so"
                " nothing is lost."
            )
        )
    page = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><h1>{title}</h1><p>{text}</p></html>\n"
    ).encode()
    head = "\r\n".join((*_HEADERS, f"Content-Language: {language}", f"Content-Length: {len(page)}"))
    return head.encode() + b"\r\n\r\n" + page
