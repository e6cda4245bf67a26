"""The figures of one room that may decide its headline, each computed when it is first asked for.

Every sentence of ``headline_table`` stands on a condition made of these, so that no headline says
what no figure proves.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from advisor.advice.proofs import fits, known_well, mostly_runs, short_at_design
from advisor.advice.sentences.work_facts import WorkFacts
from advisor.engine.baselines import doing_nothing, kept_upkeep_usd
from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F, BoolArray
from advisor.engine.needed import DEEP_GROUND_FT
from advisor.engine.openings import (
    Opening,
    needs_more_heat_than_any,
    opens_most,
    serve_for_heat,
    was_answered,
)
from advisor.engine.owning import owning, owning_usd, terms
from advisor.engine.place_limits import (
    WINDOW_HEAT_F,
    has_no_window,
    sleeve_may_be_placed,
    split_may_be_placed,
)
from advisor.engine.thin_air import output_factor
from advisor.engine.unit_types import RECORD_OF
from advisor.engine.verdict import costs_more_than_nothing_usd
from advisor.engine.yearly_saving import Saving, years_to_even

UNCLEAR_USD = 5.0
"""A saving or loss of a winter nearer to nothing than this is not worth a sentence."""
VERY_HOT_F = 105.0
MILD_WINTER_F, MILD_SUMMER_F = 35.0, 85.0
"""Design temperatures of a place where it hardly freezes and hardly gets hot."""
TIGHT, MUCH_TO_SPARE = 1.15, 1.5
"""Coverage of a load: under the first a unit has little to spare, over the second its size decides
nothing."""


@dataclass(frozen=True, kw_only=True, eq=False)
class HeadlineFacts(WorkFacts):
    """One room with its ranking, and what follows from the first pick; ``units`` of the words."""

    outcome: str
    saved: Saving | None  # of the first pick
    units: str

    @cached_property
    def row(self) -> int:
        """The first pick; only where one may be picked."""
        return int(self.ranking.order[0])

    @cached_property
    def cool(self) -> float:
        """Cooling load. [BTU/h]"""
        return self.study.loads.cooling.likely

    @cached_property
    def coldest_f(self) -> float:
        """The lowest limit of any unit, published or assumed. [°F]"""
        return float(self.study.curves.cutout_f.min())

    @property
    def colder_than_any(self) -> bool:
        return self.study.place.heating_design_f < self.coldest_f

    @cached_property
    def strongest(self) -> float:
        """The highest output of any unit that runs at the heating design temperature. [BTU/h]"""
        return float(self.study.capacity_at_design.max())

    @property
    def more_than_any(self) -> bool:
        """Whether the heat keeps units out and is more than any gives that runs in the cold."""
        kept_out = self._keeps_out("too_weak_heating").any()
        more = needs_more_heat_than_any(self.study)
        # What the answers alone keep out is told of the answers.
        return bool(kept_out) and more and not (self.colder_than_any or self.answers_away)

    @property
    def more_cooling_than_any(self) -> bool:
        """Whether the cooling alone keeps every unit out."""
        return bool(self._keeps_out("too_weak_cooling").all())

    def _keeps_out(self, code: str) -> BoolArray:
        """Units that the limit of this code keeps out."""
        found = (limit.excluded for limit in self.ranking.limits if limit.code == code)
        return next(found, np.zeros(len(self.study.units), dtype=bool))

    @cached_property
    def asks_for_cold_hoses(self) -> bool:
        """Whether only units with a hose are asked for, and none of them heats on the coldest
        typical night."""
        asked = [RECORD_OF[key] for key in self.study.answers.type]
        if not asked or not all(each.hose for each in asked) or not self.study.heating_wanted:
            return False
        hoses = self.study.units.of_type(lambda each: each.hose).astype(bool)
        return not self.study.capacity_at_design[hoses].any()

    @cached_property
    def split(self) -> bool:
        return bool(self.study.units.split[self.row])

    @cached_property
    def least_heat(self) -> float:
        """The lowest output at 47 °F of all that serve. [BTU/h]"""
        return float(self.study.curves.min_heat_47_btu_h[self.ranking.order].min())

    @cached_property
    def guessed_least(self) -> bool:
        """Whether the lowest of these outputs is our estimate."""
        lowest = self.ranking.order[
            self.study.curves.min_heat_47_btu_h[self.ranking.order].argmin()
        ]
        return bool(self.study.curves.estimated["min_output"][lowest])

    @cached_property
    def least_cool(self) -> float:
        """The lowest cooling at 82 °F of all that serve. [BTU/h]"""
        return float(self.study.curves.min_cool_82_btu_h[self.ranking.order].min())

    @cached_property
    def times_too_strong(self) -> float:
        """The lowest output of all that serve over what a mild day needs; 0 without a winter that
        counts."""
        need = self.study.mild_heat_btu_h
        counts = self.needs_heat and need > 0 and self.study.heat_share > 0.3
        return self.least_heat / need if counts else 0.0

    @cached_property
    def least_at_design(self) -> float:
        """The lowest output at the heating design temperature of all that serve. [BTU/h]"""
        at = weights(HEATING_GRID_F, np.array([self.study.place.heating_design_f]))
        return float((self.study.curves.heat_least[self.ranking.order] @ at).min())

    @cached_property
    def times_too_cold(self) -> float:
        """The lowest cooling of all that serve over half the cooling load: a mild summer day."""
        half = self.cool / 2
        return self.least_cool / half if self.study.cooling_wanted and half > 0 else 0.0

    @cached_property
    def extra_usd(self) -> float:
        """What the first pick costs more than going on as it is, over the years. [$]"""
        return costs_more_than_nothing_usd(self.study, self.row)

    @cached_property
    def owning_usd(self) -> float:
        """Owning the first pick over the years, in today's money. [$]"""
        return float(owning_usd(self.study, [self.row], terms(self.study.answers))[0])

    @cached_property
    def energy_usd(self) -> float:
        """The bills of the first pick over the years, as a part of ``owning_usd``. [$]"""
        counted = terms(self.study.answers)
        return float(owning(self.study, [self.row], counted)["energy"][0])

    @cached_property
    def nothing_usd(self) -> float:
        """Going on as it is, over the years. [$]"""
        nothing = doing_nothing(self.study, terms(self.study.answers))
        return 0.0 if nothing is None else nothing.total_usd

    @cached_property
    def winter_usd(self) -> float | None:
        """What heating with the first pick saves a winter against now. [$]"""
        heating = self.saved.heating if self.saved else None
        return None if heating is None else heating.likely

    @property
    def loses(self) -> bool:
        return self.winter_usd is not None and self.winter_usd < -UNCLEAR_USD

    @cached_property
    def surely_saves(self) -> bool:
        """Whether the low end of the saving is one, too."""
        return self.saved is not None and self.saved.low > 0

    @cached_property
    def years_to_even(self) -> float | None:
        """Years until the first pick has paid for itself, its upkeep counted; ``None``: never, or
        nothing to compare with."""
        if self.saved is None:
            return None
        counted = terms(self.study.answers)
        upkeep = counted.upkeep_usd[self.kind] - kept_upkeep_usd(self.study, counted)
        paid = float(self.study.upfront.total[self.row, 1])
        return years_to_even(paid, self.saved.likely - upkeep)

    @cached_property
    def life_years(self) -> float:
        return terms(self.study.answers).life_years[self.kind]

    @property
    def kind(self) -> str:
        return self.study.units.record(self.row).key

    @cached_property
    def coverage(self) -> float:
        """Output of the first pick on the coldest typical night against the need."""
        return float(self.study.heating_coverage[self.row])

    @cached_property
    def cycles(self) -> float:
        return float(self.study.season.cycling_fraction[self.row])

    @property
    def mostly_runs(self) -> bool:
        return mostly_runs(self.study, self.row)

    @cached_property
    def hours_below(self) -> float:
        """Hours a year below a published limit of the first pick; 0 where it is not published."""
        if self.study.curves.estimated["cutout"][self.row] or not self.needs_heat:
            return 0.0
        return float(self.study.season.hours_below_cutout[self.row])

    @cached_property
    def cooling_share(self) -> float:
        return 1 - self.study.heat_share

    @cached_property
    def glass_share(self) -> float:
        """Share of the cooling load that comes through the glass."""
        lines = self.study.loads.cooling_lines
        total = sum(lines.values())
        glass = sum(value for name, value in lines.items() if name.startswith("windows"))
        return glass / total if total > 0 and self.study.cooling_wanted else 0.0

    @cached_property
    def thin_air(self) -> float:
        """Share of its output that a unit loses to the height of the place."""
        return 1 - output_factor(self.study.place.elevation_ft)

    @cached_property
    def price_width(self) -> float:
        """The high end of the installed price over the low end."""
        low, _typical, high = self.study.upfront.total[self.row]
        return float(high / low) if low > 0 else 1.0

    @property
    def tied(self) -> int:
        return len(self.ranking.ties)

    @cached_property
    def size_now(self) -> float:
        return float(self.study.units.cooling_btu_h[self.row])

    @cached_property
    def fits_and_is_known(self) -> bool:
        """Whether both loads are met, it mostly runs through, and nothing of it is estimated."""
        return fits(self.study, self.row) and known_well(self.study, self.row)

    @property
    def rents_without_heat(self) -> bool:
        """Whether the room of a tenant has no heat, and no unit that may go in brings it."""
        without = self.study.heating_wanted and not self.study.other_heat
        rents = self.study.answers.tenure == "rent"
        return without and rents and not serve_for_heat(self.study, self.ranking)

    @property
    def no_opening(self) -> bool:
        shut = has_no_window(self.study.answers) and not split_may_be_placed(self.study)
        return shut and not sleeve_may_be_placed(self.study)

    @property
    def only_a_sleeve(self) -> bool:
        """Whether nothing but a unit in an opening of its own in the wall can go in."""
        shut = has_no_window(self.study.answers) and not split_may_be_placed(self.study)
        return shut and sleeve_may_be_placed(self.study)

    @cached_property
    def opening(self) -> Opening | None:
        """The fewest answers that were given without which a unit would do."""
        found = next(iter(opens_most(self.study, self.ranking, told=1)), None)
        return found if found is not None and was_answered(self.study, found) else None

    @property
    def answers_away(self) -> int:
        return 0 if self.opening is None else len(self.opening.limits)

    @property
    def let_in(self) -> int:
        """How many units would do without these answers."""
        return 0 if self.opening is None else self.opening.count

    @property
    def loses_too_much(self) -> bool:
        """Whether the loss of the room keeps units out that would run in its cold."""
        others = self.study.other_heat or serve_for_heat(self.study, self.ranking)
        return self.glass_first and not others and not self.colder_than_any

    @property
    def only_for_mild_days(self) -> bool:
        """Whether heat is wanted of a unit in one piece where it gets too cold for one."""
        colder = self.study.place.heating_design_f < WINDOW_HEAT_F
        return self.needs_heat and colder and not self.split

    @property
    def small_hookup(self) -> bool:
        answers = self.study.answers
        return answers.space == "rv" and answers.hookup in {"shore_30", "house_115"}

    @cached_property
    def only_hoses(self) -> bool:
        """Whether all that serve have a hose, heat is wanted, and the first has a known limit."""
        hoses = self.study.units.of_type(lambda each: each.hose).astype(bool)
        return self.needs_heat and bool(hoses[self.ranking.order].all())

    @property
    def pays_in_its_life(self) -> bool:
        even = self.years_to_even
        return even is not None and even <= self.life_years

    @property
    def pays_back(self) -> bool:
        """Within its usual life, in today's money as well, and at the low end of the saving too it
        saves something."""
        return self.pays_in_its_life and self.surely_saves and self.extra_usd <= 0

    @property
    def never_pays(self) -> bool:
        """Whether what it saves is known, and less than it costs within its usual life."""
        even = self.years_to_even
        return self.saved is not None and (even is None or even > self.life_years)

    @property
    def cools_anew(self) -> bool:
        """Whether it brings cooling where there is none."""
        return self.study.cooling_wanted and self.study.answers.cooled_by == "none"

    @property
    def adds_usd(self) -> float:
        """What a year costs more with it than now. [$]"""
        return 0.0 if self.saved is None else -self.saved.likely

    @property
    def asked_for_unknown_sound(self) -> bool:
        sound = self.study.units.sound_min_db[self.row]
        return "quiet" in self.study.answers.priorities and bool(np.isnan(sound))

    @property
    def short_at_design(self) -> bool:
        return short_at_design(self.study, self.row)

    @property
    def below_ground(self) -> bool:
        return self.study.room.likely("below_grade_ft") > DEEP_GROUND_FT

    @property
    def never_that_low(self) -> bool:
        """Whether even the heating load is less than the lowest output of all that serve."""
        counts = self.study.heat_share > 0.15
        return self.needs_heat and counts and self.least_at_design > self.heat

    @property
    def very_hot(self) -> bool:
        return self.study.place.cooling_design_f >= VERY_HOT_F

    @property
    def cooling_decides_size(self) -> bool:
        """Whether the first pick has little cooling to spare."""
        coverage = float(self.study.cooling_coverage[self.row])
        return self.study.cooling_wanted and coverage < MUCH_TO_SPARE

    @property
    def mild(self) -> bool:
        place = self.study.place
        return place.heating_design_f >= MILD_WINTER_F and place.cooling_design_f <= MILD_SUMMER_F

    @cached_property
    def bill(self) -> float:
        """What the first pick costs to run. [$ a year]"""
        return float(self.study.running_usd[self.row])

    @property
    def tight_size(self) -> bool:
        """Whether the height of the place decides: without it the first pick has much to spare."""
        cools = self.study.cooling_wanted and self.study.cooling_coverage[self.row] < TIGHT
        return bool(cools or (self.needs_heat and self.coverage < TIGHT))

    @property
    def both_wanted(self) -> bool:
        return self.study.cooling_wanted and self.needs_heat

    @cached_property
    def first_share(self) -> float:
        return float(self.ranking.first_share[self.row])
