"""What energy costs in each state, and the CO2 of its electricity.

``manage.py load_reference`` fills the tables of reference data from ``advisor/data/``;
``advisor.reference`` reads them. Origin, date and license: ``advisor/data/SOURCES.md``.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from advisor.models.reference_fields import AS_OF_PATTERN, as_of_field, price_field, source_field

FUELS = {
    "electricity": "electricity_usd_kwh",
    "gas": "gas_usd_therm",
    "propane": "propane_usd_gal",
    "oil": "oil_usd_gal",
}
"""Each fuel with the field of its price; its date and source are ``<fuel>_as_of``, ``_source``."""


DATED = {**FUELS, "labor": "labor_index"}
"""Every figure of a state that an editor keeps, named as in ``FUELS``."""


class State(models.Model):
    """A state, a territory, or the whole country (``US``), with its energy prices.

    Where a price is blank, that of ``stand_in`` is used, and the visitor is told.
    """

    class Co2Confidence(models.TextChoices):
        SUBREGION = "subregion", _("Current figure for the main grid subregion")
        STALE = "stale", _("Older figure for the main grid subregion")
        US_MEAN = "us_mean", _("National average")

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    stand_in = models.ForeignKey(
        "self",
        verbose_name=_("substitute state"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("The state whose figures are used where this state’s are blank."),
    )
    electricity_usd_kwh = price_field(_("electricity, $/kWh"))
    electricity_as_of = as_of_field(_("electricity, as of"))
    electricity_source = source_field(_("electricity, source"))
    gas_usd_therm = price_field(_("natural gas, $/therm"))
    gas_as_of = as_of_field(_("natural gas, as of"))
    gas_source = source_field(_("natural gas, source"))
    propane_usd_gal = price_field(_("propane, $/gallon"))
    propane_as_of = as_of_field(_("propane, as of"))
    propane_source = source_field(_("propane, source"))
    oil_usd_gal = price_field(_("heating oil, $/gallon"))
    oil_as_of = as_of_field(_("heating oil, as of"))
    oil_source = source_field(_("heating oil, source"))
    co2_lb_per_mwh = models.PositiveSmallIntegerField(
        _("CO2 from electricity, lb/MWh"),
        null=True,
        blank=True,
        help_text=_("As generated, from EPA eGRID. Grid losses are added on top."),
    )
    co2_as_of = as_of_field(_("CO2, as of"))
    co2_source = source_field(_("CO2, source"))
    co2_confidence = models.CharField(
        _("CO2, confidence"), max_length=10, choices=Co2Confidence, blank=True
    )

    labor_index = models.DecimalField(
        _("installer’s labor, index"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_(
            "Against the national cost lines: 1.25 is a quarter more. Only from a source that"
            " compares states. If blank, 1.00 counts, and the page says that none is known."
        ),
    )
    labor_as_of = as_of_field(_("labor, as of"))
    labor_source = source_field(_("labor, source"))

    class Meta:
        verbose_name = _("state")
        verbose_name_plural = _("states and energy prices")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2}$"), name="state_code_two_letters"
            ),
            models.CheckConstraint(
                condition=~Q(stand_in=F("code")), name="state_stand_in_is_another"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{price}__isnull": True, f"{fuel}_as_of": ""})
                    | (
                        Q(**{f"{price}__isnull": False, f"{price}__gt": 0})
                        & Q(**{f"{fuel}_as_of__regex": AS_OF_PATTERN})
                        & ~Q(**{f"{fuel}_source": ""})
                    ),
                    name=f"state_{fuel}_dated_and_sourced",
                )
                for fuel, price in DATED.items()
            ),
            models.CheckConstraint(
                condition=Q(co2_lb_per_mwh__isnull=True, co2_as_of="")
                | (
                    Q(co2_lb_per_mwh__isnull=False, co2_lb_per_mwh__gt=0)
                    & Q(co2_as_of__regex=AS_OF_PATTERN)
                    & ~Q(co2_source="")
                    & ~Q(co2_confidence="")
                ),
                name="state_co2_dated_and_sourced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
