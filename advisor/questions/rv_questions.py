"""What only an RV is asked: whether it travels, and on what power it runs."""

from django.utils.translation import gettext_lazy as _

from advisor.questions.question_types import Choice, Question, is_one_of

_IS_RV = is_one_of("space", "rv")

RV_QUESTIONS = (
    Question(
        name="moves",
        kind="choice",
        label=_("Does it still travel?"),
        short=_("Travels"),
        why=_("On the road, everything shakes. Few units for a house are made for that."),
        choices={
            "yes": Choice(label=_("Yes, at least now and then")),
            "no": Choice(label=_("No, it stays where it is")),
        },
        asked_when=_IS_RV,
    ),
    Question(
        name="hookup",
        kind="choice",
        label=_("What is it plugged into?"),
        short=_("Hookup"),
        why=_("A 30-amp hookup has no 230 volts, and it has little to spare for a second unit."),
        choices={
            "shore_30": Choice(label=_("A 30-amp hookup")),
            "shore_50": Choice(label=_("A 50-amp hookup")),
            "house_115": Choice(label=_("An outlet of a house")),
            "none": Choice(label=_("Nothing"), help=_("a generator, batteries, or solar panels")),
        },
        asked_when=_IS_RV,
    ),
)
