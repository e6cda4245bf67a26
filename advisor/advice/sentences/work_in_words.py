"""Work on the room: what comes before a unit, what it leaves, and in how many years it pays."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.advice.sentences.words import STEPS, joined
from advisor.advice.told_price import installed_price
from advisor.engine.improvement import Improvement
from advisor.engine.owning import HORIZON_YEARS
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.verdict import Improved, years_to_pay
from advisor.formatting.numbers import btu, load_figure, money, money_span, number

LONG_YEARS = 100  # beyond, years say nothing
WORK_FIRST, WORTH_DOING, POSSIBLE = "first", "worth", "possible"


def work_cautions(
    study: Study,
    ranking: Ranking,
    *,
    outcome: str,
    improvement: Improvement | None,
    improved: Improved | None,
    units: str,
) -> Iterator[str]:
    """The work with its price and what it leaves; then what the room after it needs and costs."""
    if improvement is None or not improvement.share > 0:
        return
    leads = outcome == "improve_first" or (outcome == "refuse" and improvement.load == "heating")
    if improved is None or not ranking.order.size or not improved.ranking.order.size:
        yield _work(study, improvement, WORK_FIRST if leads else WORTH_DOING, units=units)
    elif outcome == "improve_first":
        yield _work(study, improvement, WORK_FIRST, units=units)
        yield _after_the_work(study, ranking, improved, units=units)
    elif study.answers.tenure == "rent":
        yield _work(study, improvement, WORTH_DOING, units=units)
    else:
        years = years_to_pay(study, ranking, improvement, improved)
        late = years is None or years > HORIZON_YEARS
        yield _work(study, improvement, POSSIBLE if late else WORTH_DOING, units=units)
        yield _pays_late(years)


def _work(study: Study, improvement: Improvement, how: str, *, units: str) -> str:
    heat = improvement.load == "heating"
    if how == POSSIBLE:
        said = (
            _(
                "Also possible: %(steps)s, for about %(cost)s. The room then needs %(after)s"
                " instead of %(before)s on the coldest typical night."
            )
            if heat
            else _(
                "Also possible: %(steps)s, for about %(cost)s. The room then needs %(after)s"
                " of cooling instead of %(before)s on the hottest typical day."
            )
        )
    elif how == WORK_FIRST:
        said = (
            _(
                "Work on the room first: %(steps)s, for about %(cost)s. It then needs %(after)s"
                " instead of %(before)s on the coldest typical night."
            )
            if heat
            else _(
                "Work on the room first: %(steps)s, for about %(cost)s. It then needs %(after)s"
                " of cooling instead of %(before)s on the hottest typical day."
            )
        )
    else:
        said = (
            _(
                "Also worth doing: %(steps)s, for about %(cost)s. The room then needs %(after)s"
                " instead of %(before)s on the coldest typical night."
            )
            if heat
            else _(
                "Also worth doing: %(steps)s, for about %(cost)s. The room then needs %(after)s"
                " of cooling instead of %(before)s on the hottest typical day."
            )
        )
    before = study.loads.heating if heat else study.loads.cooling
    return said % {
        "steps": joined(STEPS[step.code] for step in improvement.steps),
        "cost": money_span(round(improvement.cost_low, -1), round(improvement.cost_high, -1)),
        "after": load_figure(improvement.left_btu_h, units),
        "before": load_figure(before.likely, units),
    }


def _after_the_work(study: Study, ranking: Ranking, improved: Improved, *, units: str) -> str:
    after, row, best = improved.study, int(improved.ranking.order[0]), int(ranking.order[0])
    return _(
        "After that work, a unit of %(size)s for %(price)s installed will do, at %(bill)s a"
        " year; as the room is, the first pick costs %(price_now)s and %(bill_now)s a year."
    ) % {
        "size": btu(float(after.units.cooling_btu_h[row]), units),
        "price": installed_price(after, row),
        "bill": money(float(after.running_usd[row])),
        "price_now": installed_price(study, best),
        "bill_now": money(float(study.running_usd[best])),
    }


def _pays_late(years: float | None) -> str:
    if years is None or years > LONG_YEARS:
        return _("That work is for comfort: it does not pay for itself in lower bills.")
    count = max(1, round(years))
    return ngettext(
        "That work pays for itself in about %(count)s year.",
        "That work pays for itself in about %(count)s years.",
        count,
    ) % {"count": number(count)}
