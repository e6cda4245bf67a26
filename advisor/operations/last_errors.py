"""Keeps the last errors of ours where every worker and host finds them, for the administrator.

The type of an exception and its place in our code, never its words: they may quote an answer.
"""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from advisor.models import ServerError
from advisor.operations.database_limits import limited_statements
from advisor.operations.json_logs import current_request_id
from advisor.operations.metrics import route_of

logger = logging.getLogger(__name__)

KEPT: Final = 50


def remember(*, request: HttpRequest | None = None, **_kwargs: Any) -> None:
    """Receiver of ``got_request_exception``. What cannot be kept is in the log all the same."""
    error = sys.exc_info()[1]
    if error is None or request is None:
        return
    try:
        with limited_statements():
            ServerError.objects.create(
                route=route_of(request)[:80],
                method=str(request.method)[:10],
                kind=f"{type(error).__module__}.{type(error).__qualname__}"[:120],
                place=place_of_error(error),
                request_id=current_request_id.get(),
            )
            newest = ServerError.objects.order_by("-id").values("id")[:KEPT]
            ServerError.objects.exclude(id__in=newest).delete()
    except DatabaseError as lost:
        logger.warning("A server error could not be kept: %s", type(lost).__name__)


def place_of_error(error: BaseException) -> str:
    """``file:line function`` of the innermost line of ours, else of the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(Path(frame.filename))]
    for frame in reversed(ours or frames):
        file = Path(frame.filename)
        name = file.relative_to(settings.BASE_DIR) if _is_ours(file) else file.name
        return f"{name}:{frame.lineno} {frame.name}"[:200]
    return ""


def _is_ours(file: Path) -> bool:
    if not file.is_relative_to(settings.BASE_DIR):
        return False
    return not file.relative_to(settings.BASE_DIR).parts[0].startswith(".")  # .venv
