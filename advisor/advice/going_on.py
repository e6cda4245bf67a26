"""Doing nothing and doing little: the first two rows of every list of what owning costs."""

from advisor.advice.contract import Baseline, RatesTold
from advisor.advice.figures import whole_dollars
from advisor.advice.pick_costs import in_whole_dollars
from advisor.advice.sentences import rates_in_words, without_a_unit
from advisor.advice.setup import Setup
from advisor.engine import Study
from advisor.engine.baselines import Course, doing_little, doing_nothing
from advisor.engine.owning import HORIZON_YEARS, Terms


def describe_rates(setup: Setup, study: Study) -> RatesTold:
    """The tariffs to pick from, and what to know of the prices that count."""
    return RatesTold(
        tariffs=setup.costs.tariffs_in(setup.place.state),
        notes=tuple(rates_in_words.price_notes(study, today=setup.today)),
    )


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
