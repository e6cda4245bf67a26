"""Where a unit's own figures and those of ENERGY STAR's list for its outdoor unit differ.

Both stay as figures. The list prints one certified pair of several, so a difference is often
another indoor unit; it may also be a slip of ours, which the desk corrects.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from django.db.models import Q

from catalog.importing.updating import CONFIDENCE_RANK
from catalog.models import Figure, HeatPump
from catalog.vocabulary import normalize

LIST: Final = "US EPA, ENERGY STAR certified heat pumps"
COMPARED: Final = (
    *("cooling_btu_h", "heating_btu_47f", "heating_btu_17f", "heating_btu_5f"),
    *("heating_max_btu_5f", "hspf2", "seer2"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """Two figures of one name that differ; ``Figure.in_use`` tells which of them counts."""

    unit: HeatPump
    own: Figure
    listed: Figure


def differences() -> list[Difference]:
    """Every difference, by brand, model and figure. One query, however many units."""
    compared = Figure.objects.filter(name__in=COMPARED)
    of_list = Q(source__locator__startswith=LIST)
    figures = (
        compared.filter(heat_pump__in=compared.filter(of_list).values("heat_pump"))
        .filter(heat_pump__in=compared.exclude(of_list).values("heat_pump"))
        .select_related("heat_pump__brand", "source")
        .order_by("heat_pump__brand__name", "heat_pump__model_number", "heat_pump_id", "name", "id")
    )
    return [
        found
        for _key, group in groupby(figures, key=lambda figure: (figure.heat_pump_id, figure.name))
        for found in _of_one_name(list(group))
    ]


def _of_one_name(figures: Sequence[Figure]) -> Iterator[Difference]:
    listed = [each for each in figures if each.source.locator.startswith(LIST)]
    own = [each for each in figures if not each.source.locator.startswith(LIST)]
    if not listed or not own:
        return
    ours, theirs = max(own, key=_rank), max(listed, key=_rank)
    values = [normalize(each.name, each.value, unit=each.unit) for each in (ours, theirs)]
    if None not in values and values[0] != values[1]:
        yield Difference(unit=ours.heat_pump, own=ours, listed=theirs)


def _rank(figure: Figure) -> tuple[bool, int, date]:
    confidence = CONFIDENCE_RANK[figure.confidence]
    return figure.in_use, confidence, figure.source_day or date.min
