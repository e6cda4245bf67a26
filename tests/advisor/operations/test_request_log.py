"""What the log says of a request, and what it never says."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from advisor.models import ServerError
from advisor.operations import database_time, last_errors
from advisor.operations.json_logs import JsonFormatter
from advisor.operations.request_log import WELL_FORMED

SECRET = "02130"


def broken(_request: HttpRequest, code: str) -> HttpResponse:
    raise LookupError(f"zip={SECRET}")


def with_a_query(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s), %s", [0.02, SECRET])
    return HttpResponse("done")


urlpatterns = [
    path("broken/<slug:code>/", broken, name="broken"),
    path("query/", with_a_query, name="asking"),
    path("", include("advisor.urls")),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[Any]:
    """What the log holds by now, as it is written in production."""
    kept: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(self.format(record))

    keep = Keep()
    keep.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(keep)
    yield lambda: [json.loads(line) for line in kept]
    logging.getLogger().removeHandler(keep)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.77")


def test_a_request_is_one_line_with_its_route_and_no_answer(visitor: Client, lines: Any) -> None:
    visitor.get(f"/advice/?zip={SECRET}&space=bedroom", headers={"Referer": f"/?zip={SECRET}"})
    (line,) = [each for each in lines() if each["message"] == "request"]
    assert line["route"] == "questions"
    assert (line["method"], line["status"], line["level"]) == ("GET", 200, "info")
    assert line["ms"] > 0
    assert line["queries"] >= 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", line["time"])
    assert not re.search(rf"{SECRET}|bedroom|203\.0|\?", json.dumps(lines()))


def test_a_probe_that_succeeds_leaves_no_line(visitor: Client, lines: Any) -> None:
    visitor.get("/healthz")
    assert lines() == []


@pytest.mark.parametrize("given", ["3f2a9c1be0d74c55", "a.b-c_d.12345678", "A" * 64])
def test_the_id_of_a_proxy_is_taken_over(visitor: Client, lines: Any, given: str) -> None:
    answer = visitor.get("/privacy/", headers={"X-Request-ID": given})
    assert answer["X-Request-ID"] == given
    assert [each["request"] for each in lines()] == [given]


@pytest.mark.parametrize("given", ["", "short", "A" * 65, 'a"b,c:12345', "x\ny12345678", "é" * 9])
def test_an_id_that_is_none_is_replaced(visitor: Client, lines: Any, given: str) -> None:
    answer = visitor.get("/privacy/", headers={"X-Request-ID": given})
    assert answer["X-Request-ID"] != given
    assert WELL_FORMED.fullmatch(answer["X-Request-ID"])
    assert [each["request"] for each in lines()] == [answer["X-Request-ID"]]


@pytest.mark.parametrize(
    ("path", "asked", "why"),
    [
        ("/", {"headers": {"Host": "evil.example"}}, "DisallowedHost"),
        ("/admin/login/", {"data": {f"a{n}": "1" for n in range(7_001)}}, "TooManyFieldsSent"),
    ],
)
def test_an_expected_400_is_a_line_and_no_traceback(
    visitor: Client, lines: Any, path: str, asked: dict[str, Any], why: str
) -> None:
    assert (visitor.post if "data" in asked else visitor.get)(path, **asked).status_code == 400
    told = lines()
    assert [each["message"] for each in told] == [f"refused: {why}", "request"]
    assert [each["level"] for each in told] == ["warning", "info"]
    assert "Traceback" not in json.dumps(told)
    assert "evil" not in json.dumps(told)


def test_a_page_that_is_not_there_is_one_line(visitor: Client, lines: Any) -> None:
    visitor.get("/no-such-page/")
    (line,) = lines()
    assert (line["route"], line["status"]) == ("unknown", 404)


def test_an_error_of_ours_is_told_with_its_traceback_under_one_id(
    visitor: Client, lines: Any
) -> None:
    answer = visitor.get("/broken/abcdefgh/?zip=99701")
    assert answer.status_code == 500
    error, line = lines()
    assert "LookupError" in error["error"]
    assert (error["message"], error["status"]) == ("Internal Server Error", 500)
    assert (line["status"], line["level"], line["route"]) == (500, "error", "broken")
    assert error["request"] == line["request"] == answer["X-Request-ID"]
    assert not re.search("99701|abcdefgh", json.dumps(lines()))


def test_the_last_errors_are_kept_without_their_words(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_errors, "KEPT", 3)
    answers = [visitor.get(f"/broken/abcdefgh/?zip={SECRET}") for _time in range(5)]
    kept = list(ServerError.objects.all())
    assert [each.request_id for each in kept] == [a["X-Request-ID"] for a in answers[:1:-1]]
    assert {(each.kind, each.route, each.method) for each in kept} == {
        ("builtins.LookupError", "broken", "GET")
    }
    assert kept[0].place.startswith("tests/advisor/operations/test_request_log.py:")
    assert SECRET not in str([vars(each) for each in kept])


def test_an_error_that_cannot_be_kept_is_answered_all_the_same(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def away(**_values: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(ServerError.objects, "create", away)
    assert visitor.get("/broken/abcdefgh/").status_code == 500


def test_a_slow_statement_is_told_without_its_parameters(
    visitor: Client, lines: Any, settings: Any
) -> None:
    assert database_time.measure in connection.execute_wrappers
    settings.SLOW_QUERY_MS = 10
    visitor.get("/query/")
    slow, line = lines()
    assert slow["message"] == "slow query"
    assert slow["statement"] == "SELECT pg_sleep(%s), %s"
    assert slow["ms"] >= 20
    assert slow["request"] == line["request"]
    assert line["queries"] == 1
    assert 20 <= line["database_ms"] <= line["ms"]
    settings.SLOW_QUERY_MS = 5_000
    visitor.get("/query/")
    assert len(lines()) == 3


def test_only_an_administrator_reads_the_last_errors(db: None) -> None:
    from django.contrib.auth.models import Group, User

    ServerError.objects.create(route="results", method="GET", kind="builtins.KeyError")
    for role, status in (("Administrator", 200), ("Publisher", 403), ("Content editor", 403)):
        person = User.objects.create_user(role, is_staff=True)
        person.groups.set(Group.objects.filter(name=role))
        client = Client()
        client.force_login(person)
        assert client.get("/admin/advisor/servererror/").status_code == status
        told = client.get("/admin/").text
        assert ("KeyError" in told) == (role == "Administrator")
        assert client.post("/admin/advisor/servererror/add/").status_code == 403


def test_the_servers_own_log_has_the_same_form_and_names_nobody(
    capfd: pytest.CaptureFixture[str],
) -> None:
    from gunicorn.config import Config

    from advisor.operations import gunicorn_conf
    from advisor.operations.server_log import ServerLog

    assert gunicorn_conf.logger_class == f"{ServerLog.__module__}.{ServerLog.__qualname__}"
    log = ServerLog(Config())
    log.warning("Invalid request from ip=203.0.113.77: 'GET /?zip=02130 HTTP/9'")
    log.error("Error handling request %s %s", "GET", "/advice/?zip=02130")
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [(each["logger"], each["level"], each["message"]) for each in lines] == [
        ("gunicorn.error", "warning", "Invalid request"),
        ("gunicorn.error", "error", "Error handling request GET /advice/?…"),
    ]
