"""Every number that the engine believes, with its unit and where it comes from.

``constant`` and ``table`` register what they are given, so that the method page is generated from
the very values that calculate, and cannot drift from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MJ8 = "ACCA Manual J 8th ed., as encoded in NREL OpenStudio-HPXML (hvac_sizing.rb)"
HPXML = "NREL OpenStudio-HPXML (hvac.rb), regressions on NEEP listings"
HPXML_INPUTS = "NREL OpenStudio-HPXML (workflow_inputs.rst), after ASHRAE Fundamentals 2021, ch. 15"
ASHRAE_CLEAR_SKY_MONTHS = "ASHRAE 1985 clear-sky table, 21st of the month"
ASHRAE_CLEAR_SKY = "ASHRAE clear-sky model, July 21"
ASHRAE_PROFILE = "ASHRAE daily temperature profile; our assumption that it holds everywhere"
DUFFIE_BECKMAN = "Duffie and Beckman, Solar Engineering of Thermal Processes (Klein 1977)"
ERBS = "Erbs, Klein, and Duffie 1982, monthly form, as textbooks give it"
AHRI_210_240 = "AHRI 210/240-2023; 10 CFR 430 subpart B appendix M1"
ISO_13790 = "ISO 13790:2008, 11.3, as LBNL's Modelica Buildings library has it"
RESNET_301 = "ANSI/RESNET/ICC 301-2022 addendum C, table 4.4.4.1(1)"
NEEP_2018 = "153 single-zone units of the NEEP public workbook of 2018-07-12"
SEED = "Home-improvement guide of July 7, 2025"
ASSUMPTION = "our assumption"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the method page."""

    name: str
    value: float | Mapping[str, object]
    unit: str
    source: str
    says: str


METHOD: dict[str, Entry] = {}


def constant(name: str, value: float, unit: str, *, source: str, says: str) -> float:
    """Register one number and return it."""
    _register(Entry(name=name, value=value, unit=unit, source=source, says=says))
    return value


def table(
    name: str, values: dict[Key, Value], unit: str, *, source: str, says: str
) -> dict[Key, Value]:
    """Register a table and return it."""
    shown = {str(key): value for key, value in values.items()}
    _register(Entry(name=name, value=shown, unit=unit, source=source, says=says))
    return values


def _register(entry: Entry) -> None:
    if entry.name in METHOD:
        raise ValueError(f"the constant {entry.name} is registered twice")
    METHOD[entry.name] = entry
