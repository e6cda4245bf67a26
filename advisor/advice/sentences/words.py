"""Engine results → sentences in the active language. No number is computed here.

Everything that an advice says in words stands in this module, so that the page, the command line
and the embed speak alike. Figures are written by ``advisor.templatetags.units``.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

import numpy as np
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from advisor.engine import incentives
from advisor.engine.answers import UNIT_TYPES, Answers
from advisor.engine.equipment import (
    CURRENT,
    LEGACY,
    MINI_SPLIT,
    NO,
    PAN_HEATER_BUILT_IN,
    PORTABLE,
    WINDOW,
    YES,
)
from advisor.engine.fit import Limit
from advisor.engine.installation import Line
from advisor.engine.load import energy_star_chart
from advisor.engine.money import (
    AGED,
    CLASS_KEYS,
    FRESH,
    FROM_CLASS,
    LARGEST_CLASS_BTU_H,
    PRICE_CLASSES,
    SEED_PRICES,
    seen_in_class,
)
from advisor.engine.place import Place
from advisor.engine.ranking import Opening, Ranking
from advisor.engine.study import MILD_DAY_F, Study
from advisor.engine.verdict import (
    EXTREME_LOAD,
    Improvement,
    Saving,
    TypeVerdict,
    break_even_cop,
    need_equals_output_f,
)
from advisor.formatting.numbers import (
    area_figure,
    btu,
    hours,
    load_figure,
    money,
    money_span,
    number,
    percent,
    rate,
    temperature,
)
from advisor.listing.inventory import Card
from advisor.questions.definitions import OWNING, QUESTIONS, choice_label, short_label, unit

Text = str | Promise
ICE_BELOW_F = 20.0
MILD_F = 35.0  # a place where it hardly freezes
CYCLES_MOSTLY = 0.9
NEARLY_ENOUGH = 0.95  # of the heating load: less is told as too little

LINES: dict[str, Text] = {
    "walls": gettext_lazy("outside walls"),
    "walls_below_ground": gettext_lazy("walls below ground"),
    "windows_north": gettext_lazy("windows to the north"),
    "windows_east": gettext_lazy("windows to the east"),
    "windows_south": gettext_lazy("windows to the south"),
    "windows_west": gettext_lazy("windows to the west"),
    "door": gettext_lazy("outside door"),
    "garage_door": gettext_lazy("garage door"),
    "roof": gettext_lazy("ceiling or roof"),
    "floor": gettext_lazy("floor"),
    "air": gettext_lazy("air leaks"),
    "people": gettext_lazy("people"),
    "equipment": gettext_lazy("equipment"),
}
REMEDIES: dict[str, Text] = {
    "walls": gettext_lazy("insulating them is the big step; a rug or bookcase does not help"),
    "walls_below_ground": gettext_lazy("foam boards on the inside cut it most"),
    "windows_north": gettext_lazy("window film costs $40 to $90 and cuts it by a third"),
    "windows_east": gettext_lazy("an outside shade on the morning sun is the cheapest cure"),
    "windows_south": gettext_lazy("an awning or an outside shade is the cheapest cure"),
    "windows_west": gettext_lazy("an outside shade for some $40 is the cheapest cure"),
    "door": gettext_lazy("new weatherstripping costs $20"),
    "garage_door": gettext_lazy("an insulation kit for the door costs $200 to $600"),
    "roof": gettext_lazy("more insulation above the ceiling is the cheapest cure"),
    "floor": gettext_lazy("insulation under the floor, or at the edge of the slab, is the cure"),
    "air": gettext_lazy("caulk and weatherstripping cost $40 to $150"),
    "people": gettext_lazy("nothing to mend here"),
    "equipment": gettext_lazy("move what runs all day to another room"),
}
COSTS: dict[str, Text] = {
    "unit": gettext_lazy("unit"),
    "labour": gettext_lazy("installer’s labor"),
    "line_set": gettext_lazy("line set and materials"),
    "outdoor_mount": gettext_lazy("pad or wall bracket"),
    "snow_stand": gettext_lazy("stand above the snow"),
    "permit": gettext_lazy("permit"),
    "circuit": gettext_lazy("electrical circuit"),
    "condensate_pump": gettext_lazy("condensate pump"),
    "kit_tools": gettext_lazy("bracket, tools and materials for the kit"),
    "kit_commissioning": gettext_lazy("a technician’s check at the end"),
    "window_bracket": gettext_lazy("window bracket and seals"),
    "handyman": gettext_lazy("handyman, two people"),
    "vent_kit": gettext_lazy("seals around the vent panel"),
    "casement_panel": gettext_lazy("panel for a casement window"),
}
FACTORS: dict[str, Text] = {
    "turndown": gettext_lazy("turns down far enough"),
    "capacity": gettext_lazy("strong enough, not too strong"),
    "running": gettext_lazy("cheap to run"),
    "upfront": gettext_lazy("cheap to buy"),
    "quiet": gettext_lazy("quiet"),
    "cold": gettext_lazy("works in the cold"),
    "damp": gettext_lazy("dries the air"),
    "certainty": gettext_lazy("published figures, still sold"),
    "air": gettext_lazy("filters the air"),
    "looks": gettext_lazy("looks"),
    "diy": gettext_lazy("put in by yourself"),
}
TYPES: dict[str, Text] = {
    "mini_split": gettext_lazy("mini-split"),
    "window": gettext_lazy("window heat pump"),
    "portable": gettext_lazy("portable heat pump"),
}
STEPS: dict[str, Text] = {
    "film": gettext_lazy("film on the windows"),
    "caulk": gettext_lazy("caulk and weatherstripping"),
    "air_sealing": gettext_lazy("seal the air leaks"),
    "garage_door": gettext_lazy("insulate the garage door"),
    "roof": gettext_lazy("insulate the ceiling"),
    "floor": gettext_lazy("insulate the floor or skirt it"),
    "walls": gettext_lazy("insulate the walls"),
    "slab_edge": gettext_lazy("insulate the edge of the slab"),
}
ESTIMATES: dict[str, Text] = {
    "min_output": gettext_lazy("lowest output"),
    "cold_output": gettext_lazy("output in the cold"),
    "heating_capacity": gettext_lazy("heating capacity"),
    "heating_cop": gettext_lazy("efficiency in the cold"),
    "min_cooling": gettext_lazy("lowest cooling"),
    "cooling_cop": gettext_lazy("cooling efficiency"),
    "cutout": gettext_lazy("lowest outdoor temperature for heat"),
}
USUAL: dict[str, Text] = {
    "": gettext_lazy("usual for such a room; it widens the range"),
    "hold": gettext_lazy("the usual winter temperature"),
    "facing": gettext_lazy("between the mild north and the hot west"),
    "shade": gettext_lazy("we count on no shade until you tell us"),
    "heating_efficiency": gettext_lazy("usual for such a heater; its label says more"),
    "price_growth": gettext_lazy("our assumption: change it at “Costs to own”"),
    "discount": gettext_lazy("our assumption: change it at “Costs to own”"),
    **dict.fromkeys(
        (f"{name}_{kind}" for name in ("upkeep", "life") for kind in UNIT_TYPES),
        gettext_lazy("our assumption for this type"),
    ),
    "tenure": gettext_lazy("we take it that you may change the room"),
    "goal": gettext_lazy("we plan for summer and winter"),
}
PRICES = ("electricity_rate", "fuel_rate")
MONEY_ANSWERS = frozenset({*PRICES, "heating_efficiency", *OWNING})
SUMMER_FIGURES = ("min_cooling", "cooling_cop")
FUELS: dict[str, Text] = {
    "electric": gettext_lazy("electric heat"),
    "gas": gettext_lazy("gas heat"),
    "propane": gettext_lazy("propane heat"),
    "oil": gettext_lazy("oil heat"),
    "wood": gettext_lazy("wood heat"),
    "heat_pump": gettext_lazy("heat pump"),
}


def joined(parts: Iterable[Text]) -> str:
    """a, b and c."""
    words = [str(part) for part in parts]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def headline(
    found: Study,
    ranking: Ranking,
    *,
    outcome: str,
    better: Improvement | None,
    best_saving: Saving | None,
) -> str:
    """The verdict in one sentence, with the money where it is lost."""
    if outcome == "refuse":
        return _refusal(found)
    words = {
        "type": TYPES[UNIT_TYPES[int(found.units.kind[ranking.order[0]])]],
        "now": FUELS.get(found.answers.heating_now or "", ""),
        "more": _winter_loss(best_saving),
        "steps": joined(STEPS[step.code] for step in better.steps[:2]) if better else "",
    }
    loses = (
        best_saving is not None
        and best_saving.heating is not None
        and best_saving.heating.likely < -5
    )
    sentences = (
        (
            outcome == "keep",
            _("Keep your %(now)s: a heat pump would cost about %(more)s more each winter."),
        ),
        (
            outcome == "improve_first",
            _("Mend the room first: %(steps)s. Then a %(type)s has far less to heat."),
        ),
        (
            loses,
            _(
                "A small %(type)s fits, but heating with it costs about %(more)s more each winter"
                " than your %(now)s."
            ),
        ),
        (
            found.heat_included and found.cooling_wanted,
            _("A quiet %(type)s for summer and mild days: your winter heat is in the rent."),
        ),
        (
            ranking.relaxed == "too_strong",
            _("Every unit sold is too strong for this room; a %(type)s comes nearest."),
        ),
        (
            not found.heating_wanted,
            _("A small %(type)s keeps this room cool. Look at the least it can give."),
        ),
    )
    usual = _("A small %(type)s fits. Look at the least it can give, not the most.")
    return next((text for applies, text in sentences if applies), usual) % words


def _winter_loss(saving: Saving | None) -> str:
    loss = -saving.heating.likely if saving and saving.heating else 0.0
    return money(max(5, 5 * round(loss / 5)))


def _refusal(found: Study) -> str:
    portable = found.answers.type == ("portable",)
    if portable and found.heating_wanted:
        return _(
            "Do not buy a portable to heat this room: on the coldest usual nights, %(design)s,"
            " it gives no heat."
        ) % {"design": temperature(found.place.heating_design_f)}
    return _("Nothing in our catalog is right for this room as it is. Here is what would be.")


def warnings(
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


def opens_most(found: Study, openings: list[Opening], *, units: str) -> list[str]:
    """With nothing left: the changes that let the most units in."""
    told = []
    for opening in openings:
        changes = joined(
            _("“%(change)s”") % {"change": exclusion(found, limit, units=units)[1]}
            for limit in opening.limits
        )
        said = ngettext(
            "With %(changes)s %(count)s unit comes in.",
            "With %(changes)s %(count)s units come in.",
            opening.count,
        )
        told.append(said % {"changes": changes, "count": number(opening.count)})
    return told


def chart_note(found: Study, *, units: str) -> str | None:
    """What the area chart of the shops says, and why we differ."""
    if not found.cooling_wanted:
        return None
    ours, chart = found.loads.cooling, energy_star_chart(found.answers.area)
    words = {"chart": btu(chart, units), "ours": load_figure(ours.likely, units)}
    if ours.low <= chart <= ours.high:
        return _("The chart in the shops says %(chart)s for this floor area: within our range.") % (
            words
        )
    if chart > ours.high:
        return (
            _(
                "The chart in the shops says %(chart)s for this floor area. It knows no climate,"
                " walls or windows and is generous: we find %(ours)s for yours."
            )
            % words
        )
    return (
        _(
            "The chart in the shops says %(chart)s for this floor area. Your glass, roof or"
            " equipment asks for more than it counts on: we find %(ours)s."
        )
        % words
    )


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


TYPE_REASONS: dict[str, Text] = {
    "split_fits": gettext_lazy("A mini-split of about %(size)s: quiet, efficient, heats in cold."),
    "split_no_place": gettext_lazy("It needs a hole in the wall and a place for its outdoor unit."),
    "no_window": gettext_lazy("It needs a window that opens."),
    "casement": gettext_lazy("It does not fit a casement window."),
    "basement": gettext_lazy(
        "Basement windows are usually too small for one; tell us if yours is not."
    ),
    "window_cold": gettext_lazy(
        "Only a cold-climate model heats at %(design)s; others help on mild days."
    ),
    "window_fits": gettext_lazy(
        "A window heat pump of about %(size)s, where its noise is no matter."
    ),
    "portable_cold": gettext_lazy("It gives no useful heat at %(design)s, and draws cold air in."),
    "portable_mild": gettext_lazy("It can do in this mild winter, but is loud and draws air in."),
    "portable_cooling": gettext_lazy("It cools where nothing else may be put in; it is loud."),
}
# Reason, and what the link says that lifts it.
EXCLUSIONS: dict[str, tuple[Text, Text]] = {
    "type": (
        gettext_lazy("are not of the type that you want to see"),
        gettext_lazy("show all types"),
    ),
    "rented": (
        gettext_lazy("need an outdoor unit and a hole in the wall, which a tenant rarely may make"),
        gettext_lazy("my landlord agrees"),
    ),
    "no_outdoor_unit": (
        gettext_lazy("need an outdoor unit"),
        gettext_lazy("an outdoor unit is possible"),
    ),
    "no_wall_hole": (gettext_lazy("need a hole in the wall"), gettext_lazy("a hole is possible")),
    "no_outdoor_unit_wall_hole": (
        gettext_lazy("need an outdoor unit and a hole in the wall"),
        gettext_lazy("both are possible"),
    ),
    "no_window": (
        gettext_lazy("need a window that opens"),
        gettext_lazy("there is a window"),
    ),
    "basement": (
        gettext_lazy("need a full-size window"),
        gettext_lazy("there is a double-hung window"),
    ),
    "casement": (
        gettext_lazy("do not fit a casement window"),
        gettext_lazy("show them all the same"),
    ),
    "slider": (
        gettext_lazy("do not fit a sliding window"),
        gettext_lazy("show them all the same"),
    ),
    "window_width": (
        gettext_lazy("are too wide for your window"),
        gettext_lazy("forget the width"),
    ),
    "voltage": (gettext_lazy("need 230 V"), gettext_lazy("a new circuit is possible")),
    "installer": (
        gettext_lazy("need a licensed installer"),
        gettext_lazy("let a professional install it"),
    ),
    "budget": (
        gettext_lazy("cost more than %(budget)s all-in"),
        gettext_lazy("forget the budget"),
    ),
    "feature": (
        gettext_lazy("lack a feature that you asked for: %(feature)s"),
        gettext_lazy("do without"),
    ),
    "portable_heat": (
        gettext_lazy("are portables, which cannot heat this room through its winter"),
        gettext_lazy("I only want cooling"),
    ),
    "window_only_heat": (
        gettext_lazy("are window units, which must not be the only heat at %(design)s"),
        gettext_lazy("I have other heat"),
    ),
    "too_weak_heating": (
        gettext_lazy("cannot carry the heat of a winter with %(design)s"),
        gettext_lazy("I have other heat"),
    ),
    "too_weak_cooling": (
        gettext_lazy("cool less than %(load)s"),
        gettext_lazy("I only want heat"),
    ),
    "too_strong": (
        gettext_lazy("cannot turn down far enough: they would stop and start all the time"),
        gettext_lazy("show them as for a room that needs more"),
    ),
}


def type_reason(found: Study, told: TypeVerdict, *, units: str) -> str:
    """Why a type suits this room or not, with the size that would be right."""
    return str(TYPE_REASONS[told.code]) % {
        "size": btu(told.nominal_btu_h, units),
        "design": temperature(found.place.heating_design_f, units),
    }


def exclusion(found: Study, limit: Limit, *, units: str) -> tuple[str, str]:
    """The reason in words, and what the undo link says."""
    code, _sep, feature = limit.code.partition("feature_")
    reason, undo = EXCLUSIONS[code or "feature"]
    return str(reason) % {
        "design": temperature(found.place.heating_design_f, units),
        "load": load_figure(0.9 * found.loads.cooling_capacity_needed_btu_h, units),
        "budget": money(found.answers.budget or 0),
        "feature": choice_label("features", feature),
    }, str(undo)


def left_out_because(found: Study, limit: Limit, *, units: str) -> str:
    """Why one unit is not among the picks."""
    reason, _undo = exclusion(found, limit, units=units)
    return _("Left out: such units %(reason)s.") % {"reason": reason}


STANDINGS: dict[str, Text] = {
    "discontinued": gettext_lazy("Left out: it is discontinued. We judge it as one you may own."),
    "ducted": gettext_lazy("Left out: it blows through short ducts, which one room seldom has."),
    "multi_zone": gettext_lazy(
        "Left out: no outdoor unit for a single room is known, so it serves several rooms at once."
    ),
}


def cannot_judge() -> str:
    """For a model that is not in the pickable catalogue."""
    return _(
        "We cannot judge the model that you came with: it is not in our catalog, does not heat"
        " with a heat pump, or its capacity is not published."
    )


def why(found: Study, row: int, *, units: str) -> list[str]:
    """Reasons for a unit, the strongest first."""
    curves, season, units_ = found.curves, found.season, found.units
    told: list[str] = []
    coverage = float(found.heating_coverage[row])
    if found.heating_wanted and coverage >= 1 and not found.heat_included:
        told.append(
            _("Gives %(most)s at %(design)s, where the room needs %(need)s.")
            % {
                "most": btu(float(found.capacity_at_design[row]), units),
                "design": temperature(found.place.heating_design_f, units),
                "need": load_figure(found.loads.heating.likely, units),
            }
        )
    least = float(curves.min_heat_47_btu_h[row])
    if found.heating_wanted and least and not found.heat_included:
        steady_f = float(need_equals_output_f(found, curves.min_heat_47_btu_h)[row])
        if steady_f > found.place.heating_design_f + 5:
            told.append(
                _("Turns down to %(least)s: runs steadily below %(steady)s outside.")
                % {
                    "least": btu(least, units),
                    "steady": temperature(min(steady_f, 65.0), units),
                }
            )
    sound = float(units_.sound_min_db[row])
    if sound <= 30:
        told.append(
            _("Quiet: %(sound)s dB(A) indoors at its lowest speed.") % {"sound": number(sound)}
        )
    if found.cooling_wanted and not told:
        told.append(
            _("Cools %(capacity)s, where the room needs %(need)s.")
            % {
                "capacity": btu(float(units_.cooling_btu_h[row]), units),
                "need": load_figure(found.loads.cooling.likely, units),
            }
        )
    if units_.kind[row] != MINI_SPLIT:
        told.append(
            _("No hole in the wall and no electrician: %(price)s all-in.")
            % {"price": money(float(found.upfront.total[row, 1]))}
        )
    if found.heating_wanted and season.backup_fraction[row] < 0.01 and len(told) < 3:
        told.append(
            _("Carries the whole winter at a field COP of about %(cop)s.")
            % {"cop": number(float(season.seasonal_cop[row]), 1)}
        )
    return told[:3] or [_("Fits every limit that you set.")]


def why_not(found: Study, row: int, saving: Saving | None, *, units: str) -> list[str]:
    """Reasons against a unit, money first unless it stands still on the coldest usual night; every
    unit has at least one."""
    stops = _stops_heating(found, row, units=units)
    cold_first = found.curves.cutout_f[row] > found.place.heating_design_f
    told = [
        *(stops if cold_first else ()),
        *_against_money(found, saving),
        *(() if cold_first else stops),
        *_against_winter(found, row),
        *_cycling_reason(found, row, units=units),
        *_against_kind(found, row),
        *_against_unknowns(found, row),
    ]
    price = money(float(found.upfront.total[row, 1]))
    return told or [_("Costs %(price)s all-in.") % {"price": price}]


def _against_money(found: Study, saving: Saving | None) -> list[str]:
    if saving is None or saving.heating is None or saving.heating.likely >= -5:
        return []
    return [
        _("Heating with it costs about %(more)s more a year than your %(now)s.")
        % {
            "more": money(-saving.heating.likely),
            "now": FUELS.get(found.answers.heating_now or "", ""),
        }
    ]


def _stops_heating(found: Study, row: int, *, units: str) -> list[str]:
    below = float(found.season.hours_below_cutout[row])
    if not found.heating_wanted or below < 1:
        return []
    cutout = temperature(float(found.curves.cutout_f[row]), units)
    return [
        _("Stops heating below %(cutout)s: %(hours)s a year here.")
        % {"cutout": cutout, "hours": hours(below)}
    ]


def _against_winter(found: Study, row: int) -> list[str]:
    if not found.heating_wanted:
        return []
    told = []
    stops = found.season.hours_below_cutout[row] >= 1
    if not stops and found.heating_coverage[row] < NEARLY_ENOUGH:
        told.append(
            _("On the coldest usual night it gives %(share)s of the heat: keep another heater.")
            % {"share": percent(float(found.heating_coverage[row]))}
        )
    icy = found.place.heating_design_f < ICE_BELOW_F and found.units.kind[row] == MINI_SPLIT
    if icy and found.units.pan_heater[row] != PAN_HEATER_BUILT_IN:
        told.append(_("Ask for a base-pan heater: without one, ice can build up in winter."))
    return told


def _against_kind(found: Study, row: int) -> list[str]:
    columns = found.units
    if columns.kind[row] == MINI_SPLIT:
        return []
    sound = float(columns.sound_min_db[row])
    told = [
        _("Loud: %(sound)s dB(A) at its lowest speed.") % {"sound": number(sound)}
        if sound > 38
        else _("Its compressor is in the room: expect 45 to 60 dB(A).")
    ]
    if columns.kind[row] == PORTABLE and columns.dual_hose[row] != YES:
        told.append(_("One hose: it pulls outdoor air into the room while it runs."))
    return told


def _against_unknowns(found: Study, row: int) -> list[str]:
    columns = found.units
    told = []
    if columns.availability[row] == LEGACY:
        told.append(_("An older model: check that it is still sold."))
    elif columns.availability[row] != CURRENT:
        told.append(_("We do not know whether it is still sold: check first."))
    gap = max(
        (abs(float(gap[row])) for gap in found.curves.rating_gap.values() if gap[row] == gap[row]),
        default=0.0,
    )
    if gap > 0.1:
        told.append(
            _("Its published points and its published ratings differ by %(gap)s.")
            % {"gap": percent(gap)}
        )
    guessed = estimated(found, row)
    if guessed:
        names = joined(ESTIMATES[name] for name in guessed)
        told.append(_("Our estimate, not published: %(names)s.") % {"names": names})
    blank = {
        _("sound"): np.isnan(columns.sound_min_db[row]),
        _("voltage"): np.isnan(columns.volts[row]),
    }
    if any(blank.values()):
        names = joined(name for name, missing in blank.items() if missing)
        told.append(_("Not published: %(names)s.") % {"names": names})
    if found.bought.basis[row] == FROM_CLASS:
        told.append(_("No dated price: the price is the range of its class."))
    return told


def _cycling_reason(found: Study, row: int, *, units: str) -> list[str]:
    share = float(found.season.cycling_fraction[row])
    if share < 0.25:
        return []
    least = float(found.curves.min_heat_47_btu_h[row])
    need = found.mild_heat_btu_h
    if found.heating_wanted and least > need and found.heat_share > 0.3:
        return [
            _(
                "On a %(mild)s day the room needs %(need)s and it cannot go below %(least)s:"
                " it stops and starts in %(share)s of its hours."
            )
            % {
                "mild": temperature(MILD_DAY_F, units),
                "need": load_figure(need, units),
                "least": btu(least, units),
                "share": percent(share),
            }
        ]
    return [
        _("Stops and starts in %(share)s of its hours, because its lowest output is too high.")
        % {"share": percent(share)}
    ]


def estimated(found: Study, row: int) -> list[str]:
    """Codes of the figures of a unit that we estimated because they are not published."""
    told = found.curves.estimated
    return [
        name
        for name in ESTIMATES
        if bool(told[name][row])
        and (found.cooling_wanted if name in SUMMER_FIGURES else found.heating_wanted)
    ]


def unit_warnings(found: Study, row: int) -> list[str]:
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


REBATE_REASONS: dict[str, Text] = {
    incentives.ENDED: gettext_lazy("Ended on %(ends)s: it does not count."),
    incentives.ENDED_STATUS: gettext_lazy("Closed: it does not count."),
    incentives.NOT_STARTED: gettext_lazy("Begins on %(starts)s: it does not count yet."),
    incentives.PAUSED_STATUS: gettext_lazy("Paused: it does not count."),
    incentives.UNCHECKED: gettext_lazy(
        "We have not been able to check it lately, so it does not count: look at its own page."
    ),
    incentives.NEEDS_PROFESSIONAL: gettext_lazy("Only with a professional installation."),
    incentives.RATING_TOO_LOW: gettext_lazy("The rating of this unit is too low for it."),
    incentives.RATING_MISSING: gettext_lazy(
        "It asks for a rating that is not published for this unit."
    ),
    incentives.INCOME_RULE: gettext_lazy("It depends on your income, so we do not count it."),
}


def rebate(judged: incentives.Judged) -> str:
    """Why an incentive does not count, or what it asks for."""
    each = judged.incentive
    if judged.reason is None:
        return each.requirements
    return str(REBATE_REASONS[judged.reason]) % {
        "ends": day(each.ends_on),
        "starts": day(each.starts_on),
    }


def line_source(line: Line | None) -> str:
    """Where a cost line comes from, with its date, and what others say where they differ."""
    if line is None:
        return ""
    time = period(line.as_of)
    source = line.source
    if time not in source:
        source = _("%(source)s, as of %(time)s") % {"source": source, "time": time}
    if line.market_low is None or line.market_high is None:
        return source
    return _("Other guides say %(range)s. %(source)s") % {
        "source": source,
        "range": money_span(line.market_low, line.market_high),
    }


def market_note(found: Study, row: int, whole: Line | None) -> str | None:
    """The whole job as other guides price it, beside our sum of lines."""
    if whole is None or found.units.kind[row] != MINI_SPLIT:
        return None
    if whole.market_low is None or whole.market_high is None:
        return None
    return _(
        "Installed by a firm, one mini-split usually comes to %(ours)s; other guides and quotes"
        " say %(others)s. Ask three firms for a quote in lines."
    ) % {
        "ours": money_span(whole.low, whole.high),
        "others": money_span(whole.market_low, whole.market_high),
    }


def day(date_: date | None) -> str:
    """A day in the language: 31 December 2025."""
    return "" if date_ is None else _day(date_, get_language())


@lru_cache(maxsize=1000)
def _day(date_: date, language: str | None) -> str:  # noqa: ARG001  (dates read it)
    return date_format(date_, "DATE_FORMAT")


def price_note(found: Study, row: int, card: Card) -> str:
    """Where the price comes from, with its date."""
    basis = found.bought.basis[row]
    if basis in {FRESH, AGED} and card.price_seen is not None:
        seen = day(card.price_seen)
        if basis == FRESH:
            return _("Price seen on %(day)s.") % {"day": seen}
        return _("Price seen on %(day)s, ± 10 %% since then.") % {"day": seen}
    return _("No dated price for this model: the range of its class, %(time)s.") % {
        "time": period(PRICE_CLASSES[CLASS_KEYS[int(found.bought.price_class[row])]].as_of)
    }


PRICE_CLASS_NAMES: dict[tuple[int, str], Text] = {
    (MINI_SPLIT, ""): gettext_lazy("ordinary mini-splits"),
    (MINI_SPLIT, "cold"): gettext_lazy("cold-climate mini-splits"),
    (MINI_SPLIT, "diy"): gettext_lazy("kits to install yourself"),
    (WINDOW, ""): gettext_lazy("ordinary window units"),
    (WINDOW, "cold"): gettext_lazy("cold-climate window units"),
    (PORTABLE, ""): gettext_lazy("portables"),
}


def price_source(found: Study, row: int, card: Card) -> str:
    """Where a dated price comes from in full: its day and its shop; empty where there is none."""
    if found.bought.basis[row] == FROM_CLASS:
        return ""
    note = price_note(found, row, card)
    return f"{note} {card.price_shop}." if card.price_shop else note


def class_source(found: Study, index: int, *, units: str) -> str:
    """Where the range of a class comes from: its date, its source and what else we know.

    Where the class goes beyond the range of a general guide, both are told.
    """
    kind, group, most = CLASS_KEYS[index]
    known = PRICE_CLASSES[kind, group, most]
    if sum(key[:2] == (kind, group) for key in CLASS_KEYS) == 1:
        said = _("No dated price for this model: the range of %(class)s.")
    elif most == LARGEST_CLASS_BTU_H:
        said = _("No dated price for this model: the range of the largest %(class)s.")
    else:
        said = _("No dated price for this model: the range of %(class)s up to %(size)s.")
    told = [
        said % {"class": PRICE_CLASS_NAMES[kind, group], "size": btu(most, units)},
        _("%(source)s, as of %(time)s.") % {"source": known.source, "time": period(known.as_of)},
    ]
    seen = seen_in_class(found.units, found.bought, index)
    if seen is not None:
        low, high, newest = seen
        told.append(
            _("Dated prices of such units: %(range)s, the newest of %(day)s.")
            % {
                "range": money_span(round(low), round(high)),
                "day": day(date.fromordinal(newest)),
            }
        )
    seed_low, seed_high = SEED_PRICES[UNIT_TYPES[kind]]
    if known.prices[0] < seed_low or known.prices[2] > seed_high:
        told.append(
            _("A general guide says %(range)s for the type.")
            % {"range": money_span(seed_low, seed_high)}
        )
    return " ".join(told)


def break_even(found: Study, row: int) -> str | None:
    """At which COP, or at which price, the heat pump ties with the fuel that is there."""
    needed = break_even_cop(found)
    if needed is None or not found.heating_wanted:
        return None
    cop = float(found.season.seasonal_cop[row])
    now = found.rates.heat_now_usd_kwh or 0.0
    return _(
        "At %(price)s a kWh it must reach a COP of %(needed)s to tie with your %(now)s; here it"
        " reaches about %(cop)s. It ties at %(tie)s a kWh."
    ) % {
        "price": rate(found.rates.electricity_usd_kwh),
        "needed": number(needed, 1),
        "now": FUELS.get(found.answers.heating_now or "", ""),
        "cop": number(cop, 1),
        "tie": rate(now * cop),
    }


def switchover(found: Study, outdoor_f: float | None, *, units: str) -> str | None:
    """Below which outdoor temperature the fuel that is there heats for less."""
    if outdoor_f is None:
        return None
    return _("Below %(outdoor)s your %(now)s heats for less; above it the heat pump does.") % {
        "outdoor": temperature(outdoor_f, units),
        "now": FUELS.get(found.answers.heating_now or "", ""),
    }


def load_note(found: Study) -> str | None:
    """The largest line of the larger load and its cheapest remedy."""
    heating = found.heating_wanted and (
        not found.cooling_wanted or found.loads.heating.likely >= found.loads.cooling.likely
    )
    lines = found.loads.heating_lines if heating else found.loads.cooling_lines
    total = sum(lines.values())
    if total <= 0:
        return None
    name = max(lines, key=lambda key: lines[key])
    said = (
        _("%(line)s: %(share)s of the heating load; %(remedy)s.")
        if heating
        else _("%(line)s: %(share)s of the cooling load; %(remedy)s.")
    )
    text = said % {
        "line": LINES[name],
        "share": percent(lines[name] / total),
        "remedy": REMEDIES[name],
    }
    return text[:1].upper() + text[1:]


def assumption(found: Study, field: str, value: str | float, *, units: str) -> tuple[str, str, str]:
    """The question in words, the value in words, and why it was taken."""
    given = {"heating_now": found.answers.heating_now or "", "units": units}
    why = _usual(field) if isinstance(value, str) else _price_why(found, field) or _usual(field)
    return str(short_label(field)), taken(field, value, given), why


def taken(field: str, value: str | float, given: Mapping[str, str]) -> str:
    """What was taken for an open answer, in words; numbers are in US units."""
    if isinstance(value, str):
        return str(choice_label(field, value))
    units = given.get("units", "us")
    shown: dict[str, Callable[[float], str]] = {
        "hold": lambda v: temperature(v, units),
        "window_area": lambda v: str(area_figure(v, units)),
        "watts": lambda v: f"{number(v)}\u00a0W",
        "ceiling": lambda v: (
            f"{number(v, 1 if v % 1 else 0)}\u00a0{_('ft')}"
            if units != "metric"
            else f"{number(v * 0.3048, 1)}\u00a0m"
        ),
        "electricity_rate": lambda v: f"{rate(Decimal(str(v)))}/kWh",
    }
    if field in shown:
        return shown[field](float(value))
    return with_unit(field, value, given) if field in MONEY_ANSWERS else _plain(value)


def with_unit(field: str, value: float, given: Mapping[str, str]) -> str:
    """A number with the unit of its question: 2.5 % a year, $1.50 per therm."""
    words = str(unit(QUESTIONS[field], given))
    if words.startswith("$"):
        amount = rate(value) if field in PRICES else money(value)
        return f"{amount}{words.removeprefix('$')}"
    return f"{_plain(value)}\u00a0{words}"


def _price_why(found: Study, field: str) -> str:
    """Whose price it is, of when, and who publishes it."""
    prices, fuel = found.place.prices, found.rates.fuel
    name = {"electricity_rate": "electricity", "fuel_rate": fuel}.get(field)
    if name is None:
        return ""
    mean = mean_price(period(getattr(prices, f"{name}_as_of")), of_country=name in prices.stand_ins)
    source = getattr(prices, f"{name}_source")
    return f"{mean} ({source})" if source else mean


def mean_price(as_of: str, *, of_country: bool) -> str:
    """Whose mean a price is, and of when."""
    if not as_of:
        return _("the US mean") if of_country else _("the mean of your state")
    if of_country:
        return _("the US mean, %(time)s") % {"time": as_of}
    return _("the mean of your state, %(time)s") % {"time": as_of}


def period(as_of: str) -> str:
    """A time as exact as it is known: "2024", "April 2026", "30 March 2026"."""
    return _period(as_of, get_language())


@lru_cache(maxsize=1000)
def _period(as_of: str, language: str | None) -> str:  # noqa: ARG001  (dates read it)
    if not as_of.replace("-", "").isdigit():
        return as_of
    parts = [int(part) for part in as_of.split("-") if part]
    if len(parts) == 3:
        return day(date(parts[0], parts[1], parts[2]))
    if len(parts) == 2:
        return date_format(date(parts[0], parts[1], 1), "YEAR_MONTH_FORMAT")
    return as_of


def _plain(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def _usual(field: str) -> str:
    return str(USUAL.get(field, USUAL[""]))


def would_change(switches: list[tuple[str, str, bool]]) -> list[str]:
    """Sentences of ``(condition, name of the winner, whether it is the same unit)``.

    A condition begins small: where the same unit stays first, all of them share one sentence.
    """
    told, same = [], []
    for condition, winner, is_same in dict.fromkeys(switches):
        if is_same:
            same.append(condition)
        else:
            told.append(
                _("%(condition)s: %(winner)s.")
                % {"condition": capfirst(condition), "winner": winner}
            )
    if same:
        told.append(
            _("The same unit stays first %(conditions)s.") % {"conditions": "; ".join(same)}
        )
    return told
