"""What work on the room would do, as far as it may lead an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from advisor.advice.proofs import needs_heat
from advisor.engine.improvement import Improvement, RoomWork, glass_first
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.verdict import Improved, works_on_heat, years_to_pay


@dataclass(frozen=True, kw_only=True, eq=False)
class WorkFacts:
    """One room with its ranking and the work that would come before a unit."""

    study: Study
    ranking: Ranking
    improvement: Improvement | None
    improved: Improved | None

    @cached_property
    def heat(self) -> float:
        """Heating load. [BTU/h]"""
        return self.study.loads.heating.likely

    @cached_property
    def glass_first(self) -> bool:
        """Whether the room loses too much for a unit to be its only heat."""
        return glass_first(self.study)

    @property
    def needs_heat(self) -> bool:
        return needs_heat(self.study)

    @cached_property
    def lead(self) -> RoomWork | None:
        """The step of the work on the room that takes most off its load."""
        if self.improvement is None:
            return None
        return max(self.improvement.steps, key=lambda step: step.saves_btu_h)

    @property
    def after_work(self) -> float:
        """What the work leaves of the load that it works on. [BTU/h]"""
        return 0.0 if self.improvement is None else self.improvement.left_btu_h

    @cached_property
    def lead_cut(self) -> float:
        """Share of the heating load, or of the sensible cooling, that the lead step takes off."""
        if self.lead is None or self.improvement is None:
            return 0.0
        heat = self.improvement.load == "heating"
        return self.lead.saves_btu_h / (self.heat if heat else self.study.loads.sensible_btu_h)

    @property
    def cut_all(self) -> float:
        """Share of that load that all the work takes off."""
        return 0.0 if self.improvement is None else self.improvement.share

    @cached_property
    def work_pays_years(self) -> float | None:
        if self.improvement is None or self.improved is None or not self.ranking.order.size:
            return None
        return years_to_pay(self.study, self.ranking, self.improvement, self.improved)

    @cached_property
    def work_decides(self) -> bool:
        """Whether nothing carries the coldest typical night as the room is, and something does
        after the work."""
        if self.improved is None or not self.needs_heat or not self.improved.ranking.order.size:
            return False
        after = self.improved.study.heating_coverage[self.improved.ranking.order]
        before = self.study.heating_coverage[self.ranking.order]
        return bool(before.max(initial=0.0) < 1 <= after.max(initial=0.0))

    @cached_property
    def size_after_work(self) -> float:
        """Rated cooling of the first pick after the work; 0 where none is. [BTU/h]"""
        if self.improved is None or not self.improved.ranking.order.size:
            return 0.0
        first = int(self.improved.ranking.order[0])
        return float(self.improved.study.units.cooling_btu_h[first])

    @property
    def works_on_heat(self) -> bool:
        return works_on_heat(self.improvement)

    @property
    def lead_code(self) -> str:
        return "" if self.lead is None else self.lead.code


def where_the_lead_is(*codes: str, score: float) -> Callable[[WorkFacts], float]:
    """The score of a sentence on one step of the work on the room."""
    return lambda facts: score * (facts.works_on_heat and facts.lead_code in codes)
