"""The lists and coaches of a place, its state's before the country's."""

import pytest

from advisor.advice.eligible_rebates import place_contacts
from advisor.reference.costs import current_costs

pytestmark = pytest.mark.usefixtures("real_data")

NATE = "NATE, North American Technician Excellence"


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("MA", ["Mass Save", "HeatSmart Alliance", NATE]),
        ("OR", ["Energy Trust of Oregon", NATE]),
        ("ID", [NATE]),
        ("PR", [NATE]),
    ],
)
def test_list_then_coach_then_what_holds_everywhere(state: str, names: list[str]) -> None:
    found = place_contacts(current_costs(), state)
    assert [each.name for each in found] == names
    assert [each.nationwide for each in found] == [name == NATE for name in names]
    assert {each.phone for each in found} == {each.checked for each in found} == {None}
