"""Units of measure that the catalog converts; it may not import the advisor's.

A test holds these to ``advisor/engine/conversions.py``.
"""

from typing import Final

BTU_PER_KWH: Final = 3412.142  # International Table
BTU_H_PER_TON: Final = 12_000.0  # of cooling
CM_PER_INCH: Final = 2.54
KG_PER_LB: Final = 0.45359237
M_PER_FT: Final = 0.3048

_FAHRENHEIT_PER_KELVIN: Final = 1.8
_FREEZING_F: Final = 32.0


def fahrenheit(celsius: float) -> float:
    """A temperature in °C as °F.

    >>> fahrenheit(-40.0)
    -40.0
    """
    return celsius * _FAHRENHEIT_PER_KELVIN + _FREEZING_F
