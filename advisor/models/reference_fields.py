"""Fields and expressions that the tables of reference data share."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, IntegerField, Value
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

AS_OF_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""A date as exact as it is known: a year, a month or a day."""


def as_of_field(verbose_name: "StrPromise", *, blank: bool = True) -> "models.CharField[str, str]":
    return models.CharField(
        verbose_name,
        max_length=10,
        blank=blank,
        validators=[RegexValidator(AS_OF_PATTERN, _("Enter 2026, 2026-03, or 2026-03-30."))],
        help_text=_("The date or period the figure describes: 2026, 2026-03, or 2026-03-30."),
    )


def source_field(
    verbose_name: "StrPromise", *, blank: bool = True, max_length: int = 200
) -> "models.CharField[str, str]":
    return models.CharField(
        verbose_name,
        max_length=max_length,
        blank=blank,
        help_text=_("Who publishes the figure, so that a reader can find it."),
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
        help_text=_("State average for homes. If blank, the substitute state’s figures are used."),
    )


def length_of(field: str) -> Func:
    return Func(F(field), function="cardinality", output_field=IntegerField())


def sum_of(field: str) -> Func:
    """Sum of an array; the function is made by the first migration, for a check cannot select."""
    return Func(F(field), function="advisor_array_sum", output_field=IntegerField())


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
        verbose_name,
        null=True,
        blank=True,
        help_text=_("Choose Unknown if the program does not say."),
    )


def rating_field(
    verbose_name: "StrPromise",
) -> "models.DecimalField[Decimal | int | str | None, Decimal | None]":
    return models.DecimalField(verbose_name, max_digits=4, decimal_places=1, null=True, blank=True)
