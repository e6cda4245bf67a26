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
