"""One room with the whole catalog: studied, ranked, and again with the room improved."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from advisor.advice.setup import Setup, set_up
from advisor.advice.what_if import run_improved
from advisor.engine import Ranking, Study, rank
from advisor.engine.answers import Answers
from advisor.engine.improvement import Improvement
from advisor.engine.improvement import improvement as find_improvement
from advisor.engine.owning import Terms
from advisor.engine.owning import terms as owning_terms
from advisor.engine.ranking import distinct
from advisor.engine.verdict import Improved
from advisor.engine.verdict import outcome as find_outcome


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

    @property
    def best(self) -> int | None:
        """Row of the first pick; ``None`` where nothing may be picked."""
        return self.picked[0] if self.picked else None


def run_room(answers: Answers, today: date | None) -> RoomRun:
    """Study and rank the catalog for the room of ``answers``.

    Raises ``advisor.reference.places.UnknownZip``.
    """
    setup = set_up(answers.zip, today)
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
