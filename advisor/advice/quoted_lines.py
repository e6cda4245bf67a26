"""The lines that a quote for a room may have, each with our range for this place."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from django.utils.translation import ngettext

from advisor.advice.contract import CostLine, JudgedUnit, Money
from advisor.advice.figures import whole_dollars
from advisor.advice.sentences import prices_in_words
from advisor.engine import Study
from advisor.engine.footing import GROUND, footing_key, footing_of
from advisor.engine.installation import Line
from advisor.engine.money import INSTALLATION
from advisor.engine.unit_types import RECORD_OF, RECORDS, UNIT_TYPES
from advisor.formatting.numbers import number
from advisor.reference.costs import Costs

USUAL_TYPE = next(each.key for each in RECORDS if each.split)
"""What an installer quotes where nobody says which unit."""
ALIKE = 1 / 6
"""Units whose rated cooling differs by no more than this share count as of the same size."""
ONLY_WHERE_NEEDED = frozenset(
    {"outdoor_mount", "snow_stand", "kit_tools", "kit_commissioning", "casement_panel"}
)
"""Cost lines that make no sense in a quote unless this room, place or kit needs them."""
IN_THE_BOX = frozenset({"line_set"})
"""Cost lines that no quote for a kit has."""


@dataclass(frozen=True, kw_only=True)
class ExpectedLine:
    """One line that a quote may have, with our range for this place. [$]

    ``needed``: a quote for this room without it lacks something. ``market`` is what other guides
    say, where they do not fit our range.
    """

    cost: CostLine
    needed: bool
    market: tuple[Decimal, Decimal] | None = None


def expected_lines(
    study: Study,
    rows: Sequence[int],
    unit_type: str,
    costs: Costs,
    judged: JudgedUnit | None,
) -> tuple[ExpectedLine, ...]:
    """Every line that a quote for units like those of ``rows`` may have, the unit first."""
    own = {line.name: line for line in judged.pick.cost.lines} if judged else {}
    lines = [_unit_line(study, rows, own)] if rows else []
    footing = footing_of(study.answers)
    kits = bool(rows) and bool(study.units.kits[list(rows)].all())
    if_needed = ONLY_WHERE_NEEDED | (IN_THE_BOX if kits else frozenset())
    for code in RECORD_OF[unit_type].lines:
        amounts = study.upfront.lines.get(code)
        applied = amounts[list(rows)] if amounts is not None and rows else np.zeros((1, 3))
        needed = bool(applied.any(axis=1).all())
        if (code in if_needed and not needed) or code in footing.without:
            continue
        known = costs.lines.get(code)
        usual = costs.dollars.get(code, INSTALLATION[code])
        low, typical, high = applied.max(axis=0) if applied.any() else np.array(usual, dtype=float)
        lines.append(
            ExpectedLine(
                cost=CostLine(
                    name=code,
                    low=whole_dollars(low),
                    typical=whole_dollars(typical),
                    high=whole_dollars(high),
                    label=str(prices_in_words.COSTS[code]),
                    source=prices_in_words.line_source(known),
                ),
                needed=needed,
                market=market_range(known),
            )
        )
    return tuple(lines)


def _unit_line(study: Study, rows: Sequence[int], own: dict[str, CostLine]) -> ExpectedLine:
    """The unit itself: its own price, or the range over the units of that size."""
    if "unit" in own:
        return ExpectedLine(cost=own["unit"], needed=True)
    at, bought = list(rows), study.bought
    source = ngettext(
        "From the price or price class of the %(count)s unit nearest to this size.",
        "From the prices and price classes of the %(count)s units nearest to this size.",
        len(at),
    ) % {"count": number(len(at))}
    return ExpectedLine(
        cost=CostLine(
            name="unit",
            low=whole_dollars(bought.low[at].min()),
            typical=whole_dollars(np.median(bought.typical[at])),
            high=whole_dollars(bought.high[at].max()),
            label=str(prices_in_words.COSTS["unit"]),
            source=source,
        ),
        needed=True,
    )


def alike(study: Study, size_btu_h: float) -> list[int]:
    """Rows of the units of the usual type and of about this rated cooling; where there are none,
    of those that come nearest to it. Installers quote no kit unless they name it."""
    usual = (study.units.kind == UNIT_TYPES.index(USUAL_TYPE)) & ~study.units.kits
    off = np.abs(study.units.cooling_btu_h / size_btu_h - 1)
    nearest = off.min(where=usual, initial=np.inf)
    return [int(row) for row in np.flatnonzero(usual & (off <= max(ALIKE, nearest + ALIKE / 2)))]


def summed(lines: Sequence[ExpectedLine]) -> Money:
    """The lines that are needed, together."""
    needed = [each.cost for each in lines if each.needed]
    return Money(
        low=sum((each.low for each in needed), Decimal(0)),
        typical=sum((each.typical for each in needed), Decimal(0)),
        high=sum((each.high for each in needed), Decimal(0)),
    )


def market_range(line: Line | None) -> tuple[Decimal, Decimal] | None:
    """What other guides say of a line, where they do not fit our range. [$]"""
    if line is None or line.market_low is None or line.market_high is None:
        return None
    return line.market_low, line.market_high


def whole_market(
    study: Study, unit_type: str, whole: Line | None
) -> tuple[Decimal, Decimal] | None:
    """What other guides say of the whole job: that of a mini-split at a house. [$]"""
    at_a_house = RECORD_OF[unit_type].split and footing_key(study.answers) == GROUND
    return market_range(whole) if at_a_house else None
