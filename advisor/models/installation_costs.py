"""What the parts of an installation cost."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from advisor.models.reference_fields import AS_OF_PATTERN, as_of_field, source_field, usd_field


class InstallationCost(models.Model):
    """One line of installation: a range in dollars, with its date and source.

    ``mini_split_installed`` is no line but the whole job, unit included: to compare the sum with.
    """

    class Code(models.TextChoices):
        LABOUR = "labour", _("Installer labor")
        LINE_SET = "line_set", _("Line set, refrigerant, and line cover")
        OUTDOOR_MOUNT = "outdoor_mount", _("Pad or wall bracket")
        SNOW_STAND = "snow_stand", _("Snow stand")
        PERMIT = "permit", _("Permit and inspection")
        CIRCUIT = "circuit", _("New electrical circuit")
        CONDENSATE_PUMP = "condensate_pump", _("Condensate pump")
        KIT_TOOLS = "kit_tools", _("Tools and small parts for a DIY kit")
        KIT_COMMISSIONING = "kit_commissioning", _("Startup of a DIY kit")
        WINDOW_BRACKET = "window_bracket", _("Window bracket and sealing")
        HANDYMAN = "handyman", _("Handyman to install a window unit")
        VENT_KIT = "vent_kit", _("Sealing kit for a portable’s vent")
        CASEMENT_PANEL = "casement_panel", _("Panel for a casement window")
        MINI_SPLIT_INSTALLED = "mini_split_installed", _("Mini-split, equipment and labor together")

    code = models.CharField(_("cost line"), max_length=20, primary_key=True, choices=Code)
    low = usd_field(_("low, $"))
    typical = usd_field(_("typical, $"))
    high = usd_field(_("high, $"))
    market_low = usd_field(
        _("other cost guides, low, $"),
        optional=True,
        help_text=_(
            "Fill this in where other cost guides go below or above the range. It is shown next"
            " to it."
        ),
    )
    market_high = usd_field(_("other cost guides, high, $"), optional=True)
    source = source_field(_("source"), blank=False, max_length=300)
    as_of = as_of_field(_("as of"), blank=False)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What you changed and why, for the next editor.")
    )

    class Meta:
        verbose_name = _("installation cost")
        verbose_name_plural = _("installation costs")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(low__gte=0, low__lte=F("typical"), typical__lte=F("high")),
                name="installation_range_rises",
                violation_error_message=_(
                    "Low, typical, and high must be zero or more, in rising order."
                ),
            ),
            models.CheckConstraint(
                condition=Q(market_low__isnull=True, market_high__isnull=True)
                | Q(
                    market_low__isnull=False,
                    market_high__isnull=False,
                    market_low__gte=0,
                    market_low__lte=F("market_high"),
                ),
                name="installation_market_rises",
                violation_error_message=_(
                    "Enter both prices from other cost guides, the lower one first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(as_of__regex=AS_OF_PATTERN) & ~Q(source=""),
                name="installation_dated_and_sourced",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()
