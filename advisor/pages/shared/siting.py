"""Where an outdoor unit may be placed."""

from django.utils.translation import gettext as _

from advisor.engine.money import SNOW_STAND_BELOW_F
from advisor.formatting.numbers import (
    temperature,
)


def siting_outdoors(cold_f: float, units: str) -> list[str]:
    """Where a mini-split's outdoor unit goes where the coldest typical night has ``cold_f``."""
    lines = [_("Leave the space in front of the fan and behind the coil that the manual asks for.")]
    if cold_f < SNOW_STAND_BELOW_F:
        lines.append(
            _(
                "Your coldest typical night is %(night)s. Put it on a stand or bracket"
                " above the snow, %(height)s or higher."
            )
            % {
                "night": temperature(cold_f, units),
                "height": "60\u00a0cm" if units == "metric" else _("24 inches"),
            }
        )
    if cold_f < 32:
        lines.append(
            _(
                "Water drips when it defrosts, so do not put it over a path or steps. Where"
                " it stays cold, it needs a pan heater."
            )
        )
    lines.append(
        _(
            "Do not put it under a bedroom window, a neighbor’s or your own. Use rubber feet on a"
            " bracket."
        )
    )
    return lines
