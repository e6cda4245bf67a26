"""Tax credits and rebates."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import Regex
from django.utils.translation import gettext_lazy as _

from advisor.engine.unit_types import UNIT_TYPES
from advisor.models.reference_fields import (
    asked_field,
    code_list,
    joined,
    rating_field,
    source_field,
    usd_field,
)


class Incentive(models.Model):
    """A tax credit or rebate: for whom, for what, since when, and who has looked it up when.

    ``advisor/engine/incentives.py`` says which of them count. No amount without an official page.
    """

    class Kind(models.TextChoices):
        FEDERAL = "federal", _("Federal")
        STATE = "state", _("State")
        UTILITY = "utility", _("Utility")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        PAUSED = "paused", _("Paused")
        CLOSED = "closed", _("Closed")
        UNKNOWN = "unknown", _("Unknown")

    class AmountType(models.TextChoices):
        NONE = "none", _("None told")
        PERCENT = "percent", _("Percent of the cost")
        FLAT = "flat", _("Flat")
        PER_TON = "per_ton", _("Per ton of 12,000 BTU/h")

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    status = models.CharField(
        _("status"), max_length=7, choices=Status, default=Status.UNKNOWN.value
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True, help_text=_("The last day."))
    states = code_list(
        _("states"), max_length=2, help_text=_("Such as MA, NH. Blank: the whole country.")
    )
    zip_prefixes = code_list(
        _("ZIP codes beginning with"),
        max_length=5,
        help_text=_("Such as 021, 02210. With states: only these ZIP codes of them."),
    )
    unit_types = code_list(_("types"), max_length=20, help_text=_("Blank: every type."))
    cold_climate = asked_field(_("asks for a cold-climate unit"))
    energy_star = asked_field(_("asks for ENERGY STAR"))
    professional = asked_field(_("asks for professional installation"))
    min_hspf2 = rating_field(_("lowest HSPF2"))
    min_seer2 = rating_field(_("lowest SEER2"))
    requirements = models.TextField(_("further requirements"), blank=True)
    income_rule = models.TextField(
        _("income rule"),
        blank=True,
        help_text=_("With a rule the amount is told, but never deducted: we ask for no income."),
    )
    amount_type = models.CharField(
        _("amount"), max_length=7, choices=AmountType, default=AmountType.NONE.value
    )
    percent = models.DecimalField(
        _("percent"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    amount_usd = usd_field(
        _("amount, $"), optional=True, help_text=_("Only as the official page says it.")
    )
    cap_usd = usd_field(_("at most, $"), optional=True)
    programme_url = models.URLField(
        _("official page"), blank=True, help_text=_("Of the programme itself, not of a guide.")
    )
    source = source_field(_("source"), max_length=300)
    last_checked = models.DateField(
        _("last check"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last read the status, or the day of the report."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the next editor."))
    from_files = models.BooleanField(
        _("as the project's files have it"), default=False, editable=False
    )

    class Meta:
        verbose_name = _("incentive")
        verbose_name_plural = _("incentives")
        ordering: ClassVar = ["kind", "name", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_type="none", percent=None, amount_usd=None, cap_usd=None)
                | Q(
                    amount_type="percent",
                    amount_usd=None,
                    percent__isnull=False,
                    percent__gt=0,
                    percent__lte=100,
                )
                | Q(
                    amount_type__in=("flat", "per_ton"),
                    percent=None,
                    amount_usd__isnull=False,
                    amount_usd__gt=0,
                ),
                name="incentive_amount_fits_its_type",
                violation_error_message=_(
                    "Give the percent or the amount that the kind of amount asks for, above 0,"
                    " and no other."
                ),
            ),
            models.CheckConstraint(
                condition=Q(amount_type="none")
                | (
                    Q(programme_url__regex=r"^https://[^/]+\.", last_checked__isnull=False)
                    & ~Q(source="")
                ),
                name="incentive_amount_is_official",
                violation_error_message=_(
                    "An amount needs the official page (https), its source and a last check."
                ),
            ),
            models.CheckConstraint(
                condition=Q(status="unknown") | (Q(last_checked__isnull=False) & ~Q(source="")),
                name="incentive_status_dated_and_sourced",
                violation_error_message=_("A known status needs its source and a last check."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(starts_on__isnull=False, ends_on__isnull=False, starts_on__lte=F("ends_on")),
                name="incentive_ends_after_its_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(unit_types__contained_by=list(UNIT_TYPES)),
                name="incentive_types_are_known",
            ),
            *(
                models.CheckConstraint(
                    condition=Regex(joined(field), Value(rf"^({one}( {one})*)?$")),
                    name=f"incentive_{field}_are_codes",
                )
                for field, one in (("states", "[A-Z]{2}"), ("zip_prefixes", "[0-9]{1,5}"))
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": 0}),
                    name=f"incentive_{field}_positive",
                )
                for field in ("cap_usd", "min_hspf2", "min_seer2")
            ),
        ]

    def __str__(self) -> str:
        return self.name
