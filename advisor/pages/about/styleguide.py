"""What the styleguide shows: real parts, made from one room of today's data."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from advisor.advice import advise
from advisor.pages.results.page import ResultsPage
from advisor.pages.shared.fields import Field, field_for
from advisor.questions.answer_form import read_text
from advisor.questions.definitions import QUESTIONS

SAMPLE = "zip=33139&space=sunroom&area=200&heating_now=gas"
COLORS = (
    *("paper", "card", "sunk", "ink", "soft", "line", "edge", "accent", "accent-tint", "heat"),
    *("heat-tint", "cool", "cool-tint", "care", "care-tint", "wrong", "unit", "install", "circuit"),
)


@dataclass(frozen=True, kw_only=True)
class StyleguidePage:
    scheme: str
    other: str  # the address of the other scheme
    colors: tuple[str, ...]
    fields: tuple[Field, ...]
    errors: tuple[tuple[str, str], ...]
    drawings: tuple[str, ...]
    results: ResultsPage
    stray_errors: tuple[str, ...] = ()


def styleguide_page(*, dark: bool) -> StyleguidePage:
    """Every part with real content."""
    form = read_text(SAMPLE)
    assert form.answers is not None
    wrong = "ZIP codes have five digits."
    return StyleguidePage(
        scheme="dark" if dark else "light",
        other="?scheme=light" if dark else "?scheme=dark",
        colors=COLORS,
        fields=(
            field_for(QUESTIONS["above"], {}),
            field_for(QUESTIONS["insulation"], {"insulation": "average"}),
            field_for(QUESTIONS["zip"], {"zip": "123"}, error=wrong),
            field_for(QUESTIONS["priorities"], {}),
        ),
        errors=(("id-zip", wrong),),
        drawings=_drawings(),
        results=ResultsPage(form=form, advice=advise(form.answers)),
    )


@cache
def _drawings() -> tuple[str, ...]:
    found = finders.find("img/drawings.svg")
    assert isinstance(found, str)
    return tuple(re.findall(r'<symbol id="([^"]+)"', Path(found).read_text(encoding="utf-8")))
