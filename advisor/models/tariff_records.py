"""What holds in a part of a state: a utility's tariff, a grid of its own, a town's noise limit."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import Regex
from django.utils.translation import gettext_lazy as _

from advisor.models.reference_fields import (
    AS_OF_PATTERN,
    as_of_field,
    code_list,
    joined,
    source_field,
)


class HeatPumpTariff(models.Model):
    """What a utility takes off each kWh of a home with a heat pump, in which months.

    ``advisor/engine/tariffs.py`` counts with it where the visitor picks the utility.
    """

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("utility"), max_length=80, help_text=_("As on the bill."))
    states = code_list(
        _("states"), max_length=2, help_text=_("Separate with commas: MA, NH. At least one.")
    )
    change_usd_kwh = models.DecimalField(
        _("change, $/kWh"),
        max_digits=6,
        decimal_places=4,
        help_text=_("Against the ordinary price, on all of the home’s use. −0.0745 is cheaper."),
    )
    first_month = models.PositiveSmallIntegerField(_("first month"), help_text=_("11: November."))
    last_month = models.PositiveSmallIntegerField(
        _("last month"), help_text=_("This month is included. 4: April.")
    )
    url = models.URLField(_("official page"))
    source = source_field(_("source"), blank=False, max_length=300)
    as_of = as_of_field(_("as of"), blank=False)
    note = models.TextField(_("note"), blank=True, help_text=_("For the next editor."))
    from_files = models.BooleanField(_("matches the project files"), default=False, editable=False)

    class Meta:
        verbose_name = _("heat-pump tariff")
        verbose_name_plural = _("heat-pump tariffs")
        ordering: ClassVar = ["name", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(change_usd_kwh__gte=-1, change_usd_kwh__lte=1) & ~Q(change_usd_kwh=0),
                name="tariff_changes_the_price",
                violation_error_message=_("Enter dollars: 7.45 cents off is −0.0745."),
            ),
            models.CheckConstraint(
                condition=Q(first_month__gte=1, first_month__lte=12)
                & Q(last_month__gte=1, last_month__lte=12),
                name="tariff_months_of_the_year",
                violation_error_message=_("A month is a number from 1 to 12."),
            ),
            models.CheckConstraint(
                condition=Regex(joined("states"), Value(r"^[A-Z]{2}( [A-Z]{2})*$")),
                name="tariff_states_are_codes",
                violation_error_message=_("Enter at least one state by its two letters."),
            ),
            models.CheckConstraint(
                condition=Q(as_of__regex=AS_OF_PATTERN, url__regex=r"^https://[^/]+\.")
                & ~Q(source=""),
                name="tariff_dated_and_sourced",
                violation_error_message=_("A tariff needs its official page (https) and a date."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GridArea(models.Model):
    """A part of a state with an eGRID subregion of its own, by its counties.

    Where a state has none, the state's main subregion stands for all of it.
    """

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    state_code = models.CharField(_("state"), max_length=2)
    name = models.CharField(_("name"), max_length=60)
    counties = code_list(_("counties"), max_length=40, help_text=_("Blank: the rest of the state."))
    co2_lb_per_mwh = models.PositiveSmallIntegerField(_("CO2 from electricity, lb/MWh"))
    as_of = as_of_field(_("as of"), blank=False)
    source = source_field(_("source"), blank=False)

    class Meta:
        verbose_name = _("grid area")
        verbose_name_plural = _("grid areas")
        ordering: ClassVar = ["state_code", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(co2_lb_per_mwh__gt=0, as_of__regex=AS_OF_PATTERN) & ~Q(source=""),
                name="grid_area_dated_and_sourced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class NoiseLimit(models.Model):
    """A limit by day and night of one town, told beside the sound at a neighbor's window.

    None is shipped: an editor enters what an ordinance says, with its page and its day.
    """

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("town or county"), max_length=80, help_text=_("Cambridge, MA."))
    zip_prefixes = code_list(
        _("ZIP codes starting with"),
        max_length=5,
        help_text=_("For example, 021 or 02210, separated with commas. At least one."),
    )
    night_db = models.PositiveSmallIntegerField(
        _("at night [dB(A)]"), help_text=_("At the property line or the window, as it says.")
    )
    day_db = models.PositiveSmallIntegerField(_("by day [dB(A)]"), null=True, blank=True)
    url = models.URLField(_("official page"))
    as_of = as_of_field(_("as of"), blank=False)
    note = models.TextField(_("note"), blank=True, help_text=_("For the next editor."))

    class Meta:
        verbose_name = _("noise limit")
        verbose_name_plural = _("noise limits")
        ordering: ClassVar = ["name", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(night_db__range=(20, 90))
                & (Q(day_db__isnull=True) | Q(day_db__range=(20, 90), day_db__gte=F("night_db"))),
                name="noise_limit_plausible",
                violation_error_message=_("A limit is 20 to 90 dB(A), by day no lower."),
            ),
            models.CheckConstraint(
                condition=Regex(joined("zip_prefixes"), Value(r"^[0-9]{1,5}( [0-9]{1,5})*$")),
                name="noise_limit_zip_prefixes",
                violation_error_message=_("Enter at least one start of a ZIP code."),
            ),
            models.CheckConstraint(
                condition=Q(as_of__regex=AS_OF_PATTERN, url__regex=r"^https://[^/]+\."),
                name="noise_limit_dated_and_sourced",
                violation_error_message=_("A limit needs its official page (https) and a date."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
