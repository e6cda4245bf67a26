"""Lists of installers and free coaches, as the tables have them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from advisor.models import InstallerContact


@dataclass(frozen=True, kw_only=True)
class KnownContact:
    """One whose official page is known."""

    code: str
    name: str
    kind: str  # installers, coach
    states: tuple[str, ...]  # none: the whole country
    url: str
    phone: str
    source: str
    last_checked: date | None  # None: nobody of ours opened the page


def known_contacts() -> tuple[KnownContact, ...]:
    """Those that visitors are shown. One query."""
    return tuple(
        KnownContact(
            code=row.code,
            name=row.name,
            kind=row.kind,
            states=tuple(row.states),
            url=row.url,
            phone=row.phone,
            source=row.source,
            last_checked=row.last_checked,
        )
        for row in InstallerContact.objects.exclude(url="")
    )


def contacts_of(contacts: Iterable[KnownContact], state: str) -> list[KnownContact]:
    """Those of a state (two letters), its lists before its coaches; then the whole country's."""
    here = [each for each in contacts if not each.states or state in each.states]
    return sorted(here, key=lambda each: (not each.states, each.kind == "coach", each.name))
