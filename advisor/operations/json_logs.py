"""Logs as one JSON object a line: for whoever collects them, and without anything of a visitor.

No query, no sender's address: what a visitor answered is in the query, and one beside the other
would tell who lives where. Standard library only, because the server's own log is written by it
before Django is there.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")

_QUERY: Final = re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]+")
_SENDER: Final = re.compile(r"from ip=\S+ .*", re.DOTALL)
_REFUSED: Final = "django.security."
"""Django's name for what a client may not send; the exception is the last part of it."""


_LEVELS: Final = {20: "info", 30: "warning", 40: "error", 50: "critical"}


class JsonFormatter(logging.Formatter):
    """``extra={"fields": {…}}`` of a record become members of the object."""

    def format(self, record: logging.LogRecord) -> str:
        refused = record.name.startswith(_REFUSED)
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": "warning" if refused else _LEVELS.get(record.levelno, "debug"),
            "logger": record.name,
            "request": current_request_id.get(),
            **_what(record, refused=refused),
        }
        if record.exc_info and not refused:
            told["error"] = without_query(self.formatException(record.exc_info))
        return json.dumps({name: value for name, value in told.items() if value != ""}, default=str)


def _what(record: logging.LogRecord, *, refused: bool) -> dict[str, Any]:
    if fields := getattr(record, "fields", None):
        return {"message": record.getMessage(), **fields}
    if refused:
        # An expected 400: neither what was sent nor where in Django it was noticed.
        return {"message": f"refused: {record.name.removeprefix(_REFUSED)}"}
    if hasattr(record, "status_code") and record.args:
        # Of Django, with a path: that of a saved copy or of a feed is a secret.
        reason = record.args[0] if isinstance(record.args, tuple) else ""
        return {"message": str(reason), "status": record.status_code}
    return {"message": without_query(record.getMessage())}


def without_query(text: str) -> str:
    """Addresses without what follows the question mark, requests without who sent them.

    >>> without_query("Error handling request GET /advice/?zip=02130 now")
    'Error handling request GET /advice/?… now'
    >>> without_query("Invalid request from ip=192.0.2.7: bad line '/?zip=02130'")
    'Invalid request'
    """
    return _QUERY.sub(r"\1?…", _SENDER.sub("", text)).strip()
