"""Units to take along in our own table: all of them, those of a list, or those that were ticked.

What leaves is what an import reads back, so every file names its units; the other columns may be
chosen.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.importing.formats import spreadsheet
from catalog.models import HeatPump
from catalog.plausibility.figure_names import figure_name
from catalog.vocabulary import NORMALIZERS, point_place

if TYPE_CHECKING:
    from catalog.admin.heat_pump_admin import HeatPumpAdmin

ALWAYS: Final = spreadsheet.SPREADSHEET.required
"""Columns without which the file could not be brought back."""
_FIRST: Final = frozenset(
    {
        *("status", "series", "indoor_model", "outdoor_model", "cooling_btu_h", "seer2", "hspf2"),
        *("voltage", "heating_btu_47f", "heating_min_btu_47f", "heating_max_btu_47f"),
        *spreadsheet.PRICE,
    }
)
_PARTS: Final = "__"  # in the columns that say where a figure is from


class ColumnsForm(forms.Form):
    """Which columns, in groups, and as what kind of file."""

    shape = forms.ChoiceField(
        label=_("File"),
        choices=[("xlsx", _("Excel workbook (XLSX)")), ("csv", "CSV")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    sources = forms.BooleanField(
        label=_("with the source, date, and rights of each chosen figure"), required=False
    )

    def __init__(self, *args: Any, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        for name, label, group in (
            ("names", _("Unit"), [each for each in columns if each in spreadsheet.NAMES]),
            ("figures", _("Ratings, fit, and features"), list(NORMALIZERS)),
            ("points", _("Output and COP by temperature"), list(filter(_is_point, columns))),
            ("price", _("Newest price"), list(spreadsheet.PRICE)),
        ):
            offered = [each for each in group if each not in ALWAYS]
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(each, _words(each)) for each in offered],
                initial=[each for each in offered if each in _FIRST],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def groups(self) -> list[forms.BoundField]:
        return [self[name] for name in ("names", "figures", "points", "price")]

    def chosen(self) -> list[str]:
        """The columns of the file in the order of the table; call it on a valid form."""
        wanted = {*ALWAYS}
        for name in ("names", "figures", "points", "price"):
            wanted |= set(self.cleaned_data[name])
        beside = self.cleaned_data["sources"]
        return [
            each
            for each in self.columns
            if each in wanted or (beside and each.partition(_PARTS)[0] in wanted)
        ]


def _is_point(name: str) -> bool:
    """Whether it is a column of a temperature; cooling at 95 °F is among the ratings."""
    return point_place(name) is not None and name not in NORMALIZERS


def _words(name: str) -> str:
    if name in spreadsheet.NAMES or name in spreadsheet.PRICE:
        return str(capfirst(name.replace("_", " ")))
    return figure_name(name)


def export_all(site: HeatPumpAdmin, request: HttpRequest, shape: str) -> HttpResponseBase:
    """Every unit with every column: ``shape`` csv or xlsx."""
    _ask(site, request)
    return _file(shape, names=(), which=Q())


def export_list(site: HeatPumpAdmin, request: HttpRequest) -> HttpResponseBase:
    """The units that the list shows under the filters and the search of the address."""
    _ask(site, request)
    try:
        units = site.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:
        return redirect("admin:catalog_heatpump_changelist")
    return export_units(site, request, units)


def export_units(
    site: HeatPumpAdmin, request: HttpRequest, units: QuerySet[HeatPump]
) -> HttpResponseBase:
    """The page on which columns are chosen; then the file."""
    columns = spreadsheet.header()
    given = request.POST if "download" in request.POST else None
    form = ColumnsForm(given, columns=columns)
    which = Q(pk__in=units.order_by().values("pk"))
    if given is not None and form.is_valid():
        return _file(form.cleaned_data["shape"], names=form.chosen(), which=which)
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    return TemplateResponse(
        request,
        "admin/catalog/chosen_export.html",
        {
            **site.admin_site.each_context(request),
            "title": _now("Download units"),
            "opts": site.opts,
            "form": form,
            "count": HeatPump.objects.filter(which, synthetic=False).count(),
            "always": ", ".join(map(_words, ALWAYS)),
            "checkbox": ACTION_CHECKBOX_NAME,
            "ticked": ticked,
            "across": request.POST.get("select_across", "0"),
        },
    )


def _ask(site: HeatPumpAdmin, request: HttpRequest) -> None:
    if not site.has_view_permission(request):
        raise PermissionDenied


def _file(shape: str, *, names: Sequence[str], which: Q) -> FileResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    if shape == "xlsx":
        spreadsheet.write_xlsx(file, names=names, which=which)
    else:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        spreadsheet.write_csv(text, names=names, which=which)
        text.detach()  # written out, and left open
    file.seek(0)
    day = timezone.localdate().isoformat()
    return FileResponse(file, as_attachment=True, filename=f"heat-pumps-{day}.{shape}")
