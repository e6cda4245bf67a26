"""A server on this machine that speaks as data.energystar.gov does."""

import http.server
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

MINI, ALL, ROOM = "akti-mt5s", "83eb-xbyy", "5xn2-dv4h"
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class SocrataServer:
    """Lists by code; ``faults`` are answers given instead, one for each request to come."""

    lists: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    changed: dict[str, datetime] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    faults: list[Callable[[Answer], Answer]] = field(default_factory=list)
    on_page: Callable[["SocrataServer", str, int], None] | None = None

    def __post_init__(self) -> None:
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                status, headers, body = outer.answer(self.path, dict(self.headers.items()))
                length = int(headers.pop("X-Length", len(body)))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(length))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = True

            def log_message(self, *_words: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def fail(self, *faults: Callable[[Answer], Answer]) -> None:
        self.faults += faults

    def answer(self, target: str, headers: dict[str, str]) -> Answer:
        parts = urlsplit(target)
        words = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        code = parts.path.removeprefix("/resource/").removesuffix(".json")
        self.asked.append((code, words, headers))
        right = self._right_answer(code, words, headers)
        return self.faults.pop(0)(right) if self.faults else right

    def _right_answer(self, code: str, words: dict[str, str], headers: dict[str, str]) -> Answer:
        if code not in self.lists:
            return 404, {"Content-Type": "application/json"}, b'{"error": true}'
        rows = self.lists[code]
        if "$where" in words:
            rows = [row for row in rows if "Mini" in row.get("product_type", "")]
        if words.get("$select") == "count(*) AS total":
            return self._json(code, [{"total": str(len(rows))}], words)
        assert words["$order"] == ":id"
        offset, limit = int(words["$offset"]), int(words["$limit"])
        answer = self._json(code, rows[offset : offset + limit], words)
        if self.on_page:
            self.on_page(self, code, offset)
        if headers.get("If-None-Match") == answer[1]["ETag"]:
            return 304, answer[1], b""
        return answer

    def _json(self, code: str, rows: list[dict[str, Any]], words: dict[str, str]) -> Answer:
        day = self.changed.get(code, datetime(2026, 9, 1, tzinfo=UTC))
        headers = {
            "Content-Type": "application/json;charset=utf-8",
            "ETag": f'W/"{code}-{day:%Y%m%d%H%M}-{words.get("$offset", "n")}"',
            "Last-Modified": format_datetime(day, usegmt=True),
        }
        return 200, headers, json.dumps(rows).encode()


def status(code: int, **headers: str) -> Callable[[Answer], Answer]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _right: (code, {"Content-Type": "text/plain", **named}, b"later")


def cut_json(right: Answer) -> Answer:
    """JSON that ends early, though all of its bytes arrived."""
    return right[0], right[1], right[2][: len(right[2]) // 2]


def hung_up(right: Answer) -> Answer:
    """Half of the bytes that were promised."""
    return right[0], {**right[1], "X-Length": str(len(right[2]))}, right[2][: len(right[2]) // 2]


def a_web_page(_right: Answer) -> Answer:
    return 200, {"Content-Type": "text/html"}, b"<html>Down for maintenance</html>"


def oversize(right: Answer) -> Answer:
    return right[0], right[1], b"[" + b" " * 30_000_000 + b"]"
