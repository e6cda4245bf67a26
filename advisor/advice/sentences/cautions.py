"""What costs money or comfort if missed: for the room, for the first pick, for one unit."""

from collections.abc import Iterator

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences import before_buying, bill_in_words, place_notes
from advisor.advice.sentences.words import STEPS, Text, job_prices, joined
from advisor.engine.answers import Answers
from advisor.engine.improvement import Improvement
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.sun import MONTHS as CALENDAR
from advisor.engine.verdict import EXTREME_LOAD
from advisor.formatting.numbers import (
    area_figure,
    btu,
    hours,
    load_figure,
    money,
    money_span,
    temperature,
)


def room_cautions(
    study: Study,
    ranking: Ranking,
    *,
    outcome: str,
    improvement: Improvement | None,
    improved: tuple[Study, Ranking] | None,
    units: str,
) -> list[str]:
    """What costs money or comfort if missed, most important first; ``improved`` is the room after
    the work that ``improvement`` names, studied and ranked again."""
    best = int(ranking.order[0]) if ranking.order.size else None
    sentences = [
        *_work_first(study, improvement, units=units),
        *_after_the_work(study, best, improved, units=units),
        *_ask_the_landlord(study, outcome),
        *_keep_a_heater(study, best, units=units),
        *_all_too_strong(ranking, best),
        *_own_loads(study, units=units),
        *bill_in_words.contradiction(study, units=units),
        *_space_warnings(study.answers),
    ]
    if best is not None:
        sentences += before_buying.first_pick_cautions(study, best)
    return [
        *sentences,
        *_low_sun(study, units=units),
        *_extreme_load(study, units=units),
        *_damp_room(study),
        *_stand_ins(study, units=units),
    ]


def _work_first(study: Study, improvement: Improvement | None, *, units: str) -> Iterator[str]:
    if improvement is None or not study.loads.heating.likely:
        return
    yield _(
        "Work on the room first: %(steps)s, for about %(cost)s. It then needs %(after)s"
        " instead of %(before)s on the coldest typical night."
    ) % {
        "steps": joined(STEPS[step.code] for step in improvement.steps),
        "cost": money_span(round(improvement.cost_low, -1), round(improvement.cost_high, -1)),
        "after": load_figure(improvement.heating_btu_h, units),
        "before": load_figure(study.loads.heating.likely, units),
    }


def _low_sun(study: Study, *, units: str) -> Iterator[str]:
    further = study.loads.further_day
    if not study.cooling_wanted or further is None:
        return
    yield _(
        "The sun is low in %(month)s and shines deep into the room: it may then need up to"
        " %(load)s of cooling, more than in July."
    ) % {
        "month": MONTHS[CALENDAR.index(further.month) + 1],
        "load": load_figure(further.cooling_btu_h, units),
    }


def _after_the_work(
    study: Study,
    best: int | None,
    improved: tuple[Study, Ranking] | None,
    *,
    units: str,
) -> Iterator[str]:
    if improved is None or best is None or not improved[1].order.size:
        return
    after, row = improved[0], int(improved[1].order[0])
    yield _(
        "After that work a %(size)s unit for %(price)s installed will do, at %(bill)s a"
        " year; as the room is, the first pick costs %(price_now)s and %(bill_now)s a year."
    ) % {
        "size": btu(float(after.units.cooling_btu_h[row]), units),
        "price": money(float(after.upfront.total[row, 1])),
        "bill": money(float(after.running_usd[row])),
        "price_now": money(float(study.upfront.total[best, 1])),
        "bill_now": money(float(study.running_usd[best])),
    }


def _ask_the_landlord(study: Study, outcome: str) -> Iterator[str]:
    if outcome == "refuse" and study.heating_wanted and study.answers.tenure == "rent":
        yield (
            _(
                "Heat is the landlord’s duty in most places: ask for it in writing. Window film"
                " (%(film)s), rope caulk (%(caulk)s) and a heated blanket help at once."
            )
            % job_prices()
        )


def _keep_a_heater(study: Study, best: int | None, *, units: str) -> Iterator[str]:
    """Only where the limit of the first pick is published: an assumed one warns of nothing."""
    if best is not None and study.curves.estimated["cutout"][best]:
        return
    if best is None or not study.heating_wanted or study.heat_included:
        return
    below = float(study.season.hours_below_cutout[best])
    if below >= 1:
        yield _(
            "Keep another heater: the first pick stops heating below %(cutout)s, about"
            " %(hours)s a year here."
        ) % {
            "cutout": temperature(float(study.curves.cutout_f[best]), units),
            "hours": hours(below),
        }


def _all_too_strong(ranking: Ranking, best: int | None) -> Iterator[str]:
    if best is not None and ranking.relaxed == "too_strong":
        yield _(
            "No unit that we know of turns down far enough for this room: expect it to stop and"
            " start. Consider opening the room to the next one, or one unit for two rooms."
        )


def _extreme_load(study: Study, *, units: str) -> Iterator[str]:
    area = study.answers.area
    if max(study.loads.heating.likely, study.loads.cooling.likely) / area > EXTREME_LOAD:
        yield _(
            "This is an extreme load for %(area)s. Please check your answers, above all glass"
            " and insulation."
        ) % {"area": area_figure(area, units)}


def _damp_room(study: Study) -> Iterator[str]:
    if study.answers.damp == "yes" and study.cooling_wanted:
        yield (
            _(
                "A small room unit will not run long enough to dry a damp room in spring: plan a"
                " separate dehumidifier for %(dehumidifier)s, and first find where the water comes"
                " from."
            )
            % job_prices()
        )


def _stand_ins(study: Study, *, units: str) -> Iterator[str]:
    place = study.place
    yield from place_notes.warnings(place, units=units)
    if place.prices.note and study.answers.electricity_rate is None:
        yield place.prices.note


def _own_loads(study: Study, *, units: str) -> list[str]:
    """The user's own load beside ours: both numbers, and which one counts."""
    answers, loads = study.answers, study.loads
    sentences = []
    for brought, ours, said in (
        (
            answers.heating_load,
            loads.calculated_heating.likely,
            _("You bring a heating load of %(yours)s; ours is %(ours)s. We go on with yours."),
        ),
        (
            answers.cooling_load,
            loads.calculated_cooling.likely,
            _("You bring a cooling load of %(yours)s; ours is %(ours)s. We go on with yours."),
        ),
    ):
        if brought is not None:
            sentences.append(
                said % {"yours": btu(brought, units), "ours": load_figure(ours, units)}
            )
    return sentences


SPACE_WARNINGS: dict[str, Text] = {
    "porch": gettext_lazy(
        "A three-season porch loses heat faster than a room unit can bring it economically in"
        " deep winter: think of it as a longer season, not as a winter room."
    ),
    "garage": gettext_lazy(
        "In a garage, fuel vapor rules apply: keep anything that can spark 18 inches above"
        " the floor, and a change of use may need a permit."
    ),
    "basement": gettext_lazy(
        "Stop water and fix gutters first, and test for radon before you move in."
    ),
}


def _space_warnings(answers: Answers) -> list[str]:
    return [str(SPACE_WARNINGS[answers.space])] if answers.space in SPACE_WARNINGS else []
