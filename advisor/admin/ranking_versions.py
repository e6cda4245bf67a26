"""The ranking guard: a change is seen on the benchmark rooms before it counts."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from advisor.advice import benchmark_rooms
from advisor.engine.answers import Answers
from advisor.engine.tuning import TUNABLE, Tunable, deviations
from advisor.models import RankingVersion
from advisor.questions.answer_form import read_text
from advisor.reference.costs import current_costs
from advisor.reference.loader import record_edit

LABELS: dict[str, StrOrPromise] = {
    "WEIGHTS.turndown": _("Turns down far enough"),
    "WEIGHTS.capacity": _("Enough output"),
    "WEIGHTS.running": _("Running cost"),
    "WEIGHTS.upfront": _("Installed price"),
    "WEIGHTS.quiet": _("Quiet"),
    "WEIGHTS.cold": _("Cold-weather performance"),
    "WEIGHTS.damp": _("Dries the air"),
    "WEIGHTS.certainty": _("Published figures, still sold"),
    "WEIGHTS.air": _("Filter"),
    "WEIGHTS.looks": _("Looks"),
    "WEIGHTS.diy": _("DIY work"),
}

ROOM_NAMES: dict[str, StrOrPromise] = {
    "1": _("Queens studio, renter, heat in the rent"),
    "1 pays for heat": _("Queens studio, renter who pays for electric heat"),
    "1 portable": _("Queens studio, only portables"),
    "2": _("Boston bedroom, quiet at night"),
    "5": _("Kansas City garage, drafty"),
    "5 insulated": _("Kansas City garage, insulated"),
    "6": _("Pittsburgh basement, damp"),
    "8": _("Duluth addition beside propane heat"),
    "8 only heat": _("Duluth addition without other heat"),
    "9": _("Chicago living room, no outdoor unit, narrow window"),
    "12": _("Miami studio, owner"),
    "12 tenant": _("Miami studio, renter"),
    "13": _("Maine bedroom beside oil heat"),
    "14": _("Denver living room beside gas heat, only heating"),
    "14 and cooling": _("Denver living room beside gas heat, with cooling"),
    "15": _("San Francisco living room, casement window"),
    "17": _("Raleigh office with computers"),
    "21": _("Burlington bedroom, a portable under a small budget"),
    "21 any type": _("Burlington bedroom, any type"),
}
"""The benchmark rooms in words; their keys are the numbers of the expert’s list."""


def room_name(room: str) -> str:
    """In words; a room that is no longer judged keeps its key."""
    return str(ROOM_NAMES.get(room, room))


def room_url(room: str) -> str:
    """The results page of a benchmark room, as a visitor sees it."""
    return f"{reverse('results')}?{benchmark_rooms.ROOMS[room]}"


def field_name(tunable: Tunable) -> str:
    return tunable.name.replace(".", "_")


class RankingForm(forms.Form):
    """Every number that may be changed, with its bounds and the engine's own value."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text=_("Required if another unit wins in any of the rooms."),
    )
    previewed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, current: dict[str, float], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in TUNABLE.values():
            self.fields[field_name(each)] = forms.FloatField(
                label=LABELS.get(each.name, capfirst(each.says)),
                initial=current.get(each.name, each.default),
                min_value=each.low,
                max_value=each.high,
                help_text=_("%(low)g to %(high)g %(unit)s; engine default: %(own)g.")
                % {"low": each.low, "high": each.high, "unit": each.unit, "own": each.default},
                widget=forms.NumberInput(attrs={"step": "any"}),
            )

    @property
    def weights(self) -> list[forms.BoundField]:
        return [self[field_name(each)] for name, each in TUNABLE.items() if "." in name]

    @property
    def limits(self) -> list[forms.BoundField]:
        return [self[field_name(each)] for name, each in TUNABLE.items() if "." not in name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                cleaned["values"] = deviations(
                    {name: cleaned[field_name(each)] for name, each in TUNABLE.items()}
                )
            except ValueError as error:
                self.add_error(None, str(error))
        return cleaned


def digest(current: dict[str, float], values: dict[str, float]) -> str:
    """Of both states: only what was looked at is saved, and only over what it was compared with."""
    told = json.dumps([current, values], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def benchmark_answers() -> dict[str, Answers]:
    found = {room: read_text(query).answers for room, query in benchmark_rooms.ROOMS.items()}
    return {room: answers for room, answers in found.items() if answers is not None}


@admin.register(RankingVersion)
class RankingVersionAdmin(admin.ModelAdmin[RankingVersion]):
    list_display = ("__str__", "at", "by", "differs", "flips", "reason")
    list_select_related = ("by",)
    list_per_page = 50

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @admin.display(description=_("changes from the engine defaults"))
    def differs(self, version: RankingVersion) -> str:
        return ", ".join(f"{name} {value:g}" for name, value in version.values.items()) or "—"

    @admin.display(description=_("rooms with a new winner"))
    def flips(self, version: RankingVersion) -> str:
        return "; ".join(
            f"{room_name(room)}: {before} → {after}" for room, before, after in version.effect
        )

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The numbers in force; then what a change does to the benchmark rooms; then its saving."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        current = dict(current_costs().tuning)
        form = RankingForm(request.POST or None, current=current)
        effects: list[benchmark_rooms.RankingChange] = []
        if request.method == "POST" and form.is_valid():
            values = form.cleaned_data["values"]
            effects = benchmark_rooms.ranking_changes(
                benchmark_answers(), before=current, after=values, today=timezone.localdate()
            )
            if self.saved(request, form, current=current, effects=effects):
                self.message_user(request, _("The new ranking is live."), messages.SUCCESS)
                return redirect("admin:advisor_rankingversion_changelist")
            form.data = request.POST.copy()
            form.data["previewed"] = digest(current, values)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change the ranking"),
            "opts": self.opts,
            "form": form,
            "effects": effects,
            "judged": [(each, room_name(each.room), room_url(each.room)) for each in effects],
            "rooms": [(room_name(room), room_url(room)) for room in benchmark_rooms.ROOMS],
            "flips": sum(effect.flips for effect in effects),
        }
        return TemplateResponse(request, "admin/ranking.html", context)

    def saved(
        self,
        request: HttpRequest,
        form: RankingForm,
        *,
        current: dict[str, float],
        effects: list[benchmark_rooms.RankingChange],
    ) -> bool:
        """Save what was previewed, with a reason if another unit wins; else say what is missing."""
        values = form.cleaned_data["values"]
        if values == current:
            form.add_error(None, _now("Nothing differs from the ranking that is live."))
            return False
        if "save" not in request.POST or form.cleaned_data["previewed"] != digest(current, values):
            return False
        reason = form.cleaned_data["reason"].strip()
        flips = [effect for effect in effects if effect.flips]
        if flips and not reason:
            form.add_error("reason", _now("Another unit wins. Say why that is right."))
            return False
        save(request, values, flips, reason)
        return True


@transaction.atomic
def save(
    request: HttpRequest,
    values: dict[str, float],
    flips: list[benchmark_rooms.RankingChange],
    reason: str,
) -> None:
    """The newest row is in force; moving the version lets every worker read it."""
    RankingVersion.objects.create(
        by=request.user,  # type: ignore[misc]  # signed in, as the permission says
        values=values,
        effect=[[each.room, each.before.winner, each.after.winner] for each in flips],
        reason=reason,
    )
    record_edit()
