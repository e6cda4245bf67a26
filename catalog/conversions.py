"""Units of measure that the catalog converts; it may not import the advisor's.

A test holds these to ``advisor/engine/conversions.py``.
"""

from typing import Final

BTU_PER_KWH: Final = 3412.142  # International Table

_FAHRENHEIT_PER_KELVIN: Final = 1.8
_FREEZING_F: Final = 32.0


def fahrenheit(celsius: float) -> float:
    """A temperature in °C as °F.

    >>> fahrenheit(-40.0)
    -40.0
    """
    return celsius * _FAHRENHEIT_PER_KELVIN + _FREEZING_F
