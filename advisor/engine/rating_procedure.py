"""What a unit uses at a load, the bins of the rating procedure, and curves scaled until it returns
the published ratings. Method sections 7 and 8."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import (
    AHRI_210_240,
    constant,
    table,
)
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.curve_points import CopCurve, weights
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F, BoolArray, Curves, Units
from advisor.engine.place import FloatArray

HSPF2_BINS = table(
    "HSPF2_BINS",
    dict(
        zip(
            range(52, -9, -5),
            (
                *(0.103, 0.093, 0.100, 0.109, 0.126, 0.087, 0.055),
                *(0.036, 0.026, 0.013, 0.006, 0.002, 0.001),
            ),
            strict=True,
        )
    ),
    "share of the heating hours by outdoor °F",
    source=f"{AHRI_210_240}, region IV",
    says="the year of the HSPF2 rating",
)
SEER2_BINS = table(
    "SEER2_BINS",
    dict(
        zip(
            range(67, 103, 5),
            (0.214, 0.231, 0.216, 0.161, 0.104, 0.052, 0.018, 0.004),
            strict=True,
        )
    ),
    "share of the cooling hours by outdoor °F",
    source=AHRI_210_240,
    says="the year of the SEER2 rating",
)
HSPF2_LOAD_FACTOR = constant(
    "HSPF2_LOAD_FACTOR",
    1.07,
    "×",
    source=AHRI_210_240,
    says="rating's heating load, variable speed",
)
SEER2_LOAD_FACTOR = constant(
    "SEER2_LOAD_FACTOR",
    0.93,
    "×",
    source=AHRI_210_240,
    says="rating's cooling load, variable speed",
)
CALIBRATION_LIMITS = (0.6, 1.8)
CALIBRATION_STEPS = 8


def rated_hspf2(units: Units, made: Curves) -> FloatArray:
    """HSPF2 region IV of each unit by the bins of the rating procedure. [BTU/Wh]"""
    outdoor_f = np.array(list(HSPF2_BINS), dtype=float)
    share = np.array(list(HSPF2_BINS.values()))
    matrix = weights(HEATING_GRID_F, outdoor_f)
    load = (
        HSPF2_LOAD_FACTOR * units.cooling_btu_h[:, None] * np.maximum(0, 55 - outdoor_f) / (55 - 5)
    )
    running = outdoor_f[None, :] >= made.cutout_f[:, None]
    heat_wh, delivered = electricity(
        load,
        least=made.heat_least @ matrix,
        most=np.where(running, made.heat_most @ matrix, 0.0),
        cop_least=made.heat_cop_least @ matrix,
        cop_most=made.heat_cop_most @ matrix,
        cycling_loss=made.cycling_loss,
    )
    backup_wh = (load - delivered) / BTU_PER_WH
    used = ((heat_wh + backup_wh) * share).sum(axis=1)
    return np.asarray((load * share).sum(axis=1) / np.maximum(used, 1e-9))


def rated_seer2(units: Units, made: Curves) -> FloatArray:
    """SEER2 of each unit by the bins of the rating procedure. [BTU/Wh]"""
    outdoor_f = np.array(list(SEER2_BINS), dtype=float)
    share = np.array(list(SEER2_BINS.values()))
    matrix = weights(COOLING_GRID_F, outdoor_f)
    load = units.cooling_btu_h[:, None] / 1.1 * SEER2_LOAD_FACTOR * (outdoor_f - 65) / 30
    used_wh, delivered = electricity(
        load,
        least=made.cool_least @ matrix,
        most=made.cool_most @ matrix,
        cop_least=made.cool_cop_least @ matrix,
        cop_most=made.cool_cop_most @ matrix,
        cycling_loss=made.cycling_loss,
    )
    return np.asarray(
        (delivered * share).sum(axis=1) / np.maximum((used_wh * share).sum(axis=1), 1e-9)
    )


def electricity(
    load: npt.NDArray[Any],
    *,
    least: npt.NDArray[Any],
    most: npt.NDArray[Any],
    cop_least: npt.NDArray[Any],
    cop_most: npt.NDArray[Any],
    cycling_loss: FloatArray,
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Power [W] and heat moved [BTU/h] of each unit at each temperature: (units, temperatures).

    ``load`` [BTU/h] is (temperatures,) or (units, temperatures). Between the lowest and the
    highest output the COP goes linearly with output; below the lowest the unit cycles, and each
    start costs: PLF = 1 - Cd (1 - PLR). Method section 8.
    """
    delivered = np.minimum(load, most)
    share = np.divide(
        delivered - least, most - least, out=np.zeros_like(most), where=most - least > 1.0
    )
    cop = cop_least + (cop_most - cop_least) * np.clip(share, 0.0, 1.0)
    part = np.divide(delivered, least, out=np.ones_like(most), where=least > 0)
    penalty = 1 - cycling_loss.astype(most.dtype)[:, None] * (1 - np.minimum(part, 1.0))
    power = np.divide(delivered, cop * penalty * BTU_PER_WH, out=np.zeros_like(most), where=cop > 0)
    return power, np.where(cop > 0, delivered, 0.0)


def calibrated(
    made: Curves,
    cops: dict[str, CopCurve],
    rating: Callable[[Curves], FloatArray],
    *,
    target: FloatArray,
    wanted: BoolArray,
    gap: str,
) -> Curves:
    """``made`` with the estimated part of its COP scaled until ``rating`` returns ``target``.

    Only where ``wanted``: a unit with its own points keeps them, and the gap is noted. Backup heat
    and published points do not scale, so a few steps of fixed-point iteration.
    """
    chosen = wanted & ~np.isnan(target)
    scale = np.ones(target.size)
    trial = made
    for _step in range(CALIBRATION_STEPS):
        ratio = np.where(chosen, target / np.maximum(rating(trial), 1e-6), 1.0)
        scale = np.clip(scale * ratio, *CALIBRATION_LIMITS)
        scaled: dict[str, Any] = {name: cop.at(scale) for name, cop in cops.items()}
        trial = replace(made, **scaled)
    told = rating(trial) / target - 1
    return replace(trial, rating_gap={**made.rating_gap, gap: told})
