"""The sites that may show our frames, with the colors and the size of type that they chose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from advisor.models import EmbedSite
from advisor.models.articles import bare_host


class EmbedSiteForm(forms.ModelForm[EmbedSite]):
    """A pasted address is read as its host; colors may be typed in capitals."""

    class Meta:
        model = EmbedSite
        fields = ("host", "paper", "accent", "font_px")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = QueryDict(mutable=True)
        given.update(self.data)
        for name, read in (("host", _host), ("paper", str.lower), ("accent", str.lower)):
            key = self.add_prefix(name)
            if key in given:
                given[key] = read(str(given[key]).strip())
        self.data = given


def _host(text: str) -> str:
    return bare_host(text.rsplit("://", maxsplit=1)[-1].split("/", maxsplit=1)[0])


@admin.register(EmbedSite)
class EmbedSiteAdmin(admin.ModelAdmin[EmbedSite]):
    form = EmbedSiteForm
    list_display = ("host", "looks", "font_px", "changed_at")
    search_fields = ("host",)

    @admin.display(description=_("colors"))
    def looks(self, site: EmbedSite) -> str:
        """Both colors as a small drawing: a style attribute would be refused."""
        if not site.paper:
            return "—"
        return format_html(
            '<svg width="44" height="22" role="img" aria-label="{0} {1}">'
            '<rect width="44" height="22" rx="4" fill="{0}" stroke="#888"></rect>'
            '<circle cx="22" cy="11" r="7" fill="{1}"></circle></svg> <code>{0} {1}</code>',
            site.paper,
            site.accent,
        )
