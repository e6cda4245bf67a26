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


HEADLINES: dict[str, Text] = {
    "none": gettext_lazy("We know no unit that may serve these two rooms"),
    "not_well": gettext_lazy("No way that we know serves both rooms well"),
    "open_door": gettext_lazy("One unit does for both rooms while the door stays open"),
    "shut_door": gettext_lazy("One unit does for both rooms, even with the door shut at night"),
    "ducted": gettext_lazy("One ducted unit does for both rooms with the doors shut"),
    "cycling": gettext_lazy(
        "A unit in each room, and both will stop and start for most of their hours"
    ),
    "two_units": gettext_lazy("A unit in each room"),
}


def headline(found: TwoRooms) -> str:
    """What we would do, from the figures of these two rooms."""
    best = found.best
    key = best.key
    if best.ownership_usd is None:
        key = "none"
    elif not best.serves:
        key = "not_well"
    elif key == "open_door" and found.is_shut:
        key = "shut_door"
    elif key == "two_units" and best.cycles_mostly:
        key = "cycling"
    return str(HEADLINES[key])


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
        yield _("In the coldest hours the other room is %(open)s cooler.") % {
            "open": _spread(found.heating, units)
        }
    if found.cooling:
        yield _("In the hottest hours it is %(open)s warmer.") % {
            "open": _spread(found.cooling, units)
        }
    behind = [each.shut for each in (found.heating, found.cooling) if each]
    if found.has_door and behind:
        yield _("With the door shut it is about %(shut)s off.") % {
            "shut": temperature_difference(max(behind), units)
        }
    yield _("The filter cleans the air of the room that it hangs in, and little of the other’s.")


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
    mild = [part.mild_heat_btu_h for part in found.rooms]
    least = [pick.min_output_47f_btu_h or 0.0 for pick in way.picks]
    if all(low > need > 0 for low, need in zip(least, mild, strict=True)):
        known = all(pick.evidence.minimum == "published" for pick in way.picks)
        said = (
            _("On a mild day the rooms need %(needs)s each; the units go no lower than %(least)s.")
            if known
            else _(
                "On a mild day the rooms need %(needs)s each; by our estimate the units go no"
                " lower than %(least)s."
            )
        )
        yield said % {"needs": _range(mild, units), "least": _range(least, units)}


def _of_two_heads(found: TwoRooms, _way: Way, units: str) -> Iterator[str]:
    if found.heads_least_btu_h is not None and found.mild_heat_btu_h > 0:
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


def _range(values_btu_h: list[float], units: str) -> str:
    low, high = (load_figure(end, units) for end in (min(values_btu_h), max(values_btu_h)))
    return str(low) if str(low) == str(high) else span(low, high)


def _spread(behind: Behind, units: str) -> str:
    least, most = (temperature_difference(each, units) for each in (behind.least, behind.most))
    if least == most:
        return _("about %(difference)s") % {"difference": least}
    return _("%(least)s to %(most)s") % {"least": least, "most": most}
