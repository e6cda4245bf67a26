"""The form of a preset: its answers, where it leads, and what its frame asks."""

from __future__ import annotations

import re
from typing import Any

from django import forms as django_forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from advisor.articles import presets
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

    class Meta:
        model = Preset
        fields = (
            *("code", "title", "wording", "lead", "meaning", "answers"),
            *("landing", "landing_part", "opens", "asks", "sites"),
        )
        widgets = {"answers": wide(), "meaning": wide(5), "lead": wide()}

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
