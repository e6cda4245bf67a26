"""The verdict in a sentence or two: this room's decisive fact, then what follows from it."""

import re
from dataclasses import dataclass

from advisor.advice.contract import Pair
from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.headline_table import TABLES, Leads
from advisor.advice.sentences.headline_words import FIGURES

NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, kw_only=True)
class Headline:
    """A headline with the figures that decide it; ``key`` names its sentence."""

    key: str
    text: str
    pair: Pair | None


def headline(facts: HeadlineFacts) -> Headline:
    """What leads the answer of this room, with its pair of bars."""
    leads = most_decisive(facts)
    text = str(leads.text)
    words = {name: FIGURES[name](facts) for name in NAMED.findall(text)}
    return Headline(key=leads.key, text=text % words, pair=leads.pair(facts))


def most_decisive(facts: HeadlineFacts) -> Leads:
    """The entry of the outcome's table with the highest score; of equal ones the first."""
    return max(TABLES[facts.outcome], key=lambda leads: leads.score(facts))
