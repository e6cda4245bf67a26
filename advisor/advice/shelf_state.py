"""What the catalog knows, and what of it the first picks of plain rooms rest on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, urlencode

import numpy as np

from advisor.advice.room_fit import USUAL_AREA
from advisor.advice.run import RoomRun, run_room
from advisor.engine import Units
from advisor.engine.answers import MULTIPLE_CHOICES, Answers
from advisor.engine.equipment import CERTIFIED, ON_SALE, BoolArray
from advisor.engine.money import AGED, FRESH, purchase
from advisor.engine.ranking import Ranking
from advisor.engine.unit_types import UNIT_TYPES
from advisor.listing.inventory import Inventory

ZIPS: Final = (
    *("02130", "11101", "33139", "55401", "60601", "75201", "80202", "85001", "97201", "30301"),
)
FIRST_PICKS: Final = (1, 3)
"""How many of the first picks a share is taken of."""
ASKED: Final = (
    *("power=shared_115", "power=v230", "priorities=quiet", "features=wifi"),
    "window_type=double_hung&window_width=30",
)
"""Answers that ask for a figure: the rooms are run again with each."""

Known = Mapping[str, BoolArray]


def known_figures(inventory: Inventory, *, today: date) -> Known:
    """Figure → the units of which somebody publishes it. [unit]"""
    units = inventory.units
    basis = purchase(units, inventory.curves, today=today.toordinal()).basis

    def point(outdoor_f: float) -> BoolArray:
        points = units.points
        here = points.heating & (points.outdoor_f == outdoor_f)
        here &= ~np.isnan(points.rated_btu_h) | ~np.isnan(points.max_btu_h)
        found = np.zeros(len(units), dtype=bool)
        found[points.unit[here]] = True
        return found

    return {
        "on sale": np.asarray(units.sale == ON_SALE),
        "on sale or certified": np.isin(units.sale, (ON_SALE, CERTIFIED)),
        "minimum": ~inventory.curves.estimated["min_output"],
        "sound": ~np.isnan(units.sound_min_db),
        "price ≤ 180 days": np.isin(basis, (FRESH, AGED)),
        "voltage": ~np.isnan(units.volts),
        "SEER2": ~np.isnan(units.seer2),
        "HSPF2": ~np.isnan(units.hspf2),
        "output at 47 °F": point(47.0),
        "output at 17 °F": point(17.0),
        "output at 5 °F": point(5.0),
    }


def counts_by_type(units: Units, known: Known) -> dict[str, dict[str, int]]:
    """Type → live units, and how many of them have each known figure."""
    counts = {}
    for index, kind in enumerate(UNIT_TYPES):
        of_kind = units.kind == index
        counts[kind] = {"live": int(of_kind.sum())} | {
            name: int((flags & of_kind).sum()) for name, flags in known.items()
        }
    return counts


@dataclass(frozen=True, kw_only=True)
class RoomPicks:
    """The first picks of one room, and whether a known unit would have served better."""

    query: str
    rows: tuple[int, ...]
    unknown_first: tuple[str, ...]  # asked for and unknown of the first pick, though known of one


def plain_rooms(extra: str = "") -> list[str]:
    """120 rooms: ten places × twelve kinds of room of their usual size, nothing else said."""
    more = dict(parse_qsl(extra))
    return [
        urlencode({"zip": zip_, "space": space, "area": int(area), **more})
        for zip_ in ZIPS
        for space, area in USUAL_AREA.items()
    ]


def run_rooms(queries: Iterable[str], *, today: date) -> list[RoomPicks]:
    return [_picks(query, run_room(_answers(query), today)) for query in queries]


def shares(rooms: Sequence[RoomPicks], known: Known, *, most: int) -> dict[str, float]:
    """Figure → the share of the first ``most`` picks of each room that publish it."""
    rows = np.array([row for room in rooms for row in room.rows[:most]], dtype=int)
    return {name: float(flags[rows].mean()) for name, flags in known.items()} if rows.size else {}


def _answers(query: str) -> Answers:
    given: dict[str, object] = dict(parse_qsl(query))
    for name, kind in (("area", float), ("window_width", float)):
        if name in given:
            given[name] = kind(str(given[name]))
    for name in MULTIPLE_CHOICES:
        if name in given:
            given[name] = tuple(str(given[name]).split(","))
    return Answers(**given)  # type: ignore[arg-type]


def _picks(query: str, run: RoomRun) -> RoomPicks:
    return RoomPicks(
        query=query,
        rows=tuple(run.picked),
        unknown_first=_unknown_though_known(run.ranking),
    )


def _unknown_though_known(ranking: Ranking) -> tuple[str, ...]:
    """What was asked for and is unknown of the first, while a unit that serves publishes it."""
    if not ranking.order.size:
        return ()
    first = ranking.order[0]
    return tuple(
        name
        for name, unknown in ranking.unknown.items()
        if unknown[first] and not unknown[ranking.order].all()
    )
