"""Is this unit there already? Asked before it is saved, however its numbers are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Func, QuerySet, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalog.models import HeatPump
from catalog.selection import search_key


def already_there(unit: HeatPump, given: dict[str, Any]) -> Iterator[tuple[str, SafeString]]:
    """Field and sentence for each number of ``given`` that another unit bears."""
    others = HeatPump.objects.exclude(pk=unit.pk).select_related("brand").order_by("pk")
    number = given.get("model_number")
    if number and given.get("brand"):
        yield from _told("model_number", _written(others, "model_number", number, given["brand"]))
    if outdoor := given.get("outdoor_model"):
        yield from _told("outdoor_model", _written(others, "outdoor_model", outdoor))
    if ahri := given.get("ahri_ref"):
        yield from _told("ahri_ref", others.filter(ahri_ref=ahri))


def _written(
    units: QuerySet[HeatPump], field: str, text: str, brand: Any = None
) -> QuerySet[HeatPump]:
    """Units with the same letters and digits in ``field``."""
    key = search_key(text)
    if not key:
        return units.none()
    if brand is not None:
        units = units.filter(brand=brand)
    written = Func(
        Lower(F(field)), Value("[^a-z0-9]"), Value(""), Value("g"), function="regexp_replace"
    )
    return units.alias(written=written).filter(written=key)


def _told(field: str, found: QuerySet[HeatPump]) -> Iterator[tuple[str, SafeString]]:
    for other in found[:1]:
        yield (
            field,
            format_html(
                _(
                    'There already: <a href="{}">{}</a>, {}. If this is another unit, check'
                    " “A unit of its own” below."
                ),
                reverse("admin:catalog_heatpump_change", args=(other.pk,)),
                str(other),
                other.get_status_display(),
            ),
        )
