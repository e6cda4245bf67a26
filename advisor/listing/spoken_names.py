"""What people call a unit: brand, line, size and form, with the number as a second line."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.formatting.text import Text
from advisor.formatting.unit_names import WORDS
from advisor.listing.inventory import Card
from advisor.listing.model_numbers import size_in_number
from catalog.models import Form
from catalog.selection import search_key

SAID_BRANDS = {"Mitsubishi Electric": "Mitsubishi"}
LONGEST_LINE = 24
"""Letters; a longer text in the column of the series is a description, no name."""

FORMS: dict[str, Text] = {
    Form.WALL.value: gettext_lazy("wall unit"),
    Form.FLOOR.value: gettext_lazy("floor unit"),
    Form.CASSETTE.value: gettext_lazy("ceiling cassette"),
    Form.SADDLE.value: gettext_lazy("over-the-sill window unit"),
}
_SERIES_WORD = re.compile(r"[-\s]*\bser(?:ies|is)\b\.?$", re.IGNORECASE)
_NO_NAMES = frozenset({"single zone", "single", "console", "upac", "urac"})


def spoken_name(card: Card, *, kind: str, cooling_btu_h: float) -> str:
    """As in "Mitsubishi FX, 6k wall unit"; without a series "Bosch 9k mini-split"."""
    said = SAID_BRANDS.get(card.brand, card.brand)
    line = line_name(card.brand, card.series, card.outdoor or card.model)
    words = {
        "name": f"{said} {line}".strip(),
        "size": nameplate_k(card.outdoor or card.model, cooling_btu_h),
        "form": FORMS.get(card.form) or WORDS[kind].in_sentence,
    }
    return (_("%(name)s, %(size)s %(form)s") if line else _("%(name)s %(size)s %(form)s")) % words


@lru_cache(maxsize=2048)
def line_name(brand: str, series: str, number: str) -> str:
    """The series as people say it, or nothing where the column holds no name, or only the letters
    with which the number begins.

    >>> line_name("Mitsubishi Electric", "M-Series FX", "MUZ-FX06NL")
    'FX'
    >>> line_name("Gree", "Vireo GEN3", "VIR09HP115V1R32AO")
    'Vireo GEN3'
    >>> line_name("ACiQ", "ACIQ Series", "ACIQ-06Z"), line_name("Bosch", "BMS Series", "BMS500")
    ('', '')
    """
    text = re.sub(r"\s*[(/].*$", "", " ".join(series.split()))
    text = re.sub(rf"^{re.escape(brand)}\s+", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^M-Series\s+(?=\w)", "", text)
    short = _SERIES_WORD.sub("", text)
    if len(short) >= 2:
        text = short
    if text.casefold() in _NO_NAMES | {brand.casefold()} or len(text) > LONGEST_LINE:
        return ""
    if text.isupper() and search_key(number).startswith(search_key(text)):
        return ""
    return text


def nameplate_k(number: str, cooling_btu_h: float) -> str:
    """The size that the number names, else the rated output, in thousands of BTU/h.

    >>> nameplate_k("MUZ-FX18NL", 17_200.0), nameplate_k("BSWX", 9_100.0)
    ('18k', '9k')
    """
    return f"{nameplate_btu_h(number, cooling_btu_h) // 1000}k"


def nameplate_btu_h(number: str, cooling_btu_h: float) -> int:
    """The size that the number names, else the rated output, in whole thousands. [BTU/h]

    >>> nameplate_btu_h("MUZ-FX18NL", 17_200.0), nameplate_btu_h("BSWX", 9_100.0)
    (18000, 9000)
    """
    return 1000 * round((size_in_number(number, cooling_btu_h) or cooling_btu_h) / 1000)
