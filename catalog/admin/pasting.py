"""A pasted sheet becomes proposals beside what the form says, and the accepted ones fill it.

Nothing is saved by that: the form comes back as it was sent, without a word about what is missing,
and with the accepted figures in it. Saving checks them like any other entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.admin import pasted_prices
from catalog.admin.heat_pump_fieldsets import PARTS
from catalog.importing.submittal import Sheet, SheetReading, UnreadLine, read_sheet
from catalog.models import Brand, HeatPump, Mode, PerformancePoint
from catalog.plausibility import POINT_COLUMNS
from catalog.selection import search_key
from catalog.vocabulary import NORMALIZERS, PointPlace, point_place

BUTTONS: Final = ("_read", "_accept", "_accept_all")
_FIELDS: Final = {name for part in PARTS for name in part.fields}
_MOST_LINES: Final = 300


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One figure of the text beside what the form says now."""

    number: int
    label: str
    now: str
    value: str
    said: str
    line: str
    is_there: bool  # the form says the same
    contested: bool  # so does not another line of the text


@dataclass(frozen=True, kw_only=True)
class PasteBox:
    text: str
    columns: Sequence[str]
    column: int | None
    proposals: Sequence[Proposal]
    unread: Sequence[UnreadLine]
    taken: int  # figures that went into the form just now
    asks_price: bool  # the text names a price: where and when is it asked?
    price_left: bool  # one was wanted, and that was not said
    shop: str = ""
    day: str = ""

    @property
    def open_count(self) -> int:
        return sum(not each.is_there for each in self.proposals)


def paste(request: HttpRequest) -> PasteBox | None:
    """What came of the text, where one of the box's buttons was pressed; fills ``request.POST``."""
    if request.method != "POST" or not any(name in request.POST for name in BUTTONS):
        return None
    data = request.POST.copy()
    text = data.get("pasted", "")
    sheet = _read(text, data)
    usable, unread = _usable(sheet)
    accepted = {int(number) for number in data.getlist("accept") if number.isdecimal()}
    taken, price_left = 0, False
    for number, reading in enumerate(usable):
        wanted = number in accepted if "_accept" in data else not reading.contested
        if "_read" in data or not wanted or _is_there(reading, data):
            continue
        if pasted_prices.is_price(reading) and not pasted_prices.is_placed(data):
            price_left = True
            continue
        _write(reading, data)
        taken += 1
    request.POST = data  # type: ignore[assignment]  # Django's own setter
    return PasteBox(
        text=text,
        columns=sheet.columns,
        column=sheet.column,
        proposals=[_proposal(number, reading, data) for number, reading in enumerate(usable)],
        unread=unread,
        taken=taken,
        asks_price=any(map(pasted_prices.is_price, usable)),
        price_left=price_left,
        shop=data.get(pasted_prices.SHOP, ""),
        day=data.get(pasted_prices.DAY, ""),
    )


def _read(text: str, data: QueryDict) -> Sheet:
    """The sheet, in the column that was chosen or that has the unit's own number."""
    chosen, unit_type = data.get("pasted_column", ""), data.get("type", "")
    column = int(chosen) if chosen.isdecimal() and len(chosen) < 4 else None
    sheet = read_sheet(text, column=column, unit_type=unit_type)
    if sheet.columns and sheet.column is None:
        names = ("model_number", "outdoor_model", "indoor_model")
        own = {key for name in names if (key := search_key(data.get(name, "")))}
        same = [at for at, model in enumerate(sheet.columns) if search_key(model) in own]
        if len(same) == 1:
            return read_sheet(text, column=same[0], unit_type=unit_type)
    return sheet


def _usable(sheet: Sheet) -> tuple[list[SheetReading], list[UnreadLine]]:
    """Without brands that the catalog does not know."""
    usable, unread = [], list(sheet.unread)
    for reading in sheet.readings:
        if reading.field == "brand" and _brand(reading.value) is None:
            why = _("No brand of the catalog has this name. Add it first.")
            unread.append(UnreadLine(line=reading.line, why=why))
        else:
            usable.append(reading)
    return usable, unread


def _brand(name: str) -> Brand | None:
    return Brand.objects.filter(name__iexact=name).first()


def _proposal(number: int, reading: SheetReading, data: QueryDict) -> Proposal:
    now = _now(reading, data)
    return Proposal(
        number=number,
        label=_label(reading.field),
        now=_shown(reading.field, now),
        value=_shown(reading.field, reading.value),
        said=reading.said,
        line=reading.line,
        is_there=_is_there(reading, data),
        contested=reading.contested,
    )


def _label(field: str) -> str:
    if field.startswith("price_"):
        return pasted_prices.label_of(field)
    if field in _FIELDS:
        return capfirst(str(HeatPump.column(field).verbose_name))
    place = point_place(field)
    if place is None:
        return field
    what = getattr(PerformancePoint._meta.get_field(place.column), "verbose_name", "")
    parts = {"mode": capfirst(str(Mode(place.mode).label)), "at": place.outdoor_f, "what": what}
    return _("%(mode)s at %(at)d °F, %(what)s") % parts


def _shown(field: str, value: str) -> str:
    if field.startswith("price_") and value:
        return pasted_prices.in_dollars(value)
    if field == "brand" and value.isdecimal():
        brand = Brand.objects.filter(pk=value).first()
        return str(brand) if brand else value
    if field in _FIELDS and value:
        choices = dict(HeatPump.column(field).flatchoices)
        return str(choices.get(value, value))
    return value


def _is_there(reading: SheetReading, data: QueryDict) -> bool:
    now = _now(reading, data)
    if reading.field == "brand":
        brand = _brand(reading.value)
        return brand is not None and now == str(brand.pk)
    try:
        return float(now) == float(reading.value)
    except ValueError:
        return now.strip().casefold() == reading.value.strip().casefold()


def _place(field: str) -> PointPlace | None:
    """The cell of the lines below; figures that the form has as fields stand there."""
    return None if field in NORMALIZERS else point_place(field)


def _now(reading: SheetReading, data: QueryDict) -> str:
    """What the form says as it was sent."""
    if pasted_prices.is_price(reading):
        there = pasted_prices.is_there(reading, data, _numbers(data, pasted_prices.PREFIX))
        return reading.value if there else ""
    field, place = reading.field, _place(reading.field)
    if field in _FIELDS:
        text = data.get(field, "")
        return {"true": "yes", "false": "no", "unknown": ""}.get(text, text)
    if place is not None:
        line = _point_line(data, place)
        return data.get(f"points-{line}-{place.column}", "") if line is not None else ""
    lines = (n for n in _numbers(data, "figures") if data.get(f"figures-{n}-name") == field)
    return next((data.get(f"figures-{n}-value", "") for n in lines), "")


def _write(reading: SheetReading, data: QueryDict) -> None:
    field, value, place = reading.field, reading.value, _place(reading.field)
    if pasted_prices.is_price(reading):
        _write_price(reading, data)
    elif field == "brand":
        brand = _brand(value)
        data["brand"] = str(brand.pk) if brand else ""
    elif field in _FIELDS:
        is_tick = isinstance(HeatPump.column(field), BooleanField)
        data[field] = {"yes": "true", "no": "false"}[value] if is_tick else value
    elif place is not None:
        _write_cell(place, value, data)
    else:
        line = _free_line(data, "figures", ("name", "value"))
        data[f"figures-{line}-name"], data[f"figures-{line}-value"] = field, value


def _write_price(reading: SheetReading, data: QueryDict) -> None:
    fields = pasted_prices.line_of(reading, data)
    line = _free_line(data, pasted_prices.PREFIX, [name for name in fields if name != "kind"])
    for name, text in fields.items():
        data[f"{pasted_prices.PREFIX}-{line}-{name}"] = text


def _write_cell(place: PointPlace, value: str, data: QueryDict) -> None:
    line = _point_line(data, place)
    if line is None:
        line = _free_line(data, "points", ("mode", "outdoor_f", *POINT_COLUMNS))
        data[f"points-{line}-mode"] = place.mode
        data[f"points-{line}-outdoor_f"] = str(place.outdoor_f)
    data[f"points-{line}-{place.column}"] = value


def _numbers(data: QueryDict, prefix: str) -> range:
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    return range(min(int(total), _MOST_LINES) if total.isdecimal() and len(total) < 5 else 0)


def _point_line(data: QueryDict, place: PointPlace) -> int | None:
    at = (place.mode, str(place.outdoor_f))
    for number in _numbers(data, "points"):
        line = f"points-{number}-"
        there = (data.get(f"{line}mode", ""), data.get(f"{line}outdoor_f", "").strip())
        if there == at and not data.get(f"{line}DELETE"):
            return number
    return None


def _free_line(data: QueryDict, prefix: str, names: Sequence[str]) -> int:
    """A line on which nothing stands; a further one where all are taken."""
    for number in _numbers(data, prefix):
        line = f"{prefix}-{number}-"
        if not data.get(f"{line}id") and not any(data.get(f"{line}{name}") for name in names):
            return number
    count = len(_numbers(data, prefix))
    data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
    return count


# --- A form that is shown as it was sent ----------------------------------------------------------


class _UncheckedForm:
    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def is_valid(self) -> bool:
        return False


class _UncheckedFormSet:
    def full_clean(self) -> None:
        self._errors: list[Any] = []
        self._non_form_errors = ErrorList()

    def is_valid(self) -> bool:
        return False


def unchecked(form: type[Any]) -> type[Any]:
    """``form``, which then says nothing of what it was sent and is never saved."""
    return type(form.__name__, (_UncheckedForm, form), {})


def unchecked_lines(formset: type[Any]) -> type[Any]:
    return type(formset.__name__, (_UncheckedFormSet, formset), {"form": unchecked(formset.form)})
