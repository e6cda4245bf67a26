"""Where a neighbor's window is: asked on the page of a unit and for experts, never on the way."""

from django.utils.translation import gettext_lazy as _

from advisor.questions.question_types import Choice, Question, is_none_of

_HAS_OUTSIDE = is_none_of("outdoor_unit", "no")

NEIGHBOR_QUESTIONS = (
    Question(
        name="neighbor_distance",
        kind="number",
        label=_("How far is it to the neighbor’s nearest window?"),
        short=_("Neighbor’s window"),
        help=_("From where the outdoor unit would stand, in a straight line."),
        why=_("Sound falls by 6 dB each time the distance doubles."),
        unit=_("ft"),
        range_why=_("beyond that, nobody hears one."),
        asked_when=_HAS_OUTSIDE,
    ),
    Question(
        name="neighbor_screen",
        kind="choice",
        label=_("Does anything solid stand between the two?"),
        short=_("Between the two"),
        help=_("A wall, a solid fence, a corner of the house. Hedges do not count."),
        why=_("What hides the unit from the window takes 5 to 10 dB off."),
        choices={
            "none": Choice(label=_("Nothing: in plain sight")),
            "partial": Choice(label=_("Hides part of it")),
            "full": Choice(label=_("Hides it fully")),
        },
        asked_when=_HAS_OUTSIDE,
    ),
    Question(
        name="neighbor_walls",
        kind="choice",
        label=_("How many hard faces are close to the unit?"),
        short=_("Hard faces"),
        help=_("The ground is one; a wall behind it is the second, a corner the third."),
        why=_("Each one sends the sound on and adds 3 dB."),
        choices={
            "1": Choice(label=_("The ground alone")),
            "2": Choice(label=_("The ground and a wall")),
            "3": Choice(label=_("A corner of two walls")),
        },
        asked_when=_HAS_OUTSIDE,
    ),
)
"""Nothing is ranked by them."""

NEIGHBOR = tuple(question.name for question in NEIGHBOR_QUESTIONS)
