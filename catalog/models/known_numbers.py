"""What people type that is no unit of the catalog, and what it is in truth."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.brand import Brand
from catalog.models.constraints import one_of
from catalog.models.heat_pump import HeatPump


class KnownKind(models.TextChoices):
    """What a typed number turns out to be."""

    HEAT_PUMP = "heat_pump", _("a heat pump")
    SAME_MACHINE = "same_machine", _("another name of a unit")
    SPELLING = "spelling", _("another spelling")
    LINE = "line", _("a product line")
    INDOOR_HEAD = "indoor_head", _("an indoor unit only")
    REPLACED = "replaced", _("replaced by a newer unit")
    RESISTANCE = "resistance", _("heats with a resistance strip")
    COOLS_ONLY = "cools_only", _("cools only")
    NOT_RANKED = "not_ranked", _("heat is claimed, not ranked")
    NO_SUCH_NUMBER = "no_such_number", _("no such number")


def known_key(text: str) -> str:
    """Letters, digits, and the ``*`` of an open end; sizes in thousands are written out.

    >>> known_key("Aurora 6,000"), known_key("aurora 6k"), known_key("LW*HR*")
    ('aurora6000', 'aurora6000', 'lw*hr*')
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    words = (re.sub(r"[^a-z0-9*]", "", word) for word in plain.split())
    return "".join(re.sub(r"^(\d{1,2})k$", r"\g<1>000", word) for word in words)


class KnownNumber(models.Model):
    """One text that people type, with the sentence that answers it and the nearest real unit."""

    typed = models.CharField(
        _("as typed"),
        max_length=120,
        help_text=_("As people write it. A * stands for any letters and digits: “FFRH*”."),
    )
    search_key = models.CharField(max_length=120, unique=True, editable=False)
    brand = models.ForeignKey(
        Brand,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="known_numbers",
        verbose_name=_("brand"),
        help_text=_("Its page shows this answer as well."),
    )
    kind = models.CharField(_("what it is"), max_length=14, choices=KnownKind)
    says_en = models.TextField(
        _("sentence in English"), help_text=_("What it is, in one or two sentences.")
    )
    says_es = models.TextField(_("sentence in Spanish"), blank=True)
    unit = models.ForeignKey(
        HeatPump,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nearest unit"),
        help_text=_("The unit itself, or the nearest one that exists."),
    )
    list_query = models.CharField(
        _("nearest list"),
        max_length=120,
        blank=True,
        validators=[RegexValidator(r"^\w+=[^&=#?]+(&\w+=[^&=#?]+)*$")],
        help_text=_("What the list of heat pumps is asked for: brand=daikin&q=Aurora."),
    )
    source = models.CharField(
        _("source"), max_length=200, help_text=_("The document, list or shop that says so.")
    )
    seen = models.CharField(
        _("seen"),
        max_length=10,
        validators=[RegexValidator(r"^\d{4}(-\d{2}){0,2}$")],
        help_text=_("As exact as it is known: 2026, 2026-09, or 2026-09-12."),
    )
    shown = models.BooleanField(
        _("shown"),
        default=True,
        help_text=_(
            "Uncheck it to take an answer away. A deleted one comes back at the next start."
        ),
    )
    by_hand = models.BooleanField(_("edited by hand"), default=False, editable=False)
    loaded_checksum = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("known number")
        verbose_name_plural = _("known numbers")
        ordering = ["typed", "id"]
        constraints = [
            one_of("kind", KnownKind.values, name="knownnumber_kind_known"),
            models.CheckConstraint(
                condition=Q(search_key__regex=r"[a-z0-9]{2}"), name="knownnumber_can_be_typed"
            ),
        ]

    def __str__(self) -> str:
        return self.typed

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = known_key(self.typed)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Raises ``ValidationError`` where two texts would be one, or nothing could be typed."""
        key = known_key(self.typed)
        if not re.search(r"[a-z0-9]{2}", key):
            raise ValidationError({"typed": _("Enter at least two letters or digits.")})
        if KnownNumber.objects.filter(search_key=key).exclude(pk=self.pk).exists():
            raise ValidationError({"typed": _("There is an answer for this already.")})
