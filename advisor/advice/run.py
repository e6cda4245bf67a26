"""One room with the whole catalog: studied, ranked, and again with the room improved."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeAlias

from django.utils.translation import get_language

from advisor.advice.contract import WayIn
from advisor.advice.setup import Setup, set_up
from advisor.advice.ways_in import ways_in as find_ways_in
from advisor.advice.what_if import run_improved
from advisor.engine import Ranking, Study, rank
from advisor.engine.answers import Answers
from advisor.engine.improvement import Improvement
from advisor.engine.improvement import improvement as find_improvement
from advisor.engine.openings import FOR_COOLING, change_lets_in, permission_lets_in
from advisor.engine.owning import Terms
from advisor.engine.owning import terms as owning_terms
from advisor.engine.ranking import distinct
from advisor.engine.verdict import Improved
from advisor.engine.verdict import outcome as find_outcome
from advisor.listing.recent import RecentValues

UNITS_KEPT = 24_000
"""Units times rooms that a process keeps, about 1.5 KB each."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RoomRun:
    """All that the engine says of one room."""

    setup: Setup
    study: Study
    ranking: Ranking
    improvement: Improvement | None  # the work that comes before a unit
    improved: Improved | None  # the room after that work
    outcome: str  # recommend, improve_first, keep, refuse
    picked: list[int]  # rows of the units to show, in rank order, without twins

    @cached_property
    def terms(self) -> Terms:
        """What owning is counted with."""
        return owning_terms(self.study.answers)

    def ways_in(self, *, units: str) -> list[WayIn]:
        """What would have to change for a unit to serve; nothing where one does."""
        if self.picked:
            return []
        return find_ways_in(self.study, self.ranking, self.improvement, self.setup, units=units)

    @property
    def permission_lets_in(self) -> int:
        """With no unit left: how many a landlord or an association alone could let in."""
        return permission_lets_in(self.study, self.ranking)

    @property
    def cools_unasked(self) -> bool:
        """With heat in the room and no unit left but by permission: whether one cools without."""
        study = self.study
        waits = study.cooling_wanted and study.other_heat and self.permission_lets_in
        return bool(waits and change_lets_in(study, self.ranking, FOR_COOLING))

    @property
    def best(self) -> int | None:
        """Row of the first pick; ``None`` where nothing may be picked."""
        return self.picked[0] if self.picked else None


KeptRooms: TypeAlias = RecentValues[RoomRun]


def run_room(answers: Answers, today: date | None, *, kept: KeptRooms | None = None) -> RoomRun:
    """Study and rank the catalog for the room of ``answers``; a room that is ``kept`` from the
    question before, about whichever unit, is not studied again.

    Raises ``advisor.reference.places.UnknownZip``.
    """
    setup = set_up(answers.zip, today)
    if kept is None:
        return _run(setup, answers)
    room = replace(answers, model=None) if answers.model else answers
    run = kept.get(
        (room, setup.today, get_language()),  # a place has notes in words
        lambda: _run(setup, room),
        version=setup.versions,
        most=max(1, UNITS_KEPT // max(1, len(setup.inventory.units))),
    )
    return replace(run, study=replace(run.study, answers=answers)) if answers.model else run


def _run(setup: Setup, answers: Answers) -> RoomRun:
    study = setup.study(answers)
    ranking = rank(study)
    improvement = find_improvement(study)
    improved = run_improved(setup, study, improvement)
    return RoomRun(
        setup=setup,
        study=study,
        ranking=ranking,
        improvement=improvement,
        improved=improved,
        outcome=find_outcome(study, ranking, improvement, improved),
        picked=distinct(study, ranking.order),
    )
