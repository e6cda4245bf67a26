"""The desk against 5,000 random requests of each role."""

import pytest

from tests.advisor.admin.desk_fuzzer import DeskFuzzer
from tests.advisor.admin.test_hostile_desk import ROLES, SEED, fill_the_desk, member_of

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]
REQUESTS = 5_000


@pytest.mark.parametrize("role", ROLES)
def test_five_thousand_random_requests_break_nothing_and_reach_nothing(
    monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    fill_the_desk(monkeypatch)
    fuzzer = DeskFuzzer(member_of(role), seed=SEED + 1)
    assert [str(fault) for fault in fuzzer.faults(REQUESTS)] == []
