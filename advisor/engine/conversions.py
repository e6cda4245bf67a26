"""Units of measure: the one place that says how many of this are in one of that.

Plain numbers and functions of numbers or arrays, for the engine and for everyone above it.
Lengths, areas and masses are exact by definition; the BTU is that of the International Table.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from advisor.engine.constants import constant

Number = TypeVar("Number", float, NDArray[np.float64])

BTU_PER_WH = constant(
    "BTU_PER_WH",
    3.412142,
    "BTU/Wh",
    source="definition, International Table",
    says="1 W = 3.412142 BTU/h",
)
BTU_PER_KWH = 1000 * BTU_PER_WH
KW_PER_BTU_H = 1 / BTU_PER_KWH
BTU_H_PER_TON = 12_000.0  # of cooling
BTU_PER_THERM = 100_000.0

M_PER_FT = 0.3048
CM_PER_INCH = 2.54
INCHES_PER_FT = 12
M2_PER_FT2 = M_PER_FT**2
W_M2_PER_BTU_H_FT2 = 1000 * KW_PER_BTU_H / M2_PER_FT2
KM_PER_MILE = 5280 * M_PER_FT / 1000
KG_PER_LB = 0.45359237

_FAHRENHEIT_PER_KELVIN = 1.8
_FREEZING_F = 32.0


def celsius(fahrenheit: Number) -> Number:
    """A temperature in °F as °C.

    >>> celsius(212.0)
    100.0
    """
    return (fahrenheit - _FREEZING_F) / _FAHRENHEIT_PER_KELVIN


def fahrenheit(celsius: Number) -> Number:
    """A temperature in °C as °F.

    >>> fahrenheit(-40.0)
    -40.0
    """
    return celsius * _FAHRENHEIT_PER_KELVIN + _FREEZING_F
