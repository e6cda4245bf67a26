"""A ZIP code as people write it: ``02130``, ``02130-1234``, and ``2130`` from a spreadsheet."""

import re

from django.utils.translation import gettext as _

_ZIP = re.compile(r"([0-9]{5})(?:[-\u2013 ]?[0-9]{4})?")
_ZERO_LOST = re.compile(r"([0-9]{3,4})(?:-[0-9]{4})?")

MILITARY = re.compile(r"09[0-8]|340|96[2-6]")
"""First three digits of addresses of the armed forces and of embassies (APO, FPO, DPO): 090 to 098
Europe and Canada, 340 the Americas, 962 to 966 the Pacific. Source: US Postal Service, Labeling
List L002, three-digit ZIP code prefixes."""

_FIRST = re.compile(r"00[5-9]|0[1-8]")
"""What a ZIP code with a leading zero begins with: New York's 005, Puerto Rico and the Virgin
Islands 006 to 009, New England and New Jersey 01 to 08."""


def five_digits(text: str) -> str:
    """The ZIP code in the text, without the four digits of a ZIP+4; empty where it is none.

    >>> five_digits("02130"), five_digits("02130-1234"), five_digits("2130")
    ('02130', '02130', '')
    """
    found = _ZIP.fullmatch(text)
    return found[1] if found else ""


def suggestion(text: str) -> str:
    """The ZIP code that was probably meant where leading zeros are missing; empty where none was.

    >>> suggestion("2130"), suggestion("2130-1234"), suggestion("901"), suggestion("9012")
    ('02130', '02130', '00901', '')
    """
    found = _ZERO_LOST.fullmatch(text)
    whole = found[1].zfill(5) if found else ""
    return whole if _FIRST.match(whole) else ""


def refusal(text: str) -> str:
    """The sentence for a text that is no ZIP code."""
    meant = suggestion(text)
    if meant:
        return _("A ZIP code has five digits. Did you mean %(zip)s?") % {"zip": meant}
    return _("A ZIP code has five digits, such as 02130.")


def is_military(zip_code: str) -> bool:
    """Whether these five digits are an address of the armed forces, wherever the home is.

    >>> is_military("09012"), is_military("02130")
    (True, False)
    """
    return MILITARY.match(zip_code) is not None
