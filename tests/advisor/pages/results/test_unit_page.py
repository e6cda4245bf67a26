"""One unit for one room on a page of its own."""

import gzip
import html
import re

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=120&heating_now=electric&tenure=own"
FS06 = "/advice/unit/msz-fs06na-muz-fs06nah/"


def _page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def _first_unit(client: Client) -> str:
    found = re.search(r'href="(/advice/unit/[^"]+)"', _page(client, f"/advice/results/?{ROOM}"))
    assert found
    return html.unescape(found[1])


def test_each_card_of_the_results_leads_to_the_page_of_its_unit(client: Client) -> None:
    page = _page(client, _first_unit(client))
    assert "Number 1 for this room" in page
    assert re.search(r"Bedroom · 120\ssq\sft", page)


@pytest.mark.parametrize(("unit", "quoted"), [(FS06, True), ("/advice/unit/awgp08w/", False)])
def test_only_a_unit_that_somebody_quotes_leads_to_the_check_of_a_quote(
    client: Client, unit: str, quoted: bool
) -> None:
    main = re.search(r"<main.*</main>", _page(client, f"{unit}?{ROOM}"), re.DOTALL)
    assert main
    assert (">Check a quote</a>" in main[0]) == quoted


def test_the_money_of_a_window_unit_leads_to_no_check_of_a_quote(client: Client) -> None:
    for room, quoted in ((ROOM, True), (f"{ROOM}&type=window&goal=cooling", False)):
        part = _page(client, f"/advice/results/money/?{room}")
        main = re.search(r"<main.*</main>", part, re.DOTALL)
        assert main
        assert "Every line and every month" in main[0]
        assert (">Check a quote</a>" in main[0]) == quoted


def test_the_page_of_a_unit_has_the_same_totals_as_its_card(client: Client) -> None:
    results = _page(client, f"/advice/results/?{ROOM}")
    page = _page(client, _first_unit(client))
    told = re.findall(r"<dd>\s*(\$[\d,–]+)", results)
    span = re.search(r'<span class="span">(\$[\d,–]+)</span>', page)
    running = re.search(r"<b>(\$[\d,]+) a year</b>", page)
    assert span
    assert running
    assert told == [span[1], running[1]]


def test_a_window_unit_on_the_road_has_no_bracket_for_an_outdoor_part(client: Client) -> None:
    rv = "zip=85001&space=rv&area=180&moves=yes&hookup=shore_30"
    assert "vibration mounts" not in _page(client, f"/advice/unit/mah09b1agr/?{rv}")
    assert "vibration mounts" in _page(client, f"/advice/unit/gree-vir12hp115v1r32ao/?{rv}")


def test_where_a_price_comes_from_is_one_story(client: Client) -> None:
    page = _page(client, f"/advice/unit/perfect-aire-4pamshh06-szo/?{ROOM}")
    said = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))
    assert said.count("No price seen: what Perfect Aire usually asks for this size.") == 1
    assert said.count("No price seen") == 1
    assert re.search(r"By the \d+ dated prices of Perfect Aire: [\d.]+ to [\d.]+ times", said)
    assert "range of its class" not in said


def test_nothing_is_folded_but_the_tables_behind_its_drawings(client: Client) -> None:
    page = _page(client, _first_unit(client))
    folded = re.findall(r'<details class="(\w+)"(?![^>]*\bopen\b)[^>]*>', page)
    assert set(folded) <= {"within", "more", "labels", "menu"}
    assert folded.count("more") == 1  # the table of the chart
    for title in ("Cost lines", "A year", "Owning it", "CO₂"):
        assert re.search(rf"<h2>\s*{title}\s*</h2>", page), title


def test_what_few_ask_is_folded_under_its_conclusion(client: Client) -> None:
    page = _page(client, f"{FS06}?{ROOM}").replace("\u00a0", " ")
    folded = re.findall(
        r'class="more aside"\s+id="part-(\w+)">\s*<summary>\s*<h2>[^<]+</h2>\s*<span>([^<]+)',
        page,
    )
    told = dict(folded)
    assert list(told) == ["weeks", "neighbor", "refrigerant", "power"]
    assert told["weeks"].startswith("stays at 70 °F")
    assert re.fullmatch(r"\d+–\d+ dB\(A\) at 10 ft", told["neighbor"])
    assert told["refrigerant"] == "R-410A: last stock"
    assert "generator" in told["power"]


def test_a_week_in_which_the_room_falls_is_drawn_with_its_table(client: Client) -> None:
    short = "zip=02130&space=bedroom&area=200&exterior_walls=2&insulation=poor&heating_now=electric"
    page = _page(client, f"/advice/unit/mah09b1agr/?{short}&outdoor_unit=no")
    assert page.count('<svg class="week cool"') == 1
    week = page[page.index('id="week-cool"') :]
    table = week[: week.index("</table>")]
    assert table.count('<th scope="row">') == 8
    assert "Hours below 68" in table
    held = _page(client, f"{FS06}?{ROOM}")
    assert 'svg class="week' not in held
    assert len(gzip.compress(page.encode())) <= 15_000


def test_the_neighbors_window_is_told_on_the_page_and_stays_open(client: Client) -> None:
    page = _page(client, f"{FS06}?{ROOM}")
    form = page[page.index('<form class="asked-here"') :]
    form = form[: form.index("</form>")]
    assert set(re.findall(r'name="(neighbor_\w+)"', form)) == {
        "neighbor_distance",
        "neighbor_screen",
        "neighbor_walls",
    }
    assert 'name="zip" value="02130"' in form
    told = _page(client, f"{FS06}?{ROOM}&neighbor_distance=25&open=part-neighbor")
    assert re.search(r'class="more aside"\s+id="part-neighbor" open>', told)
    assert "25\u00a0ft away" in told
    wrong = _page(client, f"{FS06}?{ROOM}&neighbor_distance=2")
    assert "beyond that, nobody hears one" in wrong
    silent = _page(client, f"/advice/unit/mah09b1agr/?{ROOM}")
    assert "asked-here" not in silent


def test_the_page_of_a_unit_is_light(client: Client) -> None:
    assert len(gzip.compress(client.get(_first_unit(client)).content)) <= 15_000


def test_a_unit_that_is_left_out_says_why(client: Client) -> None:
    page = _page(client, f"{FS06}?{ROOM}&type=portable")
    assert "Not for this room" in page
    assert "not of the type" in page


def test_its_forms_come_back_to_the_unit(client: Client) -> None:
    page = _page(client, f"{FS06}?{ROOM}")
    assert set(re.findall(r'<form class="(?:own|terms)"\s+action="([^"#]+)', page)) == {FS06}


def test_without_a_room_the_room_is_asked_for(client: Client) -> None:
    page = _page(client, FS06)
    assert 'name="zip"' in page
    assert 'name="model" value="msz-fs06na-muz-fs06nah"' in page


def test_a_unit_that_nobody_knows_is_not_found(client: Client) -> None:
    assert client.get(f"/advice/unit/no-such-unit/?{ROOM}").status_code == 404


def test_a_room_that_makes_no_sense_is_asked_again(client: Client) -> None:
    page = _page(client, f"{FS06}?{ROOM}&ceiling=900")
    assert "ceiling" in page
    assert "<h1" in page


def test_a_unit_judged_alone_is_called_first_in_no_world(client: Client) -> None:
    archive = _page(client, f"/advice/unit/msz-fs06na-muz-fs06na/?{ROOM}")
    assert "not known to be sold" in archive
    assert "plausible worlds" not in archive


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"{FS06}?{ROOM}", "the indoor unit is 36.4 in wide, 12.7 in high, and 9.2 in deep"),
        (f"{FS06}?{ROOM}&ceiling=9", "The wall is 9 ft high, and the door 80 in."),
        (f"{FS06}?{ROOM}&units=metric&area=11", "the indoor unit is 93 cm wide"),
        (f"/advice/unit/awgp08w/?{ROOM}", "13.3 in high, and 18.2 in deep, outside included"),
    ],
)
def test_a_unit_with_a_published_size_is_drawn_on_a_wall(
    client: Client, address: str, said: str
) -> None:
    page = _page(client, address).replace("\u00a0", " ")
    assert 'class="on-wall"' in page
    assert said in page
    assert len(gzip.compress(page.encode())) <= 15_000


def test_a_unit_without_a_published_size_is_not_drawn(client: Client) -> None:
    assert "on-wall" not in _page(client, f"/advice/unit/map14hs1tbl/?{ROOM}")


def test_the_words_of_a_unit_lead_to_the_glossary(client: Client) -> None:
    page = _page(client, f"{FS06}?{ROOM}")
    glossary = _page(client, "/glossary/")
    for entry in re.findall(r'href="/glossary/#([\w-]+)"', page):
        assert f'id="{entry}"' in glossary
    assert 'href="/glossary/#btu"' in page


def test_a_unit_is_warned_of_its_own_refrigerant_and_cold_not_of_the_first_picks(
    client: Client,
) -> None:
    room = "zip=55802&space=bedroom&area=160&heating_now=electric&priorities=quiet&tenure=own"
    page = _page(client, f"/advice/unit/msz-fs06na-muz-fs06nah/?{room}")
    before = page.split("Before you buy")[1].split("</section>")[0]
    assert "It is R-410A, last stock" in before
    assert before.count("Refrigerant:") == 1
    assert "this unit stops heating below −13" in before
    assert before.count("stops heating below") == 1
    first = _page(client, f"/advice/results/?{room}")
    assert "R-410A" not in first.split('class="safety"')[1].split("</p>")[0]
