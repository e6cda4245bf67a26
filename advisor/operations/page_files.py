"""Files as the cache of pages that the workers of one server share."""

import pickle
import random
import zlib
from typing import IO, Final

from django.core.cache.backends.filebased import FileBasedCache


class PageFiles(FileBasedCache):
    """Django's files, but their folder is listed at every fiftieth new page only: to list
    thousands of files takes longer than to write one. It may so hold fifty more than asked for."""

    LISTED_EVERY: Final = 50

    def _cull(self) -> None:
        if random.randrange(self.LISTED_EVERY) == 0:  # noqa: S311 - any of them will do
            super()._cull()  # type: ignore[misc]  # not in Django's stubs

    def _write_content(self, file: IO[bytes], timeout: float | None, value: object) -> None:
        """As Django writes it, but not compressed once more: a page is already."""
        file.write(pickle.dumps(self.get_backend_timeout(timeout), self.pickle_protocol))
        file.write(zlib.compress(pickle.dumps(value, self.pickle_protocol), level=0))
