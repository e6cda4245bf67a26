"""The page on which a unit is entered: its parts, its errors, and where its buttons lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from catalog.admin import bulk_actions
from catalog.admin.entry_errors import error_links
from catalog.admin.heat_pump_fieldsets import shown_parts
from catalog.admin.heat_pump_form import SUCCESSORS
from catalog.admin.heat_pump_lines import PointInline, free_temperatures, price_history
from catalog.admin.heat_pump_list import in_words, review_of
from catalog.admin.pasting import paste, unchecked, unchecked_lines
from catalog.admin.source_box import LIST, offered_sources
from catalog.models import HeatPump, Review, Status

if TYPE_CHECKING:
    from catalog.admin.heat_pump_admin import HeatPumpAdmin

_OFFERED: Final = 300
MOST_LETTERS: Final = 2000  # of a word with which a draft is returned


class EntryPage:
    """Django's page of one record, in folded parts."""

    @admin.display(description=_lazily("newest first, by store"))
    def price_history(self, heat_pump: HeatPump) -> str:
        return "—" if heat_pump._state.adding else price_history(heat_pump)

    def view_on_site(self, heat_pump: HeatPump) -> str:
        """A draft's is its preview."""
        if heat_pump.status == Status.DRAFT:
            return reverse("admin:preview", args=(heat_pump.pk,))
        return heat_pump.get_absolute_url()

    def get_formset_kwargs(
        self, request: HttpRequest, obj: HeatPump, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Empty lines of heating stand ready for the temperatures of a usual sheet."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(  # type: ignore[misc]
            request, obj, inline, prefix
        )
        if isinstance(inline, PointInline):
            free = free_temperatures(obj)
            kwargs["initial"] = [{"mode": "heating", "outdoor_f": each} for each in free]
        return kwargs

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if "_return" in request.POST and not self.has_publish_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        request.pasted = paste(request)  # type: ignore[attr-defined]
        context = {**(extra_context or {}), "paste": request.pasted}  # type: ignore[attr-defined]
        return super().changeform_view(  # type: ignore[misc,no-any-return]
            request, object_id, form_url, context
        )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        return unchecked(form) if _is_shown_only(request) else form

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):  # type: ignore[misc]
            yield (unchecked_lines(formset) if _is_shown_only(request) else formset), inline

    def response_add(
        self, request: HttpRequest, obj: HeatPump, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._led_on(request, obj) or super().response_add(  # type: ignore[misc]
            request, obj, post_url_continue
        )

    def response_change(self, request: HttpRequest, obj: HeatPump) -> HttpResponse:
        return self._led_on(request, obj) or super().response_change(request, obj)  # type: ignore[misc]

    def _led_on(self, request: HttpRequest, unit: HeatPump) -> HttpResponse | None:
        """Where the buttons lead that do more than save; the unit is saved."""
        here = redirect("admin:catalog_heatpump_change", unit.pk)
        if "_preview" in request.POST:
            return redirect("admin:preview", unit.pk)
        if "_ready" in request.POST:
            return self._ask_for_review(request, unit) or here
        if "_return" in request.POST:
            return self._give_back(request, unit) or here
        if "_publish" in request.POST and self.has_publish_permission(request):  # type: ignore[attr-defined]
            return self._publish(request, unit) or here
        return None

    def _ask_for_review(self, request: HttpRequest, unit: HeatPump) -> HttpResponse | None:
        """To the list; back to the form where something is missing."""
        if unit.status != Status.DRAFT:
            messages.error(request, _("Saved. Only a draft can be ready for review."))
            return None
        missing = "; ".join(str(each) for each in unit.missing_for_live())
        if missing:
            said = _("Saved, but not ready for review: %(why)s.") % {"why": missing}
            messages.error(request, said)
            return None
        Review.objects.ask(unit, cast("User", request.user))
        messages.success(request, _("%(unit)s is ready for review.") % {"unit": unit})
        return redirect(list_address(request))

    def _publish(self, request: HttpRequest, unit: HeatPump) -> HttpResponse | None:
        """The page that asks why, where something is unusual; else back to the form."""
        asked = bulk_actions.publish(
            cast("HeatPumpAdmin", self), request, HeatPump.objects.filter(pk=unit.pk)
        )
        unit.refresh_from_db()
        if unit.status == Status.LIVE:
            link = format_html(
                '<a href="{}">{}</a>', unit.get_absolute_url(), _("See it as visitors do.")
            )
            messages.success(request, link)
        return asked

    def _give_back(self, request: HttpRequest, unit: HeatPump) -> HttpResponse | None:
        """To the list, with a word for the editor; back to the form where there is none."""
        word = request.POST.get("word", "").strip()[:MOST_LETTERS]
        if unit.status != Status.DRAFT:
            messages.error(request, _("Saved. Only a draft can be returned."))
            return None
        if not word:
            messages.error(request, _("Saved. Say what is to be done before you return it."))
            return None
        Review.objects.give_back(unit, cast("User", request.user), word=word)
        messages.success(request, _("%(unit)s was returned.") % {"unit": unit})
        return redirect(list_address(request))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        form, formsets = context["adminform"].form, context["inline_admin_formsets"]
        unit: HeatPump | None = kwargs.get("obj")
        parts = shown_parts(
            list(context["adminform"]),
            formsets,
            is_new=unit is None,
            all_open=request.GET.get("parts") == "all",
        )
        context |= {
            "parts": list(parts),
            "error_links": error_links(form, formsets) if context["errors"] else [],
            "review": review_of(unit),
            "word": request.POST.get("word", "")[:MOST_LETTERS],
            "review_words": in_words(review) if (review := review_of(unit)) else "",
            "is_draft": unit is None or unit.status == Status.DRAFT,
            "may_publish": self.has_publish_permission(request),  # type: ignore[attr-defined]
            "may_save": self.has_change_permission(request, unit)  # type: ignore[attr-defined]
            if unit
            else self.has_add_permission(request),  # type: ignore[attr-defined]
            "lists": {LIST: offered_sources(unit), SUCCESSORS: _successors(unit)},
        }
        return super().render_change_form(  # type: ignore[misc,no-any-return]
            request, context, **kwargs
        )


def list_address(request: HttpRequest) -> str:
    """The list as it was filtered when the unit was opened."""
    filters = request.GET.get("_changelist_filters", "")
    address = reverse("admin:catalog_heatpump_changelist")
    return f"{address}?{filters}" if filters else address


def _is_shown_only(request: HttpRequest) -> bool:
    """The page comes back as it was sent, unless somebody else's changes must be told."""
    pasted, conflict = (getattr(request, name, None) for name in ("pasted", "edit_conflict"))
    return pasted is not None and not conflict


def _successors(unit: HeatPump | None) -> list[str]:
    """Slugs of the brand's other units of the type; none for a unit that is new. One query."""
    if unit is None:
        return []
    same = HeatPump.objects.filter(brand=unit.brand_id, type=unit.type).exclude(pk=unit.pk)
    return list(same.order_by("slug").values_list("slug", flat=True)[:_OFFERED])
