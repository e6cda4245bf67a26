"""20,000 random requests of visitors, and 5,000 of each role at the desk.

`./run check` asks beside other tests: nobody's time is measured here.
"""

import pytest
from django.test import Client

from advisor.articles import presets
from advisor.models import Preset, RetailerLink, SavedAdvice
from catalog.models import HeatPump
from tests.advisor.admin.desk_fuzzer import DeskFuzzer
from tests.advisor.admin.test_hostile_desk import ROLES, SEED, fill_the_desk, member_of
from tests.advisor.public_fuzzer import PublicFuzzer
from tests.random_requests import render_plainly

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]
OF_VISITORS = 5_000
OF_EACH_ROLE = 5_000


@pytest.mark.parametrize("part", range(4))
def test_no_random_request_of_a_visitor_brings_an_error_or_an_echo(
    monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    render_plainly(monkeypatch)
    fuzzer = PublicFuzzer(parts=parts_of_addresses(), seed=SEED + part)
    assert [str(fault) for fault in fuzzer.faults(OF_VISITORS)] == []


@pytest.mark.parametrize("role", ROLES)
def test_five_thousand_random_requests_break_nothing_and_reach_nothing(
    monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    render_plainly(monkeypatch)
    fill_the_desk(monkeypatch)
    fuzzer = DeskFuzzer(member_of(role), seed=SEED + 1)
    assert [str(fault) for fault in fuzzer.faults(OF_EACH_ROLE)] == []


def parts_of_addresses() -> dict[str, tuple[str, ...]]:
    """Name of a part of an address → texts with which it leads to something."""
    presets.load()
    Preset.objects.update(sites=["blog.example"])
    pump = HeatPump.objects.filter(status="live").select_related("brand").order_by("pk")[0]
    link = RetailerLink.objects.create(heat_pump=pump, retailer="Shop", address="https://x.example")
    Client().post("/r/", {"zip": "02130", "space": "bedroom", "area": "120"})
    kept = SavedAdvice.objects.latest("written_at")
    return {
        "brand": (pump.brand.slug,),
        "model": (pump.slug,),
        "pk": (str(link.pk), "1"),
        "slug": ("care", pump.slug, "who-pays"),
        "code": ("window", kept.code),
        "name": ("smallest", "prices"),
        "shape": ("json", "js"),
        "key": ("money", "why", "cold", "room"),
        "host": ("blog.example",),
        "token": ("a",),
    }
