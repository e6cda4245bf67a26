"""The brand on a unit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.constraints import RESERVED_SLUGS


class Brand(models.Model):
    name = models.CharField(
        _("name"),
        max_length=80,
        unique=True,
        help_text=_("As shown on the unit: “Mitsubishi Electric”."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("Used in the page address: mitsubishi-electric."),
    )
    maker = models.CharField(
        _("manufacturer"),
        max_length=120,
        blank=True,
        help_text=_("The company behind the brand, if it has another name."),
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="brand_slug_not_reserved",
                violation_error_message=_("This slug is the address of another page."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in public; not there while none of its units is live."""
        return reverse("brand", args=(self.slug,))
