"""The catalog in public: lists, brands, one unit."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from advisor.advice.sized_room import sized_room
from advisor.listing import search as shelves
from advisor.pages.catalog.brand_page import brand_page, has_page
from advisor.pages.catalog.decode import decode_page
from advisor.pages.catalog.label_reading import label_is_split, label_size
from advisor.pages.catalog.list_page import list_page
from advisor.pages.catalog.model_page import model_page
from advisor.pages.catalog.smallest_page import smallest_page
from advisor.pages.shared.page_cache import cached_page, today
from advisor.pages.shared.render import HtmxHttpRequest, render_page
from advisor.pages.shared.request import ROOMS, read_form, read_room, unless_zip_unknown
from advisor.questions.answer_form import RoomForm
from catalog.models import Brand, Figure, HeatPump, Status
from catalog.record import as_public, current_figures


@require_safe
@cached_page
def heat_pumps(request: HtmxHttpRequest) -> HttpResponse:
    """Every live unit; filters, order and page are in the address."""
    read_form(request)
    page = list_page(request.GET, shelves.current(), today=today())
    context = {"page": page, "title": page.title, "said": page.said}
    return push_url(render_page(request, "catalog/list.html", context), page.here)


@require_safe
@cached_page
def smallest(request: HttpRequest) -> HttpResponse:
    """What can be picked, by type, the lowest output first."""
    read_form(request)
    page = smallest_page(request.GET, shelves.current(), today=today())
    return render(request, "catalog/smallest.html", {"page": page, "title": page.title})


@require_safe
@cached_page
def brand(request: HttpRequest, brand: str) -> HttpResponse:
    """The live units of one brand; a brand of which nothing is known has no page."""
    read_form(request)
    shelf = shelves.current()
    if not has_page(shelf, brand):
        raise Http404
    found = get_object_or_404(Brand, slug=brand)
    page = brand_page(
        request.GET,
        shelf,
        slug=found.slug,
        name=found.name,
        maker=found.maker,
        website=found.website,
        today=today(),
    )
    return render(request, "catalog/brand.html", {"page": page, "title": page.title})


@require_safe
@cached_page
def model(request: HttpRequest, brand: str, model: str) -> HttpResponse:
    """One unit: live, or retired with its address kept. Drafts are for the admin."""
    form = read_form(request)
    pump = get_object_or_404(
        HeatPump.objects.exclude(status=Status.DRAFT).select_related("brand", "replaced_by__brand"),
        slug=model,
    )
    if pump.brand.slug != brand:
        return HttpResponsePermanentRedirect(reverse("model", args=(pump.brand.slug, pump.slug)))
    shelf = shelves.current()
    figures = Figure.objects.filter(heat_pump=pump).select_related("source").order_by("name", "id")
    public = current_figures(map(as_public, figures), rights=settings.CATALOG_WITH_RIGHTS)
    prices = list(pump.prices.filter(observed_on__lte=today()))
    page = model_page(pump, public, prices, shelf, form, today=today())
    return render(request, "catalog/model.html", {"page": page, "title": page.head.title})


@require_safe
@cached_page
def decode(request: HttpRequest) -> HttpResponse:
    """What a model number says. A room in the address answers for a unit known by its label."""
    form = _without_model(read_room(request))
    room, answers, size = None, form.answers, label_size(request.GET)[0]
    if answers is not None and size is not None:
        split = label_is_split(request.GET)
        form, room = unless_zip_unknown(
            form, lambda: sized_room(answers, size, split=split, units=form.units, kept=ROOMS)
        )
    page = decode_page(request.GET, form, shelves.current(), today=today(), room=room)
    return render(request, "catalog/decode.html", {"page": page, "title": page.title})


def _without_model(form: RoomForm) -> RoomForm:
    """Here ``model`` is the text on a label, not the slug of a unit to judge."""
    return replace(
        form,
        given={name: text for name, text in form.given.items() if name != "model"},
        values={name: value for name, value in form.values.items() if name != "model"},
        errors={name: fault for name, fault in form.errors.items() if name != "model"},
    )
