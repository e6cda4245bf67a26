"""The words that a record may use, with their names for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

HEATS_BY_HEAT_PUMP = ("heat_pump", "both")


class Confidence(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Rights(models.TextChoices):
    """Whose terms a figure comes under; CATALOG_WITH_RIGHTS says which are shown."""

    NONE = "", _("no restrictions")
    NEEP_2018_WORKBOOK = "neep-2018-workbook", _("NEEP workbook of 2018")
    NEEP_RECORD = "neep-record", _("later NEEP record (not for commercial use)")


class UnitType(models.TextChoices):
    MINI_SPLIT = "mini_split", _("mini-split")
    WINDOW = "window", _("window unit")
    PORTABLE = "portable", _("portable")
    THROUGH_WALL = "through_wall", _("through-wall unit (PTHP)")


@dataclass(frozen=True, kw_only=True)
class TypeRules:
    """What the catalog itself knows of a type that advice may pick."""

    usd_per_kbtu: tuple[float, float]
    """Plausible price of the unit alone, per 1,000 BTU/h of rated cooling: from the dated prices of
    the catalog and the ranges of the seed, with half of room to either side. [$]"""
    synthetic_share: float
    """Of the units of a synthetic catalog."""


TYPE_RULES: Final[dict[str, TypeRules]] = {
    UnitType.MINI_SPLIT.value: TypeRules(usd_per_kbtu=(30, 600), synthetic_share=0.8),
    UnitType.WINDOW.value: TypeRules(usd_per_kbtu=(20, 600), synthetic_share=0.15),
    UnitType.PORTABLE.value: TypeRules(usd_per_kbtu=(20, 300), synthetic_share=0.05),
    # No dated price of one is known: the bounds are those of window units.
    UnitType.THROUGH_WALL.value: TypeRules(usd_per_kbtu=(20, 600), synthetic_share=0.0),
}


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    LIVE = "live", _("live")
    RETIRED = "retired", _("retired")


class SaleStatus(models.TextChoices):
    """Whether a unit can be bought: the text of a dated figure, whose source says who saw it."""

    ON_SALE = "on_sale", _("on sale")
    CERTIFIED = "certified", _("on ENERGY STAR's list")
    ARCHIVE = "archive", _("older generation")
    DISCONTINUED = "discontinued", _("discontinued")
    UNKNOWN = "unknown", _("unknown")


FIRST_SHELF = (SaleStatus.ON_SALE, SaleStatus.CERTIFIED)
"""What advice recommends from. The rest is for decoding, comparing, and for who asks."""


class HeatSource(models.TextChoices):
    HEAT_PUMP = "heat_pump", _("heat pump")
    STRIP = "strip", _("electric resistance heat only")
    BOTH = "both", _("heat pump with electric resistance heat")
    NONE = "none", _("does not heat")
    UNKNOWN = "unknown", _("unknown")


class RatingBasis(models.TextChoices):
    AHRI = "ahri_95f", _("certified at 95 °F")
    SACC = "sacc_doe", _("SACC (federal test for portables)")
    RETAILER = "retailer_stated", _("as stated by a retailer")
    NOMINAL = "nominal", _("nominal, from the product name")
    FROM_NUMBER = "nominal_from_model_number", _("nominal, from the model number")


class Voltage(models.TextChoices):
    V115 = "115", _("115 V (standard outlet)")
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
    DUAL = "dual", _("two hoses, or a hose within a hose")


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
    STREET = "street", _("store price")
    LIST = "list", _("list price")
    OUTDOOR_ONLY = "outdoor_only", _("outdoor unit only")
    ESTIMATED = "estimated", _("estimated")


SEEN_PRICES: Final = (PriceKind.STREET, PriceKind.LIST, PriceKind.OUTDOOR_ONLY)
"""Prices that somebody saw. What is estimated from one of them never counts in advice."""
