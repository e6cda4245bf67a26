"""Made-up rooms, as many as one asks for: places by chance, answers dealt from written rooms.

What nothing was tuned on stays so only until somebody looks at it. A new seed makes new rooms.
"""

import random
from collections.abc import Mapping
from itertools import chain

from advisor.advice.standing_still import UNSEEN_ROOMS, full_rooms
from advisor.questions.answer_form import query_string, read_text
from advisor.questions.definitions import QUESTIONS
from advisor.reference import gazetteer

TOGETHER = (
    ("tenure", "outdoor_unit", "wall_hole", "installer", "moves", "hookup", "own_work"),
    ("heating_now", "heating_efficiency", "fuel_rate", "cooling_now"),
    ("insulation", "drafts"),
    ("exterior_walls", "above", "below", "below_grade", "crawl", "walkout"),
)
"""Answers that hang together in a home: all of a group come from one room. Who owns a home, say,
rarely may make no hole in its wall."""


def dealt_rooms(count: int, *, seed: int) -> dict[str, Mapping[str, str]]:
    """``count`` rooms with every question answered, by name; a seed makes the same ones again.

    The kind of room is that of one of the 120 written rooms; its answers come from those of the
    same kind, each on its own but for those of a group; its ZIP code is any that we know.
    """
    dice = random.Random(seed)  # noqa: S311 - made-up rooms guard no secret
    written = list(chain(full_rooms().values(), full_rooms(UNSEEN_ROOMS).values()))
    zips = [str(town[0]) for town in gazetteer.current().towns]
    rooms: dict[str, Mapping[str, str]] = {}
    while len(rooms) < count:
        space = dice.choice(written)["space"]
        alike = [room for room in written if room["space"] == space]
        given = _dealt(alike, dice) | {"zip": dice.choice(zips)}
        # Two groups may not go together, such as heat that is in the rent of a home one owns.
        form = read_text(query_string(given))
        if form.answers is not None:
            rooms[f"{space} {given['zip']}"] = form.given
    return rooms


def _dealt(alike: list[Mapping[str, str]], dice: random.Random) -> dict[str, str]:
    group_of = {name: names for names in TOGETHER for name in names}
    from_room: dict[tuple[str, ...], Mapping[str, str]] = {}
    given = {}
    for name in QUESTIONS:
        group = group_of.get(name, (name,))
        if group not in from_room:
            from_room[group] = dice.choice(alike)
        if text := from_room[group].get(name):
            given[name] = text
    return given
