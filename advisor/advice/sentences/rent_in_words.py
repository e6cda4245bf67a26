"""A unit that is bought to cool, as heat is in the rent or none is wanted of it now and then:
something plain may do that for less."""

from django.utils.translation import gettext as _

from advisor.advice.contract import Pair
from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.pairs import as_whole, rounded_usd, years_apart
from advisor.engine import baselines
from advisor.engine.baselines import Course, doing_little, doing_nothing
from advisor.engine.owning import terms

WORTH_SHARE = 0.1
"""Of what owning the first pick comes to: prices of plain devices are not known better."""


def cools_for_less(facts: HeadlineFacts) -> Course | None:
    """What cools the room for less than the first pick over the years, where a unit is bought for
    that alone: what is there now, else a plain air conditioner; ``None`` where neither does. A fan
    is no cooling."""
    study = facts.study
    seldom = study.answers.use == "occasional" and not study.heating_wanted
    if not (study.cooling_wanted and (study.heat_included or seldom)):
        return None
    cooled = study.answers.cooled_by != "none"
    course = (doing_nothing if cooled else doing_little)(study, terms(study.answers))
    if course is None or course.code == baselines.FAN:
        return None
    return course if _less_usd(facts, course) > WORTH_SHARE * facts.owning_usd else None


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
