"""Pages between a list and what is done to its units: publish with a reason, enter prices, copy.

And the table of all units to take along, which an import reads back.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog import editing
from catalog.history import give_reason
from catalog.importing import manual_edits
from catalog.importing.formats import spreadsheet
from catalog.models import HeatPump, PriceKind, PriceObservation

if TYPE_CHECKING:
    from catalog.admin.heat_pump_admin import HeatPumpAdmin

MOST_AT_ONCE: Final = 2_000
_PRICE: Final = {"max_digits": 9, "decimal_places": 2, "min_value": Decimal("0.01")}


def export(site: HeatPumpAdmin, request: HttpRequest, shape: str) -> FileResponse:
    """Every unit in our own table: ``shape`` csv or xlsx."""
    if not site.has_view_permission(request):
        raise PermissionDenied
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    if shape == "xlsx":
        spreadsheet.write_xlsx(file)
    else:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        spreadsheet.write_csv(text)
        text.detach()  # written out, and left open
    file.seek(0)
    day = timezone.localdate().isoformat()
    return FileResponse(file, as_attachment=True, filename=f"heat-pumps-{day}.{shape}")


def publish(
    site: HeatPumpAdmin, request: HttpRequest, queryset: QuerySet[HeatPump]
) -> HttpResponse | None:
    """Make units live; what has warnings comes back as a page that asks for the reason."""
    units = list(queryset.order_by("id").select_related("brand")[:MOST_AT_ONCE])
    reason = request.POST.get("reason", "").strip()
    give_reason(reason)
    user = request.user if isinstance(request.user, User) else None
    done = manual_edits.publish(units, reason=reason, user=user, today=timezone.localdate())
    for unit, why in done.blocked.items():
        site.message_user(
            request,
            _("%(unit)s was not changed: %(why)s.")
            % {"unit": unit, "why": "; ".join(each.rstrip(".") for each in why)},
            messages.ERROR,
        )
    tell_status(site, request, len(done.published), _now("live"))
    if not done.unexplained:
        return None
    return TemplateResponse(
        request,
        "admin/catalog/publish.html",
        {
            **site.admin_site.each_context(request),
            "title": _("Publish despite warnings?"),
            "opts": site.opts,
            "findings": done.unexplained,
            "checkbox": ACTION_CHECKBOX_NAME,
        },
    )


def tell_status(site: HeatPumpAdmin, request: HttpRequest, count: int, status: str) -> None:
    if count:
        site.message_user(
            request,
            ngettext(
                "%(count)d unit is now %(status)s.", "%(count)d units are now %(status)s.", count
            )
            % {"count": count, "status": status},
            messages.SUCCESS,
        )


class PricesForm(forms.Form):
    """One day and shop for all, and for each unit a price, or a factor on its newest one."""

    observed_on = forms.DateField(label=_("Seen on"), widget=AdminDateWidget)
    kind = forms.ChoiceField(label=_("Kind"), choices=PriceKind.choices)
    retailer = forms.CharField(
        label=_("Store or source"),
        max_length=300,
        required=False,
        help_text=_(
            "With a factor, you can leave this blank. Each unit keeps the store of its"
            " newest price."
        ),
    )
    factor = forms.DecimalField(
        label=_("Factor"),
        max_digits=6,
        decimal_places=4,
        min_value=Decimal("0.2"),
        max_value=Decimal(5),
        required=False,
        help_text=_(
            "For example, 1.05 adds five percent to the newest price of every unit without a"
            " price below."
        ),
    )

    def __init__(
        self, *args: Any, units: Sequence[HeatPump], newest: dict[int, PriceObservation], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.units, self.newest = units, newest
        for unit in units:
            for end, label in (("low", _now("lowest")), ("high", _now("highest"))):
                self.fields[f"{end}_{unit.pk}"] = forms.DecimalField(
                    label=f"{unit}, {label}",
                    required=False,
                    **_PRICE,  # type: ignore[arg-type]
                )

    @property
    def lines(self) -> Iterator[PriceLine]:
        for unit in self.units:
            yield PriceLine(
                unit=str(unit),
                newest=self.newest.get(unit.pk),
                low=self[f"low_{unit.pk}"],
                high=self[f"high_{unit.pk}"],
            )

    @property
    def shared(self) -> list[forms.BoundField]:
        return [self[name] for name in ("observed_on", "kind", "retailer", "factor")]

    def clean_observed_on(self) -> Any:
        day = self.cleaned_data["observed_on"]
        if day > timezone.localdate():
            raise ValidationError(_now("This day is in the future."))
        return day

    def prices(self) -> list[editing.EnteredPrice]:
        """What is to be entered; call it on a valid form. Errors are added where it makes none."""
        retailer, factor = self.cleaned_data["retailer"], self.cleaned_data["factor"]
        made = []
        for unit in self.units:
            low = self.cleaned_data[f"low_{unit.pk}"]
            high = self.cleaned_data[f"high_{unit.pk}"] or low
            known = self.newest.get(unit.pk)
            if low is None and high is not None:
                self.add_error(f"high_{unit.pk}", _now("Enter the lowest price too."))
            elif low is not None and low > high:
                self.add_error(
                    f"low_{unit.pk}", _now("The lowest price is higher than the highest price.")
                )
            elif low is not None and not retailer:
                self.add_error("retailer", _now("Enter where you found these prices."))
            elif low is not None:
                made.append(
                    editing.EnteredPrice(
                        heat_pump_id=unit.pk, low=low, high=high, retailer=retailer
                    )
                )
            elif factor is not None and known is not None:
                made.append(editing.times(known, factor, retailer=retailer))
        if not made and not self.errors:
            self.add_error(
                None, _now("Enter a price, or a factor for units that already have one.")
            )
        return made


@dataclass(frozen=True, kw_only=True)
class PriceLine:
    """A row of the page: a unit, its newest price, and the fields for a new one."""

    unit: str
    newest: PriceObservation | None
    low: forms.BoundField
    high: forms.BoundField


def prices(
    site: HeatPumpAdmin, request: HttpRequest, queryset: QuerySet[HeatPump]
) -> HttpResponse | None:
    """Enter a price for each of many units, or move all by a factor."""
    units = list(queryset.order_by("brand__name", "model_number", "id").select_related("brand"))
    if len(units) > MOST_AT_ONCE:
        site.message_user(
            request,
            _("Choose at most %(most)d units at a time.") % {"most": MOST_AT_ONCE},
            messages.ERROR,
        )
        return None
    kind = request.POST.get("kind", PriceKind.STREET.value)
    newest = editing.newest_prices([unit.pk for unit in units], kind=kind)
    given = request.POST if "enter" in request.POST else None
    initial = {"observed_on": timezone.localdate(), "kind": PriceKind.STREET.value}
    form = PricesForm(given, units=units, newest=newest, initial=initial)
    if given is not None and form.is_valid():
        made = form.prices()
        if not form.errors:
            count = editing.enter_prices(
                made,
                kind=PriceKind(form.cleaned_data["kind"]),
                observed_on=form.cleaned_data["observed_on"],
            )
            site.message_user(
                request,
                ngettext("%(count)d price was entered.", "%(count)d prices were entered.", count)
                % {"count": count},
                messages.SUCCESS,
            )
            return None
    return TemplateResponse(
        request,
        "admin/catalog/prices.html",
        {
            **site.admin_site.each_context(request),
            "title": _("Enter prices"),
            "opts": site.opts,
            "form": form,
            "media": site.media + form.media,
            "checkbox": ACTION_CHECKBOX_NAME,
        },
    )


class CopyPointsForm(forms.Form):
    source = forms.ModelChoiceField(
        label=_("From"), queryset=HeatPump.objects.select_related("brand")
    )
    replace = forms.BooleanField(
        label=_("Replace points that this unit already has"), required=False
    )

    def __init__(self, *args: Any, target: HeatPump, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        self.fields["source"].widget = AutocompleteSelect(
            HeatPump._meta.get_field("replaced_by"), admin.site
        )
        self.fields["source"].widget.choices = self.fields["source"].choices  # type: ignore[attr-defined]

    def clean_source(self) -> HeatPump:
        source: HeatPump = self.cleaned_data["source"]
        if source.pk == self.target.pk:
            raise ValidationError(_now("Choose a different unit."))
        if not source.points.exists():
            raise ValidationError(_now("That unit has no performance points."))
        return source


class DuplicateForm(forms.Form):
    model_number = forms.CharField(
        label=_("Model number of the new unit"),
        max_length=120,
        help_text=_("As sold. For a mini-split, indoor / outdoor: “MSZ-FS06NA / MUZ-FS06NA”."),
    )

    def __init__(self, *args: Any, source: HeatPump, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean_model_number(self) -> str:
        number: str = self.cleaned_data["model_number"]
        if HeatPump.objects.filter(brand=self.source.brand, model_number=number).exists():
            raise ValidationError(_now("This brand already has a unit with that model number."))
        return number


def copy_points(site: HeatPumpAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    target = _unit(site, request, pk)
    form = CopyPointsForm(request.POST or None, target=target)
    if request.method == "POST" and form.is_valid():
        count = editing.copy_points(
            form.cleaned_data["source"],
            target,
            replace=form.cleaned_data["replace"],
            today=timezone.localdate(),
        )
        site.message_user(
            request,
            ngettext("%(count)d point was copied.", "%(count)d points were copied.", count)
            % {"count": count},
            messages.SUCCESS if count else messages.WARNING,
        )
        return redirect("admin:catalog_heatpump_change", target.pk)
    return _one_form(site, request, target, form, title=_("Copy performance points"))


def duplicate(site: HeatPumpAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    source = _unit(site, request, pk)
    if not site.has_add_permission(request):
        raise PermissionDenied
    form = DuplicateForm(
        request.POST or None, source=source, initial={"model_number": source.model_number}
    )
    if request.method == "POST" and form.is_valid():
        twin = editing.duplicate(
            source, model_number=form.cleaned_data["model_number"], today=timezone.localdate()
        )
        site.message_user(
            request,
            _("This draft has the figures of %(unit)s. Correct whatever is different.")
            % {"unit": source},
            messages.SUCCESS,
        )
        return redirect("admin:catalog_heatpump_change", twin.pk)
    return _one_form(site, request, source, form, title=_("Duplicate as a new model"))


def _unit(site: HeatPumpAdmin, request: HttpRequest, pk: str) -> HeatPump:
    unit = site.get_object(request, pk)
    if unit is None:
        raise Http404
    if not site.has_change_permission(request, unit):
        raise PermissionDenied
    return unit


def _one_form(
    site: HeatPumpAdmin, request: HttpRequest, unit: HeatPump, form: forms.Form, *, title: Any
) -> HttpResponse:
    context = {
        **site.admin_site.each_context(request),
        "title": title,
        "opts": site.opts,
        "unit": unit,
        "form": form,
        "media": site.media + form.media,
    }
    return TemplateResponse(request, "admin/catalog/one_form.html", context)
