"""Doing nothing and doing little in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import Text
from advisor.engine import baselines
from advisor.engine.baselines import Course
from advisor.engine.study import Study
from advisor.formatting.numbers import number

DEVICES: dict[str, Text] = {
    baselines.FAN: gettext_lazy("a fan"),
    baselines.WINDOW_AC: gettext_lazy("a plain window air conditioner"),
    baselines.PORTABLE_AC: gettext_lazy("a plain portable air conditioner"),
    baselines.DEHUMIDIFIER: gettext_lazy("a dehumidifier"),
    baselines.SPACE_HEATER: gettext_lazy("an electric space heater"),
}


def label(course: Course) -> str:
    """As the first words of a row: Doing little: a plain window air conditioner."""
    if course.code == baselines.NOTHING:
        return _("Doing nothing")
    devices = [_device(course, name) for name in course.buys]
    if len(devices) == 1:
        return _("Doing little: %(device)s") % {"device": devices[0]}
    return _("Doing little: %(device)s and %(other)s") % {
        "device": devices[0],
        "other": devices[1],
    }


def _device(course: Course, name: str) -> str:
    if name == baselines.SPACE_HEATER and course.heaters > 1:
        return _("%(count)s electric space heaters") % {"count": number(course.heaters)}
    return str(DEVICES[name])


def note(study: Study, course: Course) -> str:
    """What the room goes without on this course; empty where it goes without nothing."""
    answers = study.answers
    cold = study.heating_wanted and answers.heating_now == "none"
    hot = study.cooling_wanted and answers.cooled_by == "none"
    if course.code == baselines.NOTHING:
        if cold and hot:
            return _("The room stays without heat and without cooling.")
        if cold:
            return _("The room stays without heat.")
        return _("The room stays without cooling.") if hot else ""
    if course.code == baselines.FAN:
        return _("A fan moves the air. It does not cool the room.")
    if course.heaters > 1:
        return _("Each space heater needs an outlet on a circuit of its own.")
    return ""
