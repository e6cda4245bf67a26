"""Versions of the ranking: what editors changed of its weights and limits, and why."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _


class RankingVersion(models.Model):
    """One state of the ranking; the newest is in force. Rows are only ever added.

    ``values`` holds what differs from the engine's own constants, ``effect`` what the change did
    to the benchmark rooms when it was saved.
    """

    at = models.DateTimeField(_("in effect since"), auto_now_add=True)
    by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    values = models.JSONField(_("changes from the engine defaults"), default=dict)
    effect = models.JSONField(_("benchmark rooms with a new winner"), default=list)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("ranking version")
        verbose_name_plural = _("ranking versions")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"r{self.pk}"
