"""How search engines see each public address: one record for each, by the name in urls.py.

The header ``X-Robots-Tag``, the element ``<meta name="robots">``, the canonical link and the
sitemap are read from here. A test compares the names with urls.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True, kw_only=True)
class PublicAddress:
    indexed: bool
    """Whether it may be found. A view may still refuse a single page (a filtered list)."""

    canonical: str = ""
    """The name of the page that search engines keep instead; empty: the page itself."""

    in_sitemap: bool = False
    has_parts: bool = False
    """Whether its path names a brand, a model, a guide: many pages, each with its own canonical."""


PAGE = PublicAddress(indexed=True, in_sitemap=True)
"""Header or footer of every page lead to it."""

ONE_OF_MANY = PublicAddress(indexed=True, in_sitemap=True, has_parts=True)
FILE = PublicAddress(indexed=True)
ROOM = PublicAddress(indexed=False, canonical="questions")
PRIVATE = PublicAddress(indexed=False)
"""About one visitor's room, or nothing to read: not for search engines."""

PUBLIC_ADDRESSES: Mapping[str, PublicAddress] = MappingProxyType(
    {
        "home": PAGE,
        "heat_pumps": PAGE,
        "smallest": PAGE,
        "compare_units": PAGE,
        "decode": PAGE,
        "quote": PAGE,
        "two_rooms": PAGE,
        "method": PAGE,
        "data": PAGE,
        "guides": PAGE,
        "glossary": PAGE,
        "funding": PAGE,
        "privacy": PAGE,
        "brand": ONE_OF_MANY,
        "model": ONE_OF_MANY,
        "guide": ONE_OF_MANY,
        "api": PAGE,
        "openapi": FILE,
        "api_tool": FILE,
        "api_advice": PRIVATE,
        "api_heat_pumps": PRIVATE,
        "api_unknown": PRIVATE,
        "units_csv": FILE,
        "units_json": FILE,
        "robots": FILE,
        "security_contact": FILE,
        "questions": ROOM,
        "ask": ROOM,
        "check": ROOM,
        "results": ROOM,
        "unit": ROOM,
        "results_part": ROOM,
        "compare": PublicAddress(indexed=False, canonical="compare_units"),
        "card": PRIVATE,
        "live": PRIVATE,
        "brief": PRIVATE,
        "request": PRIVATE,
        "care": PRIVATE,
        "keep": PRIVATE,
        "saved": PRIVATE,
        "forget": PRIVATE,
        "report": PRIVATE,
        "go": PRIVATE,
        "embed": PRIVATE,
        "embed_card": PRIVATE,
        "embed_chart": PRIVATE,
        "embed_model": PRIVATE,
        "embed_style": PRIVATE,
        "embed_script": PRIVATE,
        "out": PRIVATE,
        "oembed": PRIVATE,
        "report_feed": PRIVATE,
        "snippet": PRIVATE,
        "snippet_file": PRIVATE,
        "sitemap": PRIVATE,
        "styleguide": PRIVATE,
        "healthz": PRIVATE,
        "readyz": PRIVATE,
        "metrics": PRIVATE,
        "admin": PRIVATE,
    }
)


def address_record(request: HttpRequest | None) -> PublicAddress | None:
    """The record of the open page; ``None`` where the address led to no view."""
    match = request.resolver_match if request else None
    if match is None:
        return None
    return PUBLIC_ADDRESSES.get(match.namespaces[0] if match.namespaces else match.url_name or "")


def robots_header(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: ask search engines to leave out what is not to be found. A view may say more."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        record = address_record(request)
        if record is not None and not record.indexed:
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return middleware
