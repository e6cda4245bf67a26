"""The tax credits and rebates of the place, judged for one unit, and what others charge."""

from datetime import date
from decimal import Decimal

from advisor.advice.contract import Rebate
from advisor.advice.figures import none_if_nan, whole_dollars
from advisor.advice.sentences import prices_in_words
from advisor.engine import Study
from advisor.engine.conversions import BTU_H_PER_TON
from advisor.engine.equipment import UNKNOWN
from advisor.engine.incentives import AREA, TYPE_NOT_COVERED, Facts, applicable
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting import dates
from advisor.reference.costs import Costs


def rebates_for(study: Study, row: int, costs: Costs, today: date) -> list[Rebate]:
    """Incentives of this place for the unit of ``row``, those that count first."""
    columns = study.units
    facts = Facts(
        professional=study.answers.installer != "diy",
        cost_usd=whole_dollars(study.upfront.total[row, 1]),
        tons=Decimal(str(round(columns.cooling_btu_h[row] / BTU_H_PER_TON, 3))),
        hspf2=none_if_nan(float(columns.hspf2[row])),
        seer2=none_if_nan(float(columns.seer2[row])),
        cold_climate=_flag(columns.cold_climate[row]),
        energy_star=_flag(columns.energy_star[row]),
    )
    judged = applicable(
        costs.incentives,
        state=study.place.state,
        zip_code=study.place.zip,
        unit_type=UNIT_TYPES[int(columns.kind[row])],
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
        )
        for each in judged
        if each.reason not in {AREA, TYPE_NOT_COVERED}
    ]
    return sorted(rebates, key=lambda rebate: not rebate.counts)


def market_note(study: Study, row: int, costs: Costs) -> str | None:
    """The whole job as other guides price it, for a mini-split; else ``None``."""
    return prices_in_words.market_note(study, row, costs.mini_split_installed)


def _flag(value: int) -> bool | None:
    """A published yes or no; ``None`` where nothing is."""
    return None if value == UNKNOWN else bool(value)
