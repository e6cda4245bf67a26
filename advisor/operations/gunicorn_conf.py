"""How the application is served, in one place for `run`, the image and the benchmark:
``gunicorn --config python:advisor.operations.gunicorn_conf advisor.wsgi``."""

import os
from contextlib import suppress
from typing import Any

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"

bind = f"{HOST}:{PORT}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"  # kept connections do not occupy a worker
threads = 4
timeout = 30  # seconds
# Each worker keeps the catalogue's columns: a leak anywhere is cut off before it matters.
max_requests = 2000
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True  # nobody steers the server from outside


def post_worker_init(_worker: Any) -> None:
    """Read the catalogue before the first visitor comes; a database that is away may come later."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - Django is set up only now

    from advisor.listing import inventory  # noqa: PLC0415
    from advisor.operations import impressions  # noqa: PLC0415
    from advisor.reference import costs  # noqa: PLC0415

    with suppress(DatabaseError):
        inventory.current()
        costs.current_costs()
    connection.close()
    impressions.keep_writing()


def worker_exit(_server: Any, _worker: Any) -> None:
    """Write what this worker has counted."""
    from advisor.operations import impressions  # noqa: PLC0415

    impressions.finish()
