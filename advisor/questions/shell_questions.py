"""What few visitors know of glass, walls, roof and crawl space: each asked behind its own words."""

from django.utils.translation import gettext_lazy as _

from advisor.questions.question_types import Choice, Question, is_none_of, is_one_of

_HAS_WINDOWS = is_none_of("windows", "none")
_HAS_OUTSIDE_WALLS = is_none_of("exterior_walls", "0")

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
        short=_("Outside walls"),
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
        asked_when=is_none_of("above", "heated"),
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
        name="overhang",
        kind="number",
        label=_("How far does the roof reach out over the glass?"),
        short=_("Roof overhang"),
        fold=_("The roof reaches out over the glass"),
        why=_("An overhang keeps the high summer sun off the glass."),
        help=_("Measure straight out from the wall, 0 if it does not."),
        unit=_("ft"),
        range_why=_("a deeper roof is a porch: answer that it is shaded nearly all day."),
        asked_when=_HAS_WINDOWS,
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
