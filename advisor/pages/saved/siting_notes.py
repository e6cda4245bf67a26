"""What the brief says of wiring and of where the parts go."""

from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Pick
from advisor.engine.money import HEAVY_LB
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.numbers import (
    decibels,
    mass,
    not_published,
    number,
)
from advisor.pages.saved.papers import unit_facts
from advisor.pages.shared.siting import siting_outdoors


def circuit(pick: Pick | None) -> tuple[str, ...]:
    if pick is None:
        return (_("No unit was picked, so the circuit is not decided yet."),)
    facts = unit_facts(pick.slug)
    volts = f"{pick.voltage}\u00a0V" if pick.voltage else str(not_published())
    amps = f"{number(facts.amps)}\u00a0A" if facts.amps is not None else str(not_published())
    lines = [
        _("%(name)s: %(volts)s, minimum circuit %(amps)s.")
        % {"name": pick.name, "volts": volts, "amps": amps}
    ]
    if RECORD_OF[pick.type].split:
        lines.append(_("A dedicated circuit, with a disconnect within sight of the outdoor unit."))
    else:
        lines.append(_("A dedicated grounded outlet. No extension cord or power strip."))
    return tuple(lines)


def siting(unit_type: str, advice: Advice, pick: Pick | None, units: str) -> tuple[str, ...]:
    """Where it goes, for this place: snow, drip, distance, noise."""
    facts = unit_facts(pick.slug) if pick else None
    cold = advice.site.heating_design_f
    record = RECORD_OF[unit_type]
    lines: list[str] = []
    if record.split:
        lines += siting_outdoors(cold, units)
    elif record.in_window:
        lines += [
            _("On a bracket, level from side to side and tilted outward as the manual says."),
            _("Both sides and the gap between the sashes sealed, and the sash locked."),
        ]
        if facts and facts.weight_lb is not None and facts.weight_lb >= HEAVY_LB:
            lines.append(
                _("%(weight)s: takes two people to lift.")
                % {"weight": mass(facts.weight_lb, units)}
            )
    elif record.sleeve:
        lines += [
            _("In a sleeve of its own size, sloped outward as the manual says, and sealed around."),
            _("A beam over the opening where the wall carries load, by who may sign for it."),
            _("Its grille outside kept free of plants, furniture, and snow."),
        ]
    elif record.hose:
        lines += [
            _("The hose short and straight, as supplied. The panel sealed in the window."),
            _(
                "In a place where its water can drain. While it heats, it makes more water than"
                " a tank holds."
            ),
        ]
    if facts and facts.sound_outdoor_db is not None and not record.hose:
        lines.append(
            _("Its published outdoor sound is %(sound)s. Ask at what distance it was measured.")
            % {"sound": str(decibels(None, facts.sound_outdoor_db))}
        )
    return tuple(lines)
