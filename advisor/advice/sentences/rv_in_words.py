"""What an RV needs to be told: the road, the usual roof unit, its power, and shade first."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.power_in_words import on_the_hookup
from advisor.advice.sentences.words import Text
from advisor.engine.answers import Answers
from advisor.engine.footing import PARKED, ROAD, footing_key
from advisor.engine.off_grid import HOOKUP_W, most_and_label_w, steady_w
from advisor.engine.study import Study
from advisor.engine.worst_week import worst_week

ON_WHEELS: dict[str, Text] = {
    PARKED: gettext_lazy(
        "It does not travel, so a unit for a house can do; strap the outdoor part down all the"
        " same."
    ),
    ROAD: gettext_lazy(
        "Units for a house are not built for the road: a mini-split needs a maker who allows"
        " travel, its outdoor part a braced mount, and a window unit comes out for the drive."
    ),
}
ON_POWER: dict[str, Text] = {
    "shore_30": gettext_lazy(
        "A 30-amp hookup feeds one unit at a time: count what else runs, and do not run this one"
        " beside the roof unit."
    ),
    "shore_50": gettext_lazy(
        "A 50-amp hookup has 240 volts and room for a unit of its own, if an electrician adds the"
        " circuit."
    ),
    "house_115": gettext_lazy(
        "An outlet of a house is usually good for 15 amps, cord and all: keep the unit small, and"
        " keep the cord short and heavy."
    ),
    "none": gettext_lazy(
        "Without a hookup the generator or the batteries decide: an inverter unit starts gently,"
        " but a night of cooling empties most battery banks."
    ),
}
GENERATOR = gettext_lazy(
    "On a generator, check its running watts against the unit’s, and that it can take the start."
)


def rv_cautions(answers: Answers) -> Iterator[str]:
    """A word each on shade, the roof unit, travel and power."""
    if answers.space != "rv":
        return
    yield _(
        "Shade first: park with the big windows away from the afternoon sun, put out the awning,"
        " and cover the windshield and the roof vents."
    )
    yield _(
        "The usual way in an RV is a roof unit, which uses the vent opening and the wiring that are"
        " there: compare its price and noise before you cut into a wall."
    )
    yield str(ON_WHEELS[footing_key(answers)])
    if answers.hookup in ON_POWER:
        yield str(ON_POWER[answers.hookup])
    yield str(GENERATOR)


def fits_the_hookup(study: Study, row: int) -> Iterator[str]:
    """What a unit takes of an RV's hookup, where it is told and carries it."""
    if study.answers.space != "rv" or study.answers.hookup not in HOOKUP_W:
        return
    weeks = [
        worst_week(study, row, cold=cold)
        for cold, wanted in ((True, study.heating_wanted), (False, study.cooling_wanted))
        if wanted
    ]
    most_w, label_w = most_and_label_w(study, row, weeks)
    ceiling_w = most_w if label_w is None else min(most_w, label_w)
    if ceiling_w <= steady_w(study.answers.hookup):
        yield on_the_hookup(ceiling_w, study.answers.hookup)
