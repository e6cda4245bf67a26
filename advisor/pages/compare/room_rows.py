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
from advisor.pages.compare.table import RowSpec


def room_rows(comparison: Comparison, units: str) -> list[tuple[Text, list[RowSpec]]]:
    """Rows in their groups; a room without heat or without cooling has fewer."""
    return [
        (
            _("Fit"),
            [
                *_verdict_rows(),
                *(_heat_rows(comparison, units) if comparison.heating_wanted else []),
                *(_cooling_rows(comparison, units) if comparison.cooling_wanted else []),
                RowSpec(
                    label=_("Running time spent stopping and starting"),
                    matters=_("Each start is loud and wasteful, and wears the compressor."),
                    good=_("Under a fifth."),
                    cell=cycling,
                    better="low",
                ),
            ],
        ),
        (_("Money"), _money_rows()),
        (_("To live with"), _living_rows()),
    ]


def _verdict_rows() -> list[RowSpec]:
    return [
        RowSpec(
            label=_("Verdict"),
            matters=_("What would keep us from naming it."),
            good=_("Nothing against it."),
            cell=verdict,
        ),
        RowSpec(
            label=_("Points"),
            matters=_("Everything below, weighed for this room."),
            good=_("More; within three it is a tie."),
            cell=points,
            better="high",
        ),
    ]


def _heat_rows(comparison: Comparison, units: str) -> list[RowSpec]:
    mild = load_figure(comparison.mild_heat_btu_h, units)
    return [
        RowSpec(
            label=_("Heat on the coldest usual night"),
            matters=_("It has to carry the room when it is coldest."),
            good=_("100 %% of the need or a little more.") % (),
            cell=at_design,
            better="high",
        ),
        RowSpec(
            label=_("Least heat"),
            matters=_(
                "Where it is above what the room needs on a mild day, the unit stops and starts."
            ),
            good=_("At or under %(mild)s, the need at %(at)s.")
            % {"mild": mild, "at": temperature(47, units)},
            cell=least_heat,
            better="low",
        ),
        RowSpec(
            label=_("Hours too cold for it"),
            matters=_("Below its limit it gives no heat at all."),
            good=_("None."),
            cell=hours_below,
            better="low",
        ),
        RowSpec(
            label=_("Heat that must come from elsewhere"),
            matters=_("Backup is heat at the price of what you have now."),
            good=_("Under 2 %%.") % (),
            cell=backup,
            better="low",
        ),
        RowSpec(
            label=_("Heat per unit of electricity"),
            matters=_("Over the whole season, as measured in homes rather than laboratories."),
            good=_("Above 2.5."),
            cell=cop,
            better="high",
        ),
    ]


def _cooling_rows(comparison: Comparison, units: str) -> list[RowSpec]:
    mild = load_figure(comparison.mild_cooling_btu_h, units)
    return [
        RowSpec(
            label=_("Least cooling"),
            matters=_("A unit that cannot go low enough cools fast and leaves the air damp."),
            good=_("At or under %(mild)s, half of the need.") % {"mild": mild},
            cell=least_cooling,
            better="low",
        ),
    ]


def _money_rows() -> list[RowSpec]:
    return [
        RowSpec(
            label=_("All in, unit and installation"),
            matters=_("What you pay before the first warm day."),
            good=_("Less, at the same fit."),
            cell=upfront,
            better="low",
        ),
        RowSpec(
            label=_("Unit alone"),
            matters=_("Often half of it, sometimes less."),
            good=_("A price with a fresh date."),
            cell=unit_alone,
            better="low",
        ),
        RowSpec(
            label=_("Installation and wiring"),
            matters=_("What else must be bought and done, line by line."),
            good=_("Few lines."),
            cell=installation,
            better="low",
        ),
        RowSpec(
            label=_("Running, a year"),
            matters=_("Electricity and backup at your prices."),
            good=_("Less."),
            cell=running,
            better="low",
        ),
        RowSpec(
            label=_("Against what you have, a year"),
            matters=_("What it saves, or costs more, beside your heat and cooling of today."),
            good=_("A saving that holds at both ends."),
            cell=saving,
            better="high",
        ),
        RowSpec(
            label=_("To own for 15 years"),
            matters=_("Buying, running, upkeep and replacement in money of today."),
            good=_("Less."),
            cell=owned,
            better="low",
        ),
    ]


def _living_rows() -> list[RowSpec]:
    return [
        RowSpec(
            label=_("Sound indoors"),
            matters=_("At its lowest speed, which is where it should run at night."),
            good=_("Under 25 dB where somebody sleeps."),
            cell=sound,
            better="low",
        ),
        RowSpec(
            label=_("Voltage"),
            matters=_("115 V can share your panel as it is; 230 V needs its own circuit."),
            good=_("What you have."),
            cell=voltage,
        ),
        RowSpec(
            label=_("Figures that we had to estimate"),
            matters=_("The fewer, the surer everything above."),
            good=_("None."),
            cell=estimated,
            better="low",
        ),
    ]
