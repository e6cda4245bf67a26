"""Spanish says the same as English: every sentence, with the same figures in it."""

import re
from pathlib import Path

import polib
import pytest

from advisor.pages.catalog.figure_layout import LABELS, SECTIONS
from catalog.models import HeatPump
from catalog.vocabulary import NORMALIZERS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "advisor" / "locale" / "es" / "LC_MESSAGES"
DESK = re.compile(
    r"^(catalog/|advisor/(admin|models|management)/"
    r"|advisor/(coverage|desk|golden|presets|ranking|reference|roles|settings|staleness|throttling)"
    r"|advisor/pages/(truth|editor_desk)|advisor/articles/(content_check|link_builder)"
    r"|templates/admin/)"
)
"""Where the desk's own words stand."""

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%s|%%")


@pytest.fixture(scope="module")
def spanish() -> polib.POFile:
    return polib.pofile(str(FOLDER / "django.po"))


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def translated(spanish: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in spanish if all(texts(entry))]


def is_told(entry: polib.POEntry) -> bool:
    """Is it one that visitors meet?"""
    return not all(DESK.match(file) for file, _line in entry.occurrences)


def test_every_sentence_for_visitors_is_translated(spanish: polib.POFile) -> None:
    told = [entry for entry in spanish if is_told(entry)]
    assert len(told) > 1500  # the documents are not among them: advisor/content
    assert [e.msgid for e in told if not all(texts(e)) or "fuzzy" in e.flags] == []
    assert spanish.obsolete_entries() == []


def test_every_sentence_of_the_desk_is_translated(spanish: polib.POFile) -> None:
    desk = [entry for entry in spanish if not is_told(entry)]
    assert len(desk) > 1000
    assert [e.msgid for e in desk if not all(texts(e)) or "fuzzy" in e.flags] == []


def test_a_translation_names_what_the_sentence_names(spanish: polib.POFile) -> None:
    wrong = []
    for entry in translated(spanish):
        # A plural form may leave out the number that the singular spells ("a minute").
        named = set(PLACES.findall(entry.msgid + (entry.msgid_plural or "")))
        for text in texts(entry):
            told = set(PLACES.findall(text))
            if told - named or (not entry.msgid_plural and named - told):
                wrong.append(f"{entry.msgid} → {text}")
    assert wrong == []


def test_a_translation_keeps_the_markup_and_the_ends_of_its_sentence(
    spanish: polib.POFile,
) -> None:
    tags = re.compile(r"</?[a-z]+")
    wrong = []
    for entry in translated(spanish):
        for text in texts(entry):
            whole = sorted(tags.findall(text)) == sorted(tags.findall(entry.msgid))
            ends = all(
                entry.msgid.startswith(end) == text.startswith(end)
                and entry.msgid.endswith(end) == text.endswith(end)
                for end in ("\n", " ")
            )
            if not (whole and ends):
                wrong.append(f"{entry.msgid} → {text}")
    assert wrong == []


def test_the_compiled_catalog_is_the_written_one(spanish: polib.POFile) -> None:
    compiled = polib.mofile(str(FOLDER / "django.mo"))
    assert {(e.msgctxt, e.msgid): texts(e) for e in compiled} == {
        (e.msgctxt, e.msgid): texts(e) for e in translated(spanish)
    }


CONTENT = ROOT / "advisor" / "content"
ENGLISH = re.compile(
    r"\b(the|and|with|for|of|is|are|not|your|this|that|from|which|only|its|than|when|where|by|to"
    r"|if|or|be|was|has|have|at)\b"
)
NAMES = re.compile(
    r"Home Electrification and Appliance Rebates|EIA Heating Oil and Propane Update|“[^”]*”"
)
"""What keeps its English name in a Spanish sentence; titles and labels stand in quotes."""

ONE_WORD: dict[str, str] = {
    r"mini-split": "minisplit",
    r"batientes?": "abatible, of a window",
    r"renglón|renglones": "partida, of a cost; línea, of a load",
    r"conductos?": "ducto",
    r"estores?": "cortina enrollable",
    r"refrigeración": "enfriamiento",
    r"averías?|averiad[oa]s?": "falla, descompuesta",
    r"calefactor de bandeja": "calentador de bandeja",
    r"código ZIP": "código postal",
    r"a fecha de": "con fecha de",
    r"ordenador|móvil": "US Spanish has other words",
}
"""Not our word for it → ours: a reader meets one word for one thing, and that of the US trade."""


def spanish_texts(spanish: polib.POFile) -> list[str]:
    documents = [file.read_text(encoding="utf-8") for file in CONTENT.glob("*/es/*.md")]
    assert len(documents) > 20
    bodies = [text.split("+++", 2)[2] for text in documents]
    marks = re.compile(r"\{\{.*?\}\}|\(/[^)]*\)|\[\^[\w-]+\]|\{#[\w-]+\}")
    lines = [marks.sub("", line) for text in bodies for line in text.splitlines()]
    return [*(text for entry in spanish for text in texts(entry)), *lines]


def test_no_english_stays_in_a_spanish_sentence(spanish: polib.POFile) -> None:
    places = re.compile(rf"{PLACES.pattern}|<[^>]+>|\?\w+=")  # and what an address says
    told = [NAMES.sub("", places.sub("", text)) for text in spanish_texts(spanish)]
    assert [text for text in told if ENGLISH.search(text)] == []


def test_spanish_has_one_word_for_one_thing(spanish: polib.POFile) -> None:
    wrong = [
        f"{text} → {ours}"
        for text in spanish_texts(spanish)
        for word, ours in ONE_WORD.items()
        if re.search(rf"\b(?:{word})\b", text, re.IGNORECASE)
    ]
    quotes = [entry for entry in translated(spanish) if re.search(r"\bquotes?\b", entry.msgid)]
    assert len(quotes) > 15
    wrong += [e.msgstr for e in quotes if "presupuesto" in e.msgstr]  # that is a budget
    assert wrong == []


def test_every_published_figure_has_a_spanish_name(spanish: polib.POFile) -> None:
    """They come from the catalog's models, whose other words only the desk meets."""
    told = {entry.msgid for entry in translated(spanish)}
    shown = [name for _key, _title, names in SECTIONS for name in names if name != "points"]
    assert len(shown) > 50
    missing = []
    for name in (*shown, "cooling_rating_basis", "hspf2_region"):
        if name in LABELS or name not in NORMALIZERS:
            continue
        column = HeatPump.column(name)
        words = [label for _value, label in column.flatchoices]
        words += [column.verbose_name] if name in shown else []
        missing += [str(each) for each in words if str(each) not in told]
    assert missing == []
