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
                label=gettext_lazy("Least heat, on a mild day"),
                matters=gettext_lazy(
                    "What the room needs less than that, the unit cannot give"
                    " steadily: it stops and starts."
                ),
                good=gettext_lazy("Low, for a small room."),
                cell=least_output,
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Nameplate (rated cooling)"),
                matters=gettext_lazy(
                    "The number on the box. It says little about how low it goes."
                ),
                good=gettext_lazy("Near the room’s need, not above."),
                cell=figure_cell("cooling_btu_h", btu),
            ),
            RowSpec(
                label=gettext_lazy("Most heat at 5 °F"),
                matters=gettext_lazy("Output falls with the cold, for some by half."),
                good=gettext_lazy("Above what your room needs then."),
                cell=most_heat_at_5f,
                better="high",
            ),
            RowSpec(
                label=gettext_lazy("Heats down to"),
                matters=gettext_lazy("Below that there is no heat."),
                good=gettext_lazy("Below your coldest nights."),
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
                matters=gettext_lazy("Heat per electricity over a test season."),
                good=gettext_lazy("Above 10."),
                cell=figure_cell("hspf2", rating),
                better="high",
            ),
            RowSpec(
                label=gettext_lazy("SEER2"),
                matters=gettext_lazy("The same for cooling, mini-splits only."),
                good=gettext_lazy("Above 20."),
                cell=figure_cell("seer2", rating),
                better="high",
            ),
            RowSpec(
                label=gettext_lazy("CEER"),
                matters=gettext_lazy("Cooling of window and portable units, standby counted."),
                good=gettext_lazy("Above 13."),
                cell=figure_cell("ceer", rating),
                better="high",
            ),
        ],
    ),
    (
        gettext_lazy("To live with"),
        [
            RowSpec(
                label=gettext_lazy("Sound indoors, quietest"),
                matters=gettext_lazy("Where somebody sleeps it is the second thing to look at."),
                good=gettext_lazy("Under 25 dB."),
                cell=figure_cell("sound_min_db", loudness),
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Sound outdoors"),
                matters=gettext_lazy("Neighbors and your own open window."),
                good=gettext_lazy("Under 50 dB."),
                cell=figure_cell("sound_outdoor_db", loudness),
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Wi-Fi"),
                matters=gettext_lazy("Control from a phone; often through the maker’s cloud."),
                good=gettext_lazy("Yours to say."),
                cell=feature_cell("wifi"),
            ),
        ],
    ),
    (
        gettext_lazy("To put in"),
        [
            RowSpec(
                label=gettext_lazy("Type"),
                matters=gettext_lazy("Decides who may install it, and what it costs."),
                good=gettext_lazy("What your walls and windows allow."),
                cell=unit_type,
            ),
            RowSpec(
                label=gettext_lazy("Voltage"),
                matters=gettext_lazy("208/230 V needs a circuit of its own."),
                good=gettext_lazy("What you have."),
                cell=voltage,
            ),
            RowSpec(
                label=gettext_lazy("Smallest circuit"),
                matters=gettext_lazy("What the wire and breaker must carry."),
                good=gettext_lazy("15 A or less."),
                cell=figure_cell("amps", amps),
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Width indoors"),
                matters=gettext_lazy("The wall or the window must have that much."),
                good=gettext_lazy("Less than your place."),
                cell=figure_cell("width_in", inches),
            ),
            RowSpec(
                label=gettext_lazy("Weight indoors"),
                matters=gettext_lazy("Who lifts it, and what holds it."),
                good=gettext_lazy("Under 50 lb for one person."),
                cell=figure_cell("weight_lb", mass),
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("Do-it-yourself kit"),
                matters=gettext_lazy("Charged lines that connect without a vacuum pump."),
                good=gettext_lazy("Yes, where you will do it yourself."),
                cell=feature_cell("diy_kit"),
            ),
            RowSpec(
                label=gettext_lazy("Refrigerant"),
                matters=gettext_lazy("R-410A is the older one, sold off since 2025."),
                good=gettext_lazy("R-32 or R-454B."),
                cell=refrigerant,
            ),
        ],
    ),
    (
        gettext_lazy("To buy"),
        [
            RowSpec(
                label=gettext_lazy("Unit alone"),
                matters=gettext_lazy("Installation of a mini-split often costs as much again."),
                good=gettext_lazy("A price with a fresh date."),
                cell=unit_price,
                better="low",
            ),
            RowSpec(
                label=gettext_lazy("On sale"),
                matters=gettext_lazy("Parts and warranty depend on it."),
                good=gettext_lazy("Sold today."),
                cell=availability,
            ),
        ],
    ),
]
