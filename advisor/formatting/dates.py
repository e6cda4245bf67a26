"""Dates in the active language, as exact as they are known."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language


def day(date_: date | None) -> str:
    """A day in the language: December 31, 2025."""
    return "" if date_ is None else _day(date_, get_language())


@lru_cache(maxsize=1000)
def _day(date_: date, language: str | None) -> str:  # noqa: ARG001  (dates read it)
    return date_format(date_, "DATE_FORMAT")


def period(as_of: str) -> str:
    """A time as exact as it is known: "2024", "April 2026", "March 30, 2026"."""
    return _period(as_of, get_language())


@lru_cache(maxsize=1000)
def _period(as_of: str, language: str | None) -> str:  # noqa: ARG001  (dates read it)
    if not as_of.replace("-", "").isdigit():
        return as_of
    parts = [int(part) for part in as_of.split("-") if part]
    if len(parts) == 3:
        return day(date(parts[0], parts[1], parts[2]))
    if len(parts) == 2:
        return date_format(date(parts[0], parts[1], 1), "YEAR_MONTH_FORMAT")
    return as_of
