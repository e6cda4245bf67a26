"""The page on which a unit is entered: its parts, its errors, and where its buttons lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog.admin.entry_errors import error_links
from catalog.admin.heat_pump_fieldsets import shown_parts
from catalog.admin.heat_pump_form import SUCCESSORS
from catalog.admin.heat_pump_lines import PointInline, free_temperatures
from catalog.admin.pasting import paste, unchecked, unchecked_lines
from catalog.admin.source_box import LIST, offered_sources
from catalog.models import HeatPump

_OFFERED = 300


class EntryPage:
    """Django's page of one record, in folded parts."""

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
            "may_save": self.has_change_permission(request, unit)  # type: ignore[attr-defined]
            if unit
            else self.has_add_permission(request),  # type: ignore[attr-defined]
            "lists": {LIST: offered_sources(unit), SUCCESSORS: _successors(unit)},
        }
        return super().render_change_form(  # type: ignore[misc,no-any-return]
            request, context, **kwargs
        )


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
