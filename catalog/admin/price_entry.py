"""Prices for many units at once: those that somebody saw, and estimates by a factor.

What is seen is entered at once. An estimate is shown first, old beside new, and says ever after
what it was estimated from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog import editing
from catalog.editing import MOST_AT_ONCE
from catalog.models import Change, HeatPump, PriceKind, PriceObservation, Status
from catalog.plausibility import ERROR, Finding, check_prices

if TYPE_CHECKING:
    from catalog.admin.heat_pump_admin import HeatPumpAdmin

_PRICE: Final = {"max_digits": 9, "decimal_places": 2, "min_value": Decimal("0.01")}
_POSSIBLE: Final = (Decimal("0.2"), Decimal(5))
_USUAL: Final = (Decimal("0.5"), Decimal(2))
"""A factor outside of these asks whether it is meant."""


def factor_of(text: str) -> Decimal:
    """The factor that ``text`` states: a share that is added, or the factor itself.

    Raises ``InvalidOperation`` where it states none.

    >>> factor_of("5%"), factor_of("-3.5%"), factor_of("1.05"), factor_of("+ 5 percent")
    (Decimal('1.05'), Decimal('0.965'), Decimal('1.05'), Decimal('1.05'))
    """
    plain = re.sub(r"\s", "", text.lower()).replace(",", ".").replace("−", "-")
    share = re.fullmatch(r"([+-]?[\d.]{1,8})(%|percent)", plain)
    if share:
        return (100 + Decimal(share[1])) / 100
    if not re.fullmatch(r"[\d.]{1,8}", plain):
        raise InvalidOperation
    return Decimal(plain)


class PricesForm(forms.Form):
    """One day and shop for all, and for each unit a price, or a factor on its newest one."""

    observed_on = forms.DateField(label=_("Seen on"), widget=AdminDateWidget)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[each for each in PriceKind.choices if each[0] != PriceKind.ESTIMATED],
    )
    retailer = forms.CharField(
        label=_("Store or source"),
        max_length=300,
        required=False,
        help_text=_("Where you saw the prices that you enter below."),
    )
    factor = forms.CharField(
        label=_("Estimate the others"),
        max_length=20,
        required=False,
        help_text=_(
            "5% adds five percent to the newest price of every unit without a price below, and"
            " 0.95 takes five percent off. Estimates are marked as such and never replace a price"
            " that somebody saw. You see the list before anything is saved."
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

    def clean_factor(self) -> Decimal | None:
        text = self.cleaned_data["factor"]
        if not text:
            return None
        try:
            factor = round(factor_of(text), 4)
        except InvalidOperation as error:
            raise ValidationError(_now("Enter a change like 5%, -3%, or 1.05.")) from error
        if not _POSSIBLE[0] <= factor <= _POSSIBLE[1]:
            raise ValidationError(
                _now("This multiplies prices by %(factor)s. Enter a change like 5%% or 1.05.")
                % {"factor": f"{factor.normalize():f}"}
            )
        return factor

    def prices(self) -> list[editing.EnteredPrice]:
        """What is to be entered; call it on a valid form. Errors are added where it makes none."""
        factor = self.cleaned_data["factor"]
        made = []
        for unit in self.units:
            known = self.newest.get(unit.pk)
            low, high = (self.cleaned_data[f"{end}_{unit.pk}"] for end in ("low", "high"))
            if low is not None or high is not None:
                made += self._entered(unit, low, high)
            elif factor is not None and known is not None:
                made.append(editing.estimated(known, factor))
        self._refuse_implausible([price for price in made if price.factor is None])
        if not made and not self.errors:
            self.add_error(
                None, _now("Enter a price, or an estimate for units that already have a price.")
            )
        return made

    def _entered(
        self, unit: HeatPump, low: Decimal | None, high: Decimal | None
    ) -> list[editing.EnteredPrice]:
        retailer = self.cleaned_data["retailer"]
        if low is None:
            self.add_error(f"high_{unit.pk}", _now("Enter the lowest price too."))
        elif high is not None and low > high:
            self.add_error(
                f"low_{unit.pk}", _now("The lowest price is higher than the highest price.")
            )
        elif not retailer:
            self.add_error("retailer", _now("Enter where you found these prices."))
        else:
            return [
                editing.EnteredPrice(
                    heat_pump_id=unit.pk, low=low, high=high or low, retailer=retailer
                )
            ]
        return []

    def _refuse_implausible(self, entered: Sequence[editing.EnteredPrice]) -> None:
        """Of a live unit; a draft may have a price that is wrong, and cannot go live with it."""
        live = {unit.pk for unit in self.units if unit.status == Status.LIVE}
        low = {price.heat_pump_id: float(price.low) for price in entered}
        for pk, found in check_prices({pk: low[pk] for pk in low if pk in live}).items():
            for finding in found:
                if finding.level == ERROR:
                    self.add_error(f"low_{pk}", finding.message)


@dataclass(frozen=True, kw_only=True)
class PriceLine:
    """A row of the page: a unit, its newest price, and the fields for a new one."""

    unit: str
    newest: PriceObservation | None
    low: forms.BoundField
    high: forms.BoundField


@dataclass(frozen=True, kw_only=True)
class PlannedPrice:
    """A row of the page that asks: what a unit costs so far, and what is to be entered."""

    unit: HeatPump
    newest: PriceObservation | None
    price: editing.EnteredPrice
    findings: Sequence[Finding] = field(default=())

    @property
    def wrong(self) -> bool:
        return any(each.level == ERROR for each in self.findings)

    @property
    def live(self) -> bool:
        return self.unit.status == Status.LIVE


def _planned(form: PricesForm, made: Sequence[editing.EnteredPrice]) -> list[PlannedPrice]:
    found = check_prices({price.heat_pump_id: float(price.low) for price in made})
    units = {unit.pk: unit for unit in form.units}
    return [
        PlannedPrice(
            unit=units[price.heat_pump_id],
            newest=form.newest.get(price.heat_pump_id),
            price=price,
            findings=found.get(price.heat_pump_id, ()),
        )
        for price in made
    ]


def prices(
    site: HeatPumpAdmin, request: HttpRequest, queryset: QuerySet[HeatPump]
) -> HttpResponse | None:
    """Enter a price for each of many units, or estimate all by a factor."""
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
        if not form.errors and "change" not in request.POST:
            return _ask_or_enter(site, request, form, _planned(form, made))
    return _page(site, request, "prices", form, title=_("Enter prices"))


def _ask_or_enter(
    site: HeatPumpAdmin, request: HttpRequest, form: PricesForm, planned: list[PlannedPrice]
) -> HttpResponse | None:
    """Estimates are entered once they were seen as they are; one that cannot be is left out."""
    factor = form.cleaned_data["factor"]
    shown = hashlib.sha256(repr([each.price for each in planned]).encode()).hexdigest()[:16]
    unusual = factor is not None and not _USUAL[0] <= factor <= _USUAL[1]
    agreed = request.POST.get("shown") == shown and (not unusual or "sure" in request.POST)
    if factor is not None and not agreed:
        return _page(
            site,
            request,
            "estimates",
            form,
            title=_("Save these estimates?"),
            planned=planned,
            shown=shown,
            unusual=unusual,
            asked_again="shown" in request.POST,
            without=len(form.units) - len(planned),
            times=f"{factor.normalize():f}",
            share=f"{((factor - 1) * 100).normalize():+f}".replace("-", "−"),
        )
    right = [each for each in planned if each.price.factor is None or not each.wrong]
    with transaction.atomic():
        count = editing.enter_prices(
            [each.price for each in right],
            kind=PriceKind(form.cleaned_data["kind"]),
            observed_on=form.cleaned_data["observed_on"],
        )
        back = _way_back(right)
    _tell(site, request, right, count, back=back)
    return None


def _tell(
    site: HeatPumpAdmin,
    request: HttpRequest,
    entered: Sequence[PlannedPrice],
    count: int,
    *,
    back: str,
) -> None:
    estimates = sum(each.price.factor is not None for each in entered)
    said = ngettext("%(count)d price was entered.", "%(count)d prices were entered.", count)
    if estimates:
        said = ngettext(
            "%(count)d price was entered, as an estimate.",
            "%(count)d prices were entered, %(estimates)d of them estimates.",
            count,
        )
    done = said % {"count": count, "estimates": estimates}
    if back:
        done = format_html('{} <a href="{}">{}</a>', done, back, _now("Take this back"))
    site.message_user(request, done, messages.SUCCESS)
    for each in entered:
        for finding in each.findings if each.price.factor is None else ():
            site.message_user(request, f"{each.unit}: {finding.message}", messages.WARNING)


def _way_back(entered: Sequence[PlannedPrice]) -> str:
    """Where this step, whose transaction is still open, is taken back for all its units; empty
    where it wrote nothing, as all of it was known."""
    written = Change.objects.of_this_transaction().filter(
        heat_pump__in=[each.unit.pk for each in entered], table=PriceObservation._meta.db_table
    )
    newest = written.order_by("-id").first()
    if newest is None:
        return ""
    key = [newest.heat_pump_id, newest.pk]
    return f"{reverse('admin:catalog_heatpump_take_back', args=key)}?all=1"


def _page(
    site: HeatPumpAdmin,
    request: HttpRequest,
    template: str,
    form: PricesForm,
    *,
    title: Any,
    **context: Any,
) -> HttpResponse:
    return TemplateResponse(
        request,
        f"admin/catalog/{template}.html",
        {
            **site.admin_site.each_context(request),
            "title": title,
            "opts": site.opts,
            "form": form,
            "media": site.media + form.media,
            "checkbox": ACTION_CHECKBOX_NAME,
            **context,
        },
    )
