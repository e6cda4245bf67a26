"""Pages about the advisor itself, and what crawlers ask for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.pages.about import method as method_page
from advisor.pages.shared.structured import whole
from advisor.reference.costs import current_costs


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Every formula and constant, read from the engine."""
    context = {
        "title": _("How we compute"),
        "sections": method_page.sections(current_costs().tuning),
        "rules": method_page.RULES,
    }
    return render(request, "advisor/method.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "advisor/privacy.html", {"title": _("Privacy")})


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Home and articles may be found; single rooms are nobody's search result."""
    sitemap = whole(reverse("sitemap"))
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
