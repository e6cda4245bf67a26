"""A unit that is bought to cool, as heat is in the rent, or none is wanted of it or hardly any is
needed: something plain may do that for less."""

from django.utils.translation import gettext as _

from advisor.advice.contract import Pair
from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.pairs import as_whole, rounded_usd, years_apart
from advisor.engine import baselines
from advisor.engine.baselines import Course, doing_little, doing_nothing
from advisor.engine.owning import HORIZON_YEARS, terms
from advisor.engine.place_limits import by_place
from advisor.engine.study import Study
from advisor.formatting.numbers import money, number

NEXT_TO_NO_HEAT = 0.003
"""Of the heat and cold of a year: less is no reason to choose a unit by its heat."""
WORTH_SHARE = 0.1
"""Of what owning the first pick comes to: prices of plain devices are not known better."""


def cools_for_less(facts: HeadlineFacts) -> Course | None:
    """What cools the room for less than the first pick over the years, where a unit is bought for
    that alone: what is there now, else a plain air conditioner; ``None`` where neither does. A fan
    is no cooling, and nothing plain cools in winter."""
    study = facts.study
    to_cool = study.heat_included or not study.heating_wanted or study.heat_share < NEXT_TO_NO_HEAT
    if not study.cooling_wanted or not to_cool or study.cools_in_winter:
        return None
    cooled = study.answers.cooled_by != "none"
    course = (doing_nothing if cooled else doing_little)(study, terms(study.answers))
    if course is None or not (cooled or _may_go_in(study, course)):
        return None
    return course if _less_usd(facts, course) > WORTH_SHARE * facts.owning_usd else None


def _may_go_in(study: Study, course: Course) -> bool:
    """Whether one air conditioner is all that is bought, and a unit of that kind may be placed."""
    if course.buys == (baselines.WINDOW_AC,):
        kind = study.units.of_type(lambda each: each.in_window).astype(bool)
    elif course.buys == (baselines.PORTABLE_AC,):
        kind = study.units.of_type(lambda each: each.hose).astype(bool)
    else:
        return False
    for limit in by_place(study):
        kind = kind & ~limit.excluded
    return bool(kind.any())


def cools_for_less_in_short(facts: HeadlineFacts) -> str:
    """The same as the catch of the first pick; "" where nothing does."""
    course = cools_for_less(facts)
    if course is None:
        return ""
    return _("%(Cooler)s cools it for about %(less)s less over %(years)s years.") % {
        "Cooler": _named(course),
        "less": money(_less_usd(facts, course)),
        "years": number(HORIZON_YEARS),
    }


def less_in_words(facts: HeadlineFacts) -> tuple[str, float]:
    """What cools for less, as the first words of a sentence, and by how much. [$]"""
    course = cools_for_less(facts)
    return ("", 0.0) if course is None else (_named(course), _less_usd(facts, course))


def plain_and_pump(facts: HeadlineFacts) -> Pair | None:
    """All costs of both over the years."""
    course = cools_for_less(facts)
    if course is None:
        return None
    return years_apart(
        (_named(course), "money", course.total_usd),
        (_("Heat pump"), "unit", facts.owning_usd),
        whole=course.total_usd,
    )


def _less_usd(facts: HeadlineFacts, course: Course) -> float:
    """As the two bars differ. [$]"""
    return as_whole(facts.owning_usd, course.total_usd) - rounded_usd(course.total_usd)


def _named(course: Course) -> str:
    if course.code == baselines.WINDOW_AC:
        return _("A plain window AC")
    if course.code == baselines.PORTABLE_AC:
        return _("A plain portable AC")
    return _("What you have now")
