"""Rooms that an expert worked by hand: what a change of the ranking is judged by.

Their queries are those of the tests, so that a change at the desk is shown against the same rooms
that hold the engine to the expert's words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from advisor.advice.setup import study_for
from advisor.engine import Study, rank
from advisor.engine.answers import Answers
from advisor.engine.ranking import distinct
from advisor.listing.inventory import Inventory
from advisor.listing.inventory import current as current_inventory

_QUEENS: Final = (
    "zip=11101&space=studio&area=350&exterior_walls=2&above=heated&below=heated&insulation=fair"
    "&windows=average&glass=double&people=1&tenure=rent&window_type=double_hung&cooling_now=none"
)
_DULUTH: Final = (
    "zip=55802&space=addition&area=300&exterior_walls=3&above=attic&below=crawlspace"
    "&insulation=good&wall_r=19&ceiling_r=49&tenure=own&people=2"
)
_MIAMI: Final = (
    "zip=33139&space=studio&area=450&exterior_walls=2&above=roof&below=heated&insulation=average"
    "&people=2"
)
_DENVER: Final = (
    "zip=80205&space=living_room&area=320&exterior_walls=2&above=attic&below=crawlspace"
    "&insulation=average&heating_now=gas&heating_efficiency=95&fuel_rate=0.95"
    "&electricity_rate=0.14&tenure=own"
)
_BURLINGTON: Final = (
    "zip=05401&space=bedroom&area=220&exterior_walls=3&above=attic&below=basement&insulation=poor"
    "&drafts=drafty&glass=single&windows=many&tenure=rent&window_type=double_hung"
    "&heating_now=none"
)
ROOMS: Final[Mapping[str, str]] = {
    "1": f"{_QUEENS}&heating_now=included&power=own_115",
    "1 pays for heat": f"{_QUEENS}&heating_now=electric&power=own_115",
    "1 portable": f"{_QUEENS}&heating_now=included&power=own_115&type=portable",
    "2": "zip=02130&space=bedroom&area=120&exterior_walls=2&above=heated&below=heated"
    "&insulation=fair&drafts=average&windows=average&glass=double&people=2&use=night&tenure=own"
    "&heating_now=electric&priorities=quiet",
    "5": "zip=64111&space=garage&area=440&ceiling=9&exterior_walls=3&above=attic&below=slab"
    "&insulation=poor&drafts=drafty&garage_door=bare&windows=few&people=1&tenure=own"
    "&heating_now=none&use=day",
    "5 insulated": "zip=64111&space=garage&area=440&ceiling=9&exterior_walls=3&above=attic"
    "&below=slab&insulation=good&drafts=average&garage_door=insulated&windows=few&people=1"
    "&tenure=own&heating_now=none&use=day",
    "6": "zip=15217&space=basement&area=600&ceiling=8&exterior_walls=4&above=heated&below=slab"
    "&insulation=average&damp=yes&windows=few&people=2&tenure=own&heating_now=electric",
    "8": f"{_DULUTH}&heating_now=propane",
    "8 only heat": _DULUTH,
    "9": "zip=60614&space=living_room&area=450&exterior_walls=1&above=heated&below=heated"
    "&insulation=average&windows=many&glass=double&people=2&facing=w&tenure=own&outdoor_unit=no"
    "&wall_hole=no&window_type=double_hung&window_width=30&heating_now=electric"
    "&cooling_now=window",
    "12": f"{_MIAMI}&tenure=own",
    "12 tenant": f"{_MIAMI}&tenure=rent&window_type=double_hung",
    "13": "zip=04330&space=bedroom&area=196&exterior_walls=3&above=roof&below=crawlspace"
    "&insulation=fair&heating_now=oil&heating_efficiency=85&fuel_rate=4.00"
    "&electricity_rate=0.27&tenure=own",
    "14": f"{_DENVER}&goal=heating&priorities=running",
    "14 and cooling": _DENVER,
    "15": "zip=94110&space=living_room&area=300&exterior_walls=2&above=heated&below=heated"
    "&insulation=fair&glass=single&tenure=rent&outdoor_unit=no&wall_hole=no&window_type=casement"
    "&power=own_115&heating_now=electric",
    "17": "zip=27601&space=office&area=200&exterior_walls=2&above=attic&below=heated"
    "&insulation=average&watts=1500&people=1&tenure=own&use=all_day",
    "21": f"{_BURLINGTON}&type=portable&budget=400",
    "21 any type": _BURLINGTON,
}


@dataclass(frozen=True, kw_only=True)
class RankingSnapshot:
    """The first units of one room under one state of the ranking."""

    slugs: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def winner(self) -> str:
        return self.names[0] if self.names else "—"


@dataclass(frozen=True, kw_only=True)
class RankingChange:
    """What a change of the ranking does to one benchmark room."""

    room: str
    before: RankingSnapshot
    after: RankingSnapshot

    @property
    def flips(self) -> bool:
        """Whether another unit wins, or none any more, or one at last."""
        return self.before.slugs[:1] != self.after.slugs[:1]

    @property
    def reorders(self) -> bool:
        return self.before.slugs != self.after.slugs


def ranking_changes(
    rooms: Mapping[str, Answers],
    *,
    before: Mapping[str, float],
    after: Mapping[str, float],
    today: date,
    most: int = 3,
) -> list[RankingChange]:
    """What changing the tuning from ``before`` to ``after`` does to ``rooms``.

    ``most`` units of a room are compared. Each room is simulated once; only limits and points are
    computed twice. Two queries for the catalog and the costs, one more a room.
    """
    inventory = current_inventory()
    changes = []
    for room, answers in rooms.items():
        study = study_for(answers, inventory, today=today, tuning=before)
        changes.append(
            RankingChange(
                room=room,
                before=_snapshot(study, inventory, most=most),
                after=_snapshot(replace(study, tuning=after), inventory, most=most),
            )
        )
    return changes


def _snapshot(study: Study, inventory: Inventory, *, most: int) -> RankingSnapshot:
    rows = distinct(study, rank(study).order, most=most)
    cards = [inventory.cards[row] for row in rows]
    return RankingSnapshot(
        slugs=tuple(card.slug for card in cards),
        names=tuple(card.name for card in cards),
    )
