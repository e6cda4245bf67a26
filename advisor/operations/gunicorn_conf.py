"""How the application is served, in one place for `run`, the image and the benchmark:
``gunicorn --config python:advisor.operations.gunicorn_conf advisor.wsgi``.
"""

import gc
import os
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from advisor.operations import metrics_folder, server_folder

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"

bind = f"{HOST}:{PORT}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "advisor.operations.worker.Worker"
worker_connections = 500  # of one worker; beyond, who has been silent longest is hung up on
timeout = 30  # seconds
# A leak anywhere is cut off before it matters. A worker goes when its successor serves (below), and
# the jitter is wide, so that they seldom go together; the code is loaded before they are forked.
max_requests = 2000
max_requests_jitter = 2000
preload_app = True
# No header of a request changes where the application is mounted.
forwarder_headers = ""
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True  # nobody steers the server from outside
logger_class = "advisor.operations.server_log.ServerLog"

if os.environ.get("METRICS_TOKEN"):
    metrics_folder.create()

# The workers share the pages that one of them has made; a server that replaces another has its own.
pages: Path | None = None
if (os.environ.get("CACHE_URL") or server_folder.PAGES_URL).startswith(server_folder.PAGES_URL):
    pages = server_folder.fresh(server_folder.PAGES)
    os.environ["CACHE_URL"] = f"file://{pages}"


def when_ready(_server: Any) -> None:
    """In the master, before the first worker: what all of them share is in memory once, and the
    first visitor of a worker waits no longer than others.

    No connection and no thread may outlive this: a fork would hand both to every worker.
    """
    from advisor.operations import warm_up  # noqa: PLC0415 - Django is set up only now

    _read_tables()
    warm_up.make_pages()
    gc.collect()
    gc.freeze()  # the collector writes into what it looks at, which would copy it


def pre_exec(server: Any) -> None:
    """USR2: the new master starts as this one did. gunicorn would run the file of its package by
    name, and that folder would then hide the standard library's ``http``."""
    server.START_CTX["args"] = [sys.executable, "-m", "gunicorn", *sys.argv[1:]]


def pre_fork(server: Any, worker: Any) -> None:
    """In the master: a worker beyond the usual number is the successor of one (``Worker``)."""
    worker.is_successor = server.num_workers > server.cfg.workers


def post_worker_init(worker: Any) -> None:
    """In each worker: what has changed since, before its first visitor comes.

    A successor then tells the master that there is one too many: the oldest ends what it serves.
    """
    from advisor.operations import impressions  # noqa: PLC0415 - Django is set up only now

    _read_tables()
    impressions.start_writer()
    if worker.is_successor:
        os.kill(worker.ppid, signal.SIGTTOU)


def nworkers_changed(server: Any, number: int, _before: int | None) -> None:
    """In the master: never fewer than configured, whoever says there are too many."""
    if number < server.cfg.workers:
        server.num_workers = server.cfg.workers


def _read_tables() -> None:
    """Catalog, costs and places into this process; a database that is away may come later."""
    from django.db import DatabaseError, connections  # noqa: PLC0415

    from advisor.listing import inventory  # noqa: PLC0415
    from advisor.reference import costs, gazetteer  # noqa: PLC0415

    with suppress(DatabaseError):
        inventory.current()
        costs.current_costs()
        gazetteer.current()
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
    if pages is not None:
        shutil.rmtree(pages, ignore_errors=True)
