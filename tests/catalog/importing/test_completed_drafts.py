"""Drafts that an import completes: listed with what becomes of them, published where asked."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from catalog.importing import manual_edits
from catalog.importing.undo import undo
from catalog.models import HeatPump, ImportBatch, Status
from tests.catalog.admin.test_import_admin import at_once, desk, table, upload  # noqa: F401  # fixtures
from tests.catalog.importing.test_energystar import PAIR, write_csv
from tests.catalog.importing.test_importing import TODAY, bring  # noqa: F401  # a fixture
from tests.factories import create_brand, create_heat_pump

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportBatch]
WAITS = "Import the file with “publish” to make it live."


@pytest.fixture
def draft() -> HeatPump:
    """A pair of the starting catalog whose capacity is not known yet."""
    return create_heat_pump(
        brand=create_brand(name="Nordica"),
        slug="nordica-09",
        model_number="NI-09 / NO-09",
        indoor_model="NI-09",
        outdoor_model="NO-09",
        status="draft",
        cooling_btu_h=None,
        confidence="low",
        loaded_checksum="x",
    )


def drafts(batch: ImportBatch) -> list[tuple[str, str]]:
    return [(each["slug"], each["why"]) for each in batch.counts["drafts"]]


def status(draft: HeatPump) -> str:
    draft.refresh_from_db()
    return draft.status


def test_completed_draft_is_listed_and_waits_to_be_published(
    bring: Import,  # noqa: F811
    draft: HeatPump,
) -> None:
    batch = bring(PAIR)
    assert (drafts(batch), status(draft)) == ([("nordica-09", WAITS)], Status.DRAFT)
    again = bring(PAIR)  # nothing to write, and still not without a word
    assert drafts(again) == [("nordica-09", WAITS)]


def test_completed_draft_goes_live_with_publish_and_back_by_undo(
    bring: Import,  # noqa: F811
    draft: HeatPump,
) -> None:
    batch = bring(PAIR, publish=True)
    assert (drafts(batch), status(draft)) == ([("nordica-09", "")], Status.LIVE)
    assert batch.counts["published"] == 1
    undo(batch, who="")
    assert status(draft) == Status.DRAFT


def test_draft_with_a_reason_stays_one_and_the_reason_is_listed(
    bring: Import,  # noqa: F811
    draft: HeatPump,
) -> None:
    HeatPump.objects.update(keep_draft="brand not named")
    batch = bring(PAIR, publish=True)
    assert (drafts(batch), status(draft)) == ([("nordica-09", "brand not named")], Status.DRAFT)


def test_draft_of_the_desk_stays_one_and_that_is_listed(
    bring: Import,  # noqa: F811
    draft: HeatPump,
) -> None:
    manual_edits.set_status([draft], "draft", today=TODAY)
    batch = bring(PAIR, publish=True)
    assert drafts(batch) == [("nordica-09", "Someone made it a draft by hand.")]
    assert status(draft) == Status.DRAFT


def test_completed_draft_with_an_unusual_figure_says_which(
    bring: Import,  # noqa: F811
    draft: HeatPump,
) -> None:
    odd = PAIR | {"Heating Capacity at 17°F (Btu/h)": "17000"}
    ((_slug, why),) = drafts(bring(odd, publish=True))
    assert why.startswith("Heating at 17 °F, rated output: 17,000 BTU/h is more than")
    assert status(draft) == Status.DRAFT
    assert drafts(bring(odd, publish=True, reason="As certified")) == [("nordica-09", "")]


def test_draft_that_still_lacks_something_is_not_listed(
    bring: Import,  # noqa: F811
    draft: HeatPump,
) -> None:
    batch = bring(PAIR | {"Cooling Capacity (Btu/h)": ""}, publish=True)
    assert (drafts(batch), status(draft)) == ([], Status.DRAFT)


def test_publishing_by_hand_clears_the_reason() -> None:
    unit = create_heat_pump(status="draft", keep_draft="brand not named")
    manual_edits.publish([unit], today=TODAY)
    unit.refresh_from_db()
    assert (unit.status, unit.keep_draft) == (Status.LIVE, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), f"draft: Nordica NI-09 / NO-09 (nordica-09): stays one. {WAITS}"),
        (("--publish",), "draft: Nordica NI-09 / NO-09 (nordica-09): complete, goes live"),
    ],
)
@pytest.mark.usefixtures("draft")
def test_command_lists_completed_drafts(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    out = StringIO()
    path = str(write_csv(tmp_path / "a.csv", PAIR))
    call_command("import_catalog", "energystar-mini", path, *words, stdout=out)
    assert told in out.getvalue()


@pytest.mark.usefixtures("draft", "at_once")
def test_admin_page_lists_completed_drafts(desk: Client) -> None:  # noqa: F811
    HeatPump.objects.update(keep_draft="brand not named")
    text = upload(desk, table(PAIR), publish="on").content.decode()
    assert "Drafts that are complete" in text
    assert " ".join(text.split()).count("Stays a draft: brand not named") == 1
