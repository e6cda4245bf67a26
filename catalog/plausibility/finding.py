"""One thing that is not as it should be."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

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


OUT_OF_BOUNDS = gettext_noop("%(field)s is %(value)s. The plausible range is %(low)s to %(high)s.")


def make_finding(
    code: str, level: str, field: str, value: float, message: str, **more: object
) -> Finding:
    words = {"field": field, "value": number_text(value)} | {
        name: number_text(each) if isinstance(each, (int, float)) else each
        for name, each in more.items()
    }
    return Finding(code=code, level=level, field=field, value=value, message=message % words)


def number_text(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"
