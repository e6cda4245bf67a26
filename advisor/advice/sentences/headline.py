"""The verdict in one sentence."""

from django.utils.translation import gettext as _

from advisor.advice.sentences.words import FUELS, STEPS, joined
from advisor.engine.improvement import Improvement, glass_first
from advisor.engine.owning import HORIZON_YEARS
from advisor.engine.place_limits import WINDOW_HEAT_F
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.unit_types import RECORD_OF
from advisor.engine.verdict import costs_more_than_nothing_usd, works_on_heat
from advisor.engine.yearly_saving import Saving
from advisor.formatting.numbers import (
    money,
    temperature,
)
from advisor.formatting.unit_names import WORDS


def headline(
    study: Study,
    ranking: Ranking,
    *,
    outcome: str,
    improvement: Improvement | None,
    best_saving: Saving | None,
    units: str,
) -> str:
    """The verdict in one sentence, with the money where it is lost."""
    if outcome == "refuse":
        return _refusal(study, units=units)
    words = {
        "type": WORDS[study.units.record(ranking.order[0]).key].in_sentence,
        "now": FUELS.get(study.answers.heating_now or "", ""),
        "more": _winter_loss(best_saving),
        "steps": joined(STEPS[step.code] for step in improvement.steps[:2]) if improvement else "",
    }
    if outcome == "keep":
        extra = costs_more_than_nothing_usd(study, int(ranking.order[0]))
        words |= {"extra": money(max(100, round(extra, -2))), "years": str(HORIZON_YEARS)}
    said = _of_the_room(study, best_saving, outcome=outcome, improvement=improvement)
    return (said or _of_the_unit(study, ranking, best_saving)) % words


def _of_the_room(
    study: Study, best_saving: Saving | None, *, outcome: str, improvement: Improvement | None
) -> str:
    """What comes before any unit, "" where nothing does."""
    sentences = (
        (
            outcome == "keep" and glass_first(study),
            _(
                "Keep the heater that is there: so much glass and wall loses more heat than a unit"
                " for one room can bring at a fair price."
            ),
        ),
        (
            outcome == "keep" and study.heat_included,
            _("Your heat is in the rent: a heat pump for heat alone saves you nothing."),
        ),
        (
            outcome == "keep" and _loses(best_saving),
            _("Keep your %(now)s: a heat pump would cost about %(more)s more each winter."),
        ),
        (
            outcome == "keep",
            _(
                "Keep your %(now)s: over %(years)s years a heat pump costs about %(extra)s more"
                " than it saves."
            ),
        ),
        (
            outcome == "improve_first" and works_on_heat(improvement),
            _("Fix the room first: %(steps)s. Then a %(type)s has far less to heat."),
        ),
        (
            outcome == "improve_first",
            _("Fix the room first: %(steps)s. Then a smaller %(type)s will do."),
        ),
    )
    return next((text for applies, text in sentences if applies), "")


def _of_the_unit(study: Study, ranking: Ranking, best_saving: Saving | None) -> str:
    heating = best_saving.heating if best_saving else None
    sentences = (
        (
            heating is not None and heating.likely < -5,
            _(
                "A small %(type)s fits, but heating with it costs about %(more)s more each winter"
                " than your %(now)s."
            ),
        ),
        (
            study.heat_included and study.cooling_wanted,
            _("A small %(type)s for summer and mild days: your winter heat is in the rent."),
        ),
        (
            _only_for_mild_days(study, int(ranking.order[0])),
            _("A small %(type)s for summer and mild days: keep another heater for the cold."),
        ),
        (
            ranking.relaxed == "too_strong",
            _("Every unit that we know of is too strong for this room; a %(type)s comes nearest."),
        ),
        (
            not study.heating_wanted,
            _("A small %(type)s keeps this room cool. Look at the least it can give."),
        ),
    )
    usual = _("A small %(type)s fits. Look at the least it can give, not the most.")
    return next((text for applies, text in sentences if applies), usual)


def _loses(best_saving: Saving | None) -> bool:
    """Whether heating with the first pick costs more each winter than what is there."""
    heating = best_saving.heating if best_saving else None
    return heating is not None and heating.likely < 0


def _only_for_mild_days(study: Study, row: int) -> bool:
    """Whether heat is wanted of a unit in a window where it gets too cold for one."""
    colder = study.place.heating_design_f < WINDOW_HEAT_F
    return study.heating_wanted and colder and study.units.record(row).needs_window


def _winter_loss(saving: Saving | None) -> str:
    loss = -saving.heating.likely if saving and saving.heating else 0.0
    return money(max(5, 5 * round(loss / 5)))


def _refusal(study: Study, *, units: str) -> str:
    asked = [RECORD_OF[key] for key in study.answers.type]
    if study.heating_wanted and len(asked) == 1 and asked[0].hose:
        return _(
            "Do not buy a portable to heat this room: on the coldest typical nights,"
            " %(design)s, it gives no heat."
        ) % {"design": temperature(study.place.heating_design_f, units)}
    return _("Nothing in our catalog is right for this room as it is. Here is what would be.")
