"""What an import did and what may be taken back; reasons for what looks unusual."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.heat_pump import HeatPump


class BatchState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    FETCHING = "fetching", _("being downloaded")
    CHECKING = "checking", _("being checked")
    ASKED = "asked", _("waiting for your answer")
    CHECKED = "checked", _("checked, not applied yet")
    APPLYING = "applying", _("being applied")
    APPLIED = "applied", _("applied")
    REFUSED = "refused", _("rejected")
    BROKEN = "broken", _("interrupted; the catalog is unchanged")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")


class ImportBatch(models.Model):
    """One file that was read into the catalog, or is about to be."""

    format = models.CharField(_("format"), max_length=20)
    file_name = models.CharField(_("file"), max_length=200)
    file_sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=BatchState, default=BatchState.WAITING
    )
    by: models.ForeignKey[User | None, User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    reason = models.TextField(_("reason"), blank=True)
    publish = models.BooleanField(
        _("publish new and completed units"),
        default=False,
        help_text=_(
            "New units and drafts that the file completes go live if they have no errors or"
            " warnings. The others stay drafts and are listed."
        ),
    )
    overwrite_hand_edits = models.BooleanField(
        _("overwrite figures edited by hand"),
        default=False,
        help_text=_("If unchecked, manual edits are kept and listed in the report."),
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last updated"), auto_now=True)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows processed"), default=0)
    counts = models.JSONField(_("counts"), default=dict, editable=False)
    problems = models.JSONField(_("problems"), default=list, editable=False)
    message = models.TextField(_("message"), blank=True)
    feed = models.ForeignKey(
        "catalog.Feed",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="batches",
        verbose_name=_("product feed"),
        help_text=_("For the format “Product feed of a store” only: whose file this is."),
    )
    # What the file leaves open: {"about": key of the answers, "choices": [[value, words], …]}.
    question = models.JSONField(_("question"), default=dict, editable=False)
    answers = models.JSONField(_("answers"), default=dict, editable=False)
    # What the server said of what was read: for the next, conditional request.
    origin = models.JSONField(_("read from"), default=dict, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=BatchState.values), name="importbatch_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.file_name}"


class ImportChunk(models.Model):
    """A piece of an uploaded file, kept until the import is applied: any machine may apply it."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["batch_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="importchunk_unique_number")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}, {self.number}"


class ImportChange(models.Model):
    """What an import does, or did, to one unit: for the report and for taking it back.

    ``fields`` holds ``{name: [old, new]}``, ``kept`` ``{name: [what stands, what the file says]}``
    and ``removed`` the published figures that gave way, one list of their columns each.
    """

    class Kind(models.TextChoices):
        CREATED = "created", _("new")
        UPDATED = "updated", _("changed")
        KEPT = "kept", _("kept")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    line = models.PositiveIntegerField()
    # No foreign key: the note outlives the unit.
    heat_pump_id = models.PositiveBigIntegerField(null=True)
    slug = models.CharField(max_length=120)
    label = models.CharField(max_length=220)
    kind = models.CharField(max_length=7, choices=Kind)
    fields = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    removed = models.JSONField(default=list)

    class Meta:
        ordering = ["batch_id", "id"]

    def __str__(self) -> str:
        return self.label


class AcceptedWarning(models.Model):
    """Why a figure that looks unusual is right all the same."""

    heat_pump = models.ForeignKey(
        HeatPump,
        models.CASCADE,
        related_name="accepted_warnings",
        verbose_name=_("heat pump"),
    )
    key = models.CharField(_("warning"), max_length=120)
    reason = models.TextField(_("reason"))
    by: models.ForeignKey[User | None, User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("accepted warning")
        verbose_name_plural = _("accepted warnings")
        ordering = ["heat_pump_id", "key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["heat_pump", "key"], name="acceptedwarning_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"
