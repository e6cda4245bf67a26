"""What costs money or comfort if missed: for the room, for the first pick, for one unit."""

from collections.abc import Iterator

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences import (
    before_buying,
    bill_in_words,
    place_notes,
    rv_in_words,
    work_in_words,
)
from advisor.advice.sentences.loads_in_words import largest_part
from advisor.advice.sentences.safety import unit_safety
from advisor.advice.sentences.words import Text, job_prices
from advisor.engine.improvement import Improvement
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.sun import MONTHS as CALENDAR
from advisor.engine.verdict import EXTREME_LOAD, Improved
from advisor.formatting.numbers import (
    area_figure,
    btu,
    hours,
    load_figure,
    percent,
    temperature,
)


def room_cautions(
    study: Study,
    ranking: Ranking,
    *,
    outcome: str,
    improvement: Improvement | None,
    improved: Improved | None,
    units: str,
) -> list[str]:
    """What costs money or comfort if missed, most important first; ``improved`` is the room after
    the work that ``improvement`` names, studied and ranked again."""
    best = int(ranking.order[0]) if ranking.order.size else None
    work = work_in_words.work_cautions(
        study,
        ranking,
        outcome=outcome,
        improvement=improvement,
        improved=improved,
        units=units,
    )
    leads = outcome in {"improve_first", "refuse"}
    sentences = [
        *(work if leads else ()),
        *_ask_the_landlord(study, outcome),
        *_keep_a_heater(study, best, units=units),
        *_all_too_strong(ranking, best),
        *_own_loads(study, units=units),
        *bill_in_words.contradiction(study, units=units),
        *_space_warnings(study),
        *rv_in_words.rv_cautions(study.answers),
        *_no_outside_wall(study, best),
    ]
    if best is not None:
        sentences += before_buying.first_pick_cautions(study, best)
    return [
        *sentences,
        *(() if leads else work),  # worth doing, but nothing is lost without it
        *_low_sun(study, units=units),
        *_extreme_load(study, units=units),
        *_damp_room(study),
        *_stand_ins(study, units=units),
    ]


def of_first(study: Study, row: int, refrigerant: str, *, units: str) -> list[str]:
    """Those of ``room_cautions`` and ``safety`` that hold because the unit of ``row`` is first."""
    own = of_unit(study, row, refrigerant, units=units)
    return [*own, *before_buying.all_cycle(study, row)]


def of_unit(study: Study, row: int, refrigerant: str, *, units: str) -> list[str]:
    """Those of them that the unit of ``row`` brings along, whichever is first."""
    return [
        *_keep_a_heater(study, row, units=units),
        *_no_outside_wall(study, row),
        *before_buying.type_cautions(study, row),
        *unit_safety(study, row, refrigerant),
    ]


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


def _ask_the_landlord(study: Study, outcome: str) -> Iterator[str]:
    cold = study.heating_wanted and not study.other_heat
    if outcome == "refuse" and cold and study.answers.tenure == "rent":
        yield (
            _(
                "Heat is the landlord’s duty in most places: ask for it in writing. Window film"
                " (%(film)s), rope caulk (%(caulk)s) and a heated blanket help at once."
            )
            % job_prices()
        )


def _keep_a_heater(study: Study, best: int | None, *, units: str) -> Iterator[str]:
    """Only where the limit of the unit is published: an assumed one warns of nothing."""
    if best is not None and study.curves.estimated["cutout"][best]:
        return
    if best is None or not study.heating_wanted or study.heat_included:
        return
    below = float(study.season.hours_below_cutout[best])
    if below >= 1:
        yield _(
            "Keep another heater: this unit stops heating below %(cutout)s, about"
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
    area, loads = study.answers.area, study.loads
    asked = (
        (study.heating_wanted * loads.heating.likely, loads.heating_lines),
        (study.cooling_wanted * loads.cooling.likely, loads.cooling_lines),
    )
    largest, lines = max(asked, key=lambda each: each[0])
    if largest / area > EXTREME_LOAD:
        part, share = largest_part(lines)
        yield _(
            "This is an extreme load for %(area)s: %(share)s of it is %(part)s. Please check your"
            " answers on that first."
        ) % {"area": area_figure(area, units), "share": percent(share), "part": part}


def _damp_room(study: Study) -> Iterator[str]:
    if study.answers.damp == "yes" and study.cooling_wanted:
        yield (
            _(
                "A room unit will not run long enough to dry a damp room in spring: plan a"
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
    "garage": gettext_lazy("A garage that becomes a room may need a permit for its change of use."),
}


FOR_HEAT = ("porch",)


def _space_warnings(study: Study) -> list[str]:
    space = study.answers.space
    asked = study.heating_wanted or space not in FOR_HEAT
    return [str(SPACE_WARNINGS[space])] if space in SPACE_WARNINGS and asked else []


def _no_outside_wall(study: Study, best: int | None) -> Iterator[str]:
    """Where the pipe can and cannot go, and who drains the water."""
    if study.answers.exterior_walls != 0 or best is None or not study.units.split[best]:
        return
    yield _(
        "No wall of this room faces outdoors, so the pipes cannot go straight out: they run through"
        " the next room, the ceiling, or the floor. Ask the installer first for the way and for the"
        " length that the maker allows."
    )
