"""What a unit uses at a load, and the ratings that the test procedure makes of it.

Method sections 7 and 8."""

from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import (
    AHRI_210_240,
    constant,
    table,
)
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.curve_points import weights
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F, Curves, Units
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
        rated=made.heat_rated @ matrix,
        most=np.where(running, made.heat_most @ matrix, np.float32(0)),
        cop_least=made.heat_cop_least @ matrix,
        cop_rated=made.heat_cop_rated @ matrix,
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
        rated=made.cool_rated @ matrix,
        most=made.cool_most @ matrix,
        cop_least=made.cool_cop_least @ matrix,
        cop_rated=made.cool_cop_rated @ matrix,
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
    rated: npt.NDArray[Any],
    most: npt.NDArray[Any],
    cop_least: npt.NDArray[Any],
    cop_rated: npt.NDArray[Any],
    cop_most: npt.NDArray[Any],
    cycling_loss: FloatArray,
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Power [W] and heat moved [BTU/h] of each unit at each temperature: (units, temperatures).

    ``load`` [BTU/h] is (temperatures,) or (units, temperatures). Between the lowest, the rated and
    the highest output the power goes linearly with output; below the lowest the unit cycles, and
    each start costs: PLF = 1 - Cd (1 - PLR). Method section 8.
    """
    delivered = (np.minimum(load, most) * (cop_most > 0)).astype(most.dtype, copy=False)
    power = _power_w(least, cop_least)
    at_rated = _power_w(rated, cop_rated)
    part = np.minimum(_share(delivered, least, otherwise=1.0), 1.0)
    part = part / (1 - cycling_loss.astype(most.dtype)[:, None] * (1 - part))
    below, above = rated - least, most - rated
    to_rated = np.clip(_share(delivered - least, below, otherwise=0.0), 0.0, 1.0)
    beyond = np.clip(_share(delivered - rated, above, otherwise=0.0), 0.0, 1.0)
    more, most_more = at_rated - power, _power_w(most, cop_most)
    # In place: new arrays for each sum take a third of the time of it all.
    most_more -= at_rated
    more *= to_rated
    most_more *= beyond
    power *= part
    power += more
    power += most_more
    return power, delivered


def _power_w(output: npt.NDArray[Any], cop: npt.NDArray[Any]) -> npt.NDArray[Any]:
    watts = output / np.asarray(BTU_PER_WH, dtype=output.dtype)
    return ratio(watts, cop, more_than=0.0, otherwise=0.0)


def _share(
    value: npt.NDArray[Any], whole: npt.NDArray[Any], *, otherwise: float
) -> npt.NDArray[Any]:
    """``value / whole`` where the whole is more than a rounding. [BTU/h per BTU/h]"""
    return ratio(value, whole, more_than=1.0, otherwise=otherwise)


def ratio(
    value: npt.NDArray[Any], whole: npt.NDArray[Any], *, more_than: float, otherwise: float
) -> npt.NDArray[Any]:
    """``value / whole`` where the whole is ``more_than`` that; shapes broadcast.

    Dividing all and then setting the rest takes a fifth of the time of a division with a mask.
    """
    counts = whole > more_than
    if counts.all():
        return np.asarray(value / whole)
    share = value / np.where(counts, whole, whole.dtype.type(1))
    share[~np.broadcast_to(counts, share.shape)] = otherwise
    return np.asarray(share)
