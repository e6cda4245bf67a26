"""The first page of the desk: what waits for whoever signs in, a part for each kind of work.

A part is shown to who has its right; its template prints what its function returns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advisor.admin import waiting_lists
from advisor.admin.article_cards import article_cards


@dataclass(frozen=True, kw_only=True)
class HomePart:
    """``needs``: the right of who sees it. ``content`` is asked for once a page."""

    key: str
    title: str | Promise
    needs: str
    content: Callable[[HttpRequest], Any]
    template: str = "admin/home/lists.html"


def _articles(request: HttpRequest) -> Any:
    return article_cards(request.user, timezone.localdate())  # type: ignore[arg-type]


PARTS = (
    HomePart(
        key="administration",
        title=_("Administration"),
        needs="auth.change_user",
        content=waiting_lists.for_administrators,
    ),
    HomePart(
        key="publishing",
        title=_("To publish"),
        needs="catalog.publish_heatpump",
        content=waiting_lists.for_publishers,
    ),
    HomePart(
        key="catalog",
        title=_("The catalog"),
        needs="catalog.change_heatpump",
        content=waiting_lists.for_catalog_editors,
    ),
    HomePart(
        key="articles",
        title=_("My articles"),
        needs="advisor.change_article",
        content=_articles,
        template="admin/home/articles.html",
    ),
)
"""In the order of the page."""


def home_parts(request: HttpRequest) -> list[dict[str, Any]]:
    """The parts of a person's first page with what they print."""
    return [
        {
            "key": part.key,
            "title": part.title,
            "template": part.template,
            "content": part.content(request),
        }
        for part in PARTS
        if request.user.has_perm(part.needs)
    ]
