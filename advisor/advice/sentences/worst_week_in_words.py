"""How far one unit lets a room fall or rise in its worst week, and how soon it is warm again."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from advisor.advice.proofs import needs_heat
from advisor.advice.sentences.guesses import COLD_FIGURES, by_estimate, guessed
from advisor.engine.needed import SETBACK_F
from advisor.engine.study import Study
from advisor.engine.worst_week import FELT_F, HOT_DOUBT_F, WorstWeek, warm_up_h, worst_week
from advisor.formatting.numbers import hours, number, temperature, temperature_difference

ALL_DAY = 24


def cold_room(study: Study, row: int) -> WorstWeek | None:
    """The coldest week with a unit that lets the room fall so far that it is felt."""
    if not needs_heat(study):
        return None
    week = worst_week(study, row, cold=True)
    return None if week.holds else week


def falls(week: WorstWeek, *, estimated: bool, units: str) -> str:
    """The sentence against a unit, in place of the share of the load that it carries."""
    if estimated:
        return _(
            "By our estimate the room falls to about %(lowest)s in the coldest week with it alone:"
            " keep another heater."
        ) % _figures(week, units)
    said = (
        _(
            "With it alone the room falls to about %(lowest)s in the coldest week and stays below"
            " %(felt)s day and night: keep another heater."
        )
        if week.hours_off == ALL_DAY
        else _(
            "With it alone the room falls to about %(lowest)s in the coldest week and is below"
            " %(felt)s for %(hours)s a day: keep another heater."
        )
    )
    return said % _figures(week, units)


def falls_in_short(week: WorstWeek, *, estimated: bool, units: str) -> str:
    """The same in two lines of a phone."""
    said = (
        _("By our estimate it lets the room fall to %(lowest)s in the coldest week.")
        if estimated
        else _(
            "Alone, it lets the room fall to %(lowest)s in the coldest week: keep another heater."
        )
    )
    return said % {"lowest": temperature(week.farthest_f, units)}


def conclusion(week: WorstWeek, *, units: str) -> str:
    """What the room comes to, in a few words."""
    if week.holds:
        said = (
            _("stays at %(temperature)s in the cold")
            if week.cold
            else _("stays at %(temperature)s in the heat")
        )
    else:
        said = (
            _("falls to about %(temperature)s")
            if week.cold
            else _("rises to about %(temperature)s in the heat")
        )
    at_f = week.wanted_f if week.holds else week.farthest_f
    return said % {"temperature": temperature(at_f, units)}


def told(week: WorstWeek, *, units: str) -> str:
    """What happens to the room in a week, in one sentence."""
    figures = _figures(week, units)
    if week.holds:
        said = (
            _("In the coldest week the unit alone keeps the room at %(wanted)s.")
            if week.cold
            else _("In the hottest week the unit alone keeps the room at %(wanted)s.")
        )
    elif week.cold:
        said = (
            _(
                "In the coldest week, with the unit alone, the room falls to about %(lowest)s and"
                " stays below %(felt)s day and night."
            )
            if week.hours_off == ALL_DAY
            else _(
                "In the coldest week, with the unit alone, the room falls to about %(lowest)s and"
                " is below %(felt)s for %(hours)s a day."
            )
        )
    else:
        said = (
            _(
                "In the hottest week, with the unit alone, the room rises to about %(lowest)s and"
                " stays above %(felt)s day and night."
            )
            if week.hours_off == ALL_DAY
            else _(
                "In the hottest week, with the unit alone, the room rises to about %(lowest)s and"
                " is above %(felt)s for %(hours)s a day."
            )
        )
    doubt = [] if week.cold or week.holds else [_by_how_much(units)]
    return " ".join([said % figures, *doubt, *_if_it_lasts(week, units), _outside(week, units)])


def _by_how_much(units: str) -> str:
    """What the hottest temperature is good for, as measured against hourly summers."""
    return _("The highest may be off by %(doubt)s.") % {
        "doubt": temperature_difference(HOT_DOUBT_F, units)
    }


def _if_it_lasts(week: WorstWeek, units: str) -> Iterator[str]:
    """What seven such days would make of it, where that is more than anybody would overlook."""
    if abs(week.lasting_f - week.farthest_f) < FELT_F:
        return
    said = (
        _("Should such cold last seven days, it would fall to %(lasting)s.")
        if week.cold
        else _("Should such heat last seven days, it would rise to %(lasting)s.")
    )
    yield said % {"lasting": temperature(week.lasting_f, units)}


def _figures(week: WorstWeek, units: str) -> dict[str, str]:
    felt_f = week.wanted_f - FELT_F if week.cold else week.wanted_f + FELT_F
    return {
        "wanted": temperature(week.wanted_f, units),
        "lowest": temperature(week.farthest_f, units),
        "felt": temperature(felt_f, units),
        "hours": hours(week.hours_off),
    }


def _outside(week: WorstWeek, units: str) -> str:
    low, high = (temperature(float(edge), units) for edge in _edges(week))
    return _("Outside it is %(low)s to %(high)s then.") % {"low": low, "high": high}


def _edges(week: WorstWeek) -> tuple[float, float]:
    last = week.by_day(week.outdoor_f)[-1]
    return float(last.min()), float(last.max())


def warm_up(study: Study, row: int, *, units: str) -> str:
    """How long it takes on a Saturday after a week of setback; "" where there is nothing to say."""
    if not study.heating_wanted or study.room.hold_f - SETBACK_F <= FELT_F:
        return ""
    usual, coldest = (warm_up_h(study, row, coldest=coldest) for coldest in (False, True))
    if usual == coldest == 0:
        return ""
    figures = {
        "setback": temperature(SETBACK_F, units),
        "wanted": temperature(study.room.hold_f, units),
        "usual": _about_so_long(usual),
        "coldest": _about_so_long(coldest),
    }
    return (
        _(
            "Left at %(setback)s through the week, it needs %(usual)s to warm up to %(wanted)s on a"
            " usual Saturday of the coldest month, and %(coldest)s on its coldest day."
        )
        % figures
    )


def _about_so_long(found: float | None) -> str:
    """Hours of a warm-up in words, to the quarter that anybody would notice."""
    if found is None:
        return _("more than a day")
    if found <= 0.5:
        return _("half an hour or less")
    if found < 1.5:
        return _("about an hour")
    return _("about %(hours)s hours") % {"hours": number(round(found))}


def lines(study: Study, row: int, weeks: tuple[WorstWeek, ...], *, units: str) -> Iterator[str]:
    """All that is said under the head of the worst weeks."""
    for week in weeks:
        yield told(week, units=units)
    if study.heating_wanted and guessed(study, row, *COLD_FIGURES, "cutout"):
        yield by_estimate()
    if text := warm_up(study, row, units=units):
        yield text
