"""Lists of installers and coaches at the desk: filled in, seen at once, and aged."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from advisor.admin import staleness
from advisor.models import InstallerContact, ReferenceVersion, ShownCount
from catalog.history import acting
from catalog.models import Change, How

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = timezone.localdate
ADD = "/admin/advisor/installercontact/add/"
IDAHO = "/admin/advisor/installercontact/id-installers/change/"
PAGE = "/advice/quote/?zip=83702&space=bedroom&area=120"
BOARD = "/admin/stale/"


def filled(**columns: Any) -> dict[str, str]:
    usual = {"name": "Idaho’s list", "kind": "installers", "states": "id", "note": ""}
    usual |= {"url": "https://list.idaho.gov/installers", "phone": "", "source": "its page"}
    usual |= {"last_checked": TODAY().isoformat()}
    return {name: str(value) for name, value in (usual | columns).items()}


@pytest.fixture
def publisher() -> Client:
    user = User.objects.create_user("publisher", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    client = Client()
    client.force_login(user)
    return client


def test_empty_record_is_filled_in_and_visitors_see_it_at_once(publisher: Client) -> None:
    assert "We know of no official list" in publisher.get(PAGE).text
    version = ReferenceVersion.objects.get().version
    listed = publisher.get("/admin/advisor/installercontact/?page=empty&state=ID")
    assert "id-installers" in listed.text
    assert publisher.post(IDAHO, filled()).status_code == 302
    assert ReferenceVersion.objects.get().version != version
    told = publisher.get(PAGE).text
    assert "https://list.idaho.gov/installers" in told
    assert "We know of no official list" not in told
    row = InstallerContact.objects.get(code="id-installers")
    assert (row.states, row.from_files) == (["ID"], False)


def test_coach_is_added_with_a_number(publisher: Client) -> None:
    coach = filled(code="id-coach", kind="coach", name="A coach", phone="(208) 555-0100")
    assert publisher.post(ADD, coach).status_code == 302
    assert "(208) 555-0100" in publisher.get(PAGE).text


def test_two_people_at_one_record_do_not_overwrite_each_other(publisher: Client) -> None:
    opened = publisher.get(IDAHO).context["seen"]
    with acting("editor", how=How.HAND):
        InstallerContact.objects.filter(code="id-installers").update(note="Theirs.")
    page = publisher.post(IDAHO, filled(seen=opened))
    assert "Someone else changed this record" in page.text
    assert InstallerContact.objects.get(code="id-installers").name == ""
    told = Change.objects.of_row("advisor_installercontact", "id-installers")
    assert ("note", "Theirs.") in told.values_list("field", "new")


@pytest.mark.parametrize(
    "url",
    [
        *("http://list.idaho.gov/", "javascript:alert(1)", "data:text/html,x"),
        *("https://list.idaho.gov@evil.example/", "https://127.0.0.1/", "https://localhost/"),
        *("https://list.idaho.gov:8443/", "ftp://list.idaho.gov/", 'https://a.org/"onclick'),
    ],
)
def test_address_that_is_no_official_page_is_refused(publisher: Client, url: str) -> None:
    page = publisher.post(IDAHO, filled(url=url))
    assert page.status_code == 200
    assert page.context["errors"]
    assert InstallerContact.objects.get(code="id-installers").url == ""


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"states": "XX"}, "There is no such state: XX."),
        ({"name": ""}, "needs a name and a source"),
        ({"source": ""}, "needs a name and a source"),
        ({"phone": "call me"}, "A phone number has digits"),
        ({"phone": "208 555 0100", "url": ""}, "A phone number has digits"),
        ({"last_checked": ""}, "Enter the date you looked this up."),
        ({"last_checked": "2999-01-01"}, "This date is in the future."),
    ],
)
def test_record_that_cannot_be_is_refused_in_words(
    publisher: Client, columns: dict[str, str], says: str
) -> None:
    page = publisher.post(IDAHO, filled(**columns))
    assert page.status_code == 200
    assert says in page.text
    assert InstallerContact.objects.get(code="id-installers").name == ""


def test_what_the_files_have_cannot_be_deleted_and_what_was_added_can(admin_client: Client) -> None:
    kept = "/admin/advisor/installercontact/id-installers/delete/"
    assert admin_client.post(kept, {"post": "yes"}).status_code == 403
    admin_client.post(ADD, filled(code="ours"))
    gone = "/admin/advisor/installercontact/ours/delete/"
    assert admin_client.post(gone, {"post": "yes"}).status_code == 302
    assert not InstallerContact.objects.filter(code="ours").exists()


def aged(code: str) -> staleness.Aged | None:
    return next((row for row in staleness.queue(TODAY()) if row.key == f"contact:{code}"), None)


@pytest.mark.parametrize(("days", "due"), [(None, True), (0, False), (365, False), (366, True)])
def test_record_ages_in_a_year_and_an_empty_one_is_due_from_the_start(
    days: int | None, due: bool
) -> None:
    checked = None if days is None else TODAY() - timedelta(days=days)
    InstallerContact.objects.filter(code="id-installers").update(last_checked=checked)
    assert (aged("id-installers") is not None) == due


def test_board_says_what_is_missing_and_where_visitors_ask_for_it() -> None:
    ShownCount.objects.create(what=ShownCount.What.STATE, key="ID", day=TODAY(), count=7)
    row = aged("id-installers")
    assert row is not None
    assert (row.what, row.shown) == ("ID: no list of installers is known", 7)
    nate = aged("nate")
    assert nate is not None
    assert nate.shown >= 7


def test_looked_for_and_found_none_leaves_the_board_for_a_year(publisher: Client) -> None:
    version = ReferenceVersion.objects.get().version
    board = publisher.post(BOARD, {"do": "opened", "row": "contact:id-installers"}, follow=True)
    assert "1 list or coach is marked as looked up today." in board.text
    row = InstallerContact.objects.get(code="id-installers")
    assert (row.last_checked, row.from_files, row.url) == (TODAY(), False, "")
    assert aged("id-installers") is None
    assert ReferenceVersion.objects.get().version != version
    assert "We know of no official list" in publisher.get(PAGE).text
