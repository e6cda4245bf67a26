"""What is measured, and the bars that it is held to (ratios to the empty page)."""

import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from advisor.models import ZipCode
from catalog.models import HeatPump

SHIPPED = 0
"""The catalog as it is shipped; other sizes are units, filled up with synthetic ones."""

SEED = 20_261_129
SPACES = ("bedroom", "living_room", "office", "studio")


class Rooms:
    """Rooms that nobody has asked for before: another ZIP code and another area each time."""

    def __init__(self, zips: list[str], models: list[str]) -> None:
        order = random.Random(SEED)  # noqa: S311 - the same rooms in every run
        order.shuffle(zips)
        order.shuffle(models)
        self._zips = itertools.cycle(zips)
        self._areas = itertools.cycle(order.sample(range(90, 600), 509))  # a prime: no pair twice
        self._spaces = itertools.cycle(SPACES)
        self._models = itertools.cycle(models)

    def fresh(self) -> str:
        zip_code, area, space = next(self._zips), next(self._areas), next(self._spaces)
        return f"zip={zip_code}&space={space}&area={area}&exterior_walls=1&above=heated"

    def model(self) -> str:
        return next(self._models)


def rooms_of_the_database() -> Rooms:
    units = HeatPump.objects.filter(status="live").values_list("brand__slug", "slug")
    return Rooms(
        list(ZipCode.objects.order_by("zip").values_list("zip", flat=True)),
        [f"/heat-pumps/{brand}/{slug}/" for brand, slug in units.order_by("id")],
    )


@dataclass(frozen=True, kw_only=True)
class MeasuredPage:
    """``bars``: size of the catalog → the most that it may cost, in empty pages."""

    title: str
    address: Callable[[Rooms], str]
    bars: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    visits: int = 0
    """How often one visit opens it, for the arithmetic of capacity (our assumption)."""


EMPTY = MeasuredPage(title="empty page", address=lambda _rooms: "/bench/empty/")
RESULTS = MeasuredPage(
    title="results page, a room not asked before",
    address=lambda rooms: f"/advice/results/?{rooms.fresh()}",
    bars=MappingProxyType({SHIPPED: 25, 10_000: 80, 50_000: 400}),
    visits=2,
)
PAGES: tuple[MeasuredPage, ...] = (
    EMPTY,
    RESULTS,
    MeasuredPage(
        title="results page, the same address again",
        address=lambda _rooms: "/advice/results/?zip=02130&space=bedroom&area=120",
        bars=MappingProxyType({SHIPPED: 4}),
        visits=1,
    ),
    MeasuredPage(
        title="question page",
        address=lambda rooms: f"/advice/?{rooms.fresh()}",
        bars=MappingProxyType({SHIPPED: 12}),
        visits=6,
    ),
    MeasuredPage(
        title="live line beside a question",
        address=lambda rooms: f"/advice/live/?{rooms.fresh()}",
        bars=MappingProxyType({SHIPPED: 6}),
        visits=8,
    ),
    MeasuredPage(title="home", address=lambda _rooms: "/", visits=1),
    MeasuredPage(title="page of a model", address=lambda rooms: rooms.model(), visits=1),
)
MOST_QUERIES = 4  # of a page with a bar

HELD_UNDER_LOAD = 0.85
"""Requests a second of the results page, of (processors × the rate on one connection)."""
HELD_CONNECTIONS = frozenset({2, 4, 8, 32})
LONGEST_PROBE = 250.0
"""/healthz at the most connections. [ms]"""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is measured. Seconds are those of one page, or of one number of connections.

    Rounds are interleaved, and figures are medians of them: many short ones, as the speed of a
    shared machine changes from one second to the next.
    """

    sizes: tuple[int, ...]
    rounds: int
    page_seconds: float
    connections: tuple[int, ...]
    load_rounds_of_shipped: int
    load_seconds: float

    def load_rounds(self, size: int) -> int:
        """The bars under load are those of the shipped catalog: the others are told once."""
        return self.load_rounds_of_shipped if size == SHIPPED else 1


WHOLE = Plan(
    sizes=(SHIPPED, 10_000, 50_000),
    rounds=11,
    page_seconds=0.6,
    connections=(1, 2, 4, 8, 32, 64),
    load_rounds_of_shipped=3,
    load_seconds=4.0,
)
QUICK = Plan(
    sizes=(SHIPPED,),
    rounds=7,
    page_seconds=0.3,
    connections=(1, 2, 8, 64),
    load_rounds_of_shipped=3,
    load_seconds=1.5,
)
