"""Read a list of data.energystar.gov page by page, as its public interface (Socrata) gives it.

A page that fails for the moment (429, 5xx, a broken connection, JSON that ends early) is asked
again, later each time. A list that changes while it is read is read again from its beginning, so
that no row is missed between two pages.
"""

import http.client
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TextIO, TypeAlias
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from catalog.fetching import (
    AddressRefusedError,
    Downloaded,
    TooLargeError,
    download,
    trusted,
)
from catalog.importing.reading import MEGABYTE, RefusedError

PAGE_ROWS: Final = 1000
MAX_PAGE_BYTES: Final = 20 * MEGABYTE
MAX_ROWS: Final = 120_000
PAGE_SECONDS: Final = 60.0
PAUSES: Final = (1.0, 4.0, 15.0, 45.0)  # before each further try of a page [s]
MAX_PAUSE: Final = 120.0  # that a Retry-After may ask for [s]
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_RESTARTS: Final = 2

Rows: TypeAlias = list[dict[str, Any]]
Progress: TypeAlias = Callable[[int, int], None]


class _ChangedError(Exception):
    """The list was changed while it was read."""


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """One list, or the part of it that ``where`` selects."""

    code: str
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class ListMarks:
    """What a server said of a list when it was read: the next request names it."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(kw_only=True)
class SocrataClient:
    """Reads lists under one base address, such as ``https://data.energystar.gov``.

    A class, because every request needs the address, the token and the way to wait.
    """

    base: str
    token: str = ""
    pauses: tuple[float, ...] = PAUSES
    sleep: Callable[[float], None] = time.sleep
    waited: list[float] = field(default_factory=list)  # pauses that were made [s]

    def unchanged(self, query: ListQuery, marks: ListMarks) -> bool:
        """Whether the server says that a list is as it was when ``marks`` were noted."""
        if not marks.headers:
            return False
        with tempfile.NamedTemporaryFile(prefix="list-") as file:
            answer = self._ask(_page(query, 0), Path(file.name), headers=marks.headers)
        return answer.status == http.client.NOT_MODIFIED

    def save(self, query: ListQuery, path: Path, progress: Progress) -> tuple[ListMarks, int]:
        """Write all rows of a list to ``path``, one JSON object a line: its marks, and how many.

        Raises ``RefusedError`` with a sentence where the list cannot be read whole.
        """
        for _try in range(_RESTARTS + 1):
            try:
                with path.open("w", encoding="utf-8") as file:
                    return self._read(query, file, progress)
            except _ChangedError:
                continue
        raise RefusedError(
            _("The list %(code)s changes while it is read: try again later.") % {"code": query.code}
        )

    def _read(self, query: ListQuery, file: TextIO, progress: Progress) -> tuple[ListMarks, int]:
        total = self._count(query)
        if total > MAX_ROWS:
            raise RefusedError(
                _("The list %(code)s has %(rows)d rows; at most %(most)d are read.")
                % {"code": query.code, "rows": total, "most": MAX_ROWS}
            )
        done = 0
        first: ListMarks | None = None
        while True:
            answer, rows = self._rows(_page(query, done))
            marks = ListMarks(
                etag=answer.headers.get("etag", ""),
                last_modified=answer.headers.get("last-modified", ""),
            )
            first = first or marks
            done += len(rows)
            if marks.last_modified != first.last_modified or done > total:
                raise _ChangedError
            file.writelines(f"{json.dumps(row)}\n" for row in rows)
            progress(done, total)
            if len(rows) < PAGE_ROWS:
                break
        if done != total:
            raise _ChangedError
        return first, done

    def _count(self, query: ListQuery) -> int:
        words = {"$select": "count(*) AS total"} | ({"$where": query.where} if query.where else {})
        _answer, rows = self._rows(f"/resource/{query.code}.json?{urlencode(words)}")
        try:
            return int(rows[0]["total"])
        except (IndexError, KeyError, ValueError) as error:
            raise RefusedError(_not_the_list(query.code)) from error

    def _rows(self, target: str) -> tuple[Downloaded, Rows]:
        """A page as a list of objects; one whose JSON ends early is asked again."""
        with tempfile.NamedTemporaryFile(prefix="list-") as file:
            path = Path(file.name)
            for pause in (*self.pauses, None):
                answer = self._ask(target, path, headers={})
                if "json" not in answer.headers.get("content-type", ""):
                    raise RefusedError(
                        _("%(address)s answered with %(kind)s instead of JSON.")
                        % {
                            "address": answer.address,
                            "kind": answer.headers.get("content-type", "?")[:60],
                        }
                    )
                try:
                    rows = json.loads(path.read_bytes())
                except (ValueError, RecursionError):
                    if pause is None:
                        break
                    self._pause(pause)
                    continue
                if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
                    raise RefusedError(_not_the_list(answer.address))
                return answer, rows
        raise RefusedError(
            _("%(address)s gave JSON that ends early, again and again.")
            % {"address": self.base + target}
        )

    def _ask(self, target: str, path: Path, *, headers: dict[str, str]) -> Downloaded:
        """One request; what fails for the moment is asked again, with a pause before each try."""
        address = self.base.rstrip("/") + target
        why = ""
        for pause in (*self.pauses, None):
            asked = 0.0
            try:
                answer = self._download(address, path, headers)
            except TooLargeError as error:
                raise RefusedError(
                    _("A page of %(address)s has more than %(most)d MB.")
                    % {"address": address, "most": MAX_PAGE_BYTES // MEGABYTE}
                ) from error
            except (AddressRefusedError, ValueError) as error:
                raise RefusedError(f"{address}: {error}") from error
            except (OSError, http.client.HTTPException) as error:
                why = str(error) or type(error).__name__
            else:
                if answer.status in {http.client.OK, http.client.NOT_MODIFIED}:
                    return answer
                if answer.status not in _AGAIN:
                    raise RefusedError(_status_sentence(address, answer.status))
                why = f"HTTP {answer.status}"
                asked = _retry_after(answer.headers.get("retry-after", ""))
            if pause is not None:
                self._pause(max(pause, asked))
        raise RefusedError(
            _("%(address)s gave no answer in %(tries)d tries (%(why)s). Try again later.")
            % {"address": address, "tries": len(self.pauses) + 1, "why": why}
        )

    def _download(self, address: str, path: Path, headers: dict[str, str]) -> Downloaded:
        token = {"X-App-Token": self.token} if self.token else {}
        return download(
            address,
            path,
            guard=trusted(self.base),
            max_bytes=MAX_PAGE_BYTES,
            timeout_s=PAGE_SECONDS,
            headers={
                "User-Agent": "RoomHeatPumpAdvisor-catalog",
                "Accept": "application/json",
                **token,
                **headers,
            },
            hops=0,  # the interface never redirects; a token goes nowhere else
        )

    def _pause(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.sleep(seconds)


def _page(query: ListQuery, offset: int) -> str:
    words = {"$limit": str(PAGE_ROWS), "$offset": str(offset), "$order": ":id"}
    if query.where:
        words["$where"] = query.where
    return f"/resource/{query.code}.json?{urlencode(words)}"


def _status_sentence(address: str, status: int) -> str:
    if status in {http.client.UNAUTHORIZED, http.client.FORBIDDEN}:
        return _("%(address)s refuses the token (HTTP %(status)d): look at ENERGYSTAR_TOKEN.") % {
            "address": address,
            "status": status,
        }
    return _("%(address)s answered HTTP %(status)d.") % {"address": address, "status": status}


def _not_the_list(name: str) -> str:
    return _("%(name)s did not answer with a list of rows.") % {"name": name}


def _retry_after(text: str) -> float:
    return min(float(text), MAX_PAUSE) if text.isdecimal() else 0.0
