"""What is said of a lowest outdoor temperature for heating that nobody publishes."""

from django.utils.translation import gettext as _

from advisor.engine.equipment import Curves, Units
from advisor.formatting.numbers import temperature


def limit_not_published(columns: Units, curves: Curves, row: int, *, units: str) -> str:
    """The sentence on a unit without a published limit; empty where its limit is published.

    What most of its kind reach counts as a fact only where many of its kind publish it.
    """
    if curves.cutout_known[row]:
        return ""
    usual_f = float(curves.usual_cutout_f[row])
    if usual_f == curves.coldest_point_f[row]:
        said = _(
            "Its lowest outdoor temperature is not published; its published outputs go down to"
            " %(usual)s."
        )
    elif columns.split[row]:
        said = _(
            "Its lowest outdoor temperature is not published; most of its kind run to %(usual)s."
        )
    else:
        said = _(
            "Its lowest outdoor temperature is not published; we assume that most of its kind run"
            " to %(usual)s."
        )
    return said % {"usual": temperature(usual_f, units)}
