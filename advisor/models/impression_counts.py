"""How often units and states were shown: sums by day, and nothing about who looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShownCount(models.Model):
    """Picks of units, and advice for states, on one day: ``operations.impressions`` counts."""

    class What(models.TextChoices):
        UNIT = "unit", _("unit")  # key: slug
        STATE = "state", _("state")  # key: code

    what = models.CharField(_("what"), max_length=5, choices=What)
    key = models.CharField(_("key"), max_length=120)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("view count")
        verbose_name_plural = _("view counts")
        ordering = ["-day", "what", "key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["what", "day", "key"], name="showncount_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.key} {self.day}: {self.count}"
