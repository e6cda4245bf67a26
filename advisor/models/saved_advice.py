"""What visitors leave here of their own will: a dated copy of an advice, a word on a wrong number.

Neither knows who wrote it: no name, no email, no network address, no cookie.
"""

import secrets
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CODE_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
"""Digits and letters that nobody confuses on paper (no 0 and o, 1, i and l), and no vowel, so that
no code is a word."""

CODE_LENGTH = 8
"""28 ** 8 codes, 38 bits: with 100,000 copies kept, one guess in four million finds any of them."""

MAX_PAGE, MAX_FIELD, MAX_CLAIM, MAX_SOURCE = 500, 120, 1000, 500


def new_code() -> str:
    """A code that nobody can guess from another one."""
    return "".join(secrets.choice(CODE_ALPHABET) for _place in range(CODE_LENGTH))


class Recent(models.QuerySet[Any]):
    """Rows that visitors write, counted to slow down whoever writes too many."""

    def of_the_last_hour(self) -> int:
        return self.filter(written_at__gte=timezone.now() - timedelta(hours=1)).count()


class SavedAdviceQuerySet(Recent):
    def keep(self, *, query: str, snapshot: dict[str, Any]) -> "SavedAdvice":
        """A new copy under a new code.

        Never the copy of somebody else, even where the answers are equal: whoever holds a code may
        delete what it opens.
        """
        for _attempt in range(3):
            try:
                with transaction.atomic():
                    kept: SavedAdvice = self.create(code=new_code(), query=query, snapshot=snapshot)
                    return kept
            except IntegrityError:  # the code is taken: one chance in millions
                continue
        raise RuntimeError("Found no free code in three attempts.")

    def not_opened_since(self, day: date) -> "SavedAdviceQuerySet":
        return self.filter(opened_on__lt=day)


class SavedAdvice(models.Model):
    """The advice of one day: the answers, and what was said then, to compare with what is now."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH, primary_key=True)
    query = models.TextField(_("answers"))
    written_at = models.DateTimeField(_("saved on"), default=timezone.now, db_index=True)
    opened_on = models.DateField(
        _("last opened on"),
        default=timezone.localdate,
        db_index=True,
        help_text=_("Only the last day is stored. It shows which copies are no longer needed."),
    )
    snapshot = models.JSONField(_("what the advice said"))

    objects: ClassVar[SavedAdviceQuerySet] = SavedAdviceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("saved advice")
        verbose_name_plural = _("saved advice")
        ordering: ClassVar = ["-written_at", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=rf"^[{CODE_ALPHABET}]{{{CODE_LENGTH}}}$"),
                name="saved_code_of_our_alphabet",
            ),
            models.CheckConstraint(condition=~Q(query=""), name="saved_has_answers"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def kept_on(self) -> date:
        return timezone.localdate(self.written_at)

    def opened(self, today: date) -> None:
        """Note the day, once a day."""
        if self.opened_on < today and not settings.READ_ONLY:
            type(self).objects.filter(pk=self.pk).update(opened_on=today)


class WrongNumber(models.Model):
    """A figure that a visitor doubts, with what they think is right."""

    page = models.CharField(_("page"), max_length=MAX_PAGE, blank=True)
    field = models.CharField(_("which number"), max_length=MAX_FIELD)
    claim = models.TextField(_("what it should be"), max_length=MAX_CLAIM)
    source = models.CharField(
        _("source"),
        max_length=MAX_SOURCE,
        blank=True,
        help_text=_("In the visitor’s own words. Check it before you act on it."),
    )
    written_at = models.DateTimeField(_("sent on"), default=timezone.now, db_index=True)
    settled = models.BooleanField(_("resolved"), default=False)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What you found, and where you fixed it.")
    )

    objects: ClassVar[Recent] = Recent.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("reported number")
        verbose_name_plural = _("reported numbers")
        ordering: ClassVar = ["settled", "-written_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(field="") & ~Q(claim=""), name="doubt_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.written_at:%Y-%m-%d})"
