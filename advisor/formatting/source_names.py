"""Who says a figure, apart from where we read it: a manufacturer's sheet, not its copy's address.

The catalog keeps one text per source, which also names the public collection in which a copy was
found. A homeowner reads the name; the whole text is one touch away.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.formatting.dates import day
from advisor.formatting.text import Text

COPY = re.compile(r"github\.com|repositor|^README", re.IGNORECASE)
"""A source that names the place of its copy."""
_AFTERTHOUGHTS = (
    re.compile(r"\s*\((?:as quoted in |via )?(?:github\.com/|public repository)[^()]*\)"),
    re.compile(r",?(?: record)? (?:copied|copy) in github\.com/.*$"),
    re.compile(r"; [^;]* also in github\.com/.*$"),
    re.compile(
        r" (?:audited|transcribed|quoted) in (?:a )?public repository(?: documents?| test file)?"
    ),
    re.compile(r",? (?:in )?(?:a )?public repository\b"),
)
"""What may follow the name of a source about its copy."""
_CITING = re.compile(r"^Public repository text \(.*\) citing (?P<name>.+)$")
_IN_BRACKETS = re.compile(
    r"^(?:https://)?(?:github\.com/|Public repository ).*\((?P<name>[^()]+)\)$"
)
_NO_STORE = re.compile(r"^retailer not identified \(price digest of (?P<day>\d{4}-\d\d-\d\d)\)$")
_FILE = re.compile(r"^\S+\.py: ")
_OWNER: Text = gettext_lazy("An owner’s report")
_COLLECTED: Text = gettext_lazy("Collected product data")
_NEEP: Text = gettext_lazy("NEEP record, as reported by the manufacturer")
_INSIDE: dict[str, Text] = {
    "owner": _OWNER,
    "owner, quotes maker page": gettext_lazy("An owner’s report, quoting the manufacturer’s page"),
    "device log": gettext_lazy("Log of an owner’s unit"),
    "NEEP API record; manufacturer-reported": _NEEP,
    "maker pages fetched and read": gettext_lazy("The manufacturer’s page"),
    "METHODOLOGY, 2026-09": _COLLECTED,
    "datasheet inventory 2026-07-26, same repository": gettext_lazy("Inventory of data sheets"),
}
"""What stands in brackets behind the address of a copy, as a name."""
_WITHOUT_NAME: tuple[tuple[str, Text], ...] = (
    ("resdx", _NEEP),
    ("OpenStudio-HPXML", gettext_lazy("A discussion of NREL’s building model")),
    ("unit controls", gettext_lazy("Notes on how the unit is controlled")),
    ("wiki", gettext_lazy("Notes on how the unit is controlled")),
    ("", _COLLECTED),
)
"""Part of an address without any name, and what is found there."""


@dataclass(frozen=True, kw_only=True)
class SourceName:
    """``path`` is the whole text where the name leaves some of it out, else empty."""

    name: str
    path: str = ""


def source_name(text: str) -> SourceName:
    """The name of a source of the catalog, and where its copy was read.

    >>> source_name("Bosch sheet X.pdf (as quoted in github.com/a/b)").name
    'Bosch sheet X.pdf'
    >>> source_name("A manufacturer's manual")
    SourceName(name="A manufacturer's manual", path='')
    """
    if unnamed := _NO_STORE.match(text):
        told = {"day": day(date.fromisoformat(unnamed["day"]))}
        return SourceName(name=_("Store not identified (list of prices of %(day)s)") % told)
    if not COPY.search(text):
        return SourceName(name=text)
    return SourceName(name=str(_named(text)), path=text)


@lru_cache(maxsize=1000)
def _named(text: str) -> Text:
    for find in _BY_FORM:
        name = find(text)
        if name and not COPY.search(str(name)):
            return name
    return next(name for part, name in _WITHOUT_NAME if part in text)


def _cited(text: str) -> Text:
    cited = _CITING.search(text)
    return cited["name"] if cited else ""


def _bracketed(text: str) -> Text:
    inside = _IN_BRACKETS.search(text)
    if inside is None:
        return ""
    name = inside["name"]
    return _INSIDE.get(name) or capfirst(_FILE.sub("", name.removeprefix("product page ")))


def _without_afterthought(text: str) -> Text:
    for pattern in _AFTERTHOUGHTS:
        text = pattern.sub("", text)
    return text.strip()


_BY_FORM: tuple[Callable[[str], Text], ...] = (_cited, _bracketed, _without_afterthought)
