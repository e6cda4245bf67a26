"""A folder of this server's own in the folder for temporary files, for what its workers share.

The server's configuration makes it before any of our code is loaded: this module imports no Django.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

PAGES: Final = "advisor-pages-"
PAGES_URL: Final = f"file://{Path(tempfile.gettempdir()) / PAGES}"


def fresh(prefix: str) -> Path:
    """An empty folder that only we may read. What a killed server left behind is deleted."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        owner = folder.name.removeprefix(prefix).partition("-")[0]
        if not owner.isdecimal():  # nothing of ours
            continue
        if folder.stat().st_uid == os.getuid() and not _is_alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-"))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
