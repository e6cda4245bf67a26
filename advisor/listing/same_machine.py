"""One machine under several labels: which rows of the catalog are the same unit."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from advisor.engine.equipment import IntArray
from advisor.engine.place import FloatArray
from advisor.listing.point_arrays import point_arrays
from catalog.machines import Label, machines, suspects
from catalog.selection import point_columns, pump_columns

CERTIFIED_AT_F = (47.0, 17.0, 5.0)


def machine_ids(columns: dict[str, tuple[Any, ...]], points: dict[str, Any]) -> IntArray:
    """The machine of each unit, by the lowest id among its labels. [unit]

    ``columns`` and ``points`` are the catalog's, as ``catalog.selection`` returns them.
    """
    known = machines(labels_of(columns, points))
    return np.array([known[each] for each in columns.get("id", ())], dtype=np.int64)


def suspected(*, rights: str) -> list[list[Label]]:
    """Live units with the same figures of which nobody has said whether they are one machine."""
    names, rows = pump_columns(rights=rights)
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    return suspects(labels_of(columns, point_arrays(*point_columns(rights=rights))))


def labels_of(columns: dict[str, tuple[Any, ...]], points: dict[str, Any]) -> list[Label]:
    """Each unit with the six figures that the certified list prints."""
    ids = columns.get("id", ())
    heat = _certified_heat(np.array(ids, dtype=np.int64), points)
    names = ("brand", "model_number", "outdoor_model", "type", "voltage", "machine")
    ratings = ("cooling_btu_h", "hspf2", "seer2")
    return [
        Label(
            id=ids[row],
            brand=texts[0],
            number=texts[2] or texts[1],
            type=texts[3],
            voltage=texts[4],
            machine=texts[5],
            figures=(cooling or 0.0, *heat[row].tolist(), hspf2 or 0.0, seer2 or 0.0),
        )
        for row, (texts, (cooling, hspf2, seer2)) in enumerate(
            zip(_rows(columns, names), _rows(columns, ratings), strict=True)
        )
    ]


def _rows(columns: dict[str, tuple[Any, ...]], names: Sequence[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(columns.get(name, ()) for name in names), strict=True))


def _certified_heat(ids: IntArray, points: dict[str, Any]) -> FloatArray:
    """Output at 47, 17 and 5 °F, 0 where none is published: (units, 3) [BTU/h]."""
    heat = np.zeros((ids.size, len(CERTIFIED_AT_F)))
    at = np.searchsorted(ids, points["heat_pump_id"])
    known = np.append(ids, -1)[np.minimum(at, ids.size)] == points["heat_pump_id"]
    for place, outdoor_f in enumerate(CERTIFIED_AT_F):
        here = known & points["heating"] & (points["outdoor_f"] == outdoor_f)
        rated, most = points["rated_btu_h"][here], points["max_btu_h"][here]
        heat[at[here], place] = np.nan_to_num(np.where(np.isnan(rated), most, rated))
    return heat
