"""What costs money or comfort if missed: for the room, for the first pick, for one unit."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import STEPS, Text, joined
from advisor.engine.answers import Answers
from advisor.engine.equipment import (
    MINI_SPLIT,
    NO,
    PORTABLE,
    WINDOW,
    YES,
)
from advisor.engine.place import Place
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.verdict import (
    EXTREME_LOAD,
    Improvement,
)
from advisor.formatting.numbers import (
    area_figure,
    btu,
    hours,
    load_figure,
    money,
    money_span,
    temperature,
)

MILD_F = 35.0  # a place where it hardly freezes
CYCLES_MOSTLY = 0.9


def room_cautions(
    found: Study,
    ranking: Ranking,
    *,
    outcome: str,
    better: Improvement | None,
    after: tuple[Study, Ranking] | None,
    units: str,
) -> list[str]:
    """What costs money or comfort if missed, most important first."""
    answers, place = found.answers, found.place
    told: list[str] = []
    best = int(ranking.order[0]) if ranking.order.size else None
    if better is not None and found.loads.heating.likely:
        told.append(
            _(
                "Work on the room first: %(steps)s, for about %(cost)s. It then needs %(after)s"
                " instead of %(before)s on the coldest usual night."
            )
            % {
                "steps": joined(STEPS[step.code] for step in better.steps),
                "cost": money_span(round(better.cost_low, -1), round(better.cost_high, -1)),
                "after": load_figure(better.heating_btu_h, units),
                "before": load_figure(found.loads.heating.likely, units),
            }
        )
    if after is not None and after[1].order.size and best is not None:
        told.append(_second_run(found, best, *after, units=units))
    if outcome == "refuse" and found.heating_wanted and answers.tenure == "rent":
        told.append(
            _(
                "Heat is the landlord’s duty in most places: ask for it in writing. Window film and"
                " rope caulk for some $40 and a heated blanket help at once."
            )
        )
    if best is not None and found.heating_wanted:
        below = float(found.season.hours_below_cutout[best])
        if below >= 1 and not found.heat_included:
            told.append(
                _(
                    "Keep another heater: the first pick stops heating below %(cutout)s, about"
                    " %(hours)s a year here."
                )
                % {
                    "cutout": temperature(float(found.curves.cutout_f[best]), units),
                    "hours": hours(below),
                }
            )
    if best is not None and ranking.relaxed == "too_strong":
        told.append(
            _(
                "No unit turns down far enough for this room: expect it to stop and start. Consider"
                " opening the room to the next one, or one unit for two rooms."
            )
        )
    told += [*_own_loads(found, units=units), *_space_warnings(answers)]
    if best is not None:
        told += _before_the_first_pick(found, best)
    per_ft2 = max(found.loads.heating.likely, found.loads.cooling.likely) / answers.area
    if per_ft2 > EXTREME_LOAD:
        told.append(
            _(
                "This is an extreme load for %(area)s. Please check your answers, above all glass"
                " and insulation."
            )
            % {"area": area_figure(answers.area, units)}
        )
    if answers.damp == "yes" and found.cooling_wanted:
        told.append(
            _(
                "A small room unit will not run long enough to dry a damp room in spring: plan a"
                " separate dehumidifier for $200 to $350, and first find where the water comes"
                " from."
            )
        )
    if place.approximated_from:
        told.append(stand_in(place))
    if place.prices.note and answers.electricity_rate is None:
        told.append(place.prices.note)
    return told


def stand_in(place: Place) -> str:
    """Whose figures stand in for a ZIP code that is not in the table."""
    return _(
        "We do not know ZIP code %(zip)s itself; the figures are those of %(near)s nearby."
    ) % {
        "zip": place.zip,
        "near": place.approximated_from,
    }


def _second_run(found: Study, best: int, improved: Study, ranking: Ranking, *, units: str) -> str:
    row = int(ranking.order[0])
    return _(
        "After that work a %(size)s unit for %(price)s all-in will do, at %(bill)s a year; as the"
        " room is, the first pick costs %(price_now)s and %(bill_now)s a year."
    ) % {
        "size": btu(float(improved.units.cooling_btu_h[row]), units),
        "price": money(float(improved.upfront.total[row, 1])),
        "bill": money(float(improved.running_usd[row])),
        "price_now": money(float(found.upfront.total[best, 1])),
        "bill_now": money(float(found.running_usd[best])),
    }


def _before_the_first_pick(found: Study, row: int) -> list[str]:
    """What to settle before a unit of this type is bought for this room."""
    answers, columns = found.answers, found.units
    kind = columns.kind[row]
    told = []
    if kind == MINI_SPLIT and found.loads.humid and not found.place.heating_design_f < MILD_F:
        told.append(
            _(
                "In damp heat look for a low least output and a dry mode. Near the sea salt"
                " eats coils: ask for a coated one, tie the unit down against storms, and fit a"
                " drain switch."
            )
        )
    if answers.outdoor_unit == "no" and answers.tenure != "rent":
        told.append(
            _(
                "Ask the HOA first, with one page that shows size, place and sound of the unit:"
                " what is barred today is often allowed on request."
            )
        )
    if kind == WINDOW:
        if answers.tenure == "rent":
            told.append(
                _("Ask the landlord in writing before you put a unit in the window: see the lease.")
            )
        told.append(
            _(
                "Use the support bracket, give the unit an outlet of its own and never an extension"
                " cord. A saddle unit needs a sill and an opening at least 24 inches wide."
            )
        )
    if kind == PORTABLE:
        told.append(
            _(
                "A portable weighs some 75 lb, its hose takes floor and window, it is heard at 42"
                " to 55 dB(A), and in heat mode its water must be drained."
            )
        )
    if answers.below == "outdoors" and answers.heating_now in {"gas", "propane", "oil"}:
        told.append(
            _(
                "Skirt and insulate the floor first, and keep the furnace going at a low setting:"
                " its ducts keep the pipes under the floor from freezing."
            )
        )
    if found.cools_in_winter:
        told.append(
            _(
                "This room needs cooling in winter too: set the unit to start again by itself after"
                " a power cut, and put a temperature alarm in the room."
            )
        )
        told.append(
            _(
                "If something prints, solders or paints here, exhaust the fumes outdoors; in winter"
                " the heat of the equipment could warm the house instead."
            )
        )
    cycles = float(found.season.cycling_fraction[row])
    if cycles > CYCLES_MOSTLY and found.heating_wanted and kind == MINI_SPLIT:
        told.append(
            _(
                "Even the gentlest unit will stop and start on most days: leaving the door open to"
                " the hall, or one unit for two rooms, makes it run more evenly."
            )
        )
    return told


def _own_loads(found: Study, *, units: str) -> list[str]:
    """A load that the user brought beside ours: both numbers, and which one counts."""
    answers, loads = found.answers, found.loads
    told = []
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
            told.append(said % {"yours": btu(brought, units), "ours": load_figure(ours, units)})
    return told


SPACE_WARNINGS: dict[str, Text] = {
    "porch": gettext_lazy(
        "A three-season porch loses heat faster than a room unit can bring it economically in"
        " deep winter: think of it as a longer season, not as a winter room."
    ),
    "garage": gettext_lazy(
        "In a garage, fuel vapour rules apply: keep anything that can spark 18 inches above the"
        " floor, and a change of use may need a permit."
    ),
    "basement": gettext_lazy(
        "Stop water and fix gutters first, and test for radon before you move in."
    ),
}


def _space_warnings(answers: Answers) -> list[str]:
    return [str(SPACE_WARNINGS[answers.space])] if answers.space in SPACE_WARNINGS else []


def unit_cautions(found: Study, row: int) -> list[str]:
    """What must be checked before this very unit is bought."""
    units_, answers = found.units, found.answers
    told: list[str] = []
    if units_.kind[row] == WINDOW and answers.window_type is None:
        told.append(_("Measure your window: this needs one that slides up."))
    if units_.saddle[row] == YES:
        told.append(_("A saddle unit needs a sill and an opening at least 24 inches wide."))
    if units_.kind[row] == WINDOW and units_.fits_window["slider"][row] == NO:
        told.append(_("Not for sliding windows."))
    if units_.kind[row] != MINI_SPLIT and answers.power in {None, "shared_115"}:
        told.append(_("Give it an outlet of its own, and never an extension cord."))
    if units_.kind[row] == MINI_SPLIT and units_.diy_kit[row] != YES:
        told.append(_("The refrigerant lines are work for a licensed technician."))
    return told
