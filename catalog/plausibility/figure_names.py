"""The name of a figure as people say it; in the vocabulary it is a name of a column."""

from functools import lru_cache

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.models import HeatPump
from catalog.vocabulary import PointPlace, point_place, usual_unit


def figure_name(name: str) -> str:
    """``name`` in words, without its unit; what the vocabulary does not know stays as it is.

    >>> figure_name("seer2"), figure_name("heating_min_btu_47f"), figure_name("cooling_btu_h")
    ('SEER2', 'Heating at 47 °F, lowest output', 'Cooling, rated')
    """
    try:
        words = str(HeatPump.column(name).verbose_name)
    except FieldDoesNotExist:
        place = point_place(name)
        return place_name(place) if place else capfirst(name.replace("_", " "))
    return str(capfirst(words.partition(" [")[0]))


def place_name(place: PointPlace) -> str:
    """A cell of the performance points in words."""
    return f"{point_words(place.mode, place.outdoor_f)}, {_cell_words(place.column)}"


def point_words(mode: str, outdoor_f: int | str) -> str:
    """
    >>> point_words("cooling", 95)
    'Cooling at 95 °F'
    """
    if mode == "cooling":
        return _("Cooling at %(degrees)s °F") % {"degrees": outdoor_f}
    return _("Heating at %(degrees)s °F") % {"degrees": outdoor_f}


def _cell_words(column: str) -> str:
    return {
        "min_btu_h": _("lowest output"),
        "rated_btu_h": _("rated output"),
        "max_btu_h": _("highest output"),
        "cop_min": _("COP at lowest output"),
        "cop_rated": _("COP at rated output"),
        "cop_max": _("COP at highest output"),
    }[column]


@lru_cache(maxsize=4096)
def shown_unit(name: str) -> str:
    """The unit that people write behind the figure; ratings and COP have none.

    >>> shown_unit("cooling_btu_h"), shown_unit("seer2"), shown_unit("cop_47f")
    ('BTU/h', '', '')
    """
    unit = usual_unit(name)
    return "" if unit in {"BTU/Wh", "W/W"} else unit
