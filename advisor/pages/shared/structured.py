"""Data for search engines: JSON-LD, whole addresses, canonical links."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def absolute_url(path: str) -> str:
    """The public address of one of our paths."""
    return f"{settings.SITE_URL}{path}"


def canonical(view: str, *parts: str, query: str = "") -> SafeString:
    """The one address of a page for search engines: without filters, room, article or units."""
    address = absolute_url(reverse(view, args=parts)) + (f"?{query}" if query else "")
    return format_html('<link rel="canonical" href="{}">', address)


def json_ld(*things: dict[str, Any]) -> SafeString:
    """Script elements that hold data only: browsers run nothing of that type, and the policy on
    scripts does not apply to them."""
    blocks = [
        json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False).translate(
            _ESCAPES
        )
        for thing in things
    ]
    return mark_safe(  # noqa: S308  (what could end the element is escaped above)
        "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    )


def breadcrumbs(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """``trail``: name and path of each step, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute_url(path)}
            for position, (name, path) in enumerate(trail, start=1)
        ],
    }


def item_list(title: str, items: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """``items``: name and path, in their order."""
    return {
        "@type": "ItemList",
        "name": title,
        "numberOfItems": len(items),
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "url": absolute_url(path)}
            for position, (name, path) in enumerate(items, start=1)
        ],
    }


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Home, catalog and what follows, as name and path."""
    return [(_("Home"), reverse("home")), (_("Heat pumps"), reverse("heat_pumps")), *more]
