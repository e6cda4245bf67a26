"""The form of a preset: its answers, where it leads, and what its frame asks."""

from __future__ import annotations

import re
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.contrib.admin import site
from django.contrib.postgres.forms import SimpleArrayField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from advisor.admin.preset_choices import (
    AnswersInput,
    ChoiceBoxes,
    OrderedChoices,
    landing_parts,
    openable,
)
from advisor.articles import embed, presets
from advisor.content.documents import slugs
from advisor.models import Landing, Preset, PresetCode
from advisor.models.articles import SITE_PATTERN, bare_host
from advisor.questions.definitions import QUESTIONS, STEPS

PARTS: dict[str, set[str]] = {
    Landing.QUESTIONS: {"", *(step.key for step in STEPS)},
    Landing.GUIDE: slugs("guides"),
}
"""What may stand in ``landing_part``; elsewhere nothing."""


def wide(rows: int = 2) -> django_forms.Textarea:
    return django_forms.Textarea(attrs={"rows": rows, "cols": 80})


class PresetForm(django_forms.ModelForm[Preset]):
    """The answers are read as an address would be; what does not read is not saved."""

    sites = SimpleArrayField(
        django_forms.CharField(max_length=120, strip=True),
        required=False,
        label=Preset._meta.get_field("sites").verbose_name,
        help_text=Preset._meta.get_field("sites").help_text,
    )

    landing_part = django_forms.CharField(
        required=False,
        label=_("Part of the page"),
        help_text=_("The step to start with, or the guide. Leave it to the page for the others."),
        widget=django_forms.Select,
    )

    class Meta:
        model = Preset
        fields = (
            *("code", "title", "wording", "lead", "meaning", "answers"),
            *("landing", "landing_part", "opens", "asks", "sites"),
        )
        widgets = {
            "answers": AnswersInput,
            "asks": OrderedChoices,
            "opens": ChoiceBoxes,
            "meaning": wide(5),
            "lead": wide(),
        }
        help_texts = {
            "answers": _("Chosen as a reader would. A link never includes where somebody lives."),
            "asks": _("In this order. A question that an answer above settles is not asked."),
            "opens": _("Anything else in a link is ignored."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["landing_part"].widget.choices = landing_parts()
        self.fields["opens"].widget.choices = openable()

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if PresetCode.objects.filter(code=code).exclude(preset=self.instance.pk).exists():
            raise django_forms.ValidationError(
                _(
                    "This code used to belong to another preset, and old links with it still"
                    " lead there."
                )
            )
        return code

    def clean_answers(self) -> str:
        answers = str(self.cleaned_data["answers"]).strip().lstrip("?")
        if told := presets.faults(answers):
            raise django_forms.ValidationError(told)
        return answers

    def clean_sites(self) -> list[str]:
        """Host names; ``www.`` and a pasted address are made one."""
        given = [site.strip().lower() for site in self.cleaned_data["sites"]]
        hosts = [site.split("://")[-1].split("/")[0] for site in given]
        for host in filter(None, hosts):
            if not re.match(SITE_PATTERN, host):
                raise django_forms.ValidationError(
                    _("%(host)s is not a host name. Enter one like example.com."),
                    params={"host": host},
                )
        return list(dict.fromkeys(bare_host(host) for host in hosts if host))

    def _known(self, name: str, known: set[str]) -> list[str]:
        listed = [str(each).strip() for each in self.cleaned_data[name]]
        if unknown := [each for each in listed if each not in known]:
            raise django_forms.ValidationError(
                _("There are no answers named %(names)s."), params={"names": ", ".join(unknown)}
            )
        return listed

    def clean_asks(self) -> list[str]:
        return self._known("asks", set(QUESTIONS))

    def clean_opens(self) -> list[str]:
        return self._known("opens", (set(QUESTIONS) | presets.MORE_OPENS) - presets.PERSONAL)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        part, landing = cleaned.get("landing_part", ""), str(cleaned.get("landing", ""))
        parts = PARTS.get(landing, {""})
        if part not in parts:
            self.add_error(
                "landing_part",
                _now("Choose one of these: %(parts)s.")
                % {"parts": ", ".join(sorted(parts - {""}))},
            )
        return cleaned


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the entries of the form would show, before they are saved: the landing page, or the
    frame (``show=frame``); what does not read is said instead."""
    form = PresetForm(request.POST, instance=Preset.objects.filter(pk=pk).first())
    if not form.is_valid():
        faults = [fault for faults in form.errors.values() for fault in faults]
        context = {**site.each_context(request), "title": _("Preview"), "faults": faults}
        return render(request, "admin/editors/preview.html", context)
    preset = form.save(commit=False)
    if request.POST.get("show") != "frame":
        return redirect(presets.landing_address(preset, QueryDict()))
    room = embed.frame_form(preset, QueryDict())
    frame = embed.frame_page(preset, room, None, home=settings.SITE_URL)
    return render(request, "editors/embed.html", {"frame": frame})
