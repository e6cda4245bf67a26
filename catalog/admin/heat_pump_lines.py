"""The lines below a heat pump: performance points, prices, and what is published about it."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.admin.point_forms import PointFormSet, PointLineForm
from catalog.models import Figure, HeatPump, PerformancePoint, PriceObservation
from catalog.plausibility import figure_name
from catalog.vocabulary import NORMALIZERS, WHOLE_DAY, first_day, normalize, point_place

_TEMPLATE: Final = "admin/catalog/heatpump/lines.html"
_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
OFFERED_F: Final = (47, 17, 5)
"""Outdoor temperatures for which an empty line of heating stands ready. [°F]"""


class PointInline(admin.TabularInline[PerformancePoint, HeatPump]):
    model = PerformancePoint
    form = PointLineForm
    formset = PointFormSet
    template = _TEMPLATE

    def get_extra(self, request: HttpRequest, obj: HeatPump | None = None, **kwargs: Any) -> int:
        return len(free_temperatures(obj)) + 1


def free_temperatures(unit: HeatPump | None) -> list[int]:
    """The usual temperatures of heating that have no point yet. [°F]"""
    known: set[int] = set()
    if unit is not None and unit.pk:
        known = {point.outdoor_f for point in unit.points.all() if point.mode == "heating"}
    return [each for each in OFFERED_F if each not in known]


class PriceLineForm(forms.ModelForm[PriceObservation]):
    """A price; what the line leaves open is taken from the source of the save."""

    observed_on = forms.DateField(label=_("Seen on"), required=False, widget=_DATE)
    retailer = forms.CharField(label=_("Store or source"), required=False, max_length=300)
    link = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")
    amount_high = forms.DecimalField(
        label=_("Highest, $"), required=False, max_digits=9, decimal_places=2, min_value=0
    )

    class Meta:
        model = PriceObservation
        fields = ("retailer", "kind", "amount_low", "amount_high", "observed_on", "link")
        labels = {"amount_low": _("Price or lowest, $")}

    def __init__(self, *args: Any, unit: HeatPump | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def has_changed(self) -> bool:
        """A new line on which only the kind was chosen is no line."""
        return bool(set(self.changed_data) - (set() if self.instance.pk else {"kind"}))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data
        stated = getattr(self.unit, "entered_from", None)
        if stated is not None and not (self.instance.pk or given.get("retailer")):
            given["link"] = given.get("link") or stated.source.url  # the source is the store
        for name, missing in (
            ("retailer", _now("Enter the store, or the source above.")),
            ("observed_on", _now("Enter the day on which it was seen.")),
        ):
            if not given.get(name) and name not in self.errors:
                given[name] = _from_source(name, stated)
                if not given[name]:
                    self.add_error(name, missing)
        if given.get("amount_high") is None:
            given["amount_high"] = given.get("amount_low")
        return cleaned


def price_history(heat_pump: HeatPump) -> SafeString | str:
    """One line a shop: each price with its day, newest first. [$]"""
    shops: dict[str, list[str]] = {}
    for price in sorted(heat_pump.prices.all(), key=lambda p: (p.observed_on, p.pk), reverse=True):
        low, high = f"{price.amount_low:,.0f}", f"{price.amount_high:,.0f}"
        amount = low if low == high else f"{low}–{high}"
        shop = f"{price.retailer} ({price.kind_in_words})"
        shops.setdefault(shop, []).append(f"${amount} · {date_format(price.observed_on, 'F j, Y')}")
    if not shops:
        return "—"
    lines = ((shop, " ← ".join(seen)) for shop, seen in shops.items())
    return format_html(
        "<table><tbody>{}</tbody></table>",
        format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', lines),
    )


def _from_source(name: str, stated: Any) -> Any:
    if stated is None:
        return None
    if name == "retailer":
        return stated.source.locator[:300]
    # A price was seen on a day: a year or a month of its source names none.
    return first_day(stated.date) if len(stated.date.strip()) == WHOLE_DAY else None


class PriceFormSet(
    forms.BaseInlineFormSet[PriceObservation, HeatPump, forms.ModelForm[PriceObservation]]
):
    """Its lines know the unit that is being saved, and by it the source of the save."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "unit": self.instance}


class PriceInline(admin.TabularInline[PriceObservation, HeatPump]):
    model = PriceObservation
    form = PriceLineForm
    formset = PriceFormSet
    fields = PriceLineForm.Meta.fields
    template = _TEMPLATE
    extra = 1


class FigureLineForm(forms.ModelForm[Figure]):
    """A statement that no field of the form holds; its source is that of the save."""

    value = forms.CharField(label=_("Value"), max_length=1000)
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)

    class Meta:
        model = Figure
        fields = ("name", "value", "unit", "note")

    @property
    def name_in_words(self) -> str:
        return figure_name(self.instance.name)

    def clean_value(self) -> str:
        name, text = self.cleaned_data.get("name", ""), str(self.cleaned_data["value"])
        known = name in NORMALIZERS or point_place(name) is not None
        if known and normalize(name, text) is None:
            raise forms.ValidationError(
                _now("“%(text)s” is not a valid value."), params={"text": text[:60]}
            )
        return text


class FigureInline(admin.TabularInline[Figure, HeatPump]):
    """What is published, to read; a new line is entered by hand and wins over the rest."""

    model = Figure
    form = FigureLineForm
    template = "admin/catalog/heatpump/figures.html"
    extra = 1
    fields = ("name", "value", "unit", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Figure]:
        return super().get_queryset(request).select_related("source")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
