"""``render_page`` chooses between a page and the part of it that htmx asked for."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url
from django_htmx.middleware import HtmxDetails

from advisor.questions.answer_form import query_string

PARTIAL = "page"
"""The one element that htmx fills: <main id="page">."""

FAST = "jinja2"
"""The engine of the pages that are asked most (``templates/jinja2``)."""


class HtmxHttpRequest(HttpRequest):
    """For annotations: django-htmx's middleware adds ``htmx`` to every request."""

    htmx: HtmxDetails


def render_page(
    request: HtmxHttpRequest,
    template_name: str,
    context: Mapping[str, Any],
    *,
    partial: str = PARTIAL,
    status: int = 200,
    using: str | None = None,
) -> HttpResponse:
    """Render the page, or just the element ``partial`` when htmx is filling that element; ``using``
    names the engine of the template where it is not Django's.

    A page is ``area/name.html``; what it shows in that element is ``area/_name.html``. htmx
    asks for history with HX-Request but no target, and gets the whole page.
    """
    swapping = request.htmx.target == partial and not request.htmx.history_restore_request
    area, _slash, name = template_name.rpartition("/")
    content = f"{area}/_{name}"
    response = render(
        request,
        "components/_swap.html" if swapping else template_name,
        {**context, "content": content, "swapping": swapping},
        status=status,
        using=using,
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def push_new(request: HtmxHttpRequest, response: HttpResponse, there: str) -> HttpResponse:
    """The response that takes htmx to ``there``; no second entry of the history for the address
    that is open already."""
    try:
        here, _hash, _part = (request.htmx.current_url_abs_path or "").partition("#")
    except ValueError:  # a header that no browser sends
        here = ""
    return push_url(response, False if here == there else there)


def address(view: str, given: Mapping[str, str], **more: str) -> str:
    """The address of one of our pages with these answers."""
    return with_query(path_of(view), given, **more)


@cache
def path_of(view: str) -> str:
    """The path of one of our pages without parts: looked up once, since a page has dozens."""
    return reverse(view)


def with_query(path: str, given: Mapping[str, str], **more: str) -> str:
    """A path of ours with these answers."""
    query = query_string(given, **more)
    return f"{path}?{query}" if query else path
