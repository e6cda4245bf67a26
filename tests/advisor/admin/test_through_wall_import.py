"""A through-wall unit of ENERGY STAR’s room list: from the desk’s upload to a room’s advice."""

import csv
import io
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from catalog.importing import jobs
from catalog.models import HeatPump, ImportBatch, Status

pytestmark = pytest.mark.usefixtures("real_data")
LIST = "/admin/catalog/importbatch/"
ROW = {
    "Brand Name": "Nordica",
    "Model Number": "NW-TW09",
    "Height (inches)": "16",
    "Width (inches)": "42",
    "Depth (inches)": "21",
    "Weight (lbs)": "110",
    "Cooling Capacity (Btu/hr)": "9,000",
    "Voltage (volts)": "115",
    "Type": "Through the Wall",
    "Installation Mounting Type": "Does Not Straddle Window or Windowsill",
    "Heating Mode": "Yes",
    "Product Class": "13. With reverse cycle, without louvered sides, and less than 14,000 Btu/h",
    "Variable Speed Compressor": "Yes",
    "Refrigerant Type": "R-32",
    "Combined Energy Efficiency Ratio (CEER)": "12.1",
    "Markets": "United States",
}
MILD = (
    "zip=94110&space=studio&area=450&tenure=own&outdoor_unit=no&wall_hole=yes&window_type=none"
    "&heating_now=electric"
)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Someone at the desk, where jobs run at once and in this process."""
    monkeypatch.setattr(jobs, "launch", lambda command: call_command(*command[2:]))
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work: work())
    client = Client()
    client.force_login(User.objects.create_superuser(username="admin", password="x"))
    return client


def uploaded(desk: Client, row: dict[str, str]) -> HeatPump:
    table = io.StringIO()
    writer = csv.DictWriter(table, list(row))
    writer.writeheader()
    writer.writerow(row)
    file = SimpleUploadedFile("rooms.csv", table.getvalue().encode())
    data = {"format": "energystar-room", "file": file, "reason": "", "publish": "on"}
    desk.post(f"{LIST}add/", data, follow=True)
    desk.post(f"{LIST}{ImportBatch.objects.get().pk}/apply/", follow=True)
    return HeatPump.objects.get(model_number=row["Model Number"])


def page(client: Client, address: str) -> str:
    response: Any = client.get(address)
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", response.content.decode()).replace("\u00a0", " ")


def test_an_imported_unit_is_judged_ranked_drawn_and_shown(desk: Client, client: Client) -> None:
    HeatPump.objects.filter(type="through_wall").update(status=Status.DRAFT)
    before = page(client, f"/advice/results/?{MILD}")
    assert "Ask about a through-wall unit" in before
    assert "No unit on our list serves this studio" in before

    unit = uploaded(desk, ROW)
    assert (unit.type, unit.form, unit.status) == ("through_wall", "through_wall", Status.LIVE)

    results = page(client, f"/advice/results/?{MILD}")
    assert "it is among all that serve" in results
    assert "Nordica" in results
    assert "#type-through_wall" in results
    assert f"/advice/unit/{unit.slug}/" in results

    own = page(client, f"/advice/unit/{unit.slug}/?{MILD}")
    assert "Number 1 for this room" in own
    assert "What it costs to cut and frame one is not counted here" in own
    assert "42 in" in own  # the picture on the wall, to scale
    assert "Its compressor is in the room" in own
    assert "Nordica NW-TW09" in page(client, unit.get_absolute_url())
    assert "Nordica NW-TW09" in page(client, "/heat-pumps/?type=through_wall")
    assert "NW-TW09" in page(client, "/heat-pumps/smallest/?type=through_wall")
    assert "NW-TW09" in page(client, f"/advice/brief/?{MILD}")
    assert "through_wall" in page(client, "/api/heat-pumps?type=through_wall")
    assert "through-wall unit" in page(desk, f"/admin/catalog/heatpump/{unit.pk}/change/")
    assert "NW-TW09" in page(desk, "/admin/catalog/heatpump/?type__exact=through_wall")


@pytest.mark.slow
def test_beside_a_mini_split_it_is_no_first_pick_and_needs_its_wall(
    desk: Client, client: Client
) -> None:
    unit = uploaded(desk, ROW)
    free = MILD.replace("outdoor_unit=no", "outdoor_unit=yes")
    assert "#type-mini_split" in page(client, f"/advice/results/?{free}")
    assert "Number 1" not in page(client, f"/advice/unit/{unit.slug}/?{free}")
    inside = page(client, f"/advice/unit/{unit.slug}/?{MILD}&exterior_walls=0")
    assert "need an opening in an outside wall above the ground" in inside
    closed = page(client, f"/advice/unit/{unit.slug}/?{MILD.replace('hole=yes', 'hole=no')}")
    assert "Left out: such units need a hole in the wall" in closed


@pytest.mark.slow
def test_a_packaged_terminal_unit_counts_with_its_eer(desk: Client, client: Client) -> None:
    unit = uploaded(desk, ROW)
    assert unit.ceer == 12.1
    HeatPump.objects.filter(pk=unit.pk).update(ceer=None, eer=12.2)
    told = page(client, f"/advice/unit/{unit.slug}/?{MILD}")
    HeatPump.objects.filter(pk=unit.pk).update(eer=None)
    unrated = page(client, f"/advice/unit/{unit.slug}/?{MILD}")
    running = [re.search(r"<b>\$([\d,]+) a year</b>", each) for each in (told, unrated)]
    assert all(running)
    better, worse = (int(each[1].replace(",", "")) for each in running if each)
    assert better < worse
