"""The wishes that a room is asked for: none that its place or its answers leave without weight."""

from collections.abc import Mapping
from dataclasses import replace

from advisor.engine.merits import COLD_BELOW_F
from advisor.pages.shared.fields import Field

NO_HEAT_OF_ITS_OWN = (("goal", "cooling"), ("heating_now", "included"))
"""Answers with which the heat of a unit counts for nothing."""


def with_wishes_that_count(
    field: Field, given: Mapping[str, str], heating_design_f: float | None
) -> Field:
    """The wishes without heat on the coldest nights where these tell no unit from another, as
    ``engine.merits.factor_weights`` counts it; any other question as it is. A wish that stands
    already stays, to be taken back. ``heating_design_f`` is ``None`` where the place is not known.
    """
    if field.name != "priorities" or "cold" in field.value.split(","):
        return field
    mild = heating_design_f is not None and heating_design_f >= COLD_BELOW_F
    if not mild and not any(given.get(name) == value for name, value in NO_HEAT_OF_ITS_OWN):
        return field
    return replace(
        field,
        options=tuple(each for each in field.options if each.value != "cold"),
        ranks=tuple(
            (title, tuple(each for each in options if each.value != "cold"))
            for title, options in field.ranks
        ),
    )
