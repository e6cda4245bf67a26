"""The glossary: every term once, with today's figures, and the words of pages that lead to it."""

import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from advisor.content.documents import FIGURES, glossary
from advisor.engine.unit_types import of_units
from advisor.listing import search
from advisor.pages.catalog.figure_layout import TERMS
from advisor.pages.guides.glossary import live_figures
from advisor.templatetags.glossary_tags import term

ROOT = Path(__file__).resolve().parents[4]
ANCHORS = {section.key for section in glossary().sections}
ASKED_FOR = {
    *("btu", "ton", "seer2", "hspf2", "eer2", "ceer", "sacc", "db", "turndown", "cut-out"),
    *("balance-point", "cop", "inverter", "latent", "manual-j", "design-temperature", "backup"),
    *("pan-heater", "line-set", "dual-hose", "saddle", "refrigerant", "ahri", "neep"),
}


def test_every_term_that_a_homeowner_meets_has_an_entry_with_a_source() -> None:
    assert ANCHORS >= ASKED_FOR
    assert [s.key for s in glossary().sections if not re.search(r"#source-\d", s.html)] == []
    assert [s.key for s in glossary().sections if len(s.text.split()) > 65] == []


def test_its_figures_are_those_of_the_catalog_today(real_data: None, client: Client) -> None:
    shelf = search.current()
    figures = live_figures(shelf, "us")
    assert set(figures) == FIGURES["glossary"]
    seer2 = shelf.stock.units.seer2[of_units(shelf.stock.units.kind, lambda each: each.split)]
    low, high = re.findall(r"[\d.]+", figures["seer2"])[:2]
    assert float(low) == pytest.approx(np.nanmin(seer2), abs=0.06)
    assert float(high) == pytest.approx(np.nanmax(seer2), abs=0.06)
    page = unescape(client.get("/glossary/").content.decode())
    assert all(text in page for text in figures.values())
    assert "{{" not in page


def test_an_empty_catalog_publishes_nothing(db: None) -> None:
    figures = live_figures(search.current(), "us")
    assert {figures[name] for name in ("seer2", "sound", "least", "coldest")} == {"not published"}
    assert figures["certified"] == "0"


def test_the_words_of_our_pages_lead_to_entries_that_are_there() -> None:
    assert set(TERMS.values()) <= ANCHORS
    templates = [file.read_text() for file in (ROOT / "templates").rglob("*.html")]
    named = {key for text in templates for key in re.findall(r'{% term "([\w-]+)"', text)}
    assert named
    assert named <= ANCHORS


def test_a_word_without_an_entry_stays_a_word_and_the_language_is_kept() -> None:
    assert term("", "Width") == "Width"
    assert term("seer2", "<b>") == '<a class="term" href="/glossary/#seer2">&lt;b&gt;</a>'
    with translation.override("es"):
        assert 'href="/glossary/?lang=es#seer2"' in str(term("seer2", "SEER2"))
    assert settings.LANGUAGE_CODE == "en"


def test_a_model_page_explains_its_figures(real_data: None, client: Client) -> None:
    card = next(card for card in search.current().cards if card.sale == "certified")
    page = client.get(f"/heat-pumps/{card.brand_slug}/{card.slug}/?lang=es").content.decode()
    assert 'href="/glossary/?lang=es#seer2"' in page


def test_the_basics_of_the_article_are_said_in_two_minutes(db: None, client: Client) -> None:
    page = re.sub(r"<[^>]+>", "", client.get("/guides/what-a-heat-pump-is/").content.decode())
    words = unescape(re.sub(r"\s+", " ", page))
    for basic in (
        "warms one pound of water by one degree",  # S9
        "Moving heat takes less electricity than making it.",  # S122
        "The bill rises too",  # S17
        "heats and cools only where you are",  # S31, S34
        "simpler and cheaper than extending the ducts",  # S61
        "costs more at first and less each month",  # S68
    ):
        assert basic in words
