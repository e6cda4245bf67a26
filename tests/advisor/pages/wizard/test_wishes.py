"""A wish is offered where it can move the answer."""

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("real_data")

COLD = "Heat on the coldest nights"


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("zip=02130", True),
        ("zip=96815", False),
        ("zip=33139", False),
        ("zip=33139&priorities=quiet,cold", True),  # it stands: it can be taken back
        ("zip=02130&goal=cooling", False),
        ("zip=02130&heating_now=included", False),
        ("", True),  # the place is not known yet
    ],
)
def test_heat_on_the_coldest_nights_is_a_wish_where_winter_asks_for_it(
    client: Client, query: str, offered: bool
) -> None:
    given = f"space=bedroom&area=120&{query}"
    pages = [f"/advice/?{given}&edit=money"]
    if "zip" in query:
        pages.append(f"/advice/ask/?{given}&asked=priorities&again=priorities")
    for address in pages:
        page = client.get(address).content.decode()
        assert "Quiet" in page
        assert (COLD in page) == offered, address
