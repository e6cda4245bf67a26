"""Reference data: where the visitor is, what the weather does there, what energy and work cost.

``manage.py load_reference`` fills these tables from ``advisor/data/``; ``advisor/places.py`` reads
them. Origin, date and licence of every figure: ``advisor/data/SOURCES.md``.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, IntegerField, Q, Value
from django.db.models.lookups import Exact, Regex
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from advisor.engine.answers import UNIT_TYPES
from advisor.engine.place import HOURS_A_YEAR

AS_OF_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""A date as exact as it is known: a year, a month or a day."""

FUELS = {
    "electricity": "electricity_usd_kwh",
    "gas": "gas_usd_therm",
    "propane": "propane_usd_gal",
    "oil": "oil_usd_gal",
}
"""Each fuel with the field of its price; its date and source are ``<fuel>_as_of``, ``_source``."""


def as_of_field(verbose_name: "StrPromise", *, blank: bool = True) -> "models.CharField[str, str]":
    return models.CharField(
        verbose_name,
        max_length=10,
        blank=blank,
        validators=[RegexValidator(AS_OF_PATTERN, _("Write 2026, 2026-03 or 2026-03-30."))],
        help_text=_("The time that the figure describes: 2026, 2026-03 or 2026-03-30."),
    )


def source_field(
    verbose_name: "StrPromise", *, blank: bool = True, max_length: int = 200
) -> "models.CharField[str, str]":
    return models.CharField(
        verbose_name,
        max_length=max_length,
        blank=blank,
        help_text=_("Who publishes the figure, so that a reader can find it again."),
    )


def price_field(
    verbose_name: "StrPromise",
) -> "models.DecimalField[Decimal | str | None, Decimal | None]":
    return models.DecimalField(
        verbose_name,
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Residential mean of the state. Blank: the figures of the stand-in are used."),
    )


class State(models.Model):
    """A state, a territory, or the whole country (``US``), with its energy prices.

    Where a price is blank, that of ``stand_in`` is used, and the visitor is told.
    """

    class Co2Confidence(models.TextChoices):
        SUBREGION = "subregion", _("Current figure of the main grid subregion")
        STALE = "stale", _("Older figure of the main grid subregion")
        US_MEAN = "us_mean", _("Mean of the country")

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    stand_in = models.ForeignKey(
        "self",
        verbose_name=_("stand-in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Whose figures are used where the own ones are blank."),
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
        _("CO2 of the electricity, lb/MWh"),
        null=True,
        blank=True,
        help_text=_("As generated, from EPA eGRID; the loss of the grid comes on top."),
    )
    co2_as_of = as_of_field(_("CO2, as of"))
    co2_source = source_field(_("CO2, source"))
    co2_confidence = models.CharField(
        _("CO2, confidence"), max_length=10, choices=Co2Confidence, blank=True
    )

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
                for fuel, price in FUELS.items()
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


def length_of(field: str) -> Func:
    return Func(F(field), function="cardinality", output_field=IntegerField())


def sum_of(field: str) -> Func:
    """Sum of an array; the function is made by the first migration, for a check cannot select."""
    return Func(F(field), function="advisor_array_sum", output_field=IntegerField())


BIN_ARRAYS = (
    "outdoor_f",
    "humidity_gr_lb",
    "sun_h",
    "sun_n",
    "sun_e",
    "sun_s",
    "sun_w",
    "hours",
    "hours_day",
)
MONTHS = 12


class ClimateStation(models.Model):
    """A weather station: its design temperatures, and its typical year in temperature bins.

    The arrays have one entry per bin of 5 °F, in rising temperature; ``month_*`` hold January's
    bins, then February's, and so on.
    """

    station_id = models.CharField(_("station"), max_length=6, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    state = models.ForeignKey(
        State, verbose_name=_("state"), on_delete=models.PROTECT, related_name="stations"
    )
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))
    elevation_ft = models.SmallIntegerField(_("elevation, ft"))
    iecc_zone = models.CharField(_("IECC zone"), max_length=2)
    heating_design_99_f = models.FloatField(_("heating design temperature, °F"))
    cooling_design_1_f = models.FloatField(_("cooling design temperature, °F"))
    cooling_humidity_gr_lb = models.FloatField(_("humidity at cooling design, gr/lb"))
    daily_range_f = models.FloatField(_("daily range, °F"))
    hdd65 = models.PositiveSmallIntegerField(_("heating degree days"))
    cdd65 = models.PositiveSmallIntegerField(_("cooling degree days"))
    monthly_mean_f = ArrayField(
        models.FloatField(), size=MONTHS, verbose_name=_("mean of each month, °F")
    )
    bin_f = ArrayField(models.SmallIntegerField(), verbose_name=_("centre of each bin, °F"))
    outdoor_f = ArrayField(models.FloatField(), verbose_name=_("mean of each bin, °F"))
    humidity_gr_lb = ArrayField(models.FloatField(), verbose_name=_("humidity, gr/lb"))
    sun_h = ArrayField(models.FloatField(), verbose_name=_("sun, horizontal, BTU/h·ft²"))
    sun_n = ArrayField(models.FloatField(), verbose_name=_("sun, north, BTU/h·ft²"))
    sun_e = ArrayField(models.FloatField(), verbose_name=_("sun, east, BTU/h·ft²"))
    sun_s = ArrayField(models.FloatField(), verbose_name=_("sun, south, BTU/h·ft²"))
    sun_w = ArrayField(models.FloatField(), verbose_name=_("sun, west, BTU/h·ft²"))
    hours = ArrayField(models.SmallIntegerField(), verbose_name=_("hours a year"))
    hours_day = ArrayField(
        models.SmallIntegerField(), verbose_name=_("hours a year, 8 to 22 o'clock")
    )
    month_hours = ArrayField(models.SmallIntegerField(), verbose_name=_("hours a month"))
    month_hours_day = ArrayField(
        models.SmallIntegerField(), verbose_name=_("hours a month, 8 to 22 o'clock")
    )

    class Meta:
        verbose_name = _("climate station")
        verbose_name_plural = _("climate stations")
        ordering: ClassVar = ["state", "name", "station_id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(heating_design_99_f__lt=F("cooling_design_1_f")),
                name="station_designs_in_order",
            ),
            models.CheckConstraint(condition=Q(daily_range_f__gt=0), name="station_daily_range"),
            models.CheckConstraint(
                condition=Exact(length_of("monthly_mean_f"), Value(MONTHS)),
                name="station_twelve_months",
            ),
            *(
                models.CheckConstraint(
                    condition=Exact(length_of(field), length_of("bin_f")),
                    name=f"station_{field}_per_bin",
                )
                for field in BIN_ARRAYS
            ),
            *(
                models.CheckConstraint(
                    condition=Exact(length_of(field), length_of("bin_f") * Value(MONTHS)),
                    name=f"station_{field}_per_bin",
                )
                for field in ("month_hours", "month_hours_day")
            ),
            *(
                models.CheckConstraint(
                    condition=Exact(sum_of(field), Value(HOURS_A_YEAR)),
                    name=f"station_{field}_fill_the_year",
                )
                for field in ("hours", "month_hours")
            ),
            models.CheckConstraint(
                condition=Exact(sum_of("hours_day"), sum_of("month_hours_day")),
                name="station_day_is_sum_of_months",
            ),
            *(
                models.CheckConstraint(
                    condition=Func(
                        F(part),
                        F(whole),
                        function="advisor_array_within",
                        output_field=models.BooleanField(),
                    ),
                    name=f"station_{part}_within",
                )
                for part, whole in (("hours_day", "hours"), ("month_hours_day", "month_hours"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.state_id}"


class ZipCode(models.Model):
    """A ZIP code: its place, its design temperatures and its weather station."""

    class DesignSource(models.TextChoices):
        COUNTY = "county", _("The county's")
        COUNTY_BOUNDED = "county_bounded", _("The county's, bounded by the station's typical year")
        STATION = "station", _("The station's: the county's lay too far from it")
        TYPICAL_YEAR = "typical_year", _("The station's typical year: none for the county")

    zip = models.CharField(_("ZIP code"), max_length=5, primary_key=True)
    place = models.CharField(_("place"), max_length=40)
    state = models.ForeignKey(State, verbose_name=_("state"), on_delete=models.PROTECT)
    county = models.CharField(_("county"), max_length=60, blank=True)
    lat = models.FloatField(_("latitude"))
    station = models.ForeignKey(
        ClimateStation, verbose_name=_("climate station"), on_delete=models.PROTECT
    )
    station_km = models.PositiveSmallIntegerField(_("distance from the station, km"))
    heating_design_99_f = models.FloatField(_("heating design temperature, °F"))
    cooling_design_1_f = models.FloatField(_("cooling design temperature, °F"))
    design_source = models.CharField(
        _("design temperatures from"), max_length=14, choices=DesignSource
    )

    class Meta:
        verbose_name = _("ZIP code")
        verbose_name_plural = _("ZIP codes")
        ordering: ClassVar = ["zip"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(zip__regex=r"^[0-9]{5}$"), name="zip_five_digits"),
            models.CheckConstraint(
                condition=Q(heating_design_99_f__lt=F("cooling_design_1_f")),
                name="zip_designs_in_order",
            ),
            models.CheckConstraint(
                condition=Q(lat__gte=-90, lat__lte=90), name="zip_latitude_on_earth"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zip} {self.place}, {self.state_id}"


def usd_field(
    verbose_name: "StrPromise", *, optional: bool = False, help_text: "StrPromise | str" = ""
) -> "models.DecimalField[Decimal | int | str | None, Any]":
    return models.DecimalField(
        verbose_name,
        max_digits=9,
        decimal_places=2,
        null=optional,
        blank=optional,
        help_text=help_text,
    )


class InstallationCost(models.Model):
    """One line of installation: a range in dollars, with its date and source.

    ``mini_split_installed`` is no line but the whole job, unit included: to compare the sum with.
    """

    class Code(models.TextChoices):
        LABOUR = "labour", _("Labour of the installer")
        LINE_SET = "line_set", _("Line set, refrigerant and cover")
        OUTDOOR_MOUNT = "outdoor_mount", _("Pad or wall bracket")
        SNOW_STAND = "snow_stand", _("Stand above the snow")
        PERMIT = "permit", _("Permit and inspection")
        CIRCUIT = "circuit", _("New electrical circuit")
        CONDENSATE_PUMP = "condensate_pump", _("Condensate pump")
        KIT_TOOLS = "kit_tools", _("Tools and small parts for a self-installed kit")
        KIT_COMMISSIONING = "kit_commissioning", _("Commissioning of a self-installed kit")
        WINDOW_BRACKET = "window_bracket", _("Window bracket and sealing")
        HANDYMAN = "handyman", _("Handyman for a window unit")
        VENT_KIT = "vent_kit", _("Sealing of a portable's vent")
        CASEMENT_PANEL = "casement_panel", _("Panel for a casement window")
        MINI_SPLIT_INSTALLED = "mini_split_installed", _("Mini-split, unit and work together")

    code = models.CharField(_("line"), max_length=20, primary_key=True, choices=Code)
    low = usd_field(_("low, $"))
    typical = usd_field(_("typical, $"))
    high = usd_field(_("high, $"))
    market_low = usd_field(
        _("other guides, low, $"),
        optional=True,
        help_text=_("Where other guides say more or less than the range above: shown beside it."),
    )
    market_high = usd_field(_("other guides, high, $"), optional=True)
    source = source_field(_("source"), blank=False, max_length=300)
    as_of = as_of_field(_("as of"), blank=False)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What changed and why, for the next editor.")
    )

    class Meta:
        verbose_name = _("installation cost")
        verbose_name_plural = _("installation costs")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(low__gte=0, low__lte=F("typical"), typical__lte=F("high")),
                name="installation_range_rises",
                violation_error_message=_("Low, typical and high must rise, from 0 on."),
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
                violation_error_message=_("Give both prices of other guides, the lower first."),
            ),
            models.CheckConstraint(
                condition=Q(as_of__regex=AS_OF_PATTERN) & ~Q(source=""),
                name="installation_dated_and_sourced",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()


def joined(field: str) -> Func:
    """The items of an array of text in one string, for a check to read."""
    return Func(F(field), Value(" "), function="array_to_string", output_field=models.TextField())


def code_list(
    verbose_name: "StrPromise", *, max_length: int, help_text: "StrPromise"
) -> "ArrayField[Sequence[str], list[str]]":
    return ArrayField(
        models.CharField(max_length=max_length),
        verbose_name=verbose_name,
        default=list,
        blank=True,
        help_text=help_text,
    )


def asked_field(verbose_name: "StrPromise") -> "models.BooleanField[bool | None, bool | None]":
    return models.BooleanField(
        verbose_name, null=True, blank=True, help_text=_("Unknown: the programme does not say.")
    )


def rating_field(
    verbose_name: "StrPromise",
) -> "models.DecimalField[Decimal | int | str | None, Decimal | None]":
    return models.DecimalField(verbose_name, max_digits=4, decimal_places=1, null=True, blank=True)


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
    unit_types = code_list(_("types"), max_length=10, help_text=_("Blank: every type."))
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


class ReferenceVersion(models.Model):
    """Which reference data are in the tables: one row, which every load and every edit moves."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.CharField(
        _("version"),
        max_length=30,
        help_text=_("Edition and checksum of the files; after a + the number of edits by hand."),
    )
    checksum = models.CharField(_("checksum of the files"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded"))
    edits = models.PositiveIntegerField(_("edits by hand"), default=0)

    class Meta:
        verbose_name = _("version of the reference data")
        verbose_name_plural = _("version of the reference data")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="reference_version_single")
        ]

    def __str__(self) -> str:
        return self.version
