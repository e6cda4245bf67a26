"""Product feeds of shops: their addresses, and the list of items to match, one click each."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_stubs_ext import StrOrPromise

from catalog.admin.form_fields import HTTPS
from catalog.admin.imports import start_reading
from catalog.importing.feed_matching import Matcher, Offer, read_matcher
from catalog.importing.formats.merchant_feed import FEED
from catalog.models import Feed, FeedItem, HeatPump, ImportBatch, Matched

_PAGE = 50


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin[Feed]):
    formfield_overrides = HTTPS
    list_display = ("shop", "address", "kind", "active", "last_run", "last_note")
    list_filter = ("active", "kind")
    search_fields = ("shop",)
    readonly_fields = ("last_run", "last_note")

    def get_urls(self) -> list[URLPattern]:
        read = path(
            "<int:pk>/read/",
            self.admin_site.admin_view(require_POST(self.read_view)),
            name="catalog_feed_read",
        )
        return [read, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "may_read": _may_read(request)}
        return super().change_view(request, object_id, form_url, context)

    def read_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read the feed now; what it changes waits in a batch to be applied."""
        feed = get_object_or_404(Feed, pk=pk)
        if not _may_read(request):
            raise PermissionDenied
        day = timezone.localdate().isoformat()
        batch = ImportBatch(
            format=FEED.code, feed=feed, file_name=f"{feed.shop} {day}", reason=feed.reason
        )
        batch.by = request.user  # type: ignore[assignment]  # nobody else comes in here
        return start_reading(batch)


def _may_read(request: HttpRequest) -> bool:
    return request.user.has_perm("catalog.add_importbatch")


class DecisionFilter(admin.SimpleListFilter):
    """What is to be matched comes first: that is what the list is for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, StrOrPromise]]:
        return [("matched", _("matched")), ("ignored", _("not one of ours")), ("all", _("all"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "matched":
            return queryset.filter(heat_pump__isnull=False)
        if self.value() == "ignored":
            return queryset.filter(ignored=True)
        if self.value() == "all":
            return queryset
        return queryset.filter(heat_pump__isnull=True, ignored=False)

    def choices(self, changelist: Any) -> Any:
        everything, *others = super().choices(changelist)
        return iter([{**everything, "display": _("to match")}, *others])


@admin.register(FeedItem)
class FeedItemAdmin(admin.ModelAdmin[FeedItem]):
    """Items that may be ours. What a person decides holds for all later runs."""

    list_display = ("title", "shop", "number", "price_usd", "seen_on")
    list_filter = (DecisionFilter, "feed")
    list_select_related = ("feed", "heat_pump__brand")
    list_per_page = _PAGE
    show_full_result_count = False
    search_fields = ("title", "mpn", "gtin", "item_id")
    fields = ("feed", "item_id", "title", "brand", "mpn", "gtin", "offer", "price_usd", "seen_on")
    readonly_fields = fields
    autocomplete_fields = ("heat_pump",)
    actions = ("mark_as_none_of_ours",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.fields, "heat_pump", "ignored", "matched")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.readonly_fields, "matched")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_list_display(self, request: HttpRequest) -> Any:
        """Suggestions are buttons; the catalog's numbers are read once for all rows of a page."""
        may_change = self.has_change_permission(request)
        matchers: list[Matcher] = []

        @admin.display(description=_("heat pump"))
        def decision(item: FeedItem) -> SafeString | str:
            if item.heat_pump is not None:
                return f"{item.heat_pump} ({item.get_matched_display()})"
            if item.ignored:
                return str(_("not one of ours"))
            if not may_change:
                return "—"
            if not matchers:
                matchers.append(read_matcher(None))
            return _buttons(item, matchers[0])

        return (*self.list_display, decision)

    def get_urls(self) -> list[URLPattern]:
        steps = [
            path(
                "<int:pk>/match/<int:unit>/",
                self.admin_site.admin_view(require_POST(self.match_view)),
                name="catalog_feeditem_match",
            ),
            path(
                "<int:pk>/ignore/",
                self.admin_site.admin_view(require_POST(self.ignore_view)),
                name="catalog_feeditem_ignore",
            ),
        ]
        return [*steps, *super().get_urls()]

    def match_view(self, request: HttpRequest, pk: int, unit: int) -> HttpResponse:
        item = get_object_or_404(FeedItem, pk=pk)
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        item.heat_pump = get_object_or_404(HeatPump, pk=unit)
        return self._decided(request, item)

    def ignore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = get_object_or_404(FeedItem, pk=pk)
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        item.ignored = True
        return self._decided(request, item)

    def _decided(self, request: HttpRequest, item: FeedItem) -> HttpResponse:
        remember(item, request.user)
        item.save()
        self.message_user(
            request,
            _now("“%(item)s” is matched from the next run on.") % {"item": item}
            if item.heat_pump_id
            else _now("“%(item)s” is skipped from now on.") % {"item": item},
            messages.SUCCESS,
        )
        address = reverse("admin:catalog_feeditem_changelist")
        kept = request.GET.urlencode()
        return HttpResponseRedirect(f"{address}?{kept}" if kept else address)

    def save_model(self, request: HttpRequest, obj: FeedItem, form: Any, change: bool) -> None:
        remember(obj, request.user)
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Not one of ours: skip it from now on"), permissions=["change"])
    def mark_as_none_of_ours(self, request: HttpRequest, queryset: QuerySet[FeedItem]) -> None:
        for item in queryset:
            item.ignored = True
            remember(item, request.user)
            item.save()

    @admin.display(description=_("store"), ordering="feed__shop")
    def shop(self, item: FeedItem) -> str:
        return item.feed.shop

    @admin.display(description=_("model number"), ordering="mpn")
    def number(self, item: FeedItem) -> str:
        return item.mpn or item.gtin or "—"

    @admin.display(description=_("offer"))
    def offer(self, item: FeedItem) -> SafeString | str:
        if not item.link:
            return "—"
        return format_html('<a href="{0}" rel="noopener nofollow">{0}</a>', item.link)


def remember(item: FeedItem, user: Any) -> None:
    """Make what a person says of an item hold for all later runs."""
    if item.ignored:
        item.heat_pump = None
    decided = item.ignored or item.heat_pump is not None
    item.matched = Matched.HAND if decided else Matched.NOT
    item.by = user if decided else None


def _buttons(item: FeedItem, matcher: Matcher) -> SafeString:
    """A button for each unit that it may be, and one for none of them."""
    offer = Offer(
        item_id=item.item_id, title=item.title, brand=item.brand, mpn=item.mpn, gtin=item.gtin
    )
    choices = [
        (
            reverse("admin:catalog_feeditem_match", args=[item.pk, unit.pk]),
            f"{unit.brand} {unit.model_number}",
        )
        for unit in matcher.suggestions(offer)
    ]
    choices.append(
        (reverse("admin:catalog_feeditem_ignore", args=[item.pk]), _now("Not one of ours"))
    )
    # Inside of the list's own form, whose token they send along.
    return format_html_join(
        " ", '<button type="submit" formmethod="post" formaction="{}">{}</button>', choices
    )
