"""What the database refuses: figures that cannot be, words that are not known."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

# Addresses under /heat-pumps/ that are pages of their own, for brands and models alike.
RESERVED_SLUGS = ("smallest", "compare", "decode")


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
            "full_capacity_down_to_f",
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


def at_most(low: str, high: str, *, name: str, message: StrOrPromise) -> models.CheckConstraint:
    """``low <= high`` wherever both are known."""
    return models.CheckConstraint(
        condition=Q(**{f"{low}__isnull": True})
        | Q(**{f"{high}__isnull": True})
        | Q(**{f"{high}__gte": F(low)}),
        name=name,
        violation_error_message=message,
    )


def one_of(field: str, values: Iterable[str], *, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)


def within(ranges: dict[str, tuple[float, float]], *, name: str) -> models.CheckConstraint:
    """Every column of ``ranges`` inside its range; an empty column passes."""
    condition = Q()
    for field, bounds in ranges.items():
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": bounds})
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=format_lazy(
            "{} {}", _("A figure is outside the possible range, in one of:"), ", ".join(ranges)
        ),
    )


LOWEST_AT_MOST_HIGHEST = (
    at_most(
        "cooling_min_btu_h",
        "cooling_btu_h",
        name="heatpump_cooling_min_at_most_rated",
        message=_("The lowest cooling output is higher than the rated output."),
    ),
    at_most(
        "cooling_btu_h",
        "cooling_max_btu_h",
        name="heatpump_cooling_rated_at_most_max",
        message=_("The rated cooling output is higher than the highest output."),
    ),
    at_most(
        "sound_indoor_min_db",
        "sound_indoor_max_db",
        name="heatpump_sound_min_at_most_max",
        message=_("The quietest sound level is louder than the loudest one."),
    ),
    at_most(
        "window_min_in",
        "window_max_in",
        name="heatpump_window_min_at_most_max",
        message=_("The narrowest window is wider than the widest window."),
    ),
)
"""Of a heat pump: the lowest, rated and highest figure of one quantity are in that order."""
