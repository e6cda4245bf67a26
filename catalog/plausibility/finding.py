"""One thing that is not as it should be."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.plausibility.figure_names import figure_name, shown_unit

ERROR: Final = "error"
WARNING: Final = "warning"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that is not as it should be, in a sentence for admins."""

    code: str
    level: str
    field: str
    value: float
    message: str

    @property
    def key(self) -> str:
        """What a stored reason belongs to: it covers this figure and no later one."""
        return f"{self.code} {self.field} {self.value:g}"


_TOO_LOW_OR_HIGH: Final = {
    "dB(A)": (gettext_noop("too quiet to be true"), gettext_noop("too loud to be true")),
    "°F": (gettext_noop("too cold to be true"), gettext_noop("too hot to be true")),
    "lb": (gettext_noop("too light to be true"), gettext_noop("too heavy to be true")),
    "in": (gettext_noop("too small to be true"), gettext_noop("too large to be true")),
    "ft": (gettext_noop("too short to be true"), gettext_noop("too long to be true")),
    "": (gettext_noop("too low to be true"), gettext_noop("too high to be true")),
}


def out_of_range(label: str, value: float, *, unit: str, low: float, high: float) -> str:
    """“Lowest indoor sound: 5 dB(A) is too quiet to be true …”, or nothing where it can be."""
    if low <= value <= high:
        return ""
    words = _TOO_LOW_OR_HIGH.get(unit, _TOO_LOW_OR_HIGH[""])[value > high]
    told = _("%(label)s: %(value)s is %(words)s. The plausible range is %(low)s to %(high)s.")
    return told % {
        "label": label,
        "value": f"{number_text(value)} {unit}".strip(),
        "words": _(words),
        "low": number_text(low),
        "high": number_text(high),
    }


def make_finding(
    code: str, level: str, field: str, value: float, message: str, **more: object
) -> Finding:
    """``other`` among ``more`` is the name of a second figure; ``value`` is told with its unit."""
    words = {"field": figure_name(field), "value": with_unit(value, field)} | {
        name: number_text(each) if isinstance(each, (int, float)) else each
        for name, each in more.items()
    }
    if "other" in more:
        words["other"] = figure_name(str(more["other"]))
    return Finding(code=code, level=level, field=field, value=value, message=message % words)


def with_unit(value: float, field: str) -> str:
    return f"{number_text(value)} {shown_unit(field)}".strip()


def number_text(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"
