"""What few visitors know of glass, walls, roof and crawl space: each asked behind its own words."""

from django.utils.translation import gettext_lazy as _

from advisor.questions.question_types import (
    Choice,
    Given,
    Question,
    is_interior,
    is_none_of,
    is_one_of,
)
from advisor.questions.usual_surroundings import lies

_YES_NO = {"yes": Choice(label=_("Yes")), "no": Choice(label=_("No"))}
_HAS_WINDOWS = is_none_of("windows", "none")
_HAS_OUTSIDE_WALLS = is_none_of("exterior_walls", "0")


def _may_have_cold_neighbor(given: Given) -> bool:
    stands_alone = given.get("space") in ("tiny_home", "rv", "basement")
    return given.get("exterior_walls") != "4" and not stands_alone


BESIDE = (
    Question(
        name="beside",
        kind="choice",
        label=_("What is behind its inside walls?"),
        short=_("Behind an inside wall"),
        fold=_("A garage or an unheated room is next to it"),
        unfolded_when=is_interior,
        why=_("A wall to a garage loses as much heat as one to the outdoors."),
        choices={
            "heated": Choice(label=_("Only heated rooms")),
            "garage": Choice(label=_("A garage, behind one of them")),
            "unheated": Choice(label=_("An unheated room or hall, behind one of them")),
        },
        asked_when=_may_have_cold_neighbor,
    ),
)

WALKOUT = (
    Question(
        name="walkout",
        kind="choice",
        label=_("Is it a walk-out basement?"),
        short=_("Walk-out basement"),
        why=_("A wall above the ground loses several times as much heat as one in the ground."),
        help=_("One whole wall stands free, usually with a door to the yard."),
        choices=_YES_NO,
        asked_when=is_one_of("space", "basement"),
    ),
)

OUTSIDE_DOOR = (
    Question(
        name="outside_door",
        kind="choice",
        label=_("Does it have a door to the outside?"),
        short=_("Outside door"),
        fold=_("I know its outside door"),
        why=_("A solid wood door insulates less than most walls, and a glass door least."),
        choices={
            "none": Choice(label=_("No")),
            "wood": Choice(label=_("Yes, wood")),
            "metal": Choice(label=_("Yes, metal or fiberglass"), help=_("with foam inside")),
            "glass": Choice(
                label=_("Yes, glass"), help=_("leave it out of the glass area you measured")
            ),
        },
        asked_when=_HAS_OUTSIDE_WALLS,
    ),
)

CRAWL = (
    Question(
        name="crawl",
        kind="choice",
        label=_("Is the crawl space open to the outside?"),
        short=_("Crawl space"),
        fold=_("I know the crawl space"),
        why=_("A sealed crawl space is warmer in winter, so the floor loses less."),
        choices={
            "vented": Choice(label=_("Yes"), help=_("vents or gaps in its walls")),
            "sealed": Choice(label=_("No"), help=_("closed and insulated at its walls")),
        },
        asked_when=is_one_of("below", "crawlspace"),
    ),
)

SHELL_DETAILS = (
    Question(
        name="siding",
        kind="choice",
        label=_("What are the outside walls made of?"),
        short=_("Wall material"),
        fold=_("I know what the walls are made of"),
        why=_("Brick and block take longer to warm up in the sun than siding does."),
        choices={
            "siding": Choice(label=_("Siding"), help=_("wood, vinyl, or fiber cement")),
            "stucco": Choice(label=_("Stucco")),
            "brick": Choice(label=_("Brick over a wood frame")),
            "block": Choice(label=_("Concrete block")),
            "log": Choice(label=_("Logs")),
        },
        asked_when=_HAS_OUTSIDE_WALLS,
    ),
    Question(
        name="wall_color",
        kind="choice",
        label=_("What color are the outside walls?"),
        short=_("Wall color"),
        fold=_("I know the color of the walls"),
        why=_("A dark wall in the sun gets half again as hot as a light one."),
        choices={
            "light": Choice(label=_("Light"), help=_("white or cream")),
            "medium": Choice(label=_("Medium")),
            "dark": Choice(label=_("Dark")),
        },
        asked_when=_HAS_OUTSIDE_WALLS,
    ),
    Question(
        name="roof",
        kind="choice",
        label=_("What kind of roof is above it?"),
        short=_("Roof"),
        fold=_("I know the roof"),
        why=_("Under dark shingles an attic gets 35 degrees hotter than under a white roof."),
        choices={
            "dark": Choice(label=_("Dark shingles")),
            "light": Choice(label=_("Light shingles")),
            "tile": Choice(label=_("Clay tile or slate")),
            "metal": Choice(label=_("Metal")),
            "white": Choice(label=_("White or reflective")),
        },
        asked_when=lies("above", "attic", "roof"),
    ),
    Question(
        name="attic",
        kind="choice",
        label=_("What kind of attic is it?"),
        short=_("Attic"),
        fold=_("I know the attic"),
        why=_("Foil under the roof keeps an attic about 10 degrees cooler."),
        choices={
            "vented": Choice(
                label=_("Insulated at its floor"), help=_("with vents under the roof; most are")
            ),
            "sealed": Choice(
                label=_("Insulated under the roof"), help=_("foam between the rafters, no vents")
            ),
            "barrier": Choice(
                label=_("With shiny foil under the roof"), help=_("a radiant barrier")
            ),
        },
        asked_when=lies("above", "attic"),
    ),
)

GLASS_DETAILS = (
    Question(
        name="shades",
        kind="choice",
        label=_("What covers the glass inside on a summer day?"),
        short=_("Shades inside"),
        fold=_("I have curtains, blinds, or shades"),
        why=_("Light shades that are down let in about half of the sun."),
        choices={
            "none": Choice(label=_("Nothing")),
            "curtains": Choice(label=_("Curtains, half closed")),
            "light": Choice(label=_("Light shades, down")),
            "dark": Choice(label=_("Dark shades, down")),
            "blinds": Choice(label=_("Blinds, half open")),
        },
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="screens",
        kind="choice",
        label=_("Are there insect screens outside the glass?"),
        short=_("Insect screens"),
        fold=_("The windows have insect screens"),
        why=_("A screen keeps out a third of the sun where it covers the glass."),
        choices={
            "none": Choice(label=_("No")),
            "half": Choice(label=_("Over half of the glass")),
            "full": Choice(label=_("Over all of the glass")),
        },
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="overhang",
        kind="number",
        label=_("How far does the roof reach out over the glass?"),
        short=_("Roof overhang"),
        fold=_("The roof reaches out over the glass"),
        why=_("An overhang keeps the high summer sun off the glass."),
        help=_("Measure straight out from the wall, 0 if it does not."),
        unit=_("ft"),
        unit_metric=_("m"),
        range_why=_("a deeper roof is a porch: answer that it is shaded nearly all day."),
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="skylight_area",
        kind="number",
        label=_("How large are the skylights?"),
        short=_("Skylights"),
        fold=_("It has a skylight"),
        why=_("A skylight lets in about three times the heat of a shaded window of its size."),
        help=_("All of them together. Leave them out of the glass area you measured."),
        unit=_("sq ft"),
        unit_metric=_("m²"),
        range_why=_("more than that is a glass roof: choose the sunroom."),
        asked_when=lies("above", "attic", "roof"),
    ),
    Question(
        name="frame",
        kind="choice",
        label=_("What are the window frames made of?"),
        short=_("Window frames"),
        fold=_("I know the window frames"),
        why=_("A plain metal frame loses half again as much heat as one of wood or vinyl."),
        choices={
            "wood": Choice(label=_("Wood, vinyl, or fiberglass")),
            "metal": Choice(label=_("Metal")),
            "metal_break": Choice(
                label=_("Metal with a thermal break"), help=_("plastic between inside and outside")
            ),
        },
        asked_when=_HAS_WINDOWS,
    ),
)
