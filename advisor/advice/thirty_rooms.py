"""Thirty rooms, each asked with every priority: what the first picks rest on.

The rooms are those that an expert worked by hand and those of ``advisor/data/advice_rooms.csv``.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from typing import Final

import numpy as np

from advisor.advice.benchmark_rooms import ROOMS
from advisor.advice.setup import Setup, set_up
from advisor.engine import Ranking, Study, rank
from advisor.engine.answers import MULTIPLE_CHOICES, Answers
from advisor.engine.dominance import beaten
from advisor.engine.fit import COVERAGE_UNTOLD_HEAT
from advisor.engine.ranking import distinct
from advisor.questions.answer_form import read_text

WORKED: Final = ("1", "2", "5", "6", "8", "9", "12", "13", "14", "15", "17", "21 any type")
"""The twelve rooms of the expert, each once."""
PRIORITIES: Final = ("", *MULTIPLE_CHOICES["priorities"])
"""No priority, then each alone."""
AREA_CHANGE: Final = 0.05
DESIGN_CHANGE_F: Final = 2.0


def advice_rooms() -> dict[str, Answers]:
    """Thirty rooms by name."""
    text = resources.files("advisor.data").joinpath("advice_rooms.csv").read_text("utf-8")
    queries = {name: ROOMS[name] for name in WORKED}
    queries |= {row["room"]: row["query"] for row in csv.DictReader(text.splitlines())}
    return {name: _answers(query) for name, query in queries.items()}


def _answers(query: str) -> Answers:
    answers = read_text(query).answers
    if answers is None:
        raise ValueError(query)
    return answers


@dataclass(frozen=True, kw_only=True, eq=False)
class AskedRoom:
    """One room asked with one priority, and what the engine says."""

    room: str
    priority: str  # "" for none
    setup: Setup
    study: Study
    ranking: Ranking
    rows: list[int]  # of the picks, best first

    @property
    def first(self) -> str:
        """Slug of the first pick, "" where nothing may be picked."""
        return self.setup.inventory.cards[self.rows[0]].slug if self.rows else ""


def ask(
    rooms: Mapping[str, Answers], *, today: date, priorities: Sequence[str] = PRIORITIES
) -> Iterator[AskedRoom]:
    """Every room with every priority; the room is simulated once."""
    for room, answers in rooms.items():
        setup = set_up(answers.zip, today)
        plain = setup.study(replace(answers, priorities=()))
        for priority in priorities:
            wished = replace(answers, priorities=(priority,) if priority else ())
            study = replace(plain, answers=wished)
            ranking = rank(study)
            yield AskedRoom(
                room=room,
                priority=priority,
                setup=setup,
                study=study,
                ranking=ranking,
                rows=distinct(study, ranking.order),
            )


def left_cold(asked: AskedRoom) -> bool:
    """Whether heat is wanted and the first pick carries less than 60% of the load at the design
    temperature, while another unit that may be picked does better."""
    study = asked.study
    if not asked.rows or not study.heating_wanted or study.heat_included:
        return False
    coverage = study.heating_coverage
    return bool(
        coverage[asked.rows[0]] < COVERAGE_UNTOLD_HEAT
        and (coverage[asked.ranking.order] >= COVERAGE_UNTOLD_HEAT).any()
    )


def moved_by(asked: Sequence[AskedRoom]) -> dict[str, list[str]]:
    """Priority → the rooms whose first pick it changes."""
    plain = {each.room: each.first for each in asked if not each.priority}
    moved: dict[str, list[str]] = {each.priority: [] for each in asked if each.priority}
    for each in asked:
        if each.priority and each.first != plain[each.room]:
            moved[each.priority].append(each.room)
    return moved


def small_changes(answers: Answers, study: Study) -> dict[str, Answers]:
    """The same room a little larger or smaller, the same place a little colder or warmer."""
    place = study.place
    return {
        "area +5%": replace(answers, area=answers.area * (1 + AREA_CHANGE)),
        "area -5%": replace(answers, area=answers.area * (1 - AREA_CHANGE)),
        "winter +2 °F": replace(answers, heating_design=place.heating_design_f + DESIGN_CHANGE_F),
        "winter -2 °F": replace(answers, heating_design=place.heating_design_f - DESIGN_CHANGE_F),
        "summer +2 °F": replace(answers, cooling_design=place.cooling_design_f + DESIGN_CHANGE_F),
        "summer -2 °F": replace(answers, cooling_design=place.cooling_design_f - DESIGN_CHANGE_F),
    }


@dataclass(frozen=True, kw_only=True)
class Flip:
    """A small change of a room that makes a unit first which was not in its tie."""

    room: str
    change: str
    first: str
    then: str
    limit: str  # that kept the new first one back before, "" where none did


def moved_outside_ties(rooms: Mapping[str, Answers], *, today: date) -> list[Flip]:
    """Every ``small_changes`` of ``rooms`` after which another unit is first than one of the tie or
    one that is practically as good as the first.

    A twin, the same machine under another label or one with the very same figures, is the same.
    """
    return [
        flip
        for room, answers in rooms.items()
        for flip in _flips(room, answers, set_up(answers.zip, today))
    ]


def _flips(room: str, answers: Answers, setup: Setup) -> Iterator[Flip]:
    study, cards = setup.study(answers), setup.inventory.cards
    ranking = rank(study)
    if not ranking.order.size:
        return
    first = int(ranking.order[0])
    for change, changed in small_changes(answers, study).items():
        other = setup.study(changed)
        order = rank(other).order
        if not order.size or order[0] == first or order[0] in ranking.ties:
            continue
        then = int(order[0])
        if ranking.is_equal_to_first(then):
            continue
        if len(distinct(other, np.array([then, first]))) == 1:
            continue
        yield Flip(
            room=room,
            change=change,
            first=cards[first].slug,
            then=cards[then].slug,
            limit=_kept_back(study, ranking, then),
        )


def _kept_back(study: Study, ranking: Ranking, row: int) -> str:
    """What kept the unit from being first: a limit, or another one that carries clearly more and is
    no worse in any respect."""
    reason = ranking.reason[row]
    if not np.isnan(reason):
        return ranking.limits[int(reason)].code
    rows = np.concatenate([[row], ranking.rivals])
    return "beaten" if beaten(study, rows, np.zeros_like(rows))[0].any() else ""
