"""The public method page: every formula, and every constant straight from the engine.

Constants are the registered values that calculate; formulas name them, and a test compares each
name with the registry, so that the page cannot drift from the code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import ModuleType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.engine import (
    fit,
    improvement,
    incentives,
    load,
    money,
    ranking,
    rating_procedure,
    room,
    season,
    unit_curves,
    verdict,
    yearly_saving,
)
from advisor.engine.constants import METHOD, Entry
from advisor.engine.study import NOT_TUNED
from advisor.formatting.numbers import number

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Formula:
    """One rule: the arithmetic, and what it says. Names in capitals are constants below."""

    text: str
    says: Text


@dataclass(frozen=True, kw_only=True)
class ConstantRow:
    """One constant as the page shows it; a table has ``cells`` and no ``value``."""

    name: str
    value: str
    unit: str
    source: str
    says: str
    assumption: bool
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class MethodSection:
    key: str
    title: Text
    formulas: tuple[Formula, ...]
    rows: tuple[ConstantRow, ...]


_SECTIONS: tuple[tuple[str, Text, tuple[ModuleType, ...], tuple[Formula, ...]], ...] = (
    (
        "room",
        gettext_lazy("From answers to a room"),
        (room,),
        (
            Formula(
                text="P = PERIMETER_FACTOR × √area;  wall = P × walls / 4 × ceiling",
                says=gettext_lazy(
                    "The floor area and the number of outside walls set the geometry."
                ),
            ),
            Formula(
                text="likely ± √ Σ (difference of each soft answer)²",
                says=gettext_lazy(
                    "Each answer that is missing or uncertain is moved to its low end and"
                    " its high end with everything else at its likely value, and the load"
                    " is calculated again. The differences add in quadrature, each side"
                    " separately. SPREADS holds the ends."
                ),
            ),
        ),
    ),
    (
        "load",
        gettext_lazy("Heating and cooling load"),
        (load,),
        (
            Formula(
                text="Q = Σ U × A × ΔT;  ΔT = hold − design temperature",
                says=gettext_lazy("Heat through walls, glass, doors, roof, and floor."),
            ),
            Formula(
                text="air = AIR_SENSIBLE × ACF × cfm × ΔT;  ACF = 1 − ALTITUDE_PER_FT × elevation",
                says=gettext_lazy("Heat carried by leaking air. Thinner air carries less."),
            ),
            Formula(
                text="floor over a crawl space: U_w / (U_w + 4 U_f);"
                " U_w = CRAWL_WALL_U + CRAWL_VENT_U",
                says=gettext_lazy("A crawl space or unheated basement is warmer than outside."),
            ),
            Formula(
                text="U(z, r) = 2k/(πz) × [ln(z + 2kr/π) − ln(2kr/π)];  k = SOIL_K",
                says=gettext_lazy(
                    "A wall below ground down to depth z, with a wall and film R-value of r."
                ),
            ),
            Formula(
                text="glass = A × SHGC × shades × SUN_CALIBRATION × sun(h) + U × A × (T(h) − 75)",
                says=gettext_lazy(
                    "Cooling is calculated hour by hour from 8 a.m. to 8 p.m., and the"
                    " largest hour counts. sun(h) is ASHRAE's clear sky of July 21 on that"
                    " side, delayed by RADIANT_SERIES."
                ),
            ),
            Formula(
                text="wall: ΔT + WALL_EXCESS_F − DAILY_RANGE_SHARE × range;"
                "  attic: ΔT + ATTIC_EXCESS_F;"
                "  flat roof: share × (ΔT + sun × ROOF_ABSORPTANCE − sky − drop), see FLAT_ROOF",
                says=gettext_lazy("Sun on surfaces other than glass, never below zero."),
            ),
            Formula(
                text="latent = AIR_LATENT × ACF × cfm × (outdoor − INDOOR_HUMIDITY_GR_LB)"
                " + people × PERSON_LATENT",
                says=gettext_lazy("Moisture that has to be condensed."),
            ),
        ),
    ),
    (
        "equipment",
        gettext_lazy("What a unit can give"),
        (unit_curves, rating_procedure),
        (
            Formula(
                text="straight lines through published points at 47, 17 and 5 °F (95 and 82 °F)",
                says=gettext_lazy(
                    "Published points come first. The 5 °F figure in the ratings is a test"
                    " at the highest speed, so it is never combined with a rated figure."
                    " Below the lowest published operating temperature, a unit gives no"
                    " heat."
                ),
            ),
            Formula(
                text="no heat below the published limit, else below the restart temperature,"
                " else below CUTOUT_UNKNOWN_F or the coldest published point",
                says=gettext_lazy(
                    "A unit that has shut off in the cold starts again only at its restart"
                    " temperature, so that temperature counts. Published points and ratings"
                    " include defrost. A built-in base-pan heater and the crankcase heater"
                    " use power."
                ),
            ),
            Formula(
                text="COP at 47 °F = Σ HEATING_COP_47 × (1, h, r, r², r h);"
                "  r = RETENTION_5F_SLOPE × h + RETENTION_5F_BASE",
                says=gettext_lazy(
                    "Used where no point is published. h is the HSPF, and r is the share of"
                    " output kept at 5 °F. The other COP curves come from the same source,"
                    " and all are marked as estimates."
                ),
            ),
            Formula(
                text="HSPF2 = Σ load × n / Σ electricity × n over HSPF2_BINS;"
                "  load = HSPF2_LOAD_FACTOR × cooling × (55 − T) / 50",
                says=gettext_lazy(
                    "A unit with ratings and few points is scaled until the rating"
                    " procedure returns its rating. Where both are published, we report the"
                    " difference."
                ),
            ),
            Formula(
                text="PLF = 1 − Cd × (1 − load / lowest output)",
                says=gettext_lazy(
                    "Below its lowest output, a unit starts and stops and loses efficiency."
                ),
            ),
        ),
    ),
    (
        "season",
        gettext_lazy("The year"),
        (season,),
        (
            Formula(
                text="need(T) = (UA + WINTER_AIR_SHARE × air) × (hold − T)"
                " − GAINS_USED × (people, equipment, sun)",
                says=gettext_lazy(
                    "For every 5 °F bin of the local year, by day (8 a.m. to 10 p.m.) and"
                    " by night, in use and not in use."
                ),
            ),
            Formula(
                text="electricity = heat / (COP × FIELD_DERATE × PLF)",
                says=gettext_lazy("Heat that a unit cannot deliver falls to the backup."),
            ),
        ),
    ),
    (
        "money",
        gettext_lazy("Money"),
        (money, incentives),
        (
            Formula(
                text="price: as seen up to FRESH_DAYS; ± AGED_PRICE_SHARE up to STALE_DAYS;"
                " else PRICE_CLASSES",
                says=gettext_lazy("A price without a date does not count."),
            ),
            Formula(
                text="owning = installed price + Σ (running × (1 + PRICE_GROWTH)^y + upkeep) /"
                " (1 + DISCOUNT)^y + replacement",
                says=gettext_lazy("Over HORIZON_YEARS years."),
            ),
        ),
    ),
    (
        "ranking",
        gettext_lazy("Limits, points, and verdict"),
        (fit, ranking, improvement, yearly_saving, verdict),
        (
            Formula(
                text="score = Σ weight × merit;  0 ≤ merit ≤ 1;  Σ weight = 100",
                says=gettext_lazy(
                    "A unit’s merit never depends on other units, so leaving one out never"
                    " reorders the rest. Ties keep the order of entry. Commissions are"
                    " never an input."
                ),
            ),
        ),
    ),
)

RULES: tuple[tuple[str, str, Text], ...] = (
    (
        "1.0",
        "2026-11-23",
        gettext_lazy("First rules: loads, equipment, season, money, limits, points, and verdicts."),
    ),
)
"""Version, date and what changed, newest first."""


def sections(tuning: Mapping[str, float] = NOT_TUNED) -> list[MethodSection]:
    """Everything on the method page, each constant under the first module that uses it.

    ``tuning`` is what editors changed of the ranking: the page shows what calculates.
    """
    shown: set[str] = set()
    result = []
    for key, title, modules, formulas in _SECTIONS:
        names = [
            name
            for name in METHOD
            if name not in shown and any(hasattr(module, name) for module in modules)
        ]
        shown.update(names)
        result.append(
            MethodSection(
                key=key,
                title=title,
                formulas=formulas,
                rows=tuple(_row(_tuned(METHOD[name], tuning)) for name in names),
            )
        )
    return result


def _tuned(entry: Entry, tuning: Mapping[str, float]) -> Entry:
    """The entry with what the editors changed, and that named as the source."""
    if isinstance(entry.value, Mapping):
        changed = {
            key: tuning[f"{entry.name}.{key}"]
            for key in entry.value
            if f"{entry.name}.{key}" in tuning
        }
        value: float | Mapping[str, object] = {**entry.value, **changed}
    else:
        changed = {entry.name: tuning[entry.name]} if entry.name in tuning else {}
        value = changed.get(entry.name, entry.value)
    if not changed:
        return entry
    return replace(entry, value=value, source=_("set by the editors of this advisor"))


def _row(entry: Entry) -> ConstantRow:
    cells: tuple[tuple[str, str], ...] = ()
    value = ""
    if isinstance(entry.value, Mapping):
        cells = tuple((_words(key), _shown(item)) for key, item in entry.value.items())
    else:
        value = _shown(entry.value)
    return ConstantRow(
        name=entry.name,
        value=value,
        unit=entry.unit,
        source=entry.source,
        says=entry.says,
        assumption="our assumption" in entry.source,
        cells=cells,
    )


def _words(key: str) -> str:
    return key.replace("_", " ").strip("()").replace("'", "")


def _shown(value: object) -> str:
    """A value as text: numbers without noise, nested values in one line."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float | int):
        return _number(value)
    if isinstance(value, tuple | list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_words(str(key))} {_shown(item)}" for key, item in value.items())
    if is_dataclass(value) and not isinstance(value, type):
        changed = _not_default(value)
        return "; ".join(f"{_words(name)} {_shown(item)}" for name, item in changed.items())
    return str(value)


def _not_default(record: Any) -> dict[str, object]:
    """The fields of a dataclass that say something: not empty, and not as usual."""
    return {
        field.name: value
        for field in fields(record)
        if (value := getattr(record, field.name)) not in (field.default, {})
    }


def _number(value: float) -> str:
    if value != int(value):
        return f"{value:.7f}".rstrip("0")
    return number(value) if abs(value) >= 10_000 else str(int(value))
