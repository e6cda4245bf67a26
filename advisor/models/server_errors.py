"""The last errors of ours, for administrators: where and what, nothing about who asked for what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServerError(models.Model):
    """A request that ended in an error: ``operations.last_errors`` keeps the newest."""

    at = models.DateTimeField(_("when"), auto_now_add=True)
    route = models.CharField(_("page"), max_length=80)
    method = models.CharField(_("method"), max_length=10)
    kind = models.CharField(_("error"), max_length=120)  # the exception's type, without its words
    place = models.CharField(_("place in the code"), max_length=200)
    request_id = models.CharField(_("request"), max_length=64)

    class Meta:
        verbose_name = _("server error")
        verbose_name_plural = _("server errors")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} ({self.route})"
