"""The shape of a formula of the method page, and of a group of them."""

from dataclasses import dataclass
from types import ModuleType

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Formula:
    """One rule: the arithmetic, and what it says. Names in capitals are constants below."""

    text: str
    says: Text


FormulaGroup = tuple[str, Text, tuple[ModuleType, ...], tuple[Formula, ...]]
