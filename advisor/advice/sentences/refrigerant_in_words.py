"""What the refrigerant of a unit means: a floor area to compare, or last stock."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from advisor.formatting.numbers import area_figure
from catalog import vocabulary

OLD = "R-410A"
MILDLY_FLAMMABLE = frozenset({"R-32", "R-454B"})
"""Class A2L of ASHRAE 34."""
FLAMMABLE = frozenset({"R-290"})
"""Class A3: propane."""


def as_named(refrigerant: str) -> str:
    """As the desk may have typed it, as everybody writes it: "R32" can burn as R-32 does."""
    return vocabulary.refrigerant(refrigerant) or refrigerant


def conclusion(refrigerant: str) -> str:
    """What one would conclude, in a few words."""
    refrigerant = as_named(refrigerant)
    if refrigerant == OLD:
        return _("%(name)s: last stock") % {"name": refrigerant}
    if refrigerant in MILDLY_FLAMMABLE | FLAMMABLE:
        return _("%(name)s: compare the floor area") % {"name": refrigerant}
    return refrigerant or _("not published")


def lines(
    refrigerant: str, area_ft2: float, *, split: bool, barring: Sequence[str], units: str
) -> list[str]:
    """``barring``: names of the rebates here that rule this refrigerant out."""
    refrigerant = as_named(refrigerant)
    if refrigerant == OLD:
        return _last_stock(barring)
    if refrigerant in MILDLY_FLAMMABLE | FLAMMABLE:
        return _to_compare(refrigerant, area_ft2, split=split, units=units)
    return [
        _(
            "Which refrigerant it uses is not published; its rating plate says. R-410A would be old"
            " stock, and R-32 or R-454B need a minimum floor area."
        )
        if not refrigerant
        else _("Ask for its safety class, and for the minimum floor area in its manual.")
    ]


def _last_stock(barring: Sequence[str]) -> list[str]:
    told = [
        _(
            "New units are no longer made with it: what is sold is stock. It may be used and"
            " repaired for its life; ask who will have parts and refrigerant in ten years, and"
            " whether your state still lets it be installed."
        )
    ]
    if barring:
        told.append(_("Rebates here that rule it out: %(names)s.") % {"names": ", ".join(barring)})
    else:
        told.append(_("Some rebates rule it out: ask before you count on one."))
    return told


def _to_compare(refrigerant: str, area_ft2: float, *, split: bool, units: str) -> list[str]:
    can_burn = (
        _("%(name)s burns easily (class A3).")
        if refrigerant in FLAMMABLE
        else _("%(name)s is mildly flammable (class A2L).")
    ) % {"name": refrigerant}
    area = {"area": area_figure(area_ft2, units)}
    compare = (
        _(
            "The rating plate of the outdoor unit gives its refrigerant charge, and the"
            " installation manual the minimum floor area for that charge. Add what a long line set"
            " needs, and compare with your %(area)s."
        )
        if split
        else _(
            "The rating plate gives its refrigerant charge, and the manual or the label beside the"
            " plate the minimum floor area. Compare that with your %(area)s."
        )
    )
    return [f"{can_burn} {compare % area}", _("That area is not published in our catalog.")]
