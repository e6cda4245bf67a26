"""What a room's load says: its largest line, the cheapest remedy, and the chart of the shops."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import Text, job_prices
from advisor.engine.load import energy_star_chart
from advisor.engine.study import Study
from advisor.formatting.numbers import (
    btu,
    load_figure,
    percent,
)

LINES: dict[str, Text] = {
    "walls": gettext_lazy("outside walls"),
    "walls_below_ground": gettext_lazy("walls below ground"),
    "windows_north": gettext_lazy("windows to the north"),
    "windows_east": gettext_lazy("windows to the east"),
    "windows_south": gettext_lazy("windows to the south"),
    "windows_west": gettext_lazy("windows to the west"),
    "windows_northeast": gettext_lazy("windows to the northeast"),
    "windows_southeast": gettext_lazy("windows to the southeast"),
    "windows_southwest": gettext_lazy("windows to the southwest"),
    "windows_northwest": gettext_lazy("windows to the northwest"),
    "skylight": gettext_lazy("skylight"),
    "door": gettext_lazy("outside door"),
    "garage_door": gettext_lazy("garage door"),
    "partition": gettext_lazy("wall to an unheated room"),
    "roof": gettext_lazy("ceiling or roof"),
    "floor": gettext_lazy("floor"),
    "air": gettext_lazy("air leaks"),
    "people": gettext_lazy("people"),
    "equipment": gettext_lazy("equipment"),
}
REMEDIES: dict[str, Text] = {
    "walls": gettext_lazy("insulating them is the big step; a rug or bookcase does not help"),
    "walls_below_ground": gettext_lazy("foam boards on the inside cut it most"),
    "windows_north": gettext_lazy("window film costs %(film)s and cuts it by a third"),
    "windows_east": gettext_lazy("an outside shade on the morning sun is the cheapest cure"),
    "windows_south": gettext_lazy("an awning or an outside shade is the cheapest cure"),
    "windows_west": gettext_lazy(
        "an outside shade for about %(outside_shade)s is the cheapest cure"
    ),
    "windows_northeast": gettext_lazy("window film costs %(film)s and cuts it by a third"),
    "windows_southeast": gettext_lazy("an awning or an outside shade is the cheapest cure"),
    "windows_southwest": gettext_lazy(
        "an outside shade for about %(outside_shade)s is the cheapest cure"
    ),
    "windows_northwest": gettext_lazy(
        "an outside shade for about %(outside_shade)s is the cheapest cure"
    ),
    "skylight": gettext_lazy("a shade over it is the cheapest cure"),
    "door": gettext_lazy("new weatherstripping costs about %(weatherstripping)s"),
    "garage_door": gettext_lazy("an insulation kit for the door costs %(garage_door)s"),
    "partition": gettext_lazy("insulating that wall is the cure"),
    "roof": gettext_lazy("more insulation above the ceiling is the cheapest cure"),
    "floor": gettext_lazy("insulation under the floor, or at the edge of the slab, is the cure"),
    "air": gettext_lazy("caulk and weatherstripping cost %(caulk)s"),
    "people": gettext_lazy("nothing to fix here"),
    "equipment": gettext_lazy("move what runs all day to another room"),
}
OWNERS_REMEDIES: dict[str, Text] = {
    "air": gettext_lazy("sealing them costs %(air_sealing)s"),
}
"""What is said to an owner instead: the job that an owner’s list of work names too."""


def chart_note(study: Study, *, units: str) -> str | None:
    """What the area chart of the shops says, and why we differ."""
    if not study.cooling_wanted:
        return None
    ours, chart = study.loads.cooling, energy_star_chart(study.answers.area)
    words = {"chart": btu(chart, units), "ours": load_figure(ours.likely, units)}
    if ours.low <= chart <= ours.high:
        return _("The chart in stores says %(chart)s for this floor area: within our range.") % (
            words
        )
    if chart > ours.high:
        return (
            _(
                "The chart in stores says %(chart)s for this floor area. It knows no"
                " climate, walls or windows and is generous: we find %(ours)s for yours."
            )
            % words
        )
    return (
        _(
            "The chart in stores says %(chart)s for this floor area. Your glass, roof or"
            " equipment asks for more than it counts on: we find %(ours)s."
        )
        % words
    )


def _remedy(name: str, *, heating: bool, rents: bool) -> Text:
    """Shade keeps no heat in: glass that loses it is to be covered with film."""
    glass = name.startswith("windows_") or name == "skylight"
    name = "windows_north" if heating and glass else name
    return REMEDIES[name] if rents else OWNERS_REMEDIES.get(name, REMEDIES[name])


def largest_part(lines: Mapping[str, float]) -> tuple[str, float]:
    """The largest part of a load, all windows as one, and its share."""
    parts: dict[str, float] = {}
    for name, value in lines.items():
        label = _("the windows") if name.startswith("windows_") else str(LINES[name])
        parts[label] = parts.get(label, 0.0) + value
    name = max(parts, key=lambda each: parts[each])
    return name, parts[name] / max(sum(parts.values()), 1.0)


def load_note(study: Study) -> str | None:
    """The largest line of the larger load and its cheapest remedy."""
    heating = study.heating_wanted and (
        not study.cooling_wanted or study.loads.heating.likely >= study.loads.cooling.likely
    )
    lines = study.loads.heating_lines if heating else study.loads.cooling_lines
    total = sum(lines.values())
    if total <= 0:
        return None
    name = max(lines, key=lambda key: lines[key])
    rents = study.answers.tenure == "rent"
    said = (
        _("%(line)s: %(share)s of the heating load; %(remedy)s.")
        if heating
        else _("%(line)s: %(share)s of the cooling load; %(remedy)s.")
    )
    text = said % {
        "line": LINES[name],
        "share": percent(lines[name] / total),
        "remedy": str(_remedy(name, heating=heating, rents=rents)) % job_prices(),
    }
    return text[:1].upper() + text[1:]
