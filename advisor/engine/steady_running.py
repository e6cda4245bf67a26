"""Below which outdoor temperature a unit never has to stop and start."""

import numpy as np

from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F
from advisor.engine.season import heat_needed_at
from advisor.engine.study import Study


def steady_below_f(study: Study, row: int) -> float | None:
    """Outdoor temperature below which a unit never has to stop: in whole degrees from the design
    temperature up, the room needs at least its lowest output there. ``None`` where it does at the
    design temperature itself. [°F]"""
    outdoor_f = np.arange(study.place.heating_design_f, study.room.hold_f, 1.0)
    least = study.curves.heat_least[row] @ weights(HEATING_GRID_F, outdoor_f)
    steady = heat_needed_at(study.loads, study.room, outdoor_f) >= least
    if not outdoor_f.size or not steady[0]:
        return None
    ends = np.flatnonzero(~steady)
    return float(outdoor_f[ends[0] - 1 if ends.size else -1])
