"""What a unit asks of a generator, an inverter, batteries or a hookup."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.guesses import COLD_FIGURES, by_estimate, guessed
from advisor.advice.sentences.words import Text
from advisor.engine.off_grid import HARD, HOOKUP_W, NOT_KNOWN, SOFT, PowerDraw, steady_w
from advisor.engine.study import Study
from advisor.formatting.numbers import number, percent, temperature

START: dict[str, Text] = {
    SOFT: gettext_lazy("gentle: its inverter starts the compressor slowly"),
    HARD: gettext_lazy(
        "several times its running current, for a moment; how much is not published"
    ),
    NOT_KNOWN: gettext_lazy("not published"),
}
ON_HOOKUP: dict[str, Text] = {
    "shore_30": gettext_lazy("Of a 30-amp hookup (%(whole)s W)"),
    "shore_50": gettext_lazy("Of a 50-amp hookup (%(whole)s W)"),
    "house_115": gettext_lazy("Of an outlet of a house (%(whole)s W)"),
}
HIGH_VOLTS = 230.0


def watts(value: float) -> str:
    return f"{number(round(value, -1))}\u00a0W"


def kwh_a_day(value: float) -> str:
    return f"{number(value, 1 if value < 10 else 0)}\u00a0kWh"


def conclusion(draw: PowerDraw) -> str:
    """In a few words."""
    said = (
        _("up to %(watts)s; a generator of %(size)s")
        if draw.start == SOFT
        else _("up to %(watts)s; a generator of %(size)s or more, for the start")
    )
    return said % {
        "watts": watts(draw.ceiling_w),
        "size": watts(draw.generator_w),
    }


def rows(study: Study, draw: PowerDraw, *, units: str) -> Iterator[tuple[str, str]]:
    """What it draws, as a list of figures."""
    if draw.heating_w is not None:
        at = temperature(draw.heating_at_f, units)
        yield _("Heating this room at %(outdoors)s") % {"outdoors": at}, watts(draw.heating_w)
    if draw.cooling_w is not None:
        at = temperature(draw.cooling_at_f, units)
        yield _("Cooling it at %(outdoors)s") % {"outdoors": at}, watts(draw.cooling_w)
    yield _("At full speed"), watts(draw.most_w)
    if draw.label_w is not None:
        yield _("Circuit on its label, at most"), watts(draw.label_w)
    yield _("At the start"), str(START[draw.start])
    yield _("Generator or inverter, for this unit alone"), watts(draw.generator_w)
    if draw.coldest_day_kwh is not None:
        yield _("On the coldest day that it runs"), kwh_a_day(draw.coldest_day_kwh)
    if draw.hottest_day_kwh is not None:
        yield _("On the hottest day"), kwh_a_day(draw.hottest_day_kwh)
    hookup = study.answers.hookup or ""
    if study.answers.space == "rv" and hookup in ON_HOOKUP:
        words = str(ON_HOOKUP[hookup]) % {"whole": number(HOOKUP_W[hookup])}
        yield (
            words,
            _("%(share)s of the %(steady)s that it gives for hours")
            % {"share": percent(draw.share_of_hookup(hookup)), "steady": watts(steady_w(hookup))},
        )


def notes(study: Study, row: int, draw: PowerDraw) -> Iterator[str]:
    """What the figures do not say."""
    if study.units.volts[row] == HIGH_VOLTS:
        yield _("It takes 230 volts: many small generators and inverters give 120 only.")
    elif study.units.volts[row] != study.units.volts[row]:
        yield _("Its voltage is not published: check it before you buy a generator.")
    if draw.start != SOFT:
        yield _("Read the locked-rotor amps (LRA) on its plate, or ask for a soft starter.")
    if guessed(study, row, *COLD_FIGURES, "heating_cop"):
        yield by_estimate()
    yield _("Computed for this room; plans for a generator count a fifth to spare.")


def on_the_hookup(ceiling_w: float, hookup: str) -> str:
    """One line for an RV: what the unit takes of its hookup."""
    return _("Takes up to %(watts)s of the %(steady)s that your hookup gives for hours.") % {
        "watts": watts(ceiling_w),
        "steady": watts(steady_w(hookup)),
    }
