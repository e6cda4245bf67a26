"""The site that the articles stand on, entered once by an administrator."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advisor.models.articles import SITE_PATTERN

SLUG_PLACE = "{slug}"


class ContentSite(models.Model):
    """One record at most. ``address_of`` forms the address of an article from its slug."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    host = models.CharField(
        _("host name"),
        max_length=120,
        validators=[RegexValidator(SITE_PATTERN, _("A host name such as www.example.com."))],
        help_text=_(
            "As its pages name themselves, with www. where they do. The name with and without"
            " www. counts as the same site."
        ),
    )
    path = models.CharField(
        _("path of an article"),
        max_length=120,
        default=f"/{SLUG_PLACE}/",
        validators=[
            RegexValidator(
                r"^/[\w/.{}-]*\{slug\}[\w/.-]*$", _("A path with {slug} in it, such as /{slug}/.")
            )
        ],
        help_text=_("Where the slug stands in an address: /{slug}/ or /blog/{slug}.html."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("content site")
        verbose_name_plural = _("content site")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="contentsite_one_row"),
        ]

    def __str__(self) -> str:
        return self.host

    def clean(self) -> None:
        self.host = self.host.strip().lower()
        if self.path.count(SLUG_PLACE) != 1 or self.path.replace(SLUG_PLACE, "").count("{"):
            raise ValidationError({"path": _("Write {slug} once.")})

    def address_of(self, slug: str) -> str:
        """The address of the article with this slug; https everywhere but on one's own machine."""
        local = self.host.partition(":")[0] in {"localhost", "127.0.0.1"}
        scheme = "http" if local else "https"
        return f"{scheme}://{self.host}{self.path.replace(SLUG_PLACE, slug)}"
