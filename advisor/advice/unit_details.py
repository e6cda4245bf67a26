"""One unit in one room beyond what ranks it: its worst weeks, the neighbor, refrigerant, power."""

from dataclasses import dataclass

import numpy as np

from advisor.advice.eligible_rebates import market_note, program_facts
from advisor.advice.sentences import (
    neighbor_in_words,
    power_in_words,
    refrigerant_in_words,
    worst_week_in_words,
)
from advisor.advice.sentences.cautions import of_unit
from advisor.advice.setup import Setup, set_up
from advisor.engine.answers import Answers
from advisor.engine.incentives import REFRIGERANT, applicable
from advisor.engine.neighbor import is_sound_power, limit_at
from advisor.engine.off_grid import power_draw
from advisor.engine.study import Study
from advisor.engine.worst_week import WorstWeek, worst_week
from advisor.listing.inventory import Card


@dataclass(frozen=True, kw_only=True)
class Told:
    """One part: what one would conclude from it, and its sentences and figures."""

    conclusion: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class UnitDetails:
    warnings: tuple[str, ...]  # what costs money, comfort or more if missed of this unit
    weeks: tuple[WorstWeek, ...]  # the coldest, the hottest, as far as they are wanted
    weeks_told: Told
    neighbor: Told | None  # none of a unit without an outdoor side
    sound_is_known: bool  # outdoors
    refrigerant: Told
    power: Told
    market_note: str  # what its sum of lines is to be read with


def unit_details(answers: Answers, slug: str, *, units: str) -> UnitDetails | None:
    """The unit with this slug in the room of ``answers``; ``None`` for one that nobody knows.

    Raises ``advisor.reference.places.UnknownZip``.
    """
    setup = set_up(answers.zip, None)
    alone = setup.inventory.only(slug)
    if alone is None:
        return None
    study, card = setup.study(answers, alone), alone.cards[0]
    coldest = worst_week(study, 0, cold=True) if study.heating_wanted else None
    hottest = worst_week(study, 0, cold=False) if study.cooling_wanted else None
    weeks = tuple(week for week in (coldest, hottest) if week)
    return UnitDetails(
        warnings=tuple(of_unit(study, 0, card.refrigerant, units=units)),
        weeks=weeks,
        weeks_told=Told(
            conclusion="; ".join(
                worst_week_in_words.conclusion(week, units=units) for week in weeks
            ),
            lines=tuple(worst_week_in_words.lines(study, 0, weeks, units=units)),
        ),
        neighbor=_neighbor(setup, study, card, units=units),
        sound_is_known=not np.isnan(study.units.sound_outdoor_db[0]),
        refrigerant=_refrigerant(setup, study, card, units=units),
        power=_power(study, coldest, hottest, units=units),
        market_note=market_note(study, 0, setup.costs) or "",
    )


def _neighbor(setup: Setup, study: Study, card: Card, *, units: str) -> Told | None:
    if study.units.record(0).hose:
        return None
    sound = float(study.units.sound_outdoor_db[0])
    limit = neighbor_in_words.local_limit(limit_at(study.place.zip, setup.costs.noise_limits))
    if np.isnan(sound):
        return Told(
            conclusion=neighbor_in_words.ask(),
            lines=(*neighbor_in_words.not_published(), limit),
        )
    power = is_sound_power(card.sound_basis)
    found = neighbor_in_words.levels(sound, study.answers, power=power)
    return Told(
        conclusion=neighbor_in_words.conclusion(found, units=units),
        lines=(
            *neighbor_in_words.at_the_window(sound, study.answers, power=power, units=units),
            limit,
        ),
    )


def _refrigerant(setup: Setup, study: Study, card: Card, *, units: str) -> Told:
    judged = applicable(
        setup.costs.incentives,
        state=study.place.state,
        zip_code=study.place.zip,
        unit_type=study.units.record(0).key,
        facts=program_facts(study, 0, card),
        today=setup.today,
    )
    return Told(
        conclusion=refrigerant_in_words.conclusion(card.refrigerant),
        lines=tuple(
            refrigerant_in_words.lines(
                card.refrigerant,
                study.room.likely("area_ft2"),
                split=bool(study.units.split[0]),
                barring=[each.incentive.name for each in judged if each.reason == REFRIGERANT],
                units=units,
            )
        ),
    )


def _power(
    study: Study, coldest: WorstWeek | None, hottest: WorstWeek | None, *, units: str
) -> Told:
    draw = power_draw(study, 0, coldest=coldest, hottest=hottest)
    return Told(
        conclusion=power_in_words.conclusion(draw),
        lines=tuple(power_in_words.notes(study, 0, draw)),
        rows=tuple(power_in_words.rows(study, draw, units=units)),
    )
