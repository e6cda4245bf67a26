"""How the application is served, in one place for `run`, the image and the benchmark:
``gunicorn --config python:advisor.operations.gunicorn_conf advisor.wsgi``.
"""

import gc
import os
from contextlib import suppress
from typing import Any

from advisor.operations import metrics_folder

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"

bind = f"{HOST}:{PORT}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"  # kept connections do not occupy a worker
threads = 4
timeout = 30  # seconds
# A leak anywhere is cut off before it matters. The jitter is wide, so that workers are replaced one
# after the other; a new one is there at once, because the code is loaded before it is forked.
max_requests = 2000
max_requests_jitter = 2000
preload_app = True
# No header of a request changes where the application is mounted.
forwarder_headers = ""
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True  # nobody steers the server from outside

if os.environ.get("METRICS_TOKEN"):
    metrics_folder.create()


def when_ready(_server: Any) -> None:
    """In the master, before the first worker: what all of them share is read into memory once.

    No connection and no thread may outlive this: a fork would hand both to every worker.
    """
    _read_catalog()
    gc.collect()
    gc.freeze()  # the collector writes into what it looks at, which would copy it


def post_worker_init(_worker: Any) -> None:
    """In each worker: what has changed since, before its first visitor comes."""
    from advisor.operations import impressions  # noqa: PLC0415 - Django is set up only now

    _read_catalog()
    impressions.start_writer()


def _read_catalog() -> None:
    """Catalog and costs into this process; a database that is away may come later."""
    from django.db import DatabaseError, connections  # noqa: PLC0415

    from advisor.listing import inventory  # noqa: PLC0415
    from advisor.reference import costs  # noqa: PLC0415

    with suppress(DatabaseError):
        inventory.current()
        costs.current_costs()
    connections.close_all()


def worker_exit(_server: Any, _worker: Any) -> None:
    """Write what this worker has counted."""
    from advisor.operations import impressions  # noqa: PLC0415

    impressions.finish()


def child_exit(_server: Any, worker: Any) -> None:
    """In the master: keep what a worker has counted for /metrics, not its files."""
    metrics_folder.merge_worker(worker.pid)


def on_exit(_server: Any) -> None:
    metrics_folder.delete()
