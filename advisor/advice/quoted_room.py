"""An installer's quote against a room: the size that is right, and what each line costs here."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from advisor.advice.contract import Contact, JudgedUnit, Money, Rebate
from advisor.advice.eligible_rebates import place_contacts, place_rebates, program_facts
from advisor.advice.quoted_lines import (
    USUAL_TYPE,
    ExpectedLine,
    alike,
    expected_lines,
    summed,
    whole_market,
)
from advisor.advice.quoted_study import study_quoted
from advisor.advice.room_fit import LEFT_OUT, RoomFit, fit_of
from advisor.advice.run import KeptRooms
from advisor.advice.sentences import whole_job_in_words
from advisor.advice.sized_room import SizedRoom, room_for_size
from advisor.engine.answers import Answers
from advisor.engine.incentives import Facts
from advisor.engine.unit_types import UNIT_TYPES


@dataclass(frozen=True, kw_only=True)
class QuotedRoom(SizedRoom):
    """All that a quote for this room is compared with, among units of the quoted type."""

    judged: JudgedUnit | None  # the quoted unit, where the catalog has it
    fit: RoomFit | None  # how it does in this room
    serves: bool  # whether it is among those that serve
    lines: tuple[ExpectedLine, ...]
    whole: Money  # the sum of the lines that are needed
    whole_market: tuple[Decimal, Decimal] | None  # what other guides say of the whole job
    market_note: str
    rebates: tuple[Rebate, ...]
    contacts: tuple[Contact, ...]


def quoted_room(
    answers: Answers,
    *,
    slug: str = "",
    size_btu_h: float | None = None,
    total_usd: Decimal | None = None,
    units: str = "us",
    today: date | None = None,
    kept: KeptRooms | None = None,
) -> QuotedRoom:
    """The room of ``answers`` for a quote that names the unit ``slug``, or only a size.

    Without either, units of the size that is right stand in for it. ``total_usd`` is what the
    quote asks for, of which a rebate may be a share. A room that is ``kept`` is not studied again.
    Raises ``advisor.reference.places.UnknownZip``; as many queries as ``advise``.
    """
    run, quoted = study_quoted(answers, slug, today, kept, units=units)
    setup, study = run.setup, quoted.study if quoted else run.study
    unit_type = UNIT_TYPES[int(study.units.kind[quoted.row])] if quoted else USUAL_TYPE
    sized = room_for_size(run, unit_type, size_btu_h, units=units)
    if quoted is None:
        rows = alike(study, size_btu_h or sized.right.of_type_btu_h)
        facts = Facts(professional=answers.installer != "diy", cost_usd=total_usd)
    else:
        rows, facts = [quoted.row], program_facts(study, quoted.row, quoted.card)
    judged = quoted.judged if quoted else None
    fit = fit_of(study, quoted.row, units=units, relaxed=run.ranking.relaxed) if quoted else None
    lines = expected_lines(study, rows, unit_type, setup.costs, judged)
    whole = summed(lines)
    installed = setup.costs.mini_split_installed
    return QuotedRoom(
        **vars(sized),
        judged=judged,
        fit=fit,
        serves=fit is not None and fit.verdict != LEFT_OUT,
        lines=lines,
        whole=whole,
        whole_market=whole_market(study, unit_type, installed),
        market_note=whole_job_in_words.market_note(study, rows[0], installed) or "" if rows else "",
        rebates=tuple(
            place_rebates(
                study,
                unit_type,
                replace(facts, cost_usd=total_usd or facts.cost_usd),
                setup.costs,
                setup.today,
            )
        ),
        contacts=tuple(place_contacts(setup.costs, study.place.state)),
    )
