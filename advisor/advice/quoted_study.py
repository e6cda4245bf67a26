"""The room that a quote is for: kept from another page, or studied with the quoted unit alone."""

from dataclasses import dataclass
from datetime import date

from advisor.advice.choose import judge_units
from advisor.advice.contract import JudgedUnit
from advisor.advice.judge import judge_studied
from advisor.advice.run import KeptRooms, run_room
from advisor.advice.setup import Setup, set_up
from advisor.engine import Study
from advisor.engine.answers import Answers
from advisor.listing.inventory import Card


@dataclass(frozen=True, kw_only=True)
class QuotedRow:
    """The unit that a quote names: its row in the study, and how it does in the room."""

    row: int
    card: Card
    judged: JudgedUnit


def study_quoted(
    answers: Answers, slug: str, today: date | None, kept: KeptRooms | None, *, units: str
) -> tuple[Setup, Study, QuotedRow | None]:
    """The room with the whole catalog, as other pages keep it, or with the named unit alone."""
    if kept is not None:
        run = run_room(answers, today, kept=kept)
        inventory = run.setup.inventory
        row = inventory.row(slug)
        if row is not None:
            judged = judge_units(run, [slug], units=units)[slug]
            found = QuotedRow(row=row, card=inventory.cards[row], judged=judged)
            return run.setup, run.study, found
        if not slug or inventory.only(slug) is None:
            return run.setup, run.study, None
    setup = set_up(answers.zip, today)
    alone = setup.inventory.only(slug) if slug else None
    study = setup.study(answers, alone)
    if alone is None:
        return setup, study, None
    judged = judge_studied(setup, study, alone, units=units)
    return setup, study, QuotedRow(row=0, card=alone.cards[0], judged=judged)
