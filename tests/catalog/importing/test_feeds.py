"""Shops' product feeds: prices and stock, matched by number and GTIN, or once by hand."""

import gzip
import http.server
import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog import fetching
from catalog.importing import feed_reading, online_sources, pipeline
from catalog.importing.feed_matching import Offer, read_matcher
from catalog.importing.feed_reading import open_feed
from catalog.importing.formats import merchant_feed
from catalog.importing.formats.merchant_feed import dollars, is_new, link_of, price_of
from catalog.importing.reading import RefusedError, Row
from catalog.importing.undo import undo
from catalog.models import (
    BatchState,
    Feed,
    FeedItem,
    Figure,
    HeatPump,
    ImportBatch,
    PriceObservation,
)
from tests.catalog.admin.test_import_admin import at_once, member  # noqa: F401  # a fixture
from tests.factories import create_brand, create_heat_pump

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
ITEM = {
    "id": "SKU-1",
    "title": "Mitsubishi 9,000 BTU mini split MSZ-FS09NA / MUZ-FS09NA",
    "link": "https://shop.example/fs09",
    "price": "1,999.00 USD",
    "sale_price": "",
    "availability": "in_stock",
    "brand": "Mitsubishi Electric",
    "mpn": "",
    "gtin": "",
    "condition": "new",
}
GTIN = "036000291452"


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username="admin", password="x"))
    return client


@pytest.fixture
def feed() -> Feed:
    return Feed.objects.create(shop="Cool Shop", address="https://shop.example/feed.tsv")


@pytest.fixture
def pair() -> HeatPump:
    return create_heat_pump(
        brand=create_brand(name="Mitsubishi"),
        model_number="MSZ-FS09NA / MUZ-FS09NA",
        indoor_model="MSZ-FS09NA",
        outdoor_model="MUZ-FS09NA",
    )


@pytest.fixture
def window() -> HeatPump:
    return create_heat_pump(
        brand=create_brand(name="Midea"), model_number="MAW08HV1CWT", type="window"
    )


def text(*items: dict[str, str], separator: str = "\t") -> bytes:
    names = list(ITEM)
    lines = [separator.join(names)]
    lines += [separator.join((ITEM | item)[name] for name in names) for item in items]
    return ("\n".join(lines) + "\n").encode()


def rss(*items: dict[str, str]) -> bytes:
    def one(item: dict[str, str]) -> str:
        cells = ITEM | item
        return "<item>" + "".join(f"<g:{n}>{v}</g:{n}>" for n, v in cells.items()) + "</item>"

    body = "".join(one(item) for item in items)
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">'
        f"<channel><title>Shop</title><link>https://shop.example</link>{body}</channel></rss>"
    ).encode()


def atom(*items: dict[str, str]) -> bytes:
    def one(item: dict[str, str]) -> str:
        cells = ITEM | item
        google = "".join(
            f"<g:{n}>{v}</g:{n}>" for n, v in cells.items() if n not in {"title", "link"}
        )
        return (
            f"<entry><title>{cells['title']}</title><link href='{cells['link']}'/>{google}</entry>"
        )

    body = "".join(one(item) for item in items)
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">'
        f"<title>Shop</title>{body}</feed>"
    ).encode()


Import = Callable[..., ImportBatch]


@pytest.fixture
def bring(feed: Feed, tmp_path: Path) -> Import:
    """Apply a feed of such items on a day."""

    def apply(*items: dict[str, str], day: date = TODAY, of: Feed | None = None) -> ImportBatch:
        path = tmp_path / "feed"
        path.write_bytes(text(*items))
        batch = ImportBatch.objects.create(
            format="feed", file_name="feed", feed=of or feed, reason="As asked"
        )
        pipeline.apply(batch, path, today=day)
        return batch

    return apply


def prices(unit: HeatPump) -> list[tuple[str, Decimal, Decimal, date, str, str]]:
    names = ("kind", "amount_low", "amount_high", "observed_on", "retailer", "link")
    return list(unit.prices.order_by("observed_on", "id").values_list(*names))


def statements(unit: HeatPump) -> list[tuple[str, date | None, str]]:
    rows = unit.figures.filter(name="availability").order_by("id")
    return list(rows.values_list("value", "source_day", "source__locator"))


# Reading


SHAPES = {
    "tsv": text({}),
    "csv": text({"title": "FS09", "price": "1999.00 USD"}, separator=","),
    "semicolons": text({}, separator=";"),
    "rss": rss({}),
    "atom": atom({}),
    "gzip": gzip.compress(text({})),
    "xml in gzip": gzip.compress(rss({})),
    "with a mark": b"\xef\xbb\xbf" + text({}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_feed_is_read_in_every_shape(shape: str, tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(SHAPES[shape])
    (row,) = open_feed(tmp_path / "feed").rows
    assert isinstance(row, Row)
    assert row.cells["id"] == "SKU-1"
    assert row.cells["price"].replace(",", "") == "1999.00 USD"
    assert row.cells["link"] == "https://shop.example/fs09"
    assert row.cells["availability"] == "in_stock"


def test_inches_in_a_title_and_cells_too_many_do_no_harm(tmp_path: Path) -> None:
    content = text({"title": '"Slim" 12" unit'}, {}) + b"1\t2\t3\n" + text({"id": "X"})[90:]
    (tmp_path / "feed").write_bytes(content)
    rows = list(open_feed(tmp_path / "feed").rows)
    assert isinstance(rows[0], Row)
    assert rows[0].cells["title"] == '"Slim" 12" unit'
    assert 4 in rows


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<rss><channel><item><id>&b;</id></item></channel></rss>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><item><id>&x;</id></item></channel></rss>"""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (ENTITIES, "declares entities"),
        (OUTSIDE, "declares entities"),
        (rss({})[:-30], "no whole XML feed"),
        (b"<rss><channel></channel></rss>", "holds no items"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"<html><body>Sign in</body></html>", "a web page"),
        (b"name,cost\nA,1\n", "No header row with these columns"),
        ("id\ttitle\tprice\n1\tgröße\t2".encode("latin-1"), "not in UTF-8"),
        (gzip.compress(text({}))[:-9], "damaged or was broken off"),
        (gzip.compress(gzip.compress(text({}))), "archive inside of an archive"),
    ],
)
def test_feed_that_cannot_be_read_is_refused_in_a_sentence(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "feed").write_bytes(content)
    with pytest.raises(RefusedError, match=sentence):
        list(open_feed(tmp_path / "feed").rows)


def test_archive_that_unpacks_without_end_is_left_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_reading, "MAX_UNPACKED_FEED", 3_000_000)
    (tmp_path / "feed").write_bytes(gzip.compress(b"a" * 50_000_000))
    with pytest.raises(RefusedError, match="unpacks to more than"):
        list(open_feed(tmp_path / "feed").rows)


def test_feed_with_too_many_items_or_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "feed").write_bytes(text({}, {}, {}))
    monkeypatch.setattr(feed_reading, "MAX_ITEMS", 2)
    with pytest.raises(RefusedError, match="more than 2 items"):
        list(open_feed(tmp_path / "feed").rows)
    monkeypatch.setattr(feed_reading, "MAX_BYTES", 20)
    with pytest.raises(RefusedError, match="that is too much"):
        open_feed(tmp_path / "feed")


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        *(("499.00 USD", "499.00"), ("USD 1,299", "1299"), ("$2,000.50", "2000.50")),
        *(("499", None), ("499.00 CAD", None), ("499,00 EUR", None), ("0 USD", None)),
        *(("-5 USD", None), ("1e9 USD", None), ("99999999 USD", None), ("", None)),
    ],
)
def test_only_an_amount_in_dollars_is_a_price(written: str, amount: str | None) -> None:
    assert dollars(written) == (Decimal(amount) if amount else None)


def test_sale_price_counts_while_it_holds() -> None:
    cells = {"price": "900 USD", "sale_price": "800 USD"}
    assert price_of(cells, today=TODAY) == 800
    for span, price in (
        ("2026-11-01T00:00-0800/2026-11-30T23:59-0800", 800),
        ("2026-10-01T00:00-0800/2026-10-31T23:59-0800", 900),
        ("no span", 900),
    ):
        assert price_of(cells | {"sale_price_effective_date": span}, today=TODAY) == price


def test_only_new_items_and_safe_links_count() -> None:
    assert [is_new(word) for word in ("new", "", "New", "used", "refurbished")] == [
        *(True, True, True, False, False),
    ]
    assert link_of("https://a.example/x?y=1")
    for wrong in ("http://a.example/", "javascript:alert(1)", "https://u:p@a.example/", "https://"):
        assert link_of(wrong) == ""


# Matching


def offer(**fields: str) -> Offer:
    blank = {"item_id": "1", "title": "", "brand": "", "mpn": "", "gtin": ""}
    return Offer(**{**blank, **fields})


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"mpn": "MSZFS09NA-MUZFS09NA"}, "street"),
        ({"mpn": "MSZ-FS09NA/MUZ-FS09NA", "brand": "Mitsubishi Electric"}, "street"),
        ({"title": "Mitsubishi MSZ-FS09NA with MUZ-FS09NA, 9k"}, "street"),
        ({"title": "Mitsubishi MSZ FS09NA + MUZ FS09NA"}, "street"),
        ({"item_id": "msz-fs09na_muz-fs09na", "title": "Mitsubishi set"}, "street"),
        ({"title": "Mitsubishi outdoor unit MUZ-FS09NA"}, "outdoor_only"),
        ({"title": "Mitsubishi head MSZ-FS09NA"}, None),
        ({"mpn": "MSZ-FS09NA/MUZ-FS09NA", "brand": "Midea"}, None),
        ({"mpn": "MSZ-FS12NA/MUZ-FS12NA"}, None),
    ],
)
def test_item_is_the_unit_whose_numbers_it_names(
    fields: dict[str, str], kind: str | None, pair: HeatPump, window: HeatPump
) -> None:
    match = read_matcher(None).match(offer(**fields))
    assert (match and match.kind.value) == kind
    assert match is None or match.heat_pump_id == pair.pk


def test_number_with_a_wildcard_stands_for_any_end_and_a_longer_number_is_another() -> None:
    unit = create_heat_pump(brand=create_brand(name="GE"), model_number="AWGP08W**", type="window")
    create_heat_pump(brand=create_brand(name="Pioneer"), model_number="WYS009", type="window")
    matcher = read_matcher(None)
    match = matcher.match(offer(mpn="AWGP08WWF", brand="GE"))
    assert match
    assert match.heat_pump_id == unit.pk
    assert matcher.match(offer(mpn="WYS009GMFI17RL")) is None


def test_outdoor_unit_that_several_pairs_share_is_nobody_s(pair: HeatPump) -> None:
    create_heat_pump(
        brand=pair.brand,
        model_number="MFZ-KJ09NA / MUZ-FS09NA",
        indoor_model="MFZ-KJ09NA",
        outdoor_model="MUZ-FS09NA",
    )
    assert read_matcher(None).match(offer(title="Mitsubishi MUZ-FS09NA")) is None


# What a run does


def test_item_becomes_a_price_and_a_statement_of_the_shop(bring: Import, pair: HeatPump) -> None:
    batch = bring({})
    assert prices(pair) == [
        (
            *("street", Decimal("1999.00"), Decimal("1999.00"), TODAY, "Cool Shop"),
            "https://shop.example/fs09",
        )
    ]
    assert statements(pair) == [("on_sale", TODAY, "Product feed of Cool Shop")]
    assert (batch.state, batch.counts["updated"]) == (BatchState.APPLIED, 1)
    assert batch.counts["created"] == 0
    item = FeedItem.objects.get()
    assert (item.heat_pump, item.matched) == (pair, "number")


def test_next_day_adds_a_price_moves_the_date_and_the_absent_grow_old(
    bring: Import, pair: HeatPump, window: HeatPump
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    other = {"id": "2", "title": "Midea MAW08HV1CWT window unit", "brand": "Midea"}
    bring({}, other)
    bring({"price": "1,899.00 USD"}, day=tomorrow)
    assert [(row[1], row[3]) for row in prices(pair)] == [
        (Decimal(1999), TODAY),
        (Decimal(1899), tomorrow),
    ]
    assert statements(pair) == [("on_sale", tomorrow, "Product feed of Cool Shop")]
    assert [row[3] for row in prices(window)] == [TODAY]
    assert statements(window) == [("on_sale", TODAY, "Product feed of Cool Shop")]


def test_run_is_undone_and_what_stood_before_returns(bring: Import, pair: HeatPump) -> None:
    bring({})
    before = prices(pair), statements(pair)
    second = bring({"price": "1,899.00 USD"}, day=TODAY + timedelta(days=1))
    undo(second, who="")
    assert (prices(pair), statements(pair)) == before
    undo(ImportBatch.objects.earliest("id"), who="")
    assert (prices(pair), statements(pair)) == ([], [])


def test_what_a_shop_is_out_of_has_no_price_and_is_not_on_sale_there(
    bring: Import, pair: HeatPump
) -> None:
    bring({})
    tomorrow = TODAY + timedelta(days=1)
    bring({"availability": "out of stock"}, day=tomorrow)
    assert [row[3] for row in prices(pair)] == [TODAY]
    assert statements(pair) == [("not in stock", tomorrow, "Product feed of Cool Shop")]


def test_offers_of_one_unit_make_one_price_from_low_to_high(bring: Import, pair: HeatPump) -> None:
    bring(
        {"availability": "preorder", "id": "3", "price": "100.00 USD"},
        {"id": "1", "price": "2,100.00 USD", "link": "https://shop.example/dear"},
        {"id": "2", "price": "1,900.00 USD", "link": "https://shop.example/cheap"},
    )
    ((_kind, low, high, _day, _shop, link),) = prices(pair)
    assert (low, high, link) == (Decimal(1900), Decimal(2100), "https://shop.example/cheap")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"condition": "refurbished"}, merchant_feed.NOT_NEW),
        ({"condition": "used"}, merchant_feed.NOT_NEW),
        ({"price": "1999.00 CAD"}, merchant_feed.NO_PRICE),
        ({"price": "39.00 USD"}, merchant_feed.PART),
        ({"title": "Line set for MSZ-FS09NA MUZ-FS09NA", "price": "199 USD"}, merchant_feed.PART),
        ({"title": "Mountain bike", "brand": "Hill"}, merchant_feed.OTHER_PRODUCT),
        ({"title": "Mini split XYZ-1234567"}, merchant_feed.NOT_MATCHED),
    ],
)
def test_item_that_is_left_out_is_counted(
    change: dict[str, str], reason: str, bring: Import, pair: HeatPump
) -> None:
    batch = bring(change)
    assert batch.counts["dropped"] == {reason: 1}
    assert prices(pair) == []
    assert FeedItem.objects.exists() == (reason == merchant_feed.NOT_MATCHED)


def test_outdoor_unit_alone_is_a_price_of_its_own_kind(bring: Import, pair: HeatPump) -> None:
    bring({"title": "Mitsubishi outdoor unit MUZ-FS09NA", "price": "1,100 USD"})
    assert [row[0] for row in prices(pair)] == ["outdoor_only"]
    assert statements(pair) == []


def test_gtin_learnt_from_one_shop_matches_the_item_of_another(
    bring: Import, pair: HeatPump
) -> None:
    bring({"gtin": GTIN})
    other = Feed.objects.create(shop="Other Shop")
    bring({"id": "Z9", "title": "Mini split, wall", "brand": "", "gtin": f"0{GTIN}"}, of=other)
    assert [row[4] for row in prices(pair)] == ["Cool Shop", "Other Shop"]
    assert FeedItem.objects.get(feed=other).matched == "gtin"


def test_wrong_gtin_matches_nothing(bring: Import, pair: HeatPump) -> None:
    bring({"gtin": "036000291453"})
    other = Feed.objects.create(shop="Other Shop")
    bring({"id": "Z9", "title": "Mini split", "brand": "", "gtin": "036000291453"}, of=other)
    assert [row[4] for row in prices(pair)] == ["Cool Shop"]


def test_same_feed_twice_on_a_day_changes_nothing(bring: Import, pair: HeatPump) -> None:
    bring({})
    assert bring({}).counts["unchanged"] == 1


# In the admin


def upload(client: Client, content: bytes, **fields: Any) -> Any:
    file = SimpleUploadedFile("feed.xml", content)
    data = {"format": "feed", "file": file, "reason": ""} | fields
    return client.post("/admin/catalog/importbatch/add/", data, follow=True)


@pytest.mark.usefixtures("at_once")
def test_uploaded_feed_is_checked_applied_and_undone(
    desk: Client,
    feed: Feed,
    pair: HeatPump,
) -> None:
    page = upload(desk, gzip.compress(rss({})), feed=feed.pk)
    assert "checked, not applied yet" in page.content.decode()
    assert "New: store price, seen on " in page.content.decode()
    assert prices(pair) == []
    batch = ImportBatch.objects.get()
    assert (batch.feed, batch.reason) == (feed, "As asked by Cool Shop")
    desk.post(f"/admin/catalog/importbatch/{batch.pk}/apply/")
    assert len(prices(pair)) == 1
    feed.refresh_from_db()
    assert feed.last_run
    assert feed.last_note == "1 units updated, 0 items not recognized"
    desk.post(f"/admin/catalog/importbatch/{batch.pk}/undo/")
    assert prices(pair) == []


def test_feed_file_of_no_shop_is_told_by_the_field(desk: Client) -> None:
    assert (
        "Choose the store that the product feed belongs to"
        in upload(desk, rss({})).content.decode()
    )
    assert not ImportBatch.objects.exists()


@pytest.mark.usefixtures("at_once")
def test_one_click_matches_an_item_for_this_and_all_later_runs(
    desk: Client,
    feed: Feed,
    pair: HeatPump,
    window: HeatPump,
) -> None:
    unknown = {"title": "Mitsubishi mini split MSZ-FS09-KIT", "id": "KIT9"}
    upload(desk, rss(unknown), feed=feed.pk)
    item = FeedItem.objects.get()
    text = desk.get("/admin/catalog/feeditem/").content.decode()
    address = f"/admin/catalog/feeditem/{item.pk}/match/{pair.pk}/"
    assert f'formaction="{address}"' in text
    assert "Mitsubishi MSZ-FS09NA / MUZ-FS09NA" in text
    assert window.model_number not in text
    page = desk.post(address, follow=True)
    assert "is matched from the next run on" in page.content.decode()
    item.refresh_from_db()
    assert (item.heat_pump, item.matched, item.by and item.by.username) == (
        *(pair, "hand", "admin"),
    )
    assert f"/{item.pk}/match/" not in desk.get("/admin/catalog/feeditem/").content.decode()
    for _run in range(2):
        upload(desk, rss(unknown), feed=feed.pk)
        batch = ImportBatch.objects.latest("id")
        assert batch.counts["updated"] == 1
    desk.post(f"/admin/catalog/importbatch/{batch.pk}/apply/")
    assert [row[4] for row in prices(pair)] == ["Cool Shop"]
    item.refresh_from_db()
    assert item.matched == "hand"


@pytest.mark.usefixtures("at_once")
def test_item_marked_as_none_of_ours_stays_away(
    desk: Client,
    feed: Feed,
    pair: HeatPump,
) -> None:
    upload(desk, rss({"title": "Mini split cover MSZ-FS09"}), feed=feed.pk)
    item = FeedItem.objects.get()
    desk.post(f"/admin/catalog/feeditem/{item.pk}/ignore/")
    upload(desk, rss({}), feed=feed.pk)
    batch = ImportBatch.objects.latest("id")
    assert batch.counts["dropped"] == {merchant_feed.IGNORED: 1}
    assert "not one of ours" in desk.get("/admin/catalog/feeditem/?state=ignored").content.decode()


def test_unit_may_also_be_chosen_on_the_page_of_the_item(
    desk: Client,
    feed: Feed,
    pair: HeatPump,
) -> None:
    item = FeedItem.objects.create(feed=feed, item_id="1", title="Mini split", seen_on=TODAY)
    page = f"/admin/catalog/feeditem/{item.pk}/change/"
    assert desk.get(page).status_code == 200
    desk.post(page, {"heat_pump": pair.pk})
    item.refresh_from_db()
    assert (item.heat_pump, item.matched) == (pair, "hand")
    action = {"action": "mark_as_none_of_ours", "_selected_action": [item.pk]}
    desk.post("/admin/catalog/feeditem/?state=all", action)
    item.refresh_from_db()
    assert (item.heat_pump, item.ignored) == (None, True)


def test_list_to_match_asks_as_often_for_one_item_as_for_twenty(
    desk: Client,
    feed: Feed,
    pair: HeatPump,
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/admin/catalog/feeditem/").status_code == 200
        return len(asked)

    def item(number: int) -> FeedItem:
        return FeedItem(feed=feed, item_id=f"{number}", title="Mini MSZ-FS0", seen_on=TODAY)

    item(0).save()
    few = queries()
    FeedItem.objects.bulk_create(item(number) for number in range(1, 20))
    assert queries() == few


def test_administrators_enter_addresses_and_editors_match(feed: Feed, pair: HeatPump) -> None:
    item = FeedItem.objects.create(feed=feed, item_id="1", title="Mini split", seen_on=TODAY)
    editor = member("Catalog editor")
    assert editor.get("/admin/catalog/feed/").status_code == 200
    assert editor.get("/admin/catalog/feed/add/").status_code == 403
    page = f"/admin/catalog/feed/{feed.pk}/change/"
    editor.post(page, {"shop": "X", "address": "https://evil.example/", "kind": "auto"})
    feed.refresh_from_db()
    assert feed.address == "https://shop.example/feed.tsv"
    match = f"/admin/catalog/feeditem/{item.pk}/match/{pair.pk}/"
    assert member("Content editor").post(match).status_code == 403
    assert editor.get(match).status_code == 405
    assert editor.post(match).status_code == 302
    administrator = member("Administrator")
    assert administrator.get("/admin/catalog/feed/add/").status_code == 200


def test_address_of_a_feed_is_an_https_one() -> None:
    for address in ("http://shop.example/f", "ftp://shop.example/f", "file:///etc/passwd"):
        with pytest.raises(ValidationError):
            Feed(shop="X", address=address).full_clean()
    Feed(shop="X", address="https://shop.example/f").full_clean()


# From an address


class Shop:
    """A shop's site on this machine; ``answers`` are given one after the other."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[str] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                many = len(outer.answers) > 1
                status, headers, body = outer.answers.pop(0) if many else outer.answers[0]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """What ``https://shop.example/`` answers; 127.0.0.1 stands for the open internet."""
    made = Shop()

    def download(address: str, path: Path, *, guard: fetching.Guard, **more: Any) -> Any:
        assert guard == online_sources.FEED_GUARD
        assert guard.schemes == {"https"}
        here = replace(
            guard,
            resolver=lambda host, _port: ["127.0.0.1"] if host == "shop.example" else [host],
            public=lambda ip: ip == "127.0.0.1" or fetching.is_public(ip),
            ports=frozenset({made.port}),
            schemes=frozenset({"http"}),
        )
        local = address.replace("https://shop.example", f"http://shop.example:{made.port}")
        return fetching.download(local, path, guard=here, **more)

    monkeypatch.setattr(online_sources, "download", download)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    yield made
    made.server.shutdown()
    made.server.server_close()


def run_feeds(*words: str) -> str:
    out = io.StringIO()
    call_command("refresh_catalog", "feeds", *words, stdout=out)
    return out.getvalue()


def test_feed_is_read_from_its_address_every_night(shop: Shop, feed: Feed, pair: HeatPump) -> None:
    Feed.objects.create(shop="Uploaded only")
    Feed.objects.create(shop="Resting", address="https://no.example/", active=False)
    shop.answers = [(200, {}, text({}))]
    assert "street price: $1999.00, Cool Shop" in run_feeds()
    assert prices(pair) == []
    told = run_feeds("--apply")
    assert "undo_import" in told
    assert len(prices(pair)) == 1
    assert shop.asked == ["/feed.tsv"] * 2
    feed.refresh_from_db()
    assert feed.last_run
    call_command("undo_import", str(ImportBatch.objects.get().pk), stdout=io.StringIO())
    assert prices(pair) == []


@pytest.mark.usefixtures("at_once")
def test_feed_is_read_by_a_button_of_its_page(
    shop: Shop,
    feed: Feed,
    pair: HeatPump,
    desk: Client,
) -> None:
    shop.answers = [(200, {}, gzip.compress(text({})))]
    page = f"/admin/catalog/feed/{feed.pk}/"
    assert "Read this feed now" in desk.get(f"{page}change/").content.decode()
    report = desk.post(f"{page}read/", follow=True).content.decode()
    assert "checked, not applied yet" in report
    desk.post(f"/admin/catalog/importbatch/{ImportBatch.objects.get().pk}/apply/")
    assert len(prices(pair)) == 1
    assert desk.get(f"{page}read/").status_code == 405
    assert member("Content editor").post(f"{page}read/").status_code == 403


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([(404, {}, b"")], "HTTP 404"),
        ([(500, {}, b"")], "HTTP 500"),
        ([(200, {"Content-Length": "900000000"}, b"x")], "more than 150 MB"),
        ([(200, {"Content-Length": "5000"}, b"id\ttitle")], "gave no answer"),
        ([(302, {"Location": "http://10.0.0.5/"}, b"")], "this kind of address"),
        (
            [(302, {"Location": "http://169.254.169.254/"}, b"")],
            "this kind of address|private network",
        ),
        ([(302, {"Location": "file:///etc/passwd"}, b"")], "this kind of address"),
        ([(200, {}, b"<!doctype html><html>Sign in</html>")], "a web page"),
    ],
)
def test_address_that_gives_no_feed_is_said_at_the_feed_and_changes_nothing(
    answers: Any, sentence: str, shop: Shop, feed: Feed
) -> None:
    shop.answers = answers
    with pytest.raises(CommandError, match=sentence):
        run_feeds("--apply")
    feed.refresh_from_db()
    assert feed.last_note
    assert not Figure.objects.exists()


def test_redirect_into_a_private_network_on_the_usual_port_is_refused(
    shop: Shop, feed: Feed
) -> None:
    shop.answers = [(302, {"Location": f"http://10.0.0.5:{shop.port}/"}, b"")]
    with pytest.raises(CommandError, match="private network"):
        run_feeds()
    assert len(shop.asked) == 1


def test_moment_s_failure_is_tried_again(shop: Shop, feed: Feed, pair: HeatPump) -> None:
    shop.answers = [(503, {}, b""), (429, {}, b""), (200, {}, text({}))]
    assert "1 updated" in run_feeds("--apply")


def test_one_broken_feed_does_not_keep_the_others_from_being_read(
    shop: Shop, feed: Feed, pair: HeatPump
) -> None:
    Feed.objects.create(shop="A broken one", address="https://10.0.0.5/feed")
    shop.answers = [(200, {}, text({}))]
    with pytest.raises(CommandError, match="A broken one"):
        run_feeds("--apply")
    assert len(prices(pair)) == 1


def test_real_guard_refuses_addresses_inside_unasked(tmp_path: Path) -> None:
    for address in ("https://127.0.0.1/", "https://[::1]/", "http://127.0.0.1/", "https://a:22/"):
        with pytest.raises((fetching.AddressRefusedError, OSError)):
            online_sources._ask(address, tmp_path / "x")
    assert not (tmp_path / "x").exists()


# Never an input of the order


def test_nothing_that_ranks_reads_the_address_of_an_offer(pair: HeatPump) -> None:
    root = Path(__file__).resolve().parents[3]
    for file in (*root.glob("advisor/engine/*.py"), *root.glob("advisor/listing/*.py")):
        words = file.read_text()
        assert "FeedItem" not in words
        assert "Feed(" not in words
    from catalog import selection

    PriceObservation.objects.create(
        heat_pump=pair,
        amount_low=1,
        amount_high=1,
        observed_on=datetime.now(UTC).date(),
        retailer="S",
        link="https://shop.example/",
    )
    names, rows = selection.price_columns()
    assert "link" not in names
    assert "https://shop.example/" not in str(rows)
    assert timezone.localdate() >= TODAY
