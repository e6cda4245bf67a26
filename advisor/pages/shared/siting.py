"""Where an outdoor unit may be placed."""

from django.utils.translation import gettext as _

from advisor.engine.money import SNOW_STAND_BELOW_F
from advisor.formatting.numbers import (
    temperature,
)


def siting_outdoors(cold_f: float, units: str) -> list[str]:
    """Where a mini-split's outdoor unit goes where the coldest usual night has ``cold_f``."""
    lines = [_("Free in front of the fan and behind the coil as far as its manual asks.")]
    if cold_f < SNOW_STAND_BELOW_F:
        lines.append(
            _(
                "Coldest usual night %(night)s: on a stand or bracket above the snow, %(height)s"
                " or more."
            )
            % {
                "night": temperature(cold_f, units),
                "height": "60\u00a0cm" if units == "metric" else _("24 inches"),
            }
        )
    if cold_f < 32:
        lines.append(
            _(
                "Its defrost water drips: not over a path or steps; a pan heater where it stays"
                " cold."
            )
        )
    lines.append(_("Not under a neighbor’s or your own bedroom window; rubber feet on a bracket."))
    return lines
