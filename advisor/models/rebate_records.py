"""Tax credits and rebates, and whom to call: official lists of installers, and free coaches."""

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

OFFICIAL_PAGE = r"^https://([a-z0-9-]+\.)+[a-z]{2,}(/[^\s'<>\x22]*)?$"
"""A name of the public web: no user before an @, no number, no port."""
PHONE = r"^([+(]?[0-9][0-9() .-]{5,22}[0-9])?$"


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
        NONE = "none", _("Not stated")
        PERCENT = "percent", _("Percent of the cost")
        FLAT = "flat", _("Flat amount")
        PER_TON = "per_ton", _("Amount per ton of 12,000 BTU/h")

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    status = models.CharField(
        _("status"), max_length=7, choices=Status, default=Status.UNKNOWN.value
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("The last day it is available.")
    )
    states = code_list(
        _("states"),
        max_length=2,
        help_text=_("Separate with commas: MA, NH. Leave blank for the whole country."),
    )
    zip_prefixes = code_list(
        _("ZIP codes starting with"),
        max_length=5,
        help_text=_(
            "For example, 021 or 02210. If states are listed, only these ZIP codes within them"
            " count."
        ),
    )
    unit_types = code_list(
        _("unit types"), max_length=20, help_text=_("Leave blank for every type.")
    )
    cold_climate = asked_field(_("requires a cold-climate unit"))
    energy_star = asked_field(_("requires ENERGY STAR"))
    professional = asked_field(_("requires professional installation"))
    min_hspf2 = rating_field(_("minimum HSPF2"))
    min_seer2 = rating_field(_("minimum SEER2"))
    excluded_refrigerants = code_list(
        _("refrigerants that do not qualify"),
        max_length=10,
        help_text=_("Separate with commas: R-410A."),
    )
    whole_home = asked_field(_("requires heat pumps for the whole home"))
    requirements = models.TextField(_("other requirements"), blank=True)
    income_rule = models.TextField(
        _("income rule"),
        blank=True,
        help_text=_(
            "If there is an income rule, we show the amount but never subtract it, because we"
            " do not ask for income."
        ),
    )
    amount_type = models.CharField(
        _("amount"), max_length=7, choices=AmountType, default=AmountType.NONE.value
    )
    percent = models.DecimalField(
        _("percent"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    amount_usd = usd_field(
        _("amount, $"), optional=True, help_text=_("Enter it only if the official page states it.")
    )
    cap_usd = usd_field(_("maximum, $"), optional=True)
    programme_url = models.URLField(
        _("official page"),
        blank=True,
        help_text=_("The program’s own page, not an article about it."),
    )
    source = source_field(_("source"), max_length=300)
    last_checked = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        help_text=_("The day someone last checked the status, or the date of the report."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the next editor."))
    from_files = models.BooleanField(_("matches the project files"), default=False, editable=False)

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
                    "Enter the percent or the dollar amount, whichever the type of amount"
                    " calls for. It must be above 0, and the other must be blank."
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
                    "An amount needs the official page (https), a source, and the date it"
                    " was last checked."
                ),
            ),
            models.CheckConstraint(
                condition=Q(status="unknown") | (Q(last_checked__isnull=False) & ~Q(source="")),
                name="incentive_status_dated_and_sourced",
                violation_error_message=_(
                    "A known status needs a source and the date it was last checked."
                ),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(starts_on__isnull=False, ends_on__isnull=False, starts_on__lte=F("ends_on")),
                name="incentive_ends_after_its_start",
                violation_error_message=_("The last day is before the first day."),
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


class InstallerContact(models.Model):
    """A list of installers or a free coach: where, at which address, and who looked it up when.

    A record without an address is one that the desk has yet to fill; visitors are not shown it.
    With a date it says that somebody looked and found none.
    """

    class Kind(models.TextChoices):
        INSTALLERS = "installers", _("List of installers")
        COACH = "coach", _("Free coach")

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("As the program calls itself.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    states = code_list(
        _("states"),
        max_length=2,
        help_text=_("Separate with commas: MA, NH. Leave blank for the whole country."),
    )
    url = models.URLField(
        _("official page"),
        blank=True,
        help_text=_("The program’s own page. Blank: none is known, and visitors are told so."),
    )
    phone = models.CharField(
        _("phone"),
        max_length=25,
        blank=True,
        help_text=_("Only as the official page prints it, with the day you looked it up."),
    )
    source = source_field(_("source"), max_length=300)
    last_checked = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        help_text=_("The day someone last opened the page, or looked for one and found none."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the next editor."))
    from_files = models.BooleanField(_("matches the project files"), default=False, editable=False)

    class Meta:
        verbose_name = _("installer list or coach")
        verbose_name_plural = _("installer lists and coaches")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(url="") | (Q(url__regex=OFFICIAL_PAGE) & ~Q(name="") & ~Q(source="")),
                name="contact_page_named_and_sourced",
                violation_error_message=_(
                    "An official page starts with https:// and the program’s own domain, and"
                    " needs a name and a source."
                ),
            ),
            models.CheckConstraint(
                condition=Q(phone="")
                | (Q(phone__regex=PHONE, last_checked__isnull=False) & ~Q(url="")),
                name="contact_phone_looked_up",
                violation_error_message=_(
                    "A phone number has digits, spaces, and + ( ) - only, and needs the official"
                    " page and the day it was looked up."
                ),
            ),
            models.CheckConstraint(
                condition=Regex(joined("states"), Value(r"^([A-Z]{2}( [A-Z]{2})*)?$")),
                name="contact_states_are_codes",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code
