"""Product feeds of shops: where they are read, and which of their items are units of ours.

Nothing here is an input of the advice.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import User
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.constraints import one_of
from catalog.models.heat_pump import HeatPump


class FeedKind(models.TextChoices):
    AUTO = "auto", _("detect it from the contents")
    TSV = "tsv", _("text with tabs (TSV)")
    CSV = "csv", _("text with commas or semicolons (CSV)")
    XML = "xml", _("XML (RSS or Atom)")


class Matched(models.TextChoices):
    """How it was found which unit an item is."""

    NOT = "", _("not yet")
    HAND = "hand", _("by hand")
    NUMBER = "number", _("by its model number")
    GTIN = "gtin", _("by its GTIN")


class Feed(models.Model):
    """The product feed of one shop, in the format that Google Merchant reads."""

    shop = models.CharField(
        _("store"), max_length=80, unique=True, help_text=_("The name readers see next to a price.")
    )
    address = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[RegexValidator(r"^https://", _("An address that begins with https://."))],
        help_text=_("Leave it empty if you upload the files as imports."),
    )
    kind = models.CharField(_("kind"), max_length=4, choices=FeedKind, default=FeedKind.AUTO)
    active = models.BooleanField(
        _("read every night"),
        default=True,
        help_text=_("By `refresh_catalog feeds --apply`."),
    )
    last_run = models.DateTimeField(_("last run"), null=True, editable=False)
    last_note = models.CharField(_("result"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("product feed")
        verbose_name_plural = _("product feeds")
        ordering: ClassVar[Any] = ["shop", "id"]
        constraints: ClassVar[Any] = [
            models.CheckConstraint(
                condition=Q(address="") | Q(address__startswith="https://"), name="feed_is_https"
            ),
            one_of("kind", FeedKind.values, name="feed_kind_known"),
        ]

    def __str__(self) -> str:
        return self.shop

    @property
    def reason(self) -> str:
        """Why a price of this feed is taken though it is unusual."""
        return f"As asked by {self.shop}"

    def note_run(self, note: str) -> None:
        """Remember when the feed was read last, and what came of it."""
        Feed.objects.filter(pk=self.pk).update(last_run=timezone.now(), last_note=note[:300])


class FeedItem(models.Model):
    """An item of a feed that is, or may be, one of our units; what a person said of it stays."""

    feed = models.ForeignKey(
        Feed, models.CASCADE, related_name="items", verbose_name=_("product feed")
    )
    item_id = models.CharField(_("item"), max_length=200)
    title = models.CharField(_("title"), max_length=300, blank=True)
    brand = models.CharField(_("brand"), max_length=120, blank=True)
    mpn = models.CharField(_("model number"), max_length=120, blank=True)
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True)
    link = models.URLField(_("offer"), max_length=500, blank=True)
    price_usd = models.DecimalField(_("price [$]"), max_digits=9, decimal_places=2, null=True)
    seen_on = models.DateField(_("seen on"))
    heat_pump = models.ForeignKey(
        HeatPump,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("heat pump"),
    )
    matched = models.CharField(
        _("matched"), max_length=6, choices=Matched, blank=True, default=Matched.NOT
    )
    ignored = models.BooleanField(
        _("not one of ours"), default=False, help_text=_("A part, an accessory or another product.")
    )
    by: models.ForeignKey[User | None, User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("item of a feed")
        verbose_name_plural = _("items of feeds")
        ordering: ClassVar[Any] = ["feed_id", "title", "id"]
        indexes: ClassVar[Any] = [
            models.Index(fields=["gtin"], name="feeditem_gtin", condition=~Q(gtin=""))
        ]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["feed", "item_id"], name="feeditem_once"),
            one_of("matched", Matched.values, name="feeditem_matched_known"),
        ]

    def __str__(self) -> str:
        return self.title or self.item_id
