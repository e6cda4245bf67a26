"""How soon the answer stands still: sixty rooms asked in the order of ``next_question``.

The rooms of ``advisor/data/full_rooms.csv`` are the thirty of ``thirty_rooms`` with every question
answered, and thirty more, both filled in as homes are, by chance from a fixed seed. Each is asked
from its ZIP code, kind, and size alone until no question is left to ask.

The sixty of ``unseen_rooms.csv`` are other homes in other places. The chances in ``open_answers``
and ``open_wishes`` were counted on further rooms, dealt from the answers of both sets; how large a
chance is worth asking was set with both in view, and with 400 dealt rooms (seeds 11 to 14).
``dealt_rooms`` makes rooms that nobody has seen.
"""

import csv
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

from advisor.advice.contract import NextQuestion
from advisor.advice.evidence import first_stays
from advisor.advice.next_question import NONE_THERE, next_question
from advisor.advice.setup import Setup, set_up
from advisor.engine import Ranking, Study, rank
from advisor.engine.equipment import IntArray
from advisor.questions.answer_form import REQUIRED, query_string, read_text

UNSEEN_ROOMS = "unseen_rooms.csv"


@dataclass(frozen=True, kw_only=True)
class ToldShare:
    """How often a first pick is told to be first, and how often it is with all answers. [of 1]"""

    told: float
    found: float


@dataclass(frozen=True, kw_only=True)
class AskedInOrder:
    """One room, the questions that it was asked, and its first pick then and with all answers."""

    room: str
    asked: tuple[str, ...]
    at_the_stop: str  # slug, "" where nothing may be picked
    with_all: str
    tied: bool  # the page calls the two equal
    at_first: ToldShare  # of the first pick for ZIP code, kind, and size alone
    stopped: ToldShare

    @property
    def same(self) -> bool:
        return self.at_the_stop == self.with_all


def full_rooms(name: str = "full_rooms.csv") -> dict[str, Mapping[str, str]]:
    """Every answer of sixty rooms, by name."""
    text = resources.files("advisor.data").joinpath(name).read_text("utf-8")
    return {row["room"]: read_text(row["query"]).given for row in csv.DictReader(text.splitlines())}


def ask_in_order(rooms: Mapping[str, Mapping[str, str]], *, today: date) -> Iterator[AskedInOrder]:
    """Every room asked until it stands still; an answer that a room lacks is not known there."""
    for room, given in rooms.items():
        setup = set_up(given["zip"], today)
        told = {name: given[name] for name in REQUIRED}
        asked: list[str] = []
        passed: list[str] = []
        study, ranking = run_room_of(setup, told)
        start = study, ranking
        while question := next_question(study, ranking, passed=passed):
            asked.append(question.field)
            passed += [question.field, *question.also]
            told |= told_by(question, given)
            study, ranking = run_room_of(setup, told)
        _study, final = run_room_of(setup, given)
        yield AskedInOrder(
            room=room,
            asked=tuple(asked),
            at_the_stop=slug_of_first(setup, ranking.order),
            with_all=slug_of_first(setup, final.order),
            tied=_called_equal(ranking, final),
            at_first=_told_share(*start, final),
            stopped=_told_share(study, ranking, final),
        )


def told_by(question: NextQuestion, given: Mapping[str, str]) -> dict[str, str]:
    """What a room with the answers ``given`` tells when it is asked; that there is no such thing,
    where it has none."""
    other, none = NONE_THERE.get(question.field, ("", ""))
    told = {name: given[name] for name in (question.field, *question.also) if name in given}
    return told | ({other: none} if other and given.get(other) == none else {})


def _called_equal(stopped: Ranking, final: Ranking) -> bool:
    """Whether a page calls the two first picks equal: they tie in one of the two, or the one at the
    stop has practically the points of the first with all answers."""
    if not stopped.order.size or not final.order.size:
        return False
    row, first = int(stopped.order[0]), int(final.order[0])
    return final.is_equal_to_first(row) or first in stopped.ties or row in final.ties


def _told_share(study: Study, ranking: Ranking, final: Ranking) -> ToldShare:
    if not ranking.order.size:
        return ToldShare(told=0.0, found=0.0)
    first = int(ranking.order[0])
    stays = first_stays(study, ranking)
    return ToldShare(
        told=stays * float(ranking.first_share[first]), found=float(final.first_share[first])
    )


def run_room_of(setup: Setup, given: Mapping[str, str]) -> tuple[Study, Ranking]:
    """The room with the answers ``given``, and its ranking."""
    answers = read_text(query_string(given)).answers
    assert answers is not None
    study = setup.study(answers)
    return study, rank(study)


def slug_of_first(setup: Setup, rows: IntArray) -> str:
    """Of the unit that is first in the order ``rows``; "" where there is none."""
    return setup.inventory.cards[int(rows[0])].slug if rows.size else ""


@dataclass(frozen=True, kw_only=True)
class OrderSummary:
    """What ``ask_in_order`` shows over all rooms."""

    median: float
    most: int
    same: float  # share of the rooms with the very same first pick
    equal: float  # or one that the page calls equal to it
    at_first: ToldShare
    stopped: ToldShare


def summary(asked: Sequence[AskedInOrder]) -> OrderSummary:
    """The figures of all rooms."""
    counts = [len(each.asked) for each in asked]
    return OrderSummary(
        median=statistics.median(counts),
        most=max(counts),
        same=sum(each.same for each in asked) / len(asked),
        equal=sum(each.same or each.tied for each in asked) / len(asked),
        at_first=_mean([each.at_first for each in asked]),
        stopped=_mean([each.stopped for each in asked]),
    )


def _mean(sure: Sequence[ToldShare]) -> ToldShare:
    return ToldShare(
        told=statistics.mean(each.told for each in sure),
        found=statistics.mean(each.found for each in sure),
    )
