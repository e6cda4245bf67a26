"""One spelling and one word for a thing: American, in sentences, names and comments."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "advisor" / "locale" / "es" / "LC_MESSAGES" / "django.po"
FOLDERS = ("advisor", "catalog", "templates", "static/css", "static/js")
ENDINGS = {".py", ".html", ".css", ".js", ".json", ".md"}

LEFT = {
    # American spelling
    r"catalogu": "catalog",
    r"labour": "labor",
    r"colour": "color",
    r"centre": "center",
    r"licence": "license",
    r"neighbour": "neighbor",
    r"vapour": "vapor",
    r"behaviour": "behavior",
    r"programmes?\b(?!_)": "program",
    r"\bgrey": "gray",
    r"\bmetres?\b": "meter",
    r"\bstoreys?\b": "story",
    r"\be-mails?\b": "email",
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) 20\d\d": "November 23, 2026",
    r"\d[ \u00a0]%(?![\w({}%])": "22%, without a space",
    # one word for a thing
    r"\bmakers\b|\bmaker['’]s\b": "manufacturer",
    r"\ball-in\b": "installed",
    r"\banew\b": "again",
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"\bdearer\b": "more expensive",
    r"\busual (?:night|afternoon|year)s?\b": "typical",
    r"\bgolden rooms?\b": "benchmark room",
}
"""What we no longer write, and what to write instead."""

ALLOWED = {
    "labour": ('"labour"', "LABOUR", "`labour`", "unit, labour"),  # a key of the JSON contract
    "catalogu": ('"Catalogue editor"',),  # the group's name in databases from before
}
"""What stays of a word, because the outside or old data know it."""


def found_in(text: str) -> list[tuple[str, str]]:
    """Each word of ``LEFT`` in the text, with the word to use.

    >>> found_in("The maker’s catalogue, mended. Amended, recommended: 22%.")
    [('catalogu', 'catalog'), ('maker’s', 'manufacturer'), ('mended', 'fix')]
    """
    hits = []
    for pattern, instead in LEFT.items():
        rest = text
        for allowed in ALLOWED.get(pattern, ()):
            rest = rest.replace(allowed, "")
        hits += [(hit, instead) for hit in re.findall(pattern, rest, re.IGNORECASE)]
    return hits


def sources() -> list[Path]:
    return [
        path
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in ENDINGS
        and not {"migrations", "locale", "vendor"} & set(path.parts)
        and "es" not in path.relative_to(ROOT).parts
    ]


def test_sources_use_the_words_that_we_chose() -> None:
    files = sources()
    assert len(files) > 300
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {hit} → {instead}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        for hit, instead in found_in(line)
    ]
    assert wrong == []


def test_sentences_use_the_words_that_we_chose() -> None:
    entries = polib.pofile(str(PO))
    assert len(entries) > 1500
    wrong = [
        f"{entry.msgid}: {hit} → {instead}"
        for entry in entries
        for hit, instead in found_in(re.sub(r"%\(\w+\)\w", "…", entry.msgid + entry.msgid_plural))
    ]
    assert wrong == []


@pytest.mark.parametrize("pattern", LEFT)
def test_every_word_is_found_where_it_stands(pattern: str) -> None:
    examples = (
        "catalogue labour colours centre licence neighbours vapour behaviour programme grey metres"
        " storey e-mail makers all-in anew mend dearer usual night golden room"
        " 23 November 2026 and 22 % of it"
    )
    assert re.search(pattern, examples, re.IGNORECASE)
