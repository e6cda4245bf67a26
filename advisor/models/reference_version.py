"""Which reference data are loaded."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReferenceVersion(models.Model):
    """Which reference data are in the tables: one row, which every load and every edit moves."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.CharField(
        _("version"),
        max_length=30,
        help_text=_(
            "Edition and checksum of the project files. The number after the + counts manual edits."
        ),
    )
    checksum = models.CharField(_("checksum of the project files"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded"))
    edits = models.PositiveIntegerField(_("manual edits"), default=0)

    class Meta:
        verbose_name = _("reference data version")
        verbose_name_plural = _("reference data version")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="reference_version_single")
        ]

    def __str__(self) -> str:
        return self.version
