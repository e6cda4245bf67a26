"""What the room needs and what a unit can give, over the outdoor temperature."""

import numpy as np

from advisor.advice.contract import CurvePoint
from advisor.engine import Study
from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F
from advisor.engine.season import heat_needed_at


def pick_curve(study: Study, row: int) -> list[CurvePoint]:
    """Need and output every 5 °F from the coldest hours of the place to the balance point.

    Empty where no heat is wanted. [°F, BTU/h, h a year]
    """
    climate = study.place.climate
    if not study.heating_wanted:
        return []
    coldest_f = min(climate.bin_f[0], study.place.heating_design_f)
    outdoor_f = np.arange(max(HEATING_GRID_F[0], 5 * np.ceil((coldest_f - 2.5) / 5)), 66.0, 5.0)
    need = heat_needed_at(study.loads, study.room, outdoor_f)
    likely = max(study.loads.heating.likely, 1.0)
    low, high = study.loads.heating.low / likely, study.loads.heating.high / likely
    at = weights(HEATING_GRID_F, outdoor_f)
    least = study.curves.heat_least[row] @ at
    most = study.curves.heat_most[row] @ at
    # A town far above its station has bins between the fives: the nearest five takes their hours.
    hours = dict(zip(5 * np.round(climate.bin_f / 5), climate.hours, strict=True))
    cutout = study.curves.usual_cutout_f[row]
    return [
        CurvePoint(
            outdoor_f=float(f),
            need_btu_h=float(need[i]),
            need_low_btu_h=float(need[i] * low),
            need_high_btu_h=float(need[i] * high),
            least_btu_h=float(least[i]) if f >= cutout else None,
            most_btu_h=float(most[i]) if f >= cutout else None,
            hours=float(hours.get(f, 0.0)),
        )
        for i, f in enumerate(outdoor_f)
    ]
