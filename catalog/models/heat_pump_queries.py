"""Selections of heat pumps, and what lists show beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from catalog.models.choices import HEATS_BY_HEAT_PUMP, Mode, SaleStatus, Status
from catalog.models.published import Figure, PerformancePoint, PriceObservation

if TYPE_CHECKING:
    from catalog.models.heat_pump import HeatPump  # noqa: F401  (named in a string below)


def seen_by_visitors(prefix: str = "") -> Q:
    """Which units visitors see; ``prefix`` leads to the unit (``heat_pump__``)."""
    live = Q(**{f"{prefix}status": Status.LIVE})
    return live | Q(**{f"{prefix}synthetic": True}) if settings.SYNTHETIC_CATALOG else live


class HeatPumpQuerySet(models.QuerySet["HeatPump"]):
    def published(self) -> Self:
        """Live records: drafts and retired ones are for admins.

        Where the setting allows it, for benchmarks alone, synthetic units count as live.
        """
        return self.filter(seen_by_visitors())

    def pickable(self) -> Self:
        """What advice may recommend: live, single-zone, heated by heat pump, capacity known."""
        return (
            self.published()
            .filter(
                heat_source__in=HEATS_BY_HEAT_PUMP, single_zone=True, cooling_btu_h__isnull=False
            )
            .exclude(availability=SaleStatus.DISCONTINUED)
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
