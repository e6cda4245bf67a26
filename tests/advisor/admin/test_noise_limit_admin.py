"""A town's noise limit: entered at the desk, told beside the sound at the neighbor's window."""

import pytest
from django.test import Client

from advisor.advice.unit_details import unit_details
from advisor.models import NoiseLimit, ReferenceVersion
from advisor.questions.answer_form import read_text
from catalog.history import acting
from catalog.models import Change, How

pytestmark = pytest.mark.usefixtures("real_data")

LIMIT = {
    "code": "boston-ma",
    "name": "Boston, MA",
    "zip_prefixes": "021, 022",
    "night_db": "50",
    "day_db": "60",
    "url": "https://www.boston.gov/noise",
    "as_of": "2026-11",
    "note": "",
}
ADD = "/admin/advisor/noiselimit/add/"


def told_in(zip_code: str) -> str:
    answers = read_text(f"zip={zip_code}&space=bedroom&area=120").answers
    assert answers is not None
    found = unit_details(answers, "msz-fs06na-muz-fs06nah", units="us")
    assert found is not None
    assert found.neighbor is not None
    return " ".join(found.neighbor.lines)


def test_a_limit_is_entered_and_told_at_once_and_only_there(admin_client: Client) -> None:
    assert "No limit of your town is recorded" in told_in("02130")
    version = ReferenceVersion.objects.get().version
    assert admin_client.post(ADD, LIMIT).status_code == 302
    assert ReferenceVersion.objects.get().version != version
    assert "Boston, MA allows 50 dB(A) at night and 60 by day (November 2026)." in told_in("02130")
    assert "No limit of your town is recorded" in told_in("80233")


def test_the_limit_of_the_smaller_area_counts(admin_client: Client) -> None:
    admin_client.post(ADD, LIMIT)
    inner = {"code": "inner", "name": "Inner", "zip_prefixes": "02130", "day_db": ""}
    assert admin_client.post(ADD, LIMIT | inner).status_code == 302
    assert "Inner allows 50 dB(A) at night (November 2026)." in told_in("02130")


def test_a_limit_has_a_history(admin_client: Client) -> None:
    admin_client.post(ADD, LIMIT)
    with acting("editor", how=How.HAND):
        NoiseLimit.objects.filter(code="boston-ma").update(night_db=45)
    told = Change.objects.of_row("advisor_noiselimit", "boston-ma").values_list("field", "new")
    assert ("night_db", "45") in told


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("night_db", "5", "A limit is 20 to 90 dB(A), by day no lower."),
        ("day_db", "40", "A limit is 20 to 90 dB(A), by day no lower."),
        ("zip_prefixes", "Boston", "Enter at least one start of a ZIP code."),
        ("url", "http://example.com", "A limit needs its official page (https) and a date."),
    ],
)
def test_a_wrong_limit_says_what_is_wrong(
    admin_client: Client, field: str, value: str, says: str
) -> None:
    page = admin_client.post(ADD, LIMIT | {field: value})
    assert says in page.text or (field == "zip_prefixes" and "at most 5" in page.text)
    assert not NoiseLimit.objects.exists()
