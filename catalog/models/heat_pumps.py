"""Records of the catalogue: brands, heat pumps, what is published about them, and by whom.

Three layers. A ``Figure`` is one published statement with its source and date; contradictions are
kept side by side. The typed columns of ``HeatPump`` and its ``PerformancePoint`` rows hold the
statements that stand (``Figure.in_use``): everything that selects or ranks reads those.
``CatalogVersion`` is moved by triggers of the database itself, whatever wrote the change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

# Addresses under /heat-pumps/ that are pages of their own, for brands and models alike.
RESERVED_SLUGS = ("smallest", "compare", "decode")

HEATS_BY_HEAT_PUMP = ("heat_pump", "both")


# What a figure of a record can be at all; outside of it stands a slip of the pen.
PLAUSIBLE: dict[str, dict[str, tuple[float, float]]] = {
    "capacities": dict.fromkeys(
        (
            "cooling_btu_h",
            "cooling_ashrae_btu_h",
            "cooling_min_btu_h",
            "cooling_max_btu_h",
        ),
        (100, 200_000),
    ),
    "ratings": dict.fromkeys(("seer2", "seer", "eer2", "eer", "ceer", "hspf2", "hspf"), (1, 60)),
    "limits": dict.fromkeys(
        (
            "min_operating_f",
            "cutout_f",
            "restart_f",
            "max_operating_heating_f",
            "min_operating_cooling_f",
            "max_operating_cooling_f",
        ),
        (-80, 150),
    ),
    "sound": dict.fromkeys(
        ("sound_indoor_min_db", "sound_indoor_max_db", "sound_outdoor_db"), (5, 100)
    ),
    "sizes": dict.fromkeys(
        (
            "min_circuit_amps",
            "max_overcurrent_amps",
            "plug_amps",
            "window_min_in",
            "window_max_in",
            "width_in",
            "height_in",
            "depth_in",
            "weight_lb",
            "outdoor_weight_lb",
            "line_length_max_ft",
            "precharged_for_ft",
            "dehumidification_pints_h",
        ),
        (0.1, 1000),
    ),
    "warranty": dict.fromkeys(
        (
            "warranty_parts_years",
            "warranty_compressor_years",
            "warranty_registered_years",
        ),
        (0, 30),
    ),
}
PLAUSIBLE_POINT: dict[str, tuple[float, float]] = {
    **dict.fromkeys(("min_btu_h", "rated_btu_h", "max_btu_h"), (100, 200_000)),
    **dict.fromkeys(("cop_min", "cop_rated", "cop_max"), (0.5, 20)),
}


def _at_most(low: str, high: str, *, name: str, message: StrOrPromise) -> models.CheckConstraint:
    """``low <= high`` wherever both are known."""
    return models.CheckConstraint(
        condition=Q(**{f"{low}__isnull": True})
        | Q(**{f"{high}__isnull": True})
        | Q(**{f"{high}__gte": F(low)}),
        name=name,
        violation_error_message=message,
    )


def _one_of(field: str, values: Iterable[str], *, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)


def _within(ranges: dict[str, tuple[float, float]], *, name: str) -> models.CheckConstraint:
    """Every column of ``ranges`` inside its range; an empty column passes."""
    condition = Q()
    for field, bounds in ranges.items():
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": bounds})
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=format_lazy(
            "{} {}", _("A figure is outside of what can be true, in one of:"), ", ".join(ranges)
        ),
    )


class Confidence(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Rights(models.TextChoices):
    """Whose terms a figure comes under; CATALOG_WITH_RIGHTS says which are shown."""

    NONE = "", _("free to use")
    NEEP_2018_WORKBOOK = "neep-2018-workbook", _("NEEP workbook of 2018")
    NEEP_RECORD = "neep-record", _("later NEEP record (not for commercial use)")


class UnitType(models.TextChoices):
    MINI_SPLIT = "mini_split", _("mini-split")
    WINDOW = "window", _("window unit")
    PORTABLE = "portable", _("portable")
    PTAC = "ptac", _("packaged terminal unit")


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    LIVE = "live", _("live")
    RETIRED = "retired", _("retired")


class Availability(models.TextChoices):
    CURRENT = "current", _("sold today")
    UNKNOWN = "unknown", _("not known")
    LEGACY = "legacy", _("older generation, remaining stock")
    DISCONTINUED = "discontinued", _("discontinued")


class HeatSource(models.TextChoices):
    HEAT_PUMP = "heat_pump", _("heat pump")
    STRIP = "strip", _("electric strip only")
    BOTH = "both", _("heat pump with an electric strip")
    NONE = "none", _("does not heat")
    UNKNOWN = "unknown", _("not known")


class RatingBasis(models.TextChoices):
    AHRI = "ahri_95f", _("certified at 95 °F")
    SACC = "sacc_doe", _("SACC (federal test for portables)")
    RETAILER = "retailer_stated", _("as stated by a retailer")
    NOMINAL = "nominal", _("nominal, from the name of the product")
    FROM_NUMBER = "nominal_from_model_number", _("nominal, read from the model number")


class Voltage(models.TextChoices):
    V115 = "115", _("115 V (ordinary outlet)")
    V230 = "208/230", _("208/230 V")


class Compressor(models.TextChoices):
    INVERTER = "inverter", _("variable speed (inverter)")
    SINGLE = "single", _("single speed")


class Form(models.TextChoices):
    WALL = "wall", _("wall")
    FLOOR = "floor", _("floor console")
    CASSETTE = "cassette", _("ceiling cassette")
    DUCTED = "ducted", _("concealed, short ducts")
    WINDOW = "window", _("in the window")
    SADDLE = "saddle", _("over the window sill (saddle)")
    THROUGH_WALL = "through_wall", _("through the wall")
    PORTABLE = "portable", _("on the floor, with a hose")


class Hose(models.TextChoices):
    SINGLE = "single", _("one hose")
    DUAL = "dual", _("two hoses, or hose in hose")


class PanHeater(models.TextChoices):
    BUILT_IN = "built_in", _("built in")
    ACCESSORY = "accessory", _("accessory")
    NONE = "none", _("none")


class Hspf2Region(models.TextChoices):
    IV = "IV", _("region IV")
    V = "V", _("region V")


class Mode(models.TextChoices):
    HEATING = "heating", _("heating")
    COOLING = "cooling", _("cooling")


class PriceKind(models.TextChoices):
    STREET = "street", _("asked by a shop")
    LIST = "list", _("list price")
    OUTDOOR_ONLY = "outdoor_only", _("outdoor unit alone")


class Brand(models.Model):
    name = models.CharField(
        _("name"), max_length=80, unique=True, help_text=_("As on the unit: “Mitsubishi Electric”.")
    )
    slug = models.SlugField(
        _("slug"), max_length=80, unique=True, help_text=_("In the address: mitsubishi-electric.")
    )
    maker = models.CharField(
        _("maker"),
        max_length=120,
        blank=True,
        help_text=_("The company behind the brand, where it is another one."),
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="brand_slug_not_reserved",
                violation_error_message=_("This slug is the address of another page."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in public; not there while none of its units is live."""
        return reverse("brand", args=(self.slug,))


def seen_by_visitors(prefix: str = "") -> Q:
    """Which units visitors see; ``prefix`` leads to the unit (``heat_pump__``)."""
    live = Q(**{f"{prefix}status": Status.LIVE})
    return live | Q(**{f"{prefix}synthetic": True}) if settings.SYNTHETIC_CATALOG else live


class HeatPumpQuerySet(models.QuerySet["HeatPump"]):
    def published(self) -> Self:
        """Live records: drafts and retired ones are for admins.

        Where the setting allows it, for benchmarks alone, made-up units count as live.
        """
        return self.filter(seen_by_visitors())

    def pickable(self) -> Self:
        """What advice may recommend: live, single-zone, heated by heat pump, capacity known."""
        return (
            self.published()
            .filter(
                heat_source__in=HEATS_BY_HEAT_PUMP, single_zone=True, cooling_btu_h__isnull=False
            )
            .exclude(availability=Availability.DISCONTINUED)
            .exclude(type=UnitType.PTAC)
        )

    def with_published_minimum(self) -> Self:
        """Units whose lowest heating output at 47 °F is published."""
        return self.filter(
            pk__in=PerformancePoint.objects.filter(
                mode=Mode.HEATING, outdoor_f=47, min_btu_h__isnull=False
            ).values("heat_pump_id")
        )

    def with_counts(self) -> Self:
        """Counts of points, figures and prices, and the lowest output, without a query per row.

        ``point_count``, ``figure_count``, ``price_count``; ``lowest_output`` is the published
        minimum when heating at 47 °F [BTU/h].
        """

        def count(model: type[models.Model]) -> Coalesce:
            rows = model._default_manager.filter(heat_pump_id=models.OuterRef("pk")).order_by()
            counted = rows.values("heat_pump_id").annotate(n=models.Count("pk")).values("n")
            return Coalesce(models.Subquery(counted), 0)

        return self.annotate(
            point_count=count(PerformancePoint),
            figure_count=count(Figure),
            price_count=count(PriceObservation),
            lowest_output=models.Subquery(
                PerformancePoint.objects.filter(
                    heat_pump_id=models.OuterRef("pk"), mode=Mode.HEATING, outdoor_f=47
                ).values("min_btu_h")
            ),
        )


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
        help_text=_("Unique over the whole catalogue; once live, never change it."),
    )
    type = models.CharField(_("type"), max_length=12, choices=UnitType)
    series = models.CharField(_("series"), max_length=80, blank=True, help_text=_("“FX (H2i)”."))
    model_number = models.CharField(
        _("model number"),
        max_length=120,
        help_text=_("As sold. A mini-split: indoor / outdoor, “MSZ-FS06NA / MUZ-FS06NA”."),
    )
    indoor_model = models.CharField(_("indoor unit"), max_length=80, blank=True)
    outdoor_model = models.CharField(
        _("outdoor unit"),
        max_length=80,
        blank=True,
        help_text=_("The same head with another outdoor unit is another record."),
    )
    ahri_ref = models.CharField(
        _("AHRI number"), max_length=20, blank=True, help_text=_("Digits only: 210857307.")
    )

    # Standing
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.DRAFT)
    availability = models.CharField(
        _("availability"), max_length=12, choices=Availability, default=Availability.UNKNOWN
    )
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    single_zone = models.BooleanField(
        _("single-zone system"),
        default=True,
        help_text=_("No for an indoor head without a single-zone outdoor unit (MSZ-GL06NA)."),
    )
    heat_source = models.CharField(
        _("heat source"),
        max_length=9,
        choices=HeatSource,
        default=HeatSource.UNKNOWN,
        help_text=_("“With heat” is not enough: many window units carry a strip heater."),
    )
    confidence = models.CharField(
        _("confidence"), max_length=6, choices=Confidence, default=Confidence.LOW
    )
    notes = models.TextField(_("notes"), blank=True, help_text=_("For editors; not shown."))
    submittal_url = models.URLField(_("maker's data sheet"), max_length=300, blank=True)

    # Capacity and ratings. Heating output stands in the performance points.
    cooling_btu_h = models.PositiveIntegerField(
        _("cooling, rated [BTU/h]"),
        null=True,
        blank=True,
        help_text=_("At 95 °F. For a portable the SACC, never the larger ASHRAE figure: 12000."),
    )
    cooling_rating_basis = models.CharField(
        _("basis of the cooling figure"), max_length=25, choices=RatingBasis, blank=True
    )
    cooling_ashrae_btu_h = models.PositiveIntegerField(
        _("cooling, ASHRAE [BTU/h]"),
        null=True,
        blank=True,
        help_text=_("The figure on the box of a portable: 14000."),
    )
    cooling_min_btu_h = models.PositiveIntegerField(
        _("cooling, lowest [BTU/h]"), null=True, blank=True, help_text=_("At 95 °F.")
    )
    cooling_max_btu_h = models.PositiveIntegerField(
        _("cooling, highest [BTU/h]"), null=True, blank=True, help_text=_("At 95 °F.")
    )
    seer2 = models.FloatField(
        _("SEER2"), null=True, blank=True, help_text=_("Never a SEER: since 2023 the test differs.")
    )
    seer = models.FloatField(_("SEER (older)"), null=True, blank=True)
    eer2 = models.FloatField(_("EER2"), null=True, blank=True)
    eer = models.FloatField(_("EER (older)"), null=True, blank=True)
    ceer = models.FloatField(
        _("CEER"), null=True, blank=True, help_text=_("Window units; counts standby.")
    )
    hspf2 = models.FloatField(
        _("HSPF2"), null=True, blank=True, help_text=_("Never an HSPF: the test differs.")
    )
    hspf2_region = models.CharField(
        _("HSPF2 region"),
        max_length=2,
        choices=Hspf2Region,
        blank=True,
        help_text=_("Region IV unless the sheet says otherwise."),
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
        _("stops heating at [°F]"), null=True, blank=True, help_text=_("Measured cut-out: -18.")
    )
    restart_f = models.FloatField(
        _("heats again from [°F]"), null=True, blank=True, help_text=_("Above the cut-out: -14.")
    )
    max_operating_heating_f = models.FloatField(_("heats up to [°F]"), null=True, blank=True)
    min_operating_cooling_f = models.FloatField(_("cools down to [°F]"), null=True, blank=True)
    max_operating_cooling_f = models.FloatField(_("cools up to [°F]"), null=True, blank=True)

    # Sound
    sound_indoor_min_db = models.FloatField(
        _("indoors, quietest [dB(A)]"), null=True, blank=True, help_text=_("Lowest fan speed: 20.")
    )
    sound_indoor_max_db = models.FloatField(_("indoors, loudest [dB(A)]"), null=True, blank=True)
    sound_outdoor_db = models.FloatField(_("outdoors [dB(A)]"), null=True, blank=True)
    sound_basis = models.CharField(
        _("basis of the sound figures"),
        max_length=120,
        blank=True,
        help_text=_("Pressure or power, and the distance: “pressure at 1 m”."),
    )

    # Electrical and refrigerant
    voltage = models.CharField(_("voltage"), max_length=7, choices=Voltage, blank=True)
    min_circuit_amps = models.FloatField(_("minimum circuit [A]"), null=True, blank=True)
    max_overcurrent_amps = models.FloatField(_("largest breaker [A]"), null=True, blank=True)
    plug_amps = models.FloatField(_("plug [A]"), null=True, blank=True)
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
        _("fits windows"),
        max_length=40,
        blank=True,
        help_text=_("double_hung, slider, casement, with commas; empty if not published."),
    )
    width_in = models.FloatField(
        _("width [in]"), null=True, blank=True, help_text=_("Of the indoor part.")
    )
    height_in = models.FloatField(_("height [in]"), null=True, blank=True)
    depth_in = models.FloatField(_("depth [in]"), null=True, blank=True)
    weight_lb = models.FloatField(
        _("weight [lb]"), null=True, blank=True, help_text=_("Of what is lifted indoors.")
    )
    outdoor_weight_lb = models.FloatField(_("outdoor weight [lb]"), null=True, blank=True)
    line_length_max_ft = models.FloatField(_("longest line set [ft]"), null=True, blank=True)
    precharged_for_ft = models.FloatField(_("charged for a line of [ft]"), null=True, blank=True)
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
        _("local control"), null=True, blank=True, help_text=_("Works without the maker's cloud.")
    )
    diy_kit = models.BooleanField(
        _("do-it-yourself kit"),
        null=True,
        blank=True,
        help_text=_("Lines come charged and connect without a vacuum pump."),
    )
    mobile = models.BooleanField(
        _("made for an RV"), null=True, blank=True, help_text=_("Built to be moved about.")
    )
    filter = models.CharField(_("filter"), max_length=80, blank=True)
    dehumidification_pints_h = models.FloatField(
        _("takes from the air [pints/h]"), null=True, blank=True
    )

    # Warranty
    warranty_parts_years = models.FloatField(_("parts [years]"), null=True, blank=True)
    warranty_compressor_years = models.FloatField(_("compressor [years]"), null=True, blank=True)
    warranty_registered_years = models.FloatField(
        _("with registration [years]"), null=True, blank=True
    )

    # Import
    synthetic = models.BooleanField(
        _("made up"),
        default=False,
        editable=False,
        help_text=_("Made by make_catalog to try the product on a large catalogue; never live."),
    )
    loaded_checksum = models.CharField(
        _("checksum of the loaded record"), max_length=64, blank=True, editable=False
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
                violation_error_message=_("This brand already has that model number."),
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
                    "It cannot go live: it must be known to heat by heat pump,"
                    " not by a strip alone and not by something unknown."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status="live") | Q(cooling_btu_h__isnull=False),
                name="heatpump_live_has_capacity",
                violation_error_message=_("It cannot go live without a rated cooling capacity."),
            ),
            models.CheckConstraint(
                condition=~Q(status="live", type="ptac"),
                name="heatpump_live_is_room_unit",
                violation_error_message=_(
                    "It cannot go live: packaged terminal units are kept as drafts."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status="live", synthetic=True),
                name="heatpump_live_is_real",
                violation_error_message=_("It cannot go live: it is made up, for benchmarks."),
            ),
            models.CheckConstraint(
                condition=~Q(type="portable")
                | Q(cooling_btu_h__isnull=True)
                | Q(cooling_rating_basis="sacc_doe"),
                name="heatpump_portable_capacity_is_sacc",
                violation_error_message=_("The rated cooling of a portable is its SACC."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="heatpump_not_replaced_by_itself",
                violation_error_message=_("A unit cannot replace itself."),
            ),
            _at_most(
                "cooling_min_btu_h",
                "cooling_btu_h",
                name="heatpump_cooling_min_at_most_rated",
                message=_("The lowest cooling output is above the rated one."),
            ),
            _at_most(
                "cooling_btu_h",
                "cooling_max_btu_h",
                name="heatpump_cooling_rated_at_most_max",
                message=_("The rated cooling output is above the highest one."),
            ),
            _at_most(
                "sound_indoor_min_db",
                "sound_indoor_max_db",
                name="heatpump_sound_min_at_most_max",
                message=_("The quietest sound level is above the loudest one."),
            ),
            _at_most(
                "window_min_in",
                "window_max_in",
                name="heatpump_window_min_at_most_max",
                message=_("The narrowest window is wider than the widest one."),
            ),
            _one_of("type", UnitType.values, name="heatpump_type_known"),
            _one_of("status", Status.values, name="heatpump_status_known"),
            _one_of("availability", Availability.values, name="heatpump_availability_known"),
            _one_of("heat_source", HeatSource.values, name="heatpump_heat_source_known"),
            _one_of("voltage", ["", *Voltage.values], name="heatpump_voltage_known"),
            _one_of("form", ["", *Form.values], name="heatpump_form_known"),
            *(
                _within(ranges, name=f"heatpump_{group}_plausible")
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
            missing.append(_("it is not known to heat by heat pump"))
        if self.cooling_btu_h is None:
            missing.append(_("it has no rated cooling capacity"))
        if self.type == UnitType.PTAC:
            missing.append(_("packaged terminal units stay drafts"))
        if self.synthetic:
            missing.append(_("it is made up, for benchmarks"))
        return missing

    @classmethod
    def column(cls, name: str) -> models.Field[Any, Any]:
        """The field behind a column, for those who fill or blank columns by name."""
        field = cls._meta.get_field(name)
        assert isinstance(field, models.Field)
        return field


class PerformancePoint(models.Model):
    """Published output at one outdoor temperature; what is not published stays empty."""

    heat_pump = models.ForeignKey(
        HeatPump, models.CASCADE, related_name="points", verbose_name=_("heat pump")
    )
    mode = models.CharField(_("mode"), max_length=7, choices=Mode)
    outdoor_f = models.SmallIntegerField(
        _("outdoors [°F]"),
        validators=[MinValueValidator(-60), MaxValueValidator(130)],
        help_text=_("47, 17 and 5 for heating, 95 and 82 for cooling, as on the sheet."),
    )
    min_btu_h = models.PositiveIntegerField(
        _("lowest [BTU/h]"),
        null=True,
        blank=True,
        help_text=_("At the lowest compressor speed; the figure that fit depends on most."),
    )
    rated_btu_h = models.PositiveIntegerField(_("rated [BTU/h]"), null=True, blank=True)
    max_btu_h = models.PositiveIntegerField(
        _("highest [BTU/h]"),
        null=True,
        blank=True,
        help_text=_("ENERGY STAR's 5 °F figure is a highest one, not a rated one."),
    )
    cop_min = models.FloatField(_("COP at lowest"), null=True, blank=True)
    cop_rated = models.FloatField(_("COP at rated"), null=True, blank=True)
    cop_max = models.FloatField(_("COP at highest"), null=True, blank=True)

    class Meta:
        verbose_name = _("performance point")
        verbose_name_plural = _("performance points")
        ordering = ["heat_pump_id", "mode", "-outdoor_f", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["heat_pump", "mode", "outdoor_f"], name="point_unique_temperature"
            ),
            models.CheckConstraint(
                condition=Q(min_btu_h__isnull=False)
                | Q(rated_btu_h__isnull=False)
                | Q(max_btu_h__isnull=False)
                | Q(cop_min__isnull=False)
                | Q(cop_rated__isnull=False)
                | Q(cop_max__isnull=False),
                name="point_says_something",
                violation_error_message=_("Give at least one figure."),
            ),
            _at_most(
                "min_btu_h",
                "rated_btu_h",
                name="point_min_at_most_rated",
                message=_("The lowest output is above the rated one."),
            ),
            _at_most(
                "rated_btu_h",
                "max_btu_h",
                name="point_rated_at_most_max",
                message=_("The rated output is above the highest one."),
            ),
            _at_most(
                "min_btu_h",
                "max_btu_h",
                name="point_min_at_most_max",
                message=_("The lowest output is above the highest one."),
            ),
            _one_of("mode", Mode.values, name="point_mode_known"),
            _within({"outdoor_f": (-60, 130)}, name="point_temperature_plausible"),
            _within(PLAUSIBLE_POINT, name="point_figures_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.heat_pump} {self.mode} {self.outdoor_f} °F"


class Source(models.Model):
    """Where figures were read: a document, a list, a page."""

    locator = models.TextField(
        _("source"), unique=True, help_text=_("“Maker's submittal MSZ-FS06NA, sheet of 2023-04”.")
    )
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["locator", "id"]

    def __str__(self) -> str:
        return self.locator


class Figure(models.Model):
    """One published statement about one unit, kept as it was published."""

    heat_pump = models.ForeignKey(
        HeatPump, models.CASCADE, related_name="figures", verbose_name=_("heat pump")
    )
    name = models.CharField(
        _("name"), max_length=60, help_text=_("heating_min_btu_47f, seer2, voltage, …")
    )
    value = models.TextField(_("value"), help_text=_("As published, “9800/12000” included."))
    unit = models.CharField(_("unit"), max_length=16, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="figures", verbose_name=_("source")
    )
    source_date = models.CharField(
        _("date"), max_length=10, blank=True, help_text=_("As published: 2026, 2026-09.")
    )
    source_day = models.DateField(
        _("first day of that date"), null=True, blank=True, editable=False
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence)
    rights = models.CharField(_("rights"), max_length=20, choices=Rights, blank=True)
    note = models.TextField(_("note"), blank=True)
    in_use = models.BooleanField(
        _("in use"),
        default=False,
        help_text=_("The statement that stands in the record, among those of one name."),
    )
    batch = models.ForeignKey(
        "catalog.ImportBatch",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # an import finds its figures by their units
        related_name="figures",
        verbose_name=_("import"),
    )
    by_hand = models.BooleanField(
        _("entered by hand"),
        default=False,
        editable=False,
        help_text=_("Set at the catalogue desk: it wins over anything that is loaded."),
    )

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["heat_pump_id", "name", "-in_use", "id"]
        indexes = [
            models.Index(fields=["rights"], name="figure_rights", condition=~Q(rights="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["heat_pump", "name"],
                condition=Q(in_use=True),
                name="figure_one_in_use",
                violation_error_message=_("Another statement of this name is already in use."),
            ),
            _one_of("confidence", Confidence.values, name="figure_confidence_known"),
            _one_of("rights", Rights.values, name="figure_rights_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class PriceObservation(models.Model):
    """A price that was seen, at one place on one day."""

    heat_pump = models.ForeignKey(
        HeatPump, models.CASCADE, related_name="prices", verbose_name=_("heat pump")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PriceKind, default=PriceKind.STREET)
    amount_low = models.DecimalField(_("lowest"), max_digits=9, decimal_places=2)
    amount_high = models.DecimalField(_("highest"), max_digits=9, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    observed_on = models.DateField(
        _("seen on"), help_text=_("If only the month is known, its first day.")
    )
    retailer = models.CharField(_("shop or source"), max_length=300)

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        ordering = ["heat_pump_id", "-observed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["heat_pump", "kind", "observed_on", "retailer"], name="price_unique"
            ),
            models.CheckConstraint(
                condition=Q(amount_low__gt=0),
                name="price_positive",
                violation_error_message=_("A price is above zero."),
            ),
            _at_most(
                "amount_low",
                "amount_high",
                name="price_low_at_most_high",
                message=_("The lowest price is above the highest one."),
            ),
            _one_of("kind", PriceKind.values, name="price_kind_known"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="price_currency_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_low}–{self.amount_high} {self.currency}, {self.observed_on}"


class CatalogVersion(models.Model):
    """One row whose number moves with every change of the catalogue.

    Triggers of the database move it (migrations 0002 and 0010), so that saves, bulk updates, COPY
    and plain SQL all count, inside the transaction that made the change.
    """

    number = models.BigIntegerField(default=1)
    loaded_checksum = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="catalogversion_one_row")]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The version now; 0 while the catalogue has never been touched. One query."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0
