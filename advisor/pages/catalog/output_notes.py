"""What is said under the outputs of a unit: a limit nobody publishes, figures that contradict."""

from django.utils.translation import gettext as _

from advisor.advice.sentences.heating_limit import limit_not_published
from advisor.engine.rating_fit import POINT_TOLERANCE
from advisor.formatting.numbers import number, percent
from advisor.listing.inventory import Inventory
from advisor.listing.rating_check import contradiction_of


def limit_note(alone: Inventory | None, units: str) -> str:
    """``alone`` is the inventory of the unit only; empty where its limit is published."""
    return limit_not_published(alone.units, alone.curves, 0, units=units) if alone else ""


def conflict_note(alone: Inventory | None) -> str:
    """What the fit did where the published points and the label do not go together."""
    found = contradiction_of(alone, 0) if alone else None
    if found is None:
        return ""
    return _(
        "Its published points and its label contradict each other: by the points its %(rating)s is"
        " about %(computed)s, by its label %(published)s. We count with the points, and move each"
        " published COP toward the label by at most %(most)s."
    ) % {
        "rating": found.rating,
        "computed": number(found.from_points, 1),
        "published": number(found.published, 1),
        "most": percent(max(POINT_TOLERANCE["rated"], POINT_TOLERANCE["lowest, highest"])),
    }
