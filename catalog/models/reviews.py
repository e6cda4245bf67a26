"""A draft on its way to visitors: who says that it is ready, and what the publisher answers."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.constraints import one_of
from catalog.models.heat_pump import HeatPump


class ReviewState(models.TextChoices):
    READY = "ready", _("ready for review")
    RETURNED = "returned", _("returned")


class ReviewManager(models.Manager["Review"]):
    def ask(self, heat_pump: HeatPump, user: User) -> None:
        """Say that the draft is ready; an answer of before is done with."""
        asked = {"state": ReviewState.READY, "asked_by": user, "asked_at": timezone.now()}
        answer = {"word": "", "answered_by": None, "answered_at": None}
        self.update_or_create(heat_pump=heat_pump, defaults=asked | answer)

    def give_back(self, heat_pump: HeatPump, user: User, *, word: str) -> None:
        """Return the draft to its editor with a word."""
        answer = {"state": ReviewState.RETURNED, "word": word}
        by = {"answered_by": user, "answered_at": timezone.now()}
        self.update_or_create(heat_pump=heat_pump, defaults=answer | by)


class Review(models.Model):
    """One draft's; it goes when the unit is published or retired."""

    heat_pump = models.OneToOneField(
        HeatPump, models.CASCADE, related_name="review", verbose_name=_("heat pump")
    )
    state = models.CharField(_("state"), max_length=8, choices=ReviewState)
    asked_by: models.ForeignKey[User | None, User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    asked_at = models.DateTimeField(_("ready since"), null=True)
    word = models.TextField(_("word of the publisher"), blank=True)
    answered_by: models.ForeignKey[User | None, User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("returned by"),
    )
    answered_at = models.DateTimeField(_("returned"), null=True)

    objects = ReviewManager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [one_of("state", ReviewState.values, name="review_state_known")]

    def __str__(self) -> str:
        return f"{self.heat_pump}: {self.get_state_display()}"
