"""The records of an advice as the JSON of the contract: ``manage.py advise --json``."""

import math
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from advisor.advice.contract import (
    Advice,
    Assumption,
    Baseline,
    Cost,
    CostLine,
    Excluded,
    InKind,
    Load,
    LoadLine,
    NextQuestion,
    Pick,
    Site,
    TypeAdvice,
)

CONTRACT_EXTRAS: dict[type, frozenset[str]] = {
    Site: frozenset({"state", "electricity", "fuel", "grid", "note", "footnotes"}),
    LoadLine: frozenset({"label"}),
    Load: frozenset(
        {"bill_note", "note", "chart_note", "own_heating_btu_h", "own_cooling_btu_h", "heat_counts"}
    ),
    CostLine: frozenset({"label", "source"}),
    Cost: frozenset({"price_note", "alone"}),
    Pick: frozenset(
        {
            *("point_labels", "brand_slug", "cooling_btu_h", "voltage", "sound_min_db"),
            *("first_of_100", "minimum_like"),
            *("sound_max_db", "warnings", "estimated", "practically_equal", "curve"),
            *("seasonal_cop_range", "night_sound_db", "months", "owning", "heating_saving_usd"),
            *("cooling_kwh_range", "limit_unknown"),
            *("switchover", "years_to_even", "co2_lb", "co2_now_lb"),
            *("catch", "match", "match_key", "difference"),
            *(
                "life_years",
                "upkeep_usd",
                "upkeep_more_usd",
                "asked_unknown",
                "spoken",
                "indoor_open",
                "precharged",
            ),
        }
    ),
    Baseline: frozenset({"label", "note", "upfront_usd", "owning"}),
    Excluded: frozenset({"code", "undo_label"}),
    Assumption: frozenset({"label"}),
    TypeAdvice: frozenset({"none_serves", "cycling_fraction", "heat_share", "cool_share"}),
    NextQuestion: frozenset({"label", "why"}),
    InKind: frozenset({"title"}),
    Advice: frozenset(
        {
            *("tied", "others", "considered", "today", "judged", "judged_note"),
            *("rebates", "market_note", "terms", "little", "rates"),
            *("headline_key", "pair", "safety", "decided_by", "folds"),
            *("permission_lets_in", "ways_in", "chance_to_stay", "cools_unasked", "of_first"),
        }
    ),
}


def as_json(value: Any) -> Any:
    """The contract of ``manage.py advise --json``: plain dicts, lists, numbers and strings.

    A saving that may as well be none is not printed: it is null there, and a range on the page.
    """
    if isinstance(value, Pick):
        value = _without_doubtful_saving(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _record_as_json(value)
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value


def _record_as_json(record: Any) -> dict[str, Any]:
    extras = CONTRACT_EXTRAS.get(type(record), frozenset())
    names = [each.name for each in fields(record) if each.name not in extras]
    return {name: as_json(getattr(record, name)) for name in names}


def _without_doubtful_saving(pick: Pick) -> Pick:
    saved = pick.saving_usd_per_year
    if saved is not None and saved.low <= 0 < saved.likely:
        return replace(pick, saving_usd_per_year=None)
    return pick
