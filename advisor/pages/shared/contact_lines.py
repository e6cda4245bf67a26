"""Whom to call, in words: links out of the advisor, and no form in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.contract import Contact
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.dates import day


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    name: str
    url: str
    host: str  # its address as paper prints it
    what: str
    phone: str
    checked: str


@dataclass(frozen=True, kw_only=True)
class WhoToCall:
    lines: tuple[ContactLine, ...]
    none_here: str  # where the state has no list that we know of


def is_for_contractors(unit_type: str) -> bool:
    """Whether a professional installs units of this type: lines are joined, or a wall is cut. A
    window or a portable unit is set up by whoever bought it."""
    record = RECORD_OF[unit_type]
    return record.split or record.sleeve


def who_to_call(contacts: Sequence[Contact]) -> WhoToCall:
    """The lists and coaches of the place, and an honest word where its state has no list."""
    has_list = any(each.kind == "installers" and not each.nationwide for each in contacts)
    return WhoToCall(
        lines=tuple(_line(each) for each in contacts),
        none_here=""
        if has_list
        else _("We know of no official list of installers for this state."),
    )


def _line(contact: Contact) -> ContactLine:
    return ContactLine(
        name=contact.name,
        url=contact.url,
        host=contact.url.removeprefix("https://").removeprefix("www.").rstrip("/"),
        what=_what(contact),
        phone=contact.phone or "",
        checked=_("checked %(day)s") % {"day": day(contact.checked)}
        if contact.checked
        else _("not checked by us"),
    )


def _what(contact: Contact) -> str:
    if contact.kind == "coach":
        return _("Free advice from a heat-pump coach")
    return (
        _("Finds certified technicians, in every state")
        if contact.nationwide
        else _("The program’s list of installers")
    )
