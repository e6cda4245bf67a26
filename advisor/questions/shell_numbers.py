"""What an expert may measure of the shell; each replaces the default behind a plain answer."""

from django.utils.translation import gettext_lazy as _

from advisor.engine.answers import FACES
from advisor.formatting.text import Text
from advisor.questions.question_types import (
    UNSURE,
    Choice,
    Given,
    Question,
    When,
    is_none_of,
    is_one_of,
)
from advisor.questions.usual_surroundings import lies

_HAS_WINDOWS = is_none_of("windows", "none")
_HAS_OUTSIDE_WALLS = is_none_of("exterior_walls", "0")
_ON_SLAB = lies("below", "slab")


def _is_more_than_none(name: str, *or_given: str) -> When:
    def asked(given: Given) -> bool:
        return given.get(name, "") not in ("", UNSURE, "0") or any(map(given.get, or_given))

    return asked


_HAS_SKYLIGHT = _is_more_than_none("skylight_area", "skylight_u", "skylight_shgc")

_GLASS_FACING: dict[str, tuple[Text, Text]] = {
    "n": (_("Glass that faces north"), _("North glass")),
    "ne": (_("Glass that faces northeast"), _("Northeast glass")),
    "e": (_("Glass that faces east"), _("East glass")),
    "se": (_("Glass that faces southeast"), _("Southeast glass")),
    "s": (_("Glass that faces south"), _("South glass")),
    "sw": (_("Glass that faces southwest"), _("Southwest glass")),
    "w": (_("Glass that faces west"), _("West glass")),
    "nw": (_("Glass that faces northwest"), _("Northwest glass")),
}

SHELL_NUMBERS = (
    Question(
        name="wall_length",
        kind="number",
        label=_("Length of the outside walls"),
        short=_("Length of outside walls"),
        help=_("Along the floor, all of this room’s outside walls together."),
        unit=_("ft"),
        unit_metric=_("m"),
        range_why=_("this is one room’s walls, not the house’s."),
        asked_when=_HAS_OUTSIDE_WALLS,
    ),
    *(
        Question(
            name=f"window_area_{side}",
            kind="number",
            label=_GLASS_FACING[side][0],
            short=_GLASS_FACING[side][1],
            help=_("A side left blank has none. The sides together replace the glass area.")
            if side == FACES[0]
            else "",
            unit=_("sq ft"),
            unit_metric=_("m²"),
            range_why=_("this is all the glass in this one room."),
            asked_when=_HAS_WINDOWS,
        )
        for side in FACES
    ),
    Question(
        name="overhang_gap",
        kind="number",
        label=_("From the overhang down to the glass"),
        short=_("Gap below the overhang"),
        help=_("The wall between the roof’s edge and the top of the glass."),
        unit=_("ft"),
        unit_metric=_("m"),
        range_why=_("farther up, a roof hardly shades the glass."),
        asked_when=_is_more_than_none("overhang", "overhang_gap"),
    ),
    Question(
        name="skylight_u",
        kind="number",
        label=_("Skylight U-factor"),
        short=_("Skylight U-factor"),
        help=_("Count the curb and the shaft below it, if you know them."),
        unit=_("U"),
        range_why=_("the label on a new skylight shows it, for example 0.55."),
        asked_when=_HAS_SKYLIGHT,
    ),
    Question(
        name="skylight_shgc",
        kind="number",
        label=_("Skylight SHGC"),
        short=_("Skylight SHGC"),
        unit=_("SHGC"),
        range_why=_("a fraction of the sun’s heat, as shown on the skylight’s label."),
        asked_when=_HAS_SKYLIGHT,
    ),
    Question(
        name="slab_edge_r",
        kind="number",
        label=_("Insulation at the edge of the slab"),
        short=_("Slab edge R-value"),
        help=_("The foam alone; 0 if the edge is bare."),
        unit=_("R"),
        range_why=_("h·ft²·°F/BTU for the insulation alone."),
        asked_when=_ON_SLAB,
    ),
    Question(
        name="slab_edge_depth",
        kind="number",
        label=_("How far down that insulation goes"),
        short=_("Depth of slab edge insulation"),
        help=_("Below the ground outside; 0 if it covers only the edge itself."),
        unit=_("ft"),
        range_why=_("farther down it hardly changes the loss."),
        asked_when=_ON_SLAB,
    ),
    Question(
        name="house_width",
        kind="number",
        label=_("Width of the house"),
        short=_("Width of the house"),
        help=_("Its shorter side. Heat leaves a basement floor toward the edges."),
        unit=_("ft"),
        unit_metric=_("m"),
        range_why=_("one house, its shorter side."),
        asked_when=is_one_of("space", "basement"),
    ),
    Question(
        name="crawl_area",
        kind="number",
        label=_("Floor over the crawl space"),
        short=_("Floor over the crawl space"),
        help=_("Where only part of the floor is over it, and the rest over heated rooms."),
        unit=_("sq ft"),
        unit_metric=_("m²"),
        range_why=_("never more than the room’s own floor counts."),
        asked_when=lies("below", "crawlspace"),
    ),
    Question(
        name="soil",
        kind="choice",
        label=_("Soil around the house"),
        short=_("Soil"),
        why=_("Moist soil carries away four times as much heat as dry sand."),
        choices={
            "moist": Choice(label=_("Moist or heavy"), help=_("clay, or wet most of the year")),
            "mixed": Choice(label=_("In between"), help=_("loam, or dry clay")),
            "dry": Choice(label=_("Dry and light"), help=_("sand or gravel in a dry place")),
        },
        asked_when=_ON_SLAB,
    ),
)
