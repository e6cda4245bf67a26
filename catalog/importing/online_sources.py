"""Read what a batch is of from its address: ENERGY STAR's lists, or a shop's product feed."""

import http.client
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeAlias

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.fetching import (
    AddressRefusedError,
    Downloaded,
    Guard,
    TooLargeError,
    download,
)
from catalog.importing.formats.energystar import REFRESH
from catalog.importing.reading import MAX_BYTES, MEGABYTE, RefusedError
from catalog.importing.refresh import client, fetch_lists, nothing_new
from catalog.importing.socrata import SocrataClient
from catalog.models import Feed, ImportBatch

Progress: TypeAlias = Callable[[int, int], None]

FEED_GUARD: Final = Guard(schemes=frozenset({"https"}), ports=frozenset({443}))
FEED_SECONDS: Final = 180.0
FEED_PAUSES: Final = (2.0, 10.0)  # before each further try [s]


def fetch_source(
    batch: ImportBatch,
    path: Path,
    *,
    source: SocrataClient | None = None,
    whole: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> str:
    """Write what a batch is of to ``path``, and what its server said to ``batch.origin``.

    Returns a sentence where there is nothing new to read, else nothing. ``whole`` reads lists that
    say that they did not change. Raises ``RefusedError``.
    """
    now = timezone.now()
    if batch.format == REFRESH.code:
        found = fetch_lists(
            path, source=source or client(), now=now, whole=whole, progress=progress
        )
        batch.origin = {"lists": found.read, "read_at": now.isoformat()}
        return "" if found.read else nothing_new(found)
    if batch.feed is None or not batch.feed.address:
        raise RefusedError(_("The feed has no address: upload its file."))
    _download_feed(batch.feed, path)
    batch.origin = {"read_at": now.isoformat()}
    return ""


def day_read(batch: ImportBatch) -> date:
    """The day on which the file of a batch was read: today, unless it was read earlier."""
    read_at = batch.origin.get("read_at")
    if not read_at:
        return timezone.localdate()
    return timezone.localtime(datetime.fromisoformat(read_at)).date()


def _download_feed(feed: Feed, path: Path) -> None:
    """One download, asked again twice where it fails for the moment."""
    why = ""
    for pause in (*FEED_PAUSES, None):
        try:
            answer = _ask(feed.address, path)
        except TooLargeError as error:
            raise RefusedError(
                _("The feed has more than %(most)d MB: that is too much.")
                % {"most": MAX_BYTES // MEGABYTE}
            ) from error
        except (AddressRefusedError, ValueError) as error:
            raise RefusedError(_("The feed is not read: %(why)s") % {"why": error}) from error
        except (OSError, http.client.HTTPException) as error:
            why = str(error) or type(error).__name__
        else:
            if answer.status == http.client.OK:
                return
            why = f"HTTP {answer.status}"
            if answer.status < http.client.INTERNAL_SERVER_ERROR and answer.status != 429:
                break
        if pause is not None:
            time.sleep(pause)
    raise RefusedError(_("The feed gave no answer (%(why)s).") % {"why": why})


def _ask(address: str, path: Path) -> Downloaded:
    return download(
        address,
        path,
        guard=FEED_GUARD,
        max_bytes=MAX_BYTES,
        timeout_s=FEED_SECONDS,
        headers={"User-Agent": "RoomHeatPumpAdvisor-catalog", "Accept": "*/*"},
    )
