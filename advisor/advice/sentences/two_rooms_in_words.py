"""The ways to serve two rooms, in words: a headline, and what speaks for and against each."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import Text
from advisor.advice.two_rooms import AT_A_DIFFERENCE_F, SMALLEST_OF_TWO_BTU_H, Behind, TwoRooms, Way
from advisor.formatting.numbers import btu, load_figure, span, temperature_difference

TITLES: dict[str, Text] = {
    "open_door": gettext_lazy("One unit, and the door stays open"),
    "ducted": gettext_lazy("One ducted unit for both rooms"),
    "two_units": gettext_lazy("A unit in each room"),
    "two_heads": gettext_lazy("Two heads on one outdoor unit"),
}


def headline(found: TwoRooms) -> str:
    """What we would do, from the figures of these two rooms."""
    best = found.best
    if best.upfront is None or best.ownership_usd is None:
        return _("We know no unit that may serve these two rooms")
    if not best.serves:
        return _("No way that we know holds both rooms in the coldest and hottest hours")
    if best.key == "open_door":
        return _("One unit does for both rooms while the door stays open")
    if best.key == "ducted":
        return _("One ducted unit does for both rooms with the doors shut")
    if best.cycles_mostly:
        return _("A unit in each room, and both will stop and start for most of their hours")
    return _("A unit in each room")


def passes(found: TwoRooms, units: str) -> str:
    """What the open door carries, as a range."""
    least, most = (load_figure(each, units) for each in found.passes_btu_h)
    return _("While one room is %(difference)s warmer, the open door carries %(span)s.") % {
        "difference": temperature_difference(AT_A_DIFFERENCE_F, units),
        "span": span(least, most),
    }


def lines(found: TwoRooms, way: Way, units: str) -> list[str]:
    """What to know of one way, the deciding things first."""
    if way.why_not:
        return [way.why_not]
    made = {
        "open_door": _of_the_open_door,
        "ducted": _of_ducts,
        "two_units": _of_two_units,
        "two_heads": _of_two_heads,
    }
    return list(made[way.key](found, way, units))


def _of_the_open_door(found: TwoRooms, _way: Way, units: str) -> Iterator[str]:
    if found.heating:
        yield _(
            "In the coldest hours the other room is %(open)s cooler with the door open, and about"
            " %(shut)s cooler with it shut."
        ) % {"open": _spread(found.heating, units), "shut": _apart(found.heating.shut, units)}
    if found.cooling:
        yield _(
            "In the hottest hours it is %(open)s warmer with the door open, and about %(shut)s"
            " warmer with it shut."
        ) % {"open": _spread(found.cooling, units), "shut": _apart(found.cooling.shut, units)}
    yield _("The filter cleans the air of the room that it hangs in, hardly that of the other.")


def _of_ducts(_found: TwoRooms, way: Way, _units: str) -> Iterator[str]:
    yield _(
        "It blows into both rooms, so the doors may be shut if the air finds its way back under"
        " them or through a grille."
    )
    yield _(
        "A ducted unit may take a thicker filter for both rooms; ask for the pressure that its fan"
        " can bear."
    )
    if not way.is_sold:
        yield _(
            "The unit named here is of past years and stands for its kind: ask an installer for"
            " what is sold today."
        )


def _of_two_units(found: TwoRooms, way: Way, units: str) -> Iterator[str]:
    yield _("Each room has its own temperature, its own filter, and its own noise.")
    least = [pick.min_output_47f_btu_h or 0.0 for pick in way.picks]
    mild = [part.mild_heat_btu_h for part in found.rooms]
    if any(low > need > 0 for low, need in zip(least, mild, strict=True)):
        yield _(
            "On a mild day the rooms need %(needs)s, less than what each unit gives at its lowest."
        ) % {"needs": span(load_figure(min(mild), units), load_figure(max(mild), units))}


def _of_two_heads(found: TwoRooms, _way: Way, units: str) -> Iterator[str]:
    if found.heads_least_btu_h is not None:
        yield _(
            "Such outdoor units begin at about %(size)s. Half of the single units of that size that"
            " publish it go no lower than %(least)s; on a mild day both rooms together need"
            " %(need)s."
        ) % {
            "size": btu(SMALLEST_OF_TWO_BTU_H, units),
            "least": load_figure(found.heads_least_btu_h, units),
            "need": load_figure(found.mild_heat_btu_h, units),
        }
    yield _(
        "We know no such system well enough to simulate it. Its price here is our estimate: a"
        " single unit of that size, with the work and the lines of two rooms."
    )


def _apart(difference_f: float, units: str) -> str:
    return temperature_difference(difference_f, units)


def _spread(behind: Behind, units: str) -> str:
    return _("%(least)s to %(most)s") % {
        "least": _apart(behind.least, units),
        "most": _apart(behind.most, units),
    }
