"""Twelve kinds of room in eight places: the rooms by which the words of answers are judged.

Each is asked twice: plainly, by ZIP code, kind and floor area alone, and with what people of the
place usually answer besides.
"""

from collections.abc import Iterator
from typing import Final

from advisor.advice.room_fit import USUAL_AREA
from advisor.engine.answers import Answers
from advisor.questions.answer_form import read_text

PLACES: Final = {
    "02130": "heating_now=oil",
    "11101": "heating_now=electric",
    "33139": "heating_now=electric&cooling_now=central",
    "55802": "heating_now=propane",
    "80205": "heating_now=gas",
    "94110": "heating_now=gas",
    "85001": "heating_now=electric&cooling_now=central",
    "99701": "heating_now=oil",
}
"""ZIP code → what usually heats and cools there: Boston, New York, Miami Beach, Duluth, Denver, San
Francisco, Phoenix, Fairbanks."""
KINDS: Final = {
    "bedroom": "tenure=own&use=night&priorities=quiet",
    "living_room": "tenure=own&windows=many",
    "studio": "tenure=rent&heating_now=included&window_type=double_hung&power=own_115",
    "office": "tenure=own&use=day&watts=300",
    "tiny_home": "tenure=own&insulation=good&cooling_now=none",
    "rv": "tenure=own&moves=yes&hookup=shore_30&heating_now=propane&cooling_now=none",
    "garage": "tenure=own&heating_now=none&use=occasional&cooling_now=none",
    "workshop": "tenure=own&heating_now=wood&use=day&cooling_now=none",
    "basement": "tenure=own&damp=yes&goal=both",
    "addition": "tenure=own&exterior_walls=3&cooling_now=none",
    "sunroom": "tenure=own&glass=double&facing=s&goal=cooling",
    "porch": "tenure=own&use=day&glass=single&heating_now=none&cooling_now=none",
}
"""Kind of room → what usually is answered of it; it goes before what is usual in the place."""

NOTHING_OUTDOORS: Final = (
    "zip=94110&space=bedroom&area=150&tenure=own&outdoor_unit=no&heating_now=gas&window_type=slider",
    "zip=94110&space=garage&area=400&tenure=own&outdoor_unit=no&heating_now=gas&cooling_now=none",
    "zip=94110&space=rv&area=200&moves=yes&hookup=shore_30&outdoor_unit=no&heating_now=propane",
    "zip=94110&space=tiny_home&area=200&tenure=own&outdoor_unit=no&below=outdoors&heating_now=gas",
    "zip=02130&space=living_room&area=300&tenure=own&outdoor_unit=no&heating_now=oil",
    "zip=60614&space=studio&area=450&tenure=own&outdoor_unit=no&wall_hole=yes&heating_now=gas",
    "zip=33139&space=bedroom&area=150&tenure=own&outdoor_unit=no&cooling_now=central",
)
"""Rooms of owners who may put nothing outdoors: their page tells of a through-wall unit, too."""


def queries(*, typical: bool) -> Iterator[str]:
    """The query of each room; ``typical`` with the usual answers."""
    for space, area in USUAL_AREA.items():
        for zip_code, of_place in PLACES.items():
            plain = f"zip={zip_code}&space={space}&area={area:g}"
            of_kind = KINDS[space]
            given = {part.split("=")[0] for part in of_kind.split("&")}
            more = [part for part in of_place.split("&") if part.split("=")[0] not in given]
            yield "&".join([plain, of_kind, *more]) if typical else plain


def answers_of(query: str) -> Answers:
    """The answers of one of these queries."""
    answers = read_text(query).answers
    if answers is None:
        raise ValueError(query)
    return answers
