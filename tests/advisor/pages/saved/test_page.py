import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisor.models import Incentive, InstallationCost, SavedAdvice, WrongNumber
from advisor.models.saved_advice import CODE_ALPHABET, new_code
from advisor.pages.saved.keep_links import keep_links
from advisor.pages.saved.kept_changes import changes, version_note
from advisor.pages.saved.page import saved_page
from advisor.pages.saved.papers import short_link
from advisor.pages.saved.snapshot import Snapshot, as_record, canonical, from_record, snapshot
from advisor.pages.shared import posting
from advisor.reference.costs import forget
from advisor.reference.loader import record_edit
from catalog.models import HeatPump, PriceObservation
from tests.advisor.advice.sample_advice import create_advice, create_pick, create_rebate, line

ROOM = "zip=02130&space=bedroom&area=120"
FULLER = f"{ROOM}&exterior_walls=1&above=heated&below=heated&heating_now=electric"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def nothing_posted_yet() -> None:
    cache.clear()


@pytest.fixture
def editing_costs() -> Iterator[None]:
    """Costs are cached by version, and the test takes its edit back."""
    forget()
    yield
    forget()


def post(client: Client, path: str, body: str = "", **headers: str) -> Any:
    return client.post(path, body, content_type=FORM, headers=headers)


def keep(client: Client, query: str = FULLER) -> str:
    """Keep an advice; the code."""
    response = post(client, "/r/", query)
    assert response.status_code == 303
    found = re.fullmatch(r"/r/([^/]+)/", response["Location"])
    assert found
    return found[1]


def text(response: Any) -> str:
    return str(response.content.decode())


# --- The code ----------------------------------------------------------------------------------


def test_a_code_has_eight_characters_that_nobody_confuses() -> None:
    assert len(set(CODE_ALPHABET)) == len(CODE_ALPHABET) == 28
    assert not set(CODE_ALPHABET) & set("01oilaeuOIL")
    assert all(re.fullmatch(rf"[{CODE_ALPHABET}]{{8}}", new_code()) for _ in range(200))


def test_codes_cannot_be_guessed_from_each_other() -> None:
    codes = [new_code() for _ in range(3000)]
    assert len(set(codes)) == len(codes)
    for place in range(8):  # each place uses the whole alphabet, none of it often
        seen = Counter(code[place] for code in codes)
        assert set(seen) == set(CODE_ALPHABET)
        assert max(seen.values()) < 3000 / 28 * 1.6


@pytest.mark.django_db
def test_a_taken_code_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["bcdfghjk", "bcdfghjk", "23456789"])
    monkeypatch.setattr("advisor.models.saved_advice.new_code", lambda: next(drawn))
    first = SavedAdvice.objects.keep(query=ROOM, snapshot={})
    second = SavedAdvice.objects.keep(query=ROOM, snapshot={})
    assert (str(first), str(second)) == ("bcdfghjk", "23456789")


@pytest.mark.django_db
def test_codes_that_are_always_taken_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.models.saved_advice.new_code", lambda: "bcdfghjk")
    SavedAdvice.objects.keep(query=ROOM, snapshot={})
    with pytest.raises(RuntimeError, match="three attempts"):
        SavedAdvice.objects.keep(query=ROOM, snapshot={})


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["bcdfghj", "bcdfghj0", "BCDFGHJK", "bcdfghja"])
def test_the_database_refuses_other_codes(code: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedAdvice.objects.create(code=code, query=ROOM, snapshot={})


# --- What is noted, and what changed -----------------------------------------------------------


def noted(**changes: Any) -> Snapshot:
    return snapshot(create_advice(**changes), lang="en")


def told(then: Snapshot, now: Snapshot, *, sold: set[str] | None = None) -> list[str]:
    slugs = {pick.slug for pick in (*then.picks, *now.picks)}
    return [
        f"{change.kind}: {change.text}"
        for change in changes(then, now, sold=slugs if sold is None else sold)
    ]


def pick(slug: str, *, price: int = 1000, **more: Any) -> Any:
    made = create_pick(slug=slug, model=slug.upper(), label=None, **more)
    lines = [line("unit", price, price, price), line("labour", 900, 1650, 2600)]
    upfront = replace(made.cost.upfront, typical=Decimal(price + 1650))
    return replace(made, cost=replace(made.cost, lines=lines, upfront=upfront))


def test_a_snapshot_survives_the_database() -> None:
    kept = noted(rebates=[create_rebate(counts=True, amount_usd=Decimal(500), name="State")])
    assert from_record(as_record(kept)) == kept
    assert kept.picks[0].price_usd == 1973
    assert kept.rebates[0].amount_usd == 500


def test_rebates_that_do_not_count_are_not_noted() -> None:
    assert noted(rebates=[create_rebate(counts=False)]).rebates == ()


def test_an_equal_advice_has_no_changes() -> None:
    assert told(noted(), noted()) == []


def test_a_moved_version_alone_is_no_change() -> None:
    then = noted()
    now = replace(then, engine="2", catalog="8", data="def")
    assert told(then, now) == []
    assert version_note(then, now) == (
        "Changed since then: the rules (1, now 2); the catalog; weather, energy prices, rebates."
    )
    assert (
        version_note(then, then) == "The rules, the catalog, and the data are the same as before."
    )


def test_another_price_is_told_with_both_amounts() -> None:
    then, now = noted(picks=[pick("a")]), noted(picks=[pick("a", price=900)])
    assert told(then, now) == ["price: Maker A: the unit was $1,000 and is now $900."]


def test_dearer_work_is_told_apart_from_the_unit() -> None:
    then = noted(picks=[pick("a")])
    now = replace(then, picks=(replace(then.picks[0], upfront_usd=2750),))
    assert told(then, now) == [
        "price: Maker A: installation was typically $1,650 and is now typically $1,750."
    ]


def test_dearer_electricity_is_told_as_a_year() -> None:
    then = noted(picks=[pick("a")])
    now = replace(then, picks=(replace(then.picks[0], year_usd=125),))
    assert told(then, now) == ["running: Maker A: a year of electricity was $118 and is now $125."]


def test_a_retired_model_and_the_new_first_are_told() -> None:
    then, now = noted(picks=[pick("a"), pick("b")]), noted(picks=[pick("b")])
    assert told(then, now, sold={"b"}) == [
        "gone: The Maker A was retired. It is no longer on our list.",
        "winner: There is a new first pick: the Maker B. It was the Maker A.",
    ]


def test_a_model_that_is_still_sold_only_left_the_first() -> None:
    then, now = noted(picks=[pick("b"), pick("a")]), noted(picks=[pick("b")])
    assert told(then, now) == ["gone: The Maker A is no longer among the top units for this room."]


def test_a_new_model_among_the_first_three_is_told() -> None:
    then, now = noted(picks=[pick("a")]), noted(picks=[pick("a"), pick("c")])
    assert told(then, now) == ["new: New in the top three: the Maker C."]


def test_a_unit_that_is_shown_first_only_now_is_told() -> None:
    ten = [pick(letter) for letter in "abcdef"]
    then, now = noted(picks=ten, shown=["a", "b", "d"]), noted(picks=ten, shown=["a", "c", "d"])
    assert told(then, now) == ["new: New in the top three: the Maker C."]
    assert told(older(then), now) == []


def older(then: Snapshot) -> Snapshot:
    """The copy as it was kept before it noted which units it showed first, and its ranges."""
    record = as_record(then)
    ranges = ("price_low_usd", "price_high_usd", "upfront_low_usd", "upfront_high_usd")
    for each in record["picks"]:
        for name in (*ranges, "price_note"):
            del each[name]
    del record["shown"]
    return from_record(record)


def test_an_older_copy_opens_with_its_list_and_says_about() -> None:
    then = older(noted(picks=[pick(letter) for letter in "abcde"]))
    assert [each.slug for each in then.leading] == ["a", "b", "c"]
    assert (then.picks[0].price, then.picks[0].upfront) == ("about $1,000", "about $2,650")


def test_a_range_that_an_older_copy_did_not_note_is_no_change() -> None:
    now = noted()
    assert now.picks[0].price == "$1,600–2,400"
    assert told(older(now), now) == []


def test_a_price_that_no_shop_asked_is_told_as_its_range() -> None:
    then = noted()
    cost = create_pick().cost
    dearer = [line("unit", 1800, 2173, 2600), *cost.lines[1:]]
    upfront = replace(cost.upfront, typical=cost.upfront.typical + 200)
    now = noted(picks=[create_pick(cost=replace(cost, lines=dearer, upfront=upfront))])
    assert told(then, now) == [
        "price: Maker 06 <b>: the unit was $1,600–2,400 and is now $1,800–2,600."
    ]


def test_another_order_is_told() -> None:
    then = noted(picks=[pick("a"), pick("b"), pick("c")])
    now = noted(picks=[pick("a"), pick("c"), pick("b")])
    assert told(then, now) == ["order: Their order changed. It is now: Maker A, Maker C, Maker B."]


def test_first_units_that_come_or_go_are_told() -> None:
    none, one = noted(picks=[]), noted(picks=[pick("a")])
    assert told(none, one) == ["winner: There is a first pick now: Maker A."]
    assert told(one, none) == [
        "gone: The Maker A is no longer among the top units for this room.",
        "winner: No unit fits anymore.",
    ]


def test_rebates_that_end_open_or_change_are_told() -> None:
    def state(amount: int | None, name: str = "State") -> Any:
        dollars = None if amount is None else Decimal(amount)
        return create_rebate(counts=True, amount_usd=dollars, name=name)

    then = noted(rebates=[state(500), state(None, "Old")])
    now = noted(rebates=[state(400), state(None, "New")])
    assert told(then, now) == [
        "rebate: No longer available: Old.",
        "rebate: Now available: New.",
        "rebate: State: was $500, now $400.",
    ]


def test_another_load_is_told_only_where_its_printed_figure_differs() -> None:
    then = noted()
    near = replace(then, heating_btu_h=(1800.0, 2413.0, 3100.0))
    far = replace(then, heating_btu_h=(1800.0, 2600.0, 3100.0))
    assert told(then, near) == []
    assert told(then, far) == [
        "load: The heat the room needs was 2,400\u00a0BTU/h and is now 2,600\u00a0BTU/h."
    ]


def test_another_answer_is_told_in_its_own_words() -> None:
    then = noted()
    now = noted(outcome="keep", headline="Keep your furnace.")
    assert told(then, now) == ["advice: Our answer is now: “Keep your furnace.”"]


def test_a_headline_in_another_language_is_no_change() -> None:
    then = noted()
    assert told(then, replace(then, headline="Cabe una pequeña.", lang="es")) == []


def test_where_a_visitor_came_from_is_not_kept() -> None:
    given = {"area": "120", "zip": "02130", "from": "article", "slot": "top", "units": "metric"}
    assert canonical(given) == "zip=02130&area=120&units=metric"


# --- Keeping and opening -----------------------------------------------------------------------


@pytest.mark.usefixtures("real_data")
class TestKeeping:
    def test_keeping_leads_to_the_copy_and_sets_no_cookie(self, client: Client) -> None:
        response = post(client, "/r/", FULLER, Origin="http://testserver")
        assert response.status_code == 303
        assert not response.cookies
        page = client.get(response["Location"])
        assert page.status_code == 200
        assert not page.cookies
        assert "Nothing has changed for this room since then." in text(page)
        assert page["X-Robots-Tag"] == "noindex"

    def test_the_record_holds_answers_and_advice_and_nobody(self, client: Client) -> None:
        keep(client, f"{FULLER}&from=smallest&slot=top&email=a%40b.example")
        record = SavedAdvice.objects.get()
        assert record.query == FULLER
        assert set(record.snapshot) == {
            *("outcome", "headline", "lang", "heating_btu_h", "cooling_btu_h", "picks"),
            *("rebates", "engine", "catalog", "data", "baselines", "shown"),
        }
        columns = {field.name for field in SavedAdvice._meta.concrete_fields}
        assert columns == {"code", "query", "written_at", "opened_on", "snapshot"}

    def test_equal_answers_are_kept_under_codes_of_their_own(self, client: Client) -> None:
        assert keep(client) != keep(client)

    def test_a_copy_opens_with_capital_letters_too(self, client: Client) -> None:
        code = keep(client)
        assert client.get(f"/r/{code.upper()}/").status_code == 200

    def test_a_copy_links_to_the_live_results(self, client: Client) -> None:
        page = text(client.get(f"/r/{keep(client)}/"))
        assert f'href="/advice/results/?{FULLER.replace("&", "&amp;")}"' in page

    def test_a_new_price_is_told_on_return(self, client: Client) -> None:
        code = keep(client)
        kept = from_record(SavedAdvice.objects.get().snapshot).picks[0]
        unit = HeatPump.objects.get(slug=kept.slug)
        PriceObservation.objects.create(
            heat_pump=unit,
            amount_low=Decimal(kept.price_usd + 111),
            amount_high=Decimal(kept.price_usd + 111),
            observed_on=timezone.localdate(),
            retailer="Shop",
        )
        page = text(client.get(f"/r/{code}/"))
        assert f"{kept.name}: the unit was" in page
        assert "the catalog" in page

    def test_a_retired_first_is_told_on_return(self, client: Client) -> None:
        code = keep(client)
        kept = from_record(SavedAdvice.objects.get().snapshot).picks[0]
        HeatPump.objects.filter(slug=kept.slug).update(availability="discontinued")
        page = text(client.get(f"/r/{code}/"))
        assert f"The {kept.name} was retired" in page
        assert "There is a new first pick: the " in page

    @pytest.mark.usefixtures("editing_costs")
    def test_an_opened_rebate_and_dearer_work_are_told_on_return(self, client: Client) -> None:
        code = keep(client)
        Incentive.objects.filter(code="mass-save").update(
            status="open",
            last_checked=timezone.localdate(),
            source="masssave.com",
            amount_type="flat",
            amount_usd=Decimal(1250),
            professional=None,
        )
        InstallationCost.objects.filter(code="labour").update(typical=Decimal(1000))
        record_edit()
        page = text(client.get(f"/r/{code}/"))
        assert "Now available: Mass Save." in page
        assert "installation was typically" in page

    def test_a_copy_speaks_the_language_and_units_it_was_kept_in(self, client: Client) -> None:
        code = keep(client, "zip=02130&space=bedroom&area=11&units=metric&lang=es")
        response = client.get(f"/r/{code}/")
        assert response["Content-Language"] == "es"
        assert '<html lang="es">' in text(response)
        assert "kW (" in text(response)
        other = client.get(f"/r/{code}/?lang=en&units=us")
        assert other["Content-Language"] == "en"
        assert "BTU/h (" in text(other)

    def test_answers_that_are_no_longer_understood_still_show_the_copy(
        self, client: Client
    ) -> None:
        code = keep(client)
        SavedAdvice.objects.update(query="zip=02130&space=castle&area=120")
        response = client.get(f"/r/{code}/")
        assert response.status_code == 200
        assert "can no longer calculate" in text(response)

    def test_opening_takes_few_queries_and_notes_the_day_once(self, client: Client) -> None:
        code = keep(client)
        client.get(f"/r/{code}/")
        long_ago = timezone.localdate() - timedelta(days=400)
        SavedAdvice.objects.update(opened_on=long_ago)
        with CaptureQueriesContext(
            connection,
        ) as first:
            client.get(f"/r/{code}/")
        assert SavedAdvice.objects.get().opened_on == timezone.localdate()
        with CaptureQueriesContext(connection) as second:
            client.get(f"/r/{code}/")
        assert (len(first), len(second)) == (5, 4)

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "zip=02130",
            "zip=00000&space=bedroom&area=120",
            "zip=abc&space=castle&area=-5",
            "zip=02130&space=bedroom&area=120%00",
            "zip=02130%0d%0aSet-Cookie:a=b&space=bedroom&area=120",
            "%ff%fe=%ff&zip=%ff",
            "&&&===",
        ],
    )
    def test_bad_answers_are_asked_again_and_not_kept(self, client: Client, body: str) -> None:
        response = post(client, "/r/", body)
        assert response.status_code == 303
        assert response["Location"].startswith("/advice/results/")
        assert "\n" not in response["Location"]
        assert client.get(response["Location"]).status_code == 200
        assert not SavedAdvice.objects.exists()

    @pytest.mark.parametrize(
        ("body", "kind"),
        [("a" * 9000, FORM), ("{", "application/json"), ("--x", "multipart/form-data; boundary=x")],
    )
    def test_what_is_no_form_is_not_kept(self, client: Client, body: str, kind: str) -> None:
        response = client.post("/r/", body, content_type=kind)
        assert response.status_code in {303, 400}
        assert not SavedAdvice.objects.exists()

    def test_too_long_a_post_is_a_bad_request(self, client: Client) -> None:
        assert post(client, "/r/", f"{FULLER}&x={'a' * 8000}").status_code == 400

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "https://elsewhere.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
            {"Sec-Fetch-Site": "same-site"},
        ],
    )
    def test_a_post_from_another_site_is_refused(
        self, client: Client, headers: dict[str, str]
    ) -> None:
        assert post(client, "/r/", FULLER, **headers).status_code == 403
        assert not SavedAdvice.objects.exists()

    @pytest.mark.parametrize(
        "headers",
        [{}, {"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}],
    )
    def test_a_post_of_our_own_page_is_taken(self, client: Client, headers: dict[str, str]) -> None:
        assert post(client, "/r/", FULLER, **headers).status_code == 303
        assert SavedAdvice.objects.exists()

    def test_it_needs_no_token_that_would_need_a_cookie(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert post(strict, "/r/", FULLER).status_code == 303

    def test_too_many_posts_a_minute_are_slowed_down(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(posting, "A_MINUTE", 2)
        monkeypatch.setattr("advisor.pages.shared.posting.time.time", lambda: 1_800_000_000.0)
        assert [post(client, "/r/", FULLER).status_code for _ in range(3)] == [303, 303, 429]

    def test_one_sender_does_not_use_up_what_all_may_save(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(posting, "OF_A_SENDER", 2)
        monkeypatch.setattr("advisor.pages.shared.posting.time.time", lambda: 1_900_000_000.0)

        def kept_from(address: str) -> int:
            sent = client.post("/r/", FULLER, content_type=FORM, REMOTE_ADDR=address)
            return int(sent.status_code)

        assert [kept_from(f"2001:db8::{end}") for end in (1, 2, 3)] == [303, 303, 429]
        assert kept_from("2001:db8:0:1::1") == 303  # another household
        assert kept_from("203.0.113.9") == 303

    def test_too_many_rows_an_hour_are_slowed_down(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(posting, "AN_HOUR", 1)
        keep(client)
        refused = post(client, "/r/", FULLER)
        assert refused.status_code == 429
        assert refused["Retry-After"] == "120"
        SavedAdvice.objects.update(written_at=timezone.now() - timedelta(hours=2))
        keep(client)

    def test_whoever_holds_the_code_may_delete_the_copy(self, client: Client) -> None:
        code = keep(client)
        assert client.get(f"/r/{code}/delete/").status_code == 405
        forged = post(client, f"/r/{code}/delete/", Origin="https://elsewhere.example")
        assert forged.status_code == 403
        response = post(client, f"/r/{code}/delete/", Origin="http://testserver")
        assert response.status_code == 303
        assert "The copy has been deleted" in text(client.get(response["Location"]))
        assert client.get(f"/r/{code}/").status_code == 404
        assert post(client, f"/r/{code}/delete/").status_code == 404

    def test_a_code_from_paper_is_found(self, client: Client) -> None:
        code = keep(client)
        spaced = f"{code[:4]} {code[4:]} ".upper().replace(" ", "+")
        response = client.get(f"/r/?code={spaced}")
        assert (response.status_code, response["Location"]) == (302, f"/r/{code}/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code", ["bcdfghjk", "x", "a" * 3000, "bcdfghjk'--", "..%2f", "%00", "ÄÖ", "bcd%0ak"]
)
def test_an_unknown_code_opens_nothing(client: Client, code: str) -> None:
    assert client.get(f"/r/{code}/").status_code == 404
    asked = client.get("/r/", {"code": code})
    assert asked.status_code == 200
    assert "No saved advice has this code" in text(asked)


def test_the_link_of_a_copy_is_absolute(settings: Any) -> None:
    settings.SITE_URL = "https://advisor.example"
    assert short_link("bcdfghjk") == "https://advisor.example/r/bcdfghjk/"


def test_a_copy_is_dated_and_compared_with_nothing_where_there_is_no_advice() -> None:
    from advisor.questions.answer_form import read_text

    record = SavedAdvice(
        code="bcdfghjk",
        query=ROOM,
        snapshot=as_record(noted()),
        written_at=datetime(2026, 11, 23, tzinfo=UTC),
    )
    page = saved_page(record, read_text(ROOM), None, lang="en", units="us")
    assert (page.title, page.changes, page.unchanged) == ("Saved on November 23, 2026", (), "")
    assert page.rows[0].price == "$1,600–2,400"


def test_the_links_under_an_advice_carry_its_answers() -> None:
    given = {"zip": "02130", "space": "bedroom", "area": "120", "from": "article"}
    links = keep_links(given, create_advice())
    assert links.action == "/r/"
    assert '<input type="hidden" name="space" value="bedroom">' in links.hidden
    assert "article" not in links.hidden
    assert links.report.startswith("/report/?page=%2Fadvice%2Fresults%2F%3Fzip%3D02130")


# --- Purging -----------------------------------------------------------------------------------


def aged(code: str, days: int) -> SavedAdvice:
    day = timezone.localdate() - timedelta(days=days)
    return SavedAdvice.objects.create(code=code, query=ROOM, snapshot={}, opened_on=day)


@pytest.mark.django_db
def test_copies_that_nobody_opens_are_purged() -> None:
    aged("bcdfghjk", 800)
    aged("23456789", 600)
    out = StringIO()
    call_command("purge_saved", stdout=out)
    assert [str(each) for each in SavedAdvice.objects.all()] == ["23456789"]
    assert out.getvalue().startswith("1 deleted")
    call_command("purge_saved", "--months=12", stdout=out)
    assert not SavedAdvice.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("months", ["0", "-3", "99999"])
def test_purging_at_a_silly_age_is_refused(months: str) -> None:
    with pytest.raises(CommandError, match="from 1 to 1200"):
        call_command("purge_saved", f"--months={months}")


# --- A wrong number ----------------------------------------------------------------------------

DOUBT = {"field": "least heat", "claim": "1,400, says the sheet", "page": "/x/", "source": "sheet"}


@pytest.mark.django_db
def test_a_doubted_number_is_stored_without_a_cookie(client: Client) -> None:
    response = client.post("/report/", DOUBT, headers={"Origin": "http://testserver"})
    assert response.status_code == 303
    assert not response.cookies
    doubt = WrongNumber.objects.get()
    assert (doubt.field, doubt.claim, doubt.page, doubt.source) == (
        *("least heat", "1,400, says the sheet", "/x/", "sheet"),
    )
    assert not doubt.settled
    assert "Thank you" in text(client.get(response["Location"]))


@pytest.mark.django_db
def test_a_doubt_knows_its_page(client: Client) -> None:
    page = text(client.get("/report/", {"page": "/advice/results/?zip=02130", "field": "<b>"}))
    assert 'value="/advice/results/?zip=02130"' in page
    assert 'value="&lt;b&gt;"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"field": ""},
        {"claim": "  "},
        {"claim": "a" * 1001},
        {"source": "a" * 501},
        {"field": "a\x00b"},
    ],
)
def test_a_doubt_that_says_nothing_is_asked_again(client: Client, changed: dict[str, str]) -> None:
    response = client.post("/report/", {**DOUBT, **changed})
    assert response.status_code == 200
    assert "Something needs to be corrected" in text(response)
    assert not WrongNumber.objects.exists()


@pytest.mark.django_db
def test_a_doubt_from_another_site_is_refused(client: Client) -> None:
    response = client.post("/report/", DOUBT, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert not WrongNumber.objects.exists()


@pytest.mark.django_db
def test_many_doubts_are_slowed_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "AN_HOUR", 1)
    assert client.post("/report/", DOUBT).status_code == 303
    assert client.post("/report/", DOUBT).status_code == 429


# --- The desk ----------------------------------------------------------------------------------


def doubt(**changes: Any) -> WrongNumber:
    return WrongNumber.objects.create(**{**DOUBT, **changes})


def test_the_list_of_doubts_takes_as_many_queries_for_20_as_for_1(
    admin_client: Client,
) -> None:
    doubt()
    with CaptureQueriesContext(connection) as one:
        assert admin_client.get("/admin/advisor/wrongnumber/").status_code == 200
    for _more in range(19):
        doubt()
    with CaptureQueriesContext(connection) as twenty:
        assert admin_client.get("/admin/advisor/wrongnumber/").status_code == 200
    assert len(one) == len(twenty)


def test_only_our_own_pages_are_links_on_the_desk(admin_client: Client) -> None:
    for page, linked in (("/x/", True), ("//evil.example/", False), ("javascript:x", False)):
        row = doubt(page=page)
        shown = text(admin_client.get(f"/admin/advisor/wrongnumber/{row.pk}/change/"))
        assert (f'<a href="{page}">' in shown) is linked


def test_a_doubt_is_settled_with_a_note(admin_client: Client) -> None:
    row = doubt()
    admin_client.post(
        f"/admin/advisor/wrongnumber/{row.pk}/change/", {"settled": "on", "note": "mended"}
    )
    row.refresh_from_db()
    assert (row.settled, row.note, row.field) == (True, "mended", "least heat")


def test_kept_advice_is_read_not_written_on_the_desk(admin_client: Client) -> None:
    SavedAdvice.objects.create(code="bcdfghjk", query=ROOM, snapshot={"outcome": "keep"})
    assert admin_client.get("/admin/advisor/savedadvice/?q=bcdfghjk").status_code == 200
    assert admin_client.get("/admin/advisor/savedadvice/bcdfghjk/change/").status_code == 200
    assert admin_client.get("/admin/advisor/savedadvice/add/").status_code == 403
    assert SavedAdvice.objects.get().kept_on == timezone.localdate()
