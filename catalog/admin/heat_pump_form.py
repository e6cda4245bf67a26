"""The form of one heat pump: what may be entered, and what is told at which field."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.admin.duplicates import already_there
from catalog.admin.entry_errors import refuse_out_of_range
from catalog.admin.source_box import SourceBox
from catalog.editing import comes_round, free_slug
from catalog.models import HeatPump, SaleStatus, Status

SUCCESSORS: Final = "units-of-the-brand"


class UnitField(forms.ModelChoiceField[HeatPump]):
    """A unit by its slug or model number, typed or chosen: it works without a script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=HeatPump.objects.select_related("brand"),
            widget=forms.TextInput(attrs={"list": SUCCESSORS, "autocomplete": "off"}),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, HeatPump):
            return value.slug
        if isinstance(value, int):
            return HeatPump.objects.filter(pk=value).values_list("slug", flat=True).first()
        return value

    def to_python(self, value: Any) -> HeatPump | None:
        text = str(value or "").strip()
        if not text:
            return None
        units = HeatPump.objects.select_related("brand")
        found = units.filter(slug__iexact=text)[:1] or units.filter(model_number__iexact=text)[:2]
        if len(found) != 1:
            raise ValidationError(
                _now("No unit has the slug or model number “%(text)s”.")
                if not found
                else _now("Several brands have the model number “%(text)s”. Enter the slug."),
                params={"text": text},
            )
        return found[0]

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


class HeatPumpForm(SourceBox):
    """Which way a record's life may go: a unit goes live by being published, never by this form."""

    replaced_by = UnitField(
        label=_("Replaced by"),
        required=False,
        help_text=_("Slug or model number of the unit that takes its place."),
    )

    is_separate = forms.BooleanField(
        label=_("A unit of its own"),
        required=False,
        help_text=_("Although another has the same outdoor unit, AHRI number, or spelling."),
    )
    no_successor = forms.BooleanField(
        label=_("No successor"),
        required=False,
        help_text=_("Check it when a unit that is given up has none."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status = self.fields.get("status")
        if status is not None and self.initial.get("status") != Status.LIVE:
            kept = [(value, label) for value, label in Status.choices if value != Status.LIVE]
            status.choices = kept  # type: ignore[attr-defined]
        brand = self.fields.get("brand")
        if brand is not None:  # a new one is added from here, and corrected where brands are
            for deed in ("change", "delete", "view"):
                setattr(brand.widget, f"can_{deed}_related", False)
        slug = self.fields.get("slug")
        if slug is not None and not self.instance.pk:
            slug.required = False
            slug.help_text = _("Its address. Left blank, it is made from the model number.")

    def clean_replaced_by(self) -> HeatPump | None:
        successor: HeatPump | None = self.cleaned_data["replaced_by"]
        if successor is not None and comes_round(self.instance, successor):
            raise ValidationError(
                _now("That unit is itself replaced by this one, directly or through others.")
            )
        return successor

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data
        brand, number = given.get("brand"), given.get("model_number")
        if "slug" in self.fields and not given.get("slug") and brand and number:
            given["slug"] = free_slug(number, brand=brand.slug)
        refuse_out_of_range(self)
        if not given.get("is_separate"):
            for field, said in already_there(self.instance, self._new(given)):
                self.add_error(field, said)
        if self._is_given_up() and not given.get("replaced_by") and not given.get("no_successor"):
            self.add_error(
                "replaced_by",
                _now("Which unit replaces it? Enter it, or check “No successor”."),
            )
        return cleaned

    def _new(self, given: dict[str, Any]) -> dict[str, Any]:
        """What this save brings; a number comes with its brand."""
        changed = {*self.changed_data, "brand"}
        return {name: value for name, value in given.items() if name in changed}

    def _is_given_up(self) -> bool:
        """Whether this save retires the unit or says that it is made no more."""
        given = self.cleaned_data
        return ("status" in self.changed_data and given.get("status") == Status.RETIRED) or (
            "availability" in self.changed_data
            and given.get("availability") == SaleStatus.DISCONTINUED
        )
