"""What a site shows in a frame: the embedded wizard of a preset, a unit, and their stylesheet."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from advisor.articles import embed as pages
from advisor.articles import frame_style, presets, unit_frame
from advisor.models import EmbedSite
from advisor.models.articles import SITE_PATTERN, bare_host
from advisor.operations import article_analytics
from advisor.operations.middleware import CONTENT_SECURITY_POLICY
from advisor.pages.shared.etags import today
from advisor.pages.shared.request import advised, read_form

YEAR = "public, max-age=31536000, immutable"


@require_safe
@xframe_options_exempt
def embed(request: HttpRequest, code: str) -> HttpResponse:
    """The embedded wizard of a preset, for a frame on the preset's sites and on no other."""
    preset, moved = presets.of_request(request, "embed", code)
    if moved is not None:
        return moved
    read_form(request)  # 400 for an address that nobody made
    edit = request.GET.get("edit", "")
    form, advice = pages.frame_form(preset, request.GET), None
    if not pages.next_name(preset, form, edit):  # everything is asked that the frame asks
        form, advice = advised(form)
    chosen = sum(name in form.values and name not in form.prefilled for name in preset.asks)
    article_analytics.count_frame(request, form, chosen=chosen, finished=advice is not None)
    everywhere = frame_style.sites()
    site = frame_style.site_of(request, everywhere)
    frame = pages.frame_page(
        preset, form, advice, home=settings.SITE_URL, edit=edit, site=site.host if site else ""
    )
    context = {"frame": frame, "style": frame_style.style_address(site)}
    response = render(request, "editors/embed.html", context)
    return _framed_by(response, presets.origins([*preset.sites, *(s.host for s in everywhere)]))


@require_safe
@xframe_options_exempt
def embed_unit(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A unit as a card, a chart or its main figures, on a site that may frame any preset."""
    page = unit_frame.unit_frame(kind, slug, read_form(request), today=today())
    if page is None:
        raise Http404(slug)
    everywhere = frame_style.sites()
    site = frame_style.site_of(request, everywhere)
    context = {"unit": page, "style": frame_style.style_address(site)}
    response = render(request, "editors/unit.html", context)
    return _framed_by(response, presets.every_origin(s.host for s in everywhere))


def _framed_by(response: HttpResponse, sites: tuple[str, ...]) -> HttpResponse:
    """The response, to be framed by our own pages and these sites only."""
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(
        "frame-ancestors 'none'", " ".join(("frame-ancestors 'self'", *sites))
    )
    return response


@require_safe
def embed_style(_request: HttpRequest, host: str) -> HttpResponse:
    """The colors and the size of type of one site."""
    if not re.match(SITE_PATTERN, bare_host(host)):  # nothing that the database cannot hold
        raise Http404(host)
    site = get_object_or_404(EmbedSite, host=bare_host(host))
    response = HttpResponse(frame_style.stylesheet(site), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = YEAR  # its address changes with the record
    return response
