"""Pages about the advisor itself, the files with its data, and what crawlers ask for."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.db.models.functions import TruncDate
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from advisor.engine import VERSION
from advisor.listing import search as shelves
from advisor.models import ReferenceVersion
from advisor.pages.about import method as method_page
from advisor.pages.about.data import CHANGES_OF, MOST_CHANGES, CatalogCounts, data_page
from advisor.pages.about.sitemaps import SiteSitemap
from advisor.pages.about.styleguide import styleguide_page
from advisor.pages.shared import structured
from advisor.pages.shared.etags import release
from advisor.pages.shared.page_cache import cached_page, cached_text
from advisor.pages.shared.structured import absolute_url
from advisor.reference.costs import current_costs
from catalog.export import FORMAT, csv_lines, json_parts, rights_of_files
from catalog.models import CatalogVersion, Change, Figure, PriceObservation, Source, Status
from catalog.rights import HIDDEN

SECURITY_CONTACT_LASTS = timedelta(days=60)


@require_safe
@cached_page
def method(request: HttpRequest) -> HttpResponse:
    """Every formula and constant, read from the engine."""
    context = {
        "title": _("How we calculate"),
        "sections": method_page.sections(current_costs().tuning),
        "rules": method_page.RULES,
        "accuracy": method_page.accuracy(),
    }
    return render(request, "advisor/method.html", context)


@require_safe
@cached_text
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "advisor/privacy.html", {"title": _("Privacy")})


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Search engines may read everything but single rooms and the admin."""
    sitemap = absolute_url(reverse("sitemap"))
    lines = (
        "User-agent: *",
        "Disallow: /advice/",
        "Disallow: /r/",
        "Disallow: /admin/",
        "",
        f"Sitemap: {sitemap}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_contact(_request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116); 404 where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    # Stale files mislead: ours is of today, and good for two months.
    expires = (timezone.now() + SECURITY_CONTACT_LASTS).replace(hour=0, minute=0, second=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {absolute_url(reverse('security_contact'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Sources, terms, counts, versions, what changed, how to report an error."""
    live = {"heat_pump__status": Status.LIVE}
    hidden = HIDDEN[settings.CATALOG_WITH_RIGHTS]
    prices = (
        PriceObservation.objects.seen()
        .filter(**live)
        .aggregate(n=Count("id"), newest=Max("observed_on"))
    )
    shown = Figure.objects.filter(**live).exclude(rights__in=hidden)
    counts = CatalogCounts(
        figures=shown.count(),
        sources=Source.objects.filter(figures__in=shown).distinct().count(),
        prices=prices["n"],
        newest_price=prices["newest"],
    )
    page = data_page(
        shelves.current(),
        counts,
        rights=settings.CATALOG_WITH_RIGHTS,
        changes=_changes(),
        data_version=ReferenceVersion.objects.values_list("version", flat=True).first() or "",
    )
    return render(request, "catalog/data.html", {"page": page, "title": page.title})


def _changes() -> list[tuple[date, int]]:
    """Days of the last two months on which live units changed, newest first."""
    since = datetime.now(tz=UTC) - CHANGES_OF
    rows: Any = (
        Change.objects.filter(at__gte=since, heat_pump__status=Status.LIVE)
        .annotate(day=TruncDate("at"))
        .values_list("day")
        .annotate(units=Count("heat_pump_id", distinct=True))
        .order_by("-day")[:MOST_CHANGES]
    )
    return list(rows)


def _file_etag(request: HttpRequest) -> str:
    rights = rights_of_files(settings.CATALOG_WITH_RIGHTS)
    name = request.path.rpartition(".")[2]
    return f'"{CatalogVersion.current()}-{rights}-{name}-{FORMAT}"'


def _unit_page() -> str:
    """The address of a unit's page with places for brand and slug."""
    marked = structured.absolute_url(reverse("model", args=("BRAND", "SLUG")))
    return marked.replace("BRAND", "{brand}").replace("SLUG", "{slug}")


@require_safe
@condition(etag_func=_file_etag)
def units_csv(_request: HttpRequest) -> HttpResponseBase:
    """One row per live unit."""
    rights = rights_of_files(settings.CATALOG_WITH_RIGHTS)
    return _file(
        csv_lines(rights=rights, page=_unit_page()), "text/csv; charset=utf-8", "heat-pumps.csv"
    )


@require_safe
@condition(etag_func=_file_etag)
def units_json(_request: HttpRequest) -> HttpResponseBase:
    """Every live unit with each of its figures, sourced and dated."""
    rights = rights_of_files(settings.CATALOG_WITH_RIGHTS)
    head = {
        "format": FORMAT,
        "versions": {"catalog": f"{CatalogVersion.current()}-{rights}", "engine": VERSION},
        "about": structured.absolute_url(reverse("data")),
    }
    return _file(
        json_parts(rights=rights, page=_unit_page(), head=head),
        "application/json",
        "heat-pumps.json",
    )


def _file(parts: Any, content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(parts, content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _sitemap_etag(request: HttpRequest) -> str:
    page = request.GET.get("page", "")[:10]
    return f'"{CatalogVersion.current()}-{settings.CATALOG_WITH_RIGHTS}-{release()}-{page}"'


@require_safe
@condition(etag_func=_sitemap_etag)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Addresses for search engines; an index of them where they are too many for one file."""
    changed: dict[int, date] = {
        heat_pump_id: at.date()
        for heat_pump_id, at in Change.objects.filter(heat_pump__status=Status.LIVE)
        .values_list("heat_pump_id")
        .annotate(Max("at"))
        .order_by("heat_pump_id")
        if heat_pump_id is not None
    }
    site_map = SiteSitemap(shelves.current(), changed)
    pages = site_map.paginator.num_pages
    asked = request.GET.get("page", "")
    if asked and asked not in map(str, range(1, pages + 1)):
        raise Http404
    context: dict[str, object] = {}
    if pages > 1 and not asked:
        template, context["sitemaps"] = "sitemap_index.xml", site_map.index()
    else:
        template, context["urlset"] = "sitemap.xml", site_map.get_urls(int(asked or 1))
    return render(request, template, context, content_type="application/xml; charset=utf-8")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in one color scheme (``?scheme=dark``); 404 unless DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    page = styleguide_page(dark=request.GET.get("scheme") == "dark")
    return render(request, "advisor/styleguide.html", {"page": page, "title": "Styleguide"})
