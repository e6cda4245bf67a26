"""What a place has for one unit: rebates, judged for it, whom to call, and what others charge."""

from datetime import date
from decimal import Decimal

from advisor.advice.contract import Contact, Rebate
from advisor.advice.figures import none_if_nan, whole_dollars
from advisor.advice.sentences import prices_in_words, whole_job_in_words
from advisor.advice.setup import Setup
from advisor.engine import Study
from advisor.engine.conversions import BTU_H_PER_TON
from advisor.engine.equipment import UNKNOWN
from advisor.engine.incentives import AREA, TYPE_NOT_COVERED, Facts, applicable
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting import dates
from advisor.listing.inventory import Card
from advisor.reference.contacts import contacts_of
from advisor.reference.costs import Costs

WHOLE_HOMES = frozenset({"studio", "tiny_home", "rv"})
"""Rooms that are all of a home."""


def rebates_for(setup: Setup, study: Study, row: int) -> list[Rebate]:
    """Incentives of this place for the unit of ``row``, those that count first."""
    facts = program_facts(study, row, setup.inventory.cards[row])
    unit_type = UNIT_TYPES[int(study.units.kind[row])]
    return place_rebates(study, unit_type, facts, setup.costs, setup.today)


def program_facts(study: Study, row: int, card: Card) -> Facts:
    """What a program asks of the unit of ``row``, as this user would install it."""
    columns = study.units
    return Facts(
        refrigerant=card.refrigerant,
        whole_home=study.answers.space in WHOLE_HOMES,
        professional=study.answers.installer != "diy",
        cost_usd=whole_dollars(study.upfront.total[row, 1]),
        tons=Decimal(str(round(columns.cooling_btu_h[row] / BTU_H_PER_TON, 3))),
        hspf2=none_if_nan(float(columns.hspf2[row])),
        seer2=none_if_nan(float(columns.seer2[row])),
        cold_climate=_flag(columns.cold_climate[row]),
        energy_star=_flag(columns.energy_star[row]),
    )


def place_rebates(
    study: Study, unit_type: str, facts: Facts, costs: Costs, today: date
) -> list[Rebate]:
    """Incentives of this place for a unit of this type and of these facts."""
    judged = applicable(
        costs.incentives,
        state=study.place.state,
        zip_code=study.place.zip,
        unit_type=unit_type,
        facts=facts,
        today=today,
    )
    rebates = [
        Rebate(
            code=each.incentive.code,
            name=each.incentive.name,
            counts=each.counts,
            amount_usd=each.amount_usd,
            note=prices_in_words.rebate(each),
            url=each.incentive.programme_url,
            checked=dates.day(each.incentive.last_checked),
            asks=prices_in_words.rebate_asks(each.incentive),
        )
        for each in judged
        if each.reason not in {AREA, TYPE_NOT_COVERED}
    ]
    return sorted(rebates, key=lambda rebate: not rebate.counts)


def place_contacts(costs: Costs, state: str) -> list[Contact]:
    """Those of the state (two letters) first; what holds for the whole country comes last."""
    return [
        Contact(
            kind=each.kind,
            name=each.name,
            nationwide=not each.states,
            url=each.url,
            phone=each.phone or None,
            checked=each.last_checked,
        )
        for each in contacts_of(costs.contacts, state)
    ]


def market_note(study: Study, row: int, costs: Costs) -> str | None:
    """What the sum of a mini-split's lines is to be read with; else ``None``."""
    return whole_job_in_words.market_note(study, row, costs.mini_split_installed)


def _flag(value: int) -> bool | None:
    """A published yes or no; ``None`` where nothing is."""
    return None if value == UNKNOWN else bool(value)
