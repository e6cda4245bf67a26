"""The file of installer lists and coaches: every state, and an address only where known."""

import csv
import re

import pytest

from advisor.models import InstallerContact, State
from advisor.models.rebate_records import OFFICIAL_PAGE
from advisor.reference.contacts import known_contacts
from advisor.reference.data_files import DATA, open_table

ROWS = list(open_table(DATA / "contacts.csv"))


def test_every_state_has_a_record_and_no_other_place_has() -> None:
    states = {row["code"] for row in open_table(DATA / "states.csv")} - {"US"}
    assert {code for row in ROWS for code in row["states"].split()} == states
    assert [row["code"] for row in ROWS] == sorted({row["code"] for row in ROWS})


def test_an_address_has_a_name_and_a_source_and_no_number_is_guessed() -> None:
    for row in ROWS:
        if row["url"]:
            assert row["name"], row["code"]
            assert row["source"], row["code"]
            assert re.match(OFFICIAL_PAGE, row["url"]), row["code"]
        assert not row["phone"], row["code"]
        assert not row["last_checked"], f"{row['code']}: nobody of ours opened a page yet"


def test_file_is_plain_csv_with_the_columns_of_the_record() -> None:
    columns = {f.name for f in InstallerContact._meta.concrete_fields} - {"from_files"}
    with (DATA / "contacts.csv").open(newline="") as file:
        assert set(next(csv.reader(file))) == columns


@pytest.mark.usefixtures("real_data")
def test_what_has_no_address_is_kept_for_the_desk() -> None:
    assert InstallerContact.objects.filter(url="").count() >= State.objects.count() - 8
    assert {each.name for each in known_contacts()} == {
        *("Mass Save", "HeatSmart Alliance", "NYS Clean Heat", "Efficiency Maine"),
        *("Efficiency Vermont", "Energy Trust of Oregon"),
        "NATE, North American Technician Excellence",
    }
