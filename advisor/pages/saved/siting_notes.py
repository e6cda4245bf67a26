"""What the brief says of wiring and of where the parts go."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Advice, Pick
from advisor.engine.answers import Answers
from advisor.engine.footing import PARKED, ROAD, footing_key, footing_of
from advisor.engine.money import HEAVY_LB
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.numbers import (
    decibels,
    mass,
    not_published,
    number,
)
from advisor.formatting.text import Text
from advisor.pages.saved.papers import unit_facts
from advisor.pages.shared.siting import siting_outdoors

ON_THE_ROAD: tuple[Text, ...] = (
    gettext_lazy(
        "On the rear wall, the hitch, or the tongue, on a bracket with vibration mounts that holds"
        " on the road."
    ),
    gettext_lazy(
        "Leave the space in front of the fan and behind the coil that the manual asks for, and"
        " lights, plate, and ladder free."
    ),
    gettext_lazy(
        "Lines and cable fastened so that nothing rubs or works loose, and their hole in the wall"
        " sealed."
    ),
)
"""Where the outdoor part of a mini-split goes on a vehicle that travels."""
ALSO: dict[tuple[str, str], tuple[Text, ...]] = {
    (PARKED, "mini_split"): (
        gettext_lazy("Strap it down, and leave the lines some slack: an RV moves on its jacks."),
    ),
    (ROAD, "window"): (gettext_lazy("Out of the window and stowed before every drive."),),
}
"""What else holds for a type of unit on a footing."""


def circuit(pick: Pick | None, answers: Answers) -> tuple[str, ...]:
    """What the first unit is wired to, in this room."""
    if pick is None:
        return (_("No unit was picked, so the circuit is not decided yet."),)
    facts = unit_facts(pick.slug)
    volts = f"{pick.voltage}\u00a0V" if pick.voltage else str(not_published())
    amps = f"{number(facts.amps)}\u00a0A" if facts.amps is not None else str(not_published())
    lines = [
        _("%(name)s: %(volts)s, minimum circuit %(amps)s.")
        % {"name": pick.name, "volts": volts, "amps": amps}
    ]
    if footing_of(answers).plugs_in:
        new = any(line.name == "circuit" for line in pick.cost.lines)
        lines.append(
            _("A circuit of its own from the RV’s panel.")
            if new
            else _("It runs on the wiring of the RV: no new circuit.")
        )
        lines.append(
            _("Add up what runs at the same time: the hookup or generator has to carry the sum.")
        )
    elif RECORD_OF[pick.type].split:
        lines.append(_("A dedicated circuit, with a disconnect within sight of the outdoor unit."))
    else:
        lines.append(_("A dedicated grounded outlet. No extension cord or power strip."))
    return tuple(lines)


def siting(
    unit_type: str, advice: Advice, pick: Pick | None, units: str, answers: Answers
) -> tuple[str, ...]:
    """Where it goes, for this place and room: snow, drip, distance, noise, the road."""
    footing = footing_key(answers)
    facts = unit_facts(pick.slug) if pick else None
    cold = advice.site.heating_design_f
    record = RECORD_OF[unit_type]
    lines: list[Text] = []
    if record.split:
        lines += ON_THE_ROAD if footing == ROAD else siting_outdoors(cold, units)
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
    lines += ALSO.get((footing, unit_type), ())
    if facts and facts.sound_outdoor_db is not None and not record.hose:
        lines.append(
            _("Its published outdoor sound is %(sound)s. Ask at what distance it was measured.")
            % {"sound": str(decibels(None, facts.sound_outdoor_db))}
        )
    return tuple(map(str, lines))
