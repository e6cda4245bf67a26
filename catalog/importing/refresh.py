"""Bring the catalog up to ENERGY STAR's lists as they are published today.

The lists become one file of JSON, which the pipeline reads like any other: a dry run shows what
would change, applying it is a batch, and the batch can be undone. A list that answers that nothing
changed since it was applied last is not read again, until its dates are due to move.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.importing.formats.energystar import LIST_KEY, REFRESH
from catalog.importing.socrata import ListMarks, ListQuery, SocrataClient
from catalog.models import BatchState, ImportBatch

Progress: TypeAlias = Callable[[int, int], None]

_SPLITS: Final = "product_type like '%Mini%' OR product_type like '%Multi%'"
MINI_SPLITS: Final = ListQuery(code="akti-mt5s")
ALL_HEAT_PUMPS: Final = ListQuery(code="83eb-xbyy", where=_SPLITS)
ROOM_UNITS: Final = ListQuery(code="5xn2-dv4h")
# Lists that belong together: whether a unit has left them is judged over the whole group.
GROUPS: Final = ((MINI_SPLITS, ALL_HEAT_PUMPS), (ROOM_UNITS,))
READ_AGAIN_AFTER: Final = timedelta(days=14)  # so that "certified, seen on …" stays recent
_SAME_ROW: Final = (
    *("model_number", "indoor_unit_model_number", "outdoor_unit_brand_name"),
    *("ahri_reference_number", "markets"),
)


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """What was read from the lists."""

    read: dict[str, dict[str, Any]]  # code of a list → its marks, rows, and when it was read
    unchanged: tuple[str, ...]  # codes of lists that are as they were applied last


def client() -> SocrataClient:
    """A client for the address and the token of the settings."""
    return SocrataClient(base=settings.ENERGYSTAR_ADDRESS, token=settings.ENERGYSTAR_TOKEN)


def fetch_lists(
    path: Path,
    *,
    source: SocrataClient,
    now: datetime,
    whole: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Refreshed:
    """Write the rows of all lists that have news to ``path``, as one JSON list.

    ``whole`` reads every list, even one that says that nothing changed. Raises
    ``RefusedError``; then nothing of what was read may be used, because a unit that is missing from
    half a list has not left it.
    """
    applied = _applied_lists()
    read: dict[str, dict[str, Any]] = {}
    unchanged: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="lists-")))
        for group in GROUPS:
            if not whole and all(_unchanged(each, applied, source, now) for each in group):
                unchanged += [each.code for each in group]
                continue
            for query in group:
                marks, rows = source.save(query, folder / query.code, progress)
                read[query.code] = {**asdict(marks), "rows": rows, "read_at": now.isoformat()}
        with path.open("w", encoding="utf-8") as file:
            file.write("[")
            for number, row in enumerate(_rows(folder, list(read))):
                file.write(f"{',' if number else ''}\n{json.dumps(row)}")
            file.write("]\n")
    return Refreshed(read=read, unchanged=tuple(unchanged))


def _rows(folder: Path, codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of all lists; one that an earlier list has too comes once."""
    seen: set[int] = set()
    for code in codes:
        with (folder / code).open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                key = hash(tuple(row.get(name) for name in _SAME_ROW))
                if code != ALL_HEAT_PUMPS.code or key not in seen:
                    yield row | {LIST_KEY: code}
                if code == MINI_SPLITS.code:
                    seen.add(key)


def _unchanged(
    query: ListQuery, applied: dict[str, dict[str, Any]], source: SocrataClient, now: datetime
) -> bool:
    last = applied.get(query.code)
    if last is None or now - datetime.fromisoformat(last["read_at"]) >= READ_AGAIN_AFTER:
        return False
    marks = ListMarks(etag=last["etag"], last_modified=last["last_modified"])
    return source.unchanged(query, marks)


def _applied_lists() -> dict[str, dict[str, Any]]:
    """What is known of each list from the last refresh that is applied and not undone."""
    batches = ImportBatch.objects.filter(format=REFRESH.code, state=BatchState.APPLIED)
    found: dict[str, dict[str, Any]] = {}
    for origin in batches.order_by("id").values_list("origin", flat=True):
        found |= origin.get("lists", {})
    return found


def new_batch(**options: Any) -> ImportBatch:
    """A batch for a refresh, not saved yet."""
    day = timezone.localdate().isoformat()
    return ImportBatch(format=REFRESH.code, file_name=f"energystar-{day}.json", **options)


def nothing_new(refreshed: Refreshed) -> str:
    """A sentence for a refresh that found all lists unchanged."""
    return _("The lists are as they were applied last: %(codes)s.") % {
        "codes": ", ".join(refreshed.unchanged)
    }
