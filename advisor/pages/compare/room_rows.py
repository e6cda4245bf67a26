"""Rows of a comparison against a room."""

from django.utils.translation import gettext as _

from advisor.advice.contract import Comparison
from advisor.formatting.numbers import (
    load_figure,
    temperature,
)
from advisor.formatting.text import Text
from advisor.pages.compare.room_cells import (
    at_design,
    backup,
    cop,
    cycling,
    estimated,
    hours_below,
    installation,
    least_cooling,
    least_heat,
    owned,
    points,
    running,
    saving,
    sound,
    unit_alone,
    upfront,
    verdict,
    voltage,
)
from advisor.pages.compare.table import Spec


def room_rows(found: Comparison, units: str) -> list[tuple[Text, list[Spec]]]:
    """Rows in their groups; a room without heat or without cooling has fewer."""
    mild = load_figure(found.mild_heat_btu_h, units)
    mild_cool = load_figure(found.mild_cooling_btu_h, units)
    heat = [
        Spec(
            label=_("Heat on the coldest usual night"),
            matters=_("It has to carry the room when it is coldest."),
            good=_("100 %% of the need or a little more.") % (),
            cell=at_design,
            better="high",
        ),
        Spec(
            label=_("Least heat"),
            matters=_(
                "Where it is above what the room needs on a mild day, the unit stops and starts."
            ),
            good=_("At or under %(mild)s, the need at %(at)s.")
            % {"mild": mild, "at": temperature(47, units)},
            cell=least_heat,
            better="low",
        ),
        Spec(
            label=_("Hours too cold for it"),
            matters=_("Below its limit it gives no heat at all."),
            good=_("None."),
            cell=hours_below,
            better="low",
        ),
        Spec(
            label=_("Heat that must come from elsewhere"),
            matters=_("Backup is heat at the price of what you have now."),
            good=_("Under 2 %%.") % (),
            cell=backup,
            better="low",
        ),
        Spec(
            label=_("Heat per unit of electricity"),
            matters=_("Over the whole season, as measured in homes rather than laboratories."),
            good=_("Above 2.5."),
            cell=cop,
            better="high",
        ),
    ]
    cool = [
        Spec(
            label=_("Least cooling"),
            matters=_("A unit that cannot go low enough cools fast and leaves the air damp."),
            good=_("At or under %(mild)s, half of the need.") % {"mild": mild_cool},
            cell=least_cooling,
            better="low",
        ),
    ]
    return [
        (
            _("Fit"),
            [
                Spec(
                    label=_("Verdict"),
                    matters=_("What would keep us from naming it."),
                    good=_("Nothing against it."),
                    cell=verdict,
                ),
                Spec(
                    label=_("Points"),
                    matters=_("Everything below, weighed for this room."),
                    good=_("More; within three it is a tie."),
                    cell=points,
                    better="high",
                ),
                *(heat if found.heating_wanted else []),
                *(cool if found.cooling_wanted else []),
                Spec(
                    label=_("Running time spent stopping and starting"),
                    matters=_("Each start is loud and wasteful, and wears the compressor."),
                    good=_("Under a fifth."),
                    cell=cycling,
                    better="low",
                ),
            ],
        ),
        (_("Money"), _money_specs()),
        (
            _("To live with"),
            [
                Spec(
                    label=_("Sound indoors"),
                    matters=_("At its lowest speed, which is where it should run at night."),
                    good=_("Under 25 dB where somebody sleeps."),
                    cell=sound,
                    better="low",
                ),
                Spec(
                    label=_("Voltage"),
                    matters=_("115 V can share your panel as it is; 230 V needs its own circuit."),
                    good=_("What you have."),
                    cell=voltage,
                ),
                Spec(
                    label=_("Figures that we had to estimate"),
                    matters=_("The fewer, the surer everything above."),
                    good=_("None."),
                    cell=estimated,
                    better="low",
                ),
            ],
        ),
    ]


def _money_specs() -> list[Spec]:
    return [
        Spec(
            label=_("All in, unit and installation"),
            matters=_("What you pay before the first warm day."),
            good=_("Less, at the same fit."),
            cell=upfront,
            better="low",
        ),
        Spec(
            label=_("Unit alone"),
            matters=_("Often half of it, sometimes less."),
            good=_("A price with a fresh date."),
            cell=unit_alone,
            better="low",
        ),
        Spec(
            label=_("Installation and wiring"),
            matters=_("What else must be bought and done, line by line."),
            good=_("Few lines."),
            cell=installation,
            better="low",
        ),
        Spec(
            label=_("Running, a year"),
            matters=_("Electricity and backup at your prices."),
            good=_("Less."),
            cell=running,
            better="low",
        ),
        Spec(
            label=_("Against what you have, a year"),
            matters=_("What it saves, or costs more, beside your heat and cooling of today."),
            good=_("A saving that holds at both ends."),
            cell=saving,
            better="high",
        ),
        Spec(
            label=_("To own for 15 years"),
            matters=_("Buying, running, upkeep and replacement in money of today."),
            good=_("Less."),
            cell=owned,
            better="low",
        ),
    ]
