"""What may still be found of older generations: shown apart, under a heading of its own."""

from dataclasses import replace

from advisor.advice.contract import Pick
from advisor.advice.picks import full_picks, pick_source
from advisor.advice.setup import Setup
from advisor.engine import rank
from advisor.engine.answers import Answers
from advisor.engine.owning import Terms
from advisor.engine.ranking import distinct
from advisor.engine.worlds import FEW_WORLDS

MOST_OF_THE_ARCHIVE = 3


def second_shelf(setup: Setup, answers: Answers, *, terms: Terms, units: str) -> list[Pick]:
    """The best three of the second shelf for this room, without labels; empty where none serves.

    Units that are not known to be sold: older generations, and those that no list has any more.
    """
    archive = setup.inventory.archive
    if archive is None or not archive.cards:
        return []
    shelf = replace(setup, inventory=archive)
    study = shelf.study(answers)
    ranking = rank(study, count=FEW_WORLDS)
    rows = distinct(study, ranking.order, most=MOST_OF_THE_ARCHIVE)
    source = pick_source(shelf, study, ranking, rows, terms=terms, labels={}, units=units)
    return list(full_picks(source, rows).values())
