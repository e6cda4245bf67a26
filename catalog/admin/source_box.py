"""“Source of what I enter now”: one box for all that a save brings."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.forms import ModelForm
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.importing.manual_edits import Stated
from catalog.models import Confidence, HeatPump, Source
from catalog.vocabulary import first_day

OFFERED: Final = 60
LIST: Final = "known-sources"
_AMERICAN: Final = "%m/%d/%Y"


class SourceBox(ModelForm[HeatPump]):
    """The fields of the box, and the source that they name: a known one or a new one."""

    source_name = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": LIST, "autocomplete": "off"}),
        help_text=_(
            "Choose one that is known, or name a new one: “Submittal sheet MSZ-FS06NA, 2023-04”."
        ),
    )
    source_url = forms.URLField(
        label=_("Address"), required=False, max_length=500, assume_scheme="https"
    )
    source_day = forms.CharField(
        label=_("Day"),
        required=False,
        max_length=10,
        help_text=_(
            "When it was published or seen, as exact as you know: 2026, 2026-09, 2026-09-12."
        ),
    )
    source_confidence = forms.ChoiceField(
        label=_("Confidence"),
        required=False,
        choices=Confidence.choices,
        initial=Confidence.HIGH.value,
        help_text=_("High: printed by the manufacturer or a certified list."),
    )

    def clean_source_day(self) -> str:
        text = str(self.cleaned_data["source_day"]).strip()
        if "/" in text:
            try:
                text = datetime.strptime(text, _AMERICAN).date().isoformat()  # noqa: DTZ007
            except ValueError:
                text = "?"
        day = first_day(text) if text else None
        if text and day is None:
            raise ValidationError(_now("Enter a day like 2026-09-12, a month, or a year."))
        if day is not None and day > timezone.localdate():
            raise ValidationError(_now("This day is in the future."))
        return text

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.stated = self._stated()
        # Where the lines below the form find it.
        self.instance.entered_from = self.stated  # type: ignore[attr-defined]
        return cleaned

    def _stated(self) -> Stated | None:
        given = self.cleaned_data
        name = str(given.get("source_name") or "").strip()
        url, day = given.get("source_url") or "", given.get("source_day") or ""
        if not name:
            if self.data.get("pasted", "").strip():
                self.add_error("source_name", _now("Say where the pasted text is from."))
            elif url or day:
                self.add_error("source_name", _now("Name the source, too."))
            return None
        source = Source.objects.filter(locator=name).first() or Source(locator=name)
        if source.url and url and source.url != url:
            self.add_error(
                "source_url",
                _now("This source is known with another address: %(url)s") % {"url": source.url},
            )
        source.url = source.url or url
        return Stated(
            source=source, date=day, confidence=given.get("source_confidence") or Confidence.HIGH
        )


def offered_sources(unit: HeatPump | None) -> list[str]:
    """Names of the sources that this unit cites, then the newest others. Two queries."""
    own: list[str] = []
    if unit is not None and unit.pk:
        cited = Source.objects.filter(figures__heat_pump=unit).order_by()
        own = list(
            cited.annotate(last=Max("figures__id"))
            .order_by("-last")
            .values_list("locator", flat=True)
        )
    newest = Source.objects.order_by("-id").values_list("locator", flat=True)[:OFFERED]
    return list(dict.fromkeys([*own, *newest]))
