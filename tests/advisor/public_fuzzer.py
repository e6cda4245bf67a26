"""Random requests of somebody who is not signed in: every public address, the questions with good
and bad answers, headers, methods, and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from django.core.cache import cache
from django.test import Client

from advisor.questions.answer_form import CARRIED
from advisor.questions.definitions import QUESTIONS
from tests.advisor.operations.test_article_analytics import READER
from tests.advisor.test_hostile import BODIES, FINE, HEADERS, OTHERS, WORDS, body_of
from tests.random_requests import ECHO, Ask, RequestFuzzer, addresses, encoded

ROOMS: Final = (
    "zip=02130&space=bedroom&area=120",
    "zip=99701&space=garage&area=440&units=metric&lang=es",
    "zip=33109&space=rv&area=200&moves=yes",
    "zip=00601&space=porch&area=20",
)
METHODS: Final = (
    "HEAD",
    "POST",
    "POST",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "GÄT",
)
WHOLE_ROOMS: Final = 0.12
"""Requests that bring a whole room along, and may so get a whole advice."""
FRESH: Final = 25
"""Requests of one sender, before another one comes: limits of a sender are not what is sought."""
WRITTEN: Final = frozenset(
    {"advisor_dailycount", "advisor_savedadvice", "advisor_wrongnumber", "advisor_servererror"}
)


class PublicFuzzer(RequestFuzzer):
    """``parts``: what stands for each part of an address, when it is to lead to something."""

    def __init__(self, *, parts: dict[str, tuple[str, ...]], seed: int) -> None:
        client = Client(raise_request_exception=False, headers={"user-agent": READER})
        super().__init__(client, seed=seed)
        self.parts = parts
        self.patterns = [path for _name, path in addresses() if not path.startswith("admin/")]
        self.patterns += ["admin/", "admin/login/", "no/such/page/", "static/css/x.css"]
        self.asked = 0

    def next_request(self) -> Ask:
        self.asked += 1
        if self.asked % FRESH == 0:
            cache.clear()
        path = self._path(self.chosen(self.patterns))
        method = "GET" if self.random.random() < 0.75 else self.random.choice(METHODS)
        body, kind = self._body() if method in {"POST", "PUT", "PATCH"} else (None, "")
        return Ask(
            method=method,
            path=path,
            query=self._query(),
            body=body,
            content_type=kind,
            headers=self.random.choice(HEADERS) if self.random.random() < 0.4 else None,
        )

    def wrong(self, ask: Ask, answer: Any) -> Iterator[str]:
        if answer.status_code not in FINE and answer.status_code < 500:
            yield f"{answer.status_code}"
        signing_in = ask.path.startswith("/admin/")
        if answer.cookies and not signing_in:
            yield "a cookie"
        policy = answer.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            yield "no policy"
        if ECHO in body_of(answer) and "html" in answer.get("Content-Type", ""):
            yield "an echo"

    def may_write(self, table: str) -> bool:
        return table in WRITTEN

    def _path(self, pattern: str) -> str:
        def filled(match: re.Match[str]) -> str:
            known = self.parts.get(match[1], ())
            if known and self.random.random() < 0.7:
                return self.random.choice(known)
            value = self.hostile()[:300].replace("\r", "").replace("\n", "")
            return quote(value.encode(), safe="") or "x"

        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", filled, pattern)

    def _query(self) -> str:
        several = self.random.choice((0, 1, 1, 2, 3, 8, 20))
        pairs = [(name, self._value(name)) for name in self._names(several)]
        room = self.random.choice(ROOMS) if self.random.random() < WHOLE_ROOMS else ""
        raw = self.random.choice(WORDS) if self.random.random() < 0.15 else ""
        return "&".join(part for part in (room, encoded(pairs), raw and f"q={raw}") if part)

    def _names(self, count: int) -> list[str]:
        return self.random.choices((*CARRIED, *OTHERS), k=count)

    def _value(self, name: str) -> str:
        question = QUESTIONS.get(name)
        if question and question.choices and self.random.random() < 0.6:
            return str(self.random.choice([*question.choices, "unsure"]))
        return self.random.choice(("12", "48", "200", "02130", self.hostile(), self.hostile()))

    def _body(self) -> tuple[Any, str]:
        if self.random.random() < 0.3:
            return self.random.choice(BODIES)
        names = self._names(self.random.choice((1, 3, 10)))
        pairs = [(name, self._value(name)) for name in ("zip", "space", "area", *names)]
        return encoded(pairs).encode(), "application/x-www-form-urlencoded"
