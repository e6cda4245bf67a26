"""What the boards of the desk share: filters, a search, pages, and the same rows as a file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django_stubs_ext import StrOrPromise

from catalog.csv_safety import guarded

PER_PAGE: Final = 50
_BOM: Final = "\ufeff"  # Excel takes a file without it for Windows text
Cells: TypeAlias = Callable[[Any], Sequence[object]]  # of a row: what its columns say


@dataclass(frozen=True, kw_only=True)
class BoardFilter:
    """A choice among what the rows say; ``value`` is the words of a row."""

    name: str  # of the parameter
    title: StrOrPromise
    value: Callable[[Any], str]


@dataclass(frozen=True, kw_only=True)
class OfferedFilter:
    name: str
    title: StrOrPromise
    chosen: str
    choices: tuple[tuple[str, int], ...]  # words, and how many rows say so


@dataclass(frozen=True, kw_only=True)
class BoardRows:
    """The rows that the address asks for, and what else may be asked."""

    rows: list[Any]
    page: Page[Any]
    filters: tuple[OfferedFilter, ...]
    text: str  # what is searched for
    total: int  # rows without filters
    query: str  # of the address without the page

    @property
    def narrowed(self) -> bool:
        return len(self.rows) < self.total


def asked_rows(
    request: HttpRequest,
    rows: Sequence[Any],
    *,
    cells: Cells,
    filters: Iterable[BoardFilter] = (),
    per_page: int = PER_PAGE,
) -> BoardRows:
    """Those of ``rows`` that fit the filters and hold every word of the search in some cell."""
    text = request.GET.get("q", "").strip()
    words = text.lower().split()
    found = [row for row in rows if not words or _holds(cells(row), words)]
    offered = []
    for each in filters:
        chosen = request.GET.get(each.name, "")
        counts = Counter(each.value(row) for row in rows)
        offered.append(
            OfferedFilter(
                name=each.name,
                title=each.title,
                chosen=chosen if chosen in counts else "",
                choices=tuple(sorted(counts.items())),
            )
        )
        if chosen in counts:
            found = [row for row in found if each.value(row) == chosen]
    return BoardRows(
        rows=found,
        page=Paginator(found, per_page).get_page(request.GET.get("page")),
        filters=tuple(offered),
        text=text,
        total=len(rows),
        query=_query(request.GET),
    )


def _holds(cells: Iterable[object], words: Iterable[str]) -> bool:
    told = " ".join(map(str, cells)).lower()
    return all(word in told for word in words)


def _query(asked: QueryDict) -> str:
    kept = asked.copy()
    for name in ("page", "export"):
        kept.pop(name, None)
    return kept.urlencode()


def as_file(
    name: str, titles: Sequence[StrOrPromise], rows: Iterable[Any], cells: Cells
) -> HttpResponse:
    """The rows as a CSV file that Excel opens as it is."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([str(title) for title in titles])
    writer.writerows([guarded(str(cell)) for cell in cells(row)] for row in rows)
    day = timezone.localdate().isoformat()
    return HttpResponse(
        _BOM + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{day}.csv"'},
    )
