"""Rows of a comparison without a room."""

from django.utils.translation import gettext_lazy

from advisor.formatting.numbers import (
    btu,
    mass,
)
from advisor.formatting.text import Text
from advisor.pages.compare.published_cells import (
    amps,
    availability,
    coldest_operation,
    feature_cell,
    figure_cell,
    inches,
    least_output,
    loudness,
    most_heat_at_5f,
    rating,
    refrigerant,
    unit_price,
    unit_type,
    voltage,
)
from advisor.pages.compare.table import RowSpec

PUBLISHED_ROWS: list[tuple[Text, list[RowSpec]]] = [
    (
        gettext_lazy("Output"),
        [
            RowSpec(
                label=gettext_lazy("Minimum heat, on a mild day"),
                matters=gettext_lazy(
                    "If the room needs less than this, the unit cannot give it steadily. It"
                    " stops and starts."
                ),
                good=gettext_lazy("Low, for a small room."),
                cell=least_output,
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Nameplate (rated cooling)"),
                matters=gettext_lazy(
                    "The number on the box. It says little about how low the unit goes."
                ),
                good=gettext_lazy("Close to what the room needs, not above it."),
                cell=figure_cell("cooling_btu_h", btu),
            ),
            RowSpec(
                label=gettext_lazy("Maximum heat at 5 °F"),
                matters=gettext_lazy("Output falls in the cold, for some units by half."),
                good=gettext_lazy("More than your room needs at that temperature."),
                cell=most_heat_at_5f,
                better="high",
            ),
            RowSpec(
                label=gettext_lazy("Heats down to"),
                matters=gettext_lazy("Below that, there is no heat."),
                good=gettext_lazy("Lower than your coldest nights."),
                cell=coldest_operation,
                better="low",
            ),
        ],
    ),
    (
        gettext_lazy("Efficiency"),
        [
            RowSpec(
                label=gettext_lazy("HSPF2"),
                matters=gettext_lazy("Heat per unit of electricity over a test season."),
                good=gettext_lazy("Above 10."),
                cell=figure_cell("hspf2", rating),
                better="high",
            ),
            RowSpec(
                label=gettext_lazy("SEER2"),
                matters=gettext_lazy("The same for cooling. Mini-splits only."),
                good=gettext_lazy("Above 20."),
                cell=figure_cell("seer2", rating),
                better="high",
            ),
            RowSpec(
                label=gettext_lazy("CEER"),
                matters=gettext_lazy(
                    "Cooling efficiency of window and portable units, including standby."
                ),
                good=gettext_lazy("Above 13."),
                cell=figure_cell("ceer", rating),
                better="high",
            ),
        ],
    ),
    (
        gettext_lazy("Living with it"),
        [
            RowSpec(
                label=gettext_lazy("Indoor sound, quietest"),
                matters=gettext_lazy("Where someone sleeps, this is the second thing to look at."),
                good=gettext_lazy("Under 25 dB."),
                cell=figure_cell("sound_min_db", loudness),
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Outdoor sound"),
                matters=gettext_lazy("Think of neighbors and your own open window."),
                good=gettext_lazy("Under 50 dB."),
                cell=figure_cell("sound_outdoor_db", loudness),
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Wi-Fi"),
                matters=gettext_lazy(
                    "Control from a phone, often through the manufacturer’s cloud."
                ),
                good=gettext_lazy("Up to you."),
                cell=feature_cell("wifi"),
            ),
        ],
    ),
    (
        gettext_lazy("Installing it"),
        [
            RowSpec(
                label=gettext_lazy("Type"),
                matters=gettext_lazy("Decides who can install it and what that costs."),
                good=gettext_lazy("Whatever your walls and windows allow."),
                cell=unit_type,
            ),
            RowSpec(
                label=gettext_lazy("Voltage"),
                matters=gettext_lazy("208/230 V needs its own circuit."),
                good=gettext_lazy("Whatever you have."),
                cell=voltage,
            ),
            RowSpec(
                label=gettext_lazy("Minimum circuit"),
                matters=gettext_lazy("What the wire and breaker must carry."),
                good=gettext_lazy("15 A or less."),
                cell=figure_cell("amps", amps),
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Indoor width"),
                matters=gettext_lazy("The wall or the window needs that much space."),
                good=gettext_lazy("Less than the space you have."),
                cell=figure_cell("width_in", inches),
            ),
            RowSpec(
                label=gettext_lazy("Indoor weight"),
                matters=gettext_lazy("Who lifts it and what holds it."),
                good=gettext_lazy("Under 50 lb for one person."),
                cell=figure_cell("weight_lb", mass),
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("DIY kit"),
                matters=gettext_lazy("Precharged lines that connect without a vacuum pump."),
                good=gettext_lazy("Yes, if you will install it yourself."),
                cell=feature_cell("diy_kit"),
            ),
            RowSpec(
                label=gettext_lazy("Refrigerant"),
                matters=gettext_lazy(
                    "R-410A is the older one. Since 2025, only remaining stock is sold."
                ),
                good=gettext_lazy("R-32 or R-454B."),
                cell=refrigerant,
            ),
        ],
    ),
    (
        gettext_lazy("Buying it"),
        [
            RowSpec(
                label=gettext_lazy("Unit only"),
                matters=gettext_lazy("Installing a mini-split often costs as much again."),
                good=gettext_lazy("A price with a recent date."),
                cell=unit_price,
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("On sale"),
                matters=gettext_lazy("Parts and warranty depend on this."),
                good=gettext_lazy("Sold today."),
                cell=availability,
            ),
        ],
    ),
]
