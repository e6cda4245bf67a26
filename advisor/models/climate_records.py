"""Where a ZIP code is, and the typical year of its weather station."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from advisor.engine.place import HOURS_A_YEAR
from advisor.models.reference_fields import length_of, sum_of
from advisor.models.state_prices import State
from advisor.models.tariff_records import GridArea

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
        models.FloatField(), size=MONTHS, verbose_name=_("average for each month, °F")
    )
    monthly_sun = ArrayField(
        models.SmallIntegerField(),
        size=MONTHS,
        verbose_name=_("average daily sun of each month, horizontal, BTU/ft²"),
    )
    wind_mph = models.FloatField(_("average wind in winter, mph"))
    bin_f = ArrayField(models.SmallIntegerField(), verbose_name=_("center of each bin, °F"))
    outdoor_f = ArrayField(models.FloatField(), verbose_name=_("average of each bin, °F"))
    humidity_gr_lb = ArrayField(models.FloatField(), verbose_name=_("humidity, gr/lb"))
    sun_h = ArrayField(models.FloatField(), verbose_name=_("sun, horizontal, BTU/h·ft²"))
    sun_n = ArrayField(models.FloatField(), verbose_name=_("sun, north, BTU/h·ft²"))
    sun_e = ArrayField(models.FloatField(), verbose_name=_("sun, east, BTU/h·ft²"))
    sun_s = ArrayField(models.FloatField(), verbose_name=_("sun, south, BTU/h·ft²"))
    sun_w = ArrayField(models.FloatField(), verbose_name=_("sun, west, BTU/h·ft²"))
    hours = ArrayField(models.SmallIntegerField(), verbose_name=_("hours per year"))
    hours_day = ArrayField(
        models.SmallIntegerField(), verbose_name=_("hours per year, 8 a.m. to 10 p.m.")
    )
    month_hours = ArrayField(models.SmallIntegerField(), verbose_name=_("hours per month"))
    month_hours_day = ArrayField(
        models.SmallIntegerField(), verbose_name=_("hours per month, 8 a.m. to 10 p.m.")
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
            models.CheckConstraint(
                condition=Exact(length_of("monthly_sun"), Value(MONTHS)),
                name="station_twelve_months_of_sun",
            ),
            models.CheckConstraint(condition=Q(wind_mph__gte=0), name="station_wind"),
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
        COUNTY = "county", _("From the county")
        COUNTY_BOUNDED = (
            "county_bounded",
            _("From the county, limited by the station’s typical year"),
        )
        STATION = "station", _("From the station, because the county’s were too far from it")
        YEAR_BOUNDED = (
            "year_bounded",
            _("Moved to where the station’s typical year has 44 to 175 colder hours"),
        )
        TYPICAL_YEAR = (
            "typical_year",
            _("From the station’s typical year, because the county has none"),
        )

    zip = models.CharField(_("ZIP code"), max_length=5, primary_key=True)
    place = models.CharField(_("place"), max_length=40)
    state = models.ForeignKey(State, verbose_name=_("state"), on_delete=models.PROTECT)
    county = models.CharField(_("county"), max_length=60, blank=True)
    lat = models.FloatField(_("latitude"))
    elevation_ft = models.SmallIntegerField(
        _("elevation, ft"),
        null=True,
        blank=True,
        help_text=_("Of the town. Blank where it is not known: then the station’s counts."),
    )
    station = models.ForeignKey(
        ClimateStation, verbose_name=_("climate station"), on_delete=models.PROTECT
    )
    grid_area = models.ForeignKey(
        GridArea,
        verbose_name=_("grid area"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Blank: the main grid subregion of the state."),
    )
    station_km = models.PositiveSmallIntegerField(_("distance from the station, km"))
    heating_design_99_f = models.FloatField(_("heating design temperature, °F"))
    cooling_design_1_f = models.FloatField(_("cooling design temperature, °F"))
    design_source = models.CharField(
        _("source of the design temperatures"), max_length=14, choices=DesignSource
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
