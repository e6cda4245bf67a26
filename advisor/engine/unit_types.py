"""The types of unit: one record each, which every table, limit and list of types reads.

A new type is a record here, its words in ``formatting/unit_names.py`` and its name in the catalog.
The modules that calculate print these figures with their sources on the method page, as tables by
type; what a figure means is said there too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import SEED

Figure = TypeVar("Figure")
Triple = tuple[int, int, int]

LARGEST_CLASS_BTU_H = 99_000
FROM_SMALLER = "Our assumption, from the smaller sizes"


@dataclass(frozen=True, kw_only=True)
class PriceClass:
    """What units of one type, kind and size cost, as of when, by whom. [$]"""

    prices: Triple
    as_of: str  # a year, a month or a day
    source: str


def last_day(as_of: str) -> int:
    """The last day of a year, a month, or the day itself, as a proleptic ordinal.

    >>> last_day("2025-07") == date(2025, 7, 31).toordinal()
    True
    """
    year, month, day = (int(part) for part in (as_of + "-12-32"[len(as_of) - 4 :]).split("-"))
    if day <= 31:
        return date(year, month, day).toordinal()
    return (date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1


@dataclass(frozen=True, kw_only=True)
class UnitTypeRecord:
    """Everything that the calculation must know of a type and no unit publishes.

    ``None`` means that the figure does not apply to the type.
    """

    key: str

    # What it is, and what it needs of the room.
    split: bool  # two parts joined by refrigerant lines, rated by HSPF2 and SEER2
    in_window: bool  # sits in a window opening
    needs_window: bool  # in it, or for its hose
    needs: tuple[str, ...]  # answers that must not be "no"
    hose: bool  # blows outdoors through a hose, and draws outdoor air in
    sleeve: bool  # all of it stands in an opening of its own in the outside wall
    by_hand: bool  # switched on and off by hand, so that it is never too strong
    volts: tuple[int, ...]
    inverter: str  # where nothing is published: "usual", "cold_climate" (only such ones), "never"

    # Capacity and efficiency where a unit publishes none.
    heating_per_cooling: float  # rated, BTU/h per BTU/h
    fixed_cop_47: float | None  # heating COP at 47 °F; None: from its other ratings
    ceer: float | None  # [BTU/Wh]
    cutout_f: float  # no heat below: the coldest of the type
    usual_cutout_f: float  # most of the type heat down to here
    cutout_cold_climate_f: float
    usual_cutout_cold_climate_f: float
    low_cooling_f: float  # no cooling below

    # Limits and verdicts.
    most_backup: float | None  # of the year's heat; more, and it is not offered for heat
    sole_heat_f: float | None  # design temperature below which it must not be the only heat
    not_first_below_f: float | None  # design temperature below which it is not first as heat
    heats_down_to_f: float | None  # design temperature below which an ordinary one does not heat
    if_colder: str  # the verdict there
    if_suitable: str  # the verdict where nothing speaks against it

    # Points. [share of the points]
    sound_unknown_db: tuple[float, float]  # middle and p90, where none is published
    looks: float
    self_install: float | None  # None: only where the unit is sold as a kit

    # Money.
    lines: tuple[str, ...]  # of the installation that it can need
    price_classes: Mapping[tuple[str, int], PriceClass]  # by group and up to this cooling [BTU/h]
    seed_prices: tuple[int, int] | None  # of a general guide [$]
    life_years: int
    service_usd: int  # a year

    @property
    def needs_installer(self) -> bool:
        """Whether somebody is paid to put it in; the others come in a box from a store."""
        return "labour" in self.lines

    @property
    def groups(self) -> frozenset[str]:
        """Groups of units with prices of their own: "" (ordinary), "cold", "diy"."""
        return frozenset(group for group, _most in self.price_classes)


def _classes(
    group: str, *sizes: tuple[int, Triple], as_of: str, source: str
) -> dict[tuple[str, int], PriceClass]:
    return {
        (group, most): PriceClass(prices=prices, as_of=as_of, source=source)
        for most, prices in sizes
    }


RECORDS = (
    UnitTypeRecord(
        key="mini_split",
        split=True,
        in_window=False,
        needs_window=False,
        needs=("outdoor_unit", "wall_hole"),
        hose=False,
        sleeve=False,
        by_hand=False,
        volts=(115, 230),
        inverter="usual",
        heating_per_cooling=1.03,
        fixed_cop_47=None,
        ceer=None,
        cutout_f=-22.0,
        usual_cutout_f=-5.0,
        cutout_cold_climate_f=-22.0,
        usual_cutout_cold_climate_f=-13.0,
        low_cooling_f=50.0,
        most_backup=None,
        sole_heat_f=None,
        not_first_below_f=None,
        heats_down_to_f=None,
        if_colder="fits",
        if_suitable="fits",
        sound_unknown_db=(26.0, 33.0),
        looks=0.6,
        self_install=None,
        lines=(
            *("labour", "line_set", "outdoor_mount", "snow_stand", "permit", "circuit"),
            *("condensate_pump", "kit_tools", "kit_commissioning"),
        ),
        price_classes={
            **_classes(
                "",
                (10_500, (800, 1250, 2500)),
                (13_500, (850, 1450, 2550)),
                (19_000, (1050, 1850, 3250)),
                as_of="2026-09",
                source=f"{SEED}, and store prices since June 2026",
            ),
            **_classes(
                "",
                (LARGEST_CLASS_BTU_H, (1300, 2400, 4300)),
                as_of="2026-11",
                source=FROM_SMALLER,
            ),
            **_classes(
                "cold",
                (10_500, (1600, 2150, 2850)),
                (13_500, (1800, 2500, 3200)),
                (19_000, (2200, 3350, 4250)),
                as_of="2026-09",
                source="Store prices since June 2026, mostly HVACDirect",
            ),
            **_classes(
                "cold",
                (LARGEST_CLASS_BTU_H, (2700, 3900, 5000)),
                as_of="2026-11",
                source=FROM_SMALLER,
            ),
            **_classes(
                "diy",
                (10_500, (1500, 1900, 2250)),
                (13_500, (1700, 2150, 2500)),
                (19_000, (2000, 2600, 3100)),
                (LARGEST_CLASS_BTU_H, (2300, 2950, 3500)),
                as_of="2026-07",
                source="Store prices of kits of 9,000 and 12,000 BTU/h since June 2026; other"
                " sizes are our assumption",
            ),
        },
        seed_prices=(800, 2500),
        life_years=15,
        service_usd=90,
    ),
    UnitTypeRecord(
        key="window",
        split=False,
        in_window=True,
        needs_window=True,
        needs=(),
        hose=False,
        sleeve=False,
        by_hand=False,
        volts=(115, 230),
        inverter="cold_climate",
        heating_per_cooling=0.90,
        fixed_cop_47=None,
        ceer=10.5,
        cutout_f=40.0,
        usual_cutout_f=40.0,
        cutout_cold_climate_f=-22.0,
        usual_cutout_cold_climate_f=5.0,
        low_cooling_f=65.0,
        most_backup=None,
        sole_heat_f=0.0,
        not_first_below_f=0.0,
        heats_down_to_f=30.0,
        if_colder="possible",
        if_suitable="fits",
        sound_unknown_db=(44.0, 50.0),
        looks=0.3,
        self_install=0.8,
        lines=("circuit", "window_bracket", "handyman"),
        price_classes={
            **_classes("", (10_500, (350, 600, 900)), as_of="2025-07", source=SEED),
            **_classes(
                "",
                (13_500, (450, 700, 1000)),
                (LARGEST_CLASS_BTU_H, (600, 900, 1400)),
                as_of="2026-11",
                source=FROM_SMALLER,
            ),
            **_classes(
                "cold",
                (LARGEST_CLASS_BTU_H, (2500, 2850, 3400)),
                as_of="2025",
                source="$2,800 to 3,000 in an article of hypoair.com; the ends are our assumption",
            ),
        },
        seed_prices=(350, 900),
        life_years=10,
        service_usd=15,
    ),
    UnitTypeRecord(
        key="portable",
        split=False,
        in_window=False,
        needs_window=True,
        needs=(),
        hose=True,
        sleeve=False,
        by_hand=True,
        volts=(115,),
        inverter="never",
        heating_per_cooling=0.85,
        fixed_cop_47=2.6,
        ceer=7.5,
        cutout_f=45.0,
        usual_cutout_f=45.0,
        cutout_cold_climate_f=45.0,
        usual_cutout_cold_climate_f=45.0,
        low_cooling_f=65.0,
        most_backup=0.50,
        sole_heat_f=None,
        not_first_below_f=0.0,
        heats_down_to_f=36.0,
        if_colder="unsuitable",
        if_suitable="possible",
        sound_unknown_db=(50.0, 56.0),
        looks=0.1,
        self_install=1.0,
        lines=("vent_kit", "casement_panel"),
        price_classes=_classes(
            "",
            (9_000, (300, 450, 650)),
            (LARGEST_CLASS_BTU_H, (400, 550, 820)),
            as_of="2026-09",
            source=f"{SEED}, and store prices since May 2026",
        ),
        seed_prices=(300, 800),
        life_years=7,
        service_usd=15,
    ),
    UnitTypeRecord(
        key="through_wall",
        split=False,
        in_window=False,
        needs_window=False,
        needs=("wall_hole",),
        hose=False,
        sleeve=True,
        by_hand=False,
        volts=(115, 230),
        inverter="cold_climate",
        heating_per_cooling=0.90,
        fixed_cop_47=None,
        ceer=9.0,
        cutout_f=25.0,
        usual_cutout_f=40.0,
        cutout_cold_climate_f=5.0,
        usual_cutout_cold_climate_f=5.0,
        low_cooling_f=65.0,
        most_backup=None,
        sole_heat_f=None,
        not_first_below_f=0.0,
        heats_down_to_f=40.0,
        if_colder="possible",
        if_suitable="possible",
        sound_unknown_db=(44.0, 50.0),
        looks=0.4,
        self_install=0.1,
        lines=("labour", "permit", "circuit"),
        price_classes=_classes(
            "",
            (LARGEST_CLASS_BTU_H, (600, 1400, 3400)),
            as_of="2026-11",
            source="Our assumption, from ordinary to cold-climate window units: we know no dated"
            " price of a through-wall unit",
        ),
        seed_prices=None,
        life_years=10,
        service_usd=15,
    ),
)
"""In the order in which types are offered; ``Units.kind`` counts them from 0."""

RECORD_OF = {record.key: record for record in RECORDS}
UNIT_TYPES = tuple(RECORD_OF)
MINI_SPLIT, WINDOW, PORTABLE = map(UNIT_TYPES.index, ("mini_split", "window", "portable"))


def by_type(read: Callable[[UnitTypeRecord], Figure | None]) -> dict[str, Figure]:
    """A figure of every type by its key, for a table; types without it are left out."""
    figures = ((record.key, read(record)) for record in RECORDS)
    return {key: figure for key, figure in figures if figure is not None}


def of_units(
    kind: npt.NDArray[np.int64], read: Callable[[UnitTypeRecord], float | str | None]
) -> npt.NDArray[Any]:
    """A figure of each unit's type, one entry a unit; NaN for ``None``.

    >>> of_units(np.array([0, 2]), lambda each: each.life_years)
    array([15,  7])
    """
    figures = [read(record) for record in RECORDS]
    return np.array([np.nan if figure is None else figure for figure in figures])[kind]
