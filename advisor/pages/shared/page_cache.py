"""Pages that are not made twice: 304 for a browser that has the page, else the whole answer from
the cache, else the view.

What a page is made of is in its tag (``etags.page_etag``), so that nothing is ever taken out of the
cache: after an edit the next request has another tag. The cache is bounded, and what is not asked
for leaves it. Never kept: what an article's link opens (``from``), since each opening counts; what
comes with a cookie; any answer but a plain 200.
"""

import gzip
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Final, ParamSpec, TypeAlias, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from advisor.listing.versioned import current_versions, read_once
from advisor.operations import impressions, optional_cache
from advisor.pages.shared.etags import page_etag, today

__all__ = ["cached_page", "cached_text", "count_shown", "depends_on", "today"]

Parts = ParamSpec("Parts")
Asked = TypeVar("Asked", bound=HttpRequest)

View: TypeAlias = Callable[Concatenate[Asked, Parts], HttpResponse]

PUBLIC: Final = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
"""A page without a room: for a minute any cache may answer in our place, for longer while it asks
us or while we are away."""
PRIVATE: Final = "private, no-cache"
"""A room, or a reader whom an article counts: no cache of many may keep it, the browser asks."""
COUNTED: Final = frozenset({"from", "slot"})
_VARY: Final = ("Accept-Encoding", "HX-Request", "HX-Target")
_ACCEPTS_GZIP: Final = re.compile(r"\bgzip\b")
_COMPRESSION: Final = 5
_SHOWN: Final = "shown units"

_shown_by_others: Final[list[Callable[[], str]]] = []


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptPage:
    """A whole answer, and the units and the state that it counts as shown each time."""

    body: bytes  # compressed
    headers: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, ...], str] | None

    def packed(self) -> bytes:
        """As a cache keeps it: a line of JSON, then the body. Never a pickle, which would run what
        somebody else put there."""
        line = json.dumps({"headers": self.headers, "shown": self.shown})
        return line.encode() + b"\n" + self.body

    @classmethod
    def unpacked(cls, text: bytes) -> "KeptPage | None":
        """``None`` for what is no page of ours."""
        line, _newline, body = text.partition(b"\n")
        try:
            given = json.loads(line)
            shown = given["shown"]
            return cls(
                body=body,
                headers=tuple((str(name), str(value)) for name, value in given["headers"]),
                shown=(tuple(shown[0]), shown[1]) if shown else None,
            )
        except (ValueError, TypeError, LookupError):
            return None


def depends_on(version: Callable[[], str]) -> Callable[[], str]:
    """Decorator: pages also show what ``version`` moves with. For rooms above this one; their
    module is loaded at the start (``apps.py``)."""
    _shown_by_others.append(version)
    return version


def cached_page(
    view: View[Asked, Parts],
) -> View[Asked, Parts]:
    """Decorator for a page that changes with the data, and else only with what ``etags.page_etag``
    names. One query for the versions, which the view then asks for no more."""
    return _cached(view, lambda: (*current_versions(), *(each() for each in _shown_by_others)))


def cached_text(
    view: View[Asked, Parts],
) -> View[Asked, Parts]:
    """Decorator for a page without data: it is answered while the database is away."""
    return _cached(view, tuple)


def _cached(
    view: View[Asked, Parts],
    of_data: Callable[[], tuple[object, ...]],
) -> View[Asked, Parts]:
    @wraps(view)
    def answer(request: Asked, /, *args: Parts.args, **parts: Parts.kwargs) -> HttpResponse:
        with read_once():
            alone = not request.COOKIES and COUNTED.isdisjoint(request.GET)
            tag = page_etag(request, *of_data()) if alone else None
            if tag is None:
                return _private(view(request, *args, **parts))
            response = get_conditional_response(request, etag=tag)
            if response is not None and response.status_code != HTTPStatus.NOT_MODIFIED:
                return _private(response)  # 412: what one client asked is nobody else's answer
            response = response or _from_cache(request, tag)
            if response is None:
                response = view(request, *args, **parts)
                if not _may_be_kept(response):
                    return _private(response)
                _keep(request, tag, response)
        response.headers["ETag"] = tag
        response.headers.setdefault("Cache-Control", PRIVATE if "zip" in request.GET else PUBLIC)
        patch_vary_headers(response, _VARY)
        return response

    return answer


def count_shown(request: HttpRequest, *, units: Iterable[str], state: str) -> None:
    """Count what this page shows, now and whenever it is answered from the cache."""
    shown = (tuple(units), state)
    request.META[_SHOWN] = shown
    impressions.count(units=shown[0], state=state)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", PRIVATE)
    return response


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == HTTPStatus.OK
        and not response.cookies
        and not response.streaming
        and not response.has_header("Cache-Control")
    )


def _from_cache(request: HttpRequest, tag: str) -> HttpResponse | None:
    text = optional_cache.read(tag)
    kept = KeptPage.unpacked(text) if text else None
    if kept is None:
        return None
    if kept.shown:
        impressions.count(units=kept.shown[0], state=kept.shown[1])
    return _as_accepted(request, HttpResponse(headers=dict(kept.headers)), kept.body)


def _keep(request: HttpRequest, tag: str, response: HttpResponse) -> None:
    kept = KeptPage(
        body=gzip.compress(response.content, _COMPRESSION, mtime=0),
        headers=tuple(response.items()),
        shown=request.META.get(_SHOWN),
    )
    optional_cache.write(tag, kept.packed())
    _as_accepted(request, response, kept.body)


def _as_accepted(request: HttpRequest, response: HttpResponse, body: bytes) -> HttpResponse:
    """The answer with its body as the client takes it."""
    if _ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response.content = body
        response.headers["Content-Encoding"] = "gzip"
    elif not response.content:
        response.content = gzip.decompress(body)
    return response
