"""Which figures of a unit are our estimates, so that no sentence tells one as a fact."""

from django.utils.translation import gettext as _

from advisor.engine.study import Study

COLD_FIGURES = ("cold_output", "heating_capacity")
"""What the output on the coldest night rests on."""


def by_estimate() -> str:
    """What stands beside figures that rest on a guess."""
    return _("This is our estimate: not every figure of the unit that it rests on is published.")


def guessed(study: Study, row: int, *names: str) -> bool:
    """Whether one of these figures is our estimate."""
    return any(
        bool(study.cold_output_is_estimated[row])
        if name == "cold_output"
        else bool(study.curves.estimated[name][row])
        for name in names
    )
