"""Published performance points as arrays, one per column."""

from typing import Any

import numpy as np

from catalog.models import Mode


def point_arrays(names: list[str], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Every column of ``catalog.selection.point_columns`` as an array: (points,)."""
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    arrays: dict[str, Any] = {
        name: np.array(columns.get(name, ()), dtype=float)
        for name in names
        if name not in {"heat_pump_id", "mode"}
    }
    heating = [mode == Mode.HEATING for mode in columns.get("mode", ())]
    return arrays | {
        "heat_pump_id": np.array(columns.get("heat_pump_id", ()), dtype=np.int64),
        "heating": np.array(heating, dtype=bool),
    }
