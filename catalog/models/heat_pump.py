"""A heat pump as it is bought: the record that everything selects and ranks.

A ``Figure`` is a published statement with source and date; contradictions stand side by side. Typed
columns and ``PerformancePoint`` rows hold those that stand (``Figure.in_use``), for all who select.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from catalog.models.brand import Brand
from catalog.models.choices import (
    HEATS_BY_HEAT_PUMP,
    Compressor,
    Confidence,
    Form,
    HeatSource,
    Hose,
    Hspf2Region,
    PanHeater,
    RatingBasis,
    SaleStatus,
    Status,
    UnitType,
    Voltage,
)
from catalog.models.constraints import (
    LOWEST_AT_MOST_HIGHEST,
    PLAUSIBLE,
    RESERVED_SLUGS,
    one_of,
    within,
)
from catalog.models.heat_pump_queries import HeatPumpQuerySet


class HeatPump(models.Model):
    """One system as it is bought: for a mini-split the pair of indoor and outdoor unit."""

    # Identity
    brand = models.ForeignKey(
        Brand, models.PROTECT, related_name="heat_pumps", verbose_name=_("brand")
    )
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        help_text=_("Unique in the catalog. Never change it once the unit is live."),
    )
    type = models.CharField(_("type"), max_length=12, choices=UnitType)
    series = models.CharField(
        _("series"), max_length=80, blank=True, help_text=_("Example: “FX (H2i)”.")
    )
    model_number = models.CharField(
        _("model number"),
        max_length=120,
        help_text=_("As sold. For a mini-split, indoor / outdoor: “MSZ-FS06NA / MUZ-FS06NA”."),
    )
    indoor_model = models.CharField(_("indoor unit"), max_length=80, blank=True)
    outdoor_model = models.CharField(
        _("outdoor unit"),
        max_length=80,
        blank=True,
        help_text=_("The same indoor unit with a different outdoor unit is a separate record."),
    )
    ahri_ref = models.CharField(
        _("AHRI number"), max_length=20, blank=True, help_text=_("Digits only: 210857307.")
    )

    # Standing
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.DRAFT)
    availability = models.CharField(
        _("sale status"), max_length=12, choices=SaleStatus, default=SaleStatus.UNKNOWN
    )
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    machine = models.CharField(
        _("same machine"),
        max_length=60,
        blank=True,
        help_text=_(
            "Units with the same text here are one machine under several labels and are"
            " recommended once. Blank: the certified figures decide. A text of its own: alone."
        ),
    )
    single_zone = models.BooleanField(
        _("single-zone system"),
        default=True,
        help_text=_(
            "Leave unchecked for an indoor unit without a single-zone outdoor unit (MSZ-GL06NA)."
        ),
    )
    heat_source = models.CharField(
        _("heat source"),
        max_length=9,
        choices=HeatSource,
        default=HeatSource.UNKNOWN,
        help_text=_(
            "“With heat” is not proof. Many window units have only electric resistance heat."
        ),
    )
    confidence = models.CharField(
        _("confidence"), max_length=6, choices=Confidence, default=Confidence.LOW
    )
    keep_draft = models.CharField(
        _("why it stays a draft"),
        max_length=200,
        blank=True,
        help_text=_("While this is filled, no import publishes the unit. Publishing clears it."),
    )
    notes = models.TextField(
        _("notes"), blank=True, help_text=_("For editors. Visitors do not see them.")
    )
    submittal_url = models.URLField(_("manufacturer's data sheet"), max_length=300, blank=True)

    # Capacity and ratings. Heating output stands in the performance points.
    cooling_btu_h = models.PositiveIntegerField(
        _("cooling, rated [BTU/h]"),
        null=True,
        blank=True,
        help_text=_(
            "At 95 °F. For a portable, enter the SACC, never the larger ASHRAE figure: 12000."
        ),
    )
    cooling_rating_basis = models.CharField(
        _("source of the cooling rating"), max_length=25, choices=RatingBasis, blank=True
    )
    cooling_ashrae_btu_h = models.PositiveIntegerField(
        _("cooling, ASHRAE [BTU/h]"),
        null=True,
        blank=True,
        help_text=_("The figure on a portable’s box: 14000."),
    )
    cooling_min_btu_h = models.PositiveIntegerField(
        _("cooling, lowest [BTU/h]"), null=True, blank=True, help_text=_("At 95 °F.")
    )
    cooling_max_btu_h = models.PositiveIntegerField(
        _("cooling, highest [BTU/h]"), null=True, blank=True, help_text=_("At 95 °F.")
    )
    seer2 = models.FloatField(
        _("SEER2"),
        null=True,
        blank=True,
        help_text=_("Never enter a SEER. The test changed in 2023."),
    )
    seer = models.FloatField(_("SEER (older)"), null=True, blank=True)
    eer2 = models.FloatField(_("EER2"), null=True, blank=True)
    eer = models.FloatField(_("EER (older)"), null=True, blank=True)
    ceer = models.FloatField(
        _("CEER"), null=True, blank=True, help_text=_("For window units; includes standby power.")
    )
    hspf2 = models.FloatField(
        _("HSPF2"),
        null=True,
        blank=True,
        help_text=_("Never enter an HSPF. The test changed in 2023."),
    )
    hspf2_region = models.CharField(
        _("HSPF2 region"),
        max_length=2,
        choices=Hspf2Region,
        blank=True,
        help_text=_("Region IV unless the data sheet says otherwise."),
    )
    hspf = models.FloatField(_("HSPF (older)"), null=True, blank=True)

    # Limits of operation
    min_operating_f = models.FloatField(
        _("heats down to [°F]"),
        null=True,
        blank=True,
        help_text=_("Lowest outdoor temperature for heating: -13. Not a room temperature."),
    )
    cutout_f = models.FloatField(
        _("stops heating at [°F]"), null=True, blank=True, help_text=_("Measured cutout: -18.")
    )
    restart_f = models.FloatField(
        _("restarts heating at [°F]"), null=True, blank=True, help_text=_("Above the cutout: -14.")
    )
    full_capacity_down_to_f = models.FloatField(
        _("full output down to [°F]"),
        null=True,
        blank=True,
        help_text=_("Down to here it gives all of its rated output at 47 °F: 5."),
    )
    max_operating_heating_f = models.FloatField(_("heats up to [°F]"), null=True, blank=True)
    min_operating_cooling_f = models.FloatField(_("cools down to [°F]"), null=True, blank=True)
    max_operating_cooling_f = models.FloatField(_("cools up to [°F]"), null=True, blank=True)

    # Sound
    sound_indoor_min_db = models.FloatField(
        _("lowest indoor sound [dB(A)]"),
        null=True,
        blank=True,
        help_text=_("At the lowest fan speed: 20."),
    )
    sound_indoor_max_db = models.FloatField(
        _("highest indoor sound [dB(A)]"), null=True, blank=True
    )
    sound_outdoor_db = models.FloatField(_("outdoor sound [dB(A)]"), null=True, blank=True)
    sound_basis = models.CharField(
        _("basis of the sound levels"),
        max_length=120,
        blank=True,
        help_text=_("Pressure or power, and the distance: “pressure at 1 m”."),
    )

    # Electrical and refrigerant
    voltage = models.CharField(_("voltage"), max_length=7, choices=Voltage, blank=True)
    min_circuit_amps = models.FloatField(_("minimum circuit [A]"), null=True, blank=True)
    max_overcurrent_amps = models.FloatField(_("largest breaker [A]"), null=True, blank=True)
    plug_amps = models.FloatField(_("plug rating [A]"), null=True, blank=True)
    refrigerant = models.CharField(
        _("refrigerant"), max_length=12, blank=True, help_text=_("R-454B, R-32, R-410A.")
    )
    compressor = models.CharField(_("compressor"), max_length=8, choices=Compressor, blank=True)

    # Size and fit
    form = models.CharField(_("form"), max_length=12, choices=Form, blank=True)
    hose = models.CharField(_("hoses"), max_length=6, choices=Hose, blank=True)
    window_min_in = models.FloatField(_("narrowest window [in]"), null=True, blank=True)
    window_max_in = models.FloatField(_("widest window [in]"), null=True, blank=True)
    window_fit = models.CharField(
        _("window types"),
        max_length=40,
        blank=True,
        help_text=_(
            "Separate with commas: double_hung, slider, casement. Leave blank if not published."
        ),
    )
    width_in = models.FloatField(
        _("width [in]"), null=True, blank=True, help_text=_("Of the indoor unit.")
    )
    height_in = models.FloatField(_("height [in]"), null=True, blank=True)
    depth_in = models.FloatField(_("depth [in]"), null=True, blank=True)
    weight_lb = models.FloatField(
        _("weight [lb]"), null=True, blank=True, help_text=_("Of the part that is lifted indoors.")
    )
    outdoor_weight_lb = models.FloatField(_("outdoor weight [lb]"), null=True, blank=True)
    line_length_max_ft = models.FloatField(_("longest line set [ft]"), null=True, blank=True)
    precharged_for_ft = models.FloatField(_("precharged for a line of [ft]"), null=True, blank=True)
    pan_heater = models.CharField(_("base-pan heater"), max_length=9, choices=PanHeater, blank=True)

    # Features: empty means that nothing is published, not that it lacks it
    cold_climate = models.BooleanField(_("cold-climate model"), null=True, blank=True)
    energy_star = models.BooleanField(_("ENERGY STAR certified"), null=True, blank=True)
    wifi = models.BooleanField(_("Wi-Fi"), null=True, blank=True)
    remote = models.BooleanField(_("remote control"), null=True, blank=True)
    timer = models.BooleanField(_("timer"), null=True, blank=True)
    sleep_mode = models.BooleanField(_("sleep mode"), null=True, blank=True)
    dehumidify_mode = models.BooleanField(_("dry mode"), null=True, blank=True)
    local_control = models.BooleanField(
        _("local control"),
        null=True,
        blank=True,
        help_text=_("Works without the manufacturer's cloud."),
    )
    diy_kit = models.BooleanField(
        _("DIY kit"),
        null=True,
        blank=True,
        help_text=_("Lines come precharged and connect without a vacuum pump."),
    )
    mobile = models.BooleanField(
        _("made for an RV"), null=True, blank=True, help_text=_("Built to travel.")
    )
    filter = models.CharField(_("filter"), max_length=80, blank=True)
    dehumidification_pints_h = models.FloatField(
        _("moisture removed [pints/h]"), null=True, blank=True
    )

    # Warranty
    warranty_parts_years = models.FloatField(_("parts [years]"), null=True, blank=True)
    warranty_compressor_years = models.FloatField(_("compressor [years]"), null=True, blank=True)
    warranty_registered_years = models.FloatField(
        _("with registration [years]"), null=True, blank=True
    )

    # Import
    synthetic = models.BooleanField(
        _("synthetic"),
        default=False,
        editable=False,
        help_text=_("Made by make_synthetic_catalog to test with a large catalog; never live."),
    )
    loaded_checksum = models.CharField(
        _("checksum of the imported record"), max_length=64, blank=True, editable=False
    )

    objects = HeatPumpQuerySet.as_manager()

    class Meta:
        verbose_name = _("heat pump")
        verbose_name_plural = _("heat pumps")
        ordering = ["brand__name", "model_number", "id"]
        permissions = [("publish_heatpump", _("Can publish and retire heat pumps"))]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "model_number"],
                name="heatpump_model_number_unique",
                violation_error_message=_("This brand already has a unit with that model number."),
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="heatpump_slug_not_reserved",
                violation_error_message=_("This slug is the address of another page."),
            ),
            models.CheckConstraint(
                condition=~Q(status="live") | Q(heat_source__in=HEATS_BY_HEAT_PUMP),
                name="heatpump_live_heats_by_heat_pump",
                violation_error_message=_(
                    "It cannot go live unless it is known to heat with a heat pump."
                    " Electric resistance heat alone does not count, and neither does an"
                    " unknown heat source."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status="live") | Q(cooling_btu_h__isnull=False),
                name="heatpump_live_has_capacity",
                violation_error_message=_("It cannot go live without a rated cooling capacity."),
            ),
            models.CheckConstraint(
                condition=~Q(status="live", synthetic=True),
                name="heatpump_live_is_real",
                violation_error_message=_(
                    "It cannot go live because it is synthetic, for benchmarks only."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(type="portable")
                | Q(cooling_btu_h__isnull=True)
                | Q(cooling_rating_basis="sacc_doe"),
                name="heatpump_portable_capacity_is_sacc",
                violation_error_message=_(
                    "The rated cooling capacity of a portable must be its SACC."
                ),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="heatpump_not_replaced_by_itself",
                violation_error_message=_("A unit cannot replace itself."),
            ),
            *LOWEST_AT_MOST_HIGHEST,
            # The release before wrote "ptac", and may while hosts are replaced.
            one_of("type", [*UnitType.values, "ptac"], name="heatpump_type_known"),
            one_of("status", Status.values, name="heatpump_status_known"),
            one_of("availability", SaleStatus.values, name="heatpump_availability_known"),
            one_of("heat_source", HeatSource.values, name="heatpump_heat_source_known"),
            one_of("voltage", ["", *Voltage.values], name="heatpump_voltage_known"),
            one_of("form", ["", *Form.values], name="heatpump_form_known"),
            *(
                within(ranges, name=f"heatpump_{group}_plausible")
                for group, ranges in PLAUSIBLE.items()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand} {self.model_number}"

    def get_absolute_url(self) -> str:
        """Its page in public; a draft has none yet."""
        return reverse("model", args=(self.brand.slug, self.slug))

    def missing_for_live(self) -> list[StrOrPromise]:
        """Why it cannot go live, in words; the database enforces the same."""
        missing: list[StrOrPromise] = []
        if self.heat_source not in HEATS_BY_HEAT_PUMP:
            missing.append(_("it is not known to heat with a heat pump"))
        if self.cooling_btu_h is None:
            missing.append(_("it has no rated cooling capacity"))
        if self.synthetic:
            missing.append(_("it is synthetic, for benchmarks only"))
        return missing

    @classmethod
    def column(cls, name: str) -> models.Field[Any, Any]:
        """The field behind a column, for those who fill or blank columns by name."""
        field = cls._meta.get_field(name)
        assert isinstance(field, models.Field)
        return field
