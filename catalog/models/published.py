"""What is published about a heat pump: points, figures with their sources, prices."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.choices import SEEN_PRICES, Confidence, Mode, PriceKind, Rights
from catalog.models.constraints import PLAUSIBLE_POINT, at_most, one_of, within


class PerformancePoint(models.Model):
    """Published output at one outdoor temperature; what is not published stays empty."""

    heat_pump = models.ForeignKey(
        "catalog.HeatPump", models.CASCADE, related_name="points", verbose_name=_("heat pump")
    )
    mode = models.CharField(_("mode"), max_length=7, choices=Mode)
    outdoor_f = models.SmallIntegerField(
        _("outdoors [°F]"),
        validators=[MinValueValidator(-60), MaxValueValidator(130)],
        help_text=_("As on the data sheet: 47, 17, and 5 for heating, 95 and 82 for cooling."),
    )
    min_btu_h = models.PositiveIntegerField(
        _("lowest [BTU/h]"),
        null=True,
        blank=True,
        help_text=_("At the lowest compressor speed. Sizing depends on it most."),
    )
    rated_btu_h = models.PositiveIntegerField(_("rated [BTU/h]"), null=True, blank=True)
    max_btu_h = models.PositiveIntegerField(
        _("highest [BTU/h]"),
        null=True,
        blank=True,
        help_text=_("ENERGY STAR's 5 °F figure is the highest output, not the rated one."),
    )
    cop_min = models.FloatField(_("COP at lowest output"), null=True, blank=True)
    cop_rated = models.FloatField(_("COP at rated output"), null=True, blank=True)
    cop_max = models.FloatField(_("COP at highest output"), null=True, blank=True)

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
                violation_error_message=_("Enter at least one figure."),
            ),
            at_most(
                "min_btu_h",
                "rated_btu_h",
                name="point_min_at_most_rated",
                message=_("The lowest output is higher than the rated output."),
            ),
            at_most(
                "rated_btu_h",
                "max_btu_h",
                name="point_rated_at_most_max",
                message=_("The rated output is higher than the highest output."),
            ),
            at_most(
                "min_btu_h",
                "max_btu_h",
                name="point_min_at_most_max",
                message=_("The lowest output is higher than the highest output."),
            ),
            one_of("mode", Mode.values, name="point_mode_known"),
            within({"outdoor_f": (-60, 130)}, name="point_temperature_plausible"),
            within(PLAUSIBLE_POINT, name="point_figures_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.heat_pump} {self.mode} {self.outdoor_f} °F"


class Source(models.Model):
    """Where figures were read: a document, a list, a page."""

    locator = models.TextField(
        _("source"),
        unique=True,
        help_text=_("“Submittal sheet MSZ-FS06NA, 2023-04”."),
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
        "catalog.HeatPump", models.CASCADE, related_name="figures", verbose_name=_("heat pump")
    )
    name = models.CharField(
        _("name"), max_length=60, help_text=_("heating_min_btu_47f, seer2, voltage, …")
    )
    value = models.TextField(_("value"), help_text=_("Exactly as published, even “9800/12000”."))
    unit = models.CharField(_("unit"), max_length=16, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="figures", verbose_name=_("source")
    )
    source_date = models.CharField(
        _("date"), max_length=10, blank=True, help_text=_("As published: 2026 or 2026-09.")
    )
    source_day = models.DateField(
        _("first day of that period"), null=True, blank=True, editable=False
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence)
    rights = models.CharField(_("rights"), max_length=20, choices=Rights, blank=True)
    note = models.TextField(_("note"), blank=True)
    in_use = models.BooleanField(
        _("in use"),
        default=False,
        help_text=_("The statement that the record uses, among those of one name."),
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
        help_text=_("Entered in the admin. It overrides anything that is imported."),
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
                violation_error_message=_("Another statement for this figure is already in use."),
            ),
            one_of("confidence", Confidence.values, name="figure_confidence_known"),
            one_of("rights", Rights.values, name="figure_rights_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class PriceQuerySet(models.QuerySet["PriceObservation"]):
    def seen(self) -> PriceQuerySet:
        """What somebody saw by today: no estimate, and nothing that a slip put in the future."""
        return self.filter(kind__in=SEEN_PRICES, observed_on__lte=timezone.localdate())


class PriceObservation(models.Model):
    """A price that was seen, at one place on one day; or one estimated from such a price."""

    heat_pump = models.ForeignKey(
        "catalog.HeatPump", models.CASCADE, related_name="prices", verbose_name=_("heat pump")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PriceKind, default=PriceKind.STREET)
    amount_low = models.DecimalField(_("lowest"), max_digits=9, decimal_places=2)
    amount_high = models.DecimalField(_("highest"), max_digits=9, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    observed_on = models.DateField(
        _("seen on"), help_text=_("If only the month is known, enter its first day.")
    )
    retailer = models.CharField(_("store or source"), max_length=300)
    link = models.URLField(
        _("offer"),
        max_length=500,
        blank=True,
        help_text=_("Where the store asks this price. Nothing that ranks reads it."),
    )
    # Of an estimate: when the price was seen, of which kind it is, and what it was multiplied by.
    estimated_from = models.DateField(
        _("estimated from the price of"), null=True, blank=True, editable=False
    )
    estimated_kind = models.CharField(  # noqa: DJ001  # NULL: no estimate, or an old one
        _("kind of that price"),
        max_length=12,
        choices=[(each.value, each.label) for each in SEEN_PRICES],
        null=True,
        blank=True,
        editable=False,
    )
    factor = models.DecimalField(
        _("factor"), max_digits=6, decimal_places=4, null=True, blank=True, editable=False
    )

    objects = PriceQuerySet.as_manager()

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
                violation_error_message=_("A price must be above zero."),
            ),
            at_most(
                "amount_low",
                "amount_high",
                name="price_low_at_most_high",
                message=_("The lowest price is higher than the highest price."),
            ),
            one_of("kind", PriceKind.values, name="price_kind_known"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="price_currency_code"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=PriceKind.ESTIMATED, estimated_from__isnull=False, factor__isnull=False
                )
                | ~Q(kind=PriceKind.ESTIMATED)
                & Q(estimated_from__isnull=True, factor__isnull=True),
                name="price_estimate_has_its_origin",
                violation_error_message=_("Only “Enter prices” makes estimates, from a price."),
            ),
            models.CheckConstraint(
                condition=Q(estimated_kind__isnull=True)
                | Q(kind=PriceKind.ESTIMATED, estimated_kind__in=SEEN_PRICES),
                name="price_estimate_kind_known",
            ),
        ]

    def __str__(self) -> str:
        amount = f"{self.amount_low}–{self.amount_high} {self.currency}"
        if self.kind == PriceKind.ESTIMATED:
            return str(_("%(amount)s, estimated from %(day)s")) % {
                "amount": amount,
                "day": self.estimated_from,
            }
        return f"{amount}, {self.observed_on}"

    @property
    def kind_in_words(self) -> str:
        """“store price”; an estimate says of what kind its price is, where that is no store's."""
        kind, base = PriceKind(self.kind).label, self.estimated_kind
        if base is None or base == PriceKind.STREET:
            return str(kind)
        return str(_("%(kind)s (%(base)s)")) % {"kind": kind, "base": PriceKind(base).label}

    def clean(self) -> None:
        """Nobody has seen tomorrow's price; an estimate that somebody saw after all is one no more.

        An estimate is a price times its factor: another amount is no longer that. Raises
        ``ValidationError`` at its field.
        """
        if self.observed_on and self.observed_on > timezone.localdate():
            raise ValidationError(
                {"observed_on": _("This day is in the future. Enter the day the price was seen.")}
            )
        if self.kind != PriceKind.ESTIMATED:
            self.estimated_from = self.estimated_kind = self.factor = None
        elif self.estimated_from is None:
            raise ValidationError(
                {"kind": _("Estimates are made from the list, by “Enter prices”. Choose another.")}
            )
        elif self.pk and not self._is_as_estimated():
            said = _(
                "An estimate is a price times its factor, so it cannot be changed. If somebody saw"
                " this price, choose its kind and enter the day; or delete the estimate."
            )
            raise ValidationError({"kind": said})

    def _is_as_estimated(self) -> bool:
        """Whether what the estimate says is what was saved when it was made. One query."""
        same = ("heat_pump_id", "amount_low", "amount_high", "currency", "observed_on", "retailer")
        stored = type(self)._default_manager.filter(pk=self.pk).values(*same).first()
        return bool(stored == {name: getattr(self, name) for name in same})
