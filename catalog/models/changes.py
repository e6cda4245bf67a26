"""What was changed, by whom and how: written by triggers of the database (migration 0003).

Nothing bypasses it: saves, bulk updates, COPY and plain SQL all leave their rows here, inside the
transaction that made the change. ``catalog.history.acting`` says who is at work.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from catalog.models.heat_pump import HeatPump


class Action(models.TextChoices):
    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")


class How(models.TextChoices):
    HAND = "hand", _("by hand")
    IMPORT = "import", _("by an import")
    COMMAND = "command", _("by a command")
    DATABASE = "database", _("directly in the database")


class ChangeQuerySet(models.QuerySet["Change"]):
    def of_unit(self, pk: int) -> ChangeQuerySet:
        """A heat pump's own fields, its points, figures and prices; newest first."""
        return self.filter(heat_pump_id=pk).order_by("-id")

    def of_this_transaction(self) -> ChangeQuerySet:
        """What the transaction that is open has written so far."""
        now = RawSQL("(pg_current_xact_id()::text::bigint)", ())  # nothing from outside is in it
        return self.filter(transaction=now)

    def of_row(self, table: str, pk: object) -> ChangeQuerySet:
        return self.filter(table=table, row=str(pk)).order_by("-id")


class Change(models.Model):
    """One field of one row that changed; a row that came or went is one line.

    ``row`` is the key of the row: for points, figures and prices, which come and go with every
    merge of a record, it is what they are about ("heating|47").
    """

    at = models.DateTimeField(_("when"), help_text=_("When the transaction started."))
    transaction = models.BigIntegerField(_("transaction"))
    table = models.CharField(_("table"), max_length=63)
    row = models.TextField(_("row"))
    heat_pump = models.ForeignKey(
        HeatPump,
        models.DO_NOTHING,  # the history of a deleted unit stays
        db_constraint=False,
        null=True,
        related_name="changes",
        verbose_name=_("heat pump"),
    )
    action = models.CharField(_("what"), max_length=7, choices=Action)
    field = models.CharField(_("field"), max_length=63, blank=True)
    old = models.TextField(_("old"), null=True)  # noqa: DJ001  # NULL: nothing stood there
    new = models.TextField(_("new"), null=True)  # noqa: DJ001
    who = models.CharField(_("who"), max_length=150, blank=True)
    how = models.CharField(_("how"), max_length=8, choices=How)
    reason = models.TextField(_("reason"), blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["table", "row"], name="change_of_row", condition=Q(heat_pump__isnull=True)
            ),
            models.Index(
                fields=["at", "transaction"],
                name="change_of_transaction",
                condition=~Q(action="changed"),
            ),
            BrinIndex(fields=["at"], name="change_of_time"),  # what one save did, by all units
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.field}".strip()
