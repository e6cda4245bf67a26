"""The one guard for cells that a spreadsheet program would run as a formula.

Every CSV or XLSX file that we write passes through ``guarded``; reading our own table takes the
guard off again with ``unguarded``.
"""

import re
from typing import Final

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_STARTS_FORMULA: Final = frozenset("=+-@|＝＋－＠")  # full-width ones run too
_CONTROL: Final = frozenset("\t\r\n\v\f\0")
_QUOTE: Final = "'"


def guarded(text: str) -> str:
    """``text`` as no spreadsheet runs it: after an apostrophe if it could be a formula.

    A formula may hide behind spaces and line breaks; a plain number stays a number. What begins
    with an apostrophe gets a second one, so that ``unguarded`` is the exact inverse.

    >>> guarded("=1+1"), guarded(" =1+1"), guarded("|x"), guarded("-13+A1"), guarded("'=x")
    ("'=1+1", "' =1+1", "'|x", "'-13+A1", "''=x")
    >>> guarded("-13"), guarded("MSZ-FS06NA")
    ('-13', 'MSZ-FS06NA')
    """
    return _QUOTE + text if _is_risky(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given; an apostrophe that is no guard stays.

    >>> unguarded("'=1+1"), unguarded("''=x"), unguarded("'n Sync"), unguarded("MSZ")
    ('=1+1', "'=x", "'n Sync", 'MSZ')
    """
    rest = text.removeprefix(_QUOTE)
    return rest if rest != text and _is_risky(rest) else text


def _is_risky(text: str) -> bool:
    if not text or _NUMBER.fullmatch(text):
        return False
    if text[0] in _CONTROL or text[0] == _QUOTE:
        return True
    # str.strip() leaves characters that print nothing (U+200B, U+FEFF); spreadsheets skip them.
    first = next((letter for letter in text if letter.isprintable() and not letter.isspace()), "")
    return first in _STARTS_FORMULA
