"""Every name that people type is answered: in the decoder, in the search, on brand pages."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from advisor.pages.catalog.known_lines import KIND_WORDS
from catalog.models import KnownKind
from tests.factories import create_brand, create_heat_pump, create_known_number

pytestmark = pytest.mark.usefixtures("real_data")

DECODER, SEARCH = ("/heat-pumps/decode/", "model"), ("/heat-pumps/", "q")

# What people type, what it is, and words of the answer.
NAMES = [
    ("MSZ-GL06NA", "indoor_head", "MSZ-FX06NL"),
    ("LS090HV4", "no_such_number", "LS090HSV4"),
    ("WYS009GMFI17RL", "replaced", "WS009GMFI22HLE"),
    ("Aurora 6000", "no_such_number", "start at 9,000"),
    ("Aurora 6,000", "no_such_number", "start at 9,000"),
    ("Daikin Aurora 6,000", "no_such_number", "start at 9,000"),
    ("FTXV06", "no_such_number", "start at 9,000"),
    ("Mitsubishi M-Series", "line", "for homes"),
    ("M-Series", "line", "for homes"),
    ("P-Series", "line", "light commercial"),
    ("Mitsubishi P-Series", "line", "light commercial"),
    ("LG Art Cool 6000", "no_such_number", "start at 9,000"),
    ("Art Cool 6,000", "no_such_number", "start at 9,000"),
    ("LP1419IVSM", "cools_only", "LP1414SHR"),
    ("LP1414SHR", "heat_pump", "older LG portable"),
    ("ARC-14SH", "not_ranked", "not confirmed"),
    ("ARC-1230WNH", "heat_pump", "41 °F"),
    ("ARC-122DHP", "not_ranked", "2017"),
    ("Whynter ARC-14SH", "not_ranked", "not confirmed"),
    ("Honeywell portable", "not_ranked", "No SACC was found"),
    ("Honeywell", "not_ranked", "No SACC was found"),
    ("HL14CHESWK", "not_ranked", "No SACC was found"),
    ("MN14CHCSBB", "not_ranked", "no SACC was found"),
    ("Black+Decker", "not_ranked", "7,700"),
    ("BPACT14HWT", "not_ranked", "7,700"),
    ("BPACT14WT", "cools_only", "7,700"),
    ("Frigidaire", "resistance", "resistance strip"),
    ("FFRH…", "resistance", "resistance strip"),
    ("FFRH0822R1", "resistance", "resistance strip"),
    ("LW8024IVSM", "cools_only", "not a heat pump"),
    ("LW…HR", "resistance", "resistance strip"),
    ("LG window", "resistance", "resistance strip"),
    ("GE AWGP08", "heat_pump", "8,000"),
    ("AWGP08", "heat_pump", "8,000"),
    ("AWGP12", "heat_pump", "11,000"),
    ("PWDV", "cools_only", "does not heat"),
    ("PWHP", "same_machine", "Six certified numbers"),
    ("MWCUPWHP", "same_machine", "Six certified numbers"),
    ("MAH09…", "same_machine", "Six certified numbers"),
    ("SENL-09CD", "spelling", "SENL/09CD"),
    ("MSZ-FX06NL", "heat_pump", "−22 °F"),
    ("GX", "line", "MSZ-GX"),
    ("HX", "line", "MSZ-HX"),
    ("JX", "line", "115 V"),
    ("EX", "line", "MSZ-EX12NLW"),
    ("Cooper & Hunter MIA", "line", "CH-NY06MIA-115VO"),
    ("DuraStar 6k", "heat_pump", "DRA1H06S2A"),
    ("KSTAW08INV-HC", "same_machine", "MAW08HV1CWT"),
]
BRANDS = (
    *("Mitsubishi Electric", "Daikin", "LG", "Gree", "Pioneer", "Senville", "Whynter", "Honeywell"),
    *("Black+Decker", "Frigidaire", "GE", "Midea"),
)
"""Of the article."""
NOTHING_ELSE = re.compile(r"\b0 models\b")


def ask(client: Client, where: tuple[str, str], typed: str, **more: str) -> str:
    response = client.get(where[0], {where[1]: typed, **more})
    assert response.status_code == 200
    return words(response)


def words(response: Any) -> str:
    html = re.sub(r"<script.*?</script>", " ", response.content.decode(), flags=re.DOTALL)
    page = re.search(r"<main.*</main>", html, re.DOTALL)
    assert page
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page[0])))


@pytest.mark.parametrize("where", [DECODER, SEARCH], ids=["decoder", "search"])
@pytest.mark.parametrize(("typed", "kind", "says"), NAMES, ids=[each[0] for each in NAMES])
def test_every_name_is_answered_with_what_it_is(
    client: Client, where: tuple[str, str], typed: str, kind: str, says: str
) -> None:
    page = ask(client, where, typed)
    assert f"What we know about “{typed}”" in page
    assert f" {KIND_WORDS[kind]} " in page
    assert says in page
    assert re.search(r"Source: [^.]+", page)
    assert not NOTHING_ELSE.search(page)
    assert "We do not know this number" not in page


@pytest.mark.parametrize("where", [DECODER, SEARCH], ids=["decoder", "search"])
@pytest.mark.parametrize("brand", BRANDS)
def test_every_brand_of_the_article_is_answered(
    client: Client, where: tuple[str, str], brand: str
) -> None:
    page = ask(client, where, brand)
    assert brand in page
    assert not NOTHING_ELSE.search(page)
    assert "We do not know this number" not in page


def test_every_kind_has_its_words() -> None:
    assert set(KIND_WORDS) == set(KnownKind.values)


@pytest.mark.parametrize("where", [DECODER, SEARCH], ids=["decoder", "search"])
def test_answers_are_in_spanish_too(client: Client, where: tuple[str, str]) -> None:
    page = ask(client, where, "LS090HV4", lang="es")
    assert "No existe ese número" in page
    assert "Probablemente se trata de LS090HSV4" in page
    assert "No such number" not in page


@pytest.mark.parametrize("where", [DECODER, SEARCH], ids=["decoder", "search"])
@pytest.mark.slow
def test_a_draft_is_named_without_a_link(client: Client, where: tuple[str, str]) -> None:
    create_heat_pump(slug="qzx-one", model_number="QZX-4711AB", status="draft")
    for typed in ("QZX-4711AB", "qzx4711", "QZX-4771AB"):
        response = client.get(where[0], {where[1]: typed})
        assert "QZX-4711AB" in words(response)
        assert "still checking" in words(response)
        assert "qzx-one" not in response.content.decode()


@pytest.mark.slow
def test_an_answer_that_leads_to_a_draft_names_it_without_a_link(client: Client) -> None:
    unit = create_heat_pump(slug="qzx-one", model_number="QZX-4711AB", status="draft")
    create_known_number(typed="QZX-4711", unit=unit)
    response = client.get(DECODER[0], {"model": "QZX-4711"})
    assert "QZX-4711AB (we are still checking it)" in words(response)
    assert "qzx-one" not in response.content.decode()


def test_an_answer_links_to_its_unit_and_its_list(client: Client) -> None:
    html = client.get(DECODER[0], {"model": "Aurora 6000", "units": "metric"}).content.decode()
    assert 'href="/heat-pumps/daikin/daikin-rxt09avju/?units=metric"' in html
    assert 'href="/heat-pumps/?brand=daikin&amp;q=Aurora&amp;units=metric"' in html


@pytest.mark.slow
def test_what_the_desk_writes_is_shown_as_text(client: Client) -> None:
    create_known_number(typed="QZX-4711", says_en="<b>bold</b>", source="<i>x</i>")
    html = client.get(DECODER[0], {"model": "QZX-4711"}).content.decode()
    assert "&lt;b&gt;bold" in html
    assert "<i>x" not in html


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("DuraStar 6k", "“DuraStar 6k” was read as: DuraStar · under 7,500 BTU/h."),
        ("Midea window", "“Midea window” was read as: Midea · Window units."),
        ("MZS-FX06NL", "No name holds “MZS-FX06NL”. One letter different: MSZ-FX06NL."),
        ("???", "“???” has no letter from A to Z and no digit to look for."),
        ("heat pump", "“heat pump” fits every unit that we list, so all are shown."),
        ("\x00\x07", "What you typed has no letter or digit to look for."),
        ("a1" * 300, "Only the first 120 characters were read."),
    ],
)
def test_the_list_says_how_it_read_a_text(client: Client, typed: str, said: str) -> None:
    assert said in ask(client, SEARCH, typed)


HOSTILE = [
    "\x00",
    "\x07\x1b[31m",
    "????",
    "-" * 500,
    "a" * 2_000,
    "1 " * 500,
    "%s%d%(x)s",
    "*" * 90,
]


@pytest.mark.parametrize("where", [DECODER, SEARCH], ids=["decoder", "search"])
@pytest.mark.parametrize("typed", [*HOSTILE, "(((((a+)+)+)", "日本語", "\u202eabc", "💡" * 50])
def test_hostile_texts_get_a_sentence(client: Client, where: tuple[str, str], typed: str) -> None:
    page = ask(client, where, typed)
    sentences = (
        "has no letter from A to Z",
        "no letter or digit to look for",
        "We do not know this number",
        "Nothing in the catalog matches all of this at once",
        "characters were read",
        "fits every unit that we list",
    )
    assert any(sentence in page for sentence in sentences)


@pytest.mark.parametrize("where", [DECODER, SEARCH], ids=["decoder", "search"])
def test_an_endless_text_gets_a_sentence(client: Client, where: tuple[str, str]) -> None:
    response = client.get(where[0], {where[1]: "a" * 20_000})
    assert response.status_code == 400
    assert "We cannot read this address" in words(response)


def test_a_part_of_a_number_lists_what_begins_with_it(client: Client) -> None:
    page = ask(client, DECODER, "MSZ-GX")
    assert "This is part of these numbers" in page
    assert "MSZ-GX09NL" in page
    assert "We do not know this number" not in page


def test_a_part_of_many_numbers_leads_to_the_list_of_all(client: Client) -> None:
    html = client.get(DECODER[0], {"model": "MUZ-F"}).content.decode()
    assert 'href="/heat-pumps/?q=MUZ-F"' in html


@pytest.mark.parametrize("slug", ["honeywell", "blackdecker"])
def test_a_brand_without_a_live_unit_tells_what_is_known(client: Client, slug: str) -> None:
    page = words(client.get(f"/heat-pumps/{slug}/"))
    assert "We list no unit of this brand" in page
    assert "Heat is claimed, but we do not rank it" in page
    assert not NOTHING_ELSE.search(page)


@pytest.mark.slow
def test_a_brand_of_drafts_alone_names_them(client: Client) -> None:
    brand = create_brand(slug="quiet-brand")
    assert client.get("/heat-pumps/quiet-brand/").status_code == 404
    create_heat_pump(brand=brand, slug="qzx-one", model_number="QZX-4711AB", status="draft")
    response = client.get("/heat-pumps/quiet-brand/")
    assert "QZX-4711AB" in words(response)
    assert "qzx-one" not in response.content.decode()


def test_a_live_brand_answers_beside_its_units(client: Client) -> None:
    page = words(client.get("/heat-pumps/frigidaire/"))
    assert "3 models" in page
    assert "Heats with a resistance strip, not a heat pump" in page


@pytest.mark.parametrize("where", [DECODER, SEARCH], ids=["decoder", "search"])
def test_answers_cost_one_query_more_only_after_a_change(
    client: Client, where: tuple[str, str], django_assert_max_num_queries: Any
) -> None:
    client.get(where[0], {where[1]: "LS090HV4"})
    with django_assert_max_num_queries(2):
        client.get(where[0], {where[1]: "LS090HV4"})


def test_the_filters_stay_shut_for_a_text_alone(client: Client) -> None:
    opened = '<details class="more filters" id="filters" open>'
    html = client.get("/heat-pumps/", {"q": "GX"}).content.decode()
    assert opened not in re.sub(r"\s+>", ">", re.sub(r"\s+", " ", html))
    html = client.get("/heat-pumps/", {"q": "GX", "size": "9k"}).content.decode()
    assert opened in re.sub(r"\s+>", ">", re.sub(r"\s+", " ", html))
