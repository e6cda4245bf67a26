"""Rows of a comparison against a room."""

from django.utils.translation import gettext as _

from advisor.advice.contract import Comparison
from advisor.formatting.numbers import (
    load_figure,
    money,
    temperature,
)
from advisor.formatting.text import Text
from advisor.pages.compare.room_cells import (
    against_nothing,
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
    uncooled,
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
                    matters=_("Each start is loud, wastes energy, and wears the compressor."),
                    good=_("Under a fifth."),
                    cell=cycling,
                    better="low",
                ),
            ],
        ),
        (_("Money"), _money_rows(comparison)),
        (_("Living with it"), _living_rows()),
    ]


def _verdict_rows() -> list[RowSpec]:
    return [
        RowSpec(
            label=_("Verdict"),
            matters=_("What would keep it off our list for this room."),
            good=_("Nothing rules it out."),
            cell=verdict,
        ),
        RowSpec(
            label=_("Points"),
            matters=_("Everything below, weighted for this room."),
            good=_("More is better. A difference of up to three is a tie."),
            cell=points,
            better="high",
            apart=3.0,
        ),
    ]


def _heat_rows(comparison: Comparison, units: str) -> list[RowSpec]:
    mild = load_figure(comparison.mild_heat_btu_h, units)
    return [
        RowSpec(
            label=_("Heat on the coldest typical night"),
            matters=_("It has to heat the room when it is coldest."),
            good=_("100%% of the need or a little more.") % (),
            cell=at_design,
            better="high",
        ),
        RowSpec(
            label=_("Minimum heat"),
            matters=_(
                "If this is more than the room needs on a mild day, the unit stops and starts."
            ),
            good=_("At or under %(mild)s, what the room needs at %(at)s.")
            % {"mild": mild, "at": temperature(47, units)},
            cell=least_heat,
            better="low",
        ),
        RowSpec(
            label=_("Hours too cold for it"),
            matters=_("Below its limit, it gives no heat at all."),
            good=_("None."),
            cell=hours_below,
            better="low",
        ),
        RowSpec(
            label=_("Heat that must come from elsewhere"),
            matters=_("Backup heat costs what your heat costs now."),
            good=_("Under 2%%.") % (),
            cell=backup,
            better="low",
        ),
        RowSpec(
            label=_("Heat per unit of electricity"),
            matters=_("Over the whole season, as measured in homes rather than labs."),
            good=_("Above 2.5."),
            cell=cop,
            better="high",
        ),
    ]


def _cooling_rows(comparison: Comparison, units: str) -> list[RowSpec]:
    mild = load_figure(comparison.mild_cooling_btu_h, units)
    return [
        RowSpec(
            label=_("Minimum cooling"),
            matters=_("A unit that cannot go low enough cools fast and leaves the air damp."),
            good=_("At or under %(mild)s, half of what the room needs.") % {"mild": mild},
            cell=least_cooling,
            better="low",
        ),
        RowSpec(
            label=_("Cooling left undone"),
            matters=_("What it does not cool in a year, another cooler has to."),
            good=_("Under 2%%.") % (),
            cell=uncooled,
            better="low",
        ),
    ]


def _money_rows(comparison: Comparison) -> list[RowSpec]:
    return [
        RowSpec(
            label=_("Installed price, unit and installation"),
            matters=_("What you pay before the first warm day."),
            good=_("Lower, for the same fit."),
            cell=upfront,
            better="low",
        ),
        RowSpec(
            label=_("Unit only"),
            matters=_("Often half of the total, sometimes less."),
            good=_("A price with a recent date."),
            cell=unit_alone,
            better="low",
        ),
        RowSpec(
            label=_("Installation and wiring"),
            matters=_("Everything else that has to be bought and done, line by line."),
            good=_("Few lines."),
            cell=installation,
            better="low",
        ),
        RowSpec(
            label=_("Running cost, per year"),
            matters=_("Electricity and backup heat at your prices."),
            good=_("Less is better."),
            cell=running,
            better="low",
        ),
        RowSpec(
            label=_("Compared with what you have, per year"),
            matters=_("What it saves or costs compared with your current heating and cooling."),
            good=_("A saving that holds at both ends of the range."),
            cell=saving,
            better="high",
        ),
        RowSpec(
            label=_("Cost to own for 15 years"),
            matters=_(
                "Purchase, running, upkeep, and replacement in today’s money, less what is left"
                " at the end."
            ),
            good=_("Less is better."),
            cell=owned,
            better="low",
        ),
        RowSpec(
            label=_("Against doing nothing, 15 years"),
            matters=_("What it costs to leave the room as it is, in the same money."),
            good=" ".join(
                f"{each.label}: {money(each.ownership_usd)}."
                for each in (comparison.nothing, comparison.little)
                if each and each.ownership_usd is not None
            )
            or _("Tell us what heats the room now."),
            cell=against_nothing,
            better="low",
        ),
    ]


def _living_rows() -> list[RowSpec]:
    return [
        RowSpec(
            label=_("Indoor sound"),
            matters=_("At its lowest speed, where it should run at night."),
            good=_("Under 25 dB where someone sleeps."),
            cell=sound,
            better="low",
        ),
        RowSpec(
            label=_("Voltage"),
            matters=_("115 V can use your panel as it is. 230 V needs its own circuit."),
            good=_("Whatever you have."),
            cell=voltage,
        ),
        RowSpec(
            label=_("Figures we had to estimate"),
            matters=_("The fewer there are, the more certain everything above is."),
            good=_("None."),
            cell=estimated,
            better="low",
        ),
    ]
