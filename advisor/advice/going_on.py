"""Doing nothing and doing little: the first two rows of every list of what owning costs."""

from dataclasses import replace

from advisor.advice.contract import Baseline, RatesTold
from advisor.advice.figures import whole_dollars
from advisor.advice.pick_costs import in_whole_dollars
from advisor.advice.sentences import rates_in_words, without_a_unit
from advisor.advice.setup import Setup
from advisor.engine import Study
from advisor.engine.baselines import Course, doing_little, doing_nothing
from advisor.engine.owning import HORIZON_YEARS, Terms


def describe_rates(setup: Setup, study: Study, best: int | None) -> RatesTold:
    """The tariffs to pick from, what to know of the prices that count, and what the first pick
    (its row is ``best``) costs by the hours of use."""
    notes = list(rates_in_words.price_notes(study, today=setup.today))
    if best is not None and study.answers.use in SHORT_USES:
        alone = setup.inventory.only(setup.inventory.cards[best].slug)
        all_day = setup.study(replace(study.answers, use="all_day"), alone)
        saved = float(all_day.running_usd[0] - study.running_usd[best])
        notes += rates_in_words.use_notes(study, best, saved_usd=saved)
    return RatesTold(tariffs=setup.costs.tariffs_in(setup.place.state), notes=tuple(notes))


SHORT_USES = frozenset({"day", "night", "occasional"})
"""Answers to ``use`` with hours in which the room may be cold or hot."""


def going_on(study: Study, terms: Terms) -> tuple[Baseline, Baseline | None]:
    """Doing nothing, its figures ``None`` where nobody knows what the heat costs now, and doing
    little where there is something little to do."""
    nothing, little = doing_nothing(study, terms), doing_little(study, terms)
    if nothing is None:
        return Baseline(annual_usd=None, ownership_usd=None), None
    return _baseline(study, nothing), _baseline(study, little) if little else None


def _baseline(study: Study, course: Course) -> Baseline:
    owning = in_whole_dollars(int(HORIZON_YEARS), course.parts)
    return Baseline(
        annual_usd=whole_dollars(course.annual_usd),
        ownership_usd=owning.total,
        label=without_a_unit.label(course),
        note=without_a_unit.note(study, course),
        upfront_usd=whole_dollars(course.upfront_usd),
        owning=owning,
    )
