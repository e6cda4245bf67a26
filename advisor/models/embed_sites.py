"""The sites that may show any of our frames, each with its two colors and its size of type.

Kept by administrators alone: who is named here may put our pages beside its own.
"""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from advisor.formatting.colors import READABLE, contrast
from advisor.models.articles import SITE_PATTERN, bare_host

COLOR_PATTERN = r"^#[0-9a-f]{6}$"
SMALLEST_PX, LARGEST_PX = 14, 22


def _color(name: StrOrPromise, help_text: StrOrPromise) -> models.CharField[str, str]:
    return models.CharField(
        name,
        max_length=7,
        blank=True,
        validators=[RegexValidator(COLOR_PATTERN, _("A color such as #1f5a45."))],
        help_text=help_text,
    )


class EmbedSite(models.Model):
    """A site that may frame every preset and every unit."""

    host = models.CharField(
        _("site"),
        max_length=120,
        unique=True,
        validators=[RegexValidator(SITE_PATTERN, _("A host name such as example.com."))],
        help_text=_("A host name such as example.com. www. is included."),
    )
    paper = _color(
        _("background color"),
        _("Such as #ffffff. If blank, the frame follows the reader’s light or dark scheme."),
    )
    accent = _color(
        _("accent color"),
        _("Links and buttons, such as #1f5a45. It must be readable on the background."),
    )
    font_px = models.PositiveSmallIntegerField(
        _("font size"),
        null=True,
        blank=True,
        validators=[MinValueValidator(SMALLEST_PX), MaxValueValidator(LARGEST_PX)],
        help_text=_("In pixels, 14 to 22. If blank, 16."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("site that can embed")
        verbose_name_plural = _("sites that can embed")
        ordering: ClassVar = ["host", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(host__regex=SITE_PATTERN), name="embedsite_host"),
            models.CheckConstraint(
                condition=Q(paper="", accent="")
                | Q(paper__regex=COLOR_PATTERN, accent__regex=COLOR_PATTERN),
                name="embedsite_two_colors_or_none",
            ),
            models.CheckConstraint(
                condition=Q(font_px__isnull=True) | Q(font_px__range=(SMALLEST_PX, LARGEST_PX)),
                name="embedsite_font_size",
            ),
        ]

    def __str__(self) -> str:
        return self.host

    def save(self, **options: object) -> None:
        self.host = bare_host(self.host)
        super().save(**options)  # type: ignore[arg-type]

    @property
    def has_style(self) -> bool:
        return bool(self.paper or self.font_px)

    def clean(self) -> None:
        """Both colors or none, and readable together; a pasted address is made its host."""
        self.paper, self.accent = self.paper.lower(), self.accent.lower()
        if bool(self.paper) != bool(self.accent):
            raise ValidationError(_("Enter both colors, or neither."))
        if not all(re.fullmatch(COLOR_PATTERN, color) for color in (self.paper, self.accent)):
            return  # its field says so
        if (ratio := contrast(self.accent, self.paper)) < READABLE:
            raise ValidationError(
                _(
                    "The contrast of these two colors is %(ratio)s to 1. Text needs at least"
                    " %(least)s to 1."
                )
                % {"ratio": f"{ratio:.1f}", "least": READABLE}
            )
