"""What a unit's figures say about each other: errors keep it from going live, warnings ask why.

The constraints of the database refuse what cannot be; these checks catch what is possible and yet
wrong: a lost digit, a figure of another test, a sibling's sheet. They read the record as it stands
and compare it with its family, the other sizes of its series.
"""

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.models import (
    AcceptedWarning,
    HeatPump,
    PerformancePoint,
    PriceKind,
    PriceObservation,
    UnitType,
)
from catalog.vocabulary import NORMALISERS, PointPlace, Value, point_name

ERROR: Final = "error"
WARNING: Final = "warning"

FamilyKey: TypeAlias = tuple[object, str, str]
Families: TypeAlias = dict[tuple[FamilyKey, str], list[float]]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """A unit's record as plain figures: columns and cells of points by the names of figures."""

    type: str
    family: FamilyKey
    figures: Mapping[str, float]
    price_usd: float | None = None  # the lowest one asked by a shop, of the newest day


# Outside of these an official rating is a slip of the pen. SEER2, HSPF2 and CEER: the span of
# everything certified in the US, with a margin; COP at 47 °F: AHRI 210/240 at rated speed.
_BOUNDS: Final[dict[str, tuple[float, float]]] = {
    "seer2": (10, 45),
    "seer": (10, 45),
    "hspf2": (6, 16),
    "hspf": (6, 17),
    "ceer": (7, 20),
    "eer2": (5, 30),
    "eer": (5, 30),
    "cop_47f": (1, 7),
    "cop_min_47f": (1, 10),
    "cop_max_47f": (1, 7),
    "sound_indoor_min_db": (15, 75),
    "sound_indoor_max_db": (15, 75),
    "sound_outdoor_db": (15, 75),
}
_SPEEDS: Final = ("min_", "", "max_")
_COLDER: Final = (47, 17, 5, -5, -15)
# Dollars per 1,000 BTU/h of rated cooling, unit alone: from the dated prices of the catalogue and
# the ranges of the seed, with half of room to either side. Beyond ten times that, an error.
_USD_PER_KBTU: Final[dict[str, tuple[float, float]]] = {
    UnitType.MINI_SPLIT.value: (30, 600),
    UnitType.WINDOW.value: (20, 600),
    UnitType.PORTABLE.value: (20, 300),
}
# How far a figure may lie from its siblings, both as it is and per BTU/h of cooling (as a factor).
_FAMILY_FACTOR: Final = 2.0
_FAMILY_FIGURES: Final = (
    *(f"heating_{speed}btu_{place}" for speed in _SPEEDS for place in ("47f", "17f", "5f")),
    *("cooling_min_btu_h", "cooling_max_btu_h"),
)
_SIBLINGS_NEEDED: Final = 2

POINT_COLUMNS: Final = ("min_btu_h", "rated_btu_h", "max_btu_h", "cop_min", "cop_rated", "cop_max")
NUMERIC: Final = tuple(
    name
    for name in NORMALISERS
    if HeatPump.column(name).get_internal_type() in {"FloatField", "PositiveIntegerField"}
)
OUT_OF_BOUNDS = gettext_noop("%(field)s is %(value)s; it lies between %(low)s and %(high)s.")


def findings(facts: Facts, families: Families | None = None) -> list[Finding]:
    """What is wrong or unusual with one unit, errors first.

    Parameters
    ----------
    facts
        The unit's record.
    families
        Of ``gather``; the unit itself may be among them. Without it no siblings are compared.
    """
    found = [
        *_bounds(facts.figures),
        *_order(facts.figures),
        *_cold(facts.figures),
        *_proportions(facts.figures),
        *_price(facts),
        *(_family(facts, families) if families else ()),
    ]
    return sorted(found, key=lambda finding: finding.level != ERROR)


def _bounds(figures: Mapping[str, float]) -> Iterator[Finding]:
    for field, (low, high) in _BOUNDS.items():
        value = figures.get(field)
        if value is not None and not low <= value <= high:
            yield _finding("bounds", ERROR, field, value, _(OUT_OF_BOUNDS), low=low, high=high)


def _order(figures: Mapping[str, float]) -> Iterator[Finding]:
    """Lowest ≤ rated ≤ highest, and the quietest no louder than the loudest."""
    pairs = [("sound_indoor_min_db", "sound_indoor_max_db")]
    for mode, outdoor_f in [("heating", f) for f in _COLDER] + [("cooling", 95), ("cooling", 82)]:
        names = [
            point_name(PointPlace(mode, outdoor_f, column))
            for column in ("min_btu_h", "rated_btu_h", "max_btu_h")
        ]
        pairs += [(names[0], names[1]), (names[1], names[2]), (names[0], names[2])]
    for low, high in pairs:
        if low in figures and high in figures and figures[low] > figures[high]:
            yield _finding(
                "order",
                ERROR,
                low,
                figures[low],
                _("%(field)s is %(value)s, above %(other)s, which is %(limit)s."),
                other=high,
                limit=figures[high],
            )


def _cold(figures: Mapping[str, float]) -> Iterator[Finding]:
    """Output and COP at one speed fall with the cold.

    The 5 °F figure of ENERGY STAR is one of highest speed and may exceed the rated one at 17 °F
    or 47 °F; among the highest ones a boost in the cold is known, but not beyond a quarter.
    """
    for speed in _SPEEDS:
        outputs = [(f, figures.get(f"heating_{speed}btu_{_at(f)}")) for f in _COLDER]
        yield from _falling(f"heating_{speed}btu_", outputs, slack=1.25 if speed else 1.0)
        cops = [(f, figures.get(f"cop_{speed}{_at(f)}")) for f in _COLDER]
        # Lowest and highest speed differ with the temperature, and their COP a little with them.
        yield from _falling(f"cop_{speed}", cops, slack=1.15 if speed else 1.0)
    rated, cold = figures.get("heating_btu_47f"), figures.get("heating_max_btu_5f")
    if rated and cold and not 0.25 <= cold / rated <= 2.0:
        yield _finding(
            "cold_output",
            ERROR if cold / rated > 3 else WARNING,
            "heating_max_btu_5f",
            cold,
            _("%(field)s is %(value)s, %(share)s of the rated output at 47 °F."),
            share=f"{cold / rated:.0%}",
        )


def _falling(
    name: str, values: Sequence[tuple[int, float | None]], *, slack: float
) -> Iterator[Finding]:
    known = [(f, value) for f, value in values if value is not None]
    for (warm_f, warm), (cold_f, cold) in pairwise(known):
        if cold > warm * slack:
            yield _finding(
                "rises",
                ERROR if cold > warm * 1.6 else WARNING,
                f"{name}{_at(cold_f)}",
                cold,
                _(
                    "%(field)s is %(value)s, above the %(limit)s at %(warm_f)s °F: is it of another"
                    " speed or test?"
                ),
                limit=warm,
                warm_f=warm_f,
            )


def _proportions(figures: Mapping[str, float]) -> Iterator[Finding]:
    """What heating, cooling and lowest output have to do with each other."""
    cooling, heating = figures.get("cooling_btu_h"), figures.get("heating_btu_47f")
    if cooling and heating and not 0.6 <= heating / cooling <= 1.8:
        level = WARNING if 0.4 <= heating / cooling <= 2.5 else ERROR
        yield _finding(
            "heating_cooling",
            level,
            "heating_btu_47f",
            heating,
            _("%(field)s is %(value)s, but the rated cooling is %(limit)s: is a digit missing?"),
            limit=cooling,
        )
    lowest = figures.get("heating_min_btu_47f")
    if heating and lowest and not 0.08 <= lowest / heating <= 0.85:
        yield _finding(
            "turndown",
            WARNING,
            "heating_min_btu_47f",
            lowest,
            _("%(field)s is %(value)s, %(share)s of the rated output."),
            share=f"{lowest / heating:.0%}",
        )


def _price(facts: Facts) -> Iterator[Finding]:
    cooling = facts.figures.get("cooling_btu_h")
    bounds = _USD_PER_KBTU.get(facts.type)
    if not cooling or not bounds or facts.price_usd is None:
        return
    per_kbtu = facts.price_usd / cooling * 1000
    low, high = bounds
    if not low <= per_kbtu <= high:
        level = WARNING if low / 10 <= per_kbtu <= high * 10 else ERROR
        yield _finding(
            "price",
            level,
            "price",
            facts.price_usd,
            _(
                "The price is $%(value)s, $%(per_kbtu)s per 1,000 BTU/h; such units cost"
                " $%(low)s to $%(high)s."
            ),
            per_kbtu=round(per_kbtu, 1),
            low=low,
            high=high,
        )


def gather(units: Iterable[Facts]) -> Families:
    """The figures of every family, each list in rising order: as they are, and per cooling."""
    families: Families = defaultdict(list)
    for facts in units:
        for name, value in _family_figures(facts):
            families[facts.family, name].append(value)
    for values in families.values():
        values.sort()
    return dict(families)


def add_to(families: Families, facts: Facts) -> None:
    """One more unit for ``families``."""
    for name, value in _family_figures(facts):
        insort(families.setdefault((facts.family, name), []), value)


def _family_figures(facts: Facts) -> Iterator[tuple[str, float]]:
    cooling = facts.figures.get("cooling_btu_h")
    if not cooling:
        return
    for name in _FAMILY_FIGURES:
        value = facts.figures.get(name)
        if value:
            yield name, value
            yield f"{name}/cooling", value / cooling


def _family(facts: Facts, families: Families) -> Iterator[Finding]:
    own = dict(_family_figures(facts))
    for name in _FAMILY_FIGURES:
        if name not in own:
            continue
        usual = _median_of_others(families.get((facts.family, name), ()), own[name])
        scaled = f"{name}/cooling"
        per_cooling = _median_of_others(families.get((facts.family, scaled), ()), own[scaled])
        if usual is None or per_cooling is None:
            continue
        if _far(own[name], usual) and _far(own[scaled], per_cooling):
            yield _finding(
                "family",
                WARNING,
                name,
                own[name],
                _("%(field)s is %(value)s; the rest of its series has about %(limit)s."),
                limit=round(usual),
            )


def _median_of_others(values: Sequence[float], own: float) -> float | None:
    """The median of ``values``, in rising order, without one that equals ``own``."""
    at = bisect_left(values, own)
    mine = at < len(values) and values[at] == own
    count = len(values) - mine
    if count < _SIBLINGS_NEEDED:
        return None

    def other(index: int) -> float:
        return values[index + (mine and index >= at)]

    return (other((count - 1) // 2) + other(count // 2)) / 2


def _far(value: float, usual: float) -> bool:
    return not usual / _FAMILY_FACTOR < value < usual * _FAMILY_FACTOR


def _finding(
    code: str, level: str, field: str, value: float, message: str, **more: object
) -> Finding:
    words = {"field": field, "value": _text(value)} | {
        name: _text(each) if isinstance(each, (int, float)) else each for name, each in more.items()
    }
    return Finding(code=code, level=level, field=field, value=value, message=message % words)


def _text(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"


def _at(outdoor_f: int) -> str:
    return f"{'neg' if outdoor_f < 0 else ''}{abs(outdoor_f)}f"


def family_key(*, brand: object, unit_type: str, series: str, model: str) -> FamilyKey:
    """The units that one is compared with: its series or, without one, the same letters.

    >>> family_key(brand=1, unit_type="mini_split", series="", model="MSZ-FS06NA / MUZ-FS06NA")
    (1, 'mini_split', 'MSZ-FS#NA / MUZ-FS#NA')
    """
    return brand, unit_type, series.strip().lower() or re.sub(r"\d+", "#", model.upper())


def check(heat_pumps: Iterable[HeatPump | int]) -> dict[int, list[Finding]]:
    """Findings of units of the database; a warning that has a stored reason is none any more.

    Takes six queries, however many units. The families are those of the whole catalogue, drafts
    included; a unit without findings is not in the answer.
    """
    ids = [each if isinstance(each, int) else each.pk for each in heat_pumps]
    brands = HeatPump.objects.filter(pk__in=ids).values("brand_id")
    known = facts_of(Q(brand_id__in=brands))
    families = gather(known.values())
    reasons = accepted(ids)
    found = {
        pk: [
            finding
            for finding in findings(known[pk], families)
            if finding.key not in reasons.get(pk, ())
        ]
        for pk in ids
        if pk in known
    }
    return {pk: each for pk, each in found.items() if each}


def accepted(ids: Iterable[int]) -> dict[int, set[str]]:
    """Keys of the warnings for which a reason is stored, by unit. One query."""
    keys: dict[int, set[str]] = defaultdict(set)
    for pk, key in AcceptedWarning.objects.filter(heat_pump__in=list(ids)).values_list(
        "heat_pump_id", "key"
    ):
        keys[pk].add(key)
    return keys


def facts_of(which: Q) -> dict[int, Facts]:
    """The records of the units that ``which`` selects, by id. Three queries."""
    pumps = HeatPump.objects.filter(which).order_by("id")
    figures: dict[int, dict[str, float]] = defaultdict(dict)
    cells = (
        PerformancePoint.objects.filter(heat_pump__in=pumps.order_by().values("id"))
        .order_by("id")
        .values_list("heat_pump_id", "mode", "outdoor_f", *POINT_COLUMNS)
    )
    for pk, mode, outdoor_f, *values in cells.iterator(chunk_size=20_000):
        for column, value in zip(POINT_COLUMNS, values, strict=True):
            if value is not None:
                figures[pk][point_name(PointPlace(mode, outdoor_f, column))] = value
    prices: dict[int, float] = {}
    seen = PriceObservation.objects.filter(
        heat_pump__in=pumps.order_by().values("id"), kind=PriceKind.STREET, currency="USD"
    )
    for pk, amount in seen.order_by("observed_on", "-amount_low", "id").values_list(
        "heat_pump_id", "amount_low"
    ):
        prices[pk] = float(amount)
    rows = pumps.values_list("id", "brand_id", "type", "series", "model_number", *NUMERIC)
    return {
        pk: Facts(
            type=unit_type,
            family=family_key(brand=brand, unit_type=unit_type, series=series, model=model),
            figures=figures[pk]
            | {name: v for name, v in zip(NUMERIC, values, strict=True) if v is not None},
            price_usd=prices.get(pk),
        )
        for pk, brand, unit_type, series, model, *values in rows.iterator(chunk_size=20_000)
    }


def facts_from(
    values: Mapping[str, Value],
    *,
    unit_type: str,
    family: FamilyKey,
    price_usd: float | None = None,
) -> Facts:
    """Facts of a record that is not in the database yet, from its columns and cells by name."""
    return Facts(
        type=unit_type,
        family=family,
        figures={
            name: value
            for name, value in values.items()
            if isinstance(value, (int, float)) and not isinstance(value, bool)
        },
        price_usd=price_usd,
    )
