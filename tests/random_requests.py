"""Random requests, and what may not come of them: shared by the fuzzers of the public pages and of
the desk. What a request wrote is read from the database's own counters, so that the check does not
trust the views that it checks."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.template import Template
from django.test import Client
from django.test.utils import _TestState
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.http import urlencode
from psycopg.pq import TransactionStatus

HOSTILE = (
    *("", " ", "x", "abc", "-1", "0", "1.5", "1e309", "nan", "\x00", "a\x00b", "\ud83d\ude00" * 9),
    *("9" * 7, "9" * 20, "9" * 400, "1,2", "[1]", "[]", "{}", "null", "None", "true", "\u0661"),
    *("2026-13-45", "0000-00-00", "9999-12-31", "0001-01-01", "2026-02-30", "12/31/2026"),
    *("'", '"><script>alert(1)</script>', "' OR 1=1--", "%s", "%(x)s", "{{7*7}}", "../../etc"),
    *(
        "id__in=1",
        "__",
        "pk",
        "password",
        "x" * 5_000,
        "\u202e\ufeff",
        "http://[",
        "//evil.example",
    ),
    *("1001", "5000", "2147483648", "9223372036854775808", "\r\nX: y", "\t", "é" * 300),
)
HEAVY = (
    *("units.json", "units.csv", "sitemap", "export.", "coverage", "documents", "stale"),
    *("differences", "contradictions", "machines", "rankingversion/add"),
)
"""Addresses that read the whole catalog: half of all time went to them. They are asked as well,
five times more seldom."""
NOT_IMPLEMENTED = 501
"""What oEmbed says of a format that it does not have."""
ECHO = b"<script>alert(1)"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An answer that may not be."""

    request: str
    why: str

    def __str__(self) -> str:
        return f"{self.request[:300]}: {self.why}"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request. ``query`` is sent as it stands; ``body`` fields as a form, bytes as they are."""

    method: str
    path: str
    query: str = ""
    body: Any = None
    content_type: str = ""
    headers: dict[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}?{self.query} {self.body!r} {self.headers or ''}"


class RequestFuzzer(ABC):
    """Asks in an order that ``seed`` decides. Each request is taken back, so that the database
    stays what it was."""

    def __init__(self, client: Client, *, seed: int) -> None:
        self.random = random.Random(seed)  # the same each time
        self.client = client
        self._written = written()

    def faults(self, count: int) -> Iterator[Fault]:
        for _number in range(count):
            ask = self.next_request()
            for why in self.judged(ask):
                yield Fault(request=str(ask), why=why)

    @abstractmethod
    def next_request(self) -> Ask:
        """What is asked next."""

    @abstractmethod
    def wrong(self, ask: Ask, answer: Any) -> Iterator[str]:
        """What this fuzzer holds against an answer, beyond errors."""

    @abstractmethod
    def may_write(self, table: str) -> bool:
        """Whether who asks may change the rows of this table."""

    def judged(self, ask: Ask) -> Iterator[str]:
        with transaction.atomic():
            answer = self.send(ask)
            # A page may do without a count that the database refuses; on the street each statement
            # is a transaction of its own, here the rest of this one is lost.
            refused = connection.connection.info.transaction_status == TransactionStatus.INERROR
            broken = connection.needs_rollback or refused
            # What was rolled back inside of the transaction counts as well.
            now = self._written if broken else written()
            transaction.set_rollback(True)
        changed = {table for table, rows in now.items() if rows != self._written.get(table, 0)}
        self._written = now
        if answer.status_code >= 500 and answer.status_code != NOT_IMPLEMENTED:
            yield f"{answer.status_code} {(getattr(answer, 'exc_info', None) or ('', ''))[1]!r}"
        elif broken and not refused:
            yield "left the transaction broken"
        yield from (f"wrote to {table}" for table in changed if not self.may_write(table))
        yield from self.wrong(ask, answer)

    def send(self, ask: Ask) -> Any:
        environ: dict[str, Any] = {"QUERY_STRING": ask.query, "headers": ask.headers}
        if isinstance(ask.body, dict):
            return self.client.post(ask.path, ask.body, **environ)
        if ask.content_type:
            environ["content_type"] = ask.content_type
        return self.client.generic(ask.method, ask.path, ask.body or b"", **environ)

    def chosen(self, patterns: list[str]) -> str:
        """One of the addresses, a heavy one seldom."""
        pattern = self.random.choice(patterns)
        heavy = any(part in pattern for part in HEAVY)
        return self.random.choice(patterns) if heavy and self.random.random() < 0.8 else pattern

    def hostile(self) -> str:
        return self.random.choice(HOSTILE).encode("utf-8", "replace").decode()


def encoded(pairs: list[tuple[str, str]]) -> str:
    """As a browser writes them, also what no browser would."""
    return urlencode([(name, value.encode("utf-8", "replace")) for name, value in pairs])


def addresses() -> list[tuple[str, str]]:
    """(name, path as a pattern) of every address that there is."""

    def walk(resolver: Any, before: str) -> Iterator[tuple[str, str]]:
        for pattern in resolver.url_patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, here)
            elif isinstance(pattern, URLPattern):
                yield str(pattern.name), here

    return list(walk(get_resolver(), ""))


def written() -> dict[str, int]:
    """Rows that this transaction has written so far, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def render_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the copies of every context that the test client keeps: half the time of a page."""
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)  # type: ignore[attr-defined]
