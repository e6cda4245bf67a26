"""What leads the answer of each of ninety-six rooms, and what proves its claims."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.advice.assemble import advise
from advisor.advice.claims import Proven, claims_of, contradictions_of
from advisor.advice.contract import Advice
from advisor.advice.headline_against_bars import between_rooms, headline_against_bars
from advisor.advice.leading import SHOWN
from advisor.advice.ninety_six_rooms import answers_of, queries


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One room: its query, its advice, which sentence leads, and what it claims."""

    query: str
    advice: Advice
    claims: list[Proven]
    contradictions: list[str]  # in English only


def answer_rows(*, typical: bool, today: date, language: str) -> Iterator[AnswerRow]:
    """The rooms in order, in the active language; ``language`` says which one that is."""
    for query in queries(typical=typical):
        advice = advise(answers_of(query), today=today, full=SHOWN)
        yield AnswerRow(
            query=query,
            advice=advice,
            claims=claims_of(advice, language=language),
            contradictions=(
                [*contradictions_of(advice), *headline_against_bars(advice)]
                if language == "en"
                else []
            ),
        )


def all_contradictions(rows: Sequence[AnswerRow]) -> list[str]:
    """Those within each room, and those between two of them; in English only."""
    within = [each for row in rows for each in row.contradictions]
    return [*within, *between_rooms([row.advice for row in rows])]


def leads_of(rows: Iterable[AnswerRow]) -> Counter[str]:
    """Key of the leading sentence → how many rooms it leads: those that differ only in a number,
    a place, a unit or a kind of room are one."""
    return Counter(row.advice.headline_key for row in rows)
