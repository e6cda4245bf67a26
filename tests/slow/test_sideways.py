"""Two hosts, nginx, PgBouncer in transaction mode and PostgreSQL, as compose.yaml has them.

As real processes: the whole journey across both hosts, one lost, both replaced under load.
"""

import base64
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest
from django_otp.oath import totp
from psycopg.rows import dict_row

from tests.slow.browser import Browser, Page
from tests.slow.stack import (
    POOL,
    ROOM,
    Base,
    Load,
    Stack,
    address,
    manage,
    requests_served,
)
from tests.slow.stack import stack as running_stack

pytestmark = pytest.mark.slow
BOSS = "boss"
SECRET = "a long word of the test"
IMPORTS = "/admin/catalog/importbatch/"
UNIT = """
    SELECT unit.id FROM catalog_heatpump AS unit
    WHERE status = 'live' AND type = 'mini_split' AND seer2 BETWEEN 15 AND 25
        AND availability = 'on_sale' ORDER BY id LIMIT 1
"""


@pytest.fixture(scope="module")
def stack(base: Base) -> Iterator[Stack]:
    with running_stack(base) as found:
        yield found


def test_of_two_first_starts_at_once_one_works_and_the_other_waits(base: Base) -> None:
    assert [status for status, _told in base.first_starts] == [0, 0], base.first_starts
    told = [text for _status, text in base.first_starts]
    assert sorted("already up to date" in text for text in told) == [False, True]
    assert base.cluster.ask("SELECT count(*) FROM catalog_heatpump") > 1000


def test_a_visitor_walks_across_both_hosts(stack: Stack) -> None:
    before = [requests_served(host) for host in stack.hosts]
    visitor = Browser(stack.front.port)
    assert visitor.get("/").status == 200
    assert visitor.get("/advice/?space=bedroom").status == 200
    assert visitor.get(f"{ROOM}120").status == 200
    kept = visitor.post("/r/", {"zip": ["02130"], "space": ["bedroom"], "area": ["120"]})
    assert (kept.status, kept.path[:3]) == (200, "/r/")
    assert visitor.get(kept.path).text == visitor.get(kept.path).text  # on either host
    doubt = visitor.get("/report/?page=/heat-pumps/").form("claim")
    doubt |= {"field": ["noise"], "claim": ["It is louder."]}
    assert visitor.post("/report/", doubt).path == "/report/?sent=1"
    assert visitor.get("/go/smallest/?from=a-test").path.startswith("/heat-pumps/smallest/")
    assert visitor.get("/embed/smallest/").status == 200
    ask = stack.base.cluster.ask
    code = kept.path.split("/")[2]
    assert ask("SELECT count(*) FROM advisor_savedadvice WHERE code = %s", code) == 1
    assert ask("SELECT count(*) FROM advisor_wrongnumber WHERE claim = 'It is louder.'") == 1
    served = [requests_served(host) for host in stack.hosts]
    assert all(after - earlier >= 4 for after, earlier in zip(served, before, strict=True))


def test_the_desk_works_across_both_hosts_and_an_edit_is_seen_at_the_next_request(
    stack: Stack,
) -> None:
    desk = signed_in(stack)
    unit = stack.base.cluster.ask(UNIT)
    seen = public_page(stack, unit)

    form = desk.get(f"/admin/catalog/heatpump/{unit}/change/").form("seer2")
    saved = desk.post(
        f"/admin/catalog/heatpump/{unit}/change/", {**form, "seer2": ["27.3"], "_continue": ["1"]}
    )
    assert "was changed successfully" in saved.text
    for host in stack.hosts:
        assert "27.3" in host.get(seen)[1]
    assert who_changed(stack, unit, "seer2") == (BOSS, "hand")

    slug = stack.base.cluster.ask("SELECT slug FROM catalog_heatpump WHERE id = %s", unit)
    table = f"slug,price,day,store\n{slug},1234.00,2026-11-20,A shop of the test\n"
    upload = desk.get(f"{IMPORTS}add/").form("format")
    batch = desk.post(f"{IMPORTS}add/", {**upload, "format": ["prices"]}, file=table.encode())
    assert batch.status == 200
    checked = awaited(desk, batch, "Apply import")
    apply = f"{batch.path.removesuffix('change/')}apply/"
    desk.post(
        apply, {"csrfmiddlewaretoken": checked.form("csrfmiddlewaretoken")["csrfmiddlewaretoken"]}
    )
    awaited(desk, batch, "Undo this import")
    for host in stack.hosts:
        assert "1,234" in host.get(seen)[1]
    price = "SELECT who FROM catalog_change WHERE heat_pump_id = %s AND how = 'import' LIMIT 1"
    assert stack.base.cluster.ask(price, unit) == BOSS


def signed_in(stack: Stack) -> Browser:
    """An administrator who has just set up two-step sign-in."""
    environment = stack.base.environment(stack.front.port)
    made = manage(
        *("createsuperuser", "--no-input", "--username", BOSS, "--email", "boss@a.example"),
        environment={**environment, "DJANGO_SUPERUSER_PASSWORD": SECRET},
    )
    assert made.wait(60) == 0
    desk = Browser(stack.front.port)
    form = desk.get("/admin/login/?next=/admin/").form("username")
    asked = desk.post(
        "/admin/login/?next=/admin/", {**form, "username": [BOSS], "password": [SECRET]}
    )
    assert asked.path == "/admin/two-step/"
    (key,) = re.findall(r"<code>([A-Z2-7 ]+)</code>", asked.text)
    secret = base64.b32decode(key.replace(" ", ""))
    code = {**asked.form("code"), "code": [f"{totp(secret):06}"]}
    assert "Two-step sign-in is on" in desk.post("/admin/two-step/", code).text
    return desk


def public_page(stack: Stack, unit: int) -> str:
    address = "SELECT brand.slug || '/' || unit.slug FROM catalog_heatpump AS unit"
    address += " JOIN catalog_brand AS brand ON brand.id = unit.brand_id WHERE unit.id = %s"
    path = f"/heat-pumps/{stack.base.cluster.ask(address, unit)}/"
    for host in stack.hosts:
        status, text = host.get(path)
        assert status == 200
        assert "27.3" not in text
        assert "1,234" not in text
    return path


def who_changed(stack: Stack, unit: int, field: str) -> tuple[str, str]:
    change = "SELECT who || ' ' || how FROM catalog_change WHERE heat_pump_id = %s AND field = %s"
    who, how = stack.base.cluster.ask(f"{change} ORDER BY id DESC LIMIT 1", unit, field).split()
    return who, how


def awaited(desk: Browser, page: Page, words: str) -> Page:
    """The page of an import, as soon as it says ``words``."""
    deadline = time.monotonic() + 60
    while words not in page.text:
        assert time.monotonic() < deadline, page.text
        time.sleep(0.3)
        page = desk.get(page.path)
    return page


def test_nobody_leaves_a_mark_on_a_connection_that_others_get(stack: Stack) -> None:
    """After the desk's work and with visitors' limits: each connection that PgBouncer keeps."""
    console = address(stack.base.pooler).rsplit("/", 1)[0] + "/pgbouncer"
    with psycopg.connect(console, autocommit=True, cursor_factory=psycopg.ClientCursor) as line:
        pools = line.cursor(row_factory=dict_row).execute("SHOW POOLS").fetchall()
    assert [row["pool_mode"] for row in pools if row["database"] == "advisor"] == ["transaction"]
    marks = "SELECT current_setting(name, true) FROM unnest(%s::text[]) AS name"
    names = ["app.actor", "app.reason", "lock_timeout", "statement_timeout", "search_path"]
    found = set()
    with ExitStack() as taken:
        for _connection in range(POOL):
            line = taken.enter_context(psycopg.connect(address(stack.base.pooler)))
            found.add(tuple(row[0] or "" for row in line.execute(marks, [names]).fetchall()))
    assert found == {("", "", "0", "0", '"$user", public')}


@pytest.mark.parametrize("pooled", [True, False])
def test_a_transaction_that_is_left_open_is_ended_after_five_minutes(
    base: Base, pooled: bool
) -> None:
    question = "from django.db import connection as c; k = c.cursor();"
    question += " k.execute('SHOW idle_in_transaction_session_timeout'); print(k.fetchone())"
    host = manage(
        "shell", "-v", "0", "-c", question, environment=base.environment(1, pooled=pooled)
    )
    assert host.communicate(timeout=60)[0].strip() == "('5min',)"


def test_no_request_fails_when_a_host_is_lost(stack: Stack) -> None:
    with Load(stack.front) as load:
        time.sleep(2)
        stack.hosts[0].kill()
        time.sleep(5)
        stack.hosts[0].start()
        time.sleep(2.5)
    assert load.failed() == []
    assert requests_served(stack.hosts[0]) > 0  # it is asked again
    assert "02130" not in stack.front.log.with_name("error.log").read_text()
    print(f"one host lost: {len(load.answers)} answers, the slowest {load.slowest():.2f} s")


def test_no_request_fails_while_both_hosts_are_replaced_one_after_the_other(stack: Stack) -> None:
    with Load(stack.front) as load:
        for host in stack.hosts:
            time.sleep(1)
            host.stop()
            host.start()
        time.sleep(2.5)
    assert load.failed() == []
    assert all(requests_served(host) > 0 for host in stack.hosts)
    print(f"both replaced: {len(load.answers)} answers, the slowest {load.slowest():.2f} s")


def test_without_any_host_nginx_says_back_in_a_moment(stack: Stack) -> None:
    for host in stack.hosts:
        host.kill()
    for _request in range(3):
        status, text = stack.front.get(f"{ROOM}120")
        assert status == 503
        assert "We’ll be right back" in text
        assert "Volvemos en un momento" in text
    for host in stack.hosts:
        host.start()
    deadline = time.monotonic() + 5
    while stack.front.get(f"{ROOM}120")[0] != 200:
        assert time.monotonic() < deadline
        time.sleep(0.2)
