"""The sound of a unit at a neighbor's window, as a range beside what is asked for at night."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import Text
from advisor.engine.answers import Answers
from advisor.engine.neighbor import WHO_NIGHT_DB, LevelRange, TownLimit, level_at_window
from advisor.formatting.dates import period
from advisor.formatting.numbers import feet_figure, number

SHOWN_FT = (10.0, 20.0, 40.0)
"""Distances that are told where nobody gave one."""

FACES: dict[str | None, Text] = {
    "1": gettext_lazy("in the open"),
    "2": gettext_lazy("in front of one wall"),
    "3": gettext_lazy("in a corner of two walls"),
    None: gettext_lazy("walls not told: from the open to a corner"),
}
SCREENS: dict[str | None, Text] = {
    "none": gettext_lazy("in plain sight"),
    "partial": gettext_lazy("partly hidden from the window"),
    "full": gettext_lazy("fully hidden from the window"),
    None: gettext_lazy("screen not told: none to partial"),
}


def not_published() -> list[str]:
    """What to ask, where no figure is known."""
    return [
        _(
            "How loud the outdoor side is, is not published. Ask for its sound pressure at 1 m"
            " (3 ft) or its sound power, at full speed and in night mode."
        ),
        _who(),
    ]


def levels(
    outdoor_db: float, answers: Answers, *, power: bool
) -> tuple[tuple[float, LevelRange], ...]:
    """Distance [ft] and level there: of the neighbor's window, or of three where it is not told."""
    told = answers.neighbor_distance
    return tuple(
        (
            distance,
            level_at_window(
                outdoor_db,
                distance,
                screen=answers.neighbor_screen,
                walls=answers.neighbor_walls,
                power=power,
            ),
        )
        for distance in ((told,) if told else SHOWN_FT)
    )


def span(level: LevelRange) -> str:
    return f"{number(level.low)}–{number(level.high)}\u00a0dB(A)"


def at_the_window(
    outdoor_db: float,
    answers: Answers,
    *,
    power: bool,
    units: str,
) -> Iterator[str]:
    """The level at each distance, what is asked for at night, and what was counted with."""
    for distance, level in levels(outdoor_db, answers, power=power):
        yield _("%(distance)s away: about %(likely)s dB(A), in a range of %(span)s.") % {
            "distance": feet_figure(distance, units),
            "likely": number(level.likely),
            "span": span(level),
        }
    yield _who()
    said = (
        _(
            "Worked out from a published sound power of %(sound)s dB(A), %(faces)s, %(screen)s. The"
            " range is for speed, wind, and how it was measured."
        )
        if power
        else _(
            "Worked out from a published %(sound)s dB(A), read as sound pressure at 1 m as such"
            " figures usually are, %(faces)s, %(screen)s. The range is for speed, wind, and how it"
            " was measured."
        )
    )
    yield said % {
        "sound": number(outdoor_db),
        "faces": FACES[answers.neighbor_walls],
        "screen": SCREENS[answers.neighbor_screen],
    }


def _who() -> str:
    return _(
        "The World Health Organization asks for no more than %(limit)s dB(A) outside bedroom"
        " windows at night."
    ) % {"limit": number(WHO_NIGHT_DB)}


def local_limit(limit: TownLimit | None) -> str:
    """What the town allows, as far as somebody recorded it."""
    if limit is None:
        return _("No limit of your town is recorded here: its noise ordinance has it.")
    said = (
        _("%(town)s allows %(night)s dB(A) at night (%(as_of)s).")
        if limit.day_db is None
        else _("%(town)s allows %(night)s dB(A) at night and %(day)s by day (%(as_of)s).")
    )
    return said % {
        "town": limit.name,
        "night": number(limit.night_db),
        "day": number(limit.day_db or 0),
        "as_of": period(limit.as_of),
    }


def ask() -> str:
    return _("not published: what to ask")


def conclusion(found: tuple[tuple[float, LevelRange], ...], *, units: str) -> str:
    """The range at the nearest distance told, in a few words."""
    distance, level = found[0]
    return _("%(span)s at %(distance)s") % {
        "span": span(level),
        "distance": feet_figure(distance, units),
    }
