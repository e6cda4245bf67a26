"""What a visitor should know of the figures of the place: how far they come from, and what stands
in where the ZIP code's own are not known."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from advisor.engine.place import Place
from advisor.engine.thin_air import output_factor
from advisor.formatting.numbers import (
    distance,
    elevation,
    percent,
    temperature,
    temperature_difference,
)

FAR_KM = 160.0
"""A hundred miles: beyond it the weather of the station is a stand-in, and we warn."""

HIGH_STATION_FT = 2000.0
"""Above it the thinner air takes more than 5% from the load of the air, so it matters whose height
is counted."""

THIN_AIR_SAID = 0.05
"""Of a unit's output: less is not worth a sentence."""


def warnings(place: Place, *, units: str = "us") -> Iterator[str]:
    """What makes the figures of the place doubtful."""
    if place.approximated_from:
        yield stand_in(place)
    if place.station_km > FAR_KM:
        yield _(
            "The nearest weather station is %(distance)s away (%(station)s), so the weather that"
            " we count with may not be yours."
        ) % {"distance": distance(place.station_km, units), "station": place.station}
    yield from _other_height(place, units=units)
    yield from _thin_air(place, units=units)


def _thin_air(place: Place, *, units: str) -> Iterator[str]:
    lost = 1 - output_factor(place.elevation_ft)
    if lost >= THIN_AIR_SAID:
        yield _(
            "At %(height)s thin air takes about %(share)s from what every unit gives: we count"
            " with less than its label says."
        ) % {"height": elevation(round(place.elevation_ft, -2), units), "share": percent(lost)}


def _other_height(place: Place, *, units: str) -> Iterator[str]:
    if not place.colder_by_f:
        return
    sentence = (
        _(
            "Your town is about %(height)s higher than its weather station (%(station)s), so we"
            " count with temperatures %(degrees)s lower."
        )
        if place.colder_by_f > 0
        else _(
            "Your town is about %(height)s lower than its weather station (%(station)s), so we"
            " count with temperatures %(degrees)s higher."
        )
    )
    yield sentence % {
        "height": elevation(round(abs(place.height_above_station_ft), -2), units),
        "station": place.station,
        "degrees": temperature_difference(abs(place.colder_by_f), units),
    }


def footnotes(place: Place, *, own_design: bool = False, units: str = "us") -> Iterator[str]:
    """Where the figures of the place are not those of a table as it was published; ``own_design``
    where the visitor brought a heating design temperature."""
    if place.design_is_bounded and not own_design:
        yield _(
            "Heating design temperature: %(design)s. The county’s published figure did not fit the"
            " weather measured at this station, so we moved it to the nearest one that does: a"
            " typical year has 44 to 175 colder hours."
        ) % {"design": temperature(place.heating_design_f, units)}
    if place.year_is_corrected:
        yield _(
            "The cold hours of this station’s typical year did not fit the published design"
            " temperature. We adjusted them until they did."
        )
    if not place.elevation_is_known and place.elevation_ft > HIGH_STATION_FT:
        yield _(
            "We do not know the elevation of this ZIP code, so we use the weather station’s:"
            " %(height)s."
        ) % {"height": elevation(place.elevation_ft, units)}


def stand_in(place: Place) -> str:
    """Whose figures stand in for a ZIP code that is not in the table."""
    return _(
        "We do not know ZIP code %(zip)s itself; the figures are those of %(near)s nearby."
    ) % {
        "zip": place.zip,
        "near": place.approximated_from,
    }
