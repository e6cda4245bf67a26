"""Every public address against whoever means harm: no error of ours, no echo of theirs."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from advisor.admin.roles import ADMINISTRATOR, CATALOG_EDITOR, CONTENT_EDITOR, PUBLISHER
from advisor.articles import presets
from advisor.models import Preset, RetailerLink, SavedAdvice
from advisor.pages.shared.public_addresses import PUBLIC_ADDRESSES
from advisor.questions.answer_form import CARRIED
from catalog.models import HeatPump
from tests.advisor.operations.test_article_analytics import READER
from tests.lanes import slow

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=120"
FINE = frozenset({200, 204, 301, 302, 303, 304, 400, 403, 404, 405, 413, 429, 501})
INJECTED = "\"'><script>alert(1)</script></script><svg/onload=alert(1)>"
WORDS = (
    *("%00", "a%00b", "%0d%0aSet-Cookie:%20a=b", "%ff%fe", "%ed%a0%80", "%", "%zz", "%e2%84%80"),
    *("inf", "nan", "-inf", "1e999", "-1", "0", "-0", "9" * 400, "1." + "0" * 300, "0x10", "1_0"),
    *("%d9%a1%d9%a2", "%c2%b2", "%e2%85%a7", "%ef%bc%91%ef%bc%92", "%f0%9f%94%a5" * 30),
    *(
        "http://[",
        "//evil.example",
        "javascript:alert(1)",
        "=cmd|'/c'!A1",
        "{{7*7}}",
        "%25s%25(x)s",
    ),
    *("..%2f..%2fetc%2fpasswd", "'%20OR%201=1--", "true", "[]", "{}", "%20", ",,,,", "~!:~!:"),
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true", "HX-Target": "page"},
    {"HX-Request": "true", "HX-Target": INJECTED, "HX-Current-URL": "http://[", "HX-Prompt": "x"},
    {"Referer": "http://[", "Origin": "http://[", "Accept-Language": "\u0661;q=nan"},
    {"Referer": "http://\u2100.example/", "If-None-Match": '"x, W/', "Range": "bytes=9-1"},
    {"Content-Type": "text/html; charset=utf-16", "If-Modified-Since": "Sun, 99 Foo -1"},
    {"X-Forwarded-For": "x" * 500, "X-Forwarded-Proto": "gopher", "X-HTTP-Method-Override": "PUT"},
)


BETWEEN_NONE_AND_ALL = (CATALOG_EDITOR, CONTENT_EDITOR, PUBLISHER)


def every(nth: int) -> pytest.MarkDecorator:
    """Each ``nth`` of what a test asks in the fast lane, all of it in the slow one."""
    return pytest.mark.parametrize("nth", [nth, slow(1)], ids=["some", "all"])


@pytest.fixture
def attacker(db: None) -> Client:
    """A reader with a browser; an error of ours is an answer like any other."""
    presets.load()
    Preset.objects.update(sites=["blog.example"])
    return Client(raise_request_exception=False, headers={"user-agent": READER})


def public_paths() -> Iterator[tuple[str, str]]:
    """(name, path) of every address that needs no sign-in, with parts that lead to something."""
    pump = HeatPump.objects.filter(status="live").select_related("brand").order_by("pk")[0]
    link = RetailerLink.objects.create(heat_pump=pump, retailer="Shop", address="https://x.example")
    Client().post("/r/", {"zip": "02130", "space": "bedroom", "area": "120"})
    kept = SavedAdvice.objects.latest("written_at")
    parts = {"brand": pump.brand.slug, "model": pump.slug, "pk": link.pk, "slug": "care"}
    parts |= {
        "name": "smallest",
        "shape": "json",
        "key": "money",
        "host": "a.example",
        "token": "a",
        "rest": "nothing",
    }
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):  # the others are the desk's
            parts["code"] = kept.code if pattern.name in {"saved", "forget"} else "window"
            path = re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern)).format(**parts)
            yield str(pattern.name), f"/{path}"


OTHERS = (
    *("step", "edit", "then", "at", "shown", "open", "was", "code", "page", "field", "sent"),
    *("deleted", "type", "unit", "least", "tick", "add", "models", "q", "sort", "size", "label"),
    *("quote_model", "quote_btu", "quote_total", "quote_unit", "quote_labour", "quote_permit"),
    *(
        "brand",
        "url",
        "format",
        "maxwidth",
        "maxheight",
        "length",
        "width",
        "max",
        "year",
        "min",
        "site",
    ),
)
"""What pages read beside the answers."""


def query(names: Iterable[str], shift: int) -> str:
    """Each name with another wrong word, as many as fit."""
    pairs = (f"{name}={WORDS[(at * 7 + shift) % len(WORDS)]}" for at, name in enumerate(names))
    return "&".join(pair for pair in pairs if len(pair) < 300)


def queries() -> Iterator[str]:
    for shift in range(2):
        yield f"{ROOM}&{query(OTHERS, shift * 5)}"
    yield query([*CARRIED, *OTHERS], 11)[:3900]
    evil = quote(INJECTED)
    yield f"{ROOM}&" + "&".join(f"{name}={evil}" for name in OTHERS)
    yield "&".join(f"{name}={evil}" for name in CARRIED)[:3900]
    yield "&".join(f"{name}[]=1&{name}={name}&{name}=\x00" for name in CARRIED)[:3900]
    yield "page=" + "9" * 4_990  # more digits than int() reads
    yield "x" * 4_001
    yield f"{ROOM}&url=http://testserver/go/window/?{quote(evil)}&format=xml&from=a&slot=b"


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def wrong(response: Any) -> str:
    """What is wrong with an answer; empty if nothing is."""
    if response.status_code not in FINE:
        return f"{response.status_code} {response.exc_info and response.exc_info[1]!r}"
    faults = []
    if response.cookies or response.has_header("Set-Cookie"):
        faults.append("a cookie")
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        faults.append("no policy")
    body = body_of(response)
    if b"<script>alert" in body or b"<svg/onload" in body:
        faults.append("an echo")
    if response.get("Content-Type", "").startswith("text/html"):
        page = body.decode()
        if re.search(r"<style|<[a-z][^<>]*\s(?:style|on[a-z]+)=", page):
            faults.append("something inline")
        if re.search(r"<script(?![^>]*(?:\ssrc=\"/|application/ld\+json))", page):
            faults.append("a script that is not ours")
        if re.search(r"<(?:link rel=\"stylesheet\"|img|script)[^>]*=\"(?:https?:)?//", page):
            faults.append("something from elsewhere")
    return ", ".join(faults)


@every(12)
def test_no_query_brings_an_error_a_cookie_or_an_echo(attacker: Client, nth: int) -> None:
    found = [
        (name, asked[:80], fault)
        for at, (name, path) in enumerate(public_paths())
        for asked in list(queries())[at % nth :: nth]
        if (fault := wrong(attacker.get(path, QUERY_STRING=asked)))
    ]
    assert not found


@every(6)
@pytest.mark.slow
def test_no_header_and_no_method_brings_an_error(attacker: Client, nth: int) -> None:
    asked = f"{ROOM}&from=how-to-clean-heat-pump-coils"
    found = []
    for at, (name, path) in enumerate(public_paths()):
        for headers in HEADERS[at % nth :: nth]:
            answer = attacker.get(path, QUERY_STRING=asked, headers=headers)
            found.append((name, str(headers)[:80], wrong(answer)))
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
            if name != "forget":
                answer = attacker.generic(method, path, headers=HEADERS[2])
                found.append((name, method, wrong(answer)))
    assert len(found) > 400 / nth
    assert [each for each in found if each[2]] == []


BODIES: tuple[tuple[bytes, str], ...] = (
    (b"", "application/x-www-form-urlencoded"),
    (b"\x00\xff\xfe=%00&%=%&[]=1", "application/x-www-form-urlencoded"),
    (b"a=1&" * 5_001, "application/x-www-form-urlencoded"),
    (b"zip=" + b"9" * 9_000, "application/x-www-form-urlencoded"),
    (b"zip=02130", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"field=%00&claim=%00&page=%00&source=%00", "application/x-www-form-urlencoded"),
    (b"field=%ed%a0%80&claim=%ff&page=//evil.example", "application/x-www-form-urlencoded"),
    (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    (b"--x", "multipart/form-data"),
    (b"--x", "multipart/form-data; boundary=" + "\u2100"),
    (b'{"zip": NaN}', "application/json"),
    (b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>", "text/xml"),
    (f"{ROOM}&lang=%0d%0aX:y&area=1e999".encode(), "application/x-www-form-urlencoded"),
    (
        f"field={quote(INJECTED)}&page={quote(INJECTED)}".encode(),
        "application/x-www-form-urlencoded",
    ),
)


@pytest.mark.parametrize("path", ["/r/", "/r/bcdfghjk/delete/", "/report/"])
def test_no_body_brings_an_error_a_cookie_or_an_echo(attacker: Client, path: str) -> None:
    found = [
        (body[:40], kind, fault)
        for body, kind in BODIES
        for headers in ({}, {"Origin": "http://["}, {"Sec-Fetch-Site": "\u0661"})
        if (fault := wrong(attacker.generic("POST", path, body, kind, headers=headers)))
    ]
    assert not found


@pytest.mark.parametrize(
    "path",
    [
        *("/%00", "/%ff%fe", "//evil.example/%2f..", "/r/%00/", "/go/" + "a" * 5_000 + "/"),
        *("/out/" + "9" * 30 + "/", "/out/" + "9" * 5_000 + "/", "/snippet/smallest.%0d%0aX/"),
        *("/heat-pumps/../../etc/passwd", "/guides/%3Cscript%3Ealert(1)%3C/script%3E/"),
        *("/r/" + "b" * 3_000 + "/", "/embed/%E2%84%80/", "/heat-pumps/" + "a-" * 999 + "/b/"),
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(attacker: Client, path: str) -> None:
    response = attacker.get(path)
    assert response.status_code == 404
    assert wrong(response) == ""


@pytest.mark.parametrize("charset", ["hex", "rot13", "zlib", "undefined", "utf-16", "idna"])
def test_a_charset_for_no_text_changes_nothing(charset: str) -> None:
    from advisor.wsgi import application

    status: list[str] = []
    environ = RequestFactory().get("/privacy/?units=metric").environ
    environ["CONTENT_TYPE"] = f"text/x; charset={charset}"
    body = application(environ, lambda told, _headers, *_more: status.append(told))
    assert b"units=metric" in b"".join(body)
    assert status == ["200 OK"]


# Who is named in our answers


@every(3)
def test_the_host_that_somebody_sends_is_named_in_no_answer(
    attacker: Client, settings: Any, nth: int
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://ours.example"
    settings.SECURE_SSL_REDIRECT = False
    asked = f"{ROOM}&url=https://ours.example/go/window/"
    found = []
    for name, path in list(public_paths())[::nth]:
        response = attacker.get(path, QUERY_STRING=asked, headers={"Host": "evil.example"})
        if b"evil.example" in body_of(response) or "evil.example" in str(response.headers):
            found.append(name)
    assert found == []


def test_only_a_frame_may_be_framed(attacker: Client) -> None:
    framed = {
        name
        for name, path in public_paths()
        if "frame-ancestors 'none'" not in attacker.get(path)["Content-Security-Policy"]
    }
    assert framed == {"embed"}


PERSONAL = frozenset(
    {
        *("questions", "live", "check", "results", "compare", "brief", "request", "care"),
        *("keep", "saved", "report", "go", "embed", "out", "quote"),
        *(name for name, record in PUBLIC_ADDRESSES.items() if not record.indexed),
    }
)


def test_a_page_that_holds_a_room_is_nobodys_search_result(attacker: Client) -> None:
    asked = f"{ROOM}&type=mini_split"
    open_to_search = [
        name
        for name, path in public_paths()
        if name in PERSONAL
        and attacker.get(path, QUERY_STRING=asked).get("X-Robots-Tag", "").find("noindex") < 0
    ]
    assert open_to_search == []


# The desk


def desk_paths() -> list[str]:
    """Every address of the desk that needs a sign-in, of a first row where it is of a row."""

    def walk(resolver: Any, before: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, here)
            elif "(" not in here and pattern.name not in {"login", "logout", "jsi18n"}:
                yield "/" + re.sub(r"<[^>]+>", "1", here)

    return [path for path in walk(get_resolver(), "") if path.startswith("/admin/")]


def test_the_desk_is_closed_to_visitors(attacker: Client) -> None:
    paths = desk_paths()
    assert len(paths) > 80
    for path in paths:
        for method in ("GET", "POST"):
            response = attacker.generic(method, path)
            assert response.status_code == 302, path
            if not path.endswith("/1/"):  # the old short address of a row leads to its form
                assert response["Location"].startswith("/admin/login/?next="), path


@pytest.mark.parametrize(
    "role",
    [
        "",
        *(
            pytest.param(role, marks=pytest.mark.slow)
            for role in (*BETWEEN_NONE_AND_ALL, ADMINISTRATOR)
        ),
    ],
)
def test_the_desk_answers_each_role_without_an_error(attacker: Client, role: str) -> None:
    person = User.objects.create_user("anna", is_staff=True)
    person.groups.set(Group.objects.filter(name=role))
    attacker.force_login(person)
    assert attacker.get("/admin/two-step/", QUERY_STRING="q=%00").status_code < 500
    asked = "q=x&to=0001-01-01&p=x&o=9.x&e=1&pk=x"
    answers = {path: attacker.get(path, QUERY_STRING=asked) for path in desk_paths()}
    assert {path: wrong(a) for path, a in answers.items() if a.status_code not in FINE} == {}
    shown = {path for path, answer in answers.items() if answer.status_code == 200}
    assert ("/admin/auth/user/" in shown) == (role == ADMINISTRATOR)
    assert ("/admin/advisor/preset/" in shown) == (role in {CONTENT_EDITOR, ADMINISTRATOR})


@pytest.mark.slow
def test_the_desk_takes_no_post_without_its_token(attacker: Client) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(User.objects.create_superuser("anna"))
    for path in desk_paths():
        assert strict.post(path, {"a": "b"}).status_code == 403, path
