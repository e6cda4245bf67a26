"""Model numbers without what is written differently, and sets of them with wildcards."""

import re
from dataclasses import dataclass, field
from typing import Final

_SHORTEST: Final = 4  # characters before a wildcard


def bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


@dataclass(kw_only=True)
class Numbers:
    """Model numbers of a list; one that ends in ``*`` or ``#`` stands for any end."""

    exact: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)

    def add(self, number: str) -> None:
        """
        >>> numbers = Numbers()
        >>> numbers.add("RXT12AVJU*")
        >>> "rxt-12avju9" in numbers, "RXT09AVJU9" in numbers, "RXT12AVJU*" in numbers
        (True, False, True)
        """
        stem = number.rstrip("*# ")
        if stem != number.rstrip() and len(bare(stem)) >= _SHORTEST:
            self.starts.add(bare(stem))
        if bare(number):
            self.exact.add(bare(number))

    def __contains__(self, number: str) -> bool:
        key = bare(number)
        if key in self.exact:
            return True
        if number.rstrip() != number.rstrip("*# ") and len(key) >= _SHORTEST:
            return any(each.startswith(key) for each in self.exact)
        return any(key[:length] in self.starts for length in range(_SHORTEST, len(key)))
