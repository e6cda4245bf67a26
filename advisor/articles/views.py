"""What articles link to: short addresses, oEmbed, live snippets, and the way to a shop."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.articles import oembed as oembed_page
from advisor.articles import presets, snippets
from advisor.models import RetailerLink
from advisor.operations import article_analytics
from advisor.operations.client_address import parse_header_url
from advisor.pages.shared.request import LONGEST_QUERY, read_form
from advisor.questions import answer_form

HOUR = "public, max-age=3600"


@require_safe
def go(request: HttpRequest, code: str) -> HttpResponse:
    """The short address of a preset → its page, with the preset's answers and nothing else."""
    preset, moved = presets.of_request(request, "go", code)
    if moved is not None:
        return moved
    given = read_form(request).given
    article_analytics.count_opening(request, given.get("from", ""), given.get("slot", ""))
    response = HttpResponseRedirect(presets.landing_address(preset, request.GET))
    response["Cache-Control"] = "no-store"  # each opening is counted, and presets change
    home = settings.SITE_URL  # never the Host that somebody sent
    response["Link"] = ", ".join(
        f'<{address}>; rel="alternate"; type="{kind}"'
        for kind, address in oembed_page.discovery(f"{home}{request.get_full_path()}", home=home)
    )
    return response


@require_safe
def out(request: HttpRequest, pk: int) -> HttpResponse:
    """On to a shop that an editor has listed; nowhere else can this lead."""
    link = RetailerLink.objects.filter(pk=pk, shown=True).select_related("heat_pump").first()
    if link is None:
        raise Http404(str(pk))
    came = parse_header_url(request.headers.get("Referer", ""))
    ours = came.netloc == request.get_host()
    asked = QueryDict(came.query[:LONGEST_QUERY]) if ours else request.GET
    article_analytics.count_shop_visit(
        request, answer_form.read(asked).given.get("from", ""), link.heat_pump.slug
    )
    response = HttpResponseRedirect(link.address)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def embed_script(_request: HttpRequest) -> HttpResponse:
    """The one address of the script for embedding pages, whatever its file is called today."""
    response = HttpResponseRedirect(static("js/embed.js"))
    response["Cache-Control"] = HOUR
    return response


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """An oEmbed provider: https://oembed.com, sections 2.2 to 2.3."""
    kind = request.GET.get("format", "json").lower()
    if kind not in {"json", "xml"}:
        return HttpResponse(
            _("Use only json or xml."), status=501, content_type="text/plain; charset=utf-8"
        )
    address = request.GET.get("url", "")
    if not address:
        raise BadRequest(_("Say which address: ?url=…"))
    hosts = {request.get_host().lower(), urlsplit(settings.SITE_URL).netloc.lower()}
    framed = oembed_page.framed_at(address, hosts=frozenset(hosts))
    if framed is None:
        raise Http404(address)
    values = oembed_page.response_for(
        framed,
        home=settings.SITE_URL,
        max_width=request.GET.get("maxwidth", ""),
        max_height=request.GET.get("maxheight", ""),
    )
    response: HttpResponse = (
        JsonResponse(values)
        if kind == "json"
        else HttpResponse(oembed_page.as_xml(values), content_type="text/xml; charset=utf-8")
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = HOUR
    return response


@require_safe
def snippet(request: HttpRequest, name: str, shape: str = "") -> HttpResponse:
    """A live fact for an article, as a fragment, as JSON or as a picture, for any site."""
    read_form(request)  # 400 for an address that nobody made
    shape = shape or request.GET.get("format", "html")
    if shape not in snippets.SHAPES:
        raise BadRequest(_("Use only html, json, or png."))
    try:
        told, tag = snippets.fact(name, request.GET, today=timezone.localdate())
    except snippets.UnknownFactError as unknown:
        raise Http404(str(unknown)) from unknown
    except snippets.IncompleteError as incomplete:
        raise BadRequest(str(incomplete)) from incomplete
    wide = request.GET.get("w", "")
    width = next((each for each in snippets.WIDTHS if str(each) == wide), snippets.WIDTHS[-1])
    etag = f'"{tag}-{shape}-{width}"'
    response = get_conditional_response(request, etag=etag) or _shaped(request, told, shape, width)
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = HOUR
    return response


def _shaped(request: HttpRequest, told: snippets.Fact, shape: str, width: int) -> HttpResponse:
    if shape == "png":
        return HttpResponse(snippets.as_png(told, width), content_type="image/png")
    if shape == "json":
        query = request.GET.copy()
        query.pop("format", None)
        query.pop("w", None)
        path = reverse("snippet_file", args=[told.name, "png"])
        image = f"{settings.SITE_URL}{path}{'?' if query else ''}{query.urlencode()}"
        return JsonResponse(snippets.as_json(told, image=image))
    return render(request, "editors/snippet.html", {"told": told})
