"""The folder in which the workers of one server count, each in files of its own.

``prometheus_client`` looks for it once, when it is imported. So the server's configuration makes it
before any of our code is loaded, and this module imports neither that library nor Django.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from advisor.operations import server_folder

VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
PREFIX: Final = "advisor-metrics-"
_NOBODY: Final = 0
"""In place of a process: the sums of the workers that are gone."""


def create() -> Path:
    """A folder for the workers of this process. What a killed server left behind is deleted."""
    made = server_folder.fresh(PREFIX)
    os.environ[VARIABLE] = str(made)
    return made


def current() -> Path | None:
    """The folder of this server; ``None`` where one process counts for itself."""
    given = os.environ.get(VARIABLE)
    return Path(given) if given else None


def delete() -> None:
    """The server ends."""
    if folder := current():
        shutil.rmtree(folder, ignore_errors=True)


def merge_worker(pid: int) -> None:
    """Add the counts of a worker that has ended to those of all that have, and drop its files.

    Workers are replaced all day: their files would fill the disk and slow every scrape.
    """
    from prometheus_client.mmap_dict import MmapedDict  # noqa: PLC0415

    folder = current()
    if folder is None:
        return
    with locked(folder, exclusive=True):
        for file in folder.glob(f"*_{pid}.db"):
            kind = file.name.removesuffix(f"_{pid}.db")
            sums = MmapedDict(str(folder / f"{kind}_{_NOBODY}.db"))
            for key, value, timestamp, _at in MmapedDict.read_all_values_from_file(str(file)):
                sums.write_value(key, sums.read_value(key)[0] + value, timestamp)
            sums.close()
            file.unlink()


@contextmanager
def locked(folder: Path, *, exclusive: bool = False) -> Iterator[None]:
    """While the counts of a worker are moved, nobody reads them: twice there, or not at all."""
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
        yield
