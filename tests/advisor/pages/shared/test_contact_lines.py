"""Whom to call, where visitors need it: links out, nothing asked of them."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from advisor.advice.contract import Contact
from advisor.pages.shared.contact_lines import is_for_contractors, who_to_call

MASSACHUSETTS = "zip=02130&space=bedroom&area=120"
IDAHO = "zip=83702&space=bedroom&area=120"
NONE_HERE = "We know of no official list of installers for this state."
PAGES = (
    *("/advice/quote/?{}", "/advice/quote/?{}&quote_total=4000", "/advice/brief/?{}"),
    *("/advice/unit/msz-fs06na-muz-fs06nah/?{}", "/advice/results/?{}&open=money"),
)


def contact(**columns: object) -> Contact:
    usual = {"kind": "installers", "name": "A list", "nationwide": False, "checked": None}
    usual |= {"url": "https://www.list.org/", "phone": None}
    return Contact(**(usual | columns))  # type: ignore[arg-type]


def section(client: Client, page: str) -> str:
    found = re.search(r'<section class="contacts.*?</section>', client.get(page).text, re.DOTALL)
    assert found, page
    return found[0]


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("page", PAGES)
def test_pages_name_the_states_list_its_coach_and_the_technicians(
    client: Client, page: str
) -> None:
    told = section(client, page.format(MASSACHUSETTS))
    links = re.findall(r'href="([^"]+)"', told)
    assert links == [
        *("https://www.masssave.com/", "https://heatsmartalliance.org/", "https://www.natex.org/"),
    ]
    assert told.count("not checked by us") == 3
    assert NONE_HERE not in told
    assert "<form" not in told
    assert "<input" not in told


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("page", PAGES)
def test_state_without_a_list_is_told_so_and_nate_is_named(client: Client, page: str) -> None:
    told = section(client, page.format(IDAHO))
    assert NONE_HERE in told
    assert re.findall(r'href="([^"]+)"', told) == ["https://www.natex.org/"]


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    ("slug", "called"),
    [("msz-fx06nl-muz-fx06nlhz", True), ("awgp08w", False), ("map14hs1tbl", False)],
)
def test_nobody_calls_a_contractor_for_a_window_or_a_portable_unit(
    client: Client, slug: str, called: bool
) -> None:
    text = client.get(f"/advice/unit/{slug}/?{MASSACHUSETTS}").text
    assert ('id="who-to-call"' in text) is called
    assert is_for_contractors("through_wall")


@pytest.mark.usefixtures("real_data")
def test_it_is_said_in_spanish(client: Client) -> None:
    told = section(client, f"/advice/quote/?{IDAHO}&lang=es")
    assert "A quién llamar" in told
    assert "No conocemos ninguna lista oficial" in told
    assert "installers" not in told


def test_coach_alone_is_no_list() -> None:
    assert who_to_call([contact(kind="coach")]).none_here == NONE_HERE
    assert who_to_call([contact(nationwide=True)]).none_here == NONE_HERE
    assert who_to_call([]).none_here == NONE_HERE
    assert who_to_call([contact()]).none_here == ""


def test_line_says_when_the_page_was_opened_and_the_number_that_stood_there() -> None:
    opened = contact(checked=date(2026, 11, 28), phone="(617) 555-0100")
    with override("en"):
        line = who_to_call([opened]).lines[0]
    assert (line.host, line.phone) == ("list.org", "(617) 555-0100")
    assert line.checked == "checked November 28, 2026"
