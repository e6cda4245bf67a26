"""The number that moves with every change of the catalog."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CatalogVersion(models.Model):
    """One row whose number moves with every change of the catalog.

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
        """The version now; 0 while the catalog has never been touched. One query."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0
