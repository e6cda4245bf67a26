"""What may lead an answer, as data: how much each fact decides, its sentence and its two bars.

The entry with the highest score leads; of equal ones the first. A score of 0 means that the
sentence is not true of the room. Scores stand in bands: what turns the answer round (80 and more),
what a buyer must know before anything else (60 to 79), what makes the match good or bad (40 to 59),
and what is left to say of a room where none of this is the case (under 40).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from advisor.advice.contract import Pair
from advisor.advice.sentences import pairs
from advisor.advice.sentences.headline_facts import UNCLEAR_USD, HeadlineFacts
from advisor.advice.sentences.one_answer import KEEPS_OUT, keeps_out
from advisor.advice.sentences.rent_in_words import (
    NEXT_TO_NO_HEAT,
    cools_for_less,
    plain_and_pump,
)
from advisor.advice.sentences.words import Text
from advisor.advice.sentences.work_facts import where_the_lead_is
from advisor.advice.sentences.worst_week_in_words import cold_room
from advisor.engine.openings import serve_for_cooling, serve_for_heat
from advisor.engine.unit_types import RECORD_OF

Score = Callable[[HeadlineFacts], float]


@dataclass(frozen=True, kw_only=True)
class Leads:
    """A sentence that may lead; ``text`` names figures of ``headline_words.FIGURES``."""

    key: str
    score: Score
    text: Text
    pair: Callable[[HeadlineFacts], Pair | None] = pairs.none


REFUSE = (
    Leads(
        key="portable_gives_no_heat",
        score=lambda f: 90 * f.asks_for_cold_hoses,
        text=gettext_lazy(
            "Do not buy a portable to heat %(this)s. At %(winter)s it gives no heat."
        ),
    ),
    Leads(
        key="no_opening",
        score=lambda f: 80 * f.no_opening,
        text=gettext_lazy(
            "No window opens and no mini-split is allowed: nothing can go into %(this)s."
        ),
    ),
    Leads(
        key="only_a_sleeve",
        score=lambda f: 79 * f.only_a_sleeve,
        text=gettext_lazy("No unit on our list serves %(this)s: ask about a through-wall unit."),
    ),
    Leads(
        key="more_than_any",
        score=lambda f: 75 * f.more_than_any,
        text=gettext_lazy("At %(winter)s %(this)s needs more heat than any room unit gives."),
        pair=pairs.need_and_strongest,
    ),
    Leads(
        key="more_cooling_than_any",
        score=lambda f: 74 * f.more_cooling_than_any,
        text=gettext_lazy(
            "On the hottest day %(this)s needs more cooling than any room unit gives."
        ),
        pair=pairs.need_and_strongest_cooling,
    ),
    Leads(
        key="no_only_heat",
        score=lambda f: 72 * f.loses_too_much,
        text=gettext_lazy("No room unit should be the only heat of %(this)s: it loses too much."),
        pair=pairs.loss_and_most,
    ),
    Leads(
        key="tenant_without_heat",
        score=lambda f: 70 * f.rents_without_heat,
        text=gettext_lazy(
            "At %(winter)s nothing you may put in heats %(this)s: ask for heat in writing."
        ),
    ),
    Leads(
        key="colder_than_any",
        score=lambda f: 60 * (f.study.heating_wanted and f.colder_than_any),
        text=gettext_lazy(
            "Nights here reach %(winter)s. No unit we know of heats below %(coldest)s."
        ),
    ),
    *(
        Leads(key=f"without_{name}", score=keeps_out(name, score=51), text=text)
        for name, text in KEEPS_OUT.items()
    ),
    Leads(
        key="nothing_cools_enough",
        score=lambda f: (
            50.6
            * (serve_for_heat(f.study, f.ranking) and not serve_for_cooling(f.study, f.ranking))
        ),
        text=gettext_lazy("No unit you may put in cools %(this)s enough: it needs %(cool)s."),
    ),
    Leads(
        key="one_of_heat_and_cooling",
        score=lambda f: 50.5 * serve_for_heat(f.study, f.ranking),
        text=gettext_lazy("No unit you may put in heats and cools %(this)s: some do only one."),
    ),
    Leads(
        key="one_answer_away",
        score=lambda f: 50 * (f.answers_away == 1),
        text=gettext_lazy(
            "One of your answers keeps out every unit: without it %(let_in)s would do."
        ),
    ),
    Leads(
        key="answers_away",
        score=lambda f: 40 * (f.answers_away > 1),
        text=gettext_lazy(
            "%(answers)s of your answers together keep out every unit: see which to change."
        ),
    ),
    Leads(
        key="nothing",
        score=lambda _f: 1,
        text=gettext_lazy("Nothing in our catalog is right for %(this)s as it is."),
    ),
)
KEEP = (
    Leads(
        key="keep_the_heater",
        score=lambda f: 90 * f.glass_first,
        text=gettext_lazy(
            "Keep the heater: %(this)s loses more heat than one unit can fairly bring."
        ),
        pair=pairs.loss_and_most,
    ),
    Leads(
        key="keep_the_rent",
        score=lambda f: 80 * f.study.heat_included,
        text=gettext_lazy(
            "Your heat is in the rent: a heat pump for heat alone saves you nothing."
        ),
    ),
    Leads(
        key="keep_in_the_cold",
        score=lambda f: 75 * (f.hours_below >= 1 and f.extra_usd > 0 and not f.loses),
        text=gettext_lazy(
            "Keep your %(now)s: our pick stops below %(limit)s, when you need heat most."
        ),
        pair=pairs.over_the_years,
    ),
    Leads(
        key="keep_and_too_strong",
        score=lambda f: 72 * (f.times_too_strong > 1.75 and f.loses),
        text=gettext_lazy(
            "Keep your %(now)s: our pick is too strong and costs %(loss)s more a winter."
        ),
        pair=pairs.mild_day,
    ),
    Leads(
        key="keep_too_little_to_heat",
        score=lambda f: 65 * (f.times_too_strong > 1.25 and f.extra_usd > 0 and not f.loses),
        text=gettext_lazy(
            "Keep your %(now)s: a unit for so little costs about %(extra)s more in %(horizon)s"
            " years."
        ),
        pair=pairs.over_the_years,
    ),
    Leads(
        key="keep_the_fuel",
        score=lambda f: 70 * f.loses,
        text=gettext_lazy(
            "Keep your %(now)s. Our first pick would cost about %(loss)s more each winter."
        ),
        pair=pairs.winter_bills,
    ),
    Leads(
        key="keep_over_the_years",
        score=lambda f: 60 * (f.extra_usd > 0),
        text=gettext_lazy(
            "Keep your %(now)s: over %(horizon)s years a heat pump costs about %(extra)s more."
        ),
        pair=pairs.over_the_years,
    ),
    Leads(
        key="keep_what_is_there",
        score=lambda _f: 1,
        text=gettext_lazy(
            "Keep your %(now)s: what a heat pump saves here is less than its upkeep."
        ),
        pair=pairs.winter_bills,
    ),
)
IMPROVE = (
    Leads(
        key="first_glass",
        score=lambda f: 92 * (f.works_on_heat and f.lead_code == "glass"),
        text=gettext_lazy(
            "Storm windows or low-e glass first: %(this)s then needs %(cut)s less heat."
        ),
        pair=pairs.lead_on_heat,
    ),
    Leads(
        key="work_decides",
        score=lambda f: 90 * f.work_decides,
        text=gettext_lazy(
            "As it is, no unit carries a night of %(winter)s. Fix the room, then buy."
        ),
        pair=pairs.work_on_heat,
    ),
    Leads(
        key="work_pays_soon",
        score=lambda f: 80 * (f.work_pays_years is not None and 0 < f.work_pays_years < 3.5),
        text=gettext_lazy(
            "Fix %(this)s first: lower bills pay for the work in about %(work_years)s."
        ),
        pair=pairs.work_on_heat,
    ),
    Leads(
        key="work_halves",
        score=lambda f: 75 * (f.works_on_heat and f.cut_all >= 0.5),
        text=gettext_lazy(
            "Fix %(this)s first: for %(cost)s of work it needs %(cut_all)s less heat."
        ),
        pair=pairs.work_on_heat,
    ),
    Leads(
        key="work_takes_a_smaller_unit",
        score=lambda f: 65 * (f.works_on_heat and 0 < f.size_after_work <= 0.75 * f.size_now),
        text=gettext_lazy(
            "Insulate first: a unit rated %(size_after)s will then do in place of %(size_now)s."
        ),
        pair=pairs.work_on_heat,
    ),
    *(
        Leads(
            key=f"first_{codes[0]}",
            score=where_the_lead_is(*codes, score=60),
            text=text,
            pair=pairs.lead_on_heat,
        )
        for codes, text in (
            (
                ("air_sealing", "caulk"),
                gettext_lazy(
                    "Seal the leaks first. That alone takes %(cut)s off the heat it needs."
                ),
            ),
            (
                ("film",),
                gettext_lazy("Put film on the windows first: that saves %(cut)s of the heat."),
            ),
            (
                ("floor",),
                gettext_lazy(
                    "Insulate the floor or skirt it first: that saves %(cut)s of the heat."
                ),
            ),
            (
                ("slab_edge",),
                gettext_lazy(
                    "Insulate the slab’s edge before you buy: that saves %(cut)s of the heat."
                ),
            ),
            (
                ("garage_door",),
                gettext_lazy("Insulate the garage door first, for %(cut)s less heat. Then buy."),
            ),
            (
                ("roof",),
                gettext_lazy("Insulate the ceiling first, and %(this)s needs %(cut)s less heat."),
            ),
            (
                ("walls",),
                gettext_lazy("The walls come first: insulated, they save %(cut)s of the heat."),
            ),
        )
    ),
    Leads(
        key="shut_the_heat_out",
        score=lambda f: 55 * (not f.works_on_heat and 0 < f.size_after_work < f.size_now),
        text=gettext_lazy(
            "Keep heat out first: a unit rated %(size_after)s will then do, not %(size_now)s."
        ),
        pair=pairs.work_on_cooling,
    ),
    Leads(
        key="fix_first",
        score=lambda _f: 1,
        text=gettext_lazy("Fix the room first: %(this)s then needs %(cut_all)s less."),
    ),
)
TURNS_ROUND = (
    Leads(
        key="too_strong",
        score=lambda f: 95 * (f.ranking.relaxed == "too_strong"),
        text=gettext_lazy("Every unit that may go in is too strong for %(this)s; this one least."),
        pair=pairs.mild_day,
    ),
    Leads(
        key="plain_cooling_for_less",
        score=lambda f: 91 * (f.study.heat_included and cools_for_less(f) is not None),
        text=gettext_lazy(
            "Heat is in your rent. %(Cooler)s cools for %(cooler_less)s less in %(horizon)s years."
        ),
        pair=plain_and_pump,
    ),
    Leads(
        key="plain_cooling_now_and_then",
        score=lambda f: 90.5 * (f.study.answers.use == "occasional" and bool(cools_for_less(f))),
        text=gettext_lazy(
            "Used now and then. %(Cooler)s cools for %(cooler_less)s less in %(horizon)s years."
        ),
        pair=plain_and_pump,
    ),
    Leads(
        key="heat_in_the_rent",
        score=lambda f: 90 * (f.study.heat_included and f.study.cooling_wanted),
        text=gettext_lazy("Heat is in your rent, so pick a heat pump for summer."),
        pair=pairs.heat_in_the_rent,
    ),
    Leads(
        key="buy_it_to_cool",
        score=lambda f: 88 * f.loses,
        text=gettext_lazy("Buy it to cool. Heating with it costs about %(loss)s more each winter."),
        pair=pairs.winter_bills,
    ),
    Leads(
        key="for_mild_days",
        score=lambda f: 86 * f.only_for_mild_days,
        text=gettext_lazy("For summer and mild days only: at %(winter)s it takes another heater."),
        pair=pairs.coldest_night,
    ),
    Leads(
        key="on_a_small_hookup",
        score=lambda f: 84 * f.small_hookup,
        text=gettext_lazy(
            "Your hookup carries one unit at a time: do not run it with the roof unit."
        ),
    ),
    Leads(
        key="cools_in_winter",
        score=lambda f: 82 * f.study.cools_in_winter,
        text=gettext_lazy(
            "%(This)s needs cooling even in winter: that decides which unit can do it."
        ),
        pair=pairs.both_seasons,
    ),
    Leads(
        key="only_a_portable",
        score=lambda f: 80 * f.only_hoses,
        text=gettext_lazy("Only a portable can go in here, and it stops heating below %(limit)s."),
    ),
)
MUST_KNOW = (
    Leads(
        key="pays_back",
        score=lambda f: 78 * (f.pays_back and bool(f.winter_usd and f.winter_usd > 0)),
        text=gettext_lazy("It pays for itself in about %(even)s against your %(now)s."),
        pair=pairs.price_and_saving,
    ),
    Leads(
        key="pays_back_by_cooling",
        score=lambda f: 77.5 * f.pays_back,
        text=gettext_lazy("It cools for so much less that it pays for itself in about %(even)s."),
        pair=pairs.price_and_saving,
    ),
    Leads(
        key="comfort_and_too_strong",
        score=lambda f: 77 * (f.never_pays and f.times_too_strong > 1.25),
        text=gettext_lazy(
            "Every unit that may go in is too strong here. Buy for comfort, not to save."
        ),
        pair=pairs.mild_day,
    ),
    Leads(
        key="sound_unknown",
        score=lambda f: 75 * f.asked_for_unknown_sound,
        text=gettext_lazy(
            "No sound level is published for our pick: ask to hear it before you buy."
        ),
    ),
    Leads(
        key="now_and_then",
        score=lambda f: 74 * (f.study.answers.use == "occasional"),
        text=gettext_lazy(
            "Used now and then, it costs about %(bill)s a year to run: choose by price."
        ),
        pair=pairs.bill_and_price,
    ),
    Leads(
        key="no_outside_wall",
        score=lambda f: 73 * (f.study.answers.exterior_walls == 0 and f.split),
        text=gettext_lazy(
            "No wall faces outdoors: whether pipes can get out decides. Ask that first."
        ),
    ),
    Leads(
        key="falls_in_the_coldest_week",
        score=lambda f: 72 * (f.short_at_design and cold_room(f.study, f.row) is not None),
        text=gettext_lazy(
            "Our pick lets the room fall to about %(fall)s in the coldest week. Keep another"
            " heater."
        ),
        pair=pairs.coldest_night,
    ),
    Leads(
        key="short_on_the_coldest_night",
        score=lambda f: 72 * f.short_at_design,
        text=gettext_lazy(
            "At %(winter)s our pick gives about %(share)s of the heat. Keep another heater."
        ),
        pair=pairs.coldest_night,
    ),
    Leads(
        key="ground_cools",
        score=lambda f: 70 * (f.below_ground and f.cooling_share < 0.02),
        text=gettext_lazy("The ground keeps %(this)s cool. Choose a unit for its heat alone."),
        pair=pairs.both_seasons,
    ),
    Leads(
        key="stops_in_the_cold",
        score=lambda f: 68 * (f.hours_below >= 1),
        text=gettext_lazy(
            "Our pick stops below %(limit)s, %(below)s a year here. Keep another heater."
        ),
    ),
    Leads(
        key="least_beats_the_coldest_night",
        score=lambda f: 60 + 2 * f.cycles if f.never_that_low else 0,
        text=gettext_lazy(
            "Even at %(winter)s no unit that may go in goes as low as %(this)s needs."
        ),
        pair=pairs.coldest_night_least,
    ),
)
MATCH = (
    Leads(
        key="hot_afternoons",
        score=lambda f: 58 * (f.very_hot and f.cooling_decides_size and f.cooling_share > 0.5),
        text=gettext_lazy("Afternoons of %(summer)s decide: %(this)s needs %(cool)s of cooling."),
        pair=pairs.hottest_day,
    ),
    Leads(
        key="too_cold_for_summer",
        score=lambda f: 59 * (f.times_too_cold > 1.1 and f.cooling_share > 0.6),
        text=gettext_lazy(
            "Mild days ask for little: the gentlest that may go in cools %(times_cold)s times as"
            " much."
        ),
        pair=pairs.lowest_cooling,
    ),
    Leads(
        key="twice_too_strong",
        score=lambda f: 56 * (f.times_too_strong >= 1.75),
        text=gettext_lazy(
            "Mild days ask for little: the gentlest that may go in gives %(times)s times as much."
        ),
        pair=pairs.mild_day,
    ),
    Leads(
        key="glass_decides",
        score=lambda f: (
            (40 + 30 * f.glass_share) * (f.glass_share > 0.45 and f.cooling_share > 0.3)
        ),
        text=gettext_lazy(
            "The glass lets in %(glass)s of the summer heat: shade it, and less is to be cooled."
        ),
        pair=pairs.glass_and_rest,
    ),
    Leads(
        key="no_winter",
        score=lambda f: 56 * (f.study.heating_wanted and f.study.heat_share < NEXT_TO_NO_HEAT),
        text=gettext_lazy("%(This)s needs heat on next to no day: pay for cooling, not for heat."),
        pair=pairs.both_seasons,
    ),
    Leads(
        key="damp_heat",
        score=lambda f: 54 * (f.study.loads.humid and f.cooling_share > 0.9 and f.mostly_runs),
        text=gettext_lazy(
            "Damp heat decides: choose the unit that runs longest, not the strongest."
        ),
        pair=pairs.lowest_cooling,
    ),
    Leads(
        key="winter_hardly_counts",
        score=lambda f: 52 * (f.cooling_share > 0.85 and f.study.heating_wanted),
        text=gettext_lazy(
            "Winter hardly counts here: choose by how a unit cools, not how it heats."
        ),
        pair=pairs.both_seasons,
    ),
    Leads(
        key="cooling_outweighs",
        score=lambda f: 53 * (f.cools_anew and f.adds_usd >= UNCLEAR_USD and not f.loses),
        text=gettext_lazy("You buy summer comfort: it adds about %(adds)s a year to your bills."),
        pair=pairs.bill_and_price,
    ),
    Leads(
        key="saves_too_little",
        score=lambda f: 52 * (f.never_pays and f.surely_saves),
        text=gettext_lazy(
            "It saves about %(saving)s a year, too little to pay for it: buy for comfort."
        ),
        pair=pairs.price_and_saving,
    ),
    Leads(
        key="comfort",
        score=lambda f: 51 * f.never_pays,
        text=gettext_lazy("It will not pay for itself in its %(life)s years: buy it for comfort."),
        pair=pairs.price_and_saving,
    ),
    Leads(
        key="too_strong_on_mild_days",
        score=lambda f: 50 * (f.times_too_strong > 1.1),
        text=gettext_lazy(
            "On mild days every unit that may go in is too strong: it stops and starts."
        ),
        pair=pairs.mild_day,
    ),
    Leads(
        key="mild_place",
        score=lambda f: 48 * (f.mild and f.bill < 100),
        text=gettext_lazy("Mild weather: it runs on about %(bill)s a year, so the price decides."),
        pair=pairs.bill_and_price,
    ),
    Leads(
        key="thin_air",
        score=lambda f: 46 * (f.thin_air > 0.05 and f.tight_size),
        text=gettext_lazy(
            "At %(height)s thin air takes %(thin)s off every unit: size it for that."
        ),
    ),
    Leads(
        key="proven",
        score=lambda f: 45 * (f.fits_and_is_known),
        text=gettext_lazy(
            "It meets the coldest night and the hottest day, and mostly runs steadily."
        ),
        pair=pairs.coldest_night,
    ),
)
LEFT_TO_SAY = (
    Leads(
        key="all_winter",
        score=lambda f: 39 * (f.study.cooling_wanted and f.cooling_share < 0.05),
        text=gettext_lazy(
            "Nearly all of its work is heat: choose by winter, not by the nameplate."
        ),
        pair=pairs.both_seasons,
    ),
    Leads(
        key="summer_sets_the_size",
        score=lambda f: 36 * (f.both_wanted and f.cool > 1.1 * f.heat),
        text=gettext_lazy("Summer sets the size: %(cool)s of cooling against %(heat)s of heat."),
        pair=pairs.both_loads,
    ),
    Leads(
        key="winter_sets_the_size",
        score=lambda f: 36 * (f.both_wanted and f.heat > 1.2 * f.cool),
        text=gettext_lazy("Winter sets the size: %(heat)s of heat against %(cool)s of cooling."),
        pair=pairs.both_loads,
    ),
    Leads(
        key="equal_units",
        score=lambda f: 34 * (f.tied >= 2 and f.first_share < 0.6),
        text=gettext_lazy("%(tied)s units are about equal for %(this)s: choose by price."),
    ),
    Leads(
        key="quotes_differ",
        score=lambda f: 32 * (f.price_width > 2 and RECORD_OF[f.kind].needs_installer),
        text=gettext_lazy("Prices run from %(low)s to %(high)s installed: three quotes decide."),
        pair=pairs.price_range,
    ),
    Leads(
        key="prices_differ",
        score=lambda f: 32 * (f.price_width > 2 and not RECORD_OF[f.kind].needs_installer),
        text=gettext_lazy("Its price may be anything from %(low)s to %(high)s: compare stores."),
        pair=pairs.price_range,
    ),
    Leads(
        key="plain",
        score=lambda _f: 1,
        text=gettext_lazy("%(This)s needs %(heat)s of heat and %(cool)s of cooling at most."),
        pair=pairs.both_loads,
    ),
)
TABLES: dict[str, tuple[Leads, ...]] = {
    "refuse": REFUSE,
    "keep": KEEP,
    "improve_first": IMPROVE,
    "recommend": (*TURNS_ROUND, *MUST_KNOW, *MATCH, *LEFT_TO_SAY),
}
"""Outcome → what may lead there."""
