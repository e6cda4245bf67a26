"""What a room below a unit's lowest output costs: starts, a fan that keeps turning, controls.

Steady losses are in the curves of a unit, and what homes add to them is in ``field``.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.equipment import BoolArray
from advisor.engine.place import FloatArray
from advisor.engine.rating_procedure import ratio

LOW_LOAD = constant(
    "LOW_LOAD",
    0.40,
    "of the lowest output",
    source=ASSUMPTION,
    says="load below which a start costs more and more, as runs grow short",
)
LOW_LOAD_LOSS = constant(
    "LOW_LOAD_LOSS",
    0.20,
    "×",
    source="our assumption: two metered homes (advisor/data/field_cop.csv) ask for 0.1 (Dillingham,"
    " one run a day) and 0.6 (a passive house that starts and stops)",
    says="what such starts take of the heat or cold, near no load, beyond the loss from cycling",
)
STANDBY_W = constant(
    "STANDBY_W",
    5.0,
    "W",
    source="5.2 W metered in Dillingham (advisor/data/field_cop.csv), for all units",
    says="controls, all year",
)
IDLE_FAN_W = constant(
    "IDLE_FAN_W",
    12.0,
    "W",
    source=ASSUMPTION,
    says="indoor fan of a mini-split at its lowest speed, while the compressor rests between runs",
)


def part_load_factor(
    load: npt.NDArray[Any], least: npt.NDArray[Any], cycling_loss: FloatArray
) -> npt.NDArray[Any]:
    """COP against that of a steady run at the lowest output: (units, temperatures), at most 1.

    ``load`` and ``least`` [BTU/h] are (units, temperatures), ``cycling_loss`` (Cd) has one entry
    per unit. PLF = 1 - Cd (1 - PLR) as in AHRI 210/240, less ``LOW_LOAD_LOSS`` below ``LOW_LOAD``.
    """
    part = np.minimum(ratio(load, least, more_than=0.0, otherwise=1.0), 1)
    cd = cycling_loss.astype(least.dtype)[:, None]
    deeper = least.dtype.type(LOW_LOAD_LOSS / LOW_LOAD)
    short = np.maximum(least.dtype.type(LOW_LOAD) - part, 0)
    return np.asarray(1 - cd * (1 - part) - deeper * short)


def rest_share(
    load: npt.NDArray[Any], least: npt.NDArray[Any], running: BoolArray
) -> npt.NDArray[Any]:
    """Share of each hour in which the compressor rests between runs: (units, temperatures)."""
    over = ratio(load, least, more_than=0.0, otherwise=1.0)
    return np.asarray(np.clip(1 - over, 0, 1) * running)


def rest_heat(rest: npt.NDArray[Any], split: BoolArray) -> npt.NDArray[Any]:
    """Heat of fan and controls in the room while the compressor rests: like ``rest``. [BTU/h]"""
    idle_w = (STANDBY_W + IDLE_FAN_W * split).astype(rest.dtype)[:, None]
    return np.asarray(rest * idle_w * rest.dtype.type(BTU_PER_WH))
