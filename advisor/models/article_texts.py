"""What was read of an article, and who follows the reports about the articles."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """A secret that nobody guesses: 32 random bytes."""
    return secrets.token_urlsafe(32)


class ArticleText(models.Model):
    """The text of an article as it was last read or pasted: it is held against each new catalog
    without asking the site again."""

    article = models.OneToOneField(
        "advisor.Article", models.CASCADE, related_name="read_text", verbose_name=_("article")
    )
    text = models.TextField(_("text"))
    read_at = models.DateTimeField(_("read"), auto_now=True)
    pasted = models.BooleanField(_("pasted by hand"), default=False)

    class Meta:
        verbose_name = _("text of an article")
        verbose_name_plural = _("texts of articles")
        ordering: ClassVar = ["article_id"]

    def __str__(self) -> str:
        return f"{self.article_id}, {self.read_at:%Y-%m-%d}"


class ReportSubscription(models.Model):
    """An editor's own feed of the reports: whoever has its token reads it, without signing in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("editor")
    )
    token = models.CharField(_("token"), max_length=64, unique=True, default=new_token)
    by_mail = models.BooleanField(_("by email"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now=True)

    class Meta:
        verbose_name = _("report subscription")
        verbose_name_plural = _("report subscriptions")
        ordering: ClassVar = ["user_id"]

    def __str__(self) -> str:
        return str(self.user_id)
