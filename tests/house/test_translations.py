"""Spanish says the same as English: every sentence, with the same figures in it."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "advisor" / "locale" / "es" / "LC_MESSAGES"
DESK = re.compile(
    r"^(catalog/|advisor/(admin|models|management)/"
    r"|advisor/(coverage|desk|golden|presets|ranking|reference|roles|settings|staleness|throttling)"
    r"|advisor/pages/(truth|editor_desk)|advisor/articles/(content_check|link_builder)"
    r"|templates/admin/)"
)
"""Where the desk's own words stand. It is kept in English: only visitors choose a language."""

PLACES = re.compile(r"%\(\w+\)s|\{\w*\}|%s|%%")


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
