"""The room that a quote is for, with the unit that the quote names."""

from dataclasses import dataclass
from datetime import date

from advisor.advice.choose import judge_units
from advisor.advice.contract import JudgedUnit
from advisor.advice.judge import judge_studied
from advisor.advice.run import KeptRooms, RoomRun, run_room
from advisor.engine import Study
from advisor.engine.answers import Answers
from advisor.listing.inventory import Card


@dataclass(frozen=True, kw_only=True)
class QuotedRow:
    """The unit that a quote names: its row in its study, and how it does in the room."""

    study: Study  # of the room with the whole catalog; one on another shelf is studied alone
    row: int
    card: Card
    judged: JudgedUnit


def study_quoted(
    answers: Answers, slug: str, today: date | None, kept: KeptRooms | None, *, units: str
) -> tuple[RoomRun, QuotedRow | None]:
    """The room with the whole catalog, and the unit ``slug`` in it."""
    run = run_room(answers, today, kept=kept)
    inventory = run.setup.inventory
    row = inventory.row(slug) if slug else None
    if row is not None:
        judged = judge_units(run, [slug], units=units)[slug]
        return run, QuotedRow(study=run.study, row=row, card=inventory.cards[row], judged=judged)
    alone = inventory.only(slug) if slug else None
    if alone is None:
        return run, None
    study = run.setup.study(answers, alone)
    judged = judge_studied(run.setup, study, alone, units=units)
    return run, QuotedRow(study=study, row=0, card=alone.cards[0], judged=judged)
