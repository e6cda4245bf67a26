import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advisor.advice.contract import CurvePoint
from advisor.content import documents
from advisor.content.markdown import DocumentPart
from advisor.listing import search
from advisor.models import Incentive
from advisor.pages.guides.live_parts import LIVE_PARTS
from advisor.pages.guides.oversize import least_btu_h, need_at, steady_below
from advisor.pages.guides.page import GROUPS, guide_groups
from advisor.pages.shared.smallest_words import smallest_sentences
from advisor.reference.costs import forget
from advisor.reference.loader import record_edit
from tests.advisor.advice.sample_advice import curve

ROOM = "zip=02130&space=bedroom&area=120"
GUIDES = documents.documents("guides", "en")


@pytest.fixture
def editing_costs() -> Iterator[None]:
    """Costs are cached by version, and the test takes its edit back."""
    forget()
    yield
    forget()


def text(response: Any) -> str:
    return unescape(str(response.content.decode()))


def parts() -> list[DocumentPart]:
    return [part for guide in GUIDES.values() for s in guide.sections for part in s.parts]


# --- The texts ---------------------------------------------------------------------------------


def test_every_guide_stands_in_a_group_of_the_list() -> None:
    listed = [link.url for group in guide_groups({}) for link in group.links]
    assert len(listed) == len(GUIDES)
    assert {guide.group for guide in GUIDES.values()} == set(GROUPS) == set(documents.GROUPS)


def test_doubtful_claims_of_the_seed_are_told_as_doubtful() -> None:
    said = " ".join(s.text for guide in GUIDES.values() for s in guide.sections)
    for claim in (
        "no mini-split for homes below about 6,000",  # S5
        "SACC is 55 to 85%",  # S39
        "electric resistance heat",  # S48, S109
        "MSZ-GL06NA, for example, is an indoor unit",  # S104
        "SEER and SEER2",  # S65, S66
        "ended for units put into use after December 31, 2025",
        "$1,600 to $5,000 and more",  # S121
        "$2,500 to $7,120",
        "R-410A made before 2025",
    ):
        assert claim in said


# --- The pages ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("real_data")
class TestPages:
    @pytest.mark.parametrize("slug", GUIDES)
    @pytest.mark.parametrize("query", ["", f"?{ROOM}", "?lang=es&units=metric"])
    def test_every_guide_opens(self, client: Client, slug: str, query: str) -> None:
        response = client.get(f"/guides/{slug}/{query}")
        page = text(response)
        assert response.status_code == 200
        assert not response.cookies
        assert page.count("<h1") == 1
        assert f'<link rel="canonical" href="http://127.0.0.1:8000/guides/{slug}/">' in page
        assert not re.search(r"\sstyle=|<style|<script", page)
        for number in set(re.findall(r'href="#source-(\d+)"', page)):
            assert f'id="source-{number}"' in page

    def test_the_list_leads_to_every_guide(self, client: Client) -> None:
        page = text(client.get(f"/guides/?{ROOM}"))
        for slug in GUIDES:
            assert f'href="/guides/{slug}/?{ROOM}"' in page

    def test_guides_take_few_queries(self, client: Client) -> None:
        most = {"": 1, ROOM: 3, f"{ROOM}&least=1600": 5}
        for query, allowed in most.items():
            for slug in GUIDES:
                client.get(f"/guides/{slug}/?{query}")
                with CaptureQueriesContext(connection) as caught:
                    client.get(f"/guides/{slug}/?{query}")
                assert len(caught) <= allowed, (slug, query)

    def test_a_clean_guide_may_be_found_and_one_with_a_room_may_not(self, client: Client) -> None:
        assert "X-Robots-Tag" not in client.get("/guides/siting/?lang=es").headers
        assert client.get("/guides/siting/?zip=02130")["X-Robots-Tag"] == "noindex"
        assert client.get(f"/guides/?{ROOM}")["X-Robots-Tag"] == "noindex"

    def test_each_source_says_when_it_was_read_unless_it_does_not_age(self, client: Client) -> None:
        def sources(query: str) -> list[str]:
            page = text(client.get(f"/guides/diy-or-professional/{query}"))
            listed = re.findall(r'(?s)<li id="source-\d+">(.*?)</li>', page)
            return [" ".join(each.split()) for each in listed]

        english, spanish = sources(""), sources("?lang=es")
        assert english[0].endswith(", July 7, 2025 (read November 2026)")
        assert english[2] == "Our own rule, because we found nobody who publishes one"
        assert spanish[0].endswith(", 7 de julio de 2025 (leído: noviembre de 2026)")
        assert len(english) == len(spanish) == 6

    def test_siting_speaks_of_the_place(self, client: Client) -> None:
        assert 'name="zip"' in text(client.get("/guides/siting/"))
        duluth = text(client.get("/guides/siting/?zip=55802"))
        # The county's −21 °F has 10 colder hours in the airport's year; 88 are usual.
        assert "Duluth, MN: coldest typical night −16\u00a0°F" in duluth
        assert "24 inches or higher" in duluth
        metric = text(client.get("/guides/siting/?zip=55802&units=metric"))
        assert re.search("−2[67]\u00a0°C", metric)
        miami = text(client.get("/guides/siting/?zip=33139"))
        assert "below freezing for 0 hours" in miami
        assert "24 inches or higher" not in miami

    @pytest.mark.parametrize(
        ("zip_code", "said"),
        [
            ("00000", "We do not know the ZIP code 00000"),
            ("abc", "A ZIP code has five digits"),
            ("0213", "A ZIP code has five digits"),
            ("%00", "characters we cannot read"),
            ("9" * 200, "That answer is too long"),
        ],
    )
    def test_an_unknown_place_is_asked_again(
        self, client: Client, zip_code: str, said: str
    ) -> None:
        response = client.get(f"/guides/siting/?zip={zip_code}")
        assert response.status_code == 200
        assert said in text(response)
        assert 'name="zip"' in text(response)

    def test_winter_tells_how_often_it_is_how_cold(self, client: Client) -> None:
        duluth = text(client.get("/guides/winter/?zip=55802"))
        colder = [
            int(hours.replace(",", ""))
            for hours in re.findall(r"Below [^<]* for ([\d,]+) hours? in a typical year", duluth)
        ]
        assert len(colder) == 4
        assert colder == sorted(colder, reverse=True)
        assert 'name="zip"' in text(client.get("/guides/winter/"))
        assert "does not freeze" in text(client.get("/guides/winter/?zip=33139"))

    def test_search_engines_find_every_guide(self, client: Client) -> None:
        listed = text(client.get("/sitemap.xml"))
        for slug in GUIDES:
            assert listed.count(f"/guides/{slug}/</loc>") == 1

    def test_types_are_compared_by_the_live_catalog(self, client: Client) -> None:
        page = text(client.get("/guides/which-type/"))
        row = re.search(
            r"(?s)Models on sale or certified</th>((?:\s*<td>.*?[\d,]+\s*</td>){3})", page
        )
        assert row
        assert all(int(n.replace(",", "")) > 0 for n in re.findall(r"[\d,]+(?=\s*</td>)", row[1]))
        least = re.search(r"(?s)lowest model</th>(.*?)</tr>", page)
        assert least
        sentences = smallest_sentences(search.current(), "us")
        for cell, sentence in zip(
            re.findall(r"(?s)<td>.*?</small>(.*?)</td>", least[1]), sentences, strict=True
        ):
            figure = re.search(r"[\d,]+\u00a0BTU/h", cell)
            assert figure
            assert figure[0] in sentence.output
            assert ("our estimate" in cell) == ("published" not in sentence.output)
        assert re.search(
            r"(?s)Prices we found</th>\s*<td>.*?\$[\d,]+–[\d,]+(; from [^<]*)?\s*</td>", page
        )

    @pytest.mark.usefixtures("editing_costs")
    def test_programs_of_the_place_come_first_with_the_day_of_their_check(
        self, client: Client
    ) -> None:
        page = text(client.get("/guides/who-pays/?zip=04330"))
        rows = re.findall(r'<th scope="row">([^<]+)</th>', page)
        assert rows[0].endswith("Maine")
        assert rows.index("Efficiency Maine") < rows.index("Mass Save")
        assert re.search(
            r"(?s)Mass Save</th>(?:\s*<td>.*?</td>){2}\s*<td>.*?not checked by us\s*</td>", page
        )
        assert 'href="https://' not in page.replace('rel="canonical"', "")
        Incentive.objects.filter(code="mass-save").update(
            last_checked="2026-11-20", source="masssave.com"
        )
        record_edit()
        page = text(client.get("/guides/who-pays/?zip=04330"))
        assert re.search(
            r"(?s)Mass Save</th>(?:\s*<td>.*?</td>){2}\s*<td>.*?November 20, 2026\s*</td>", page
        )

    def test_the_page_on_funding_has_its_own_name(self, client: Client) -> None:
        assert reverse("funding") == "/guides/who-pays/"
        assert "Nobody can buy a place" in text(client.get(reverse("funding")))

    def test_ticks_stay_in_the_address(self, client: Client) -> None:
        page = text(client.get(f"/guides/fit-list/?{ROOM}&tick=ms-stud&tick=<i>"))
        assert re.search(r'value="ms-stud"\s+checked', page)
        assert page.count(" checked") == 1
        assert '<input type="hidden" name="zip" value="02130">' in page
        assert "<i>" not in page

    def test_a_unit_that_is_too_big_is_told_from_one_that_is_not(self, client: Client) -> None:
        def told(least: str) -> str:
            page = text(client.get(f"/guides/short-cycling/?{ROOM}&least={least}"))
            return page[page.index("Is it too big") : page.index("What it does")]

        assert "Its size is the reason. At 47\u00a0°F the room needs about" in told("3700")
        assert "even on the coldest typical nights" in told("20000")
        assert "Its size is not the reason" in told("200")
        for nonsense in ("0", "-5", "abc", "1e9", "nan", "inf", "%00"):
            assert "Enter a plain number above zero." in told(nonsense)

    def test_without_a_room_the_room_is_asked_first(self, client: Client) -> None:
        page = text(client.get("/guides/short-cycling/?least=3700&from=an-article"))
        assert "Three answers about the room" in page
        assert "Its size is" not in page
        for name in ("zip", "space", "area", "least"):
            assert page.count(f'name="{name}"') == 1
        assert '<input type="hidden" name="from" value="an-article">' in page
        half = text(client.get("/guides/short-cycling/?least=3700&area=120"))
        assert "Choose the kind of room." in half

    def test_a_request_is_offered_where_there_is_a_room(self, client: Client) -> None:
        assert "/advice/request/" not in text(client.get("/guides/no-outdoor-unit/"))
        page = text(client.get(f"/guides/no-outdoor-unit/?{ROOM}"))
        assert f'href="/advice/request/?{ROOM}"' in page

    @pytest.mark.parametrize("slug", ["castle", "CARE", "care--", "x" * 300])
    def test_an_unknown_guide_is_not_found(self, client: Client, slug: str) -> None:
        assert client.get(f"/guides/{slug}/").status_code == 404

    @pytest.mark.parametrize("query", ["zip=%ff&tick=%00", "tick=" * 500, "area=1e999&zip=x"])
    def test_hostile_addresses_do_no_harm(self, client: Client, query: str) -> None:
        for slug in GUIDES:
            assert client.get(f"/guides/{slug}/?{query}").status_code in {200, 400}


# --- Sums --------------------------------------------------------------------------------------


def test_the_need_is_read_between_the_points_of_the_curve() -> None:
    assert need_at(curve(), 47) == pytest.approx(40 * (65 - 47))
    assert need_at([], 47) is None
    assert need_at(curve()[:3], 47) is None


def test_a_unit_runs_through_below_where_the_need_meets_its_least() -> None:
    assert steady_below(curve(), 1600) == pytest.approx(25)
    assert steady_below(curve(), 99_999) is None
    assert steady_below([], 100) is None


@pytest.mark.parametrize(
    ("typed", "units", "expected"),
    [("1,600", "us", 1600), ("1.5", "metric", 5118.2), ("0.001", "metric", None), ("", "us", None)],
)
def test_the_least_output_is_read_in_the_units_of_the_page(
    typed: str, units: str, expected: float | None
) -> None:
    found = least_btu_h(typed, units)
    assert found == (None if expected is None else pytest.approx(expected, abs=0.1))


def test_live_parts_and_curves_are_of_the_kinds_that_we_know() -> None:
    live = {part.name for part in parts() if part.kind == "live"}
    assert live == {"care", "types", "programs", "place", "frost", "oversize", "request", "start"}
    assert live == documents.BLOCKS["guides"] == set(LIVE_PARTS)
    assert all(isinstance(point, CurvePoint) for point in curve())
