"""The check of a quote: the answer for a room, what is missing, and what to ask."""

import html
import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from advisor.pages.shared.layout import FOOT

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = {"zip": "02130", "space": "bedroom", "area": "140"}
PAIR = "MSZ-FX06NL / MUZ-FX06NLHZ"
EVERY_LINE = {
    "quote_unit": "2200",
    "quote_labour": "1200",
    "quote_line_set": "200",
    "quote_snow_stand": "200",
    "quote_permit": "100",
    "quote_circuit": "600",
}


def main(client: Client, **query: str) -> str:
    response = client.get(f"/advice/quote/?{urlencode(query)}")
    assert response.status_code == 200
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def words(markup: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)))


def questions(markup: str) -> list[str]:
    card = markup[markup.index('aria-labelledby="ask-title"') :]
    return [
        words(each).strip()
        for each in re.findall(r"(?s)<li>(.*?)</li>", card[: card.index("</ol>")])
    ]


def state_of(markup: str, label: str) -> str:
    row = next(r for r in re.findall(r"(?s)<tr>(.*?)</tr>", markup) if label in words(r))
    return words(re.findall(r"(?s)<td[^>]*>(.*?)</td>", row)[-1]).strip()


def test_without_a_room_the_same_page_asks_for_it(client: Client) -> None:
    page = main(client)
    for name in ("zip", "space", "area", "quote_model", "quote_total", "quote_labour"):
        assert f'name="{name}"' in page
    assert 'role="alert"' not in page
    asked = main(client, quote_model=PAIR, quote_total="4000")
    assert "Enter your home’s ZIP code." in words(asked)
    assert 'href="#id-zip"' in asked
    assert f'value="{PAIR}"' in asked


def test_a_room_alone_is_told_what_a_quote_should_come_to(client: Client) -> None:
    page = words(main(client, **ROOM))
    assert "a mini-split of about 6,000 BTU/h" in page
    assert re.search(r"With every line that this room needs: \$[\d,]+–[\d,]+", page)
    assert "What to ask the installer" not in page


def test_the_answers_of_the_room_travel_through_the_form(client: Client) -> None:
    page = main(client, **ROOM, tenure="rent", units="metric", lang="en", slot="x")
    for pair in ('name="tenure" value="rent"', 'name="units" value="metric"'):
        assert f'type="hidden" {pair}' in page


def test_a_known_pair_is_judged_in_this_room_and_its_sale_is_dated(client: Client) -> None:
    page = words(main(client, **ROOM, quote_model=PAIR, quote_total="4700", **EVERY_LINE))
    assert "Mitsubishi Electric MSZ-FX06NL / MUZ-FX06NLHZ" in page
    assert re.search(r"At 12 °F this unit gives (about )?[\d,]+ BTU/h", page)
    assert re.search(r"It would stop and start for \d+% of the time it runs", page)
    assert re.search(r"(On ENERGY STAR’s list|On sale), \w+ \d+, 2026", page)
    assert "The lines add up to $4,500 and the total is $4,700: $200 is in no line." in page


@pytest.mark.parametrize("area", ["140", "300", "450", "600", "900"])
def test_the_head_says_fits_only_where_load_and_cycling_prove_it(client: Client, area: str) -> None:
    page = words(main(client, zip="55401", space="studio", area=area, quote_model=PAIR))
    cycling = int(re.findall(r"stop and start for (?:under )?(\d+)%", page)[0])
    need, gives = (
        int(re.findall(pattern, page)[0].replace(",", ""))
        for pattern in (r"needs about ([\d,]+) BTU/h of heat", r"unit gives (?:about )?([\d,]+)")
    )
    proved = cycling <= 50 and gives >= 0.95 * need and "Left out" not in page
    assert ("The unit fits this room." in page) == proved


def test_a_size_alone_is_judged_as_a_size(client: Client) -> None:
    page = main(client, **ROOM, quote_btu="18000", quote_total="3500")
    assert "Very likely too big: of" in words(page)
    assert any("Which model is it" in each for each in questions(page))


@pytest.mark.parametrize("lines", [("unit",), ("unit", "labour", "permit")])
def test_lines_without_an_amount_leave_only_the_total_to_compare(
    client: Client, lines: tuple[str, ...]
) -> None:
    zeros = {f"quote_{code}": "0" for code in lines}
    page = main(client, **ROOM, quote_total="4000", **zeros)
    assert "No line has an amount of its own: only the total was compared." in words(page)
    assert "in no line" not in words(page)
    asked = questions(page)
    assert any(each.startswith("Please give me the price in these lines") for each in asked)
    assert not any("Why do the lines and the total differ?" in each for each in asked)


def test_a_quote_of_nothing_but_zeros_compares_nothing(client: Client) -> None:
    page = words(main(client, **ROOM, **dict.fromkeys(EVERY_LINE, "0")))
    assert "Line by line" in page
    assert "add up to $0" not in page


def test_each_line_stands_beside_our_range_and_that_of_others(client: Client) -> None:
    page = main(
        client,
        **ROOM,
        quote_labour="1650",
        quote_line_set="250",
        quote_circuit="2000",
        quote_permit="0",
        quote_unit="100",
        quote_handyman="90",
    )
    assert state_of(page, "Installer’s labor") == "above our range, in that of other guides"
    assert state_of(page, "Line set and materials") == "in our range"
    assert state_of(page, "Electrical circuit") == "above every range we know"
    assert state_of(page, "Permit") == "included"
    assert state_of(page, "Unit") == "below our range"
    assert state_of(page, "Snow stand") == "not mentioned"
    assert state_of(page, "Condensate pump") == ""
    assert state_of(page, "Handyman, two people") == "not usual for this room"
    asked = questions(page)
    assert any("Electrical circuit: what is in the $2,000?" in each for each in asked)
    assert any("above the snow" in each for each in asked)
    assert any("Commissioning" in each for each in asked)
    assert not any("Who pulls the permit" in each for each in asked)


def test_what_is_not_mentioned_is_named_with_what_it_adds(client: Client) -> None:
    page = words(main(client, **ROOM, quote_total="4000", quote_labour="1000"))
    assert "Not mentioned, and needed here: Unit, Line set and materials, Snow stand" in page
    whole = words(main(client, **ROOM, quote_total="4500", **EVERY_LINE))
    assert "Not mentioned" not in whole
    assert "in no line" not in whole


def test_one_sum_is_asked_for_in_lines_and_accuses_no_line(client: Client) -> None:
    page = main(client, **ROOM, quote_total="4000")
    assert "The quote is one sum." in words(page)
    assert "not mentioned" not in words(page)
    assert questions(page)[1].startswith("Please give me the price in these lines: Unit,")


def test_half_a_number_offers_the_pairs_and_keeps_the_quote(client: Client) -> None:
    page = main(client, **ROOM, quote_model="MUZ-FX06", quote_total="4000")
    links = re.findall(r'href="(/advice/quote/\?[^"]+)"', page)
    assert links
    assert all("quote_total=4000" in link and "zip=02130" in link for link in links)
    assert "is only a part of a number" in words(page)


def test_pairs_that_share_a_number_are_told_how_low_they_go(client: Client) -> None:
    told = words(main(client, **ROOM, quote_model="MSZ-FS09NA", quote_total="4000"))
    assert "This number belongs to 2 systems." in told
    assert re.search(r"Those that it may be go down to [\d,]+", told)
    assert "which we do not know" not in told


@pytest.mark.parametrize(("model", "own"), [(PAIR, "6000"), ("MSZ-FS09NA", "9000")])
def test_a_model_wins_over_another_size_and_says_so(client: Client, model: str, own: str) -> None:
    """One pair, and a number of two systems of one size."""
    alone = words(main(client, **ROOM, quote_model=model))
    told = words(main(client, **ROOM, quote_model=model, quote_btu="24000"))
    assert "The quote says 24,000 BTU/h, but this model is rated at" in told
    assert "we judge the model." in told
    head = "(?:fits this room|stronger than|too small|would not put|[Tt]oo big|right size)[^.]*"
    assert re.findall(head, told) == re.findall(head, alone)
    assert "but this model" not in words(main(client, **ROOM, quote_model=model, quote_btu=own))


CERTIFIED_WORDS = "It is certified as this pair."


def pair_words(client: Client, model: str, **more: str) -> str:
    """The section on the pair."""
    page = main(client, **ROOM, quote_model=model, **more)
    start = page.index('aria-labelledby="pair-title"')
    return words(page[start : page.index("</section>", start)])


def test_a_pair_of_the_catalog_is_told_certified(client: Client) -> None:
    for typed in (PAIR, PAIR.lower().replace(" / ", "+")):
        assert CERTIFIED_WORDS in pair_words(client, typed)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("AHU-X9 / AOU9RLFFH", "“AHU-X9” is in no pair of our catalog"),
        ("MUZ-FX06NLHZ", "The quote names the outdoor unit only."),
        ("MSZ-FX06NL", "The quote names the indoor unit only."),
        ("AOUH18KNAS1", "The quote names the outdoor unit only."),
        ("MSZ-GL09NA / MUZ-FS06NAH", "not as a pair: MSZ-GL09NA, MUZ-FS06NAH."),
        ("BMS500-AAS009-1CSXHC", "The quote gives one number."),
    ],
)
def test_what_is_no_pair_of_one_record_is_never_told_certified(
    client: Client, model: str, said: str
) -> None:
    told = pair_words(client, model)
    assert said in told
    assert "certified as this pair" not in told
    assert "ENERGY STAR" not in told


def test_half_a_pair_names_the_pair_that_is_calculated_with(client: Client) -> None:
    page = main(client, **ROOM, quote_model="MUZ-FX06NLHZ")
    assert f"We calculate with Mitsubishi Electric {PAIR}." in words(page)
    assert any("AHRI reference" in each for each in questions(page))
    beside = words(main(client, **ROOM, quote_model="AHU-X9 / AOU9RLFFH"))
    assert "We calculate with Fujitsu AGU9RLF / AOU9RLFFH. With another partner" in beside


def test_two_strangers_are_judged_as_neither_and_both_pairs_are_offered(client: Client) -> None:
    page = main(client, **ROOM, quote_model="MSZ-GL09NA / MUZ-FS06NAH")
    assert "It is open which unit the quote means" in words(page)
    assert "this unit gives" not in words(page)
    assert len(re.findall(r'href="/advice/quote/\?[^"]*quote_model=Mitsubishi', page)) == 2


def test_a_pair_that_two_brands_sell_is_found_by_its_brand(client: Client) -> None:
    page = main(client, **ROOM, quote_model="40MAQB09BAA3 / 38MAQB09RAA3")
    assert "2 units of our catalog bear this number." in words(page)
    links = re.findall(r'href="(/advice/quote/\?[^"]*quote_model=[^"]+)"', page)
    for link, brand in zip(links, ("Bryant", "Carrier"), strict=True):
        assert f"{brand} 40MAQB09B" in words(client.get(html.unescape(link)).content.decode())


def test_an_indoor_number_without_a_partner_is_explained_and_nothing_is_guessed(
    client: Client,
) -> None:
    page = words(main(client, **ROOM, quote_model="MSZ-GL06NA"))
    assert "An indoor unit only" in page
    assert "Whether this pair is certified we do not know." in page


def test_a_window_unit_is_asked_for_no_nitrogen_and_no_pair(client: Client) -> None:
    page = main(client, **ROOM, quote_model="GE AWGP08W", quote_total="900")
    assert "nitrogen" not in words(page)
    assert "certified pair" not in words(page)
    assert state_of(page, "Window bracket") == ""


def test_a_kit_with_charged_lines_is_asked_for_no_nitrogen(client: Client) -> None:
    assert "nitrogen" in words(main(client, **ROOM, quote_model=PAIR))
    assert "nitrogen" not in words(main(client, **ROOM, quote_model="DIY-12-HP-WMAH-115C25"))


def test_a_unit_from_a_store_is_asked_for_no_lines_and_no_load(client: Client) -> None:
    told = words(main(client, **ROOM, quote_model="MAP14HS1TBL", quote_total="700"))
    assert "What to ask the installer" in told
    assert "in these lines" not in told
    assert "one sum" not in told
    assert "calculate the load" not in told
    assert "Who registers the warranty" in told


def test_a_fault_is_told_by_its_field_and_everything_typed_stays(client: Client) -> None:
    page = main(client, **ROOM, quote_model=PAIR, quote_total="<b>lots</b>", quote_labour="900")
    assert 'href="#id-quote_total"' in page
    assert "Total of the quote: write the amount in dollars" in words(page)
    assert "<b>lots" not in page
    assert 'value="900"' in page


def test_an_unknown_zip_code_is_told_by_the_field(client: Client) -> None:
    page = main(client, zip="00000", space="bedroom", area="140", quote_total="4000")
    assert 'href="#id-zip"' in page
    assert "What to ask the installer" not in words(page)


def test_a_page_that_holds_a_quote_is_nobodys_search_result(client: Client) -> None:
    clean = client.get("/advice/quote/?lang=es")
    assert "X-Robots-Tag" not in clean
    assert client.get("/advice/quote/?quote_total=5")["X-Robots-Tag"] == "noindex"
    assert not client.get("/advice/quote/?quote_total=5").cookies


def test_the_quote_is_checked_with_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    main(client, **ROOM, quote_model=PAIR)
    with django_assert_max_num_queries(4):
        main(client, **ROOM, quote_model=PAIR, quote_total="4000")


def test_visitors_find_it_from_home_the_footer_the_papers_and_the_brief(client: Client) -> None:
    assert "quote" in {name for _title, names in FOOT for name, _text in names}
    room = urlencode(ROOM)
    for path in ("/", f"/advice/results/keep/?{room}", f"/advice/brief/?{room}"):
        page = client.get(path).content.decode()
        page = page[page.index("<main") : page.index("</main>")]
        assert 'href="/advice/quote/' in page, path


def test_the_page_of_a_unit_leads_to_a_quote_for_that_very_unit(client: Client) -> None:
    page = client.get(f"/advice/unit/msz-fx06nl-muz-fx06nlhz/?{urlencode(ROOM)}").content.decode()
    (link,) = re.findall(r'href="(/advice/quote/\?[^"]+)"', page[: page.index("</main>")])
    checked = words(client.get(html.unescape(link)).content.decode())
    assert "Mitsubishi Electric MSZ-FX06NL / MUZ-FX06NLHZ" in checked
    assert "It is certified as this pair." in checked


def test_spanish_says_the_same(client: Client) -> None:
    page = words(main(client, **ROOM, lang="es", quote_total="4000"))
    assert "La cotización es una sola suma." in page
    assert "we expect" not in page


def test_a_cheap_quote_for_an_rv_is_not_asked_for_a_permit(client: Client) -> None:
    rv = {"zip": "85001", "space": "rv", "area": "160", "moves": "yes", "hookup": "shore_30"}
    asked = questions(main(client, **rv, quote_total="500"))
    assert "Is everything in this price, to the last test?" in asked
    assert not any("permit" in each for each in asked)
    house = questions(main(client, **ROOM, quote_total="500"))
    assert any("permit" in each for each in house)
