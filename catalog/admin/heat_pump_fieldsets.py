"""The form of a heat pump: which field is in which part, and what a part shows when it is folded.

Each part is folded to one line that says how much of it is filled. A part with an error stands
open, and so does what a new unit needs first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Part:
    key: str
    title: StrOrPromise
    fields: tuple[str, ...] = ()
    lines: str = ""  # prefix of the lines that belong to it
    says: StrOrPromise = ""
    open_at_first: bool = False  # while a unit is new


PARTS: Final = (
    Part(
        key="identity",
        title=_("Identity"),
        fields=(
            *("brand", "type", "model_number", "indoor_model", "outdoor_model", "is_separate"),
            *("ahri_ref", "heat_source", "single_zone", "series", "machine", "slug", "address"),
            "submittal_url",
        ),
        open_at_first=True,
    ),
    Part(
        key="ratings",
        title=_("Ratings"),
        says=_(
            "Each test method has its own field. Leave a field blank if the figure is not"
            " published."
        ),
        fields=(
            *("cooling_btu_h", "cooling_rating_basis", "cooling_min_btu_h", "cooling_max_btu_h"),
            *("cooling_ashrae_btu_h", "seer2", "eer2", "ceer", "hspf2", "hspf2_region"),
            *("seer", "eer", "hspf", "energy_star", "cold_climate"),
        ),
        open_at_first=True,
    ),
    Part(
        key="output",
        title=_("Output and limits"),
        says=_(
            "One line for each outdoor temperature of the sheet. A line without a figure is not"
            " saved."
        ),
        fields=(
            *("min_operating_f", "max_operating_heating_f", "full_capacity_down_to_f"),
            *("cutout_f", "restart_f", "min_operating_cooling_f", "max_operating_cooling_f"),
        ),
        lines="points",
    ),
    Part(
        key="fit",
        title=_("Size and fit"),
        fields=(
            *("form", "width_in", "height_in", "depth_in", "weight_lb", "outdoor_weight_lb"),
            *("window_min_in", "window_max_in", "window_fit", "hose", "line_length_max_ft"),
            *("precharged_for_ft", "pan_heater", "diy_kit", "mobile"),
        ),
    ),
    Part(
        key="sound",
        title=_("Sound"),
        fields=("sound_indoor_min_db", "sound_indoor_max_db", "sound_outdoor_db", "sound_basis"),
    ),
    Part(
        key="electrical",
        title=_("Electrical and refrigerant"),
        fields=(
            *("voltage", "min_circuit_amps", "max_overcurrent_amps", "plug_amps"),
            *("refrigerant", "compressor"),
        ),
    ),
    Part(
        key="features",
        title=_("Features and warranty"),
        says=_("Unknown means that nothing is published, not that the unit lacks it."),
        fields=(
            *("wifi", "remote", "timer", "sleep_mode", "dehumidify_mode", "local_control"),
            *("filter", "dehumidification_pints_h", "warranty_parts_years"),
            *("warranty_compressor_years", "warranty_registered_years"),
        ),
    ),
    Part(
        key="prices",
        title=_("Prices"),
        says=_(
            "Every price stays, with the day it was seen. A new one goes on a new line; what you"
            " leave blank there is taken from the source above."
        ),
        fields=("price_history",),
        lines="prices",
    ),
    Part(
        key="status",
        title=_("Status"),
        says=_("Visitors see live units only. What you change here stays through later imports."),
        fields=(
            *("status", "what_is_missing", "keep_draft", "availability", "replaced_by"),
            *("no_successor", "notes"),
        ),
    ),
    Part(
        key="figures",
        title=_("Everything published about it"),
        says=_("Each statement with its source. A new line wins over what an import brought."),
        lines="figures",
    ),
)

FIELDSETS: Final[Any] = tuple(
    (part.title, {"fields": part.fields, "description": part.says}) for part in PARTS
)


@dataclass(frozen=True, kw_only=True)
class ShownPart:
    """A part as the page prints it."""

    part: Part
    fields: list[Any]  # Django's AdminField or AdminReadonlyField
    lines: Any  # Django's InlineAdminFormSet, where the part has one
    filled: str
    wrong: str
    is_open: bool


def shown_parts(
    fieldsets: Sequence[Any], formsets: Sequence[Any], *, is_new: bool, all_open: bool
) -> Iterator[ShownPart]:
    """The parts in their order; ``fieldsets`` and ``formsets`` are those of Django's page."""
    by_prefix = {each.formset.prefix: each for each in formsets}
    for part, fieldset in zip(PARTS, fieldsets, strict=True):
        fields = [field for line in fieldset for field in line if not _is_away(field)]
        lines = by_prefix.get(part.lines)
        if not fields and lines is None:
            continue
        wrong = sum(bool(_errors(field)) for field in fields) + _wrong_lines(lines)
        yield ShownPart(
            part=part,
            fields=fields,
            lines=lines,
            filled=_filled(fields, lines),
            wrong=ngettext("%(count)d to correct", "%(count)d to correct", wrong) % {"count": wrong}
            if wrong
            else "",
            is_open=all_open or bool(wrong) or (is_new and part.open_at_first),
        )


def _is_away(field: Any) -> bool:
    return isinstance(field.field, BoundField) and field.field.is_hidden


def _errors(field: Any) -> Any:
    return field.field.errors if isinstance(field.field, BoundField) else ()


def _wrong_lines(lines: Any) -> int:
    if lines is None:
        return 0
    return sum(bool(errors) for errors in lines.formset.errors) + bool(
        lines.formset.non_form_errors()
    )


def _filled(fields: Sequence[Any], lines: Any) -> str:
    """“4 of 15 filled”, “3 lines”."""
    bound = [field.field for field in fields if isinstance(field.field, BoundField)]
    known = sum(each.value() not in (None, "", False, "unknown") for each in bound)
    said = [_now("%(known)d of %(all)d filled") % {"known": known, "all": len(bound)}]
    if lines is not None:
        count = len(lines.formset.initial_forms)
        said.append(ngettext("%(count)d line", "%(count)d lines", count) % {"count": count})
    return ", ".join(said if bound else said[1:])
