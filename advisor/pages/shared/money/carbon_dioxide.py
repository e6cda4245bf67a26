"""A year's carbon dioxide in sentences."""

from django.utils.translation import gettext as _

from advisor.advice.contract import Dated, Pick
from advisor.formatting.numbers import mass, small_mass


def carbon(pick: Pick, grid: Dated | None, units: str) -> tuple[str, ...]:
    """A year's carbon dioxide with the unit, against now where known, and by whose figure."""
    if pick.co2_lb is None or grid is None:
        return ()
    lines = [
        _("With it: about %(amount)s a year, from the power plants of your grid.")
        % {"amount": mass(pick.co2_lb, units)}
    ]
    now = pick.co2_now_lb
    if now is not None:
        change = pick.co2_lb - now
        said = (
            _("What heats and cools it now: about %(amount)s, so it is %(change)s less.")
            if change < 0
            else _("What heats and cools it now: about %(amount)s, so it is %(change)s more.")
        )
        lines.append(said % {"amount": mass(now, units), "change": mass(abs(change), units)})
    lines.append(
        _("Counted with %(figure)s per kWh at the outlet: %(source)s, as of %(time)s.")
        % {
            "figure": small_mass(grid.value, units),
            "source": grid.source,
            "time": grid.as_of,
        }
    )
    if grid.of_main_grid and not grid.of_country:
        lines.append(_("That is the main grid of your state. A part of it may be on another grid."))
    return tuple(lines)
