"""The desk's own answers to what people type."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from advisor.admin.roles import CATALOG_EDITOR
from catalog.models import KnownNumber
from tests.factories import create_brand, create_heat_pump, create_known_number

pytestmark = pytest.mark.django_db

LIST = "/admin/catalog/knownnumber/"


@pytest.fixture
def desk() -> Client:
    client = Client()
    editor = User.objects.create_user(username="editor", password="x", is_staff=True)
    editor.groups.add(Group.objects.get(name=CATALOG_EDITOR))
    client.force_login(editor)
    return client


def entered(**columns: Any) -> dict[str, Any]:
    return {
        "typed": "QZX-4711*",
        "kind": "cools_only",
        "says_en": "It cools only.",
        "says_es": "",
        "source": "The list of all lists",
        "seen": "2026-11-28",
        "shown": "on",
        **columns,
    }


def test_an_editor_adds_an_answer_and_it_counts_as_the_desks(desk: Client) -> None:
    unit = create_heat_pump()
    response = desk.post(f"{LIST}add/", entered(unit=unit.pk, list_query="q=QZX&type=window"))
    assert response.status_code == 302
    number = KnownNumber.objects.get()
    assert (number.search_key, number.unit, number.by_hand) == ("qzx4711*", unit, True)


def test_an_edited_answer_of_the_file_becomes_the_desks(desk: Client) -> None:
    number = create_known_number(typed="QZX-4711", loaded_checksum="x")
    response = desk.post(f"{LIST}{number.pk}/change/", entered(says_en="Other words."))
    assert response.status_code == 302
    number.refresh_from_db()
    assert (number.says_en, number.by_hand, number.typed) == ("Other words.", True, "QZX-4711*")


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"typed": "qzx 4712"}, "typed"),  # there already
        ({"typed": "–*"}, "typed"),
        ({"list_query": "https://example.com/"}, "list_query"),
        ({"seen": "last week"}, "seen"),
        ({"kind": "magic"}, "kind"),
    ],
)
def test_what_could_not_be_answered_is_refused(
    desk: Client, columns: dict[str, str], field: str
) -> None:
    create_known_number(typed="QZX-4712")
    response = desk.post(f"{LIST}add/", entered(**columns))
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert KnownNumber.objects.count() == 1


@pytest.mark.parametrize("asked", ["QZX-4711", "qzx4711", "Quiet Zone", "cools only", "all lists"])
def test_answers_are_found_by_text_brand_words_and_source(desk: Client, asked: str) -> None:
    create_known_number(
        typed="QZX-4711", says_en="It cools only.", brand=create_brand(name="Quiet Zone")
    )
    create_known_number(typed="OTHER-1", source="Elsewhere")
    response = desk.get(LIST, {"q": asked})
    assert [number.typed for number in response.context["cl"].result_list] == ["QZX-4711"]


def test_the_list_asks_as_often_for_twenty_answers_as_for_one(desk: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get(LIST).status_code == 200
        return len(asked)

    create_known_number(typed="TYPED-0", unit=create_heat_pump(), brand=create_brand())
    count()
    one = count()
    for number in range(1, 20):
        create_known_number(typed=f"TYPED-{number}", unit=create_heat_pump(), brand=create_brand())
    assert count() == one
